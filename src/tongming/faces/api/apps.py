"""App entry of the api face."""

from django.apps import AppConfig


class APIConfig(AppConfig):
    """Registers the app."""

    name = "tongming.faces.api"
    label = "api"
    verbose_name = "数据接口"
