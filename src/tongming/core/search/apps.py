"""App entry of search: changes of series are drained into the index."""

from django.apps import AppConfig


class SearchConfig(AppConfig):
    """Registers the app and its handlers."""

    name = "tongming.core.search"
    label = "search"
    verbose_name = "检索"

    def ready(self) -> None:
        """Subscribe to changes and purges."""
        from tongming.core.events.registry import Event, Handler, subscribe
        from tongming.core.search.actions import HANDLER, index_changed, index_purged

        subscribe(Event.SERIES_CHANGED, Handler(HANDLER, index_changed, batch=200))
        subscribe(Event.SERIES_PURGED, Handler(HANDLER, index_purged, batch=200))
