"""Reads an HTML page into blocks: finds the content block, leaves navigation out, keeps tables with merged cells.

The metadata table above a document (索引号、发文机关…) and META tags become `metadata`; the cells of that table go to
`removed`. Scripts, styles and hidden elements are not text.
"""

from __future__ import annotations

import re

from selectolax.lexbor import LexborHTMLParser, LexborNode

from tongming.engines.gongwen.blocks import Paragraph, Source, TableBlock
from tongming.engines.gongwen.errors import UnreadableDocument
from tongming.engines.gongwen.lines import is_number_line
from tongming.engines.gongwen.titles import genre_of, is_title_like

from .html_content import content_of, lines_above
from .html_metadata import Labels, is_metadata_table, label_pairs, metadata_lines, read_labels, read_meta_tags
from .html_tables import has_inner_table, read_grid
from .html_walk import Line, visible_text, walk
from .text import INVISIBLE

_TITLE_SELECTORS = ("h1", ".article-title", ".article_title", "#title", ".title", "h2")
_NESTING_TAG = re.compile(
    r"<(/?)(?:div|span|font|b|i|u|em|strong|table|section|article|main|blockquote|center|ul|ol|dl|form|a|small|big|code)\b",
    re.IGNORECASE,
)
_DEEPEST_NESTING = 3000
_LONGEST_LINK, _SHORTEST_TITLE = 30, 8
_SITE_SUFFIX = re.compile(r"\s*[-_|—–]+\s*[^-_|—–]{2,40}$")


def read_html(html: str) -> Source:
    """Blocks, metadata and removed furniture of one page or fragment."""
    _refuse_deep_nesting(html)
    hidden = INVISIBLE.findall(html)
    tree = LexborHTMLParser(INVISIBLE.sub("", html) if hidden else html)
    root = tree.body or tree.root
    if root is None:
        return Source(())
    metadata = read_meta_tags(tree)
    content = content_of(root)
    removed = _take_labels(root, content, metadata)
    blocks: list[Paragraph | TableBlock] = []
    whole_page = content.mem_id == root.mem_id
    for item in walk(content):
        if isinstance(item, Line):
            if (
                whole_page
                and item.linked
                and len(item.text) <= _LONGEST_LINK
                and not item.text.startswith("附")
            ):
                removed.append(item.text)  # navigation of a page without a content block
                continue
            blocks.append(Paragraph(item.text, item.indented, heading=item.heading, centred=item.centred))
        else:
            _take_table(item, blocks, removed, metadata)
    _take_above(root, content, metadata)
    _page_title(tree, content, metadata)
    if hidden:
        removed.append("".join(hidden))
    return Source(tuple(blocks), tuple(removed), metadata)


def _refuse_deep_nesting(html: str) -> None:
    """Pages nest some dozens of elements; thousands are made to exhaust the parser, whose time grows with their square."""
    depth = 0
    for match in _NESTING_TAG.finditer(html):
        depth = max(depth - 1, 0) if match[1] else depth + 1
        if depth > _DEEPEST_NESTING:
            raise UnreadableDocument(f"网页标签嵌套超过 {_DEEPEST_NESTING} 层，不是正常的网页，无法解析。")


def _take_table(
    node: LexborNode, blocks: list[Paragraph | TableBlock], removed: list[str], metadata: Labels
) -> None:
    """Add a data table; a metadata table inside the content goes to `removed`, a lay-out table is unrolled."""
    table = read_grid(node)
    if is_metadata_table(table.rows):
        removed.extend(metadata_lines(table.rows))
        for label, value in read_labels(table.rows).items():
            metadata.setdefault(label, value)
        return
    blocks.append(TableBlock(table.rows, table.has_header, table.caption, table.spans))


def _take_labels(root: LexborNode, content: LexborNode, metadata: Labels) -> list[str]:
    """Read label-value tables outside the content block; returns their lines for `removed`."""
    removed: list[str] = []
    inside = {table.mem_id for table in content.css("table")} if content.mem_id != root.mem_id else set()
    if content.mem_id == root.mem_id:
        return removed
    for table in root.css("table"):
        if table.mem_id in inside or has_inner_table(table):
            continue
        grid = read_grid(table)
        if is_metadata_table(grid.rows):
            removed.extend(metadata_lines(grid.rows))
            for label, value in read_labels(grid.rows).items():
                metadata.setdefault(label, value)
    if not removed:
        pairs = [
            (visible_text(item),)
            for item in root.css("li, dd, .xxgk p, .info span")
            if len(item.css("li")) <= 1
        ]
        for label, value in read_labels(tuple(pairs)).items():
            metadata.setdefault(label, value)
    return removed


def _take_above(root: LexborNode, content: LexborNode, metadata: Labels) -> None:
    """Title, document number and labelled values that stand above the content block; the nearest ones count."""
    lines = lines_above(root, content)
    for label, value in read_labels(tuple((pair,) for line in lines for pair in label_pairs(line))).items():
        metadata.setdefault(label, value)
    number = next((line for line in lines if is_number_line(line)), None)
    if number:
        metadata.setdefault("发文字号", number)
    title = next(
        (line for line in lines if len(line) >= _SHORTEST_TITLE and is_title_like(line) and genre_of(line)),
        None,
    )
    if title and not metadata.get("标题"):
        metadata.setdefault("page_title", title)


def _page_title(tree: LexborHTMLParser, content: LexborNode, metadata: Labels) -> None:
    """The page's own idea of its title, for pages whose content block begins below it."""
    if metadata.get("标题") or metadata.get("page_title"):
        return
    if content.mem_id != (tree.body or content).mem_id:
        for selector in _TITLE_SELECTORS:
            found = tree.css_first(selector)
            if found is not None and (text := " ".join(visible_text(found).split())):
                metadata.setdefault("page_title", text)
                return
    head = tree.css_first("title")
    if head is not None and (text := _SITE_SUFFIX.sub("", " ".join((head.text() or "").split()))):
        metadata.setdefault("page_title", text)
