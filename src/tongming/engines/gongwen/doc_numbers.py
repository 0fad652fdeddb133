"""发文字号: finding and normalising document numbers (fact sheet 8.1).

`代字〔年〕序号号` with any bracket style becomes 〔〕, without 第 and without leading zeros; orders keep 第: 国务院令第711号.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from .numerals import ANY_NUMERAL, to_ascii_digits, to_integer

_OPEN, _CLOSE = r"[〔\[(（【﹝［〖〈<「{]", r"[〕\])）】﹞］〗〉>」}]"
_YEAR = r"(?:[12１２][09０９][0-9０-９]{2}|[一二][〇○零九][〇○零一二三四五六七八九]{2})"
_WORD = r"[\u4e00-\u9fa5A-Za-z]"
_AGENCY = rf"(?P<agency>{_WORD}{{1,16}}(?:[（(][\u4e00-\u9fa5]{{1,5}}[）)]{_WORD}{{0,6}})?)"
_SERIAL = r"(?:第\s?)?(?P<serial>[0-9０-９]{1,5}(?:[-－][0-9]{1,3})?)\s?号"
# A series of its own within the year: 江政办〔2021〕综5号.
_SERIES = r"(?P<series>(?!第)[\u4e00-\u9fa5]{1,2})?"
_STANDARD = rf"{_AGENCY}\s?{_OPEN}\s?(?P<year>{_YEAR})\s?(?:年\s?)?{_CLOSE}\s?{_SERIES}{_SERIAL}"
_YEAR_FIRST = (
    rf"{_OPEN}\s?(?P<year2>{_YEAR}|[5-9][0-9])\s?(?:年\s?)?{_CLOSE}\s?(?P<agency2>(?!第){_WORD}{{1,12}}?(?:[（(][一二三四五六七八九十]{{1,2}}[）)])?{_WORD}{{0,3}}?)"
    r"\s?第?\s?(?P<serial2>[0-9０-９]{1,5})\s?号"
)
_N = f"[{ANY_NUMERAL}]"
_ORDER = rf"(?P<body>[\u4e00-\u9fa5、]{{1,40}}?)(?P<form>令|公告)\s?[（(]?\s?(?:(?P<oyear>(?:19|20)\d{{2}})\s?年\s?)?第\s?(?P<oserial>{_N}{{1,6}})\s?号"
_ANY = re.compile(f"{_STANDARD}|{_YEAR_FIRST}|{_ORDER}")
_YEAR_ONLY = re.compile(rf"{_OPEN}\s?(?P<year>{_YEAR})\s?{_CLOSE}\s?{_SERIAL}")

# Words that lead up to a number in running text and are not part of the agency's abbreviation.
_LEADS = re.compile(
    r".*(?:根据|依据|按照|依照|遵照|参照|贯彻落实|贯彻|落实|执行|实施|废止|修改|印发|转发|批转|下发|发布|公布|颁布|制定|文件|关于|参见|详见|以及|同时"
    r"|停止|失效|收悉|对照|结合|遵循|下达|附件|来文|文号|字号|通知|意见|办法|规定|的|了|是)(?=.)"
)
_FIRST = re.compile(r"^(?:见|按|以|将|由|即|经(?![信贸济发开委合]))(?=..)")
_JOINERS = re.compile(r"^(?:和|与|及|或|至|对|据)(?=..)")
_COUNTRY = re.compile(r"^原?(?:中华人民共和国)?(?=..)")


@dataclass(frozen=True, slots=True)
class FoundNumber:
    """A document number at its place in the text: normalised form, start and end offset."""

    number: str
    start: int
    end: int


def _agency(raw: str, *, after_word: bool) -> str:
    """Cut lead words of running text off an abbreviation: 按照苏政办发 → 苏政办发."""
    cut = _FIRST.sub("", _LEADS.sub("", raw))
    return _JOINERS.sub("", cut) if after_word or len(cut) < len(raw) else cut


def _serial(raw: str) -> str:
    """The serial without leading zeros, in ASCII digits."""
    return re.sub(r"^0+(?=\d)", "", to_ascii_digits(raw).replace("－", "-"))


def _year(raw: str) -> str:
    """The year in ASCII digits."""
    return str(to_integer(raw) or raw)


def _number_of(match: re.Match[str], text: str) -> FoundNumber | None:
    """The normalised number of one match of `_ANY`, with the offset where its agency begins."""
    after_word = text[: match.start()].endswith(("号", "》", "）", ")")) if match.start() else False
    if match["serial"]:
        raw = match["agency"]
        agency = _agency(raw, after_word=after_word).replace("(", "（").replace(")", "）")
        if not agency:
            return None
        number = f"{agency}〔{_year(match['year'])}〕{match['series'] or ''}{_serial(match['serial'])}号"
        return FoundNumber(number, match.start() + len(raw) - len(agency), match.end())
    if match["serial2"]:
        number = f"〔{_year(match['year2'])}〕{match['agency2']}{_serial(match['serial2'])}号"
        return FoundNumber(number, match.start(), match.end())
    return _order_of(match, after_word=after_word)


def _order_of(match: re.Match[str], *, after_word: bool) -> FoundNumber | None:
    """国务院令第711号 and its like; the serial becomes Arabic digits."""
    raw = match["body"]
    body = _COUNTRY.sub("", re.sub(r".*(?:年|月|日|》|、)", "", _agency(raw, after_word=after_word)))
    serial = to_integer(match["oserial"])
    if not body or serial is None or body.endswith(("命", "法", "指")):
        return None
    year = f"{match['oyear']}年" if match["oyear"] else ""
    start = match.start("form") - len(body)
    return FoundNumber(f"{body}{match['form']}{year}第{serial}号", max(start, match.start()), match.end())


def locate_doc_numbers(text: str) -> list[FoundNumber]:
    """All document numbers of a text with their offsets, in order."""
    if "号" not in text:
        return []
    found = (_number_of(match, text) for match in _ANY.finditer(text))
    return [number for number in found if number]


def find_doc_numbers(text: str) -> list[str]:
    """The distinct document numbers of a text, normalised, in order of first appearance."""
    return list(dict.fromkeys(number.number for number in locate_doc_numbers(text)))


def only_doc_number(text: str) -> str | None:
    """The normalised number when the text is nothing but one (brackets around it allowed), else None."""
    core = text.strip().strip("　 ")
    core = re.sub(r"^(?:发文字号|文号|文件编号|字号)\s*[：:]\s*", "", core)
    if core[:1] in "（(" and core[-1:] in "）)":
        core = core[1:-1].strip()
    compact = "".join(core.split())
    bare = _YEAR_ONLY.fullmatch(compact)
    if bare:
        return f"〔{_year(bare['year'])}〕{_serial(bare['serial'])}号"
    match = _ANY.fullmatch(compact)
    if match is None:
        return None
    found = _number_of(match, compact)
    return found.number if found and found.start <= len("中华人民共和国") else None


def normalise_doc_number(text: str) -> str | None:
    """A document number in any bracket style, normalised to 〔〕; None when the text is not one."""
    return only_doc_number(text)
