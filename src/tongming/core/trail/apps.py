"""App entry of the trail."""

from django.apps import AppConfig


class TrailConfig(AppConfig):
    """Registers the app."""

    name = "tongming.core.trail"
    label = "trail"
    verbose_name = "办理痕迹"
