"""HTML tables: tells data from lay-out and lays merged cells out on a grid."""

from __future__ import annotations

from dataclasses import dataclass, field

from selectolax.lexbor import LexborNode

_MOST_COLUMNS = 100
_MOST_CELLS = 200_000
_LONG_CELL = 600


@dataclass(frozen=True, slots=True)
class DataTable:
    """A table as a grid. A merged cell's text stands in its first place only; `spans` says where else it shows."""

    rows: tuple[tuple[str, ...], ...]
    has_header: bool = False
    caption: str | None = None
    spans: dict[tuple[int, int], str] = field(default_factory=dict)

    @property
    def is_data(self) -> bool:
        """At least two rows and two columns, and cells that are cells rather than pages."""
        width = max((len(row) for row in self.rows), default=0)
        if len(self.rows) < 2 or width < 2:  # smaller ones are lay-out
            return False
        cells = [cell for row in self.rows for cell in row if cell]
        return len(cells) > 2 and not any(len(cell) > _LONG_CELL and cell.count("\n") > 5 for cell in cells)


def has_inner_table(node: LexborNode) -> bool:
    """Whether another table stands inside, as in tables used for lay-out. Stops at the first one."""
    stack = list(node.iter())
    while stack:
        child = stack.pop()
        if child.tag == "table":
            return True
        stack.extend(child.iter())
    return False


def is_data_table(node: LexborNode) -> bool:
    """Whether a table holds data (or label-value pairs) rather than the lay-out of a page."""
    return not has_inner_table(node) and read_grid(node).is_data


def read_grid(node: LexborNode) -> DataTable:
    """The grid of a table without nested tables."""
    from .html_walk import visible_text

    filled: dict[tuple[int, int], str] = {}
    spans: dict[tuple[int, int], str] = {}
    width = 0
    rows = node.css("tr")
    for y, row in enumerate(rows):
        x = 0
        for cell in (child for child in row.iter() if child.tag in {"td", "th"}):
            while (y, x) in filled:
                x += 1
            down, across = min(_span(cell, "rowspan"), len(rows) - y), _span(cell, "colspan")
            if x + across > _MOST_COLUMNS or len(filled) > _MOST_CELLS:
                across, down = 1, 1
            text = visible_text(cell)
            for place in ((y + dy, x + dx) for dy in range(down) for dx in range(across)):
                if place != (y, x) and place not in filled:
                    spans[place] = text
                filled.setdefault(place, "")
            filled[y, x] = text
            x += across
            width = max(width, x)
    grid = tuple(tuple(filled.get((y, x), "") for x in range(width)) for y in range(len(rows)))
    grid, spans = _without_empty_rows(grid, spans)
    caption = node.css_first("caption")
    title = " ".join(visible_text(caption).split()) if caption is not None else None
    header = bool(rows) and bool(rows[0].css("th")) and not any(child.tag == "td" for child in rows[0].iter())
    return DataTable(grid, header, title or None, spans)


def _span(cell: LexborNode, name: str) -> int:
    """A colspan or rowspan; nonsense counts as 1."""
    value = (cell.attributes or {}).get(name) or "1"
    return min(max(int(value), 1), 1000) if value.isascii() and value.isdigit() else 1


def _without_empty_rows(
    grid: tuple[tuple[str, ...], ...], spans: dict[tuple[int, int], str]
) -> tuple[tuple[tuple[str, ...], ...], dict[tuple[int, int], str]]:
    """Drop rows that show nothing, and renumber the merged places."""
    kept = [y for y, row in enumerate(grid) if any(row) or any(spans.get((y, x)) for x in range(len(row)))]
    place = {old: new for new, old in enumerate(kept)}
    moved = {(place[y], x): text for (y, x), text in spans.items() if y in place and text}
    return tuple(grid[y] for y in kept), moved
