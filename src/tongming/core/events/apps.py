"""App entry of events."""

from django.apps import AppConfig


class EventsConfig(AppConfig):
    """Registers the app."""

    name = "tongming.core.events"
    label = "events"
    verbose_name = "事件"
