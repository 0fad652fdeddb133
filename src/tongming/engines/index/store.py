"""The index on disk: generations, one writer at a time, readers that follow, and a rebuild beside the old one.

    PATH/current                    the name of the generation in use (replaced atomically)
    PATH/generations/NAME/          a Tantivy index, version.txt and texts.bin
    PATH/write.lock, rebuild.lock   advisory locks; the kernel lets go of them when their holder dies

A rebuild fills a new generation while searches and writers go on with the old one. Then it takes the write lock, lets
the caller re-apply what changed meanwhile (`catch_up`), commits, and replaces `current`. A crash before that
leaves the old generation in use and a folder that the next rebuild removes; there is no state in between.
"""

from __future__ import annotations

import fcntl
import os
import shutil
import uuid
import zlib
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING

import tantivy

from . import segment, texts
from .errors import IndexBusy, IndexMissing, IndexOutdated
from .schema import (
    SCHEMA_VERSION,
    TokenisedText,
    build_document,
    build_schema,
    read_meta,
    register_tokenizers,
    tokenise,
)
from .texts import TextReader, TextWriter

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from types import TracebackType

    from .records import SearchRecord
    from .texts import Place

WRITER_MEMORY = 40_000_000
REBUILD_MEMORY = 300_000_000
_OPEN_ATTEMPTS = 5


def version() -> str:
    """What an index must have been made with: the schema and the lexicon, which decides where words end."""
    return f"{SCHEMA_VERSION}-{zlib.crc32(' '.join(segment.lexicon()).encode()):08x}"


class Writer:
    """The writing side of one batch: delete by series, add records; the commit comes at the end of the batch."""

    def __init__(
        self, index: tantivy.Index, folder: Path, *, memory: int, threads: int, replace: bool
    ) -> None:
        try:
            self._writer = index.writer(memory, threads)
        except ValueError as error:
            if "LockBusy" in str(error):
                raise IndexBusy from error
            raise
        self._texts = TextWriter(folder)
        self._before = _Before(index, folder) if replace else None

    def delete(self, series: str) -> None:
        """Take all records of a series out."""
        self._writer.delete_documents_by_term("series", series)

    def add(self, record: SearchRecord) -> None:
        """Put a record in; one with the same key is replaced."""
        self.add_tokenised(record, tokenise(record.text))

    def add_tokenised(self, record: SearchRecord, text: TokenisedText) -> None:
        """Put a record in whose text is cut already (`schema.tokenise`)."""
        place = None
        if self._before is not None:
            self._writer.delete_documents_by_term("key", record.key)
            place = self._before.place_of(record.key, text.stored)
        if place is None:
            place = self._texts.add(text.stored)
        self._writer.add_document(build_document(record, text, place))

    def commit(self) -> None:
        """Make the batch visible and durable."""
        self._texts.make_durable()
        self._writer.commit()

    def close(self) -> None:
        """Wait for merges and let go of the lock."""
        self._texts.close()
        self._writer.wait_merging_threads()

    def rollback(self) -> None:
        """Forget the batch."""
        self._writer.rollback()
        self._texts.forget()


class _Before:
    """The records before a batch, to keep a text where it is when only its record changed."""

    def __init__(self, index: tantivy.Index, folder: Path) -> None:
        index.reload()
        self._searcher = index.searcher()
        self._schema = index.schema
        self._texts = TextReader(folder)

    def place_of(self, key: str, text: bytes) -> Place | None:
        """Where this text of this record lies already."""
        query = tantivy.Query.term_query(self._schema, "key", key)
        for _, address in self._searcher.search(query, 1, count=False).hits:
            offset, length = read_meta(self._searcher.doc(address))[-1]
            if length == len(text) and self._texts.read((offset, length)) == text:
                return offset, length
        return None


