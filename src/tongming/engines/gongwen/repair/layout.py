"""How a text is laid out: wrapped at a fixed width or not, with indented paragraphs or not, as a law or not."""

from __future__ import annotations

import re
from dataclasses import dataclass

from tongming.engines.gongwen.blocks import Block, Paragraph
from tongming.engines.gongwen.numbering import read_mark
from tongming.engines.gongwen.words import ends_sentence

_FEWEST_RUN_IN = 2
_SENTENCE_END = re.compile(r"[。；！？：]")
_FEWEST_ARTICLES = 3
_NEAR_FULL = 2.5


@dataclass(frozen=True, slots=True)
class Wrap:
    """How the text is laid out: line width in full-width characters (0: not wrapped), indented paragraphs, articles.

    `run_in`: kinds of numbers whose headings mostly stand on the line of their text; `always_run_in`: all but one do.
    """

    width: float = 0
    indents: bool = False
    is_law: bool = False
    run_in: frozenset[str] = frozenset()
    always_run_in: frozenset[str] = frozenset()


def _width(text: str) -> float:
    """Printed width in full-width characters."""
    narrow = sum(1 for character in text if character.isascii())
    return len(text) - narrow / 2


def fills_line(blocks: list[Block], index: int, wrap: Wrap) -> bool:
    """Whether the line before fills the measure."""
    line = blocks[index - 1]
    if not isinstance(line, Paragraph):
        return False
    return _width(line.text) + (2 if line.indented else 0) >= wrap.width - _NEAR_FULL


def _is_article(text: str) -> bool:
    """Whether a line opens an article."""
    mark = read_mark(text)
    return mark is not None and mark.kind == "条"


def _run_in_kinds(lines: list[Paragraph]) -> tuple[frozenset[str], frozenset[str]]:
    """Kinds of numbers whose paragraphs mostly hold a sentence, and those of which all but one do."""
    counts: dict[str, list[int]] = {}
    for line in lines:
        if mark := read_mark(line.text):
            counts.setdefault(mark.kind, [0, 0])[_SENTENCE_END.search(line.text) is not None] += 1
    mostly = frozenset(kind for kind, (without, sentences) in counts.items() if sentences >= without)
    always = frozenset(
        kind for kind, (without, sentences) in counts.items() if without == 1 and sentences >= _FEWEST_RUN_IN
    )
    return mostly, always


def wrap_of(blocks: list[Block]) -> Wrap:
    """Whether the text was wrapped at a fixed width: many lines end at the same measure and none goes beyond it."""
    lines = [block for block in blocks if isinstance(block, Paragraph)]
    indents = sum(line.indented for line in lines) * 8 >= len(lines)
    is_law = sum(1 for line in lines if line.text[0] == "第" and _is_article(line.text)) >= _FEWEST_ARTICLES
    widths = [_width(line.text) + (2 if line.indented else 0) for line in lines]
    run_in = _run_in_kinds(lines)
    if len(widths) < 8 or not 18 <= (widest := max(widths)) <= 75:  # A4 holds 28, screens up to 70
        return Wrap(0, indents, is_law, *run_in)
    full = [line for line, width in zip(lines, widths, strict=True) if width >= widest - _NEAR_FULL]
    going_on = sum(1 for line in full if not ends_sentence(line.text))
    if len(full) < max(4, len(widths) * 0.3) or going_on * 2 < len(full):
        return Wrap(0, indents, is_law, *run_in)
    return Wrap(widest, indents, is_law, *run_in)
