"""Statements about series: validity, withdrawal, restoration. Rows are only added; the pointers of the series follow them."""

from datetime import date, datetime
from typing import Any

from django.utils import timezone

from tongming.core.accounts.viewers import Viewer
from tongming.core.events.actions import emit
from tongming.core.events.registry import Event
from tongming.core.process.table import DeedRefused, refuse_long
from tongming.core.publications import policies
from tongming.core.publications.content import day
from tongming.core.publications.models import Series, Statement, StatementKind, Validity
from tongming.core.publications.process import SERIES
from tongming.core.publications.rules import (
    ENDED,
    Said,
    cut_at,
    ended_from,
    initial_validity,
    marked_validity,
    next_change,
    state_now,
)
from tongming.core.trail.actions import deed

SYSTEM = "系统"


def said(series: Series, kind: str = StatementKind.VALIDITY) -> list[Said]:
    """Return the statements of a series as the rules see them."""
    rows = Statement.objects.filter(series=series, kind=kind).order_by("pk")
    return [Said(row.state, row.valid_from, row.valid_to, row.recorded_at, row.pk) for row in rows]


def say_initial_validity(series: Series, content: dict[str, Any], *, first: bool, now: datetime) -> None:
    """State the validity that a version's own dates give; a later version repeats it only when its dates say something new.

    Sets the pointers of the series, which the caller saves.
    """
    spans = initial_validity(
        formed_on=day(content, "formed_on"),
        effective_on=day(content, "effective_on"),
        expires_on=day(content, "expires_on"),
    )
    if given := content.get("validity"):
        dates = {name: day(content, name) for name in ("formed_on", "effective_on")}
        spans.append(marked_validity(given, **dates))
    earlier = [] if first else said(series)
    spans = cut_at(spans, _ended_by_a_person(series, earlier))
    known = {(row.state, row.valid_from, row.valid_to) for row in earlier}
    fresh = [span for span in spans if span[:3] not in known]
    Statement.objects.bulk_create(
        Statement(
            series=series,
            kind=StatementKind.VALIDITY,
            state=state,
            valid_from=start,
            valid_to=end,
            reason=reason,
            recorded_at=now,
            recorded_by=SYSTEM,
        )
        for state, start, end, reason in fresh
    )
    order = max((row.order for row in earlier), default=0)
    added = [Said(*span[:3], now, order + place) for place, span in enumerate(fresh, 1)]
    _point(series, [*earlier, *added], timezone.localdate(now))


def _ended_by_a_person(series: Series, statements: list[Said]) -> date | None:
    """Return the day from which a person has stated the end of a text; the dates of a later version do not revive it."""
    end = ended_from(statements)
    if end is None:
        return None
    orders = [row.order for row in statements if row.state in ENDED]
    by_a_person = Statement.objects.filter(pk__in=orders).exclude(recorded_by=SYSTEM)
    return end if by_a_person.exists() else None


def _point(series: Series, statements: list[Said], today: date) -> None:
    """Set `validity` and the next day it may change from the statements."""
    series.validity = state_now(statements, today)
    series.next_change_on = next_change(statements, today)


def _move_pointer(series: Series, today: date) -> bool:
    """Point and save; return whether validity changed."""
    before = series.validity
    _point(series, said(series), today)
    series.save(update_fields=["validity", "next_change_on"])
    return series.validity != before


def locked_series(viewer: Viewer, series: Series, name: str, reason: str) -> Series:
    """Lock a series and make sure that the deed may be done by this viewer."""
    row = Series.objects.select_for_update(of=("self",)).get(pk=series.pk)
    state = policies.series_state(row)
    if row.organization_id not in viewer.supervised:
        SERIES.require(name, state=state, viewer=viewer, organization_id=row.organization_id, reason=reason)
    elif not policies.series.may(viewer, name, row):
        raise DeedRefused(f"当前状态是“{SERIES.states[state]}”，不能{SERIES.deed(name).label}。")
    if not reason.strip():
        raise DeedRefused(f"{SERIES.deed(name).label}需要填写理由。")
    refuse_long(reason)
    return row


def state_validity(  # noqa: PLR0913  (a statement has all of these)
    viewer: Viewer,
    series: Series,
    *,
    state: str,
    valid_from: date,
    valid_to: date | None = None,
    articles: list[str] | None = None,
    basis: Series | None = None,
    reason: str,
    now: datetime,
) -> Statement:
    """State the validity (有效性) of a text from a day on, on the basis of another document or of the reason given."""
    if state not in Validity.values:
        raise DeedRefused(f"没有“{state}”这种有效性，应为{'、'.join(Validity.labels)}之一。")
    if valid_to and valid_to <= valid_from:
        raise DeedRefused("终止日期应晚于起始日期。")
    with deed(viewer, now) as record:
        row = locked_series(viewer, series, "state_validity", reason)
        statement = Statement.objects.create(
            series=row,
            kind=StatementKind.VALIDITY,
            state=state,
            valid_from=valid_from,
            valid_to=valid_to,
            articles=articles or [],
            basis_series=basis,
            reason=reason,
            recorded_at=now,
            recorded_by=viewer.name,
        )
        _move_pointer(row, timezone.localdate(now))
        record(
            "state_validity",
            row,
            organization_id=row.organization_id,
            reason=reason,
            state=state,
            valid_from=valid_from.isoformat(),
            basis=basis.pk if basis else None,
        )
        emit(Event.SERIES_CHANGED, now, series_id=row.pk)
    return statement


def withdraw(viewer: Viewer, series: Series, *, reason: str, now: datetime) -> Series:
    """Withdraw (撤下): out of lists, search and feeds at once; the page stays readable with the reason on it."""
    return _show(viewer, series, "withdraw", "withdrawn", reason, now)


def restore(viewer: Viewer, series: Series, *, reason: str, now: datetime) -> Series:
    """Put a withdrawn text back (恢复)."""
    return _show(viewer, series, "restore", "listed", reason, now)


def _show(viewer: Viewer, series: Series, name: str, state: str, reason: str, now: datetime) -> Series:
    with deed(viewer, now) as record:
        row = locked_series(viewer, series, name, reason)
        Statement.objects.create(
            series=row,
            kind=StatementKind.VISIBILITY,
            state=state,
            valid_from=timezone.localdate(now),
            reason=reason,
            recorded_at=now,
            recorded_by=viewer.name,
        )
        row.listed = state == "listed"
        row.save(update_fields=["listed"])
        record(name, row, organization_id=row.organization_id, reason=reason)
        emit(Event.SERIES_CHANGED, now, series_id=row.pk)
    return row


def refresh_validity(viewer: Viewer, *, now: datetime, batch: int = 500) -> int:
    """Move the pointers of series whose validity may change by today (未生效 → 有效 → 失效), all of them; return how many changed.

    The worker calls it daily. Each series is a transaction, and none is due any more once it was looked at.
    """
    today = timezone.localdate(now)
    moved = 0
    due = Series.objects.filter(next_change_on__lte=today).order_by("pk")
    while ids := list(due.values_list("pk", flat=True)[:batch]):
        moved += sum(_refresh(viewer, pk, today, now) for pk in ids)
    return moved


def _refresh(viewer: Viewer, series_id: int, today: date, now: datetime) -> bool:
    with deed(viewer, now) as record:
        row = Series.objects.select_for_update(of=("self",)).get(pk=series_id)
        if not _move_pointer(row, today):
            return False
        record("validity_reached", row, organization_id=row.organization_id, state=row.validity)
        emit(Event.SERIES_CHANGED, now, series_id=row.pk)
    return True
