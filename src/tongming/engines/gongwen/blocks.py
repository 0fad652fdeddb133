"""The seam between the readers of file formats and the reading of structure.

A reader (`sources/`) turns bytes of one format into a `Source`: blocks in reading order, plus what it took
out and what the file says about itself. Everything after it sees only blocks.
"""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A line or paragraph of text, trimmed at both ends.

    `indented`: the first line stood further right (paragraph start). `gap`: blank space or a page boundary came before.
    `page_start`: the first paragraph of a page. `heading`: level of a heading in the format itself (1-6), 0 for none.
    `centred`: set in the middle, as titles are.
    """

    text: str
    indented: bool = False
    gap: bool = False
    page_start: bool = False
    heading: int = 0
    centred: bool = False


@dataclass(frozen=True, slots=True)
class TableBlock:
    """A table as the reader found it. `spans` maps (row, column) to the text a merged cell shows there.

    `from_lines`: the rows were lines of text, so a line break inside a cell may have torn them.
    Cells hidden under a merged cell are empty in `rows`, so that each character is there once.
    """

    rows: tuple[tuple[str, ...], ...]
    has_header: bool = False
    caption: str | None = None
    spans: dict[tuple[int, int], str] = field(default_factory=dict)
    page_start: bool = False
    from_lines: bool = False


Block = Paragraph | TableBlock


@dataclass(frozen=True, slots=True)
class Source:
    """What a reader hands on: blocks in order, text it took out, metadata of the file, sentences of doubt."""

    blocks: tuple[Block, ...]
    removed: tuple[str, ...] = ()
    metadata: dict[str, str] = field(default_factory=dict)
    warnings: tuple[str, ...] = ()
