"""Did you mean (纠错): another spelling, offered only if the query finds little and the other one finds more.

No dictionary of its own: candidates come from the sound of the characters, and the index says which of them are
words. Tried in this order: a phrase of the lexicon of the same sound or with one other character; then, where
segmentation falls to single characters, one or two characters exchanged for others of the same sound; then one exchanged
for any character, as long as a word of the index comes out.
"""

from __future__ import annotations

from functools import lru_cache
from itertools import islice
from typing import TYPE_CHECKING

from . import segment, sound
from .language import Node, Phrase, Words
from .planning import asking_words, naming_words, single_characters

if TYPE_CHECKING:
    from collections.abc import Iterator

    from .reader import Reader
    from .records import Filters

LONGEST = 12  # of a whole sentence, too many pieces look wrong
LONGEST_WORD = 4
SHORTEST_PHRASE, LONGEST_PHRASE = 3, 12
MANY_TERMS = 500
MAX_TRIALS = 8


def propose(reader: Reader, tree: Node | None, total: int, filters: Filters) -> str | None:
    """A better query of plain words, or None.

    A query with a piece that no word takes up (政务功开) may find much by its other words: then it counts as finding
    nothing, unless some text has it exactly as typed. A query all of whose words are known is left alone.
    """
    if not isinstance(tree, Words) or tree.field or len(tree.text) > LONGEST:
        return None
    text = segment.fold(tree.text)
    if total and (not _has_unknown(reader, text) or reader.total(Phrase(text), filters)):
        return None
    seen = {text}
    for maker in (_by_lexicon, _by_sound, _by_one_character):
        best, most = None, 0
        for candidate in islice(maker(reader, text), MAX_TRIALS):
            found = 0 if candidate in seen else reader.total(_asked(candidate), filters)
            seen.add(candidate)
            if found > most:
                best, most = candidate, found
        if best is not None:
            return best
    return None


def _has_unknown(reader: Reader, text: str) -> bool:
    """Whether segmentation leaves a single character, or a word that no text has."""
    return bool(single_characters(text)) or bool(_unknown_words(reader, text))


def _unknown_words(reader: Reader, text: str) -> list[str]:
    return [word for word in naming_words(text) if not reader.searcher.doc_freq("words", word)]


def _asked(candidate: str) -> Node:
    return Phrase(candidate) if single_characters(candidate) else Words(candidate, strict=True)


def _by_lexicon(reader: Reader, text: str) -> Iterator[str]:
    """A piece of the text replaced by a phrase of the lexicon that sounds the same or differs in one character."""
    alike = _lexicon_alike()
    for size in range(min(LONGEST_PHRASE, len(text)), SHORTEST_PHRASE - 1, -1):
        for start in range(len(text) - size + 1):
            piece = text[start : start + size]
            for key in _keys_of(piece):
                for phrase in alike.get(key, ()):
                    if phrase != piece and reader.searcher.doc_freq("words", phrase):
                        yield text[:start] + phrase + text[start + size :]


@lru_cache(maxsize=1)
def _lexicon_alike() -> dict[str, tuple[str, ...]]:
    """Key (see `_keys_of`) → phrases of the lexicon."""
    table: dict[str, list[str]] = {}
    for phrase in segment.lexicon():
        if SHORTEST_PHRASE <= len(phrase) <= LONGEST_PHRASE:
            for key in _keys_of(phrase):
                table.setdefault(key, []).append(phrase)
    return {key: tuple(phrases) for key, phrases in table.items()}


def _keys_of(piece: str) -> list[str]:
    """What a misspelt phrase shares with the right one: its sound, or all characters but one."""
    keys = ["".join(sound.readings().get(character, (character,))[0] + " " for character in piece)]
    if len(piece) > SHORTEST_PHRASE:  # in a word of three, one other character is a third
        keys += [f"{piece[:place]}?{piece[place + 1 :]}" for place in range(len(piece))]
    return keys


def _by_sound(reader: Reader, text: str) -> Iterator[str]:
    """One character exchanged for another of the same sound so that a word of the index comes out."""
    found: list[tuple[int, int, str]] = []
    for place in _suspicious(reader, text):
        for other in _homophones(text[place]):
            changed = text[:place] + other + text[place + 1 :]
            if (word := _word_around(reader, changed, place)) is not None:
                found.append((-word[0], -word[1], changed))
    yield from (candidate for _, _, candidate in sorted(found))


def _homophones(character: str) -> tuple[str, ...]:
    names = sound.readings().get(character, ())
    return tuple(
        dict.fromkeys(other for name in names for other in sound.homophones()[name] if other != character)
    )


def _word_around(reader: Reader, text: str, place: int) -> tuple[int, int] | None:
    """(length, frequency) of the longest word of the index that covers `place`."""
    for size in range(min(LONGEST_WORD, len(text)), 1, -1):
        for start in range(max(0, place - size + 1), min(place, len(text) - size) + 1):
            frequency = reader.searcher.doc_freq("words", text[start : start + size])
            if frequency:
                return size, frequency
    return None


def _by_one_character(reader: Reader, text: str) -> Iterator[str]:
    """One character exchanged for any other, found among the words that begin like the text before it."""
    found: list[tuple[int, int, str]] = []
    for place in _suspicious(reader, text):
        for start in range(max(0, place - LONGEST_WORD + 1), place):
            prefix = text[start:place]
            for word, frequency in reader.searcher.terms_with_prefix("words", prefix, limit=MANY_TERMS):
                end = start + len(word)
                if (
                    len(prefix) < len(word) <= LONGEST_WORD
                    and text[place + 1 : end] == word[len(prefix) + 1 :]
                ):
                    found.append((-len(word), -frequency, text[:start] + word + text[end:]))
    yield from (candidate for _, _, candidate in sorted(found))


def _suspicious(reader: Reader, text: str) -> list[int]:
    """Places that no word takes up, then those in words of two beside a single character."""
    spans = segment.cut(text, whole=True)
    unknown = set(_unknown_words(reader, text))
    alone = {start for token, start, end in spans if end - start == 1 and token not in asking_words()}
    strange = [place for token, start, end in spans if token in unknown for place in range(start, end)]
    beside = [
        place
        for _, start, end in spans
        if end - start == 2 and ({start - 1, end} & alone)
        for place in range(start, end)
    ]
    places = dict.fromkeys((*sorted(alone), *strange, *beside))
    return [place for place in places if segment.is_ideograph(text[place])]
