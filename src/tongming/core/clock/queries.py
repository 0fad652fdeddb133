"""Readers of the calendar and of clocks."""

from datetime import date
from functools import lru_cache

from django.db.models import Min, Model, OuterRef, Subquery

from tongming.core.clock.models import CalendarDay, CalendarYear, Clock
from tongming.engines.calendar import WorkingCalendar, official_calendar


def calendar() -> WorkingCalendar:
    """Return the shipped calendar extended by the years and days an administrator has loaded."""
    days = CalendarDay.objects.order_by("day").values_list("day", "is_working", "reason")
    return extended(tuple(days), tuple(CalendarYear.objects.values_list("year", flat=True)))


@lru_cache(maxsize=2)
def extended(days: tuple[tuple[date, bool, str], ...], years: tuple[int, ...]) -> WorkingCalendar:
    """Build the calendar for these rows; kept while the rows stay the same, in whichever process they were changed."""
    return official_calendar().with_days(days, years=years)


def running(subject: Model) -> list[Clock]:
    """Return the running clocks of a case, the nearest first."""
    clocks = Clock.objects.filter(
        subject_kind=subject._meta.model_name, subject_id=subject.pk, stopped_on__isnull=True
    )
    return list(clocks.order_by("due"))


def running_of(kind: type[Model], ids: list[int]) -> dict[int, list[Clock]]:
    """Return the running clocks of many cases of one kind in one query, by case."""
    rows = Clock.objects.filter(
        subject_kind=kind._meta.model_name, subject_id__in=ids, stopped_on__isnull=True
    ).order_by("due")
    found: dict[int, list[Clock]] = {}
    for clock in rows:
        found.setdefault(clock.subject_id, []).append(clock)
    return found


def due_of(kind: type[Model]) -> Subquery:
    """Return the nearest due day of each case of a kind as an expression to order by; empty while undetermined."""
    open_clocks = Clock.objects.filter(
        subject_kind=kind._meta.model_name, subject_id=OuterRef("pk"), stopped_on__isnull=True
    )
    return Subquery(open_clocks.values("subject_id").annotate(nearest=Min("due")).values("nearest"))
