"""The lines of a document that may name other documents, and which of them stand in a list of repealed ones.

Everything counts but head lines, labels and history notes. A list of repealed documents is what follows a lead such as
下列文件予以废止：, or an annex called 废止…目录. A table with a column of names and one of numbers names a document per row.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from .doc_numbers import normalise_doc_number
from .documents import Attachment, Node, Table
from .words import squeeze

_OWN = {"head", "label"}
_REPEALED = re.compile(r"废止|失效|停止执行")
_REPEAL_LEAD = re.compile(r"(?:废止|失效|停止执行)[^。；]{0,40}[：:]$")
_REPEAL_LIST = re.compile(r"(?:废止|失效|停止执行).{0,30}(?:目录|清单|文件|规章|法规|表|一览)")
_NAME_COLUMN = re.compile(r"(?:文件|规章|法规|政策)?(?:名称|标题|题目)|文件名")
_NUMBER_COLUMN = re.compile(r"(?:发文|文件)?(?:字号|文号|编号)")


@dataclass(frozen=True, slots=True)
class CitingLine:
    """A paragraph or cell. `repeals`: what it names stands in a list of repealed documents."""

    text: str
    repeals: bool = False


def citing_lines(
    outline: tuple[Node, ...], attachments: tuple[Attachment, ...], tables: list[Table], title: str | None
) -> list[CitingLine]:
    """All such lines: the document's own title, the text in reading order, the tables."""
    lines = list(_of_nodes(outline, repeals=False))
    listed = [bool(_REPEAL_LIST.search(attachment.title or "")) for attachment in attachments]
    for attachment, repeals in zip(attachments, listed, strict=True):
        lines.extend(_of_nodes(attachment.outline, repeals=repeals))
    for table in tables:
        within = table.attachment is not None and listed[table.attachment - 1]
        repeals = within or bool(_REPEAL_LIST.search(table.title or ""))
        lines.extend(CitingLine(text, repeals) for text in _of_table(table))
    return [CitingLine(title), *lines] if title else lines


def _of_nodes(nodes: tuple[Node, ...], *, repeals: bool) -> Iterator[CitingLine]:
    """The paragraphs of an outline; what follows a repealing lead, and what stands below it, is in its list."""
    stack = [(node, repeals) for node in reversed(nodes) if node.role not in _OWN]
    while stack:
        node, listed = stack.pop()
        for paragraph in node.printed.split("\n"):
            yield CitingLine(paragraph, listed)
            if _REPEALED.search(paragraph):
                listed = listed or _REPEAL_LEAD.search(paragraph) is not None
        stack.extend((child, listed) for child in reversed(node.children))


def _of_table(table: Table) -> Iterator[str]:
    """Cells with text; a name and its number in two columns are put together as they are cited."""
    name, number = _column(table.header, _NAME_COLUMN), _column(table.header, _NUMBER_COLUMN)
    for row in table.rows:
        cells = [cell.replace("\n", "") for cell in row]
        if name is not None and number is not None and cells[name] and normalise_doc_number(cells[number]):
            yield f"《{squeeze(cells[name]).strip('《》')}》（{cells[number]}）"
            cells[name] = cells[number] = ""
        yield from filter(None, cells)


def _column(header: tuple[str, ...], words: re.Pattern[str]) -> int | None:
    """The only column whose heading is such a word."""
    found = [x for x, cell in enumerate(header) if words.fullmatch(squeeze(cell))]
    return found[0] if len(found) == 1 else None
