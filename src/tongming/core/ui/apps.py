"""Django application of the design system."""

from django.apps import AppConfig


class UiConfig(AppConfig):
    """界面: templates and components that every page is built from; it owns no table."""

    name = "tongming.core.ui"
    label = "ui"
    verbose_name = "界面"
