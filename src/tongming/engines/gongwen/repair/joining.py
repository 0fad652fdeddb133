"""Joins sentences that a page end, a line end or a blank line broke in two.

Three grades of certainty. Certain: a paragraph cannot end with a comma, an opening bracket or 的, and none begins with a
closing mark. Lay-out: in text wrapped at a fixed width a full line goes on in the next. Likely: a paragraph of
sentences stops without an end mark and what follows stands for nothing of its own; this one is reported as a doubt.
"""

from __future__ import annotations

import re
from dataclasses import replace

from tongming.engines.gongwen.blocks import Block, Paragraph
from tongming.engines.gongwen.dates import DATE, line_date
from tongming.engines.gongwen.lines import ANNEX_LABEL, OPENS_HISTORY, is_disclosure_note, is_structural
from tongming.engines.gongwen.numbering import Mark, read_mark
from tongming.engines.gongwen.organizations import is_addressee, is_organization
from tongming.engines.gongwen.titles import is_title_like, title_word
from tongming.engines.gongwen.words import ends_sentence, stops

from .elements import element_goes_on, goes_on_surely
from .layout import Wrap, fills_line, wrap_of

_OPEN_END = re.compile(
    r"[，、,（(《〈“‘【〔\[]$|(?:(?<!目)的|[和与及或在将把被以从由并而对为于至]|以及|关于|根据|按照)$"
)
_OPEN_TITLE = re.compile(r"[《“（(][^《》“”（）()]{0,40}$")
_WESTERN_END, _WESTERN_START = re.compile(r"[A-Za-z0-9]$"), re.compile(r"^[A-Za-z]")
_INNER = re.compile(r"[。；！？]")
_LAW_CITED = re.compile(
    r"(?:》|本法|本条例|本办法|本规定|本细则|本解释|刑法|民法典|法|条例|规定|办法|依照|第|条|款|项|、|至|和|或|及)$"
)
_LEAST_CITING = 18
_LEAST_OPENING, _LEAST_IN_LAW = 28, 16
_HEADED = {"编", "分编", "章", "节"}
_FORMULA = re.compile(r"[=＝×÷]")
_ORDINAL = re.compile(r"第[一二三四五六七八九十]+[，、]|[一二三四五六七八九十]+是|——")
_HEAD_LINES = 15
_SIGNATURE_AHEAD = 4
_LONGEST_TAIL = 30
# The end of a heading that a page or line end cut off: 深化…改革信息 / 公开。各部门要…
_REST_OF_HEADING = re.compile(r"[^，。；：！？（(“]{1,6}。")
_OPENS_SENTENCE = re.compile(r"(?:为|根据|按照|依据|依照|经|现将|现就|近年来|自|凡|对于|由于)")


def join_broken_lines(blocks: list[Block]) -> tuple[list[Block], list[str]]:
    """Blocks with broken paragraphs joined, and Chinese sentences about the joins one should look at."""
    wrap = wrap_of(blocks)
    result: list[Block] = []
    pieces: list[list[str]] = []
    warnings: list[str] = []
    by_layout = 0
    for index, block in enumerate(blocks):
        before = result[-1] if result else None
        if isinstance(before, Paragraph) and isinstance(block, Paragraph):
            parts = pieces[-1]
            recent = replace(before, text="".join(parts[-2:])) if len(parts) > 1 else before
            grade = _grade(recent, block, blocks, index, wrap)
            if grade:
                by_layout += grade == "layout"
                if grade == "likely":
                    warnings.append(
                        f"“…{parts[-1][-8:]}”与“{block.text[:8]}…”之间疑似断行，已拼成一句，请核对。"
                    )
                parts.append(_glue(parts[-1], block.text) + block.text)
                continue
        result.append(block)
        pieces.append([block.text] if isinstance(block, Paragraph) else [])
    if by_layout:
        warnings.append(f"原文按固定行宽折行，已按版面把 {by_layout} 处折行拼接成段，请核对分段。")
    return [_joined(block, parts) for block, parts in zip(result, pieces, strict=True)], warnings


def _joined(block: Block, parts: list[str]) -> Block:
    """The block with its pieces as one text."""
    return replace(block, text="".join(parts)) if isinstance(block, Paragraph) and len(parts) > 1 else block


def _glue(before: str, after: str) -> str:
    """A space between two Western words, nothing between Chinese ones."""
    return " " if _WESTERN_END.search(before) and _WESTERN_START.match(after) else ""


