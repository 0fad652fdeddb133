"""Deadlines (完成时限) that words name. The one mechanism for sentences, for cells of task tables and for the ledger.

`年底前`, `年末前`, `年内` mean 31 December of the named year, else of the plan's year; `月底前` the last day of the month;
`6月30日前` that day; `中旬前` the 20th; `上半年`, `三季度末前` their last day; `6月前`, `三季度前`, `2025年前` the day before the
period begins. A year named once holds for the times after it. Times that recur (每季度、每月10日前) and times that count
from an event (自…起30日内) name no date. In a cell of times a plain date or period (2022年6月, 第三季度, 2021.6) is enough.
"""

from __future__ import annotations

import calendar
import datetime as dt
import re
from collections.abc import Iterator

from .numerals import ANY_NUMERAL, to_integer

_N = f"[{ANY_NUMERAL}]"
_THIS, _NEXT = "(?P<this>今年|本年度?|当年)", "(?P<next>明年|次年)"
_YEAR = rf"(?:(?P<year>{_N}{{4}})年(?:度)?|{_THIS}|{_NEXT}|)"
_FROM = rf"(?:{_N}{{1,2}}月?(?:{_N}{{1,2}}日)?[-－—–~～至到]+)?"  # 1-6月, 3月至9月
_BEFORE = "(?:之前|以前|前)"
_FORMS = (
    # 2021年6月30日前, 6月30日前, 于6月30日之前
    ("day", re.compile(rf"{_YEAR}{_FROM}(?P<month>{_N}{{1,3}})月(?P<day>{_N}{{1,3}})[日号](?:24时)?{_BEFORE}")),
    # 6月底前, 2021年6月末, 6月中旬前
    ("part", re.compile(rf"{_YEAR}{_FROM}(?P<month>{_N}{{1,3}})月(?:份)?(?P<part>底|末|上旬|中旬|下旬){_BEFORE}?")),
    ("month", re.compile(rf"{_YEAR}(?P<month>{_N}{{1,3}})月(?:份)?(?P<before>{_BEFORE})")),
    ("quarter", re.compile(rf"{_YEAR}第?(?P<quarter>[1-4１-４一二三四])季度(?:(?:末|底){_BEFORE}?|(?P<before>{_BEFORE})|内)?")),
    ("half", re.compile(rf"{_YEAR}(?P<half>上半年|下半年)(?:(?:末|底){_BEFORE}?|(?P<before>{_BEFORE})|内)?")),
    # 2021年底前, 2021年年底前, 2021年内, 今年底前, 明年底
    ("year", re.compile(rf"(?:(?P<year>{_N}{{4}})年|(?P<this>今年|本年|当年)|{_NEXT})(?:度|年)?(?:底|末|内){_BEFORE}?")),
    # 年底前, 年内; the words must stand for themselves: not 三年内, 近年内, 年内部
    ("year", re.compile(rf"(?<![{ANY_NUMERAL}两几数近多半全每往历逐])年(?:度)?(?:底|末|内)(?![部容设涵]){_BEFORE}?")),
    ("year", re.compile(rf"(?P<year>{_N}{{4}})年(?:度)?(?P<before>{_BEFORE})(?=[^，。；]{{0,8}}(?:完成|实现|建成|达到)|，|$)")),
    ("year", re.compile(rf"(?<=[到至])(?P<year>{_N}{{4}})年(?=[，,])")),
)  # fmt: skip
# Enough in a cell of times only: 2022年6月15日, 2022-06-15, 2022.6, 6月, 2022年.
_CELL_FORMS = (
    ("day", re.compile(rf"(?P<year>{_N}{{4}})[.\-/](?P<month>\d{{1,2}})[.\-/](?P<day>\d{{1,2}})(?!\d){_BEFORE}?")),
    ("bare month", re.compile(rf"(?P<year>{_N}{{4}})[.\-/](?P<month>\d{{1,2}})(?![\d年])")),
    ("day", re.compile(rf"{_YEAR}{_FROM}(?P<month>{_N}{{1,3}})月(?P<day>{_N}{{1,3}})[日号]")),
    ("bare month", re.compile(rf"{_YEAR}{_FROM}(?P<month>{_N}{{1,3}})月(?:份)?")),
    ("year", re.compile(rf"(?P<year>{_N}{{4}})年(?:度)?")),
)  # fmt: skip
_RECURRING = re.compile(
    r"每(?:年|半年|季度?|月|周|日|个|逢)[^，。；]{0,16}$|(?:按|逐)(?:年|季|月|周)[^，。；]{0,6}$|每$"
)
_NOT_A_LIMIT = re.compile(r"(?:截至|截止|截止到|自|从|以来|印发于|发布于)[^，。；]{0,6}$")
_UNTIL = re.compile(r"[到至于在]$")
_TO_BE_DONE = re.compile(r"，?[^，。；]{0,8}(?:完成|实现|达到|建成|全部|力争|确保|报送|提交|印发|上线)")
_ENDS_PERIOD = re.compile(r"$|[，,；;、。（()）\-－—–~～至到及和/]")
_QUOTED = re.compile(r"《[^《》]*》|“[^“”]*”")
_DAYS_OF_PART = {"上旬": 10, "中旬": 20}
_FIRST_YEAR, _LAST_YEAR, _LAST_MONTH, _MONTHS_OF_QUARTER = 1900, 2200, 12, 3


