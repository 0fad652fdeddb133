"""Values as they are written on the command line: days, moments and ranges of days, with Chinese errors."""

import re
from datetime import date, datetime

import click

DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
MOMENT = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}[T ][0-9]{2}:[0-9]{2}(:[0-9]{2})?")


class Day(click.ParamType):
    """A day, written 2021-05-06."""

    name = "日期"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> date:
        """Return the day, or fail with what to write."""
        if isinstance(value, date):
            return value
        text = str(value)
        if not DAY.fullmatch(text):
            self.fail(f"“{text}”不是日期，请写成 2021-05-06 的形式。", param, ctx)
        try:
            return date.fromisoformat(text)
        except ValueError:
            self.fail(f"历法中没有“{text}”这一天，请核对月和日。", param, ctx)


class Moment(Day):
    """A day, or a moment written 2021-05-06T09:30 in Beijing time."""

    name = "日期或时刻"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> date:
        """Return a `datetime` where a time is written, else the day."""
        text = str(value)
        if not MOMENT.fullmatch(text):
            return super().convert(value, param, ctx)
        try:
            return datetime.fromisoformat(text)
        except ValueError:
            self.fail(f"没有“{text}”这一时刻，请核对日期和时间。", param, ctx)


class DayRange(Day):
    """Two days with a colon between them, both included: 2021-05-06:2021-05-12."""

    name = "起:止"

    def convert(  # type: ignore[override]  # a range is read as two days, so it shares their errors
        self, value: object, param: click.Parameter | None, ctx: click.Context | None
    ) -> tuple[date, date]:
        """Return the first and the last day."""
        first, colon, last = str(value).partition(":")
        if not colon:
            self.fail(
                f"“{value}”不是一段日期，请写成 2021-05-06:2021-05-12 的形式（含首尾两日）。", param, ctx
            )
        return super().convert(first, param, ctx), super().convert(last, param, ctx)
