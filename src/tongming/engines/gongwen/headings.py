"""Splits a numbered paragraph into its heading and its text, and finds the rest of a heading broken over lines."""

from __future__ import annotations

import re

from .blocks import Block, Paragraph, TableBlock
from .numbering import ARTICLE_RANK, Mark, read_mark
from .organizations import is_organization
from .settling import closes_document
from .titles import is_title_like
from .words import ends_sentence, squeeze

_LAW_UNITS = {"编", "分编", "章", "节"}
# A half-width full stop ends a sentence of Chinese text, not a figure or a Western name.
_SENTENCE_END = re.compile(r"[。！？]|(?<=[\u4e00-\u9fa5”）)])\.(?=[\u4e00-\u9fa5“（(]|$)")
_ARTICLE_HEADING = re.compile(r"(?:【[^】]{1,40}】|\[[^\]]{1,40}\]|[（(][^（()）。，；]{1,30}[）)](?=$|\s))")
_RUN_IN = re.compile(r"[^，。；：:！？“”]{2,20}[：:]")
_LEADS_LIST = re.compile(r"(?:为|是|如下|下列|之一|的|包括|以下|规定|修改|内容|条件|情形|职责)[：:]$")
_LONGEST_HEADING = 60
_LONGEST_RUN_IN = 45
_LONGEST_LONE_SENTENCE = 40
_LONGEST_TAIL = 32
_LONGEST_BARE_HEADING = 16


def split_heading(mark: Mark, kind: str, following: Block | None) -> tuple[str | None, str]:
    """Heading (None when there is none) and text of a numbered paragraph."""
    rest = mark.rest
    if kind in _LAW_UNITS:
        return _close_heading(rest) or None, ""
    if kind == "条":
        return _article_heading(rest, following)
    if kind == "项" or not rest:
        return None, rest
    if mark.printed == "":
        return rest, ""
    return _section_heading(mark, rest, following)


def _article_heading(rest: str, following: Block | None) -> tuple[str | None, str]:
    """第一条（目的和依据） or 第一条【目的】: the bracket is the heading of the article; so is a word alone above its text."""
    match = _ARTICLE_HEADING.match(rest)
    if match is None and _is_bare_heading(rest) and _is_article_text(following):
        return rest, ""
    return (match.group(), rest[match.end() :].strip()) if match else (None, rest)


def _is_bare_heading(rest: str) -> bool:
    """A word or two without any punctuation: 第一条 总则."""
    return 0 < len(rest) <= _LONGEST_BARE_HEADING and not re.search(r"\W", rest.replace("、", ""))


def _is_article_text(following: Block | None) -> bool:
    """Whether the next block is text or an item of the same article."""
    if not isinstance(following, Paragraph):
        return False
    below = read_mark(following.text)
    return ends_sentence(following.text) if below is None else below.rank > ARTICLE_RANK


def _section_heading(mark: Mark, rest: str, following: Block | None) -> tuple[str | None, str]:
    """Headings of 一、 （一） 1. （1）: a line of its own, or the first sentence of the paragraph."""
    end = _SENTENCE_END.search(rest)
    if end is None:
        return (rest, "") if _is_lone_heading(rest) else _run_in(rest)
    first, text = rest[: end.end()], rest[end.end() :].strip()
    label = _RUN_IN.match(first)
    if label and not _LEADS_LIST.search(label.group()) and label.end() < len(rest):
        return label.group(), rest[label.end() :].strip()
    if "“" in first and "”" not in first:
        return None, rest
    if text:
        return (first, text) if len(first) <= _LONGEST_RUN_IN and "：" not in first else (None, rest)
    return (
        (first, "")
        if len(first) <= _LONGEST_LONE_SENTENCE and _has_text_below(mark, following)
        else (None, rest)
    )


def _is_lone_heading(rest: str) -> bool:
    """A line without any sentence end: a heading unless it is an item of a list or leads to one."""
    return (
        len(rest) <= _LONGEST_HEADING
        and rest[-1] not in "，、；;,."
        and not (rest[-1] in "：:" and bool(_LEADS_LIST.search(rest)))
    )


def _run_in(rest: str) -> tuple[str | None, str]:
    """A label before a colon in a paragraph without a full stop."""
    label = _RUN_IN.match(rest)
    if label and label.end() < len(rest) and not _LEADS_LIST.search(label.group()):
        return label.group(), rest[label.end() :].strip()
    return None, rest


def _has_text_below(mark: Mark, following: Block | None) -> bool:
    """Whether a one-sentence line heads what follows: plain text, or a deeper number."""
    if isinstance(following, TableBlock):
        return True
    if not isinstance(following, Paragraph):
        return False
    below = read_mark(following.text)
    return not closes_document(following.text) if below is None else below.rank > mark.rank


def _close_heading(text: str) -> str:
    """A chapter heading without the spaces that spread it out (总　则)."""
    parts = text.split()
    if len(parts) > 1 and (all(len(part) == 1 for part in parts) or not re.search(r"[A-Za-z0-9]", text)):
        return "".join(parts)
    return " ".join(parts)


def continues_heading(blocks: list[Block], index: int, mark: Mark, heading: str | None) -> list[str]:
    """Further lines of the heading of a chapter: short, unnumbered, without a sentence, and before an article or deeper number."""
    if mark.kind not in _LAW_UNITS and heading is not None:
        return []
    extra: list[str] = []
    for place in range(index + 1, min(index + 4, len(blocks))):
        block = blocks[place]
        if (
            not isinstance(block, Paragraph)
            or read_mark(block.text)
            or not is_title_like(block.text)
            or len(block.text) > _LONGEST_TAIL
        ):
            break
        extra.append(_close_heading(block.text))
    after = blocks[index + 1 + len(extra)] if index + 1 + len(extra) < len(blocks) else None
    if not extra or (mark.kind not in _LAW_UNITS and len(extra) > 1):
        return []
    numbered = isinstance(after, Paragraph) and read_mark(after.text) is not None
    lonely = heading is None and not is_organization(squeeze(extra[0]))
    return extra if numbered or lonely else []
