"""Writers of the index: changes drained in batches, purges by rebuilding, a rebuild beside the old index."""

from collections.abc import Iterable, Sequence
from contextlib import suppress
from datetime import datetime

from django.db.models import Q
from django.utils import timezone

from tongming.core.accounts.viewers import program
from tongming.core.events.actions import Later
from tongming.core.events.models import Delivery
from tongming.core.events.registry import Payload
from tongming.core.publications.queries import listed
from tongming.core.search.queries import index
from tongming.core.search.registry import builders
from tongming.engines.index import IndexBusy, IndexMissing, IndexOutdated, SearchRecord, Writer

HANDLER = "index"
ROWS_AT_ONCE = 200


def records_of(series_ids: Iterable[int] | None = None) -> Iterable[SearchRecord]:
    """Yield the records of listed series (all, or those named); what is withdrawn or purged gives none."""
    viewer = program(timezone.localdate(), "检索")
    for kind, build in builders().items():
        rows = listed(viewer).filter(kind=kind).order_by("pk")
        if series_ids is not None:
            rows = rows.filter(pk__in=list(series_ids))
        yield from build(rows.iterator(chunk_size=ROWS_AT_ONCE))


def index_changed(batch: Sequence[Payload]) -> None:
    """Bring the records of changed series up to date: delete by series, add anew, commit, release."""
    write({payload["series_id"] for payload in batch})


def write(series_ids: set[int]) -> None:
    """Write the present state of these series into the index; raises `Later` while another process is writing."""
    try:
        with index().writer() as writer:
            put(writer, series_ids)
    except IndexBusy as busy:
        raise Later from busy
    except IndexOutdated:
        rebuild()


def put(writer: Writer, series_ids: set[int]) -> None:
    """Replace the records of these series by what the database says now."""
    for series_id in series_ids:
        writer.delete(str(series_id))
    for record in records_of(series_ids):
        writer.add(record)


def index_purged(batch: Sequence[Payload]) -> None:
    """Remove purged series at once, then rebuild, because deleted words stay in the old segments on disk until then."""
    index_changed(batch)
    try:
        rebuild()
    except IndexBusy as busy:
        raise Later from busy


def rebuild() -> int:
    """Make the index anew from the database beside the old one; return the number of records.

    Changes that were delivered to the old index meanwhile are written into the new one before it is put in use.
    """
    began = timezone.now()
    return index().rebuild(records_of, catch_up=lambda writer: put(writer, changed_since(began)))


def changed_since(moment: datetime) -> set[int]:
    """Return the ids of series whose change was delivered to the index since a moment, or is being delivered."""
    rows = Delivery.objects.filter(handler=HANDLER).filter(
        Q(done_at__gte=moment) | Q(lease_until__isnull=False)
    )
    return {payload["series_id"] for payload in rows.values_list("payload", flat=True)}


def ensure_index() -> None:
    """Build the index when there is none, or when it was made by another version of the engine."""
    try:
        index().reader()
    except (IndexMissing, IndexOutdated):
        with suppress(IndexBusy):
            rebuild()
