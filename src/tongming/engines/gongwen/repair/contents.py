"""Takes a table of contents (目录) out, so that its lines are not read as chapters.

It is found by its label, or by a run of chapter headings that begins again later with text under them.
"""

from __future__ import annotations

import re

from tongming.engines.gongwen.blocks import Block, Paragraph
from tongming.engines.gongwen.lines import CONTENTS_LABEL
from tongming.engines.gongwen.numbering import Mark, read_mark
from tongming.engines.gongwen.words import squeeze

_LEADERS = re.compile(r"[.．。·…\s\-—_]{2,}[0-9０-９]{1,4}$|\s+[0-9０-９]{1,4}$")
_INLINE = re.compile(r"目\s*(?:录|次)\s*[：:]?\s*(?=第[一1１]\s*[编章节])")
_INLINE_CHAPTERS = re.compile(r"(?:^|\s)第[一二三四五六七八九十]+[编章](?=\s)")
_LONGEST_ENTRY = 70
_FEWEST_UNLABELLED = 3
_LONGEST_CONTENTS = 600


def remove_contents(blocks: list[Block]) -> tuple[list[Block], list[str]]:
    """Blocks without tables of contents, and the text taken out."""
    kept: list[Block] = []
    removed: list[str] = []
    index = 0
    while index < len(blocks):
        end = _contents_end(blocks, index)
        if end > index:
            removed.extend(block.text for block in blocks[index:end] if isinstance(block, Paragraph))
            index = end
        else:
            kept.append(blocks[index])
            index += 1
    return kept, removed


def _contents_end(blocks: list[Block], start: int) -> int:
    """The index after a table of contents that begins at `start`; `start` when none does."""
    block = blocks[start]
    if not isinstance(block, Paragraph):
        return start
    if CONTENTS_LABEL.fullmatch(block.text):
        return _labelled_end(blocks, start + 1)
    if _INLINE.match(block.text) or len(_INLINE_CHAPTERS.findall(block.text)) >= _FEWEST_UNLABELLED:
        return start + 1
    return _unlabelled_end(blocks, start)


def entry_key(text: str) -> str:
    """A line of contents without leaders and page number, for comparing it with the heading it points to."""
    return squeeze(_LEADERS.sub("", text))


def _labelled_end(blocks: list[Block], start: int) -> int:
    """Where the entries under 目录 end: at the line that repeats the first entry, else after the last heading-like line."""
    first = blocks[start] if start < len(blocks) else None
    if not isinstance(first, Paragraph) or not _is_entry(first):
        return start
    key = entry_key(first.text)
    index = start + 1
    while index < len(blocks) and index - start < _LONGEST_CONTENTS:
        block = blocks[index]
        if not isinstance(block, Paragraph) or not _is_entry(block):
            break
        if entry_key(block.text) == key or _same_mark(first, block):
            return index
        index += 1
    return index if _repeats_later(blocks, index, key) else _before_text(blocks, start, index)


def _before_text(blocks: list[Block], start: int, end: int) -> int:
    """Without a repeated first entry the last heading before the text belongs to the text."""
    last = blocks[end - 1]
    following = blocks[end] if end < len(blocks) else None
    mark = read_mark(last.text) if isinstance(last, Paragraph) else None
    keeps = mark is not None and isinstance(following, Paragraph) and not _LEADERS.search(last.text)  # type: ignore[union-attr]
    return end - 1 if keeps and end - 1 > start else end


def _repeats_later(blocks: list[Block], start: int, key: str) -> bool:
    """Whether the first entry stands again soon after the entries."""
    return any(
        isinstance(block, Paragraph) and entry_key(block.text) == key for block in blocks[start : start + 5]
    )


def _is_entry(block: Paragraph) -> bool:
    """A short line without a sentence, which is not an article with text."""
    text = block.text
    if len(text) > _LONGEST_ENTRY or re.search(r"[。；！？]$", text):
        return False
    mark = read_mark(text)
    return mark is None or mark.kind != "条" or len(mark.rest) <= 30  # articles with headings may be listed


def _same_mark(first: Paragraph, other: Paragraph) -> bool:
    """Whether two lines carry the same chapter number."""
    one, two = read_mark(first.text), read_mark(other.text)
    return (
        one is not None
        and two is not None
        and (one.kind, one.value, one.sub) == (two.kind, two.value, two.sub)
    )


def _unlabelled_end(blocks: list[Block], start: int) -> int:
    """A run of three or more bare chapter headings whose first one comes again right after it."""
    first = _chapter(blocks[start])
    if first is None or first.value != 1:
        return start
    index = start + 1
    while index < len(blocks) and (mark := _chapter(blocks[index])) is not None:
        if (mark.kind, mark.value) == (first.kind, first.value):
            return index if index - start >= _FEWEST_UNLABELLED else start
        index += 1
    return start


def _chapter(block: Block) -> Mark | None:
    """The mark of a chapter or section heading."""
    mark = (
        read_mark(block.text) if isinstance(block, Paragraph) and len(block.text) <= _LONGEST_ENTRY else None
    )
    return mark if mark is not None and mark.kind in {"编", "分编", "章", "节"} else None
