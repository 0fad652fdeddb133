"""Body rows of a table: puts together what a page boundary or a line break inside a cell tore apart."""

from __future__ import annotations

import re

from .numbering import read_mark
from .numerals import to_integer
from .units import ends_name
from .words import ends_sentence, squeeze

Row = tuple[str, ...]
_NUMBER_HEADER = re.compile(r"序\s*号|编\s*号|^号$|^No\.?$", re.IGNORECASE)
_UNIT_HEADER = re.compile(r"单位|部门|责任|牵头|配合")
_WHOLE_HEADING = re.compile(r"(?:单位|部门|时限|时间|期限|节点|备注|内容|任务|责任人)$")
_LONGEST_HEADER_TAIL, _FEWEST_ROWS = 3, 3
_LONGEST_TAIL = 12
_LONGEST_UNIT = 20


def same_cells(one: Row, two: Row) -> bool:
    """Whether two rows print the same characters."""
    return [squeeze(cell) for cell in one if cell.strip()] == [squeeze(cell) for cell in two if cell.strip()]


def is_banner(row: Row) -> bool:
    """One cell over the whole width: a title or section row, or a line torn off a cell."""
    return bool(row[0].strip()) and not any(cell.strip() for cell in row[1:])


def names_units(header_cell: str) -> bool:
    """Whether a column holds units by the words of its header."""
    return _UNIT_HEADER.search(squeeze(header_cell)) is not None


def is_unit_line(text: str) -> bool:
    """Whether a lone line is one more unit of the cell above it."""
    return len(text) <= _LONGEST_UNIT and ends_name(text) and read_mark(text) is None


def join_rows(
    rows: list[Row], start: int, header: Row, short: frozenset[int]
) -> tuple[list[Row], list[str], list[str], dict[int, int]]:
    """Body rows with broken ones joined; `short` rows were printed with cells missing; `places` maps old to new rows."""
    numbered = bool(header) and bool(_NUMBER_HEADER.search(squeeze(header[0])))
    units_last = bool(header) and names_units(header[-1])
    body: list[Row] = []
    removed: list[str] = []
    warnings: list[str] = []
    places: dict[int, int] = {}
    torn = last_short = False
    for y in range(start, len(rows)):
        row = rows[y]
        if header and same_cells(row, header):
            removed.append("\t".join(cell for cell in row if cell))
            torn = True
            continue
        if (
            body
            and numbered
            and (joined := _join(body[-1], row, torn=torn, short=last_short, units_last=units_last))
        ):
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


def _join(before: Row, row: Row, *, torn: bool, short: bool, units_last: bool) -> Row | None:
    """The row before with its continuation, or None when `row` is a row of its own.

    A continuation has no number. It follows a page boundary, or fills cells the row before left empty,
    or goes on with a cell that stopped in mid-sentence.
    """
    if to_integer(before[0]) is None:
        return None
    if is_banner(row) and (joined := _with_line(before, row[0], units_last=units_last)):
        return joined
    if row[0].strip():
        return _with_cells(before, row) if short else None
    open_cell = any(
        one.strip() and two.strip() and not ends_sentence(one) and len(one) > 12
        for one, two in zip(before, row, strict=True)
    )
    empty = [two for two in row if two.strip()]
    if torn or open_cell or len(empty) == 1:
        return tuple(glue_cells(one, two) for one, two in zip(before, row, strict=True))
    return None


def _with_cells(before: Row, row: Row) -> Row | None:
    """A row printed with cells missing, and the line that goes on with them."""
    if to_integer(row[0]) is not None or read_mark(row[0]):
        return None
    return _fill(before, row[0]) if is_banner(row) else _fill_from(before, row)


def _with_line(before: Row, text: str, *, units_last: bool) -> Row | None:
    """A complete row with a lone line that belongs to its last cell: the rest of a name, or one more unit."""
    if to_integer(text) is not None or read_mark(text):
        return None
    if is_torn_tail(before[-1], text):
        return (*before[:-1], before[-1] + text)
    if units_last and before[-1].strip() and is_unit_line(text):
        return (*before[:-1], f"{before[-1]} {text}")
    return None


def is_torn_tail(cell: str, text: str) -> bool:
    """Whether a lone line ends the name that a line break tore in the last cell (…市生态 / 环境局, …有关部 / 门, （管委 / 会）)."""
    last = re.split(r"[\s、，]", cell)[-1]
    if not last or len(text) > _LONGEST_TAIL:
        return False
    if cell.count("（") > cell.count("）") and text.count("）") > text.count("（"):
        return True
    if len(text) == 1:
        return ends_name(last + text)
    return not ends_name(last) and ends_name(text)


def _fill(row: Row, text: str) -> Row:
    """Continue the last filled cell of a torn row."""
    last = max(x for x, cell in enumerate(row) if cell.strip())
    return (*row[:last], glue_cells(row[last], text), *row[last + 1 :])


def _fill_from(before: Row, row: Row) -> Row | None:
    """Continue the last filled cell with the first cell of the next line and fill the cells after it."""
    last = max(x for x, cell in enumerate(before) if cell.strip())
    cells = [cell for cell in row if cell.strip()]
    if last + len(cells) != len(before):
        return None
    return (*before[:last], glue_cells(before[last], cells[0]), *cells[1:])


def join_header(rows: tuple[Row, ...], width: int) -> tuple[Row, ...]:
    """Rows (of their printed lengths) with a header joined that a line break tore: the next line has the rest of it."""
    if len(rows) < _FEWEST_ROWS or to_integer(rows[1][0]) is not None:
        return rows
    header, following = rows[0], rows[1]
    if len(header) + len(following) == width + 1 and 1 < len(header) < width:
        return ((*header[:-1], header[-1] + following[0], *following[1:]), *rows[2:])
    tail = header[-1] + following[0]
    if (
        len(header) == width
        and len(following) == 1
        and len(following[0]) <= _LONGEST_HEADER_TAIL
        and _WHOLE_HEADING.search(tail)
    ):
        return ((*header[:-1], tail), *rows[2:])
    return rows


def glue_cells(one: str, two: str) -> str:
    """Two pieces of a cell: a sentence goes on directly, names are kept apart by a space."""
    if not one.strip() or not two.strip():
        return one or two
    last = re.split(r"[\s、，]", one.strip())[-1]
    return f"{one} {two}" if ends_name(last) and not re.search(r"[。；]", one) else one + two
