"""App entry of documents: its kind, its search records, its handlers."""

from django.apps import AppConfig


class DocumentsConfig(AppConfig):
    """Registers kind, records and handlers."""

    name = "tongming.domains.documents"
    label = "documents"
    verbose_name = "政策文件库"

    def ready(self) -> None:
        """Register with core."""
        from tongming.core.events.registry import Event, Handler, subscribe
        from tongming.core.publications import kinds
        from tongming.core.search.registry import register
        from tongming.domains.documents import process  # noqa: F401
        from tongming.domains.documents.actions.relating import forget_purged, propose_relations
        from tongming.domains.documents.search import KIND, records

        kinds.register(kinds.Kind(KIND, "政策文件", "/documents/{id}/"))
        register(KIND, records)
        subscribe(Event.SERIES_CHANGED, Handler("propose_relations", propose_relations, batch=20))
        subscribe(Event.SERIES_PURGED, Handler("forget_relations", forget_purged))
