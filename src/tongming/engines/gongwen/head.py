"""Reads the head of a document: letterhead, number, title, history note, addressees (GB/T 9704).

Lines are taken from the top as long as each is one of these. A title needs evidence: a genre word, 关于, lay-out, or a
number, addressee or history note beside it. Without it the text has no printed title and none is invented.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from .blocks import Block, Paragraph
from .dates import line_date
from .doc_numbers import normalise_doc_number, only_doc_number
from .head_notes import (
    LONGEST_ADDRESSEES,
    addressee_span,
    head_signature,
    history_span,
    is_occasion,
    is_person_answered,
)
from .lines import (
    ANNEX_LABEL,
    CONTENTS_LABEL,
    COPY_MARK,
    ISSUE_LINE,
    LETTERHEAD,
    OPENS_HISTORY,
    ORDER_LINE,
    ORDER_NUMBER,
    is_disclosure_note,
    is_number_line,
    is_structural,
    number_part,
)
from .numbering import read_mark
from .organizations import is_organization, is_signer
from .titles import GENRES, is_title_like, join_title, title_word
from .words import squeeze

_MOST_HEAD_LINES = 40
_WHOLE_TITLE = re.compile(rf"的(?:{'|'.join(GENRES)})(?:[（(][^（()）]*[）)])?$")
_PROMULGATES = re.compile(
    r"《[^》]{4,60}》(?:（[^（）]*）)?(?:已|业|经|于)"
)  # the text of an order, whose line a page broke
_MOST_TITLE_LINES = 6
_MOST_JOINT_ISSUERS = 12
_LONGEST_TITLE = 220
_LONGEST_OTHER, _OTHERS_BEFORE_ADDRESSEES = 40, 4


@dataclass(slots=True)
class Head:
    """What the head holds. `end`: index of the first block after it; `lines`: its paragraphs as printed, letterhead excepted."""

    end: int = 0
    title_lines: list[str] = field(default_factory=list)
    lines: list[str] = field(default_factory=list)
    letterhead: list[str] = field(default_factory=list)
    doc_number: str | None = None
    order_body: str | None = None
    order_line: str | None = None
    addressees: str | None = None
    history: list[str] = field(default_factory=list)
    dates: list[str] = field(default_factory=list)
    signers: list[str] = field(default_factory=list)
    occasions: list[str] = field(default_factory=list)

    @property
    def title(self) -> str | None:
        """The title with its line breaks closed up."""
        return join_title(self.title_lines) if self.title_lines else None


def read_head(blocks: list[Block], start: int = 0, *, known_title: str | None = None) -> Head:
    """The head that begins at `start`; `end == start` when the text begins at once."""
    head = Head(end=start)
    known = squeeze(known_title or "")
    index = start
    while index < len(blocks) and index - start < _MOST_HEAD_LINES:
        block = blocks[index]
        if not isinstance(block, Paragraph):
            break
        taken = _take(head, block, blocks, index, known)
        if not taken:
            break
        index += taken
    head.end = index
    if head.title_lines and not _title_is_sure(head, blocks, start, known):
        return Head(end=start)
    return head


def _take(head: Head, block: Paragraph, blocks: list[Block], index: int, known: str) -> int:
    """Take one line (or the lines of one element) into the head; returns how many blocks, 0 when the head is over."""
    text = block.text
    if head.addressees is not None:
        return 0
    return (
        _take_letterhead(head, text, blocks, index)
        or _take_number(head, text, blocks, index)
        or _take_addressees(head, blocks, index, known)
        or _take_note(head, text, blocks, index)
        or _take_title(head, block, blocks, index, known)
        or _take_other(head, blocks, index)
    )


def _take_letterhead(head: Head, text: str, blocks: list[Block], index: int) -> int:
    """发文机关标志 (…文件), also over several lines of a joint document, and the marks above it."""
    if head.title_lines:
        return 0
    if COPY_MARK.fullmatch(text):
        head.lines.append(text)
        return 1
    run = _letterhead_run(blocks, index)
    head.letterhead.extend(
        block.text for block in blocks[index : index + run] if isinstance(block, Paragraph)
    )
    return run


def _letterhead_run(blocks: list[Block], index: int) -> int:
    """How many lines a letterhead takes: …文件, with the other bodies of a joint document above or below it.

    Names of bodies alone are a letterhead only when the document number follows at once.
    """
    run, printed = 0, False
    for block in blocks[index : index + _MOST_JOINT_ISSUERS]:
        if not isinstance(block, Paragraph):
            break
        masthead = (run > 0 and squeeze(block.text) == "文件") or (
            LETTERHEAD.fullmatch(block.text) is not None
            and "关于" not in block.text
            and len(squeeze(block.text)) > 4
        )
        if not masthead and (not is_organization(block.text) or title_word(block.text)):
            break
        printed = printed or masthead
        run += 1
    following = blocks[index + run] if index + run < len(blocks) else None
    numbered = isinstance(following, Paragraph) and is_number_line(following.text)
    if printed and not numbered:
        texts = [squeeze(block.text) for block in blocks[index : index + run] if isinstance(block, Paragraph)]
        return max(
            place
            for place, text in enumerate(texts, start=1)
            if text.endswith(("文件", "公报", "专报", "简报"))
        )
    return run if printed or numbered else 0


def _take_number(head: Head, text: str, blocks: list[Block], index: int) -> int:
    """The document number on its line, or the two lines of an order (国务院令 / 第711号)."""
    if is_number_line(text):
        head.doc_number = head.doc_number or only_doc_number(number_part(text))
        head.lines.append(text)
        return 1
    order = ORDER_LINE.fullmatch(text)
    if order is None or len(squeeze(text)) > 60:
        return 0
    following = blocks[index + 1] if index + 1 < len(blocks) else None
    if order["n"] is None and not (
        isinstance(following, Paragraph) and ORDER_NUMBER.fullmatch(following.text)
    ):
        return 0
    lines = [text] if order["n"] else [text, following.text]  # type: ignore[union-attr]
    head.order_body = squeeze(order["body"])
    head.order_line = squeeze(text)
    head.doc_number = head.doc_number or normalise_doc_number(
        squeeze("".join(lines)).replace("（", "").replace("）", "")
    )
    head.lines.extend(lines)
    return len(lines)


def _take_addressees(head: Head, blocks: list[Block], index: int, known: str) -> int:
    """主送机关, joined when wrapped over lines; only below a title, number or letterhead, or at the top if the title is known."""
    if not (head.title_lines or head.doc_number or head.letterhead or (known and index == 0)):
        return 0
    taken = addressee_span(blocks, index) or (1 if is_person_answered(head.title, blocks[index]) else 0)
    if taken:
        text = "".join(b.text for b in blocks[index : index + taken] if isinstance(b, Paragraph))
        head.addressees = text
        head.lines.append(text)
    return taken


def _take_note(head: Head, text: str, blocks: list[Block], index: int) -> int:
    """题注 (also over several lines), occasion, author, date, issue or disclosure note under the title."""
    if is_disclosure_note(text) or (head.title_lines and (ISSUE_LINE.fullmatch(text) or is_signer(text))):
        head.lines.append(text)
        return 1
    if line_date(text) and (head.title_lines or head.doc_number):
        head.dates.append(text)
        head.lines.append(text)
        return 1
    if head.title_lines and is_occasion(text):
        head.occasions.append(text)
        head.lines.append(text)
        return 1
    if head.title_lines and not head.signers and (signed := head_signature(blocks, index)):
        head.signers.extend(signed.names)
        head.dates.append(signed.date_line)
        head.lines.extend(b.text for b in blocks[index : index + signed.span] if isinstance(b, Paragraph))
        return signed.span
    span = history_span(text, blocks, index) if head.title_lines or text[:1] in "（(" else 0
    if span:
        lines = [b.text for b in blocks[index : index + span] if isinstance(b, Paragraph)]
        head.history.append("".join(lines))
        head.lines.extend(lines)
    return span


def _take_title(head: Head, block: Paragraph, blocks: list[Block], index: int, known: str) -> int:
    """The lines of the title. A second run after number or note is not taken: it is the title of a body behind a cover."""
    if head.title_lines:
        return 0
    lines: list[str] = []
    for later in blocks[index : index + _MOST_TITLE_LINES]:
        if not isinstance(later, Paragraph) or not _is_title_line(later, first=not lines):
            break
        if lines and block.heading and later.heading != block.heading:
            break
        if lines and _is_complete("".join(lines), later, known):
            break
        lines.append(later.text)
    if not lines or len("".join(lines)) > _LONGEST_TITLE:
        return 0
    head.title_lines = lines
    head.lines.extend(lines)
    return len(lines)


def _take_other(head: Head, blocks: list[Block], index: int) -> int:
    """A short line of another kind (a register number, say) between title or number and the addressees."""
    block = blocks[index]
    if not (head.title_lines or head.doc_number) or not isinstance(block, Paragraph):
        return 0
    if (
        len(block.text) > _LONGEST_OTHER
        or read_mark(block.text)
        or is_structural(block.text)
        or re.search(r"[，。；：？！]$", block.text)
    ):
        return 0
    for ahead in range(index + 1, min(index + _OTHERS_BEFORE_ADDRESSEES, len(blocks))):
        later = blocks[ahead]
        if not isinstance(later, Paragraph) or len(later.text) > LONGEST_ADDRESSEES:
            return 0
        if addressee_span(blocks, ahead):
            head.lines.append(block.text)
            return 1
        if re.search(r"[，。；：？！]$", later.text):
            return 0
    return 0


def _is_title_line(block: Paragraph, *, first: bool) -> bool:
    """Whether a line can be part of a title."""
    text = block.text
    if not is_title_like(text) or ANNEX_LABEL.fullmatch(text) or CONTENTS_LABEL.fullmatch(text):
        return False
    if (
        is_number_line(text)
        or ORDER_NUMBER.fullmatch(text)
        or ISSUE_LINE.fullmatch(text)
        or OPENS_HISTORY.match(text)
        or _PROMULGATES.match(text)
        or is_disclosure_note(text)
    ):
        return False
    if text[0] in "（(“" and first:
        return False
    return read_mark(text) is None or bool(block.heading)


def _is_complete(so_far: str, later: Paragraph, known: str) -> bool:
    """Whether the title is already whole before the next line."""
    whole = squeeze(so_far)
    if known and whole == known:
        return True
    if later.text[0] in "（(":
        return False
    if known and known.startswith(whole):
        return False
    if title_word(whole) is None or whole.endswith("关于") or later.text[0] == "的":
        return False
    # 关于进一步规范 / 市场管理的通知: the genre word stands at the end of the next line.
    return bool(_WHOLE_TITLE.search(whole)) or not _WHOLE_TITLE.search(squeeze(later.text))


def _title_is_sure(head: Head, blocks: list[Block], start: int, known: str) -> bool:
    """Whether the lines taken for a title really are one."""
    title = squeeze(head.title or "")
    if known and (title == known or title in known or known in title):
        return True
    first = blocks[start]
    laid_out = isinstance(first, Paragraph) and (first.heading > 0 or first.centred)
    beside = head.doc_number or head.addressees or head.history or head.letterhead or head.order_body
    return bool(title_word(title) or "关于" in title or laid_out or beside)
