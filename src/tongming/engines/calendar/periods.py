"""Arithmetic of time limits (期限): when does a limit end, which days were counted, which were not and why.

The rules, from 《民法典》 unless a special law says otherwise:
- art. 201: the start day is not counted; a limit in hours runs from its moment;
- art. 202: a limit in months ends on the same day of the last month, or on that month's last day if it has
  none;
- art. 203: if the last day is a day off, the next working day is the last day. This moves limits in
  calendar days and in months (60 days to apply for review, 6 months to sue); one in working days cannot end
  on a day off, one in hours runs through day and night;
- days of a pause are not counted (《政府信息公开条例》 art. 33: asking third parties does not use up the
  limit);
- after a restart the count starts anew and the restart day is not counted (art. 30: a corrected request).
"""

from calendar import monthrange
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import NamedTuple

from tongming.engines.calendar.errors import (
    PeriodDateOutOfRange,
    PeriodLengthOutOfRange,
    RestartBeforeStart,
    StartTimeMissing,
    UnknownCalendarYear,
    UnknownPeriodUnit,
)
from tongming.engines.calendar.pauses import Pauses, merged_pauses
from tongming.engines.calendar.working import BEIJING_TIME, ONE_DAY, WorkingCalendar, beijing_day

ONE_HOUR = timedelta(hours=1)
MONTHS_PER_YEAR = 12
PAUSED_REASON = "暂停计算"
# No time limit of a public body begins before the People's Republic; the upper end keeps every sum within
# `date`.
FIRST_YEAR, LAST_YEAR = 1949, 2199


class PeriodUnit(StrEnum):
    """期限单位."""

    WORKING = "working"
    CALENDAR = "calendar"
    HOUR = "hour"
    MONTH = "month"


# The longest limit in the field is 20 years (行政诉讼法 art. 46, real estate); longer ones are slips of the
# finger.
LARGEST_LENGTH = {
    PeriodUnit.WORKING: 7_320,
    PeriodUnit.CALENDAR: 7_320,
    PeriodUnit.HOUR: 10_000,
    PeriodUnit.MONTH: 240,
}


class SkippedDay(NamedTuple):
    """A day that was passed over, with the Chinese reason."""

    date: date
    reason: str


@dataclass(frozen=True)
class Deadline:
    """期限届满日.

    `counted` has one entry for each unit of the limit: the counted days; for months the day on which each
    month is complete; for hours the moment at which each hour is. Its last entry is `due`. `due` and the
    entries are moments (`datetime`) for hours, dates otherwise. `skipped` lists the days passed over on the
    way, in order.
    """

    due: date
    counted: tuple[date, ...]
    skipped: tuple[SkippedDay, ...]

    def to_dict(self) -> dict[str, object]:
        """Return the deadline for JSON, dates as ISO text."""
        return {
            "due": self.due.isoformat(),
            "counted": [day.isoformat() for day in self.counted],
            "skipped": [{"date": day.isoformat(), "reason": reason} for day, reason in self.skipped],
        }


def deadline(  # noqa: PLR0913 - these are the facts that a legal time limit is made of
    start: date,
    length: int,
    unit: PeriodUnit | str,
    calendar: WorkingCalendar,
    pauses: Iterable[tuple[date, date]] = (),
    restart: date | None = None,
    *,
    roll: bool = True,
) -> Deadline:
    """Return when a limit of `length` units that begins on `start` ends.

    `pauses` are inclusive (first, last) ranges; `restart` is the day from which the count starts anew. For
    hours `start` and `restart` are moments. `roll` moves the end of a limit in calendar days or months from
    a day off to the next working day; a rule that says otherwise sets it to False, and then no calendar
    year needs to be known.

    Raises a `PeriodError` for facts that make no limit, `UnknownCalendarYear` (with `not_before`) when the
    limit reaches a year whose days off are not loaded.
    """
    unit = checked_unit(unit)
    check_length(length, unit)
    merged = merged_pauses(checked_ranges(pauses), checked_day(start))
    if restart is not None and checked_day(restart) < checked_day(start):
        raise RestartBeforeStart(beijing_day(restart), beijing_day(start))
    begin = start if restart is None else restart
    match unit:
        case PeriodUnit.WORKING:
            return working_day_deadline(beijing_day(begin), length, calendar, merged)
        case PeriodUnit.HOUR:
            return hour_deadline(begin, length, merged)
        case PeriodUnit.CALENDAR:
            marks = list(range(1, length + 1))
        case PeriodUnit.MONTH:
            first = beijing_day(begin)
            marks = [(add_months(first, months) - first).days for months in range(1, length + 1)]
    return calendar_deadline(beijing_day(begin), marks, merged, calendar if roll else None)


def checked_unit(unit: PeriodUnit | str) -> PeriodUnit:
    """Return the unit by its name."""
    try:
        return PeriodUnit(unit)
    except ValueError as error:
        raise UnknownPeriodUnit(str(unit)) from error


def check_length(length: int, unit: PeriodUnit) -> None:
    """Raise unless the length is a whole number that a limit can have."""
    largest = LARGEST_LENGTH[unit]
    if not isinstance(length, int) or isinstance(length, bool) or not 1 <= length <= largest:
        raise PeriodLengthOutOfRange(length, largest)


