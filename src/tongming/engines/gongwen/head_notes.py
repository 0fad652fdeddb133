"""Lines that stand below a title: how many of them make up one element.

Addressees, 题注 (adoption and amendment history), where and when a report was given, and author and date set below the title.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from .blocks import Block, Paragraph
from .dates import DATE, line_date
from .lines import is_history_note, is_number_line, name_and_date
from .numbering import read_mark
from .organizations import is_addressee, is_organization, is_signer
from .titles import title_word
from .words import squeeze

_HISTORY_LINE = re.compile(
    r"[（(]?\s*(?:根据)?(?:\d{4}|[〇一二三四五六七八九]{4})\s*年\s*\S{1,2}\s*月\s*\S{1,3}\s*日.{2,200}(?:通过|公布|发布|修订|修正|批准|施行|颁布|修改)[）)]?"
)
_OCCASION = re.compile(rf"[—–―\-]{{1,4}}.{{0,80}}|[（(]?\s*(?:{DATE.pattern})\s*在.{{4,80}}上[）)]?")
_MOST_AUTHORS = 6
_LATIN = re.compile(r"[0-9０-９A-Za-z]{2}")
_LONG_LIST = 30
LONGEST_ADDRESSEES = 400


@dataclass(frozen=True, slots=True)
class HeadSignature:
    """Authors and date below a title: number of lines, the bodies, the date as printed."""

    span: int
    names: tuple[str, ...]
    date_line: str


def is_occasion(text: str) -> bool:
    """——2022年1月10日在江海市第十五届人民代表大会第一次会议上, or another line that a dash adds to a title."""
    return len(text) <= 100 and text[-1] not in "。；：" and _OCCASION.fullmatch(text) is not None


def head_signature(blocks: list[Block], index: int) -> HeadSignature | None:
    """Bodies on lines of their own with the date right below them, or both on one line."""
    names: list[str] = []
    for block in blocks[index : index + _MOST_AUTHORS]:
        if not isinstance(block, Paragraph):
            return None
        if pair := name_and_date(block.text):
            return HeadSignature(len(names) + 1, (*names, pair[0]), pair[1])
        if names and line_date(block.text):
            return HeadSignature(len(names) + 1, tuple(names), block.text)
        if not is_organization(block.text) or title_word(block.text):
            return None
        names.append(block.text)
    return None


def history_span(text: str, blocks: list[Block], index: int) -> int:
    """How many lines a history note takes, 0 when the line begins none."""
    if is_history_note(text) or _HISTORY_LINE.fullmatch(text):
        return 1
    if text[:1] not in "（(" or text[-1:] in "）)":
        return 0
    joined = text
    for span, later in enumerate(blocks[index + 1 : index + 30], start=2):
        if not isinstance(later, Paragraph) or read_mark(later.text):
            return 0
        joined += later.text
        if later.text[-1] in "）)" and joined.count("（") + joined.count("(") <= joined.count(
            "）"
        ) + joined.count(")"):
            return span if is_history_note(joined) else 0
    return 0


def addressee_span(blocks: list[Block], index: int) -> int:
    """How many lines a list of addressees takes, 0 when none begins here."""
    text, taken = "", 0
    for block in blocks[index : index + 5]:
        if (
            not isinstance(block, Paragraph)
            or re.search(r"[。；！？《》“”]|关于", block.text)
            or read_mark(block.text)
            or _LATIN.search(block.text)
            or is_occasion(block.text)
            or is_signer(block.text)
        ):
            return 0
        if block.text[-1] not in "：:，、," and (title_word(block.text) or is_number_line(block.text)):
            return 0
        text += block.text
        taken += 1
        if len(text) > LONGEST_ADDRESSEES:
            return 0
        if block.text[-1] in "：:":
            break
    if not is_addressee(text) or (taken > 1 and not _is_one_list(blocks[index : index + taken])):
        return 0
    return taken


def is_person_answered(title: str | None, block: Block) -> bool:
    """The name of the person whom a reply, notice or decision on a request addresses."""
    answers = re.search(r"(?:答复|告知|决定|通知|意见|受理)书?$", squeeze(title or ""))
    return (
        bool(answers)
        and isinstance(block, Paragraph)
        and re.fullmatch(r"[\u4e00-\u9fa5·]{2,6}[：:]", block.text) is not None
    )


def _is_one_list(lines: list[Block]) -> bool:
    """Whether several lines are one list: long, or the lines above the last are no complete names by themselves."""
    texts = [line.text for line in lines if isinstance(line, Paragraph)]
    above = "".join(texts[:-1])
    return (
        len(squeeze("".join(texts))) >= _LONG_LIST
        or re.search("[，,]", above) is not None
        or not is_organization(above)
    )
