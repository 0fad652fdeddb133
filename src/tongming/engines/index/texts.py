"""The full texts of a generation in one file beside its index, read piece by piece when a page is made.

A text stored in a Tantivy document is unpacked and copied three times before a snippet can be cut from it, whether it
is shown or not, and is packed anew at every merge. Here it lies as it is (UTF-8 with word bounds, see `snippets`), and the
record knows its `Place`. Before it stands a table of the first place of every Chinese word, because looking
through ten long texts for words that most of them lack took most of the time of a page. The file only grows: a text
becomes durable before the commit that names it, so a record never points past the end; what a forgotten batch or a
deleted record leaves is dropped by the next rebuild.
"""

from __future__ import annotations

import os
import struct
import weakref
import zlib
from array import array
from bisect import bisect_left
from functools import lru_cache
from itertools import accumulate, pairwise
from typing import TYPE_CHECKING

from . import segment

if TYPE_CHECKING:
    from pathlib import Path

NAME = "texts.bin"
BOUND = "\x1f"  # between any two words of a stored text
_COUNT = struct.Struct("<I")
Place = tuple[int, int]  # offset and length in bytes
NOWHERE: Place = (0, 0)


def with_bounds(text: str, pieces: list[str]) -> str:
    """The text with BOUND between its pieces, which are those of the folded text and as long."""
    ends = list(accumulate(map(len, pieces), initial=0))
    return BOUND.join([text[low:high] for low, high in pairwise(ends)])


def pack(bounded: str, pieces: list[str]) -> bytes:
    """What is stored of a bounded text: how many words, their checksums in order, their first places, the text."""
    stored = bounded.encode(errors="replace")
    starts = list(accumulate([len(piece) + 1 for piece in stored.split(BOUND.encode())], initial=0))[:-1]
    place_of = dict(zip(reversed(pieces), reversed(starts), strict=False))
    first: dict[int, int] = {}
    for piece in dict.fromkeys(pieces):
        start = place_of[piece]
        for key, low in _keys(piece):
            first.setdefault(key, start + low)
    keys = array("I", sorted(first))
    places = array("I", map(first.__getitem__, keys))
    return _COUNT.pack(len(keys)) + keys.tobytes() + places.tobytes() + stored


@lru_cache(maxsize=50_000)
def _keys(piece: str) -> tuple[tuple[int, int], ...]:
    """(checksum, place in bytes) of the Chinese words that are indexed for a piece."""
    return tuple(
        (checksum(word.encode()), len(piece[:low].encode()))
        for word, low in segment.forms(piece)
        if segment.is_ideograph(word[0])
    )


def checksum(word: bytes) -> int:
    """By what a word stands in the table; two words may share one."""
    return zlib.crc32(word)


class StoredText:
    """A packed text as it was read: the text is `data` from `begin` on; all places are places in `data`."""

    def __init__(self, data: bytes) -> None:
        count = _COUNT.unpack_from(data)[0] if data else 0
        self.data = data
        self.begin = _COUNT.size + 8 * count if data else 0
        table = memoryview(data)[_COUNT.size : self.begin].cast("I")
        self._keys, self._places = table[:count], table[count:]

    def first(self, word: bytes, key: int) -> int:
        """Where in `data` a Chinese word of this checksum stands first; -1 when it does not occur as a word."""
        row = bisect_left(self._keys, key)
        if row == len(self._keys) or self._keys[row] != key:
            return -1
        place = self.begin + self._places[row]
        return place if self.data.startswith(word, place) else self.data.find(word, self.begin)


class TextReader:
    """The texts as they were when the reader was opened; any number of threads may read."""

    def __init__(self, folder: Path) -> None:
        self._descriptor = os.open(folder / NAME, os.O_RDONLY)
        weakref.finalize(self, os.close, self._descriptor)

    def read(self, place: Place) -> bytes:
        """The bytes at a place."""
        offset, length = place
        return os.pread(self._descriptor, length, offset) if length else b""


class TextWriter:
    """The texts of one batch, at the end of the file."""

    def __init__(self, folder: Path) -> None:
        self._file = (folder / NAME).open("ab")
        self._begin = self._end = self._file.tell()

    def add(self, text: bytes) -> Place:
        """Append a text."""
        if not text:
            return NOWHERE
        place = (self._end, len(text))
        self._file.write(text)
        self._end += len(text)
        return place

    def make_durable(self) -> None:
        """Bring everything added to the disk; to be called before the commit of the index."""
        self._file.flush()
        if self._end > self._begin:
            os.fsync(self._file.fileno())
        self._begin = self._end

    def forget(self) -> None:
        """Take back what was added since it was made durable last."""
        self._file.flush()
        self._file.truncate(self._begin)
        self._end = self._begin

    def close(self) -> None:
        """Let go of the file."""
        self._file.close()
