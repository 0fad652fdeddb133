"""Plans and tasks as plain values, the same for the command line, for tables to take along, and for other programs.

The rows must come from `queries`, which load what is read here. Dates are ISO strings; what the text does not say is null.
"""

from collections.abc import Sequence
from datetime import date
from typing import Any

from tongming.core.publications import kinds
from tongming.core.publications.models import Series
from tongming.core.publications.queries import content_of
from tongming.domains.oversight.models import (
    Evidence,
    Plan,
    Task,
    TaskSentence,
    TaskState,
    TaskUnit,
    UnitRole,
)
from tongming.domains.oversight.queries import Figures
from tongming.domains.oversight.rules import compared, is_overdue, standing

OVERDUE_LABEL = "逾期"
HEADER = (
    "任务编号",
    "附件序号",
    "条款",
    "任务内容",
    "牵头单位",
    "责任单位",
    "完成时限",
    "状态",
    "佐证数",
    "佐证",
)


def title_of(series: Series) -> str:
    """Return the title of a publication, or the words that stand for it after a purge."""
    content = content_of(series)
    return content.title if content else "（内容已清除）"


def address_of(series: Series) -> str:
    """Return the public address of a publication."""
    return kinds.address(series.kind, series.pk)


def standing_label(task: Task, today: date) -> str:
    """Return the word for how a task stands today."""
    return OVERDUE_LABEL if is_overdue(task.state, task.deadline, today) else str(TaskState(task.state).label)


def unit_text(unit: TaskUnit) -> str:
    """Return a unit as printed, with the open end of its list."""
    return f"{unit.name}等" if unit.open_ended else unit.name


def units_in(task: Task, role: str) -> list[TaskUnit]:
    """Return the units of a task in one role, as printed."""
    return [unit for unit in task.units.all() if unit.role == role]


Cut = tuple[tuple[str, bool], ...]
"""A text cut where it differs from another: (piece, does it differ) in reading order."""


def wordings(task: Task) -> list[tuple[Cut, Cut]]:
    """Return annex and text of a task side by side wherever their words differ; neither is changed to the other."""
    found = []
    for source in task.sources.all():
        if source.differences and source.sentence:
            cuts = compared(source.row_text, source.sentence.text)
            row = tuple((left, not same) for same, left, _ in cuts if left)
            text = tuple((right, not same) for same, _, right in cuts if right)
            found.append((row, text))
    return found


def plan_values(plan: Plan, figures: Figures) -> dict[str, Any]:
    """Return a plan with its figures."""
    content = content_of(plan.series)
    return {
        "id": plan.pk,
        "title": title_of(plan.series),
        "doc_number": content.doc_number if content else None,
        "year": plan.year,
        "organization": plan.organization.name,
        "url": f"/ledger/{plan.pk}/",
        "tasks": figures.tasks,
        "finished": figures.finished,
        "overdue": figures.overdue,
        "proposed": figures.proposed,
        "dismissed": figures.dismissed,
    }


def task_values(task: Task, today: date) -> dict[str, Any]:
    """Return a task with its sources, units, evidence and the standing of its sub-tasks."""
    return {
        "id": task.pk,
        "number": task.number,
        "clause": task.clause,
        "content": task.content,
        "state": task.state,
        "overdue": is_overdue(task.state, task.deadline, today),
        "deadline": task.deadline.isoformat() if task.deadline else None,
        "sentences": [source_values(source) for source in task.sources.all()],
        "units": [unit_values(unit) for unit in task.units.all()],
        "evidence": [evidence_values(evidence) for evidence in task.evidence.all()],
        "subtasks": [
            {
                "id": part.pk,
                "units": [unit.name for unit in part.units.all()],
                "state": standing(part.state, part.deadline, today),
            }
            for part in task.subtasks.all()
        ],
    }


def source_values(source: TaskSentence) -> dict[str, Any]:
    """Return a source: the sentence with its clause, the annex's wording where a row says it, and the words that differ."""
    sentence = source.sentence
    return {
        "order": sentence.order if sentence else None,
        "clause": sentence.clause if sentence else None,
        "text": f"{sentence.lead}{sentence.text}" if sentence else None,
        "row_text": source.row_text or None,
        "differences": source.differences,
    }


def unit_values(unit: TaskUnit) -> dict[str, Any]:
    """Return a unit as printed and the body it is, null when none or more than one bears the name."""
    return {
        "role": unit.role,
        "name": unit.name,
        "organization": unit.organization.name if unit.organization else None,
        "collective": unit.is_collective,
        "open_ended": unit.open_ended,
        "added": unit.added,
    }


def evidence_values(evidence: Evidence) -> dict[str, Any]:
    """Return evidence by its public title and address."""
    return {
        "title": title_of(evidence.series),
        "url": address_of(evidence.series),
        "added_at": evidence.added_at.isoformat(),
        "note": evidence.note,
    }


def table_row(task: Task, today: date) -> Sequence[object]:
    """Return a task as a row under `HEADER`."""
    proofs = task.evidence.all()
    return (
        task.pk,
        task.number or "",
        task.clause,
        task.content,
        "、".join(unit_text(unit) for unit in units_in(task, UnitRole.LEAD)),
        "、".join(unit_text(unit) for unit in units_in(task, UnitRole.RESPONSIBLE)),
        task.deadline.isoformat() if task.deadline else "",
        standing_label(task, today),
        len(proofs),
        "；".join(title_of(proof.series) for proof in proofs),
    )
