"""Settings of an installation: what `tongming serve` and every other command use."""

from tongming.conf.base import *  # noqa: F403
from tongming.conf.env import value

if value("TONGMING_HTTPS"):
    SESSION_COOKIE_SECURE = True
    CSRF_COOKIE_SECURE = True
    SECURE_HSTS_SECONDS = 365 * 24 * 60 * 60
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
