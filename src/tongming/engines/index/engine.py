"""The door of the engine: an `Index` at a path, for any number of threads and processes.

A reader is kept while `current` and the commit behind it stay the same (two `stat` calls for a search) and made anew when
they change, so a search sees every finished commit and never waits for a writer or a rebuild.
"""

from __future__ import annotations

import threading
from pathlib import Path
from typing import TYPE_CHECKING, Any

from .errors import IndexMissing
from .reader import Reader
from .records import SearchPage, SearchRecord, Suggestion
from .store import Store, Writer, rebuild
from .texts import TextReader

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from contextlib import AbstractContextManager

    import tantivy

_NOT_BUILT = "检索库还没有建立。"


class Index:
    """检索库: search, suggest, write, rebuild."""

    def __init__(self, path: Path | str) -> None:
        self._store = Store(Path(path))
        self._lock = threading.Lock()
        self._seen: tuple[Any, ...] | None = None
        self._opened: tuple[Path, tantivy.Index] | None = None
        self._reader: Reader | None = None

    @property
    def path(self) -> Path:
        """The folder of the index."""
        return self._store.path

    def reader(self) -> Reader:
        """The newest commit; raises IndexMissing, IndexOutdated."""
        state = self._state()
        if self._reader is not None and state == self._seen:
            return self._reader
        with self._lock:
            state = self._state()
            if self._reader is None or state != self._seen:
                self._reader = self._newest()
                self._seen = state
            return self._reader

    def _state(self) -> tuple[Any, ...]:
        """What changes when a commit or a rebuild is finished."""
        folder = self._store.current()
        try:
            meta = (folder / "meta.json").stat()
        except FileNotFoundError:
            return (folder.name,)
        return folder.name, meta.st_mtime_ns, meta.st_ino, meta.st_size

    def _newest(self) -> Reader:
        if self._opened is None or self._opened[0] != self._store.current():
            self._opened = self._store.open()
        try:
            return self._at(*self._opened)
        except (OSError, ValueError):
            self._opened = self._store.open()  # a rebuild removed the generation between the two steps
            return self._at(*self._opened)

    def _at(self, folder: Path, index: tantivy.Index) -> Reader:
        index.reload()
        return Reader(index, TextReader(folder))

    def search(self, query: str, **options: Any) -> SearchPage:
        """One page of results: see `Reader.search`. An index that was never built gives an empty page with a note."""
        try:
            reader = self.reader()
        except IndexMissing:
            return SearchPage(0, 0.0, notes=(_NOT_BUILT,))
        return reader.search(query, **options)

    def search_keys(self, query: str, **options: Any) -> list[str]:
        """Bare keys: see `Reader.search_keys`."""
        try:
            reader = self.reader()
        except IndexMissing:
            return []
        return reader.search_keys(query, **options)

    def suggest(self, typed: str, **options: Any) -> list[Suggestion]:
        """Lines to offer while typing: see `Reader.suggest`."""
        try:
            reader = self.reader()
        except IndexMissing:
            return []
        return reader.suggest(typed, **options)

    def writer(self) -> AbstractContextManager[Writer]:
        """A batch: `with index.writer() as writer: …`; raises IndexBusy when another writes."""
        return self._store.writer()

    def rebuild(
        self,
        records: Callable[[], Iterable[SearchRecord]],
        *,
        catch_up: Callable[[Writer], None] | None = None,
    ) -> int:
        """Build the index anew beside the old one: see `store.rebuild`."""
        return rebuild(records, self.path, catch_up=catch_up)
