"""App entry of the clock."""

from django.apps import AppConfig


class ClockConfig(AppConfig):
    """Registers the app."""

    name = "tongming.core.clock"
    label = "clock"
    verbose_name = "时限与日历"

    def ready(self) -> None:
        """Recompute undetermined clocks when a calendar year is loaded."""
        from tongming.core.clock.actions import recompute
        from tongming.core.events.registry import Event, Handler, subscribe

        subscribe(Event.CALENDAR_CHANGED, Handler("recompute_clocks", recompute))
