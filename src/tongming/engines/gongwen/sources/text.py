"""Reads plain text and Markdown into blocks.

A line is a paragraph. Tab-separated lines and Markdown pipe tables become tables. Invisible characters and Markdown
marks are taken out and handed over in `removed`, so that no printed character is lost.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from tongming.engines.gongwen.blocks import Block, Paragraph, Source, TableBlock
from tongming.engines.gongwen.lines import ANNEX_LABEL, is_page_number
from tongming.engines.gongwen.numbering import read_mark

from .markdown import MarkdownLine, pipe_cells, read_markdown_line

INVISIBLE = re.compile(
    "[\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff\u00ad\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f]"
)
_INDENT = re.compile(r"[ \t\u3000\xa0]+")
_PIPE_RULE = re.compile(r"\s*\|?\s*:?-{2,}:?\s*(?:\|\s*:?-{2,}:?\s*)*\|?\s*")
_MARKDOWN_HEADING = re.compile(r"^#{1,6}\s+\S", re.MULTILINE)
_FRONT_MATTER = re.compile(r"\s*---[ \t]*\n((?:[\w-]+[ \t]*:.*\n|[ \t]+.*\n){1,60})---[ \t]*\n")
_FIRST_INDENT = 2
_REACH = 8
_NUMBER_COLUMN = re.compile(r"(?:序\s*号|编\s*号|序)\s*\t")
_TABLE_NAME = re.compile(r"表\s*[0-9０-９一二三四五六七八九十]{1,3}(?:[-－][0-9]{1,2})?\s*[：:]?\s*\S")


@dataclass(slots=True)
class _Reader:
    """Collects blocks line by line."""

    blocks: list[Block] = field(default_factory=list)
    removed: list[str] = field(default_factory=list)
    gap: bool = False
    page: bool = False

    def paragraph(self, line: str, heading: int = 0) -> None:
        """Take one line as a paragraph; blank lines only leave a gap."""
        text = line.strip()
        if not text:
            self.gap = True
            return
        indent = _INDENT.match(line)
        wide = bool(
            indent and ("\t" in indent.group() or "　" in indent.group() or indent.end() >= _FIRST_INDENT)
        )
        self.blocks.append(Paragraph(text, wide, self.gap, self.page, heading))
        self.gap = self.page = False

    def table(self, rows: list[tuple[str, ...]], *, has_header: bool = False) -> None:
        """Take rows as one table."""
        self.blocks.append(
            TableBlock(tuple(rows), has_header, page_start=self.page, from_lines=not has_header)
        )
        self.gap = self.page = False


def read_text(text: str, *, markdown: bool | None = None) -> Source:
    """Blocks of a plain text; `markdown` None means: decide by whether lines begin with # marks."""
    hidden = INVISIBLE.findall(text)
    if hidden:
        text = INVISIBLE.sub("", text)
    if markdown is None:
        markdown = bool(_MARKDOWN_HEADING.search(text))
    text = (
        text.replace("\r\n", "\n")
        .replace("\r", "\n")
        .replace("\x0b", "\n")
        .replace("\u2028", "\n")
        .replace("\u2029", "\n")
    )
    reader = _Reader()
    metadata: dict[str, str] = {}
    if markdown and (front := _FRONT_MATTER.match(text)):
        reader.removed.append(front.group().strip())
        metadata = _front_metadata(front[1])
        text = text[front.end() :]
    for number, page in enumerate(text.split("\f")):
        reader.page = number > 0
        reader.gap = reader.gap or number > 0
        _read_lines(reader, page.split("\n"), markdown=markdown)
    if hidden:
        reader.removed.append("".join(hidden))
    return Source(tuple(reader.blocks), tuple(reader.removed), metadata)


def _front_metadata(lines: str) -> dict[str, str]:
    """The title that the front matter of a Markdown file gives, for a text without one."""
    found = re.search(r"^title\s*:\s*[\"']?(.+?)[\"']?\s*$", lines, re.MULTILINE)
    return {"page_title": found[1]} if found else {}


