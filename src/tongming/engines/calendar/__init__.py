"""Working days and time limits (工作日历与期限), usable without the rest of the platform.

`official_calendar()` gives the days off of the State Council's notices; `deadline(...)` says when a time
limit ends and which days it counted. The legal rules stand in `periods`, the questions about single days in
`working`.
"""

from tongming.engines.calendar.errors import (
    CalendarError,
    ConflictingCalendarDays,
    PauseBeforeStart,
    PauseReversed,
    PeriodDateOutOfRange,
    PeriodError,
    PeriodLengthOutOfRange,
    RestartBeforeStart,
    StartTimeMissing,
    UnknownCalendarYear,
    UnknownPeriodUnit,
)
from tongming.engines.calendar.periods import Deadline, PeriodUnit, SkippedDay, deadline
from tongming.engines.calendar.working import ListedDay, Remaining, WorkingCalendar, official_calendar

__all__ = [
    "CalendarError",
    "ConflictingCalendarDays",
    "Deadline",
    "ListedDay",
    "PauseBeforeStart",
    "PauseReversed",
    "PeriodDateOutOfRange",
    "PeriodError",
    "PeriodLengthOutOfRange",
    "PeriodUnit",
    "Remaining",
    "RestartBeforeStart",
    "SkippedDay",
    "StartTimeMissing",
    "UnknownCalendarYear",
    "UnknownPeriodUnit",
    "WorkingCalendar",
    "deadline",
    "official_calendar",
]
