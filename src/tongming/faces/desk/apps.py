"""App entry of the desk face."""

from django.apps import AppConfig


class DeskConfig(AppConfig):
    """Registers the app."""

    name = "tongming.faces.desk"
    label = "desk"
    verbose_name = "工作台"