def checked_day(moment: date) -> date:
    """Return the plain date of a date or moment in the years that can be computed."""
    day = beijing_day(moment)
    if not FIRST_YEAR <= day.year <= LAST_YEAR:
        raise PeriodDateOutOfRange(day, FIRST_YEAR, LAST_YEAR)
    return day


def checked_ranges(ranges: Iterable[tuple[date, date]]) -> list[tuple[date, date]]:
    """Return the ranges as plain dates in the years that can be computed."""
    return [(checked_day(first), checked_day(last)) for first, last in ranges]


def add_months(day: date, months: int) -> date:
    """Return the same day `months` later, or that month's last day if it has none (民法典 art. 202)."""
    years, month = divmod(day.month - 1 + months, MONTHS_PER_YEAR)
    year, month = day.year + years, month + 1
    return date(year, month, min(day.day, monthrange(year, month)[1]))


def working_day_deadline(begin: date, length: int, calendar: WorkingCalendar, pauses: Pauses) -> Deadline:
    """Count working days after `begin`."""
    counted: list[date] = []
    skipped: list[SkippedDay] = []
    day = begin
    while len(counted) < length:
        day += ONE_DAY
        if pauses.covers(day):
            skipped.append(SkippedDay(day, PAUSED_REASON))
        elif not calendar.knows(day):
            left = length - len(counted)
            raise UnknownCalendarYear(day.year, earliest_end(day, left, calendar, pauses))
        elif calendar.is_working(day):
            counted.append(day)
        else:
            skipped.append(SkippedDay(day, calendar.reason(day)))
    return Deadline(day, tuple(counted), tuple(skipped))


def earliest_end(day: date, left: int, calendar: WorkingCalendar, pauses: Pauses) -> date:
    """Return the earliest day on which `left` working days can be over, from `day` on.

    Every day that is not known counts as if it were worked: the true end cannot lie before that.
    """
    while True:
        may_count = not calendar.knows(day) or calendar.is_working(day)
        left -= may_count and not pauses.covers(day)
        if left == 0:
            return day
        day += ONE_DAY


def calendar_deadline(
    begin: date, marks: list[int], pauses: Pauses, roll_by: WorkingCalendar | None
) -> Deadline:
    """Count every unpaused day after `begin`, and note the days whose number is in `marks` (ascending).

    The last mark is the end; with a calendar it moves to the next working day (民法典 art. 203).
    """
    counted: list[date] = []
    wanted, number, day = set(marks), 0, begin
    while number < marks[-1]:
        day += ONE_DAY
        if not pauses.covers(day):
            number += 1
            if number in wanted:
                counted.append(day)
    skipped = [SkippedDay(paused, PAUSED_REASON) for paused in pauses.days_within(begin + ONE_DAY, day)]
    if roll_by is not None:
        counted[-1], passed = next_working_day(day, roll_by, pauses)
        skipped += passed
    return Deadline(counted[-1], tuple(counted), tuple(skipped))


def next_working_day(last: date, calendar: WorkingCalendar, pauses: Pauses) -> tuple[date, list[SkippedDay]]:
    """Return `last` if it is a working day, else the next unpaused one, with the days passed over."""
    passed: list[SkippedDay] = []
    day = last
    while True:
        if pauses.covers(day):
            passed.append(SkippedDay(day, PAUSED_REASON))
        elif not calendar.knows(day):
            raise UnknownCalendarYear(day.year, day)
        elif calendar.is_working(day):
            return day, passed
        else:
            passed.append(SkippedDay(day, f"{calendar.reason(day)}（末日顺延）"))
        day += ONE_DAY


def hour_deadline(begin: date, length: int, pauses: Pauses) -> Deadline:
    """Count hours from the moment `begin`, day and night, standing still on paused days."""
    if not isinstance(begin, datetime):
        raise StartTimeMissing(begin)
    zone = BEIJING_TIME if begin.tzinfo else None
    # Paused days are Beijing days, so the clock is read in Beijing time without a zone and given its zone
    # at the end.
    moment = first = begin.astimezone(BEIJING_TIME).replace(tzinfo=None) if zone else begin
    counted: list[datetime] = []
    for _ in range(length):
        moment = one_hour_later(moment, pauses)
        counted.append(moment)
    # Only days of which the clock stood still for a part lie between; the instant of midnight itself is no
    # part.
    last_touched = (moment - timedelta.resolution).date()
    skipped = [SkippedDay(day, PAUSED_REASON) for day in pauses.days_within(first.date(), last_touched)]
    zoned = tuple(entry.replace(tzinfo=zone) for entry in counted)
    return Deadline(zoned[-1], zoned, tuple(skipped))


def one_hour_later(moment: datetime, pauses: Pauses) -> datetime:
    """Return the moment after one hour of time that is not paused."""
    left = ONE_HOUR
    for first, end in pauses.spans():
        if end <= moment:
            continue
        if moment + left <= first:
            break
        left -= max(first - moment, timedelta(0))
        moment = end
    return moment + left
