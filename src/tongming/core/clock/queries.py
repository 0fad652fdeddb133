"""Readers of the calendar and of clocks."""

from functools import lru_cache

from django.db.models import Model

from tongming.core.clock.models import CalendarDay, CalendarYear, Clock
from tongming.engines.calendar import WorkingCalendar, official_calendar


@lru_cache(maxsize=1)
def calendar() -> WorkingCalendar:
    """Return the shipped calendar extended by the years and days an administrator has loaded; kept until they change."""
    years = list(CalendarYear.objects.values_list("year", flat=True))
    days = list(CalendarDay.objects.values_list("day", "is_working", "reason"))
    shipped = official_calendar()
    return shipped.with_days(days, years=years) if years or days else shipped


def running(subject: Model) -> list[Clock]:
    """Return the running clocks of a case, the nearest first."""
    clocks = Clock.objects.filter(
        subject_kind=subject._meta.model_name, subject_id=subject.pk, stopped_on__isnull=True
    )
    return list(clocks.order_by("due"))
