"""Text that components show: dates in the two usual forms, the shape of a state."""

from __future__ import annotations

from datetime import date, datetime

from django.utils import timezone

TONES: dict[str, str] = {
    "有效": "outline",
    "现行有效": "outline",
    "未生效": "dotted",
    "尚未施行": "dotted",
    "已修改": "dashed",
    "部分失效": "half",
    "部分废止": "half",
    "失效": "struck",
    "废止": "struck",
    "已失效": "struck",
    "已废止": "struck",
    "已撤回": "struck",
    "已撤下": "struck",
    "逾期": "sharp",
    "已逾期": "sharp",
    "已阻止": "sharp",
    "完成": "filled",
    "已完成": "filled",
    "已办结": "filled",
    "已发布": "filled",
}
"""Shape of a state by its word, so that a state is told by word and shape and not by colour alone."""


def tone_of(state: str) -> str:
    """Shape of the mark for a state; an unknown word gets the plain one."""
    return TONES.get(state, "plain")


def local(moment: date | datetime) -> date | datetime:
    """A moment in the site's time zone; a date or a naive moment as it is."""
    if isinstance(moment, datetime) and timezone.is_aware(moment):
        return timezone.localtime(moment)
    return moment


def date_in_text(value: date | datetime | None) -> str:
    """`2021年4月9日`, as in running text (no leading zeros); empty for no date."""
    if value is None or value == "":
        return ""
    day = local(value)
    return f"{day.year}年{day.month}月{day.day}日"


def date_in_table(value: date | datetime | None) -> str:
    """`2021-04-09`, and `2021-04-09 07:16` for a moment (国办发〔2017〕47号 asks for this form)."""
    if value is None or value == "":
        return ""
    day = local(value)
    return f"{day:%Y-%m-%d %H:%M}" if isinstance(day, datetime) else day.isoformat()


def entry_text(value: str | float | date | datetime | None) -> str:
    """A value as a table shows it: dates in table form, everything else as its own text."""
    if isinstance(value, date):
        return date_in_table(value)
    return "" if value is None else str(value)
