"""Reads tasks out of tables whose header names work and the units who answer for it.

Columns are told by the words of the header. A table without a column of units is no task table.
"""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass, field

from .deadlines import deadline_of_cell, deadlines_in
from .documents import Table, Task
from .numerals import to_integer
from .titles import close_title
from .units import split_units
from .words import squeeze

_NUMBER = re.compile(r"^(?:序号|编号|任务序号|序|号|项目号|No\.?)$", re.IGNORECASE)
_PERSON = re.compile(
    r"领导$|联系人|分管|负责人$|(?:责任|牵头|经办)人$"
)  # columns of persons, who are no units
_LEAD = re.compile(r"牵头|主办|主责|主要责任|第一责任")
_RESPONSIBLE = re.compile(
    r"责任(?:单位|部门|主体|机构|科室|处室|方|人)?$|(?:负责|配合|协办|参加|参与|承办|落实|实施|承担|协同|完成)(?:单位|部门|机构|科室)|责任单位|责任部门|责任分工|分工"
)
_DEADLINE = re.compile(r"时限|期限|完成时间|时间节点|时间要求|时间安排|进度|时间")
_CONTENT = re.compile(
    r"主要内容|工作内容|具体内容|内容|任务|举措|措施|事项|工作要点|重点工作|工作要求|项目|目标|工作"
)
_CATEGORY = re.compile(r"类别|领域|分类|板块|一级|方面|备注|依据|指标")
_TASK_NUMBER = re.compile(r"[（(]?\s*(\d{1,4}|[一二三四五六七八九十百]{1,5})\s*[）)]?\s*[.、．]?")


@dataclass(slots=True)
class _Columns:
    """Which columns of a table mean what."""

    number: int | None = None
    content: list[int] = field(default_factory=list)
    lead: list[int] = field(default_factory=list)
    responsible: list[int] = field(default_factory=list)
    deadline: list[int] = field(default_factory=list)


def read_tasks(table: Table, year: int | None) -> tuple[list[Task], list[str]]:
    """Tasks of one table, and doubts. `year`: year of the document, for deadlines without one."""
    columns = _columns(table.header)
    if not columns.content or not (columns.lead or columns.responsible):
        return [], []
    tasks: list[Task] = []
    warnings: list[str] = []
    for y, row in enumerate(table.rows):
        cells = tuple(cell or table.spans.get((y, x), "") for x, cell in enumerate(row))
        if sum(bool(cell.strip()) for cell in row) < 2 or not _text(
            cells, columns.content
        ):  # section rows fill one cell
            continue
        number = _number(cells, columns, tasks)
        if number is None:
            warnings.append(f"表格第 {y + 1} 行没有可识别的序号，未作为任务列出，请核对。")
            continue
        tasks.append(_task(number, cells, columns, year))
    return tasks, warnings


def _columns(header: tuple[str, ...]) -> _Columns:
    """Assign each header cell by its words; content is what is left of the words for work."""
    columns = _Columns()
    for x, cell in enumerate(header):
        name = squeeze(cell)
        if not name:
            continue
        if _PERSON.search(name):
            continue
        if _NUMBER.search(name) and columns.number is None:
            columns.number = x
        elif _LEAD.search(name):
            columns.lead.append(x)
        elif _RESPONSIBLE.search(name):
            columns.responsible.append(x)
        elif _DEADLINE.search(name):
            columns.deadline.append(x)
        elif _CONTENT.search(name) and not _CATEGORY.search(name):
            columns.content.append(x)
    return columns


def _number(cells: tuple[str, ...], columns: _Columns, tasks: list[Task]) -> int | None:
    """The printed number; a table without a column of numbers counts its rows."""
    if columns.number is None:
        return len(tasks) + 1
    match = _TASK_NUMBER.fullmatch(squeeze(cells[columns.number]))
    return to_integer(match[1]) if match else None


def _text(cells: tuple[str, ...], places: list[int]) -> str:
    """The content cells on lines of their own, without line breaks and lay-out spaces inside."""
    parts = [close_title(cells[x]) for x in places]
    return "\n".join(dict.fromkeys(part for part in parts if part))


def _task(number: int, cells: tuple[str, ...], columns: _Columns, year: int | None) -> Task:
    """One row as a task."""
    lead = [split_units(cells[x]) for x in columns.lead]
    responsible = [split_units(cells[x]) for x in columns.responsible]
    content = _text(cells, columns.content)
    leads = [name for units in (*lead, *responsible) for name in units.leads] + [
        name for units in lead for name in units.names
    ]
    others = [name for units in responsible for name in units.names]
    return Task(
        number,
        content,
        tuple(dict.fromkeys(leads)),
        tuple(dict.fromkeys(others)),
        any(units.open_ended for units in (*lead, *responsible)),
        _deadline(cells, columns, content, year),
    )


def _deadline(cells: tuple[str, ...], columns: _Columns, content: str, year: int | None) -> dt.date | None:
    """From the column of times when there is one, else the last deadline the content names."""
    if columns.deadline:
        return max((day for x in columns.deadline if (day := deadline_of_cell(cells[x], year))), default=None)
    return max(deadlines_in(content, year), default=None)
