"""Builds the outline: numbered headings, articles, paragraphs (款) and items (项) as a tree.

Custom ranks the marks (编 章 节 条, 一、 （一） 1. （1）); the level of a node is its depth in the tree, so the outermost
heading has level 1 whatever its mark. Every character of the blocks ends up in one node.
"""

from __future__ import annotations

from .blocks import Block, Paragraph, TableBlock
from .drafts import Draft
from .headings import continues_heading, split_heading
from .numbering import ARTICLE_RANK, RANKS, Mark, read_mark
from .quotes import quoted_paragraphs
from .settling import lift_closing, settle_articles
from .titles import is_title_like
from .words import ends_sentence, squeeze

_ITEM_KINDS = {"一", "（一）"}
_LIST_KINDS = ("一", "（一）", "1", "（1）")
_HAN_DIGITS = tuple("一二三四五六七八九十")
_LONGEST_LONE_HEADING = 32
_ITEM_REACH = 8


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
            mark = None if index in self.quoted else self._mark(block, index)
            if mark is None:
                self._add_text(block, index)
                index += 1
            else:
                index += self._add_marked(block, mark, index)
        lift_closing(self.tops)
        for top in self.tops:
            settle_articles(top)
        return self.tops

    def _mark(self, block: Paragraph, index: int) -> Mark | None:
        """The mark that really opens a node here, judged against what came before."""
        mark = read_mark(block.text)
        if mark is None:
            return self._unnumbered(block, index)
        if self._is_expected(mark):
            return mark if not mark.weak or mark.value > 1 or self._second_follows(mark, index) else None
        if mark.weak:
            return None
        counts = mark.kind in {"1", "一"} and mark.rest[:1].isdigit()
        enumerates = mark.kind == "一" and mark.rest[:1] in _HAN_DIGITS
        cites = mark.kind == "（一）" and mark.rest.startswith("项")
        return None if counts or enumerates or cites else mark

    def _unnumbered(self, block: Paragraph, index: int) -> Mark | None:
        """Headings without a number: by the file's own marks (# in Markdown, h2 in HTML), or a lone line before an article."""
        in_law = any(draft.rank <= ARTICLE_RANK for draft in self.stack)
        if block.heading and not in_law:
            kind = _LIST_KINDS[min(block.heading - self.smallest_heading, len(_LIST_KINDS) - 1)]
            return Mark(kind, 0, "", block.text)
        if not in_law or not self._heads_articles(block, index):
            return None
        # The supplementary provisions of a code stand beside its parts, not inside the last one.
        in_code = self.tops[-1].kind == "编" and squeeze(block.text) == "附则"
        return Mark("编" if in_code else "章", 0, "", block.text)

    def _heads_articles(self, block: Paragraph, index: int) -> bool:
        """附则 or another short line alone between two articles: the heading of a chapter that lost its number."""
        if (
            not is_title_like(block.text)
            or len(block.text) > _LONGEST_LONE_HEADING
            or block.text[0] in "（(“《"
        ):
            return False
        before = self.blocks[index - 1]
        following = self.blocks[index + 1] if index + 1 < len(self.blocks) else None
        mark = read_mark(following.text) if isinstance(following, Paragraph) else None
        ended = isinstance(before, Paragraph) and ends_sentence(before.text)
        return ended and mark is not None and mark.kind == "条" and not self.articles_nest_in_sections

    def _is_expected(self, mark: Mark) -> bool:
        """Whether the number is the first of a list or follows the last one of its kind."""
        last = next((draft for draft in self._recent() if draft.kind == self._kind(mark)), None)
        return mark.value == 1 or (last is not None and mark.value == last.value + 1)

    def _second_follows(self, mark: Mark, index: int) -> bool:
        """Whether the number after a weak first one stands further below."""
        marks = (read_mark(b.text) for b in self.blocks[index + 1 :] if isinstance(b, Paragraph))
        return any(m.kind == mark.kind and m.value == 2 and m.weak for m in marks if m is not None)

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
        if self.articles_nest_in_sections and mark.kind == "一":
            return "一"
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

    def _add_text(self, block: Paragraph, index: int) -> None:
        """An unnumbered paragraph: of the article when one is open, else of the innermost node or the preamble."""
        article = next((draft for draft in self.stack if draft.kind == "条"), None)
        if article is None or not article.children or self._item_goes_on(index):
            self._current().lines.append(block.text)
            return
        while self.stack[-1] is not article:
            self.stack.pop()
        article.children.append(Draft("款", RANKS["款"], lines=[block.text]))

    def _item_goes_on(self, index: int) -> bool:
        """Whether the next number after this paragraph continues the open list, so that the paragraph is the item's own."""
        item = self.stack[-1]
        if item.kind not in {"项", "1", "（1）"}:
            return False
        for later in self.blocks[index + 1 : index + _ITEM_REACH]:
            mark = read_mark(later.text) if isinstance(later, Paragraph) else None
            if mark is not None:
                return mark.rank > ARTICLE_RANK and any(
                    mark.rank == draft.rank and mark.value == draft.value + 1 for draft in self.stack
                )
        return False

    def _current(self) -> Draft:
        """The innermost open node, or the preamble."""
        if self.stack:
            return self.stack[-1]
        if not self.tops or self.tops[-1].kind != "preamble":
            self.tops.append(Draft("preamble", 0))
        return self.tops[-1]
