"""Pinyin (拼音) without tones: readings of characters, terms for suggestions, reading what was typed.

Every character of a title is indexed together with its syllables and their first letters at one position, so that
政务公开 is found by 政务, zhengwu, zwgk, zhengwgk and 政务gk alike. A character with several readings carries all of
them: no guess which one is meant.
"""

from __future__ import annotations

from functools import lru_cache

from . import segment

START = "^"  # the position before the first character: a title that begins so ranks first


@lru_cache(maxsize=1)
def readings() -> dict[str, tuple[str, ...]]:
    """Syllables of every character of data/pinyin.txt, the usual reading first."""
    usual: dict[str, list[str]] = {}
    further: dict[str, list[str]] = {}
    for line in (segment.DATA / "pinyin.txt").read_text(encoding="utf-8").splitlines():
        if line.startswith("#"):
            continue
        syllable, characters = line.split(" ", 1)
        first, _, others = characters.partition("|")
        for group, table in ((first, usual), (others, further)):
            for character in group:
                table.setdefault(character, []).append(syllable)
    return {character: (*names, *further.get(character, ())) for character, names in usual.items()}


@lru_cache(maxsize=1)
def syllables() -> frozenset[str]:
    """All syllables that some character has."""
    return frozenset(syllable for names in readings().values() for syllable in names)


@lru_cache(maxsize=1)
def homophones() -> dict[str, tuple[str, ...]]:
    """Syllable → the characters read so."""
    table: dict[str, list[str]] = {}
    for character, names in readings().items():
        for name in names:
            table.setdefault(name, []).append(character)
    return {name: tuple(characters) for name, characters in table.items()}


def title_terms(title: str) -> list[tuple[str, int]]:
    """(term, position) for a title: START, then each character, its syllables and their initials at one position."""
    terms = [(START, 0)]
    for position, character in enumerate(
        segment.squeeze(segment.fold(title)).replace(segment.GAP, ""), start=1
    ):
        names = readings().get(character, ())
        initials = {
            initial
            for name in names
            for initial in (name[0], name[:2])
            if len(initial) == 1 or initial[1] == "h"
        }
        terms += [(term, position) for term in dict.fromkeys((character, *names, *sorted(initials)))]
    return terms


MAX_READINGS = 8
_INITIALS = frozenset("bpmfdtnlgkhjqxzcsrywaoe") | {"zh", "ch", "sh"}


@lru_cache(maxsize=1024)
def typed_units(typed: str) -> tuple[tuple[str, ...], ...]:
    """The ways to read what was typed as a row of characters, syllables and initials, the likeliest first.

    xian is 先 or 西安; zhengwgk is zheng w g k. The last unit of Latin letters may be unfinished (zhengwugon).
    """
    rows: list[tuple[int, tuple[str, ...]]] = [(0, ())]
    for piece in _pieces(typed):
        options = _latin_rows(piece) if piece.isascii() and piece.isalpha() else [(0, tuple(piece))]
        rows = [(cost + more, row + tail) for cost, row in rows for more, tail in options]
        rows = sorted(rows)[:MAX_READINGS]
    return tuple(row for _, row in rows if row)


def _pieces(typed: str) -> list[str]:
    """Runs of Latin letters, and every other character of a word by itself."""
    pieces: list[str] = []
    latin = False
    for character in segment.fold(typed):
        is_latin = character.isascii() and character.isalpha()
        if is_latin and latin:
            pieces[-1] += character
        elif character.isalnum():
            pieces.append(character)
        latin = is_latin
    return pieces


def _latin_rows(letters: str) -> list[tuple[int, tuple[str, ...]]]:
    """(cost, units) of a run of letters: a syllable costs 1, an initial 2, so few long units win."""
    best: list[list[tuple[int, tuple[str, ...]]]] = [[] for _ in range(len(letters) + 1)]
    best[0] = [(0, ())]
    for end in range(1, len(letters) + 1):
        rows: list[tuple[int, tuple[str, ...]]] = []
        for start in range(max(0, end - 6), end):
            cost = _unit_cost(letters[start:end], is_last=end == len(letters))
            if cost:
                rows += [(before + cost, (*row, letters[start:end])) for before, row in best[start]]
        best[end] = sorted(rows)[:MAX_READINGS]
    return best[-1] or [(9, tuple(letters))]


def _unit_cost(unit: str, *, is_last: bool) -> int:
    if unit in syllables() and len(unit) > 1:
        return 2
    if unit in _INITIALS:
        return 3
    if is_last and len(unit) > 1 and any(syllable.startswith(unit) for syllable in syllables()):
        return 2
    return 3 if len(unit) == 1 else 0
