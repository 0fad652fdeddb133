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
_NUMBER = r"第?\s*(?P<no>\d{1,6})(?!\d)\s*号?"
# A number is looked for by its tail, and its prefix then read backwards: trying every character of a text as
# the beginning of a prefix took longer than segmenting the text.
_BRACKETED = re.compile(rf"\s*{_OPEN}\s*(?P<year>(?:19|20)\d\d)\s*年?\s*{_CLOSE}\s*{_NUMBER}")
_BARE = re.compile(
    r"(?<=[发函字电令办规文告批复通报议])\s*(?P<year>(?:19|20)\d\d)(?:\s*年\s*|\s+|\s*[-—－]\s*|\s*(?=第))"
    + _NUMBER
)
_ORDER = re.compile(r"(?<=[令告])\s*\(?第\s*(?P<no>\d{1,6})\s*号\)?")
_TAILS = (_BRACKETED, _BARE, _ORDER)
_PREFIX = re.compile(r"[㐀-鿿][㐀-鿿a-z]*\Z", re.IGNORECASE)
_LONGEST_PREFIX = 20
_INDEX = re.compile(r"(?<![0-9A-Za-z])[0-9A-Za-z]{5,20}/[0-9]{4}-[0-9A-Za-z]{3,12}(?![0-9A-Za-z])")
_DROPPED = re.compile(r"[\s\[\]()〔〕【】﹝﹞<>《》「」{}第号]+")
_HAN_PREFIX = re.compile(r"[㐀-鿿]+")
_YEAR_AND_NUMBER = re.compile(r"((?:19|20)\d\d)[年\-—]?(?=\d)")


def number_key(number: str) -> str:
    """The spelling by which a known number is compared: 通政办发〔2021〕42号 → 通政办发2021-42."""
    folded = unicodedata.normalize("NFKC", number).lower().strip()
    found = find_numbers(folded)
    if len(found) == 1 and found[0][1:] == (0, len(folded)):
        return found[0][0]
    return _YEAR_AND_NUMBER.sub(r"\1-", _DROPPED.sub("", folded))


def find_numbers(text: str) -> list[tuple[str, int, int]]:
    """(key, start, end) of every number written in `text`, which must be folded (see `segment.fold`).

    The words of the sentence before a number run into its prefix (根据国办发…): see `shorter_keys`.
    """
    found = [(match[0], match.start(), match.end()) for match in _INDEX.finditer(text)]
    for tail in _TAILS:
        found += filter(None, (_with_prefix(text, match) for match in tail.finditer(text)))
    separate: list[tuple[str, int, int]] = []
    for entry in sorted(found, key=lambda entry: (entry[1], -entry[2])):
        if not separate or entry[1] >= separate[-1][2]:
            separate.append(entry)
    return separate


def _with_prefix(text: str, tail: re.Match[str]) -> tuple[str, int, int] | None:
    """The number that ends with `tail`; None when nothing that could be its prefix stands before it."""
    begin = max(0, tail.start() - _LONGEST_PREFIX)
    prefix = _PREFIX.search(text[begin : tail.start()].rstrip())
    if prefix is None:
        return None
    year = tail.groupdict().get("year")
    key = f"{prefix[0].lower()}{f'{year}-' if year else ''}{int(tail['no'])}"
    return key, begin + prefix.start(), tail.start() + len(tail[0].rstrip())


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
