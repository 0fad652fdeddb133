"""Tells which paragraphs stand inside a quotation that began in an earlier paragraph.

Amending decisions quote whole articles (修改为：“第三条 …”). Their numbers are not those of the decision.
"""

from __future__ import annotations

from .blocks import Block, Paragraph

_LONGEST_QUOTATION = 120


def quoted_paragraphs(blocks: list[Block]) -> set[int]:
    """Indexes of paragraphs that lie inside a quotation opened before them. A quotation never closed counts for nothing."""
    quoted: set[int] = set()
    index = 0
    while index < len(blocks):
        if _open_at_end(blocks[index], opened=False):
            end = _closing_paragraph(blocks, index + 1)
            if end is not None:
                quoted.update(range(index + 1, end + 1))
                index = end
                # The closing paragraph may open the next quotation at once.
                if _open_at_end(blocks[end], opened=True):
                    continue
        index += 1
    return quoted


def _closing_paragraph(blocks: list[Block], start: int) -> int | None:
    """The paragraph in which the open quotation ends, None when it does not within reach."""
    for index in range(start, min(start + _LONGEST_QUOTATION, len(blocks))):
        if not _open_at_end(blocks[index], opened=True):
            return index
        if _closes(blocks[index]) and _last_opens(blocks[index]):
            return index
    return None


def _closes(block: Block) -> bool:
    """Whether the paragraph holds a closing mark."""
    return isinstance(block, Paragraph) and "”" in block.text


def _last_opens(block: Block) -> bool:
    """Whether the paragraph closes the running quotation before it opens another."""
    return isinstance(block, Paragraph) and 0 <= block.text.find("”") < block.text.rfind("“")


def _open_at_end(block: Block, *, opened: bool) -> bool:
    """Whether a quotation is open after the paragraph. Each paragraph of a quotation may repeat the opening mark."""
    if not isinstance(block, Paragraph):
        return opened
    text = block.text
    if "“" not in text and "”" not in text:
        return opened
    depth = int(opened)
    if opened and text.startswith("“"):
        depth = 0
    for character in text:
        if character == "“":
            depth += 1
        elif character == "”":
            depth = max(depth - 1, 0)
    return depth > 0
