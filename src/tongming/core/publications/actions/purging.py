"""Purge (清除): the words of a series leave database and disk; the rows, their hashes, the reason and the trail remain."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from tongming.core.accounts.viewers import Viewer
from tongming.core.clock import actions as clocks
from tongming.core.events.actions import Later, emit
from tongming.core.events.models import Delivery
from tongming.core.events.registry import Event, Payload
from tongming.core.files import actions as files
from tongming.core.files.models import StoredFile
from tongming.core.pages import empty_write_ahead_log
from tongming.core.process.table import DeedRefused
from tongming.core.publications.actions.stating import locked_series
from tongming.core.publications.models import (
    Draft,
    DraftFile,
    Publication,
    PublicationContent,
    PublicationFile,
    Purge,
    PurgeGround,
    Series,
)
from tongming.core.trail.actions import Record, deed

FORGET_PAGES = "forget_pages"


def purge(viewer: Viewer, series: Series, *, ground: str, reason: str, now: datetime) -> Series:
    """Take all words of a series out of the platform.

    Page, history, day view, API, feeds and exports read the database, so they lose the words with the commit; the index and what domains keep
    follow through the `series_purged` event.
    """
    if ground not in PurgeGround.values:
        raise DeedRefused(f"清除需要选择事由：{'、'.join(PurgeGround.labels)}。")
    with deed(viewer, now) as record:
        row = locked_series(viewer, series, "purge", reason)
        publications = list(row.publications.all())
        Purge.objects.bulk_create(
            Purge(publication=publication, ground=ground, reason=reason, purged_at=now, purged_by=viewer.name)
            for publication in publications
        )
        _abandon_open_drafts(row, record, now)
        released = _delete_words(row, publications)
        row.listed, row.purged = False, True
        row.save(update_fields=["listed", "purged"])
        record(
            "purge",
            row,
            organization_id=row.organization_id,
            reason=reason,
            ground=ground,
            hashes=[publication.content_hash for publication in publications],
        )
        emit(Event.SERIES_PURGED, now, series_id=row.pk)
        for stored_id in released:
            emit(Event.FILE_RELEASED, now, stored_id=stored_id)
        # At once; the events see to it as well, should this process die before it comes here.
        transaction.on_commit(lambda: _wipe(released), robust=True)
    return row


def _abandon_open_drafts(series: Series, record: Record, now: datetime) -> None:
    """Give up drafts of further versions: nothing may be published into a purged series."""
    for draft in Draft.objects.filter(series=series).exclude(state__in=["published", "abandoned"]):
        draft.state, draft.updated_at = "abandoned", now
        draft.save(update_fields=["state", "updated_at"])
        clocks.stop(draft, timezone.localdate(now))
        record("abandon", draft, organization_id=draft.organization_id, reason="所属文件已清除")


def _delete_words(series: Series, publications: list[Publication]) -> list[int]:
    """Delete contents, file rows and drafts' words; return the ids of stored files that they used."""
    drafts = Draft.objects.filter(series=series)
    stored = set(
        PublicationFile.objects.filter(publication__in=publications).values_list("stored_id", flat=True)
    )
    stored |= set(DraftFile.objects.filter(draft__in=drafts).values_list("stored_id", flat=True))
    PublicationContent.objects.filter(publication__in=publications).delete()
    PublicationFile.objects.filter(publication__in=publications).delete()
    DraftFile.objects.filter(draft__in=drafts).delete()
    drafts.update(title="", content={}, findings=[])
    return sorted(stored)


def _wipe(stored_ids: list[int]) -> None:
    """Remove from disk the files that nothing uses any more."""
    unused = StoredFile.objects.filter(
        pk__in=stored_ids, publication_files__isnull=True, draft_files__isnull=True
    )
    for stored in unused:
        files.wipe(stored)


def wipe_released(batch: Sequence[Payload]) -> None:
    """Handle `file_released`: a file that nothing uses any more leaves the disk. Safe to repeat."""
    _wipe([payload["stored_id"] for payload in batch])


def forget_pages(batch: Sequence[Payload]) -> None:
    """Handle `series_purged`, last of all: what the database file or its log still holds of deleted rows goes.

    Waits until every other handler of the purge has deleted what it keeps, and while a reader holds the log.
    """
    [payload] = batch
    purge_events = Delivery.objects.filter(event=Event.SERIES_PURGED, payload__series_id=payload["series_id"])
    others = purge_events.filter(done_at__isnull=True, failed=False)
    if others.exclude(handler=FORGET_PAGES).exists() or not empty_write_ahead_log():
        raise Later
