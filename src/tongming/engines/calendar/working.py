"""The dated working-day calendar (工作日历).

A day is a working day if it is a make-up working day, or Monday to Friday and not a day off by the yearly
notice of the State Council's general office. The calendar answers only for years whose notice is loaded
(and for single days that are listed); for any other day it raises `UnknownCalendarYear`, because "Monday to
Friday" would be a guess.

Calendars are immutable: adding days or a year gives a new calendar.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta, timezone
from functools import lru_cache
from types import MappingProxyType

from tongming.engines.calendar.errors import (
    ConflictingCalendarDays,
    UnknownCalendarYear,
)

ONE_DAY = timedelta(days=1)
SATURDAY = 5
# All of China keeps one time; the law's days are Beijing days whatever zone a moment is stored in.
BEIJING_TIME = timezone(timedelta(hours=8), "北京时间")

ORDINARY_REASON = "工作日"
WEEKEND_REASON = "周末"
MAKE_UP_REASON = "调休上班"
DAY_OFF_REASON = "放假"

# Names as the yearly notices write them; the library shortens three of them.
HOLIDAY_NAMES = {"清明": "清明节", "端午": "端午节", "中秋": "中秋节"}


@dataclass(frozen=True)
class ListedDay:
    """A day that a notice lists: a day off, or a make-up working day, with its Chinese reason."""

    is_working: bool
    reason: str


@dataclass(frozen=True)
class Remaining:
    """Working days left until a due day, or passed since it when overdue; on the day itself 0."""

    working_days: int
    is_overdue: bool


def beijing_day(moment: date) -> date:
    """Return the plain date of a date or moment; a moment with a time zone is first told in Beijing time."""
    if not isinstance(moment, datetime):
        return moment
    return (moment.astimezone(BEIJING_TIME) if moment.tzinfo else moment).date()


@dataclass(frozen=True)
class WorkingCalendar:
    """工作日历: the days listed by the notices, and the years whose notices are complete."""

    listed: Mapping[date, ListedDay]
    years: frozenset[int]

    def knows(self, day: date) -> bool:
        """Return whether the calendar can tell what kind of day this is."""
        day = beijing_day(day)
        return day.year in self.years or day in self.listed

    def is_working(self, day: date) -> bool:
        """Return whether public bodies work on this day; raise `UnknownCalendarYear` when not known."""
        day = beijing_day(day)
        if listed := self.listed.get(day):
            return listed.is_working
        if day.year not in self.years:
            raise UnknownCalendarYear(day.year)
        return day.weekday() < SATURDAY

    def reason(self, day: date) -> str:
        """Return why the day is what it is, in Chinese: a holiday's name, 周末, 调休上班 or 工作日."""
        day = beijing_day(day)
        working = self.is_working(day)
        if listed := self.listed.get(day):
            return listed.reason
        return ORDINARY_REASON if working else WEEKEND_REASON

    def working_days_between(self, first: date, last: date) -> int:
        """Return how many working days lie after `first` up to and including `last`; negative the other way.

        This is the inverse of a time limit in working days: the start day does not count, the due day does.
        """
        first, last = beijing_day(first), beijing_day(last)
        if last < first:
            return -self.working_days_between(last, first)
        days = (first + ONE_DAY * number for number in range(1, (last - first).days + 1))
        return sum(self.is_working(day) for day in days)

    def remaining(self, today: date, due: date) -> Remaining:
        """Return the working days left after `today`, or passed since `due` when it is over."""
        today, due = beijing_day(today), beijing_day(due)
        return Remaining(abs(self.working_days_between(today, due)), is_overdue=today > due)

    def with_days(
        self, days: Iterable[tuple[date, bool, str]], years: Iterable[int] = ()
    ) -> "WorkingCalendar":
        """Return a calendar in which the given (date, is_working, reason) override what was known.

        `years` are those whose notice the days complete. A year becomes known only when at least one day off is
        listed in it: without any it would be plain weekends, which is a guess. A blank reason becomes 调休上班 or
        放假.
        """
        added: dict[date, ListedDay] = {}
        for moment, is_working, reason in days:
            day = beijing_day(moment)
            if day in added and added[day].is_working != is_working:
                raise ConflictingCalendarDays(day)
            default = MAKE_UP_REASON if is_working else DAY_OFF_REASON
            added[day] = ListedDay(is_working, reason.strip() or default)
        listed = {**self.listed, **added}
        years_with_days_off = {day.year for day, entry in listed.items() if not entry.is_working}
        return WorkingCalendar(MappingProxyType(listed), self.years | (set(years) & years_with_days_off))


@lru_cache(maxsize=1)
def official_calendar() -> WorkingCalendar:
    """Return the calendar of the State Council's notices in chinesecalendar: 2004 to 2026 in version 1.11."""
    from chinese_calendar.constants import Holiday, holidays, workdays

    listed: dict[date, ListedDay] = {}
    for day, name in holidays.items():
        chinese = str(Holiday(name).chinese)
        listed[day] = ListedDay(is_working=False, reason=HOLIDAY_NAMES.get(chinese, chinese))
    listed.update(dict.fromkeys(workdays, ListedDay(is_working=True, reason=MAKE_UP_REASON)))
    # The notice of a year may list days of the December before it, so only years with days off of their own,
    # from the first of January on, are complete.
    years = frozenset(day.year for day in holidays if (day.month, day.day) == (1, 1))
    return WorkingCalendar(MappingProxyType(listed), years)
