"""Pinyin (拼音) without tones: readings of characters, terms for suggestions, reading what was typed.

Every character of a title is indexed together with its syllables and their first letters at one position, so that
政务公开 is found by 政务, zhengwu, zwgk, zhengwgk and 政务gk alike. A character with several readings carries all of
them: no guess which one is meant.
"""

from __future__ import annotations

from functools import lru_cache

from . import segment

FIRST = "^"  # stands before the terms of the first character, for titles that begin with what was typed
PAIR = (
    "~"  # stands before the initials of two neighbours: one letter is in every title, two together are rarer
)


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
def longer_syllables() -> frozenset[str]:
    """Syllables that are the beginning of another one."""
    return frozenset(
        one for one in syllables() if any(other.startswith(one) for other in syllables() if other != one)
    )


@lru_cache(maxsize=1)
def homophones() -> dict[str, tuple[str, ...]]:
    """Syllable → the characters read so."""
    table: dict[str, list[str]] = {}
    for character, names in readings().items():
        for name in names:
            table.setdefault(name, []).append(character)
    return {name: tuple(characters) for name, characters in table.items()}


def title_terms(title: str) -> list[tuple[str, int]]:
    """(term, position) for a title: each character, its syllables and initials at one position, pairs of initials."""
    characters = segment.squeeze(segment.fold(title)).replace(segment.GAP, "")
    initials = [_initials_of(character) for character in characters]
    terms: list[tuple[str, int]] = []
    for position, character in enumerate(characters):
        here = dict.fromkeys((character, *readings().get(character, ()), *initials[position]))
        terms += [(term, position) for term in here]
        if position == 0:
            terms += [(FIRST + term, position) for term in here]
        if position + 1 < len(characters):
            pairs = {
                f"{PAIR}{left}{right}" for left in initials[position] for right in initials[position + 1]
            }
            terms += [(pair, position) for pair in sorted(pairs) if len(pair) == 3]
    return terms


def _initials_of(character: str) -> tuple[str, ...]:
    """First letters of the readings; zh, ch and sh too; a Latin letter is its own."""
    if character.isascii():
        return (character,)
    names = readings().get(character, ())
    return tuple(
        dict.fromkeys([name[0] for name in names] + [name[:2] for name in names if name[1:2] == "h"])
    )


def row_terms(row: tuple[str, ...], *, first: bool) -> list[tuple[int, str]]:
    """(position, term) by which a row of units is found; two initials side by side go by their pair."""
    terms: list[tuple[int, str]] = [(0, FIRST + row[0])] if first else []
    place = 0
    while place < len(row):
        unit, before, after = row[place], row[place - 1 : place], row[place + 1 : place + 2]
        if _is_letter(unit) and after and _is_letter(after[0]):
            terms.append((place, PAIR + unit + after[0]))
            place += 2
            continue
        if _is_letter(unit) and place and _is_letter(before[0]):
            terms.append((place - 1, PAIR + before[0] + unit))
        elif place or not first:
            terms.append((place, unit))
        place += 1
    return terms


def _is_letter(unit: str) -> bool:
    return len(unit) == 1 and unit.isascii() and unit.isalpha()


MAX_READINGS = 4
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
