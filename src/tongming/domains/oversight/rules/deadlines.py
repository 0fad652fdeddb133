"""The deadline (完成时限) that a sentence names, and the year a plan is for. Nothing is inferred beyond the words.

`年底前`, `年末前`, `年内` and `到…年` mean 31 December of the named year, else of the plan's year; `月底前` the last day of the
month; `6月30日前` that day; `6月前` the day before the month begins; `上半年`, `三季度末前` their last day. Times that recur
(每季度、每月10日前) and times that count from an event (自…起30日内) name no date. Of several dates the last one counts.
"""

import calendar
import re
from collections.abc import Iterator
from datetime import date, timedelta

from tongming.domains.oversight.rules.splitting import masked
from tongming.engines.gongwen.numerals import to_integer

N = "[0-9〇零一二三四五六七八九十]"
DIGITS = str.maketrans("０１２３４５６７８９", "0123456789")
YEAR = rf"(?:(?P<year>{N}{{4}})年(?:度)?|(?P<this>今年|本年度?|当年)|(?P<next>明年|次年)|)"
BEFORE = "(?:之前|以前|前)"
FORMS = (
    # 2021年6月30日前, 6月30日前, 于6月30日之前
    ("day", re.compile(rf"{YEAR}(?P<month>{N}{{1,3}})月(?P<day>{N}{{1,3}})[日号](?:24时)?{BEFORE}")),
    # 6月底前, 2021年6月末, 6月中旬前
    ("part", re.compile(rf"{YEAR}(?P<month>{N}{{1,3}})月(?:份)?(?P<part>底|末|上旬|中旬|下旬){BEFORE}?")),
    ("month", re.compile(rf"{YEAR}(?P<month>{N}{{1,3}})月(?:份)?{BEFORE}")),
    ("quarter", re.compile(rf"{YEAR}第?(?P<quarter>[1-4一二三四])季度(?:末|底)?(?:{BEFORE}|内)?")),
    ("half", re.compile(rf"{YEAR}(?P<half>上半年|下半年)(?:末|底)?(?:{BEFORE}|内)?")),
    # 2021年底前, 2021年年底前, 2021年内, 今年底前, 明年底
    ("year", re.compile(rf"(?:(?P<year>{N}{{4}})年|(?P<this>今年|本年|当年)|(?P<next>明年|次年))(?:度|年)?(?:底|末|内){BEFORE}?")),
    # 年底前, 年内; the words must stand for themselves: not 三年内, 近年内, 年内部
    ("year", re.compile(rf"(?<![{N[1:-1]}两几数近多半全每往历逐])年(?:度)?(?:底|末|内)(?![部容设涵]){BEFORE}?")),
    ("year", re.compile(rf"(?P<year>{N}{{4}})年(?:度)?{BEFORE}(?=[^，。；]{{0,8}}(?:完成|实现|建成|达到)|，)")),
    ("year", re.compile(rf"(?<=[到至])(?P<year>{N}{{4}})年(?=[，,])")),
)  # fmt: skip
RECURRING = re.compile(
    r"每(?:年|半年|季度?|月|周|日|个|逢)[^，。；]{0,16}$|(?:按|逐)(?:年|季|月|周)[^，。；]{0,6}$"
)
NOT_A_LIMIT = re.compile(r"(?:截至|截止|截止到|自|从|以来|印发于|发布于)[^，。；]{0,6}$")
UNTIL = re.compile(r"[到至于在]$")
TO_BE_DONE = re.compile(r"，?[^，。；]{0,8}(?:完成|实现|达到|建成|全部|力争|确保|报送|提交|印发|上线)")
DAYS_OF_PART = {"上旬": 10, "中旬": 20}
TITLE_YEAR = re.compile(r"(?<!\d)((?:19|20)\d{2})\s*年(?:度)?")


def plan_year(title: str, doc_number: str | None, formed_on: date | None) -> int | None:
    """Return the year a notice plans for: the one in its title, else of its number, else of its date."""
    for text in (title, doc_number or ""):
        if found := (TITLE_YEAR.search(text) or re.search(r"[〔\[（(]((?:19|20)\d{2})[〕\]）)]", text)):
            return int(found[1])
    return formed_on.year if formed_on else None


def deadline_in(sentence: str, year: int | None) -> date | None:
    """Return the last date by which a sentence wants something done, or None when it names none.

    `year` is the plan's year, used where the sentence says only 年底前 or 6月底前; without it such words name no date.
    """
    dates = [found for found in _dates(masked(sentence.translate(DIGITS)), year) if found]
    return max(dates, default=None)


def _dates(text: str, year: int | None) -> Iterator[date | None]:
    taken: list[tuple[int, int]] = []
    for form, pattern in FORMS:
        for found in pattern.finditer(text):
            start, end = found.span()
            if any(start < b and a < end for a, b in taken) or not _is_limit(text, found):
                continue
            taken.append((start, end))
            yield _resolve(form, found.groupdict(), year)


def _is_limit(text: str, found: re.Match[str]) -> bool:
    """Tell whether a time is one by which something is to be done, and not one that recurs, counts, or dates a fact."""
    before, after = text[: found.start()], text[found.end() :]
    if RECURRING.search(before) or NOT_A_LIMIT.search(before) or after.startswith(("的", "召开", "以来")):
        return False
    return found[0].endswith(("前", "内")) or bool(UNTIL.search(before) or TO_BE_DONE.match(after))


def _resolve(form: str, parts: dict[str, str | None], year: int | None) -> date | None:
    named = to_integer(parts["year"] or "") if parts.get("year") else None
    base = named or (year + 1 if parts.get("next") and year else year)
    if base is None or not 1900 < base < 2200:
        return None
    try:
        return _day(form, parts, base)
    except ValueError:
        return None  # 2月30日, 13月: no such day


def _day(form: str, parts: dict[str, str | None], year: int) -> date | None:
    month = to_integer(parts.get("month") or "") or 0
    if form == "day":
        return date(year, month, to_integer(parts.get("day") or "") or 0)
    if form == "part":
        last = calendar.monthrange(year, month)[1] if 1 <= month <= 12 else 0
        return date(year, month, DAYS_OF_PART.get(parts["part"] or "", last))
    if form == "month":
        return date(year, month, 1) - timedelta(days=1)
    if form == "quarter":
        month = (to_integer(parts["quarter"] or "") or 0) * 3
        return date(year, month, calendar.monthrange(year, month)[1])
    if form == "half":
        return date(year, 6, 30) if parts["half"] == "上半年" else date(year, 12, 31)
    return date(year, 12, 31)
