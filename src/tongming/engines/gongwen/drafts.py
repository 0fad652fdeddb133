"""Nodes under construction: `Draft` while the outline is being built, `Freezer` turns them into finished nodes."""

from __future__ import annotations

from dataclasses import dataclass, field

from .blocks import TableBlock
from .documents import Node


@dataclass(slots=True)
class Draft:
    """A node being built. `lines`: its paragraphs; `lone`: its heading stood on a line of its own."""

    kind: str
    rank: int
    number: str | None = None
    heading: str | None = None
    lines: list[str] = field(default_factory=list)
    children: list[Draft] = field(default_factory=list)
    role: str = "text"
    value: int = 0
    sub: int = 0
    tables: list[TableBlock] = field(default_factory=list)


class Freezer:
    """Turns drafts into nodes with levels and anchors, and notes after which node each table stood.

    Anchors: a12 for article 12 (a12.1 for 第十二条之一), s1-2 for sections by place, p1 preamble, c1 closing; what stands
    below a node adds its place. `prefix` keeps the annexes apart.
    """

    def __init__(self, prefix: str = "") -> None:
        self.prefix = prefix
        self.tables: list[tuple[TableBlock, str]] = []
        self._taken: set[str] = set()

    def freeze(self, drafts: list[Draft]) -> tuple[Node, ...]:
        """The finished nodes of one outline."""
        counts: dict[str, int] = {}
        nodes = []
        for draft in drafts:
            letter = draft.kind[0] if draft.kind in {"preamble", "closing"} else "s"
            counts[letter] = counts.get(letter, 0) + 1
            nodes.append(self._node(draft, 1, f"{letter}{counts[letter]}"))
        return tuple(nodes)

    def _node(self, draft: Draft, level: int, place: str) -> Node:
        """One node and all below it; as deep as the outline, at most a dozen levels."""
        anchor = self._anchor(draft, place)
        self.tables.extend((table, f"{self.prefix}{anchor}") for table in draft.tables)
        children = tuple(
            self._node(child, level + 1, f"{anchor}-{n}") for n, child in enumerate(draft.children, start=1)
        )
        depth = 0 if draft.kind in {"preamble", "closing"} else level
        text = "\n".join(draft.lines)
        return Node(
            draft.kind,
            depth,
            draft.number,
            draft.heading,
            text,
            children,
            f"{self.prefix}{anchor}",
            draft.role,
        )

    def _anchor(self, draft: Draft, place: str) -> str:
        """A name that is unique in the outline and the same whenever the text is parsed again."""
        wanted = place
        if draft.kind == "条":
            wanted = f"a{draft.value}" + (f".{draft.sub}" if draft.sub else "")
        anchor, repeat = wanted, 1
        while anchor in self._taken:
            repeat += 1
            anchor = f"{wanted}_{repeat}"
        self._taken.add(anchor)
        return anchor
