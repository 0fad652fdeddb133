"""Batch import: files, folders and JSON lines become registered documents; every rejected row is reported and the rest goes on.

Parsing happens outside of any transaction; each document is one transaction, so a crash loses nothing that was confirmed.
"""

import gzip
import json
import time
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import asdict, dataclass, field
from datetime import date, datetime
from pathlib import Path
from typing import Any

from tongming.core.accounts.viewers import Viewer
from tongming.core.organizations.models import Organization
from tongming.core.organizations.queries import named
from tongming.core.publications.content import has_unstorable
from tongming.domains.documents.actions.importing import (
    Item,
    RowRejected,
    import_document,
    item_from_file,
    item_from_row,
)
from tongming.errors import UserError

LINES = (".jsonl", ".jsonl.gz", ".ndjson", ".ndjson.gz")
Parse = Callable[[bytes, str, str | None], dict[str, Any]]


@dataclass(frozen=True)
class Rejection:
    """One rejected file or row; `line` is None for a whole file."""

    path: str
    line: int | None
    reason: str


@dataclass
class Report:
    """What an import did."""

    read: int = 0
    created: int = 0
    updated: int = 0
    unchanged: int = 0
    rejected: list[Rejection] = field(default_factory=list)
    seconds: float = 0.0

    def as_dict(self) -> dict[str, Any]:
        """Return the report as plain values."""
        return asdict(self)


class MissingPath(UserError):
    """A path of the command line that is not there."""


@dataclass(frozen=True)
class Source:
    """Where an item was read: the file, and the line for JSON lines; `row` or `data` is what stood there."""

    path: str
    line: int | None
    row: Any = None
    data: bytes = b""

    @property
    def name(self) -> str:
        """Return the name of the file."""
        return Path(self.path).name

    def __str__(self) -> str:
        return f"{self.name} 第{self.line}行" if self.line else self.name


def files_under(paths: Iterable[Path]) -> Iterator[Path]:
    """Yield the files named and those in the folders named, in a stable order; hidden ones are left out."""
    for path in paths:
        if not path.exists():
            raise MissingPath(f"找不到“{path}”，请核对路径。")
        if path.is_file():
            yield path
            continue
        inside = (found for found in sorted(path.rglob("*")) if found.is_file())
        yield from (found for found in inside if not found.name.startswith("."))


def sources(path: Path, reject: Callable[[Rejection], None]) -> Iterator[Source]:
    """Yield what stands in a file: the rows of JSON lines, or the file itself; what cannot be read is rejected."""
    try:
        if path.name.endswith(LINES):
            yield from _rows(path, reject)
        else:
            yield Source(str(path), None, data=path.read_bytes())
    except OSError as error:
        reject(Rejection(str(path), None, f"无法读取：{error.strerror or error}。"))
    except (EOFError, UnicodeDecodeError):
        reject(Rejection(str(path), None, "文件不完整或不是UTF-8编码，未能读完。"))


def _rows(path: Path, reject: Callable[[Rejection], None]) -> Iterator[Source]:
    opener = gzip.open if path.suffix == ".gz" else open
    with opener(path, "rt", encoding="utf-8") as lines:
        for number, line in enumerate(lines, 1):
            if not line.strip():
                continue
            try:
                yield Source(str(path), number, row=json.loads(line))
            except (json.JSONDecodeError, RecursionError):
                reject(Rejection(str(path), number, "不是有效的JSON。"))


def item_of(source: Source, parse: Parse) -> Item:
    """Parse what was read into an item; raises a `UserError` with the reason when it cannot be taken."""
    if source.line is None:
        return item_from_file(parse(source.data, source.name, None), source.data, source.name, str(source))
    row = source.row
    if not isinstance(row, dict):
        raise RowRejected("这一行不是JSON对象。")
    if has_unstorable(row):
        raise RowRejected("这一行里有无法保存的字符（空字符或残缺的编码）。")
    title = str(row.get("title") or "").strip()
    text, html = (row.get(name) if isinstance(row.get(name), str) else "" for name in ("text", "html"))
    if not title or not (text or html or "").strip():
        raise RowRejected(f"缺少{'title（标题）' if not title else 'text（正文）'}。")
    name = "row.txt" if text else "row.html"
    return item_from_row(parse((text or html or "").encode(), name, title), row, str(source))


class Publishers:
    """Chooses the publishing body of an item: the one given, else the one that bears the issuer's name, else the default."""

    def __init__(self, on: date, given: Organization | None, default: Organization) -> None:
        self.on, self.given, self.default = on, given, default
        self.known: dict[str, Organization] = {}

    def of(self, item: Item) -> Organization:
        """Return the body under which an item is registered."""
        if self.given:
            return self.given
        issuer = next(iter(item.content["issuers"]), "")
        if issuer not in self.known:
            bodies = named([issuer], self.on).get(issuer, []) if issuer else []
            self.known[issuer] = bodies[0] if len(bodies) == 1 else self.default
        return self.known[issuer]


def parsed_ahead(
    ahead: ThreadPoolExecutor, found: Iterator[Source], parse: Parse
) -> Iterator[tuple[Source, Future[Item]]]:
    """Yield what was read with its item; while the caller writes one, the next is parsed in the child process."""
    waiting: tuple[Source, Future[Item]] | None = None
    for source in found:
        following = source, ahead.submit(item_of, source, parse)
        if waiting:
            yield waiting
        waiting = following
    if waiting:
        yield waiting


def import_paths(
    viewer: Viewer,
    paths: Iterable[Path],
    *,
    publishers: Publishers,
    parse: Parse,
    now: Callable[[], datetime],
    progress: Callable[[Report], None] = lambda report: None,
) -> Report:
    """Import everything under the paths; the same again leaves all unchanged."""
    report, began = Report(), time.monotonic()
    files = list(files_under(paths))
    found = (source for path in files for source in sources(path, report.rejected.append))
    with ThreadPoolExecutor(1) as ahead:
        for source, parsed in parsed_ahead(ahead, found, parse):
            report.read += 1
            try:
                item = parsed.result()
                outcome = import_document(viewer, item, publishers.of(item), now=now())
                setattr(report, outcome, getattr(report, outcome) + 1)
            except UserError as error:
                report.rejected.append(Rejection(source.path, source.line, str(error)))
            progress(report)
    places = {str(path): place for place, path in enumerate(files)}
    report.rejected.sort(key=lambda rejection: (places[rejection.path], rejection.line or 0))
    report.seconds = round(time.monotonic() - began, 3)
    return report
