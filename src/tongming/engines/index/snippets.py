"""Snippets and highlights: the window of a text that says most about the query, cut on word bounds.

Full texts are stored with a mark between any two words (BOUND), so nothing is segmented when a page is made: a word
is found by a plain search, and cannot be found across a bound (国家 is not in 中国|家庭). Words are looked for in the
stored bytes, of which only the window is decoded. A phrase or a number is found as it stands and widened
to whole words. The result is a tuple of (piece, is a hit) whose pieces join to the
shown text; a template escapes each by itself, so no markup passes through here, and no word is split by a cut.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate, islice, pairwise
from typing import TYPE_CHECKING, AnyStr

from . import segment

if TYPE_CHECKING:
    from .records import Segment

BOUND = "\x1f"
LENGTH = 110  # characters of a snippet
_BOUND_BYTE = BOUND.encode()
_BYTES = 3  # of a Chinese character
_BOUNDED = 1.6  # a bounded text is about this much longer than the text itself
_LEAD = 45  # how far before the hit the sentence may begin, in bounded text
_CANDIDATES = 8  # windows that are compared
_EARLY_END = 0.7  # a sentence that ends after this share of the length ends the snippet
ELLIPSIS = "…"
_ENDS = frozenset("。！？；!?")
_LEADING = re.compile(r"[\s\x1f，、。；：！？）》】〕”’,.;:!?)\]]+")
_SPACE = re.compile(r"\s+")
Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Marks:
    """What to mark, folded: words where they are words, phrases as they stand, numbers by their keys.

    `leading` are the words that decide which window is shown; the words inside long ones are marked, but decide nothing.
    """

    words: tuple[str, ...] = ()
    phrases: tuple[str, ...] = ()
    numbers: tuple[str, ...] = ()
    leading: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.words or self.phrases or self.numbers)


class Needles:
    """Marks made ready for searching: plain strings where that is enough, patterns for the rest."""

    def __init__(self, marks: Marks) -> None:
        self.plain = [word for word in marks.words if all(map(segment.is_ideograph, word))]
        self.leading = [word for word in marks.leading if word in self.plain] or self.plain
        latin = [_word_pattern(word) for word in marks.words if word not in self.plain]
        exact = [_phrase_pattern(phrase) for phrase in marks.phrases] + [
            _number_pattern(key) for key in marks.numbers
        ]
        self.latin = _compiled(latin)
        self.exact = _compiled(exact)

    def __bool__(self) -> bool:
        return bool(self.plain or self.latin or self.exact)

    def best_place(self, stored: bytes, length: int) -> int | None:
        """Where in a stored text the hit stands whose surroundings say most; None when there is no hit."""
        reach = int(length * _BOUNDED)
        if self.exact is None and self.latin is None:
            leading, plain = _encoded(self.leading), _encoded(self.plain)
            places = _first_places(stored, leading) or _first_places(stored, plain)
            return _heaviest(stored, places, leading, reach * _BYTES, _BYTES)
        text = stored.decode()
        place = _heaviest(text, self._anchors(text), self.leading, reach, 1, self.latin)
        return None if place is None else len(text[:place].encode())

    def _anchors(self, text: str) -> list[int]:
        """Places worth a window: of exact hits if there are any, else the first ones of every word."""
        if self.exact is not None and (places := _matches(self.exact, text)):
            return places
        if places := _first_places(text, self.leading) or _first_places(text, self.plain):
            return places
        return _matches(self.latin, text) if self.latin is not None else []

    def spans(self, bounded: str) -> list[Span]:
        """Every hit in a bounded piece, joined where they touch or overlap."""
        found = [
            (place, place + len(word))
            for word in self.plain
            for place in _places(bounded, word, len(bounded))
        ]
        if self.latin is not None:
            found += [match.span() for match in self.latin.finditer(bounded)]
        if self.exact is not None:
            found += [_widened(bounded, match.span()) for match in self.exact.finditer(bounded)]
        return _joined(bounded, sorted(found))


def mark(text: str, needles: Needles) -> tuple[Segment, ...]:
    """The whole of a short text (a title) in pieces."""
    return _pieces(_bounded_title(text), needles) if text else ()


def snippet(stored: bytes, needles: Needles, length: int = LENGTH) -> tuple[Segment, ...]:
    """About `length` characters of a stored text around its best hits; its beginning when there are none."""
    place = needles.best_place(stored, length) if needles else None
    text, hit, is_first, is_last = _window(stored, place or 0, length)
    start = _skip(text, _start(text, hit) if place else 0)
    piece = _cut(text[start : start + 3 * length], length)
    if not piece:
        return ()
    shown = tuple((_SPACE.sub(" ", words), marked) for words, marked in _pieces(piece, needles))
    dots: Segment = (ELLIPSIS, False)
    is_last = is_last and start + len(piece) >= len(text.rstrip())
    return (*(() if is_first and start == 0 else (dots,)), *shown, *(() if is_last else (dots,)))


def with_bounds(text: str) -> str:
    """The text with BOUND between any two words."""
    return joined_with_bounds(text, segment.pieces(segment.fold(text)))


def joined_with_bounds(text: str, pieces: list[str]) -> str:
    """The text with BOUND between its pieces, which are those of the folded text and as long."""
    ends = list(accumulate(map(len, pieces), initial=0))
    return BOUND.join([text[low:high] for low, high in pairwise(ends)])


@lru_cache(maxsize=4096)
def _bounded_title(title: str) -> str:
    return with_bounds(title.replace(BOUND, " "))


# --- where -----------------------------------------------------------------------------------------------------------


def _encoded(words: list[str]) -> list[bytes]:
    return [word.encode() for word in words]


def _first_places(text: AnyStr, words: list[AnyStr]) -> list[int]:
    """The first few places of every word."""
    each = max(1, _CANDIDATES // max(1, len(words)))
    return [place for word in words for place in _places(text, word, each)]


def _heaviest(  # noqa: PLR0913 - what a window is judged by
    text: AnyStr,
    places: list[int],
    words: list[AnyStr],
    reach: int,
    unit: int,
    latin: re.Pattern[str] | None = None,
) -> int | None:
    """The first of the places around which the words say most: long ones more than short ones, each once."""
    if len(places) < 2:
        return places[0] if places else None
    best, most = 0, -1
    for place in sorted(places):
        low, high = max(0, place - _LEAD // 2 * unit), place + reach
        weight = sum(len(word) + 2 * unit for word in words if text.find(word, low, high) >= 0)
        if latin is not None and isinstance(text, str) and latin.search(text, low, high):
            weight += 4
        if weight > most:
            best, most = place, weight
    return best


def _window(stored: bytes, place: int, length: int) -> tuple[str, int, bool, bool]:
    """The whole words around a place, the place in them, and whether the text begins and ends with them."""
    low = max(0, place - 2 * _LEAD * _BYTES)
    low = stored.rfind(_BOUND_BYTE, 0, low) + 1 if low else 0
    end = stored.find(_BOUND_BYTE, place + 4 * length * _BYTES)
    high = len(stored) if end < 0 else end
    text = stored[low:high].decode()
    return text, len(stored[low:place].decode()), low == 0, end < 0


def _start(text: str, hit: int) -> int:
    """The beginning of the sentence of a hit, if it is near, else a bound a little before the hit."""
    low = max(0, hit - _LEAD)
    start = max(text.rfind(end, low, hit) for end in "。！？；\n") + 1
    if start or low == 0:
        return start
    comma = max(text.rfind(end, low, hit) for end in "，、：,") + 1
    return comma or text.rfind(BOUND, 0, max(hit - _LEAD // 3, 1)) + 1


def _skip(text: str, start: int) -> int:
    """Past the punctuation and white space that a snippet does not begin with."""
    leading = _LEADING.match(text, start)
    return leading.end() if leading else start


def _cut(text: str, length: int) -> str:
    """Whole words up to `length` characters, ending with a sentence where one ends near enough."""
    words = text.split(BOUND)
    early = length * _EARLY_END
    size = taken = 0
    for word in words:
        size += len(word)
        # A single word longer than a snippet is shown whole: there is no bound to cut at.
        if size > length and taken:
            break
        taken += 1
        if size >= early and word and word[-1] in _ENDS:
            break
    return BOUND.join(words[:taken])


# --- what ------------------------------------------------------------------------------------------------------------


def _pieces(piece: str, needles: Needles) -> tuple[Segment, ...]:
    """A bounded piece as (text without bounds, is a hit)."""
    found: list[Segment] = []
    position = 0
    for low, high in [*needles.spans(piece), (len(piece), len(piece))]:
        found += [(piece[position:low].replace(BOUND, ""), False), (piece[low:high].replace(BOUND, ""), True)]
        position = high
    return tuple((text, hit) for text, hit in found if text)


def _places(text: AnyStr, word: AnyStr, most: int) -> list[int]:
    places: list[int] = []
    place = text.find(word)
    while place >= 0 and len(places) < most:
        places.append(place)
        place = text.find(word, place + len(word))
    return places


def _matches(pattern: re.Pattern[str], text: str) -> list[int]:
    return [match.start() for match in islice(pattern.finditer(text), _CANDIDATES)]


def _widened(text: str, span: Span) -> Span:
    """A span moved outwards to bounds."""
    high = text.find(BOUND, span[1])
    return text.rfind(BOUND, 0, span[0]) + 1, len(text) if high < 0 else high


def _joined(text: str, spans: list[Span]) -> list[Span]:
    joined: list[Span] = []
    for low, high in spans:
        if joined and not text[joined[-1][1] : low].replace(BOUND, ""):
            joined[-1] = (joined[-1][0], max(joined[-1][1], high))
        else:
            joined.append((low, high))
    return joined


# --- patterns --------------------------------------------------------------------------------------------------------

# Between two characters of a phrase: a bound, white space or punctuation that does not end a sentence.
_BETWEEN = r"[^\w。！？；]{0,4}"
_BETWEEN_PARTS = r"[\W_年第]{0,5}"


def _compiled(patterns: list[str]) -> re.Pattern[str] | None:
    return re.compile("|".join(patterns)) if patterns else None


def _character_pattern(character: str) -> str:
    """A folded character in either case and width."""
    if not ("!" <= character <= "~"):
        return re.escape(character)
    forms = {character, character.upper(), chr(ord(character) + 0xFEE0), chr(ord(character.upper()) + 0xFEE0)}
    return "[" + "".join(re.escape(form) for form in sorted(forms)) + "]"


def _word_pattern(word: str) -> str:
    return r"(?<![^\W_])" + "".join(map(_character_pattern, word)) + r"(?![^\W_])"


def _phrase_pattern(phrase: str) -> str:
    return (
        _BETWEEN.join(_character_pattern(character) for character in phrase if character.isalnum()) or r"(?!)"
    )


def _number_pattern(key: str) -> str:
    parts = re.findall(r"\d+|[^\W\d_]+", key)
    spelled = [
        _BETWEEN.join(map(_character_pattern, part)) if not part.isdigit() else _digits(part)
        for part in parts
    ]
    return _BETWEEN_PARTS.join(spelled) + r"(?!\d)" if spelled else r"(?!)"


def _digits(part: str) -> str:
    return "".join(map(_character_pattern, part))
