"""Writers of clocks. Called inside the transaction of a deed; the arithmetic is the calendar engine's."""

from collections.abc import Sequence
from datetime import date

from django.db.models import Model

from tongming.core.clock.models import Clock
from tongming.core.clock.queries import calendar
from tongming.core.events.registry import Payload
from tongming.engines.calendar import Deadline, UnknownCalendarYear, deadline


def start(subject: Model, name: str, started_on: date, length: int, unit: str) -> Clock:
    """Start (or start anew) a named clock of a case; units as in the calendar engine."""
    clock, _ = Clock.objects.update_or_create(
        subject_kind=subject._meta.model_name,
        subject_id=subject.pk,
        name=name,
        defaults={
            "started_on": started_on,
            "length": length,
            "unit": unit,
            "pauses": [],
            "restarted_on": None,
            "stopped_on": None,
        },
    )
    return _settle(clock)


def pause(clock: Clock, first: date, last: date) -> Clock:
    """Take a period (both days included) out of the count."""
    clock.pauses = [*clock.pauses, [first.isoformat(), last.isoformat()]]
    return _settle(clock)


def restart(clock: Clock, on: date) -> Clock:
    """Count anew from a day, as after a correction (条例 art. 30)."""
    clock.restarted_on = on
    return _settle(clock)


def stop(subject: Model, on: date) -> None:
    """Stop every running clock of a case."""
    Clock.objects.filter(
        subject_kind=subject._meta.model_name, subject_id=subject.pk, stopped_on__isnull=True
    ).update(stopped_on=on)


def computed(clock: Clock) -> Deadline:
    """Return the deadline with the days that were counted and why; raises `UnknownCalendarYear`."""
    pauses = [(date.fromisoformat(first), date.fromisoformat(last)) for first, last in clock.pauses]
    return deadline(
        clock.started_on, clock.length, clock.unit, calendar(), pauses=pauses, restart=clock.restarted_on
    )


def _settle(clock: Clock) -> Clock:
    """Compute and store the due day; an unknown year leaves it undetermined with the earliest possible day.

    A day that was already served on someone is never shortened (fact sheet 19, "Calendar change").
    """
    try:
        due: date | None = computed(clock).due
        clock.not_before = None
    except UnknownCalendarYear as unknown:
        due, clock.not_before = None, unknown.not_before
    if due and clock.served_due:
        due = max(due, clock.served_due)
    clock.due = due
    clock.save()
    return clock


def recompute(batch: Sequence[Payload]) -> None:
    """Settle all running clocks again after the calendar changed."""
    del batch  # the payload names the year; every running clock may touch it
    calendar.cache_clear()
    for clock in Clock.objects.filter(stopped_on__isnull=True).iterator(500):
        _settle(clock)
