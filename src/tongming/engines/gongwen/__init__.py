"""gongwen (公文): turns an official document, law or regulation into one structure.

source (bytes of a format) → blocks (paragraphs, tables) → structure. It repairs what page breaks and copying broke,
says what it took out (`removed`) and where it is unsure (`warnings`), and invents nothing: what is not printed is None.
"""

from __future__ import annotations

from .doc_numbers import find_doc_numbers, normalise_doc_number
from .documents import Attachment, Node, ParsedDocument, Reference, Table, Task, outline_text
from .errors import UnreadableDocument
from .parser import parse_source
from .references import find_references
from .sources.encoding import decode, is_html, refuse_other_formats, suffix_of
from .sources.html import read_html
from .sources.text import read_text

__all__ = [
    "Attachment", "Node", "ParsedDocument", "Reference", "Table", "Task", "UnreadableDocument", "find_doc_numbers", "find_references",
    "normalise_doc_number", "outline_text", "parse_bytes", "parse_html", "parse_text",
]  # fmt: skip


def parse_bytes(data: bytes, filename: str) -> ParsedDocument:
    """Parse a file; format and encoding are found from its bytes and name. Raises `UnreadableDocument`."""
    refuse_other_formats(data, filename)
    text = decode(data, filename)
    if is_html(text, filename):
        return parse_html(text)
    markdown = True if suffix_of(filename) in {"md", "markdown"} else None
    return parse_source(read_text(text, markdown=markdown))


def parse_text(text: str, title: str | None = None) -> ParsedDocument:
    """Parse plain text or Markdown. `title`: the document's title when the text itself does not begin with it."""
    return parse_source(read_text(text), title=title)


def parse_html(html: str) -> ParsedDocument:
    """Parse an HTML page or fragment."""
    return parse_source(read_html(html))