def _grade(before: Paragraph, block: Paragraph, blocks: list[Block], index: int, wrap: Wrap) -> str:
    """How surely `block` continues `before`: certain, layout, likely, or "" for not at all."""
    if before.heading or block.heading or OPENS_HISTORY.match(block.text):
        return ""
    if is_structural(block.text) or is_structural(before.text):
        return "certain" if element_goes_on(before.text, block.text, at_top=index <= _HEAD_LINES) else ""
    if index <= _HEAD_LINES and is_addressee(block.text) and not goes_on_surely(before.text, block.text):
        return ""
    full = wrap.width > 0 and fills_line(blocks, index, wrap)
    mark = read_mark(block.text)
    if mark is not None and (not mark.weak or stops(before.text)):
        # In indented text a full line that stops in mid-sentence goes on in an unindented one, whatever that begins with.
        runs_on = full and wrap.indents and not block.indented and not stops(before.text)
        if _is_cited(before.text, mark):
            return "certain"
        return "layout" if runs_on else "likely" if _is_word(before.text, mark, blocks, index) else ""
    return _grade_of_text(before, block, blocks, index, wrap if full else replace(wrap, width=0))


def _grade_of_text(before: Paragraph, block: Paragraph, blocks: list[Block], index: int, wrap: Wrap) -> str:
    """The grade for two unnumbered lines; `wrap.width` is 0 when the line before does not fill the measure."""
    if _is_lone_number(before.text) or goes_on_surely(before.text, block.text):
        return "certain"
    if _is_signature(blocks, index):
        return ""
    starts_paragraph = block.indented and wrap.indents
    if (
        wrap.width
        and not starts_paragraph
        and (wrap.indents or before.text[-1] in "；;" or not stops(before.text))
    ):
        return "" if block.centred or _is_title(before, blocks, index) else "layout"
    if ends_sentence(before.text):
        return ""
    if _OPEN_TITLE.search(before.text) or (
        _OPEN_END.search(before.text) and not _is_name_of_body(before.text)
    ):
        return "certain"
    return "likely" if not starts_paragraph and _is_broken(before, block, blocks, index, wrap) else ""


def _is_lone_number(text: str) -> bool:
    """A section or item number with its punctuation and nothing behind it."""
    mark = read_mark(text)
    return (
        mark is not None
        and not mark.rest
        and not mark.weak
        and mark.kind not in {*_HEADED, "条"}
        and not text.isalnum()
    )


def _is_title(line: Paragraph, above: list[Block], index: int) -> bool:
    """A line near the top, before any sentence, that ends as titles do and holds no clause."""
    if (
        index > _HEAD_LINES
        or not title_word(line.text)
        or not is_title_like(line.text)
        or re.search(r"[，,]", line.text)
    ):
        return False
    return not any(
        isinstance(block, Paragraph) and (block.text[-1] in "。；" or read_mark(block.text))
        for block in above
    )


def _is_cited(before: str, mark: Mark) -> bool:
    """A line that begins with a cited number (本法 / 第三十二条规定, 第 / （二）、（三）项) goes on; a heading does not."""
    if mark.kind not in {"条", "（一）"} or ends_sentence(before) or len(before) < _LEAST_CITING:
        return False
    if mark.kind == "（一）":
        return bool(re.search(r"[第、和及至或]$", before)) and (
            mark.printed[-1] == "、" or mark.rest[:1] in tuple("项、和及至或")
        )
    return bool(_LAW_CITED.search(before)) and bool(re.search("[，。；]", before))


def _is_word(before: str, mark: Mark, blocks: list[Block], index: int) -> bool:
    """统 / 一、规范…: the numeral ends a word of the sentence before and breaks the sequence that goes on around it."""
    if mark.kind != "一" or stops(before) or len(before) < _LEAST_OPENING or not _INNER.search(before):
        return False
    around = (
        (place, read_mark(b.text))
        for place, b in enumerate(blocks)
        if isinstance(b, Paragraph) and place != index
    )
    sections = [(place, other.value) for place, other in around if other is not None and other.kind == "一"]
    last = next((value for place, value in reversed(sections) if place < index), None)
    following = next((value for place, value in sections if place > index), None)
    return last is not None and mark.value != last + 1 and following in {None, last + 1}


