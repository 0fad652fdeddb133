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
from itertools import islice
from typing import TYPE_CHECKING

from . import segment
from .texts import BOUND, StoredText, checksum, with_bounds

if TYPE_CHECKING:
    from .records import Segment

LENGTH = 110  # characters of a snippet
_BOUND_BYTE = BOUND.encode()
_BYTES = 3  # of a Chinese character
_BOUNDED = 1.6  # a bounded text is about this much longer than the text itself
_LEAD = 45  # how far before the hit the sentence may begin, in bounded text
_CANDIDATES = 6  # windows that are compared
_PLACES = 3  # of one word
_FAR = 6000  # bytes from one place of a word to the next one
_EARLY_END = 0.7  # a sentence that ends after this share of the length ends the snippet
ELLIPSIS = "…"
_END = re.compile(r"[。！？；!?](?=\x1f|\Z)")
_LEADING = re.compile(r"[\s\x1f，、。；：！？）》】〕”’,.;:!?)\]]+")
_SPACE = re.compile(r"[^\S\x1f](?:\x1f?[^\S\x1f])*")  # white space, bounds inside it included
Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Marks:
    """What to mark, folded: words where they are words, phrases as they stand, numbers by their keys.

    `leading` are the words that decide which window is shown, the most telling first; the words inside long ones are
    marked, but decide nothing.
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
        self._plain, self._leading = _encoded(self.plain), _encoded(self.leading)
        self._weights = [(word, len(word) + 2 * _BYTES) for word, _ in self._leading]
        self._most = sum(weight for _, weight in self._weights)
        latin = [_word_pattern(word) for word in marks.words if word not in self.plain]
        exact = [_phrase_pattern(phrase) for phrase in marks.phrases] + [
            _number_pattern(key) for key in marks.numbers
        ]
        self.latin = _compiled(latin)
        self.exact = _compiled(exact)

    def __bool__(self) -> bool:
        return bool(self.plain or self.latin or self.exact)

    def best_place(self, stored: StoredText, length: int) -> int | None:
        """Where in a stored text the hit stands whose surroundings say most; None when there is no hit."""
        places = self._places(stored)
        if len(places) < 2:
            return places[0] if places else None
        reach = int(length * _BOUNDED) * _BYTES
        best, most, last = 0, -1, -reach
        for place in sorted(places):
            if place - last < reach // 4:
                continue  # in the window that was weighed last
            last = place
            low = max(stored.begin, place - _LEAD // 2 * _BYTES)
            weight = self._weight(stored.data[low : place + reach])
            if weight > most:
                best, most = place, weight
            if weight >= self._most:
                break
        return best

    def _places(self, stored: StoredText) -> list[int]:
        """Places worth a window: of exact hits if there are any, else the first ones of the first words that occur."""
        places = _matches(self.exact, stored) if self.exact is not None else []
        for words in (self._leading, self._plain):
            if places:
                break
            for word, key in words:
                places += _places(stored, word, key)
                if len(places) >= _CANDIDATES:
                    break
        if places or self.latin is None:
            return places
        return _matches(self.latin, stored)

    def _weight(self, window: bytes) -> int:
        """How much the needles in a window say: long words more than short ones, each once."""
        found = sum([weight for word, weight in self._weights if word in window])
        if self.latin is not None and self.latin.search(window.decode(errors="ignore")):
            found += 4 * _BYTES
        return found

    def spans(self, bounded: str) -> list[Span]:
        """Every hit in a bounded piece, joined where they touch or overlap."""
        found: list[Span] = []
        for word in self.plain:
            place = bounded.find(word)
            while place >= 0:
                found.append((place, place + len(word)))
                place = bounded.find(word, place + len(word))
        if self.latin is not None:
            found += [match.span() for match in self.latin.finditer(bounded)]
        if self.exact is not None:
            found += [_widened(bounded, match.span()) for match in self.exact.finditer(bounded)]
        return _joined(bounded, sorted(found))


def mark(text: str, needles: Needles) -> tuple[Segment, ...]:
    """The whole of a short text (a title) in pieces."""
    return _pieces(_bounded_title(text), needles) if text else ()


def snippet(stored: StoredText, needles: Needles, length: int = LENGTH) -> tuple[Segment, ...]:
    """About `length` characters of a stored text around its best hits; its beginning when there are none."""
    place = needles.best_place(stored, length) if needles else None
    text, hit, is_first, is_last = _window(stored, stored.begin if place is None else place, length)
    start = _skip(text, _start(text, hit))
    piece = _cut(text[start : start + 3 * length], length)
    if not piece:
        return ()
    shown = _pieces(_SPACE.sub(" ", piece), needles)
    dots: Segment = (ELLIPSIS, False)
    is_last = is_last and start + len(piece) >= len(text.rstrip())
    return (*(() if is_first and start == 0 else (dots,)), *shown, *(() if is_last else (dots,)))


def bounded(text: str) -> str:
    """The text with BOUND between any two words."""
    return with_bounds(text, segment.pieces(segment.fold(text)))


@lru_cache(maxsize=4096)
def _bounded_title(title: str) -> str:
    return bounded(title.replace(BOUND, " "))


# --- where -----------------------------------------------------------------------------------------------------------


def _encoded(words: list[str]) -> list[tuple[bytes, int]]:
    return [(word.encode(), checksum(word.encode())) for word in words]


def _places(stored: StoredText, word: bytes, key: int) -> list[int]:
    """The first place of a word and the next ones that are not far."""
    place = stored.first(word, key)
    places: list[int] = []
    while place >= 0 and len(places) < _PLACES:
        places.append(place)
        place = stored.data.find(word, place + len(word), place + _FAR)
    return places


def _matches(pattern: re.Pattern[str], stored: StoredText) -> list[int]:
    """The first places of a pattern."""
    text = stored.data[stored.begin :].decode()
    starts = [match.start() for match in islice(pattern.finditer(text), _CANDIDATES)]
    return [stored.begin + len(text[:start].encode()) for start in starts]


def _window(stored: StoredText, place: int, length: int) -> tuple[str, int, bool, bool]:
    """The whole words around a place, the place in them, and whether the text begins and ends with them."""
    data, begin = stored.data, stored.begin
    low = max(begin, data.rfind(_BOUND_BYTE, begin, max(begin, place - 2 * _LEAD * _BYTES)) + 1)
    end = data.find(_BOUND_BYTE, place + 4 * length * _BYTES)
    text = data[low : len(data) if end < 0 else end].decode()
    return text, len(data[low:place].decode()), low == begin, end < 0


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
    high = _reaching(text, length)
    # Without a bound before it the first word is longer than a snippet; it is shown whole, there is nowhere to cut.
    if high < len(text) and text[high] != BOUND and (high := text.rfind(BOUND, 0, high)) <= 0:
        high = text.find(BOUND, 1)
    high = len(text) if high < 0 else high
    end = _END.search(text, max(0, _reaching(text, int(length * _EARLY_END)) - 1), high)
    return text[: end.end()] if end else text[:high]


def _reaching(text: str, length: int) -> int:
    """Where a bounded text has gone on for `length` characters."""
    place, bounds = length, 0
    while (more := text.count(BOUND, 0, place)) != bounds:
        place, bounds = length + more, more
    return min(place, len(text))


# --- what ------------------------------------------------------------------------------------------------------------


def _pieces(piece: str, needles: Needles) -> tuple[Segment, ...]:
    """A bounded piece as (text without bounds, is a hit)."""
    found: list[Segment] = []
    position = 0
    for low, high in needles.spans(piece):
        if text := piece[position:low].replace(BOUND, ""):
            found.append((text, False))
        found.append((piece[low:high].replace(BOUND, ""), True))
        position = high
    if text := piece[position:].replace(BOUND, ""):
        found.append((text, False))
    return tuple(found)


def _widened(text: str, span: Span) -> Span:
    """A span moved outwards to bounds."""
    high = text.find(BOUND, span[1])
    return text.rfind(BOUND, 0, span[0]) + 1, len(text) if high < 0 else high


def _joined(text: str, spans: list[Span]) -> list[Span]:
    joined: list[Span] = []
    for low, high in spans:
        end = joined[-1][1] if joined else -1
        if low <= end or (low == end + 1 and text[end] == BOUND):
            joined[-1] = (joined[-1][0], max(end, high))
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
