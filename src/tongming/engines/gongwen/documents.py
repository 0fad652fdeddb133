"""The structure a parsed official document is handed out in.

`ParsedDocument.to_dict()` is the JSON shape other programs rely on. The objects know more than the dictionary:
anchors, the role of level-0 nodes, where a table stood, which articles a repeal names.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator

METADATA_KEYS = (
    "index_number", "theme", "published_on", "effective_on", "expires_on", "keywords", "source", "publisher",
    "genre_class", "audience", "validity", "summary", "site_name", "column_name",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Node:
    """条款: one unit of the text with its printed number, heading and paragraphs (one per line of `text`).

    `role` tells level-0 nodes apart: head (title, number, addressees), cover, title, text, signature, label.
    """

    kind: str
    level: int
    number: str | None = None
    heading: str | None = None
    text: str = ""
    children: tuple[Node, ...] = ()
    anchor: str = ""
    role: str = "text"

    def walk(self) -> Iterator[Node]:
        """This node and all below it, in reading order."""
        stack = [self]
        while stack:
            node = stack.pop()
            yield node
            stack.extend(reversed(node.children))

    @property
    def printed(self) -> str:
        """Number, heading and text of this node alone, as they stood in the document."""
        return f"{self.number or ''}{self.heading or ''}{self.text}"

    def to_dict(self) -> dict[str, Any]:
        """The node as JSON-ready data with exactly the keys of the published shape."""
        return {
            "level": self.level,
            "kind": self.kind,
            "number": self.number,
            "heading": self.heading,
            "text": self.text,
            "children": [child.to_dict() for child in self.children],
        }

    def to_body(self) -> dict[str, Any]:
        """The published keys with anchor and role, for whoever sets the text on a page."""
        return {
            "level": self.level,
            "kind": self.kind,
            "number": self.number,
            "heading": self.heading,
            "text": self.text,
            "anchor": self.anchor,
            "role": self.role,
            "children": [child.to_body() for child in self.children],
        }


@dataclass(frozen=True, slots=True)
class Table:
    """表格: header and rows of equal width. `after`: anchor of the node it follows; `spans`: text of merged cells."""

    title: str | None
    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    after: str | None = None
    attachment: int | None = None
    spans: dict[tuple[int, int], str] = field(default_factory=dict)

    def to_dict(self) -> dict[str, Any]:
        """The table as JSON-ready data."""
        return {"title": self.title, "header": list(self.header), "rows": [list(row) for row in self.rows]}

    def to_body(self) -> dict[str, Any]:
        """The published keys with the anchor of the node that the table follows."""
        return {**self.to_dict(), "after": self.after}


@dataclass(frozen=True, slots=True)
class Attachment:
    """附件: an annex with its own outline."""

    title: str | None
    outline: tuple[Node, ...]
    label: str | None = None

    def to_dict(self) -> dict[str, Any]:
        """The annex as JSON-ready data."""
        return {"title": self.title, "outline": [node.to_dict() for node in self.outline]}


@dataclass(frozen=True, slots=True)
class Reference:
    """引用: another document named in this one. Role: basis, implements, amends, repeals, interprets or mentions.

    `articles` lists the articles a repeal or amendment is limited to; empty means the whole document.
    """

    title: str | None
    doc_number: str | None
    role: str
    articles: tuple[str, ...] = ()

    def to_dict(self) -> dict[str, Any]:
        """The reference as JSON-ready data; `articles` only where the role makes it matter."""
        data: dict[str, Any] = {"title": self.title, "doc_number": self.doc_number, "role": self.role}
        if self.articles:
            data["articles"] = list(self.articles)
        return data


@dataclass(frozen=True, slots=True)
class Task:
    """任务: one row of an annex that names work and the units who answer for it."""

    number: int
    content: str
    lead_units: tuple[str, ...]
    responsible_units: tuple[str, ...]
    open_ended: bool
    deadline: dt.date | None

    def to_dict(self) -> dict[str, Any]:
        """The task as JSON-ready data."""
        return {
            "number": self.number,
            "content": self.content,
            "lead_units": list(self.lead_units),
            "responsible_units": list(self.responsible_units),
            "open_ended": self.open_ended,
            "deadline": self.deadline.isoformat() if self.deadline else None,
        }


@dataclass(frozen=True, slots=True)
class ParsedDocument:
    """公文: everything the parser read out of one document; what the document does not say is None or empty."""

    title: str | None = None
    doc_number: str | None = None
    issuers: tuple[str, ...] = ()
    genre: str | None = None
    addressees: tuple[str, ...] = ()
    date: dt.date | None = None
    disclosure: str | None = None
    outline: tuple[Node, ...] = ()
    attachments: tuple[Attachment, ...] = ()
    tables: tuple[Table, ...] = ()
    references: tuple[Reference, ...] = ()
    tasks: tuple[Task, ...] = ()
    removed: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()
    metadata: dict[str, str | None] = field(default_factory=dict)

    def walk(self) -> Iterator[Node]:
        """All nodes of the outline, then those of the attachments, in reading order."""
        for node in self.outline:
            yield from node.walk()
        for attachment in self.attachments:
            for node in attachment.outline:
                yield from node.walk()

    def to_dict(self) -> dict[str, Any]:
        """The published JSON shape."""
        return {
            "title": self.title,
            "doc_number": self.doc_number,
            "issuers": list(self.issuers),
            "genre": self.genre,
            "addressees": list(self.addressees),
            "date": self.date.isoformat() if self.date else None,
            "disclosure": self.disclosure,
            "outline": [node.to_dict() for node in self.outline],
            "attachments": [attachment.to_dict() for attachment in self.attachments],
            "tables": [table.to_dict() for table in self.tables],
            "references": [reference.to_dict() for reference in self.references],
            "tasks": [task.to_dict() for task in self.tasks],
            "removed": list(self.removed),
            "warnings": list(self.warnings),
            "metadata": {key: self.metadata.get(key) for key in METADATA_KEYS},
        }

    def to_body(self) -> dict[str, Any]:
        """The published shape with the places of nodes and tables: what a publication keeps so that a page can set it."""
        return {
            **self.to_dict(),
            "outline": [node.to_body() for node in self.outline],
            "attachments": [
                {"title": attachment.title, "outline": [node.to_body() for node in attachment.outline]}
                for attachment in self.attachments
            ],
            "tables": [table.to_body() for table in self.tables],
        }


def outline_text(nodes: tuple[Node, ...]) -> str:
    """The outline as plain text, one paragraph per line, in reading order."""
    lines: list[str] = []
    for top in nodes:
        for node in top.walk():
            glue = " " if node.kind in {"编", "章", "节", "条"} and (node.heading or node.text) else ""
            lead = f"{node.number or ''}{glue}{node.heading or ''}"
            run_in = bool(node.text) and (not node.heading or node.heading[-1] in "。：:；")
            lines.extend([f"{lead}{node.text}"] if run_in else [part for part in (lead, node.text) if part])
    return "\n".join(lines)
