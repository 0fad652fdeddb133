"""Builds the outline: numbered headings, articles, paragraphs (款) and items (项) as a tree.

Custom ranks the marks (编 章 节 条, 一、 （一） 1. （1）); the level of a node is its depth in the tree, so the outermost
heading has level 1 whatever its mark. Every character of the blocks ends up in one node.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from .blocks import Block, Paragraph, TableBlock
from .documents import Node
from .headings import continues_heading, split_heading
from .numbering import ARTICLE_RANK, RANKS, Mark, read_mark
from .quotes import quoted_paragraphs

_ITEM_KINDS = {"一", "（一）"}
_LIST_KINDS = ("一", "（一）", "1", "（1）")
_CLOSING_WORDS = re.compile(
    r"^(?:各地|各市|各县|各区|各级|各单位|各部门|各有关|各省|本(?:通知|意见|办法|方案|规定|要点|决定|批复|通告|公告)|以上|特此|请|望|感谢|现将|此复|专此|妥否"
    r"|自本|执行中|实施中|对真抓|国务院办公厅|国务院决定|节假日期间)"
)
_NARROW = re.compile(r"^[\u4e00-\u9fa5]")


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


def build_outline(blocks: list[Block]) -> list[Draft]:
    """The drafts of one part (a body or an annex) in order: preamble, numbered nodes, closing text."""
    return _Builder(blocks).build()


class _Builder:
    """Walks the blocks of one part with a stack of open nodes."""

    def __init__(self, blocks: list[Block]) -> None:
        self.blocks = blocks
        self.quoted = quoted_paragraphs(blocks)
        self.tops: list[Draft] = []
        self.stack: list[Draft] = []
        self.articles_nest_in_sections = False
        self.smallest_heading = min(
            (b.heading for b in blocks if isinstance(b, Paragraph) and b.heading), default=0
        )

    def build(self) -> list[Draft]:
        """Place every block, then lift closing text out of the last node."""
        index = 0
        while index < len(self.blocks):
            block = self.blocks[index]
            if isinstance(block, TableBlock):
                self._current().tables.append(block)
                index += 1
                continue
            mark = None if index in self.quoted else self._mark(block)
            if mark is None:
                self._add_text(block)
                index += 1
            else:
                index += self._add_marked(block, mark, index)
        _lift_closing(self.tops)
        for top in self.tops:
            _settle_articles(top)
        return self.tops

    def _mark(self, block: Paragraph) -> Mark | None:
        """The mark that really opens a node here, judged against what came before."""
        mark = read_mark(block.text)
        if mark is None:
            return self._unnumbered(block)
        if mark.kind in {"1", "一"} and not self._is_expected(mark) and mark.rest[:1].isdigit():
            return None
        if (
            mark.kind == "一"
            and not self._is_expected(mark)
            and _NARROW.match(mark.rest)
            and self._follows_enumeration(mark)
        ):
            return None
        if mark.kind == "（一）" and mark.rest.startswith("项") and not self._is_expected(mark):
            return None
        return mark

    def _follows_enumeration(self, mark: Mark) -> bool:
        """二、三年级… inside a text: an unexpected number followed by another numeral."""
        return mark.rest[0] in "一二三四五六七八九十"

    def _unnumbered(self, block: Paragraph) -> Mark | None:
        """A heading that only the file format marks (Markdown #, HTML h2) stands for a section without a number."""
        if not block.heading or any(draft.rank <= ARTICLE_RANK for draft in self.stack):
            return None
        kind = _LIST_KINDS[min(block.heading - self.smallest_heading, len(_LIST_KINDS) - 1)]
        return Mark(kind, 0, "", block.text)

    def _is_expected(self, mark: Mark) -> bool:
        """Whether the number is the first of a list or follows the last one of its kind."""
        last = next((draft for draft in self._recent() if draft.kind == self._kind(mark)), None)
        return mark.value == 1 or (last is not None and mark.value == last.value + 1)

    def _recent(self) -> list[Draft]:
        """Open nodes from the innermost outwards, each followed by its last child."""
        found: list[Draft] = []
        for draft in reversed(self.stack):
            found.append(draft)
            found.extend(draft.children[-1:])
        return found + self.tops[-1:]

    def _kind(self, mark: Mark) -> str:
        """项 for the items of an article, else the mark's own kind."""
        in_article = any(draft.kind == "条" for draft in self.stack)
        return "项" if in_article and mark.kind in _ITEM_KINDS and mark.rank > ARTICLE_RANK else mark.kind

    def _rank(self, mark: Mark) -> int:
        """The rank of a mark here: articles may stand inside numbered sections, and （一） inside an article's 一、."""
        if mark.kind == "条" and self._sections_hold_articles(mark):
            return RANKS["一"] + 1
        return mark.rank

    def _sections_hold_articles(self, mark: Mark) -> bool:
        """一、总则 / 第一条 …: the section that opened right before the first article holds it and the following ones."""
        if mark.value == 1 and not mark.sub:
            top = self.stack[-1] if self.stack else None
            self.articles_nest_in_sections = bool(
                top and top.kind in _ITEM_KINDS and not top.lines and not self._has_articles()
            )
        return self.articles_nest_in_sections

    def _has_articles(self) -> bool:
        """Whether articles already stand at the top."""
        return any(draft.kind in {"条", "章", "编"} for draft in self.tops)

    def _add_marked(self, block: Paragraph, mark: Mark, index: int) -> int:
        """Open a node; returns how many blocks its heading took."""
        kind, rank = self._kind(mark), self._rank(mark)
        if self.articles_nest_in_sections and mark.kind == "（一）":
            rank = RANKS["一"] + 5
        while self.stack and self.stack[-1].rank >= rank:
            self.stack.pop()
        following = self.blocks[index + 1] if index + 1 < len(self.blocks) else None
        heading, text = split_heading(mark, kind, following)
        taken = 1
        if not text:
            extra = continues_heading(self.blocks, index, mark, heading)
            heading = "".join([heading or "", *extra]) or None
            taken += len(extra)
        shown = "编" if kind == "分编" else kind
        draft = Draft(
            shown, rank, mark.printed or None, heading, [text] if text else [], value=mark.value, sub=mark.sub
        )
        (self.stack[-1].children if self.stack else self.tops).append(draft)
        self.stack.append(draft)
        return taken

    def _add_text(self, block: Paragraph) -> None:
        """An unnumbered paragraph: of the article when one is open, else of the innermost node or the preamble."""
        article = next((draft for draft in self.stack if draft.kind == "条"), None)
        if (
            article is not None
            and self.stack[-1] is not article
            and article.children
            and self.stack[-1].kind in {"项", "1", "（1）"}
        ):
            while self.stack[-1] is not article:
                self.stack.pop()
            paragraph = Draft("款", RANKS["款"], lines=[block.text])
            article.children.append(paragraph)
            return
        if article is not None and self.stack[-1] is article and article.children:
            article.children.append(Draft("款", RANKS["款"], lines=[block.text]))
            return
        self._current().lines.append(block.text)

    def _current(self) -> Draft:
        """The innermost open node, or the preamble."""
        if self.stack:
            return self.stack[-1]
        if not self.tops or self.tops[-1].kind != "preamble":
            self.tops.append(Draft("preamble", 0))
        return self.tops[-1]


def _settle_articles(draft: Draft) -> None:
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


def _lift_closing(tops: list[Draft]) -> None:
    """Paragraphs after the last numbered node that close the document rather than belong to that node.

    They do when every other node of that kind is a single paragraph, or when they open with words of closing.
    """
    if not tops or tops[-1].kind in {"preamble", "条", "章", "编", "节"}:
        return
    last = tops[-1]
    while last.children:
        last = last.children[-1]
    if last.kind == "款" or len(last.lines) < 2:  # the node's own paragraph and something after it
        return
    peers = [peer for peer in _peers(tops, last) if peer is not last]
    run_in = bool(last.lines) and _ran_in(last)
    if not run_in:
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
