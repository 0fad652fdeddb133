"""Elements that a line end tore: numbers, dates, document numbers, lists of copies. Such joins are certain."""

from __future__ import annotations

import re

from tongming.engines.gongwen.dates import line_date
from tongming.engines.gongwen.doc_numbers import only_doc_number
from tongming.engines.gongwen.lines import COPY_MARK, ORDER_NUMBER, is_structural
from tongming.engines.gongwen.organizations import is_organization
from tongming.engines.gongwen.titles import GENRES
from tongming.engines.gongwen.words import stops

_CLOSING_START = re.compile(
    r"^(?:的|如下|同时废止|了(?!解)|等(?![级候于额待]))|^第\s*[（(]|^[，、。；：！？》〉”’】）)\],;%％‰]"
)
_NUMBER_GOES_ON = re.compile(r"[0-9０-９〇]$")
_UNIT_START = re.compile(r"^(?:年|月|日|号|%|％|项|个|万|亿|元|人|家|件|公里|平方)")
_INNER_CLAUSE = re.compile(r"[，。；]")
_LONGEST_ELEMENT = 40
_DIGITS_AND_UNIT = re.compile(
    r"[0-9０-９.]+\s*(?:年|月|日|号|%|％|项|个|万|亿|元|人|家|件|公里|平方|名|户|亩|吨)"
)
_OPEN_YEAR, _CLOSED_YEAR = (
    re.compile(r"[〔\[（(【][0-9０-９]{0,4}$"),
    re.compile(r"[0-9０-９]{0,4}[〕\]）)】]"),
)
_OPEN_ARTICLE = re.compile(r"第[一二三四五六七八九十百零]{1,6}$")
_BRACKETED_NUMBER = re.compile(r"[〔\[（(【﹝［]")
_AGENCY = re.compile(r"[\u4e00-\u9fa5]{1,6}")
_NUMBER_IN_BRACKETS = re.compile(r"[（(][^（()）]{2,40}号[）)]")
_LONGEST_TITLE = 120
_OCCASION = re.compile(r"[—–―-]{1,2}.{0,20}日在[^。]{0,40}$")  # ——2022年1月10日在…会议 / 上
_COPIES = re.compile(r"(?:抄\s*送|抄\s*报|分\s*送|报\s*送|主\s*送)\s*[：:]")


def goes_on_surely(before: str, after: str) -> bool:
    """Whether the second line begins as no line does, or the two spell a number, document number or date."""
    if _CLOSING_START.match(after) or (before[-1] == "》" and _NUMBER_IN_BRACKETS.match(after)):
        return True
    return _breaks_number(before, after) or _makes_element(before, after) or _breaks_title(before, after)


def _breaks_title(before: str, after: str) -> bool:
    """Whether 《 is open at the end of the first line and 》 closes it in the second."""
    tail = before[-_LONGEST_TITLE:]
    if "》" not in after or tail.count("《") <= tail.count("》"):
        return False
    close, opening = after.find("》"), after.find("《")
    return opening < 0 or close < opening or tail.count("《") > tail.count("》") + 1


def _breaks_number(before: str, after: str) -> bool:
    """12 / 月, 90 / %, 〔20 / 22〕, 第二 / 条; and in running text 2 / 000人."""
    if (_OPEN_YEAR.search(before) and _CLOSED_YEAR.match(after)) or (
        _OPEN_ARTICLE.search(before) and after[0] in "条款项章节编"
    ):
        return True
    if not _NUMBER_GOES_ON.search(before):
        return False
    if _UNIT_START.match(after) or _DIGITS_AND_UNIT.match(after):
        return True
    return after[0].isdigit() and _INNER_CLAUSE.search(before) is not None


def _makes_element(before: str, after: str) -> bool:
    """Whether two lines that are nothing by themselves spell a document number, a date of document or the occasion of a report."""
    if _OCCASION.match(before) and after[-1] == "上" and before[-1] != "上":
        return True
    if len(before) + len(after) > _LONGEST_ELEMENT or after[-1] not in "号日":
        return False
    if (
        ORDER_NUMBER.fullmatch(after) and before[-1] not in "〕])）】"
    ):  # 国务院令 / 第706号 are the two lines of an order
        return False
    whole = before + after
    return only_doc_number(whole) is not None if after[-1] == "号" else line_date(whole) is not None


def element_goes_on(before: str, after: str, *, at_top: bool) -> bool:
    """A document number torn before its bracket (江政办发 / 〔2021〕5号), or a list of copies (抄送) over two lines."""
    if _COPIES.match(before) and not stops(before):
        return not is_structural(after) and (
            before[-1] in "，、（(" or (stops(after) and not is_organization(after))
        )
    torn_number = at_top and _BRACKETED_NUMBER.match(after) and _AGENCY.fullmatch(before)
    if not torn_number or before in GENRES or COPY_MARK.fullmatch(before):
        return False
    return not is_organization(before) and _makes_element(before, after)
