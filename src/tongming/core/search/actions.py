"""Writers of the index: changes drained in batches, purges by rebuilding, a rebuild beside the old index."""

import time
from collections.abc import Iterable, Sequence
from datetime import datetime

from django.conf import settings
from django.utils import timezone

from tongming.core.accounts.viewers import program
from tongming.core.events.actions import Later
from tongming.core.events.models import Delivery
from tongming.core.events.registry import Event, Payload
from tongming.core.publications.models import Series
from tongming.core.publications.queries import listed
from tongming.core.search.registry import builders
from tongming.engines.index import Index, IndexBusy, SearchRecord

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


def index() -> Index:
    """Return the index of this installation."""
    return Index(settings.INDEX_ROOT)


def index_changed(batch: Sequence[Payload]) -> None:
    """Bring the records of changed series up to date: delete by series, add anew, commit, release."""
    write({payload["series_id"] for payload in batch})


def write(series_ids: set[int]) -> None:
    """Write the present state of these series into the index; raises `Later` while another process is writing."""
    try:
        with index().writer() as writer:
            for series_id in series_ids:
                writer.delete(str(series_id))
            for record in records_of(series_ids):
                writer.add(record)
    except IndexBusy as busy:
        raise Later from busy


def index_purged(batch: Sequence[Payload]) -> None:
    """Remove purged series at once, then rebuild, because deleted words stay in the old segments on disk until then."""
    index_changed(batch)
    rebuild()


def rebuild() -> int:
    """Make the index anew from the database beside the old one; return the number of records.

    Changes delivered to the old index meanwhile are written into the new one afterwards, so none is lost.
    """
    began = timezone.now()
    count = index().rebuild(records_of)
    catch_up(began)
    return count


def catch_up(since: datetime) -> None:
    """Write again every series whose change was delivered to the index since a moment."""
    done = Delivery.objects.filter(handler=HANDLER, event__in=[Event.SERIES_CHANGED, Event.SERIES_PURGED])
    ids = {
        payload["series_id"] for payload in done.filter(done_at__gte=since).values_list("payload", flat=True)
    }
    recent = Series.objects.filter(current__published_at__gte=since).values_list("pk", flat=True)
    ids |= set(recent)
    while ids:
        try:
            write(ids)
        except Later:
            time.sleep(0.2)
        else:
            return