def _read_lines(reader: _Reader, lines: list[str], *, markdown: bool) -> None:
    """Sort the lines of one page into paragraphs and tables."""
    index = 0
    while index < len(lines):
        line = lines[index]
        if "|" in line and index + 1 < len(lines) and _opens_bars(line, lines[index + 1]):
            index = _read_pipe_table(reader, lines, index)
        elif "\t" in line.strip() and (end := _tab_table_end(lines, index)) > index:
            reader.removed.extend(line.strip() for line in lines[index:end] if is_page_number(line.strip()))
            reader.table(
                [
                    tuple(cell.strip() for cell in row.strip("\n").split("\t"))
                    for row in _rows(lines, index, end)
                ]
            )
            index = end
        else:
            parsed = read_markdown_line(line) if markdown else MarkdownLine(line)
            reader.removed.extend(parsed.marks)
            reader.paragraph(parsed.text, parsed.heading)
            index += 1


def _rows(lines: list[str], start: int, end: int) -> list[str]:
    """The lines of a tab table, page numbers between them left out."""
    return [line for line in lines[start:end] if line.strip() and not is_page_number(line.strip())]


def _opens_bars(line: str, following: str) -> bool:
    """Whether a Markdown rule follows, or a second row with as many bars."""
    ruled = "-" in following and _PIPE_RULE.fullmatch(following) is not None
    return ruled or (line.count("|") > 1 and line.count("|") == following.count("|"))


def _read_pipe_table(reader: _Reader, lines: list[str], start: int) -> int:
    """Read a table drawn with bars; the bars and the rule go to `removed`. Returns the index after it."""
    rows, marks, index, ruled = [], [], start, False
    while index < len(lines) and "|" in lines[index]:
        if _PIPE_RULE.fullmatch(lines[index]) and index == start + 1:
            marks.append(lines[index].strip())
            ruled = True
        else:
            rows.append(tuple(pipe_cells(lines[index])))
            marks.append("|" * lines[index].count("|"))
        index += 1
    reader.removed.append(" ".join(marks))
    reader.table(rows, has_header=ruled)
    return index


def _cells(line: str) -> list[str]:
    """The non-empty cells of a tab-separated line."""
    return [cell.strip() for cell in line.split("\t") if cell.strip()]


def _tab_table_end(lines: list[str], start: int) -> int:
    """Where a tab table that begins at `start` ends; `start` itself when the tabs are only lay-out.

    A line without a tab belongs to the table when a tab line follows: a section row, or a cell broken over lines.
    """
    end, index, counts = start, start, []
    while index < len(lines):
        line = lines[index]
        if "\t" in line.strip():
            counts.append(len(_cells(line)))
            end = index + 1
        elif line.strip() and not _inside_table(lines, start, index, counts):
            break
        index += 1
    wide = [count for count in counts if count > 2]  # two cells may be a heading and its number
    if wide or (len(counts) > 1 and not _only_marks(lines[start:end])):
        return end
    return start


def _inside_table(lines: list[str], start: int, index: int, counts: list[int]) -> bool:
    """Whether a line without tabs, met inside a table of some width, is followed by further rows of the same table."""
    if not counts or max(counts) < 3 or _stands_between_tables(lines[index].strip()):
        return False
    ahead = lines[index + 1 : index + _REACH]
    following = [line for line in ahead if line.strip() and not is_page_number(line.strip())][:2]
    row = next((line for line in following if "\t" in line.strip()), None)
    if row is None or any(_stands_between_tables(line.strip()) for line in following if line is not row):
        return False
    opens_another = _NUMBER_COLUMN.match(row.strip()) and _cells(row) != _cells(lines[start])
    return not opens_another


def _stands_between_tables(line: str) -> bool:
    """An annex label, the name of a table (表2 …), or an article or chapter."""
    return bool(ANNEX_LABEL.fullmatch(line) or _TABLE_NAME.match(line)) or read_mark_of_article(line)


def read_mark_of_article(line: str) -> bool:
    """Whether a line opens an article or chapter, which never stands inside a tab table."""
    mark = read_mark(line.strip())
    return mark is not None and mark.kind in {"编", "章", "节", "条"}


def _only_marks(lines: list[str]) -> bool:
    """Whether tabs merely follow numbers (第一条<TAB>…) rather than part cells."""
    tabbed = [line.strip() for line in lines if "\t" in line.strip()]
    marks = [read_mark(line) for line in tabbed]
    return sum(1 for mark in marks if mark is not None and mark.rest and "\t" not in mark.rest) * 2 > len(
        tabbed
    )
