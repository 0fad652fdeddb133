"""Settings of the test suite: a data folder of its own, cheap passwords, static files straight from the source."""

import os
import tempfile

os.environ["TONGMING_HOME"] = tempfile.mkdtemp(prefix="tongming-test-")

from tongming.conf.base import *  # noqa: F403
from tongming.conf.base import DATABASES, HOME, STORAGES

if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    # A file, not memory: the live server and the worker are other connections.
    DATABASES["default"]["TEST"] = {"NAME": str(HOME / "test.sqlite3")}
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = True
STORAGES = {**STORAGES, "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}
ALLOWED_HOSTS = ["*"]
