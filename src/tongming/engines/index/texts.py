"""The full texts of a generation in one file beside its index, read piece by piece when a page is made.

A text stored in a Tantivy document is unpacked and copied three times before a snippet can be cut from it, whether it
is shown or not, and is packed anew at every merge. Here it lies as it is (UTF-8 with word bounds, see `snippets`), and the
record knows its `Place`. The file only grows: a text becomes durable before the commit that names it, so a
record never points past the end; what a forgotten batch or a deleted record leaves is dropped by the next rebuild.
"""

from __future__ import annotations

import os
import weakref
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

NAME = "texts.bin"
Place = tuple[int, int]  # offset and length in bytes
NOWHERE: Place = (0, 0)


class TextReader:
    """The texts as they were when the reader was opened; any number of threads may read."""

    def __init__(self, folder: Path) -> None:
        self._descriptor = os.open(folder / NAME, os.O_RDONLY)
        weakref.finalize(self, os.close, self._descriptor)

    def read(self, place: Place) -> bytes:
        """The bytes of a text."""
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