class Store:
    """The folder of an index."""

    def __init__(self, path: Path) -> None:
        self.path = path

    # --- generations

    @property
    def pointer(self) -> Path:
        """The file that names the generation in use."""
        return self.path / "current"

    def current(self) -> Path:
        """The folder of the generation in use; raises IndexMissing."""
        try:
            name = self.pointer.read_text(encoding="utf-8").strip()
        except FileNotFoundError as error:
            raise IndexMissing from error
        return self.path / "generations" / name

    def open(self) -> tuple[Path, tantivy.Index]:
        """The generation in use; tried again when a rebuild replaces it between two steps."""
        for attempt in range(_OPEN_ATTEMPTS):
            folder = self.current()
            try:
                return folder, _open(folder)
            except (OSError, ValueError):
                if attempt == _OPEN_ATTEMPTS - 1 or folder == self.current():
                    raise
        raise IndexMissing

    def create(self) -> tuple[Path, tantivy.Index]:
        """A new, empty generation that is not in use yet."""
        folder = self.path / "generations" / f"g{uuid.uuid4().hex[:12]}"
        folder.mkdir(parents=True)
        index = tantivy.Index(build_schema(), str(folder))
        register_tokenizers(index)
        (folder / texts.NAME).touch()
        (folder / "version.txt").write_text(version(), encoding="utf-8")
        return folder, index

    def use(self, folder: Path) -> None:
        """Put a generation in use, in one step that survives a power cut."""
        temporary = self.pointer.with_name(f"current.{uuid.uuid4().hex[:8]}")
        with temporary.open("w", encoding="utf-8") as file:
            file.write(folder.name)
            file.flush()
            os.fsync(file.fileno())
        temporary.replace(self.pointer)
        _sync_folder(self.path)

    def remove_unused(self) -> None:
        """Remove every generation not in use. Open readers keep theirs: their files stay mapped."""
        in_use = self.current().name
        for folder in (self.path / "generations").iterdir():
            if folder.name != in_use:
                shutil.rmtree(folder, ignore_errors=True)
        for leftover in self.path.glob("current.*"):
            leftover.unlink(missing_ok=True)

    # --- writing

    @contextmanager
    def writer(self) -> Iterator[Writer]:
        """A batch on the generation in use; commits at the end, forgets everything when the block raises."""
        self.path.mkdir(parents=True, exist_ok=True)
        with self.locked("write.lock"):
            try:
                folder, index = self.open()
            except IndexMissing:
                folder, index = self.create()
                self.use(folder)
            writer = Writer(index, folder, memory=WRITER_MEMORY, threads=1, replace=True)
            with _Batch(writer):
                yield writer

    @contextmanager
    def locked(self, name: str) -> Iterator[None]:
        """Hold an advisory lock of this folder; raises IndexBusy at once when another holds it."""
        with (self.path / name).open("w") as file:
            try:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError as error:
                raise IndexBusy from error
            yield

    @contextmanager
    def waiting_for(self, name: str) -> Iterator[None]:
        """Hold an advisory lock of this folder, waiting until it is free."""
        with (self.path / name).open("w") as file:
            fcntl.flock(file, fcntl.LOCK_EX)
            yield


class _Batch:
    """Commit on success, roll back on failure, let go of the lock in any case."""

    def __init__(self, writer: Writer) -> None:
        self.writer = writer

    def __enter__(self) -> Writer:
        return self.writer

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        try:
            if kind is None:
                self.writer.commit()
            else:
                self.writer.rollback()
        finally:
            with suppress(ValueError):
                self.writer.close()


def rebuild(
    records: Callable[[], Iterable[SearchRecord]],
    path: Path | str,
    *,
    catch_up: Callable[[Writer], None] | None = None,
    threads: int = 2,
) -> int:
    """Build the index anew and put it in use; returns how many records `records` gave.

    `records` is called after the rebuild lock is held, so everything committed to the database before it reads is in
    its stream. `catch_up` is called with the writer of the new index while no other writer can work on the old one: it
    re-applies (delete, add) every change since `records` was called, of which it may repeat as many as it likes.
    """
    store = Store(Path(path))
    store.path.mkdir(parents=True, exist_ok=True)
    with store.locked("rebuild.lock"):
        folder, index = store.create()
        count = _fill(index, folder, records(), threads=threads)
        with store.waiting_for("write.lock"):
            if catch_up is not None:
                last = Writer(index, folder, memory=WRITER_MEMORY, threads=1, replace=True)
                with _Batch(last):
                    catch_up(last)
            store.use(folder)
        store.remove_unused()
    return count


def _fill(index: tantivy.Index, folder: Path, records: Iterable[SearchRecord], *, threads: int) -> int:
    writer = Writer(index, folder, memory=REBUILD_MEMORY, threads=threads, replace=False)
    count = 0
    with _Batch(writer):
        for record in records:
            writer.add(record)
            count += 1
    return count


def _open(folder: Path) -> tantivy.Index:
    found = folder / "version.txt"
    made_with = found.read_text(encoding="utf-8").strip()
    if made_with != version():
        raise IndexOutdated(made_with)
    index = tantivy.Index.open(str(folder))
    index.config_reader("manual", 0)
    register_tokenizers(index)
    return index


def _sync_folder(path: Path) -> None:
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
