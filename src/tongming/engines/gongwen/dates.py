"""Dates as printed in official documents: 2021年5月6日, ２０２１年５月６日, 二〇二一年五月六日, 2021-05-06, 2021.5.6."""

from __future__ import annotations

import datetime as dt
import re

from .numerals import ANY_NUMERAL, to_integer

_N = f"[{ANY_NUMERAL}Oo]"
_CHINESE = rf"({_N}{{4}})\s*年\s*({_N}{{1,3}})\s*月\s*({_N}{{1,3}})\s*日"
_NUMERIC = r"((?:19|20)\d{2})\s?[-/.]\s?(\d{1,2})\s?[-/.]\s?(\d{1,2})(?!\d)"
_LONGEST_LINE, _FROM_THE_END = 60, 4
_ENDS_DATE = re.compile(r"[日0-9]")
DATE = re.compile(f"{_CHINESE}|{_NUMERIC}")
DATE_LINE = re.compile(rf"[（(]?\s*(?:{DATE.pattern})\s*[）)]?\s*")


def date_of(match: re.Match[str]) -> dt.date | None:
    """The calendar date of a match of `DATE` or `DATE_LINE`, or None when there is no such day."""
    parts = [to_integer(g) for g in match.groups() if g is not None]
    if len(parts) != 3 or None in parts:  # year, month, day
        return None
    year, month, day = (part or 0 for part in parts)
    try:
        return dt.date(year, month, day)
    except ValueError:
        return None


def first_date(text: str) -> dt.date | None:
    """The first valid date printed in the text."""
    return next((found for found in map(date_of, DATE.finditer(text)) if found), None)


def line_date(text: str) -> dt.date | None:
    """The date when the whole line is one (成文日期 stands on a line of its own), else None."""
    if len(text) > _LONGEST_LINE or not _ENDS_DATE.search(text, len(text) - _FROM_THE_END):
        return None
    match = DATE_LINE.fullmatch("".join(text.split()))
    return date_of(match) if match else None
