"""Snippets and highlights: the window of a text that says most about the query, cut on word and sentence bounds.

The result is a tuple of (piece, is a hit); the pieces join to the shown text, and a template escapes each by itself, so
no markup passes through here. A word is marked only where segmentation finds it as a word (国家 is not marked in
中国家庭); a phrase or a number is marked as it stands, widened to the words it touches. No token is split.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass

from . import numbers, segment
from .records import Segment

LENGTH = 110  # characters of a snippet
SHORTEST = 24
_LEAD = 36  # how far before the first hit the sentence may begin
_MARGIN = 40  # read around the window so that its edges are cut as in the full text
_OCCURRENCES = 300  # of one word in one text; more do not change the choice
_ENDS = "。！？；\n"
_TRIM = " \t\r\n　，、。；：！？,.;:!?）)》】〕”"
ELLIPSIS = "…"
Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Marks:
    """What to mark, folded: words where they are words, phrases as they stand, numbers by their keys."""

    words: tuple[str, ...] = ()
    phrases: tuple[str, ...] = ()
    numbers: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.words or self.phrases or self.numbers)


def mark(text: str, marks: Marks) -> tuple[Segment, ...]:
    """The whole of a short text (a title) in pieces."""
    if not text:
        return ()
    folded = segment.fold(text)
    return _pieces(text, _hits(folded, segment.cut(folded), marks) if marks else [], 0, len(text))


def snippet(text: str, marks: Marks, length: int = LENGTH) -> tuple[Segment, ...]:
    """About `length` characters of `text` around its best hits; the beginning when nothing is marked."""
    if not text.strip():
        return ()
    for anchor in _anchors(text, marks, length) or [0]:
        start = _sentence_start(text, anchor)
        left, right = max(0, start - _MARGIN), min(len(text), start + length + _MARGIN)
        folded = segment.fold(text[left:right])
        spans = segment.cut(folded)
        hits = _hits(folded, spans, marks)
        begin, end = _bounds(text, spans, left, start, length)
        shown = [hit for hit in hits if hit[0] + left >= begin and hit[1] + left <= end]
        if shown or not marks:
            break
    pieces = _pieces(text, [(low + left, high + left) for low, high in shown], begin, end)
    return _flatten(pieces, before=begin > 0, after=end < len(text.rstrip()))


# --- where -----------------------------------------------------------------------------------------------------------


def _anchors(text: str, marks: Marks, length: int) -> list[int]:
    """Where the three best windows begin: many different words first, then many occurrences, then early ones."""
    found = _occurrences(text, marks)
    if not found:
        return []
    places = [place for place, _ in found]
    best: list[tuple[float, int]] = []
    for index, (place, _) in enumerate(found):
        inside = found[index : bisect_right(places, place + length - 10)]
        distinct = {needle for _, needle in inside}
        score = sum(len(needle) + 2 for needle in distinct) + 0.1 * min(len(inside), 8)
        best.append((-score, place))
        if index > 2 * _OCCURRENCES:
            break
    best.sort()
    chosen: list[int] = []
    for _, place in best:
        if all(abs(place - other) > length for other in chosen):
            chosen.append(place)
        if len(chosen) == 3:  # noqa: PLR2004
            break
    return chosen


def _occurrences(text: str, marks: Marks) -> list[tuple[int, str]]:
    """(place, needle) of every needle in order of place; folding is skipped where it cannot matter."""
    needles = (*marks.words, *marks.phrases)
    plain = all(all(map(segment.is_ideograph, needle)) for needle in needles)
    haystack = text if plain and not marks.numbers else segment.fold(text)
    found: list[tuple[int, str]] = []
    for needle in needles:
        place, count = haystack.find(needle), 0
        while place >= 0 and count < _OCCURRENCES:
            found.append((place, needle))
            place, count = haystack.find(needle, place + len(needle)), count + 1
    if marks.numbers:
        found += [(start, key) for key, start, _ in numbers.find_numbers(haystack) if _is_wanted(key, marks)]
    return sorted(found)


def _is_wanted(key: str, marks: Marks) -> bool:
    return any(key.endswith(number) or number.endswith(key) for number in marks.numbers)


def _sentence_start(text: str, anchor: int) -> int:
    """The beginning of the sentence of `anchor` when it is near, else a place a little before it."""
    low = max(0, anchor - _LEAD)
    start = max(text.rfind(end, low, anchor) for end in _ENDS) + 1
    if start > 0 or low == 0:
        return max(start, 0)
    comma = max(text.rfind(end, low, anchor) for end in "，,、：") + 1
    return comma or max(0, anchor - 12)


def _bounds(text: str, spans: list[tuple[str, int, int]], left: int, start: int, length: int) -> Span:
    """Begin and end of the shown part, moved to where no token is split."""
    starts, ends = (
        zip(*((low + left, high + left) for _, low, high in spans), strict=True) if spans else ((), ())
    )
    covered = _covering(list(starts), list(ends))
    begin = _outside(covered, start, forward=True)
    if begin <= left:
        begin = start if start == 0 or not covered else begin
    while begin < len(text) and text[begin] in _TRIM:
        begin += 1
    end = min(len(text), begin + length)
    near = max(text.rfind(mark, begin + int(length * 0.75), end) for mark in "。！？；")
    end = near + 1 if near > 0 else (end if end == len(text) else _outside(covered, end, forward=False))
    return begin, max(begin, end)


def _covering(starts: list[int], ends: list[int]) -> list[Span]:
    """Spans that overlap joined to whole words, in order."""
    joined: list[list[int]] = []
    for low, high in sorted(zip(starts, ends, strict=True)):
        if joined and low < joined[-1][1]:
            joined[-1][1] = max(joined[-1][1], high)
        else:
            joined.append([low, high])
    return [(low, high) for low, high in joined]


def _outside(covered: list[Span], place: int, *, forward: bool) -> int:
    """`place`, or the edge of the word it falls into."""
    index = bisect_left(covered, (place, place)) - 1
    if index >= 0 and covered[index][0] < place < covered[index][1]:
        return covered[index][1] if forward else covered[index][0]
    return place


# --- what ------------------------------------------------------------------------------------------------------------


def _hits(folded: str, spans: list[tuple[str, int, int]], marks: Marks) -> list[Span]:
    """Places to mark in a folded text, joined where they touch or overlap."""
    words = set(marks.words)
    found = [(start, end) for token, start, end in spans if token in words]
    exact = [(start, end) for key, start, end in numbers.find_numbers(folded) if _is_wanted(key, marks)]
    for phrase in marks.phrases:
        place = folded.find(phrase) if phrase else -1
        while place >= 0:
            exact.append((place, place + len(phrase)))
            place = folded.find(phrase, place + len(phrase))
    covered = _covering([start for _, start, _ in spans], [end for _, _, end in spans])
    found += [_widened(covered, hit) for hit in exact]
    return _joined(sorted(found))


def _widened(covered: list[Span], hit: Span) -> Span:
    return _outside(covered, hit[0], forward=False), _outside(covered, hit[1], forward=True)


def _joined(spans: list[Span]) -> list[Span]:
    joined: list[Span] = []
    for low, high in spans:
        if joined and low <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(joined[-1][1], high))
        else:
            joined.append((low, high))
    return joined


def _pieces(text: str, hits: list[Span], begin: int, end: int) -> tuple[Segment, ...]:
    pieces: list[Segment] = []
    position = begin
    for low, high in hits:
        if low > position:
            pieces.append((text[position:low], False))
        pieces.append((text[low:high], True))
        position = high
    if position < end:
        pieces.append((text[position:end], False))
    return tuple(pieces)


def _flatten(pieces: tuple[Segment, ...], *, before: bool, after: bool) -> tuple[Segment, ...]:
    """One line: white space closed up, dots where the text goes on."""
    flat = [(" ".join(piece.split()) if piece.strip() else piece[:0], hit) for piece, hit in pieces]
    shown = [(piece, hit) for piece, hit in flat if piece]
    dots: Segment = (ELLIPSIS, False)
    return (*((dots,) if before else ()), *shown, *((dots,) if after and shown else ()))
