"""Writers of clocks and of calendar years. Called inside the transaction of a deed; the arithmetic is the calendar engine's."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime

from django.db.models import Model
from django.utils import timezone

from tongming.core.accounts.viewers import Viewer
from tongming.core.clock.models import CalendarDay, CalendarYear, Clock
from tongming.core.clock.queries import calendar, extended
from tongming.core.events.actions import emit
from tongming.core.events.registry import Event, Payload
from tongming.core.trail.actions import deed
from tongming.engines.calendar import Deadline, UnknownCalendarYear, WorkingCalendar, deadline
from tongming.errors import UserError


class BadCalendarYear(UserError):
    """A year's arrangement of days off that cannot be loaded."""


def start(subject: Model, name: str, started: date, length: int, unit: str) -> Clock:
    """Start (or start anew) a named clock of a case; units as in the calendar engine. A limit in hours starts at a moment."""
    clock, _ = Clock.objects.update_or_create(
        subject_kind=subject._meta.model_name,
        subject_id=subject.pk,
        name=name,
        defaults={
            "started_at": moment(started),
            "length": length,
            "unit": unit,
            "pauses": [],
            "restarted_at": None,
            "stopped_on": None,
        },
    )
    return _settle(clock)


def pause(clock: Clock, first: date, last: date) -> Clock:
    """Take a period (both days included) out of the count."""
    clock.pauses = [*clock.pauses, [first.isoformat(), last.isoformat()]]
    return _settle(clock, "pauses")


def restart(clock: Clock, started: date) -> Clock:
    """Count anew from a day or moment, as after a correction (条例 art. 30)."""
    clock.restarted_at = moment(started)
    return _settle(clock, "restarted_at")


def stop(subject: Model, on: date) -> None:
    """Stop every running clock of a case."""
    Clock.objects.filter(
        subject_kind=subject._meta.model_name, subject_id=subject.pk, stopped_on__isnull=True
    ).update(stopped_on=on)


def forget(subject: Model, name: str) -> None:
    """Take a clock away whose start is no longer known."""
    Clock.objects.filter(subject_kind=subject._meta.model_name, subject_id=subject.pk, name=name).delete()


def computed(clock: Clock, working: WorkingCalendar | None = None) -> Deadline:
    """Return the deadline with the days that were counted and why; raises `UnknownCalendarYear`.

    Who shows many clocks gives the calendar along, so that it is read once.
    """
    pauses = [(date.fromisoformat(first), date.fromisoformat(last)) for first, last in clock.pauses]
    return deadline(
        timezone.localtime(clock.started_at),
        clock.length,
        clock.unit,
        working or calendar(),
        pauses=pauses,
        restart=timezone.localtime(clock.restarted_at) if clock.restarted_at else None,
    )


def _settle(clock: Clock, *changed: str) -> Clock:
    """Compute and store the due day; an unknown year leaves it undetermined with the earliest possible day.

    Nothing else of the row is written but the fields named as `changed`: it may be stopped meanwhile. A day that was already served on someone is never shortened (fact sheet 19, "Calendar change").
    """
    clock.due = clock.due_at = clock.not_before = None
    try:
        ends = computed(clock).due
    except UnknownCalendarYear as unknown:
        clock.not_before = unknown.not_before
    else:
        if isinstance(ends, datetime):
            clock.due_at, ends = ends, timezone.localdate(ends)
        clock.due = max(ends, clock.served_due) if clock.served_due else ends
    clock.save(update_fields=["due", "due_at", "not_before", *changed])
    return clock


def moment(started: date) -> datetime:
    """Return a day as the moment it begins; a moment stays what it is."""
    if isinstance(started, datetime):
        return started
    return timezone.make_aware(datetime.combine(started, datetime.min.time()))


def recompute(batch: Sequence[Payload]) -> None:
    """Settle all running clocks again after the calendar changed."""
    del batch  # the payload names the year; every running clock may touch it
    for clock in Clock.objects.filter(stopped_on__isnull=True).iterator(500):
        _settle(clock)


def load_year(
    viewer: Viewer, year: int, days: Iterable[tuple[date, bool, str]], *, source: str, now: datetime
) -> CalendarYear:
    """Load the official days off and make-up working days of a year (载入年度放假安排); open clocks are computed anew."""
    listed = list(days)
    if not viewer.is_administrator:
        raise BadCalendarYear("只有系统管理员可以载入放假安排。")
    if not any(not is_working and day.year == year for day, is_working, _ in listed):
        raise BadCalendarYear(f"{year}年的安排里没有一个放假日，请核对后再载入。")
    extended(tuple(listed), (year,))  # raises when a day is given twice
    with deed(viewer, now) as record:
        row, _ = CalendarYear.objects.update_or_create(year=year, defaults={"source": source})
        CalendarDay.objects.filter(day__year=year).exclude(day__in=[day for day, _, _ in listed]).delete()
        for day, is_working, reason in listed:
            CalendarDay.objects.update_or_create(
                day=day, defaults={"is_working": is_working, "reason": reason}
            )
        record("load_calendar_year", row, year=year)
        emit(Event.CALENDAR_CHANGED, now, year=year)
    return row