def _is_broken(before: Paragraph, block: Paragraph, blocks: list[Block], index: int, wrap: Wrap) -> bool:
    """Whether a paragraph of text stops without an end mark and the next one can only continue it."""
    text = before.text
    if _stands_alone(before, blocks, index) or block.centred or (not wrap.is_law and _reads_as_title(text)):
        return False
    mark = read_mark(text)
    if wrap.indents and before.indented and not block.indented and mark is None:
        return stops(block.text)
    if mark is not None and (mark.kind in _HEADED or not (_INNER.search(text) or wrap.is_law)):
        return bool(mark.rest) and (
            _continues_heading(block, blocks, index) or _ends_heading(mark, block, wrap)
        )
    if not _INNER.search(text):
        goes_on = stops(block.text) or len(block.text) >= _LEAST_OPENING
        if not goes_on or _ORDINAL.match(text) or not _is_open_text(before, mark, block, wrap):
            return False
    return not _is_heading_line(block, blocks, index)


def _is_open_text(before: Paragraph, mark: Mark | None, block: Paragraph, wrap: Wrap) -> bool:
    """Whether a line without a stop is text by its length or opening words, or cut by a page in a law."""
    if wrap.is_law:
        if len(before.text) >= _LEAST_IN_LAW or (mark is None and "，" in before.text):
            return True
        return stops(block.text) and (
            block.page_start or (mark is not None and mark.kind in wrap.always_run_in)
        )
    return len(before.text) >= _LEAST_OPENING or (
        _OPENS_SENTENCE.match(before.text) is not None and stops(block.text)
    )


def _stands_alone(line: Paragraph, blocks: list[Block], index: int) -> bool:
    """A title at the top or under an annex label, a formula, a dated event or the name of a body is no broken sentence."""
    is_body = read_mark(line.text) is None and is_organization(line.text)
    if line.centred or _FORMULA.search(line.text) or DATE.match(line.text) or is_body:
        return True
    above = blocks[index - 2] if index > 1 else None
    labelled = isinstance(above, Paragraph) and ANNEX_LABEL.fullmatch(above.text) is not None
    return _is_title(line, blocks, index) or (labelled and is_title_like(line.text))


def _reads_as_title(text: str) -> bool:
    """A line that ends with a genre word and holds no clause."""
    return title_word(text) is not None and is_title_like(text) and not re.search(r"[，,]", text)


def _is_heading_line(block: Paragraph, blocks: list[Block], index: int) -> bool:
    """A short line that ends with a genre word and is followed by other text is a title, not a tail."""
    return (
        is_title_like(block.text)
        and title_word(block.text) is not None
        and len(block.text) > 5
        and index + 1 < len(blocks)
    )


def _continues_heading(block: Paragraph, blocks: list[Block], index: int) -> bool:
    """A heading broken over two lines: the second is short, unnumbered, and the next paragraph is numbered or an article."""
    following = blocks[index + 1] if index + 1 < len(blocks) else None
    if (
        not isinstance(following, Paragraph)
        or len(block.text) > _LONGEST_TAIL
        or not is_title_like(block.text)
    ):
        return False
    return read_mark(following.text) is not None and not block.indented


def _ends_heading(mark: Mark, block: Paragraph, wrap: Wrap) -> bool:
    """A heading cut off before its full stop: a word or two and the stop follow.

    Where such headings run into their text, any sentence may follow: over a page, or if all others do.
    """
    if mark.kind in _HEADED or read_mark(block.text):
        return False
    runs_in = mark.kind in wrap.always_run_in or (block.page_start and mark.kind in wrap.run_in)
    if runs_in and (ends_sentence(block.text) or _INNER.search(block.text)):
        return True
    rest = _REST_OF_HEADING.match(block.text)
    return rest is not None and rest.end() < len(block.text)


def _is_name_of_body(text: str) -> bool:
    """Whether the line is the name of a body that happens to end like an open sentence."""
    return len(text) <= _LONGEST_TAIL and is_organization(text)


def _is_signature(blocks: list[Block], index: int) -> bool:
    """Whether a short line begins the signature: organizations with a date line right below."""
    for later in blocks[index : index + _SIGNATURE_AHEAD]:
        if not isinstance(later, Paragraph) or len(later.text) > _LONGEST_TAIL * 2:
            return False
        if line_date(later.text) or is_disclosure_note(later.text):
            return True
        if re.search(r"[，。；：]", later.text):
            return False
    return False