def deadlines_in(text: str, year: int | None) -> list[dt.date]:
    """Every deadline a sentence names, in order. `year`: that of the plan, where the sentence says only 年底前 or 6月底前.

    Words in titles and quotation marks count for nothing.
    """
    return _found(text, year, alone=False)


def deadline_of_cell(text: str, year: int | None) -> dt.date | None:
    """The deadline in a cell of its own (完成时限), where a plain date or period is enough. Several: the last one."""
    return max(_found(text, year, alone=True), default=None)


def _found(text: str, year: int | None, *, alone: bool) -> list[dt.date]:
    """Deadlines in order. `alone`: the text holds nothing but times."""
    compact = _QUOTED.sub(lambda match: "＊" * len(match.group()), "".join(text.split()))
    found: list[dt.date] = []
    named = year
    for form, match in _matches(compact, alone=alone):
        parts = match.groupdict()
        explicit = to_integer(parts.get("year") or "")
        named = explicit or named
        base = year + 1 if year and parts.get("next") else named
        if _is_limit(compact, match, alone=alone) and base and (day := _resolve(form, parts, base)):
            found.append(day)
    return found


def _matches(text: str, *, alone: bool) -> Iterator[tuple[str, re.Match[str]]]:
    """The times of a text in order of place; of overlapping ones the form that stands first in the list."""
    taken: list[tuple[int, int]] = []
    found: list[tuple[str, re.Match[str]]] = []
    for form, pattern in (*_FORMS, *_CELL_FORMS) if alone else _FORMS:
        for match in pattern.finditer(text):
            start, end = match.span()
            if not any(start < b and a < end for a, b in taken):
                taken.append((start, end))
                found.append((form, match))
    yield from sorted(found, key=lambda pair: pair[1].start())


def _is_limit(text: str, found: re.Match[str], *, alone: bool) -> bool:
    """Whether a time is one by which something is to be done, and not one that recurs, counts, or dates a fact."""
    before, after = text[: found.start()], text[found.end() :]
    if _RECURRING.search(before) or _NOT_A_LIMIT.search(before):
        return False
    if after.startswith(("的", "召开", "以来", "起", "开始")):
        return False
    if found[0].endswith(("前", "内")) or _UNTIL.search(before) or _TO_BE_DONE.match(after):
        return True
    return alone and _ENDS_PERIOD.match(after) is not None


def _resolve(form: str, parts: dict[str, str | None], year: int) -> dt.date | None:
    """The last day that the words leave; None for days that do not exist (2月30日)."""
    if not _FIRST_YEAR < year < _LAST_YEAR:
        return None
    first, last = _months(form, parts)
    if not 1 <= first <= last <= _LAST_MONTH:
        return None
    if parts.get("before"):
        return dt.date(year, first, 1) - dt.timedelta(days=1)
    end = calendar.monthrange(year, last)[1]
    day = end
    if form == "day":
        day = to_integer(parts.get("day") or "") or 0
    elif form == "part":
        day = _DAYS_OF_PART.get(parts["part"] or "", end)
    return dt.date(year, last, day) if 1 <= day <= end else None


def _months(form: str, parts: dict[str, str | None]) -> tuple[int, int]:
    """First and last month of the named period."""
    if form == "quarter":
        last = (to_integer(parts["quarter"] or "") or 0) * _MONTHS_OF_QUARTER
        return last - _MONTHS_OF_QUARTER + 1, last
    if form == "half":
        return (1, 6) if parts["half"] == "上半年" else (7, _LAST_MONTH)
    if form == "year":
        return 1, _LAST_MONTH
    month = to_integer(parts.get("month") or "") or 0
    return month, month
