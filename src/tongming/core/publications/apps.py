"""App entry of publications: registers the first check, the process tables and what a purge leaves to do."""

from django.apps import AppConfig


class PublicationsConfig(AppConfig):
    """Registers the app."""

    name = "tongming.core.publications"
    label = "publications"
    verbose_name = "发布"

    def ready(self) -> None:
        """Register the check of required metadata; importing the tables registers them."""
        from tongming.core.checks.registry import register
        from tongming.core.events.registry import Event, Handler, subscribe
        from tongming.core.publications import process  # noqa: F401
        from tongming.core.publications.actions.purging import FORGET_PAGES, forget_pages, wipe_released
        from tongming.core.publications.required import check_required_metadata

        register("required_metadata", check_required_metadata)
        subscribe(Event.FILE_RELEASED, Handler("wipe_file", wipe_released))
        subscribe(Event.SERIES_PURGED, Handler(FORGET_PAGES, forget_pages, last=True))
