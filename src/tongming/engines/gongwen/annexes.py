"""Finds where annexes (附件、附录、附表) begin, and tells their labels from the list of annexes at the end of the text."""

from __future__ import annotations

import re
from dataclasses import dataclass

from .blocks import Block, Paragraph
from .dates import line_date
from .lines import ANNEX_LABEL, ANNEX_OPENING, is_colophon, is_disclosure_note
from .numbering import read_mark
from .organizations import is_organization, is_signer
from .titles import is_title_like, title_word
from .words import squeeze

_LIST_ITEM = re.compile(
    r"(?:[0-9０-９]{1,2}\s*[.．、]|[（(][0-9]{1,2}[）)]|附\s*件?\s*[0-9０-９一二三四五六七八九十]{1,3}\s*[：:.、]?)\s*(?=\S)"
)
_BRACKETED_ADDITION = re.compile(r"[（(][^（()）]{1,30}[）)]")
_LONGEST_ITEM = 120
_MOST_TITLE_LINES = 4


@dataclass(frozen=True, slots=True)
class AnnexStart:
    """Place of an annex: its label line, the lines of its title, and the index of its first block after them."""

    index: int
    label: str
    title_lines: tuple[str, ...]
    body: int


def find_annexes(blocks: list[Block], start: int) -> tuple[list[AnnexStart], list[str], set[int]]:
    """All annexes from `start` on, in order; the titles that the list of annexes (附件说明) promises; its lines."""
    promised: list[str] = []
    listed: set[int] = set()
    found: list[AnnexStart] = []
    index = start
    while index < len(blocks):
        block = blocks[index]
        if (
            not isinstance(block, Paragraph)
            or not block.text.startswith("附")
            or len(block.text) > _LONGEST_ITEM
        ):
            index += 1
            continue
        end = _list_end(blocks, index) if not found or _is_list_again(block) else index
        if end > index:
            promised.extend(_titles(blocks[index:end]))
            listed.update(range(index, end))
            index = end
            continue
        opening = _opening(blocks, index, promised)
        if opening is not None:
            found.append(opening)
            index = max(opening.body, index + 1)
        else:
            index += 1
    return found, promised, listed


def _is_list_again(block: Paragraph) -> bool:
    """Whether a line inside an annex begins the list of that annex's own annexes."""
    return bool(re.match(r"附\s*件\s*[：:]\s*\S", block.text))


def _list_end(blocks: list[Block], start: int) -> int:
    """The index after a list of annexes that begins at `start`: it leads to the signature, a label or the end."""
    first = blocks[start]
    assert isinstance(first, Paragraph)
    opening = re.match(r"附\s*件?\s*[0-9０-９一二]{0,2}\s*[：:]", first.text)
    if opening is None:
        return _bare_list_end(blocks, start)
    index = start + 1
    listed = bool(first.text[opening.end() :].strip())
    while index < len(blocks):
        block = blocks[index]
        if not isinstance(block, Paragraph) or not _is_item(block.text, first=not listed):
            break
        if ANNEX_LABEL.fullmatch(block.text) or _is_tail(blocks, index):
            break
        listed = True
        index += 1
    titled = bool(first.text[opening.end() :].strip())
    numbered = titled or _is_numbered(blocks[start + 1 : index])
    if not listed or not (
        numbered or _follows_tail(blocks, index) or _follows_annex(blocks, start + 1, index)
    ):
        return start
    return (
        index
        if index == len(blocks) or _is_tail(blocks, index) or _opens_annex(blocks, index, first.text)
        else start
    )


def _bare_list_end(blocks: list[Block], start: int) -> int:
    """The index after a list below 附件 without a colon: numbered names, then the signature, and the annexes further below."""
    label = blocks[start]
    if not isinstance(label, Paragraph) or squeeze(label.text) != "附件":
        return start
    end = start + 1
    while end < len(blocks) and _is_numbered(blocks[end : end + 1]) and not _is_tail(blocks, end):
        end += 1
    annexes = any(isinstance(b, Paragraph) and ANNEX_LABEL.fullmatch(b.text) for b in blocks[end:])
    return end if end > start + 1 and end < len(blocks) and _is_tail(blocks, end) and annexes else start


def _is_item(text: str, *, first: bool) -> bool:
    """Whether a line continues the list: numbered, or the rest of a broken title."""
    if len(text) > _LONGEST_ITEM or text[-1] in "。；：":
        return False
    return (
        bool(_LIST_ITEM.match(text))
        or (not first and is_title_like(text) and read_mark(text) is None)
        or first
    )


