"""Puts tables together: parts on several pages become one, repeated headers go out, broken rows are joined.

Works on blocks, before the document is divided. A row is never dropped: what is not a repeated header stays.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from .blocks import Block, Paragraph, TableBlock
from .numbering import read_mark
from .numerals import to_integer
from .titles import close_up
from .units import ends_name
from .words import ends_sentence, squeeze

Row = tuple[str, ...]
_CONTINUED = re.compile(r"[（(]?\s*(?:续\s*表\s*\d*|续\s*上\s*表|接\s*上\s*表|续)\s*[）)]?")
_NUMBER_HEADER = re.compile(r"序\s*号|编\s*号|^号$|^No\.?$", re.IGNORECASE)
_LONGEST_HEADER_CELL = 24
_LONGEST_TAIL = 12
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
    for block in blocks:
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
        result.append(block)
    return result, removed


def _continues(first: TableBlock, second: TableBlock, *, noted: bool) -> bool:
    """Whether a table goes on: same header again, a 续表 note, or a page boundary and the same width with a rising number."""
    if not first.rows or not second.rows:
        return False
    if _same(first.rows[0], second.rows[0]) or noted:
        return True
    if second.has_header or len(first.rows[0]) != len(second.rows[0]):
        return False
    last, following = to_integer(first.rows[-1][0]), to_integer(second.rows[0][0])
    return (last is not None and following == last + 1) or (second.page_start and not second.rows[0][0])


def _same(one: Row, two: Row) -> bool:
    """Whether two rows print the same characters."""
    return [squeeze(cell) for cell in one if cell.strip()] == [squeeze(cell) for cell in two if cell.strip()]


def _append(first: TableBlock, second: TableBlock) -> TableBlock:
    """Both parts as one block."""
    offset = len(first.rows)
    spans = first.spans | {(y + offset, x): text for (y, x), text in second.spans.items()}
    return replace(first, rows=first.rows + second.rows, spans=spans)


def finish_table(block: TableBlock) -> tuple[Sheet, list[str], list[str]]:
    """Header, rows, repeated headers (for `removed`) and doubts (for `warnings`) of one merged table."""
    width = max(len(row) for row in block.rows)
    rows = [(*row, *("",) * (width - len(row))) for row in block.rows]
    caption, skipped = block.caption, 0
    if caption is None and len(rows) > 2 and _is_banner(rows[0]) and _is_header(rows[1], block) and width > 1:
        caption, skipped = rows[0][0], 1
    has_header = block.has_header or _is_header(rows[skipped], block)
    header = rows[skipped] if has_header else ()
    start = skipped + len(header[:1])
    if header and _has_second_header(block, rows, skipped):
        header = tuple(_glue(one, two) for one, two in zip(header, rows[start], strict=True))
        start += 1
    torn_rows = frozenset(y for y, row in enumerate(block.rows) if len(row) < width)
    body, removed, warnings, places = _body(rows, start, header, torn_rows)
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


def _is_banner(row: Row) -> bool:
    """One cell over the whole width: the title of the table printed inside it."""
    return bool(row[0].strip()) and not any(cell.strip() for cell in row[1:])


def _is_header(row: Row, block: TableBlock) -> bool:
    """Short cells without sentences in every column (or under merged cells), and not a numbered row."""
    filled = [cell for cell in row if cell.strip()]
    if len(filled) < 2 or len(filled) * 2 < len(row) or len(block.rows) < 2:  # a header names columns
        return False
    if any(len(squeeze(cell)) > _LONGEST_HEADER_CELL or _MARKS_IN_HEADER.search(cell) for cell in filled):
        return False
    return not any(re.fullmatch(r"[\d.,%％\s\-—+]+", cell) for cell in filled)


def _body(
    rows: list[Row], start: int, header: Row, short: frozenset[int]
) -> tuple[list[Row], list[str], list[str], dict[int, int]]:
    """Body rows with broken ones joined; `short` rows were printed with cells missing; `places` maps old to new rows."""
    numbered = bool(header) and bool(_NUMBER_HEADER.search(squeeze(header[0])))
    body: list[Row] = []
    removed: list[str] = []
    warnings: list[str] = []
    places: dict[int, int] = {}
    torn = last_short = False
    for y in range(start, len(rows)):
        row = rows[y]
        if header and _same(row, header):
            removed.append("\t".join(cell for cell in row if cell))
            torn = True
            continue
        if body and numbered and (joined := _join(body[-1], row, torn=torn, short=last_short)):
            if torn:
                warnings.append(
                    f"表格第 {body[-1][0] or len(body)} 行跨页断开，已与下一页的续行拼接，请核对。"
                )
            body[-1] = joined
            last_short = last_short and not joined[-1].strip()
        else:
            body.append(row)
            last_short = y in short
        places[y] = len(body) - 1
        torn = False
    return body, removed, warnings, places


def _join(before: Row, row: Row, *, torn: bool, short: bool) -> Row | None:
    """The row before with its continuation, or None when `row` is a row of its own.

    A continuation has no number. It follows a page boundary, or fills cells the row before left empty,
    or goes on with a cell that stopped in mid-sentence.
    """
    if to_integer(before[0]) is None:
        return None
    if (
        row[0].strip()
        and _is_banner(row)
        and to_integer(row[0]) is None
        and _is_torn_tail(before[-1], row[0])
    ):
        return (*before[:-1], before[-1] + row[0])
    if row[0].strip():
        if not short or to_integer(row[0]) is not None or read_mark(row[0]):
            return None
        return _fill(before, row[0]) if _is_banner(row) else _fill_from(before, row)
    open_cell = any(
        one.strip() and two.strip() and not ends_sentence(one) and len(one) > 12
        for one, two in zip(before, row, strict=True)
    )
    empty = [two for two in row if two.strip()]
    if torn or open_cell or len(empty) == 1:
        return tuple(_glue(one, two) for one, two in zip(before, row, strict=True))
    return None


def _is_torn_tail(cell: str, text: str) -> bool:
    """Whether a lone line ends the name that a line break tore in the last cell (…市生态 / 环境局)."""
    last = re.split(r"[\s、，]", cell)[-1]
    return bool(last) and len(text) <= _LONGEST_TAIL and not ends_name(last) and ends_name(text)


def _fill(row: Row, text: str) -> Row:
    """Continue the last filled cell of a torn row."""
    last = max(x for x, cell in enumerate(row) if cell.strip())
    return (*row[:last], _glue(row[last], text), *row[last + 1 :])


def _fill_from(before: Row, row: Row) -> Row | None:
    """Continue the last filled cell with the first cell of the next line and fill the cells after it."""
    last = max(x for x, cell in enumerate(before) if cell.strip())
    cells = [cell for cell in row if cell.strip()]
    if last + len(cells) != len(before):
        return None
    return (*before[:last], _glue(before[last], cells[0]), *cells[1:])


def _glue(one: str, two: str) -> str:
    """Two pieces of a cell: a sentence goes on directly, names are kept apart by a space."""
    if not one.strip() or not two.strip():
        return one or two
    runs_on = (
        len(one) > 12 and re.search(r"[，。；、]", one) and not ends_sentence(one)
    )  # text rather than a list of names
    return one + two if runs_on else f"{one} {two}"
