"""App entry of the cli face."""

from django.apps import AppConfig


class CLIConfig(AppConfig):
    """Registers the app."""

    name = "tongming.faces.cli"
    label = "cli"
    verbose_name = "命令行"
