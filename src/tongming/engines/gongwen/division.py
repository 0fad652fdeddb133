"""Divides a document into cover, body and annexes, and each of them into text and closing lines.

A notice that prints, forwards or promulgates another document (关于印发…的通知, 转发, 令) is a cover: its text and
signature come first, the document behind it is the body.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from .annexes import AnnexStart, find_annexes
from .blocks import Block, Paragraph
from .dates import line_date
from .head import Head, read_head
from .lines import is_colophon, is_disclosure_note, name_and_date
from .numbering import read_mark
from .organizations import is_organization, is_signer
from .titles import is_title_like, join_title, title_word
from .words import squeeze

_FORWARDS = re.compile(
    r"(?:关于)?(?:印发|转发|批转|发布|公布|颁布|下达)(?P<what>.+?)(?:的(?:通知|公告|通报|命令|决定|令|函))?$"
)
_NAMED = re.compile(r"《([^《》]{4,100}(?:《[^《》]*》[^《》]*)?)》")
_COVER_WORDS = re.compile(
    r"现(?:将|予|印|转)|印发给你们|转发给你们|予以(?:公布|发布|印发)|现(?:予)?(?:公布|发布)|自.{2,20}起施行|公布施行"
)
_SIGNATURE_REACH = 30
_MOST_SIGNERS = 15
_MOST_BODY_TITLE_LINES = 4
_SHORTEST_BODY_TITLE = 4


@dataclass(slots=True)
class Part:
    """A stretch of the document with one role. `head`: lines above its text; `closing`: lines below it."""

    blocks: list[Block]
    closing: list[Paragraph] = field(default_factory=list)
    signers: list[str] = field(default_factory=list)
    date_line: str | None = None


@dataclass(slots=True)
class Annex:
    """An annex with label, title and content."""

    label: str
    title_lines: tuple[str, ...]
    part: Part


@dataclass(slots=True)
class Division:
    """The whole document: head, cover (None when the document is its own body), body head and body, annexes."""

    head: Head
    cover: Part | None
    body_head: Head | None
    body: Part
    annexes: list[Annex]
    promised: list[str]


def divide(blocks: list[Block], *, known_title: str | None = None) -> Division:
    """Divide a repaired document."""
    head = read_head(blocks, known_title=known_title)
    starts, promised, listed = find_annexes(blocks, head.end)
    end = starts[0].index if starts else len(blocks)
    main = blocks[head.end : end]
    own = frozenset(index - head.end for index in listed)
    cover, body_head, body_blocks = _split_cover(head, main, known_title, own)
    if cover is None and starts and _prints(head, known_title, main, starts[0]):
        cover, (body_head, body_blocks) = main, _labelled_body(blocks, starts)
        starts = starts[1:]
    cover_part = _close(cover) if cover is not None else None
    body = _close(body_blocks)
    annexes = [
        _annex(blocks, start, starts[place + 1].index if place + 1 < len(starts) else len(blocks))
        for place, start in enumerate(starts)
    ]
    return Division(head, cover_part, body_head, body, annexes, promised)


def _prints(head: Head, known_title: str | None, main: list[Block], first: AnnexStart) -> bool:
    """Whether the first annex is what the cover prints by its title, and the cover orders nothing of its own."""
    forwards = _FORWARDS.search(squeeze(head.title or known_title or ""))
    if forwards is None or not first.title_lines:
        return False
    numbered = any(isinstance(block, Paragraph) and read_mark(block.text) for block in main)
    return not numbered and _core("".join(first.title_lines)) == _core(forwards["what"])


def _labelled_body(blocks: list[Block], starts: list[AnnexStart]) -> tuple[Head, list[Block]]:
    """Head (with the label 附件 among its lines) and text of a body that its cover prints as an annex."""
    end = starts[1].index if len(starts) > 1 else len(blocks)
    first = starts[0]
    body = blocks[:end]
    body_head = read_head(body, first.index + 1, known_title=join_title(first.title_lines))
    if body_head.end < first.body:
        body_head = Head(end=first.body, title_lines=list(first.title_lines), lines=list(first.title_lines))
    body_head.lines.insert(0, first.label)
    return body_head, body[body_head.end :]


def _annex(blocks: list[Block], start: AnnexStart, end: int) -> Annex:
    """One annex up to the next label."""
    return Annex(start.label, start.title_lines, _close(blocks[start.body : end]))


def _split_cover(
    head: Head, main: list[Block], known_title: str | None, listed: frozenset[int]
) -> tuple[list[Block] | None, Head | None, list[Block]]:
    """Cover, head of the body, and body; no cover when the document prints no other."""
    at, span = _body_title(head, main, known_title, listed)
    if at < 0:
        return None, None, main
    body_head = read_head(
        main, at, known_title=join_title([b.text for b in main[at : at + span] if isinstance(b, Paragraph)])
    )
    if body_head.end < at + span:
        lines = [b.text for b in main[at : at + span] if isinstance(b, Paragraph)]
        body_head = Head(end=at + span, title_lines=lines, lines=list(lines))
    return main[:at], body_head, main[body_head.end :]


def _body_title(
    head: Head, main: list[Block], known_title: str | None, listed: frozenset[int]
) -> tuple[int, int]:
    """Place and number of lines of the title behind a cover, (-1, 0) when there is none. `listed`: lines of a list of annexes."""
    title = squeeze(head.title or known_title or "")
    forwards = _FORWARDS.search(title)
    wanted = {_core(forwards["what"])} if forwards else set()
    is_cover = bool(forwards) or head.order_body is not None
    for index, block in enumerate(main):
        if not isinstance(block, Paragraph) or index in listed:
            continue
        if index and _can_open_body(block):
            span = _spells(main, index, wanted)
            if span:
                return index, span
            if is_cover and _stands_after_signature(main, index):
                return index, _run_of_title(main, index)
        if index < _SIGNATURE_REACH:
            wanted |= (
                {_core(name) for name in _NAMED.findall(block.text)}
                if is_cover or _COVER_WORDS.search(block.text)
                else set()
            )
        if read_mark(block.text) and not is_cover and index > 2:
            break
    return -1, 0


def _core(title: str) -> str:
    """A title without white space, brackets of quotation and a number behind it."""
    return re.sub(r"[《》〈〉]", "", re.sub(r"[（(][^（()）]*号[^（()）]*[）)]$", "", squeeze(title)))


def _can_open_body(block: Paragraph) -> bool:
    """Whether a line could begin the title of a body."""
    return is_title_like(block.text) and (read_mark(block.text) is None or bool(block.heading))


def _spells(main: list[Block], start: int, wanted: set[str]) -> int:
    """How many lines from `start` spell a wanted title (one may be the end of a longer name: 市发改委XX方案)."""
    text = ""
    for span, block in enumerate(main[start : start + _MOST_BODY_TITLE_LINES], start=1):
        if not isinstance(block, Paragraph) or not (
            _can_open_body(block) or (span > 1 and block.text[0] in "（(")
        ):
            return 0
        text = _core(text + block.text)
        if len(text) >= _SHORTEST_BODY_TITLE and any(
            text == name or (len(text) > 8 and name.endswith(text)) for name in wanted
        ):
            return span
    return 0


def _stands_after_signature(main: list[Block], index: int) -> bool:
    """Whether date or note lines stand right above, and the line ends as titles of documents do."""
    before = main[index - 1]
    if not isinstance(before, Paragraph) or not (line_date(before.text) or is_disclosure_note(before.text)):
        return False
    block = main[index]
    assert isinstance(block, Paragraph)
    if (
        is_colophon(block.text)
        or is_disclosure_note(block.text)
        or (is_organization(block.text) and not title_word(block.text))
    ):
        return False
    run = _run_of_title(main, index)
    return index + run < len(main)


def _run_of_title(main: list[Block], start: int) -> int:
    """How many lines from `start` make up a title that no wanted name helps to find."""
    text = ""
    for span, block in enumerate(main[start : start + _MOST_BODY_TITLE_LINES]):
        if not isinstance(block, Paragraph) or not _can_open_body(block):
            return max(span, 1)
        if text and title_word(text):
            return span
        text += block.text
    return 1


def _close(blocks: list[Block]) -> Part:
    """Split signature, date, notes and colophon off the end of a part."""
    cut = _closing_start(blocks)
    closing = [block for block in blocks[cut:] if isinstance(block, Paragraph)]
    part = Part(blocks[:cut], closing)
    for paragraph in closing:
        if line_date(paragraph.text):
            part.date_line = part.date_line or paragraph.text
        elif part.date_line is None and (is_organization(paragraph.text) or is_signer(paragraph.text)):
            part.signers.append(paragraph.text)
        elif (split := name_and_date(paragraph.text)) and part.date_line is None:
            part.signers.append(split[0])
            part.date_line = split[1]
    return part


def _closing_start(blocks: list[Block]) -> int:
    """The index at which the closing lines begin; `len(blocks)` when there are none."""
    cut = len(blocks)
    while cut > 0 and len(blocks) - cut < _SIGNATURE_REACH and _is_closing_line(blocks[cut - 1]):
        cut -= 1
    if any(_is_dated(block) for block in blocks[cut:]):
        first_date = next(place for place in range(cut, len(blocks)) if _is_dated(blocks[place]))
        cut = first_date
        while cut > 0 and first_date - cut < _MOST_SIGNERS and _is_signature_line(blocks[cut - 1]):
            cut -= 1
        while cut > 0 and _is_note(blocks[cut - 1]):
            cut -= 1
    return _annex_list_start(blocks, cut)


def _is_dated(block: Block) -> bool:
    """A date line, with or without the signing body on it."""
    return isinstance(block, Paragraph) and (
        line_date(block.text) is not None or name_and_date(block.text) is not None
    )


def _is_closing_line(block: Block) -> bool:
    """Whether a line belongs below the text: signature, date, note, colophon."""
    if not isinstance(block, Paragraph):
        return False
    return (
        _is_note(block)
        or line_date(block.text) is not None
        or _is_signature_line(block)
        or name_and_date(block.text) is not None
    )


def _is_note(block: Block) -> bool:
    """Disclosure note, bracketed contact line or colophon."""
    if not isinstance(block, Paragraph):
        return False
    text = block.text
    return (
        is_disclosure_note(text)
        or is_colophon(text)
        or bool(re.fullmatch(r"[（(](?:联系人|联系电话|此件)[^）)]{0,80}[）)]", text))
    )


def _is_signature_line(block: Block) -> bool:
    """The name of a body or an office-holder on a line of its own."""
    if not isinstance(block, Paragraph) or len(block.text) > 60 or read_mark(block.text):  # three names fit
        return False
    return is_organization(block.text) or is_signer(block.text)


def _annex_list_start(blocks: list[Block], cut: int) -> int:
    """Include the list of annexes (附件：1.…) that stands above the signature."""
    for index in range(cut - 1, max(cut - _SIGNATURE_REACH, -1), -1):
        block = blocks[index]
        if not isinstance(block, Paragraph) or len(block.text) > 150 or block.text[-1] in "。；":
            return cut
        if re.match(r"附\s*件?\s*[0-9０-９一]{0,2}\s*(?:[：:]|$)", block.text):
            return index
    return cut
