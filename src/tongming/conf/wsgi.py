"""The WSGI entry point that `tongming serve` hands to waitress."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tongming.conf.production")
application = get_wsgi_application()