def _is_tail(blocks: list[Block], index: int) -> bool:
    """Whether the signature, date, note or colophon begins here."""
    block = blocks[index]
    if not isinstance(block, Paragraph):
        return False
    text = block.text
    if line_date(text) or is_disclosure_note(text) or is_colophon(text) or is_signer(text):
        return True
    return is_organization(text) and any(
        isinstance(later, Paragraph) and line_date(later.text) is not None
        for later in blocks[index + 1 : index + 12]
    )


def _is_numbered(blocks: list[Block]) -> bool:
    """Whether every line carries a number, as the items of a list do."""
    return bool(blocks) and all(
        isinstance(block, Paragraph) and _LIST_ITEM.match(block.text) for block in blocks
    )


def _follows_tail(blocks: list[Block], index: int) -> bool:
    """Whether the signature follows at `index`."""
    return index < len(blocks) and _is_tail(blocks, index)


def _follows_annex(blocks: list[Block], start: int, index: int) -> bool:
    """Whether the annex itself follows what stands below 附件：, by its label or by the same title again."""
    if index >= len(blocks) or not isinstance(following := blocks[index], Paragraph):
        return False
    above = "".join(block.text for block in blocks[start:index] if isinstance(block, Paragraph))
    return squeeze(following.text) in {squeeze(above), "附件", "附件1"}


def _opens_annex(blocks: list[Block], index: int, first: str) -> bool:
    """Whether an annex label, or the title the list promised, stands right after the list."""
    block = blocks[index]
    if not isinstance(block, Paragraph):
        return False
    if ANNEX_LABEL.fullmatch(block.text):
        return True
    opening = ANNEX_OPENING.fullmatch(block.text)
    return bool(opening and opening["n"]) and block.text.startswith("附") and first != block.text


def _titles(blocks: list[Block]) -> list[str]:
    """The titles of a list of annexes, without their numbers."""
    titles: list[str] = []
    for block in blocks:
        text = block.text if isinstance(block, Paragraph) else ""
        core = re.sub(r"^附\s*件?\s*[0-9０-９一二三四五六七八九十]{0,3}\s*[：:]\s*", "", text)
        numbered = _LIST_ITEM.match(core)
        core = core[numbered.end() :] if numbered else core
        if not core.strip():
            continue
        if numbered or text.startswith("附") or not titles:
            titles.append(core)
        else:
            titles[-1] += core
    return titles


def _opening(blocks: list[Block], index: int, promised: list[str]) -> AnnexStart | None:
    """The annex that begins at a label line, or None when the line is running text."""
    block = blocks[index]
    assert isinstance(block, Paragraph)
    wanted = {squeeze(title) for title in promised}
    if ANNEX_LABEL.fullmatch(block.text):
        if squeeze(block.text) in {"附", "附："} and index + 1 >= len(blocks):
            return None
        lines, body = _title_lines(blocks, index + 1, wanted)
        return AnnexStart(index, block.text, tuple(lines), body)
    opening = ANNEX_OPENING.fullmatch(block.text)
    if opening is None or index + 1 >= len(blocks):
        return None
    title = opening["title"]
    sure = opening["n"] or opening["colon"] or (squeeze(title) in wanted)
    if not sure or not is_title_like(title) or re.match(r"[的所规列中至和、第]", title):
        return None
    return AnnexStart(index, opening["label"], (title,), index + 1)


def _title_lines(blocks: list[Block], start: int, wanted: set[str]) -> tuple[list[str], int]:
    """The title under a label: the shortest run of lines that spells a promised title or ends with a genre word."""
    lines: list[str] = []
    for block in blocks[start : start + _MOST_TITLE_LINES]:
        if (
            not isinstance(block, Paragraph)
            or not is_title_like(block.text)
            or (read_mark(block.text) and not block.heading)
        ):
            break
        lines.append(block.text)
    span = next((n for n in range(1, len(lines) + 1) if _is_promised(lines[:n], wanted)), 0)
    span = span or next((n for n in range(1, len(lines) + 1) if title_word("".join(lines[:n]))), 0)
    span = span or _centred_run(blocks, start, len(lines))
    if span < len(lines) and _BRACKETED_ADDITION.fullmatch(lines[span]):
        span += 1
    return lines[:span], start + span


def _is_promised(lines: list[str], wanted: set[str]) -> bool:
    """Whether the lines spell a promised title, or its end (the list may put the author before it)."""
    whole = squeeze("".join(lines))
    return whole in wanted or (
        len(whole) > 8 and any(title.endswith(whole) for title in wanted)
    )  # no mere genre word


def _centred_run(blocks: list[Block], start: int, most: int) -> int:
    """Without other evidence: the first line, and what is set in the middle below it."""
    span = min(most, 1)
    while 0 < span < most:
        block = blocks[start + span]
        if not (isinstance(block, Paragraph) and block.centred):
            break
        span += 1
    return span
