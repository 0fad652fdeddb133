"""Finds the element of a page that holds the document, by where its running text stands, and what stands above it.

Running text is text with a comma, semicolon or full stop that is no link: menus, buttons and footers have none.
"""

from __future__ import annotations

from selectolax.lexbor import LexborNode

from .html_tables import is_data_table
from .html_walk import BLOCKS, Line, text_lengths, walk

_KNOWN_CONTENT = (
    "#UCAP-CONTENT", ".TRS_UEDITOR", ".TRS_Editor", "#zoom", "#Zoom", "#zoomcon", "#vsb_content", ".v_news_content", "#js_content",
    "#NewsContent", "#artibody", "#article-content", ".article-content", ".article_content", ".articleContent", ".pages_content",
    ".news_content", ".newsContent", ".ewb-article", ".wzcon", ".con_text", ".bt-content", "#articleContent", "#mainText", "#main-text",
    "article", "#content", ".content",
)  # fmt: skip
_ENOUGH_OF_PAGE = 0.5
_SMALLEST_CONTENT = 0.7
_TEXT_TAGS = {"p", "span", "a", "font", "b", "strong", "pre"}
_MOST_LINES_ABOVE = 60


def content_of(root: LexborNode) -> LexborNode:
    """The element that holds the document: a known container, else the smallest one with most of the running text."""
    lengths = text_lengths(root, prose=True)
    if not lengths[root.mem_id]:
        lengths = text_lengths(root)
    whole = max(1, lengths[root.mem_id])
    for selector in _KNOWN_CONTENT:
        found = max(root.css(selector), key=lambda node: lengths.get(node.mem_id, 0), default=None)
        if found is not None and lengths.get(found.mem_id, 0) >= _ENOUGH_OF_PAGE * whole:
            return found
    return _narrow(root, lengths)


def _narrow(root: LexborNode, lengths: dict[int, int]) -> LexborNode:
    """Walk down while one child still holds most of the text that is not links; stop above paragraphs and data tables."""
    node, enough = root, _SMALLEST_CONTENT * max(1, lengths[root.mem_id])
    while True:
        children = [child for child in node.iter() if child.tag not in _TEXT_TAGS]
        best = max(children, key=lambda child: lengths.get(child.mem_id, 0), default=None)
        if best is None or lengths.get(best.mem_id, 0) < enough or not _has_lines(best):
            return node
        if best.tag == "table" and is_data_table(best):
            return node
        node = best


def _has_lines(node: LexborNode) -> bool:
    """Whether an element holds blocks or line breaks, and is not itself a paragraph."""
    stack = list(node.iter())
    while stack:
        child = stack.pop()
        if child.tag in BLOCKS or child.tag == "br":
            return True
        stack.extend(child.iter())
    return False


def lines_above(root: LexborNode, content: LexborNode) -> list[str]:
    """The lines that stand before the content block on the page, the nearest first; none when it is the whole page."""
    found: list[str] = []
    node: LexborNode | None = content
    while node is not None and node.mem_id != root.mem_id and len(found) < _MOST_LINES_ABOVE:
        sibling = node.prev
        while sibling is not None:
            lines = [item.text for item in walk(sibling) if isinstance(item, Line)]
            found.extend(reversed(lines))
            sibling = sibling.prev
        node = node.parent
    return found[:_MOST_LINES_ABOVE]
