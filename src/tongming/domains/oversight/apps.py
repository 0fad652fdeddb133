"""App entry of oversight: its process table, and what it does when publications change or are purged."""

from django.apps import AppConfig


class OversightConfig(AppConfig):
    """Registers process and handlers."""

    name = "tongming.domains.oversight"
    label = "oversight"
    verbose_name = "督办台账"

    def ready(self) -> None:
        """Register with core."""
        from tongming.core.events.registry import Event, Handler, subscribe
        from tongming.domains.oversight import process  # noqa: F401
        from tongming.domains.oversight.actions import forget_purged, propose_tasks

        subscribe(Event.SERIES_CHANGED, Handler("propose_tasks", propose_tasks, batch=20))
        subscribe(Event.SERIES_PURGED, Handler("forget_tasks", forget_purged))
