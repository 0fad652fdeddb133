"""Setting the text of a document (版面): the parsed structure as a row of pieces in reading order, and its outline.

Input is the structure stored with a version (`PublicationContent.body`, the shape of a parsed document). Nothing is left out
but the title and number that the page prints above the text. Pure: no database, no request.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from tongming.core.ui.pieces import OutlineNode
from tongming.engines.gongwen import normalise_doc_number
from tongming.engines.gongwen.numerals import to_integer

STYLES = {
    "编": "chapter",
    "章": "chapter",
    "节": "chapter-section",
    "条": "article",
    "款": "paragraph",
    "项": "item",
    "一": "level-1",
    "（一）": "level-2",
    "1": "level-3",
    "（1）": "level-4",
}
DIVISIONS = {"编", "章", "节"}
SPACED = {"编", "章", "节", "条"}  # an ideographic space stands after 第一章, none after 一、
IN_OUTLINE = {"编", "章", "节", "一", "（一）"}
RUN_IN_ENDS = "。：:；"
OUTLINE_DEPTH = 3
OUTLINE_TEXT = 34
ARTICLE_TEXT = 22
ARTICLE = re.compile(r"第(?P<number>[^第条]+)条(?:之(?P<sub>.+))?")
DATE_LINE = re.compile(
    r"[0-9〇○零一二三四五六七八九]{4}年[0-9一二三四五六七八九十]{1,3}月[0-9一二三四五六七八九十]{1,3}日"
)
NOTE_LINE = re.compile(r"[（(]此(?:件|文|页).{1,20}[）)]")
LONGEST_SIGNATURE = 40


@dataclass(frozen=True)
class TableView:
    """表格: rows of equal width, the first ones being the header."""

    title: str
    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True)
class Piece:
    """版面单元: a heading (`rank` 2–6) or a paragraph; `lead` is the number or heading that runs into the text.

    `inner` names the place where the text begins, when that is a unit of its own (the first 款 of a 条).
    """

    style: str
    text: str
    lead: str = ""
    anchor: str = ""
    inner: str = ""
    rank: int = 0
    table: TableView | None = None


@dataclass(frozen=True)
class Annex:
    """附件: title, place in the page, pieces."""

    title: str
    anchor: str
    pieces: tuple[Piece, ...]


@dataclass(frozen=True)
class SetText:
    """排好的正文: pieces of the main text, annexes, tables whose place is not known, and the outline of all."""

    pieces: tuple[Piece, ...]
    annexes: tuple[Annex, ...] = ()
    tables: tuple[Piece, ...] = ()
    outline: tuple[OutlineNode, ...] = ()


@dataclass
class _Setter:
    """Walks one outline. Anchors stored with the nodes are used; where there are none, the same names are made."""

    skip: frozenset[str]
    prefix: str = ""
    tables: dict[str, list[TableView]] = field(default_factory=dict)
    taken: set[str] = field(default_factory=set)
    anchors: dict[int, str] = field(default_factory=dict)

    def set(self, nodes: Sequence[dict[str, Any]]) -> Iterator[Piece]:
        """Yield the pieces of a part."""
        for place, node in enumerate(nodes, start=1):
            yield from self._node(node, f"s{place}", 2)

    def _node(self, node: dict[str, Any], path: str, rank: int) -> Iterator[Piece]:
        anchor = self.anchor(node, path)
        children = list(enumerate(node.get("children") or [], start=1))
        below = rank if node.get("kind") in {"条", "款"} else min(rank + 1, 6)
        if not node.get("level"):
            yield from self._free(node, anchor)
        elif _opens_with_paragraph(node):
            yield from self._article(node, anchor, path, rank)
            children = children[1:]
        else:
            yield from _marked(node, anchor, rank)
        for table in self.tables.pop(anchor, []):
            yield table_piece(table)
        for place, child in children:
            yield from self._node(child, f"{path}-{place}", below)

    def _article(self, node: dict[str, Any], anchor: str, path: str, rank: int) -> Iterator[Piece]:
        """Yield an article of several paragraphs: its number runs into the first of them, as it is printed."""
        first = node["children"][0]
        inner = self.anchor(first, f"{path}-1")
        heading, *lines = _marked(first, inner, rank)
        lead = f"{node.get('number') or ''}{'　' if node.get('heading') else ''}{node.get('heading') or ''}"
        yield Piece("article", heading.text, lead=lead, anchor=anchor, inner=inner)
        yield from lines
        yield from map(table_piece, self.tables.pop(inner, []))
        for place, child in enumerate(first.get("children") or [], start=1):
            yield from self._node(child, f"{path}-1-{place}", rank)

    def anchor(self, node: dict[str, Any], path: str) -> str:
        """Return a name for the node, unique in the page: a12 for article 12, else its path."""
        wanted = str(node.get("anchor") or "")
        if not wanted:
            found = ARTICLE.fullmatch(node.get("number") or "")
            number = to_integer(found["number"]) if found else None
            sub = to_integer(found["sub"]) if found and found["sub"] else None
            wanted = f"{self.prefix}a{number}{f'-{sub}' if sub else ''}" if number else f"{self.prefix}{path}"
        anchor, repeat = wanted, 1
        while anchor in self.taken:
            repeat += 1
            anchor = f"{wanted}_{repeat}"
        self.taken.add(anchor)
        self.anchors[id(node)] = anchor
        return anchor

    def _free(self, node: dict[str, Any], anchor: str) -> Iterator[Piece]:
        """Yield text outside of the numbering: addressees, plain paragraphs, signature, notes."""
        lines = [line.strip() for line in (node.get("text") or "").split("\n") if line.strip()]
        if node.get("kind") == "preamble":
            lines = _without_head(lines, self.skip)
        styles = _styles(lines, str(node.get("role") or ""), closing=node.get("kind") == "closing")
        heading = str(node.get("heading") or "")
        if heading and _squeezed(heading) not in self.skip:
            yield Piece("body-title", heading, anchor=anchor, rank=2)
            anchor = ""
        for line, style in zip(lines, styles, strict=True):
            yield Piece(style, line, anchor=anchor)
            anchor = ""


def _opens_with_paragraph(node: dict[str, Any]) -> bool:
    """Tell whether a 条 holds its text in paragraphs (款), the first of which has words."""
    children = node.get("children") or []
    first = children[0] if children else {}
    return (
        node.get("kind") == "条"
        and not (node.get("text") or "").strip()
        and first.get("kind") == "款"
        and bool(first.get("text"))
    )


def _marked(node: dict[str, Any], anchor: str, rank: int) -> Iterator[Piece]:
    """Yield a numbered node: its heading alone, or its number and heading running into the text."""
    style = STYLES.get(node["kind"], "paragraph")
    number, heading = node.get("number") or "", node.get("heading") or ""
    lines = [line for line in (node.get("text") or "").split("\n") if line.strip()]
    lead = f"{number}{'　' if node['kind'] in SPACED and heading else ''}{heading}"
    runs_in = bool(lines) and (not heading or heading[-1] in RUN_IN_ENDS)
    if node["kind"] in {"条", "款", "项"} or runs_in or (lead and not heading):
        first = lines.pop(0) if lines and (runs_in or not heading) else ""
        if lead or first:
            yield Piece(style, first, lead=lead, anchor=anchor)
    elif lead:
        yield Piece(style, lead, anchor=anchor, rank=rank)
    for line in lines:
        yield Piece("paragraph", line)


def _styles(lines: Sequence[str], role: str, *, closing: bool) -> list[str]:
    """Return the style of each free line; a signature is the short lines right above a line that is only a date."""
    if role == "label":
        return ["annex-label"] * len(lines)
    styles = ["paragraph"] * len(lines)
    for place, line in enumerate(lines):
        if NOTE_LINE.fullmatch(line):
            styles[place] = "note-line"
        elif DATE_LINE.fullmatch("".join(line.split())):
            styles[place] = "signed"
            if place and len(lines[place - 1]) <= LONGEST_SIGNATURE and lines[place - 1][-1] not in "。；：":
                styles[place - 1] = "signed"
        elif line.endswith(("：", ":")) and not closing and place == 0:
            styles[place] = "addressees"
    return styles


def _without_head(lines: list[str], skip: frozenset[str]) -> list[str]:
    """Return the lines without those at the top that only repeat title and number (a title may take several lines)."""
    rest, spelled = list(lines), ""
    while rest:
        line = _squeezed(rest[0])
        number = normalise_doc_number(rest[0]) or line
        if not any(known.startswith(spelled + line) for known in skip) and number not in skip:
            break
        spelled = "" if spelled + line in skip or number in skip else spelled + line
        rest.pop(0)
    return list(lines) if spelled else rest


def _squeezed(text: str) -> str:
    return "".join(text.split())


def table_piece(table: TableView) -> Piece:
    """Return a table as a piece."""
    return Piece("table", table.title, table=table)


def set_text(body: dict[str, Any], *, title: str, doc_number: str | None) -> SetText:
    """Return the text of a version as the page sets it; `title` and `doc_number` stand above and are not repeated."""
    skip = frozenset(filter(None, [_squeezed(title), _squeezed(doc_number or "")]))
    placed, loose = _tables(body)
    main = _Setter(skip, tables=placed)
    nodes = body.get("outline") or []
    pieces = tuple(main.set(nodes))
    annexes = tuple(_annexes(body, main))
    leftover = [table for tables in placed.values() for table in tables] + loose
    tables = tuple(table_piece(table) for table in leftover)
    ends = [OutlineNode(annex.anchor, _short(f"附件：{annex.title}")) for annex in annexes]
    if tables:
        ends.append(OutlineNode("tables", "附表"))
    return SetText(pieces, annexes, tables, (*_outline(nodes, main.anchors), *ends))


def _tables(body: dict[str, Any]) -> tuple[dict[str, list[TableView]], list[TableView]]:
    """Return the tables by the anchor that they follow, and those whose place is not recorded."""
    placed: dict[str, list[TableView]] = {}
    loose: list[TableView] = []
    for table in body.get("tables") or []:
        view = TableView(
            table.get("title") or "",
            tuple(table.get("header") or ()),
            tuple(map(tuple, table.get("rows") or ())),
        )
        if table.get("after"):
            placed.setdefault(str(table["after"]), []).append(view)
        else:
            loose.append(view)
    return placed, loose


def _annexes(body: dict[str, Any], main: _Setter) -> Iterator[Annex]:
    for number, attachment in enumerate(body.get("attachments") or [], start=1):
        anchor = f"annex{number}"
        title = attachment.get("title") or f"附件{number}"
        setter = _Setter(frozenset({_squeezed(title)}), f"{anchor}-", main.tables, main.taken)
        pieces = [
            *setter.set(attachment.get("outline") or []),
            *map(table_piece, main.tables.pop(anchor, [])),
        ]
        yield Annex(title, anchor, tuple(pieces))


def _outline(nodes: Sequence[dict[str, Any]], anchors: dict[int, str]) -> tuple[OutlineNode, ...]:
    """Return the outline of headings; a text of bare articles is navigated by its articles."""
    found = _headings(nodes, anchors, 1)
    return found or tuple(_article(node, anchors) for node in nodes if node.get("kind") == "条")


def _headings(
    nodes: Sequence[dict[str, Any]], anchors: dict[int, str], depth: int
) -> tuple[OutlineNode, ...]:
    if depth > OUTLINE_DEPTH:
        return ()
    return tuple(
        OutlineNode(
            anchors[id(node)], _short(_label(node)), _headings(node.get("children") or [], anchors, depth + 1)
        )
        for node in nodes
        if node.get("kind") in IN_OUTLINE and node.get("level")
    )


def _label(node: dict[str, Any]) -> str:
    """Return number and heading, or the first words of a node without heading."""
    gap = " " if node["kind"] in SPACED else ""
    first = (node.get("text") or "").split("\n")[0]
    return f"{node.get('number') or ''}{gap}{node.get('heading') or first}".strip().rstrip("。：:；")


def _article(node: dict[str, Any], anchors: dict[int, str]) -> OutlineNode:
    children = node.get("children") or [{}]
    words = node.get("heading") or node.get("text") or children[0].get("text") or ""
    return OutlineNode(anchors[id(node)], _short(f"{node.get('number') or ''} {words}".strip(), ARTICLE_TEXT))


def _short(text: str, longest: int = OUTLINE_TEXT) -> str:
    flat = " ".join(text.split())
    return flat if len(flat) <= longest else f"{flat[: longest - 1]}…"
