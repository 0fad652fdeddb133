"""Walks the visible text of an HTML element and yields its lines and tables in reading order."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from selectolax.lexbor import LexborNode

_SKIPPED = {
    "script", "style", "noscript", "iframe", "head", "template", "select", "button", "input", "textarea", "object", "svg", "nav", "footer",
    "-comment", "!--", "_comment", "!doctype", "-document-type",
}  # fmt: skip
BLOCKS = {
    "p", "div", "li", "ul", "ol", "dl", "dt", "dd", "h1", "h2", "h3", "h4", "h5", "h6", "section", "article", "header", "main", "center",
    "blockquote", "pre", "table", "tbody", "thead", "tfoot", "tr", "td", "th", "caption", "form", "fieldset", "body", "html", "address", "figure", "hr",
}  # fmt: skip
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_CENTRE = re.compile(r"text-align\s*:\s*center", re.IGNORECASE)
_OTHER_ALIGN = re.compile(r"text-align\s*:\s*(?:left|right|justify)", re.IGNORECASE)
_INDENT = re.compile(r"text-indent\s*:\s*(?!0)", re.IGNORECASE)
_BREAK = re.compile(r"[ \t\r\n\f]*\n[ \t\r\n\f]*")
_SPACES = re.compile(r"[ \t\r\n\f]+")
_WIDE = re.compile(
    r"(?<=[\u3000-\u303f\u4e00-\u9fff\uff00-\uffef”’])\x00(?=[\u3000-\u303f\u4e00-\u9fff\uff00-\uffef“‘])"
)
_WORD = re.compile(r"[\w]")
_PROSE = re.compile(r"[，。；]")


class Style(NamedTuple):
    """What an element hands down: heading level, centring, indentation, being a link, keeping line breaks."""

    heading: int = 0
    centred: bool = False
    indented: bool = False
    linked: bool = False
    kept: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    """One visible line with what its block says about lay-out. `linked`: all of its words are links."""

    text: str
    indented: bool = False
    heading: int = 0
    centred: bool = False
    linked: bool = False


@dataclass(slots=True)
class _Buffer:
    """Collects inline text until a block boundary."""

    parts: list[str] = field(default_factory=list)
    heading: int = 0
    centred: bool = False
    indented: bool = False
    plain: bool = False

    def flush(self) -> Line | None:
        """The line collected so far, None when it holds no text."""
        raw, linked = "".join(self.parts), not self.plain
        self.parts.clear()
        self.plain = False
        text = _WIDE.sub("", raw).replace("\x00", " ")
        stripped = text.strip()
        if not stripped:
            return None
        wide = self.indented or text.lstrip(" ")[:1] in {"\u3000", "\xa0"}
        return Line(stripped, wide, self.heading, self.centred, linked)


def walk(root: LexborNode) -> Iterator[Line | LexborNode]:
    """Lines and data tables below an element, in reading order."""
    from .html_tables import is_data_table

    buffer = _Buffer()
    stack: list[tuple[LexborNode, bool, Style]] = [(root, False, Style(kept=root.tag == "pre"))]
    while stack:
        node, closing, style = stack.pop()
        tag = node.tag or ""
        if tag == "-text":
            text = node.text_content or ""
            if not buffer.parts:
                buffer.heading, buffer.centred, buffer.indented = style[:3]
            buffer.plain = buffer.plain or (not style[3] and _WORD.search(text) is not None)
            if style.kept and "\n" in text:
                yield from _kept_lines(buffer, text, linked=style.linked)
                continue
            buffer.parts.append(_collapse(text))
            continue
        boundary = tag in BLOCKS or tag == "br"
        if boundary and (line := buffer.flush()):
            yield line
        if closing or tag == "br" or tag in _SKIPPED or _is_hidden(node):
            continue
        if tag == "table" and node.mem_id != root.mem_id and is_data_table(node):
            yield node
            continue
        if boundary:
            stack.append((node, True, style))
        inner = _style_of(node, style)
        stack.extend((child, False, inner) for child in reversed(list(node.iter(include_text=True))))
    if line := buffer.flush():
        yield line


def _kept_lines(buffer: _Buffer, text: str, *, linked: bool) -> Iterator[Line]:
    """The lines of preformatted text; the last piece stays in the buffer. White space at the start of a line indents it."""
    *lines, last = text.split("\n")
    for line in lines:
        wide = line[:2].isspace()
        buffer.parts.append(line)
        buffer.plain = buffer.plain or not linked
        if done := buffer.flush():
            yield replace(done, indented=done.indented or wide)
    buffer.parts.append(last)
    buffer.plain = buffer.plain or bool(last.strip() and not linked)


def _style_of(node: LexborNode, outer: Style) -> Style:
    """Heading level, centring, indentation and being a link inside an element."""
    heading, centred, indented, linked, kept = outer
    tag = node.tag or ""
    linked, kept = linked or tag == "a", kept or tag == "pre"
    if len(tag) == 2 and tag[0] == "h" and tag[1].isdigit():  # h1 to h6
        heading = int(tag[1])
    if tag in BLOCKS:
        attributes = node.attributes
        style = attributes.get("style") or ""
        align = (attributes.get("align") or "").lower()
        if tag == "center" or align == "center" or _CENTRE.search(style):
            centred = True
        elif align in {"left", "right", "justify"} or _OTHER_ALIGN.search(style):
            centred = False
        indented = bool(_INDENT.search(style)) if style else indented
    return Style(heading, centred, indented, linked, kept)


def _is_hidden(node: LexborNode) -> bool:
    """Whether the element is not shown."""
    style = (node.attributes or {}).get("style")
    return bool(style and _HIDDEN.search(style))


def _collapse(text: str) -> str:
    """HTML white space: a line break in the source becomes a mark that vanishes between Chinese characters."""
    if "\x00" in text:
        text = text.replace("\x00", "")
    return _SPACES.sub(" ", _BREAK.sub("\x00", text)) if "\n" in text else _SPACES.sub(" ", text)


def visible_text(node: LexborNode) -> str:
    """The lines of an element joined by line breaks; nested tables are read cell by cell."""
    items = walk(node)
    return "\n".join(
        item.text if isinstance(item, Line) else (item.text(separator=" ") or "") for item in items
    )


def text_lengths(root: LexborNode, *, prose: bool = False) -> dict[int, int]:
    """How much text that is not a link each element holds, in characters without white space, by the element's id.

    `prose`: only pieces of text with a comma, semicolon or full stop count.
    """
    order: list[tuple[int, int]] = []
    own: list[int] = []
    ids: list[int] = []
    stack: list[tuple[LexborNode, int]] = [(root, -1)]
    while stack:
        node, parent = stack.pop()
        place = len(ids)
        tag = node.tag or ""
        ids.append(node.mem_id)
        order.append((place, parent))
        text = (node.text_content or "") if tag == "-text" else ""
        own.append(0 if prose and not _PROSE.search(text) else len("".join(text.split())))
        if tag not in _SKIPPED and tag != "a":
            stack.extend((child, place) for child in node.iter(include_text=True))
    for place, parent in reversed(order):
        if parent >= 0:
            own[parent] += own[place]
    return dict(zip(ids, own, strict=True))
