"""App entry of the portal face."""

from django.apps import AppConfig


class PortalConfig(AppConfig):
    """Registers the app."""

    name = "tongming.faces.portal"
    label = "portal"
    verbose_name = "公众门户"
