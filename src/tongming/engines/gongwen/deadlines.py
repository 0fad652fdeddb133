"""Deadlines that a text names: 2021年底前, 2021年6月底前, 6月30日前, 2021年第三季度末.

A day without a year takes the year of the document; where that is unknown, or the words name no day, there is none.
"""

from __future__ import annotations

import calendar
import datetime as dt
import re

from .numerals import ANY_NUMERAL, to_integer

_N = f"[{ANY_NUMERAL}]"
_BEFORE = r"(?:之?前|以前|底前|完成|止|截止|为止)"
_YEAR = rf"(?:(?P<year>{_N}{{4}})\s*年\s*|(?P<this>今年|本年|当年)\s*)"
_DEADLINE = re.compile(
    rf"{_YEAR}?(?:"
    rf"(?P<month>{_N}{{1,3}})\s*月\s*(?:(?P<day>{_N}{{1,3}})\s*日\s*(?:之?前|以前)|(?:底|末)\s*(?:之?前|以前)?)"
    r"|(?P<yearend>年?底|年?末)\s*(?:之?前|以前)?"
    r"|(?:第?\s*(?P<quarter>[一二三四1-4])\s*季度)\s*(?:底|末)?\s*(?:之?前|以前|底|末)?"
    r"|(?P<half>上半年|下半年)\s*(?:底|末)?\s*(?:之?前|以前)?"
    r")"
)
_BARE_DATE = re.compile(
    rf"(?P<year>{_N}{{4}})\s*[年.\-/]\s*(?P<month>{_N}{{1,3}})\s*[月.\-/]?\s*(?:(?P<day>{_N}{{1,3}})\s*日?)?(?:底|末)?\s*(?:之?前|以前|完成)?"
)
_LAST_MONTH = 12
_BEFORE_WORD = re.compile(r"(?:前|底|末)$")


def deadlines_in(text: str, year: int | None) -> list[dt.date]:
    """Every deadline the words of a sentence name, in order. `year`: that of the document, for days without one."""
    found = []
    for match in _DEADLINE.finditer(text):
        if not _is_deadline(match, text):
            continue
        day = _day_of(match, year)
        if day:
            found.append(day)
    return found


def deadline_of_cell(text: str, year: int | None) -> dt.date | None:
    """The deadline in a cell of its own (完成时限): also a plain date or month. Several different ones: the last."""
    compact = "".join(text.split())
    found = deadlines_in(compact, year)
    if not found and (bare := _BARE_DATE.fullmatch(compact)):
        found = [day for day in [_from_parts(bare["year"], bare["month"], bare["day"])] if day]
    if (
        not found
        and (plain := re.fullmatch(rf"(?P<month>{_N}{{1,3}})月(?:(?P<day>{_N}{{1,3}})日)?(?:完成)?", compact))
        and year
    ):
        found = [day for day in [_from_parts(str(year), plain["month"], plain["day"])] if day]
    return max(found, default=None)


def _is_deadline(match: re.Match[str], text: str) -> bool:
    """Whether the words say "by then": 前 or 底/末 behind a period, or 到/至 before it."""
    said = match.group()
    before = text[max(0, match.start() - 3) : match.start()]
    if re.search(r"自$|从$", before) or (
        match["yearend"] is None
        and match["month"] is None
        and not (match["year"] or match["this"] or said.endswith("前"))
    ):
        return False
    if match["day"]:
        return True
    return (
        said.endswith("前")
        or before.endswith(("到", "至", "于", "在"))
        or (match.end() == len(text.rstrip("。；")) and bool(_BEFORE_WORD.search(said)))
        or (
            bool(match["quarter"] or match["half"])
            and len(text) <= 16  # a cell that holds nothing but the time
        )
    )


def _day_of(match: re.Match[str], year: int | None) -> dt.date | None:
    """The last day that the words leave."""
    named = to_integer(match["year"]) if match["year"] else year
    if named is None:
        return None
    if match["month"]:
        return _from_parts(str(named), match["month"], match["day"])
    if match["quarter"]:
        return _from_parts(str(named), str(3 * (to_integer(match["quarter"]) or 0)), None)
    if match["half"]:
        return _from_parts(str(named), "6" if match["half"] == "上半年" else "12", None)
    return dt.date(named, _LAST_MONTH, 31) if 1900 < named < 2200 else None  # a plausible year


def _from_parts(year: str, month: str, day: str | None) -> dt.date | None:
    """A date; without a day the last one of the month."""
    y, m = to_integer(year) or 0, to_integer(month) or 0
    if not (1900 < y < 2200 and 1 <= m <= _LAST_MONTH):  # a plausible year
        return None
    d = to_integer(day) if day else calendar.monthrange(y, m)[1]
    return dt.date(y, m, d) if d and 1 <= d <= calendar.monthrange(y, m)[1] else None
