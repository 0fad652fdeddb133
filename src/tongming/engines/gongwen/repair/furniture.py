"""Takes page furniture out: page numbers, running headers and footers, buttons of web pages.

A page number is certain with its dashes or words (— 3 —, 第3页 共5页); a bare number counts only as one of a rising
series. A running header is a short line that stands again and again beside page boundaries.
"""

from __future__ import annotations

import re
from dataclasses import replace

from tongming.engines.gongwen.blocks import Block, Paragraph
from tongming.engines.gongwen.lines import ISSUE_LINE, is_page_number
from tongming.engines.gongwen.numbering import read_mark
from tongming.engines.gongwen.numerals import to_integer
from tongming.engines.gongwen.organizations import is_organization
from tongming.engines.gongwen.titles import is_title_like, title_word
from tongming.engines.gongwen.words import ends_sentence, squeeze

_BARE_NUMBER = re.compile(r"[0-9０-９]{1,3}")
_WEB = re.compile(
    r"(?:【|\[|［)?\s*(?:字体|字号)\s*[：:]?\s*[\[【（(]?\s*大\s*\S?\s*中\s*\S?\s*小\s*[\]】）)]?.{0,20}|[【\[]?(?:打印(?:本页|此页|文章)?|关闭(?:窗口|本页)?|收藏(?:本页)?"
    r"|我要纠错|扫一扫.{0,20}|分享到.{0,20}|责任编辑.{0,20}|浏览次数.{0,20}|点击数.{0,20}|访问量.{0,20}|下载文字版|下载图片版|返回顶部|上一篇.{0,60}|下一篇.{0,60}|相关(?:链接|阅读|报道|解读|新闻|稿件)\s*[：:].{0,100})"
    r"(?:\s*[】\]|｜、]?\s*[【\[]?(?:打印(?:本页)?|关闭(?:窗口|本页)?|收藏(?:本页)?|我要纠错)[】\]]?)*[】\]]?"
    r"|(?:发布日期|发布时间|信息来源|稿件来源|文章来源|来源|时间|作者)\s*[：:]\s*\S{0,30}(?:\s+(?:发布日期|发布时间|信息来源|来源|时间|作者|浏览次数|字体|字号)\s*[：:]\s*.{0,30})+"
    r"|(?:(?:您|你)?(?:现在|当前)?(?:的|所在)*位置)\s*[：:].{0,100}|.{0,60}(?:ICP备|公网安备|网站标识码|版权所有|技术支持[：:]).{0,60}"
)
_SHORTEST_HEADER, _LONGEST_HEADER = 4, 40
_LONGEST_WRAPPED = 75
_FEWEST_REPEATS = 3
_FEWEST_BESIDE_NUMBERS = 2
_FEWEST_BARE = 2


def remove_furniture(blocks: list[Block]) -> tuple[list[Block], list[str]]:
    """Blocks without page furniture, and the text taken out. What follows a boundary is marked as `page_start`."""
    drop = _page_numbers(blocks)
    drop |= _running_lines(blocks, drop)
    drop |= {
        i
        for i, block in enumerate(blocks)
        if isinstance(block, Paragraph) and len(block.text) <= 120 and _WEB.fullmatch(block.text)
    }
    kept: list[Block] = []
    removed: list[str] = []
    boundary = False
    for index, block in enumerate(blocks):
        if index in drop:
            assert isinstance(block, Paragraph)
            removed.append(block.text)
            boundary = True
            continue
        kept.append(replace(block, page_start=True) if boundary else block)
        boundary = False
    return kept, removed


def _page_numbers(blocks: list[Block]) -> set[int]:
    """Indexes of page-number lines."""
    paragraphs = [
        (index, block.text)
        for index, block in enumerate(blocks)
        if isinstance(block, Paragraph) and len(block.text) <= 24
    ]
    certain = {index for index, text in paragraphs if is_page_number(text)}
    bare = [(index, to_integer(text) or 0) for index, text in paragraphs if _BARE_NUMBER.fullmatch(text)]
    return certain | _rising(bare)


def _rising(bare: list[tuple[int, int]]) -> set[int]:
    """Bare numbers that count pages: each one more than the last, at least two of them, with text between."""
    found: set[int] = set()
    run: list[tuple[int, int]] = []
    for index, value in [*bare, (-1, -1)]:
        if run and value == run[-1][1] + 1 and index - run[-1][0] > 1:
            run.append((index, value))
            continue
        if len(run) >= _FEWEST_BARE:
            found.update(place for place, _ in run)
        run = [(index, value)]
    return found


def _running_lines(blocks: list[Block], numbers: set[int]) -> set[int]:
    """Indexes of repeated short lines that stand beside page boundaries in most places."""
    places: dict[str, list[int]] = {}
    for index, block in enumerate(blocks):
        if isinstance(block, Paragraph) and index not in numbers and len(block.text) <= _LONGEST_HEADER:
            places.setdefault(squeeze(block.text), []).append(index)
    found: set[int] = set()
    for text, indexes in places.items():
        if text[-1:] in "。；：！？:;!?":
            continue
        if len(indexes) < _FEWEST_BESIDE_NUMBERS:
            found |= {index for index in indexes if _splits_sentence(blocks, index, numbers)}
            continue
        numbered = all(index - 1 in numbers or index + 1 in numbers for index in indexes)
        beside = sum(_at_boundary(blocks, index, numbers) for index in indexes)
        if numbered or (len(indexes) >= _FEWEST_REPEATS and beside * 3 >= len(indexes) * 2):
            first_is_title = not _at_boundary(blocks, indexes[0], numbers) or indexes[0] == 0
            found |= set(indexes[1:] if first_is_title else indexes)
    return found


def _splits_sentence(blocks: list[Block], index: int, numbers: set[int]) -> bool:
    """Whether a line beside a page number stands in the middle of a long paragraph (one not wrapped at a fixed width)."""
    outer = [place for place in (index - 1, index + 1) if place in numbers]
    line = blocks[index]
    if not outer or not isinstance(line, Paragraph) or not _could_head_pages(line.text):
        return False
    first, last = min(index, *outer), max(index, *outer)
    before = blocks[first - 1] if first else None
    following = blocks[last + 1] if last + 1 < len(blocks) else None
    if not isinstance(before, Paragraph) or not isinstance(following, Paragraph):
        return False
    return (
        len(before.text) > _LONGEST_WRAPPED
        and not ends_sentence(before.text)
        and read_mark(following.text) is None
    )


def _could_head_pages(text: str) -> bool:
    """A title, a body, an issue or a year: what printers put above the text of a page. The rest of a sentence is not."""
    return (
        len(text) >= _SHORTEST_HEADER
        and is_title_like(text)
        and bool(
            title_word(text)
            or is_organization(text)
            or ISSUE_LINE.fullmatch(text)
            or re.search(r"公报|年|期|卷", text)
        )
    )


def _at_boundary(blocks: list[Block], index: int, numbers: set[int]) -> bool:
    """Whether a line stands at the edge of a page, or in the middle of a sentence."""
    if index - 1 in numbers or index + 1 in numbers:
        return True
    block = blocks[index]
    following = blocks[index + 1] if index + 1 < len(blocks) else None
    if (isinstance(block, Paragraph) and block.page_start) or (
        following is not None and following.page_start
    ):
        return True
    before = blocks[index - 1] if index else None
    if not isinstance(before, Paragraph) or not isinstance(following, Paragraph):
        return False
    return len(before.text) > _LONGEST_HEADER and not ends_sentence(before.text)
