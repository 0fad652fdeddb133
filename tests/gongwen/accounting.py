"""Counts the characters a parsed document accounts for, the way an outside program does."""

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Any


def characters(texts: Iterable[str]) -> Counter[str]:
    """How often each non-space character stands in the texts."""
    counted: Counter[str] = Counter()
    for text in texts:
        counted.update(text)
    return Counter({character: count for character, count in counted.items() if not character.isspace()})


def node_texts(node: dict[str, Any]) -> Iterator[str]:
    """Number, heading and text of a node and of all below it."""
    yield from (node[key] or "" for key in ("number", "heading", "text"))
    for child in node["children"]:
        yield from node_texts(child)


def accounted(data: dict[str, Any]) -> Counter[str]:
    """Characters of outline, attachments, tables and removed."""

    def texts() -> Iterator[str]:
        for node in data["outline"]:
            yield from node_texts(node)
        for attachment in data["attachments"]:
            yield attachment["title"] or ""
            for node in attachment["outline"]:
                yield from node_texts(node)
        for table in data["tables"]:
            yield table["title"] or ""
            yield from table["header"]
            for row in table["rows"]:
                yield from row
        yield from data["removed"]

    return characters(texts())


def nodes(data: dict[str, Any], kind: str) -> list[dict[str, Any]]:
    """All nodes of a kind in outline and attachments, in order."""

    def walk(level: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
        for node in level:
            if node["kind"] == kind:
                yield node
            yield from walk(node["children"])

    found = list(walk(data["outline"]))
    for attachment in data["attachments"]:
        found.extend(walk(attachment["outline"]))
    return found
