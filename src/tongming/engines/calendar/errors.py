"""Errors of the calendar and of the arithmetic of time limits, each with a Chinese sentence for the user."""

from datetime import date

from tongming.errors import UserError


class CalendarError(UserError):
    """Base of all errors of this engine."""


class UnknownCalendarYear(CalendarError):
    """The State Council's arrangement of days off for `year` is not loaded, so no working day of it is known.

    `not_before` is the earliest day on which the time limit in question can end, or None when a single day
    was asked for. A stored clock keeps it as "undetermined, not before" until the year is loaded.
    """

    def __init__(self, year: int, not_before: date | None = None) -> None:
        self.year = year
        self.not_before = not_before
        bound = f"，期限届满日暂不能确定（不早于{not_before.isoformat()}）" if not_before else ""
        super().__init__(
            f"日历中没有{year}年的放假安排{bound}，请由管理员按国务院办公厅通知载入该年安排后再计算。"
        )


class ConflictingCalendarDays(CalendarError):
    """The same date is given twice, once as working and once as off."""

    def __init__(self, day: date) -> None:
        super().__init__(f"{day.isoformat()} 同时被列为工作日和休息日，请核对放假安排后只保留一项。")


class PeriodError(CalendarError):
    """Base of the errors in what a time limit is computed from."""


class UnknownPeriodUnit(PeriodError):
    """The unit is none of working, calendar, hour and month."""

    def __init__(self, unit: str) -> None:
        super().__init__(
            f"期限单位“{unit}”无法识别，请使用 working（工作日）、calendar（自然日）、"
            "hour（小时）或 month（月）。"
        )


class PeriodLengthOutOfRange(PeriodError):
    """The length is not a whole number between 1 and the largest that is taken."""

    def __init__(self, length: object, largest: int) -> None:
        super().__init__(f"期限长度“{length}”超出范围，请填写 1 至 {largest} 之间的整数。")


class PeriodDateOutOfRange(PeriodError):
    """A date lies outside the years in which a time limit of a public body can lie."""

    def __init__(self, day: date, first_year: int, last_year: int) -> None:
        super().__init__(
            f"日期 {day.isoformat()} 超出可计算的范围，请填写{first_year}年至{last_year}年之间的日期。"
        )


class StartTimeMissing(PeriodError):
    """A period in hours runs from a moment, and only a day was given."""

    def __init__(self, day: date) -> None:
        super().__init__(
            f"按小时计算的期限需要起算时刻，而 {day.isoformat()} 只有日期，"
            f"请写成 {day.isoformat()}T09:30 的形式。"
        )


class PauseReversed(PeriodError):
    """A pause ends before it begins."""

    def __init__(self, first: date, last: date) -> None:
        super().__init__(
            f"暂停期间 {first.isoformat()} 至 {last.isoformat()} 的结束日早于开始日，请把较早的日期写在前面。"
        )


class PauseBeforeStart(PeriodError):
    """A pause begins before the time limit does."""

    def __init__(self, first: date, start: date) -> None:
        super().__init__(
            f"暂停期间从 {first.isoformat()} 开始，早于期限起始日 {start.isoformat()}，请核对暂停的开始日。"
        )


class RestartBeforeStart(PeriodError):
    """The day from which the count starts anew lies before the first start."""

    def __init__(self, restart: date, start: date) -> None:
        super().__init__(
            f"重新起算日 {restart.isoformat()} 早于期限起始日 {start.isoformat()}，请核对重新起算的日期。"
        )
