"""Deadlines that a text names: 2021年底前, 2021年6月底前, 6月30日前; in a cell of times also 第三季度, 6月, 2021-06-30.

A day without a year takes the year of the document; where that is unknown, or the words name no day (6月前, 长期坚持,
每年底前), there is no deadline.
"""

from __future__ import annotations

import calendar
import datetime as dt
import re

from .numerals import ANY_NUMERAL, to_integer

_N = f"[{ANY_NUMERAL}]"
_PERIOD = re.compile(
    rf"(?:(?P<year>{_N}{{4}})\s*年\s*|(?:今年|本年|当年)\s*(?:度)?)?(?:"
    rf"(?P<month>{_N}{{1,3}})\s*月\s*(?:(?P<day>{_N}{{1,3}})\s*日|份?(?P<month_end>[底末]))"
    r"|(?P<year_end>年[底末]|(?<=年)\s*[底末])"
    r"|第?\s*(?P<quarter>[一二三四1-4])\s*季度(?P<quarter_end>[底末])?"
    r"|(?P<half>[上下]半年)(?P<half_end>[底末])?"
    r")\s*(?P<before>之?前|以前|完成)?"
)
_CELL_DATE = re.compile(
    rf"(?P<year>{_N}{{4}})[年.\-/](?P<month>{_N}{{1,3}})(?:[月.\-/](?P<day>{_N}{{1,3}})日?|月份?)?(?:完成)?"
)
_CELL_MONTH = re.compile(rf"(?P<month>{_N}{{1,3}})月(?:份|(?P<day>{_N}{{1,3}})日)?(?:完成)?")
_NOT_ONCE = ("每", "每年", "每月", "自", "从", "每年度")
_UNTIL = ("到", "至", "于", "在", "截至", "截止")
_FIRST_YEAR, _LAST_YEAR, _LAST_MONTH = 1900, 2200, 12


def deadlines_in(text: str, year: int | None) -> list[dt.date]:
    """Every deadline the words of a sentence name, in order. `year`: that of the document, for days without one."""
    return _found(text, year, alone=False)


def deadline_of_cell(text: str, year: int | None) -> dt.date | None:
    """The deadline in a cell of its own (完成时限), where a plain date or period is enough. Several: the last one."""
    compact = "".join(text.split())
    found = _found(compact, year, alone=True)
    plain = _CELL_DATE.fullmatch(compact) or _CELL_MONTH.fullmatch(compact)
    named = (plain["year"] if "year" in plain.groupdict() else year and str(year)) if plain else None
    if not found and plain and named:
        found = [day for day in [_from_parts(named, plain["month"], plain["day"])] if day]
    return max(found, default=None)


def _found(text: str, year: int | None, *, alone: bool) -> list[dt.date]:
    """Deadlines in order; `alone`: the text holds nothing but times, so a period needs no 前."""
    days = []
    for match in _PERIOD.finditer(text):
        before = text[max(0, match.start() - 3) : match.start()]
        if before.endswith(_NOT_ONCE) or not (_says_by_then(match, before) or (alone and _is_period(match))):
            continue
        day = _last_day(match, year)
        if day:
            days.append(day)
    return days


def _is_period(match: re.Match[str]) -> bool:
    """Whether a period's own end is meant, not the time before it (第三季度前 names no day)."""
    return not match["before"] or match["before"] == "完成" or _has_end(match)


def _has_end(match: re.Match[str]) -> bool:
    """Whether a day or the end (底, 末) of a period is named."""
    return any(match[name] for name in ("day", "month_end", "year_end", "quarter_end", "half_end"))


def _says_by_then(match: re.Match[str], before: str) -> bool:
    """Whether a sentence says "by then": 前 behind a day or an end, or 到, 至 before an end."""
    return _has_end(match) and bool(match["before"] or (not match["day"] and before.endswith(_UNTIL)))


def _last_day(match: re.Match[str], year: int | None) -> dt.date | None:
    """The last day that the words leave."""
    named = to_integer(match["year"]) if match["year"] else year
    if named is None:
        return None
    month = match["month"] or "12"
    if match["quarter"]:
        month = str(3 * (to_integer(match["quarter"]) or 0))
    elif match["half"]:
        month = "6" if match["half"][0] == "上" else "12"
    return _from_parts(str(named), month, match["day"])


def _from_parts(year: str, month: str, day: str | None) -> dt.date | None:
    """A date; without a day the last one of the month."""
    y, m = to_integer(year) or 0, to_integer(month) or 0
    if not (_FIRST_YEAR < y < _LAST_YEAR and 1 <= m <= _LAST_MONTH):
        return None
    last = calendar.monthrange(y, m)[1]
    d = to_integer(day) if day else last
    return dt.date(y, m, d) if d and 1 <= d <= last else None
