"""Puts tables together: parts on several pages become one, repeated headers go out, broken rows are joined.

Works on blocks, before the document is divided. A row is never dropped: what is not a repeated header stays.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from .blocks import Block, Paragraph, TableBlock
from .dates import line_date
from .numerals import to_integer
from .rows import (
    Row,
    glue_cells,
    is_banner,
    is_torn_tail,
    is_unit_line,
    join_header,
    join_rows,
    names_units,
    same_cells,
)
from .titles import close_up
from .words import squeeze

_CONTINUED = re.compile(r"[（(]?\s*(?:续\s*表\s*\d*|续\s*上\s*表|接\s*上\s*表|续)\s*[）)]?")
_LONGEST_HEADER_CELL = 24
_MARKS_IN_HEADER = re.compile(r"[。；！？]")


@dataclass(frozen=True, slots=True)
class Sheet:
    """A finished table: header and body rows of one width, with the text of merged cells by (body row, column)."""

    header: Row
    rows: tuple[Row, ...]
    caption: str | None
    spans: dict[tuple[int, int], str]


def merge_tables(blocks: list[Block]) -> tuple[list[Block], list[str]]:
    """Join the parts of tables that page boundaries tore apart; returns blocks and the lines removed between them."""
    result: list[Block] = []
    removed: list[str] = []
    for index, block in enumerate(blocks):
        last = result[-1] if result else None
        if isinstance(block, TableBlock):
            notes: list[str] = []
            while result and isinstance(result[-1], Paragraph) and _CONTINUED.fullmatch(result[-1].text):
                notes.append(result.pop().text)  # type: ignore[union-attr]
            last = result[-1] if result else None
            if isinstance(last, TableBlock) and _continues(last, block, noted=bool(notes)):
                removed.extend(notes)
                result[-1] = _append(last, block)
                continue
            result.extend(Paragraph(note) for note in reversed(notes))
        elif (
            isinstance(last, TableBlock)
            and not _is_signed(blocks, index)
            and (longer := _with_unit(last, block))
        ):
            result[-1] = longer
            continue
        result.append(block)
    return result, removed


def _is_signed(blocks: list[Block], index: int) -> bool:
    """Whether a date follows, so that the line is a signature."""
    following = blocks[index + 1] if index + 1 < len(blocks) else None
    return isinstance(following, Paragraph) and line_date(following.text) is not None


def _with_unit(table: TableBlock, line: Paragraph) -> TableBlock | None:
    """The table with a unit that a line break tore off its last cell, None when the line is no unit."""
    if not table.from_lines or not names_units(table.rows[0][-1]):
        return None
    is_unit = not line.gap and is_unit_line(line.text)
    if not (is_unit or is_torn_tail(table.rows[-1][-1], line.text)):
        return None
    return replace(table, rows=(*table.rows, (line.text,)))


def _continues(first: TableBlock, second: TableBlock, *, noted: bool) -> bool:
    """Whether a table goes on: same header again, a 续表 note, or a page boundary and the same width with a rising number."""
    if not first.rows or not second.rows:
        return False
    if same_cells(first.rows[0], second.rows[0]) or noted:
        return True
    if second.has_header or len(first.rows[0]) != len(second.rows[0]):
        return False
    last, following = to_integer(first.rows[-1][0]), to_integer(second.rows[0][0])
    return (last is not None and following == last + 1) or (second.page_start and not second.rows[0][0])


def _append(first: TableBlock, second: TableBlock) -> TableBlock:
    """Both parts as one block."""
    offset = len(first.rows)
    spans = first.spans | {(y + offset, x): text for (y, x), text in second.spans.items()}
    return replace(first, rows=first.rows + second.rows, spans=spans)


def finish_table(block: TableBlock) -> tuple[Sheet, list[str], list[str]]:
    """Header, rows, repeated headers (for `removed`) and doubts (for `warnings`) of one merged table."""
    width = max(len(row) for row in block.rows)
    if block.from_lines:
        block = replace(block, rows=join_header(block.rows, width))
    rows = [(*row, *("",) * (width - len(row))) for row in block.rows]
    caption, skipped = block.caption, 0
    if caption is None and len(rows) > 2 and is_banner(rows[0]) and _is_header(rows[1], block) and width > 1:
        caption, skipped = rows[0][0], 1
    has_header = block.has_header or _is_header(rows[skipped], block)
    header = rows[skipped] if has_header else ()
    start = skipped + len(header[:1])
    if header and _has_second_header(block, rows, skipped):
        header = tuple(glue_cells(one, two) for one, two in zip(header, rows[start], strict=True))
        start += 1
    torn_rows = frozenset(y for y, row in enumerate(block.rows) if len(row) < width)
    body, removed, warnings, places = join_rows(rows, start, header, torn_rows)
    spans = {(places[y], x): text for (y, x), text in block.spans.items() if y in places}
    header = tuple(close_up(cell) for cell in header)
    return Sheet(header, tuple(body), caption, spans), removed, warnings


def _has_second_header(block: TableBlock, rows: list[Row], first: int) -> bool:
    """Whether merged cells of the header reach into the next row, which then names the columns under a common heading."""
    if first + 2 >= len(rows) or first + 1 >= len(rows):
        return False
    reached = [x for (y, x) in block.spans if y == first + 1 and not rows[first + 1][x]]
    named = [cell for cell in rows[first + 1] if cell.strip()]
    return (
        bool(reached)
        and bool(named)
        and all(len(squeeze(cell)) <= _LONGEST_HEADER_CELL for cell in named)
        and _is_split(block, first)
    )


def _is_split(block: TableBlock, first: int) -> bool:
    """Whether some heading of the first row stands over several columns."""
    return any(y == first for (y, _x) in block.spans)


def _is_header(row: Row, block: TableBlock) -> bool:
    """Short cells without sentences in every column (or under merged cells), and not a numbered row."""
    filled = [cell for cell in row if cell.strip()]
    if len(filled) < 2 or len(filled) * 2 < len(row) or len(block.rows) < 2:  # a header names columns
        return False
    if any(len(squeeze(cell)) > _LONGEST_HEADER_CELL or _MARKS_IN_HEADER.search(cell) for cell in filled):
        return False
    return not any(re.fullmatch(r"[\d.,%％\s\-—+]+", cell) for cell in filled)
