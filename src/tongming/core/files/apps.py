"""App entry of files."""

from django.apps import AppConfig


class FilesConfig(AppConfig):
    """Registers the app."""

    name = "tongming.core.files"
    label = "files"
    verbose_name = "文件"
