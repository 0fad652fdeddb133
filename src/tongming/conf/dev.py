"""Settings for working on the code: error pages with details, static files straight from the source."""

from tongming.conf.base import *  # noqa: F403
from tongming.conf.base import STORAGES

DEBUG = True
WHITENOISE_USE_FINDERS = True
STORAGES = {**STORAGES, "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}
