"""Did you mean (纠错): another spelling, offered only if the query finds little and the other one finds more.

No dictionary of its own: candidates come from the sound of the characters, and the index says which of them are
words. Tried in this order: a phrase of the lexicon of the same sound or with one other character; then, where
segmentation falls to single characters, one or two characters exchanged for others of the same sound; then one exchanged
for any character, as long as a word of the index comes out.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from . import segment, sound
from .language import Node, Words
from .records import Filters

if TYPE_CHECKING:
    from collections.abc import Iterator

    from .reader import Reader

FEW = 3  # results up to which a better spelling is looked for
LONGEST = 30
_MAX_WORD = 8
_MAX_TRIALS = 6


def propose(reader: Reader, tree: Node | None, total: int, filters: Filters) -> str | None:
    """A better query of plain words, or None."""
    if total > FEW or not isinstance(tree, Words) or tree.field:
        return None
    text = segment.fold(tree.text)
    if len(text) > LONGEST:
        return None
    best, most = None, total
    for trial, candidate in enumerate(_candidates(reader, text)):
        found = reader.total(Words(candidate, strict=True), filters)
        if found > most:
            best, most = candidate, found
        if trial >= _MAX_TRIALS or (best and trial >= 2):  # noqa: PLR2004
            break
    return best


def _candidates(reader: Reader, text: str) -> Iterator[str]:
    seen = {text}
    for maker in (_by_lexicon, _by_sound, _by_one_character):
        for candidate in maker(reader, text):
            if candidate not in seen:
                seen.add(candidate)
                yield candidate


def _by_lexicon(reader: Reader, text: str) -> Iterator[str]:
    """A piece of the text replaced by a phrase of the lexicon that sounds the same or differs in one character."""
    for phrase in sorted(segment.lexicon(), key=len, reverse=True):
        size = len(phrase)
        if size < 3 or size > len(text) or phrase in text or not reader.searcher.doc_freq("words", phrase):  # noqa: PLR2004
            continue
        for start in range(len(text) - size + 1):
            piece = text[start : start + size]
            if _differs_little(piece, phrase):
                yield text[:start] + phrase + text[start + size :]


def _differs_little(piece: str, phrase: str) -> bool:
    different = [(left, right) for left, right in zip(piece, phrase, strict=True) if left != right]
    if len(different) == 1 and len(phrase) >= 4:  # noqa: PLR2004 - in a word of three, one other character is a third
        return segment.is_ideograph(different[0][0])
    return all(_same_sound(left, right) for left, right in different)


def _same_sound(left: str, right: str) -> bool:
    names = sound.readings()
    return bool(set(names.get(left, ())) & set(names.get(right, ())))


def _by_sound(reader: Reader, text: str) -> Iterator[str]:
    yield from _exchanged(reader, text, lambda character: _homophones(character))


def _by_one_character(reader: Reader, text: str) -> Iterator[str]:
    everything = tuple(sound.readings())
    yield from _exchanged(reader, text, lambda _: everything)


def _homophones(character: str) -> tuple[str, ...]:
    names = sound.readings().get(character, ())
    return tuple(
        dict.fromkeys(other for name in names for other in sound.homophones()[name] if other != character)
    )


def _exchanged(reader: Reader, text: str, others) -> Iterator[str]:
    """Texts in which one character near a break of the segmentation is exchanged so that a word of the index comes out."""
    found: list[tuple[int, int, str]] = []
    for place in _suspicious(text):
        for other in others(text[place]):
            word = _word_around(reader, text, place, other)
            if word:
                found.append((-word[0], -word[1], text[:place] + other + text[place + 1 :]))
    yield from (candidate for _, _, candidate in sorted(found)[:_MAX_TRIALS])


def _suspicious(text: str) -> list[int]:
    """Places of characters that stand alone after segmentation, and of those in the short words beside them."""
    spans = segment.cut(text, whole=True)
    alone = [start for token, start, end in spans if end - start == 1 and segment.is_ideograph(token)]
    beside = [
        place
        for token, start, end in spans
        if end - start == 2 and segment.is_ideograph(token[0])
        for place in range(start, end)
        if any(start - 1 == single or end == single for single in alone)
    ]
    return alone + beside


def _word_around(reader: Reader, text: str, place: int, other: str) -> tuple[int, int] | None:
    """(length, frequency) of the longest word of the index over `place` when `other` stands there."""
    changed = text[:place] + other + text[place + 1 :]
    for size in range(min(4, len(text)), 1, -1):
        for start in range(max(0, place - size + 1), min(place, len(text) - size) + 1):
            frequency = reader.searcher.doc_freq("words", changed[start : start + size])
            if frequency:
                return size, frequency
    return None
