"""Chinese and Arabic numerals as official documents print them, turned into integers.

Covers 一二三…十百千, 〇/零/○, 两, full-width digits, and digit strings such as 二〇二一 (a year).
"""

from __future__ import annotations

# Zeros of a Chinese year come as 〇, 零, a circle, the letter O or the digit 0 (二０二一, 二O二一).
_DIGITS = {c: i for i, c in enumerate("〇一二三四五六七八九")} | {
    "零": 0,
    "○": 0,
    "Ｏ": 0,
    "O": 0,
    "o": 0,
    "0": 0,
    "两": 2,
}
_UNITS = {"十": 10, "百": 100, "千": 1000}
_FULL_WIDTH = str.maketrans("０１２３４５６７８９", "0123456789")

HAN_NUMERAL = "〇一二三四五六七八九十百千零○Ｏ两"
ANY_NUMERAL = HAN_NUMERAL + "0-9０-９"


def to_ascii_digits(text: str) -> str:
    """Full-width digits become ASCII ones; every other character stays."""
    return text.translate(_FULL_WIDTH)


def to_integer(text: str) -> int | None:
    """The value of a printed numeral (`一百零三`, `二〇二一`, `１２`), or None when it is not one."""
    text = "".join(to_ascii_digits(text).split())
    if text.isascii() and text.isdigit():
        return int(text)
    if not text or any(c not in _DIGITS and c not in _UNITS for c in text):
        return None
    if any(c in _UNITS for c in text):
        return _with_units(text)
    return int("".join(str(_DIGITS[c]) for c in text))


def _with_units(text: str) -> int:
    """Add up a numeral with 十, 百 or 千; a bare 十 counts as one ten."""
    total, digit = 0, 0
    for character in text:
        if character in _UNITS:
            total += (digit or 1) * _UNITS[character]
            digit = 0
        else:
            digit = _DIGITS[character]
    return total + digit
