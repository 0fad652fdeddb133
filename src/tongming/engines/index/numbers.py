"""Document numbers (发文字号) and index numbers (索引号) in one spelling, whatever the brackets.

A key is what is left of a number when width, case, brackets, spaces, 第 and 号 are gone: "通政办发2021-42" for
通政办发〔2021〕42号, "国务院令711" for 国务院令第711号, "000014349/2019-00001" for an index number. Reading a number out of
a query is stricter than normalising a known one, because a sentence also holds years and figures.
"""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

_OPEN, _CLOSE = r"[\[(〔【［（﹝<《「{]", r"[\])〕】］）﹞>》」}]"
# Han letters (and the Latin of 川办发 styles such as "GB") before a year; 2-20 characters.
_PREFIX = r"[㐀-鿿][㐀-鿿A-Za-z]{0,19}"
_BRACKETED = re.compile(
    rf"(?P<prefix>{_PREFIX})\s*{_OPEN}\s*(?P<year>(?:19|20)\d\d)\s*年?\s*{_CLOSE}\s*第?\s*(?P<no>\d{{1,6}})\s*号?"
)
_BARE = re.compile(
    rf"(?P<prefix>{_PREFIX}?[发函字电令办规文告批复通报议])\s*(?P<year>(?:19|20)\d\d)"
    r"(?:\s*年\s*第?\s*|\s+第?\s*|\s*[-—－]\s*|\s*第\s*)(?P<no>\d{1,6})(?!\d)\s*号?"
)
_ORDER = re.compile(rf"(?P<prefix>{_PREFIX}?(?:令|公告|通告))\s*\(?第\s*(?P<no>\d{{1,6}})\s*号\)?")
_INDEX = re.compile(r"(?<![0-9A-Za-z])[0-9A-Za-z]{5,20}/[0-9]{4}-[0-9A-Za-z]{3,12}(?![0-9A-Za-z])")
_PATTERNS = (_BRACKETED, _BARE, _ORDER)
_DROPPED = re.compile(r"[\s\[\]()〔〕【】﹝﹞<>《》「」{}第号]+")
_HAN_PREFIX = re.compile(r"[㐀-鿿]+")
_YEAR_AND_NUMBER = re.compile(r"((?:19|20)\d\d)[年\-—]?(?=\d)")


def number_key(number: str) -> str:
    """The spelling by which a known number is compared: 通政办发〔2021〕42号 → 通政办发2021-42."""
    folded = unicodedata.normalize("NFKC", number).lower().strip()
    if _INDEX.fullmatch(folded):
        return folded
    for pattern in (_BRACKETED, _BARE):
        if match := pattern.fullmatch(folded):
            return _key_of(match)
    return _YEAR_AND_NUMBER.sub(r"\1-", _DROPPED.sub("", folded))


def _key_of(match: re.Match[str]) -> str:
    year = match.groupdict().get("year")
    prefix = match["prefix"].lower()
    plain = str(int(match["no"]))
    return f"{prefix}{year}-{plain}" if year else f"{prefix}{plain}"


def find_numbers(text: str) -> list[tuple[str, int, int]]:
    """(key, start, end) of every number written in `text`, which must be folded (see `segment.fold`).

    The words of the sentence before a number run into its prefix (根据国办发…): see `shorter_keys`.
    """
    found = [(match[0], match.start(), match.end()) for match in _INDEX.finditer(text)]
    for pattern in _PATTERNS:
        for match in pattern.finditer(text):
            if not any(start < match.end() and match.start() < end for _, start, end in found):
                found.append((_key_of(match), match.start(), match.start() + len(match[0].rstrip())))
    return sorted(found, key=lambda entry: entry[1])


def shorter_keys(key: str, least: int = 2) -> list[str]:
    """The key and what is left when characters are taken from the front of its prefix, longest first.

    `least` characters of the prefix stay: 根据国办发2021-12 → …, 国办发2021-12, 办发2021-12.
    """
    prefix = _HAN_PREFIX.match(key)
    length = prefix.end() if prefix else 0
    return [key] + [key[cut:] for cut in range(1, length - least + 1)]


def own_keys(doc_number: str | None, numbers: Iterable[str]) -> list[str]:
    """All keys under which a record is found first: its own number, its other numbers, short forms of orders.

    An order is printed 中华人民共和国国务院令第711号 and cited 国务院令第711号, so the shorter prefixes of 令 count too.
    """
    keys: dict[str, None] = {}
    for number in filter(None, (doc_number, *numbers)):
        key = number_key(number)
        is_order = re.search(r"令\d+$", key) is not None
        keys.update(dict.fromkeys(shorter_keys(key, 3) if is_order else [key]))
    return list(keys)


def mentioned_keys(folded: str) -> list[str]:
    """Keys of all numbers that a folded text mentions, each with its shorter forms."""
    return list(dict.fromkeys(short for key, _, _ in find_numbers(folded) for short in shorter_keys(key)))
