"""Recognises the printed numbers that open a heading, an article or an item.

Levels of an official document are 一、 → （一） → 1. → （1） (GB/T 9704), those of a law 编 → 章 → 节 → 条 → 款 → 项.
Half-width and mixed brackets, full-width digits and layout spaces inside the mark are read like the proper form;
`printed` keeps the characters as they stand.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from .numerals import ANY_NUMERAL, HAN_NUMERAL, to_integer

RANKS = {
    "编": 10,
    "分编": 15,
    "章": 20,
    "节": 30,
    "条": 40,
    "款": 45,
    "一": 50,
    "（一）": 60,
    "1": 70,
    "（1）": 80,
}
ARTICLE_RANK = RANKS["条"]

_NUMERAL_CHARACTERS = HAN_NUMERAL + "0123456789０１２３４５６７８９"
_HAN = HAN_NUMERAL.replace("千", "")
_MARK = re.compile(
    rf"""(?:
      (?P<law>第\s*(?P<law_n>[{ANY_NUMERAL}](?:\s?[{ANY_NUMERAL}])*)\s*(?P<unit>分编|编|篇|章|节|条|部分)
         (?:\s?之\s?(?P<sub>[{HAN_NUMERAL}]+))?\s?[：:、.．]?)
    | (?P<han>(?P<han_n>[{_HAN}](?:\s?[{_HAN}]){{0,4}})\s*[、.．，,])
    | (?P<bracket>[（(﹙]\s*(?P<bracket_n>[{_HAN}]+)\s*[）)﹚]\s?[、.．]?|[㈠-㈩])
    | (?P<digit>(?P<digit_n>[0-9０-９]{{1,3}})\s?(?:[.．，,](?![0-9０-９])|、))
    | (?P<paren>[（(﹙]\s*(?P<paren_n>[0-9０-９]{{1,3}})\s*[）)﹚]|(?P<half_n>[0-9０-９]{{1,3}})\s?[)）]|[⑴-⒇])
    )""",
    re.VERBOSE,
)
_KIND_OF_GROUP = {"law": "", "han": "一", "bracket": "（一）", "digit": "1", "paren": "（1）"}
# A paragraph that begins "第三条规定的…" or "第二章所称…" cites; it does not open that article or chapter.
_CITES = re.compile(
    r"[第、，,和或与及至到款项的所规中对之内以]|(?:[（(][一二三四五六七八九十]+[）)])|(?:(?:不|适)适?用于?)"
)
_LONGEST_CHAPTER_HEADING = 60
_SOLE_NUMERAL = re.compile(r"[一二三四五六七八九十]{1,3}")


@dataclass(frozen=True, slots=True)
class Mark:
    """A printed number at the start of a paragraph. `spaced`: white space follows it, as after the number of an article.

    `weak`: a comma ends it (一，加强…; 1,优化…), so that only its place in a sequence makes it a number.
    """

    kind: str
    value: int
    printed: str
    rest: str
    spaced: bool = False
    sub: int = 0
    weak: bool = False

    @property
    def rank(self) -> int:
        """How deep the mark stands by custom; smaller is further out."""
        return RANKS[self.kind]


@lru_cache(maxsize=8192)
def read_mark(text: str) -> Mark | None:
    """The mark a paragraph opens with, or None. Position in the sequence is the caller's business."""
    if not text or not (
        text[0] in "第（(﹙"
        or text[0] in _NUMERAL_CHARACTERS
        or "⑴" <= text[0] <= "⒇"
        or "㈠" <= text[0] <= "㈩"
    ):
        return _sole_numeral(text)
    match = _MARK.match(text)
    if match is None:
        return _sole_numeral(text)
    tail = text[match.end() :]
    rest = tail.strip()
    spaced = not tail or tail[0].isspace() or (match.group()[-1:].isspace())
    printed = "".join(match.group().split())
    if match["law"]:
        return _law_mark(match, printed, rest, spaced=spaced)
    group = match.lastgroup if match.lastgroup in _KIND_OF_GROUP else _group_of(match)
    value = _value(match, group, printed)
    if value is None:
        return None
    return Mark(_KIND_OF_GROUP[group], value, printed, rest, spaced, weak=printed[-1] in "，,")


def _group_of(match: re.Match[str]) -> str:
    """The outer alternative that matched."""
    return next(name for name in _KIND_OF_GROUP if match[name])


def _value(match: re.Match[str], group: str, printed: str) -> int | None:
    """The number a mark stands for; ㈠ and ⑴ carry it in their code point."""
    if printed[0] in "㈠㈡㈢㈣㈤㈥㈦㈧㈨㈩":
        return ord(printed[0]) - ord("㈠") + 1
    if "⑴" <= printed[0] <= "⒇":
        return ord(printed[0]) - ord("⑴") + 1
    return to_integer(match[f"{group}_n"] or match["half_n"] or "")


def _law_mark(match: re.Match[str], printed: str, rest: str, *, spaced: bool) -> Mark | None:
    """第X编/章/节/条, unless the paragraph only cites that unit."""
    unit = "编" if match["unit"] in {"部分", "篇"} else match["unit"]
    value = to_integer(match["law_n"])
    if value is None:
        return None
    sub = to_integer(match["sub"]) or 0 if match["sub"] else 0
    punctuated = printed[-1] in "：:、.．"
    if unit == "条":
        cites = printed[-1] == "、" or (not spaced and not punctuated and _CITES.match(rest))
    else:
        cites = (
            len(rest) > _LONGEST_CHAPTER_HEADING
            or bool(re.search(r"[。；;]", rest))
            or rest.endswith(("，", "：", ":"))
        )
        cites = cites or (not spaced and rest.startswith(("第", "规定", "所", "、")))
        cites = cites or (match["unit"] == "篇" and not spaced and not punctuated)  # 第一篇文章
    return None if cites else Mark(unit, value, printed, rest, spaced, sub)


def _sole_numeral(text: str) -> Mark | None:
    """A Chinese numeral alone on its line numbers a section."""
    if len(text) <= 3 and _SOLE_NUMERAL.fullmatch(text):  # 二十一 is the longest
        value = to_integer(text)
        return Mark("一", value, text, "", spaced=True) if value else None
    return None
