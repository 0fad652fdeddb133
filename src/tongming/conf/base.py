"""Settings shared by every way of running; `dev`, `test` and `production` add to them."""

from typing import Any

import dj_database_url
from csp.constants import NONE, SELF

from tongming.conf import env

HOME = env.home()
SECRET_KEY = env.secret("secret.key")
DEBUG = False
ALLOWED_HOSTS = env.value("TONGMING_HOSTS")

PORTAL_ENABLED = env.value("TONGMING_PORTAL")
DESK_ENABLED = env.value("TONGMING_DESK")
PAGE_SIZE = env.value("TONGMING_PAGE_SIZE")
UPLOAD_LIMIT_BYTES = env.value("TONGMING_UPLOAD_LIMIT") * 1024 * 1024
INDEX_ROOT = HOME / "index"
FILES_ROOT = HOME / "files"
TRAIL_ROOT = HOME / "trail"
KEYS_ROOT = HOME / "keys"

INSTALLED_APPS = [
    "tongming.core.organizations",
    "tongming.core.accounts",
    "tongming.core.trail",
    "tongming.core.events",
    "tongming.core.files",
    "tongming.core.clock",
    "tongming.core.publications",
    "tongming.core.search",
    "tongming.core.ui",
    "tongming.domains.documents",
    "tongming.domains.oversight",
    "tongming.faces.portal",
    "tongming.faces.desk",
    "tongming.faces.api",
    "tongming.faces.cli",
    "tongming.core.trail.master_data_app.MasterDataConfig",  # Django admin, with our site
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "ninja",
    "axes",
    "csp",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.http.ConditionalGetMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "tongming.core.ui.middleware.NoNulMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "csp.middleware.CSPMiddleware",
    "tongming.core.accounts.middleware.ViewerMiddleware",
    "axes.middleware.AxesMiddleware",
]

ROOT_URLCONF = "tongming.conf.urls"
WSGI_APPLICATION = "tongming.conf.wsgi.application"
TEMPLATES: list[dict[str, Any]] = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "tongming.faces.portal.sites.context",
            ],
            "builtins": ["tongming.core.ui.templatetags.ui"],
        },
    }
]


def _database() -> dict[str, Any]:
    """Return the database settings; SQLite takes the write lock at BEGIN, so that writers wait instead of failing."""
    if address := env.value("DATABASE_URL"):
        return {**dj_database_url.parse(address, conn_max_age=60), "ATOMIC_REQUESTS": False}
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": HOME / "tongming.sqlite3",
        "ATOMIC_REQUESTS": False,
        "OPTIONS": {
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,
            "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON; PRAGMA secure_delete=ON;",
        },
    }


DATABASES = {"default": _database()}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["axes.backends.AxesStandaloneBackend", "django.contrib.auth.backends.ModelBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "desk:sign_in"
LOGIN_REDIRECT_URL = "desk:inbox"
LOGOUT_REDIRECT_URL = "desk:sign_in"
AXES_FAILURE_LIMIT = env.value("TONGMING_SIGN_IN_TRIES")
AXES_COOLOFF_TIME = env.value("TONGMING_SIGN_IN_LOCK") / 60
AXES_LOCKOUT_PARAMETERS = ["username"]
AXES_LOCKOUT_TEMPLATE = "desk/locked.html"
AXES_RESET_ON_SUCCESS = True
# Locked by account: a whole office shares one address, and an address is easily changed.
SILENCED_SYSTEM_CHECKS = ["axes.W006"]
AXES_ENABLE_ADMIN = False
AXES_VERBOSE = False

SESSION_COOKIE_AGE = 8 * 60 * 60
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_SAMESITE = "Lax"
X_FRAME_OPTIONS = "DENY"
SECURE_REFERRER_POLICY = "same-origin"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "object-src": [NONE],
        "base-uri": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        "img-src": [SELF, "data:"],
    }
}

LANGUAGE_CODE = "zh-hans"
TIME_ZONE = "Asia/Shanghai"
USE_I18N = True
USE_TZ = True

STATIC_URL = "/static/"
STATIC_ROOT = HOME / "static"
STORAGES = {
    "default": {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"location": FILES_ROOT},
    },
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
FILE_UPLOAD_PERMISSIONS = 0o600
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "plain": {
            "()": "tongming.conf.logs.QuietFormatter",
            "format": "{asctime} {levelname} {name} {message}",
            "style": "{",
        }
    },
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "plain"}},
    "root": {"handlers": ["stderr"], "level": "WARNING"},
}
