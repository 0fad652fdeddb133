"""Second look at a built outline: paragraphs (款) of articles, and closing text after the last numbered node."""

from __future__ import annotations

import re

from .drafts import Draft
from .numbering import RANKS

_CLOSING_WORDS = re.compile(
    r"^(?:各地|各市|各县|各区|各级|各单位|各部门|各有关|各省|本(?:通知|意见|办法|方案|规定|要点|决定|批复|通告|公告)|以上|特此|请|望|感谢|现将|此复|专此|妥否"
    r"|自本|执行中|实施中|对真抓|国务院办公厅|国务院决定|节假日期间)"
)
_LAST_WORDS = re.compile(r"^(?:特此|专此|此复|此致|妥否|当否|以上(?:报告|意见|请示)|感谢您|感谢你).{0,40}$")

_TAKES_EFFECT = re.compile(
    r"^本(?:通知|意见|办法|方案|规定|要点|决定|批复|通告|公告|细则)自.{2,40}(?:施行|执行|实施|生效)"
)


def closes_document(text: str) -> bool:
    """Whether a paragraph closes the document by its words: 特此通知。, 此复。, 本决定自…起施行。"""
    return bool(_LAST_WORDS.match(text) or _TAKES_EFFECT.match(text))


def settle_articles(draft: Draft) -> None:
    """Turn the paragraphs of articles into 款 where there is more than one, each with the items that follow it."""
    stack = [draft]
    while stack:
        node = stack.pop()
        if node.kind == "条":
            _settle_article(node)
        stack.extend(node.children)


def _settle_article(article: Draft) -> None:
    """One article: its own lines first, then items and later paragraphs in order."""
    later = [child for child in article.children if child.kind == "款"]
    if len(article.lines) + len(later) < 2:  # a single paragraph is the article's text
        return
    paragraphs = [Draft("款", RANKS["款"], lines=[line]) for line in article.lines]
    for child in article.children:
        if child.kind == "款":
            paragraphs.append(child)
        elif paragraphs:
            paragraphs[-1].children.append(child)
        else:
            paragraphs.append(Draft("款", RANKS["款"], children=[child]))
    article.lines, article.children = [], paragraphs


def lift_closing(tops: list[Draft]) -> None:
    """Paragraphs after the last numbered node that close the document rather than belong to that node.

    They do when every other node of that kind is a single paragraph, or when they open with words of closing.
    """
    if not tops or tops[-1].kind in {"preamble", "条", "章", "编", "节"}:
        return
    last = tops[-1]
    while last.children:
        last = last.children[-1]
        if last.kind == "条":
            return
    if last.kind == "款" or len(last.lines) < 2:  # the node's own paragraph and something after it
        return
    peers = [peer for peer in _peers(tops, last) if peer is not last]
    if not _ran_in(last):
        _move_last_words(tops, last)
        return
    single = len(peers) > 0 and all(len(peer.lines) <= 1 for peer in peers)
    if single:
        cut = 1
    else:
        cut = next(
            (i for i in range(1, len(last.lines)) if _CLOSING_WORDS.match(last.lines[i])), len(last.lines)
        )
    if cut < len(last.lines):
        tops.append(Draft("closing", 0, lines=last.lines[cut:]))
        del last.lines[cut:]


def _move_last_words(tops: list[Draft], last: Draft) -> None:
    """特此通知。 and thanks close the document even below a heading that stood alone."""
    if _LAST_WORDS.match(last.lines[-1]):
        tops.append(Draft("closing", 0, lines=[last.lines.pop()]))


def _ran_in(draft: Draft) -> bool:
    """Whether the node's first paragraph stood on the line of its number."""
    return draft.heading is None or draft.heading[-1] in "。：:；"


def _peers(tops: list[Draft], last: Draft) -> list[Draft]:
    """All nodes of the same kind in the part."""
    found, stack = [], list(tops)
    while stack:
        node = stack.pop()
        if node.kind == last.kind:
            found.append(node)
        stack.extend(node.children)
    return found
