"""A task as the public pages show it: words, addresses and marked differences. Values only; no query, no rule."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.urls import reverse

from tongming.core.ui.pieces import Segments
from tongming.domains.oversight import present
from tongming.domains.oversight.models import Evidence, Task, TaskState, TaskUnit, UnitRole
from tongming.domains.oversight.rules import standing

UNITS_NAMED = 2


@dataclass(frozen=True)
class UnitView:
    """任务单位: the name as printed, the address of the body's page if one body is certain, and its marks."""

    name: str
    url: str = ""
    is_collective: bool = False
    open_ended: bool = False
    added: bool = False


@dataclass(frozen=True)
class EvidenceView:
    """佐证: what the public can read, since when it stands there, and the note of the unit; no address once it is gone."""

    title: str
    url: str
    at: datetime
    note: str


@dataclass(frozen=True)
class WordingView:
    """两处表述: annex and text of the same duty where their words differ; the differing words are the hits."""

    row: Segments
    text: Segments


@dataclass(frozen=True)
class TaskView:
    """任务: everything a page says about one."""

    pk: int
    number: int | None
    clause: str
    content: str
    standing: str
    label: str
    deadline: date | None
    deadline_reason: str
    leads: Sequence[UnitView]
    responsible: Sequence[UnitView]
    evidence: Sequence[EvidenceView]
    wordings: Sequence[WordingView]
    parts: Sequence[tuple[str, str, str]]
    parts_done: int
    is_part: bool

    @property
    def origin(self) -> str:
        """Where the task comes from, in a few words."""
        return f"附件第{self.number}项" if self.number else "正文"

    @property
    def summary(self) -> str:
        """Who answers for the task, in a few words."""
        units = self.leads or self.responsible
        if not units:
            return "文中未写明单位"
        named = "、".join(unit.name for unit in units[:UNITS_NAMED])
        return f"{named}等{len(units)}家" if len(units) > UNITS_NAMED else named


def task_view(task: Task, today: date) -> TaskView:
    """Return a task that `queries` loaded with all that belongs to it."""
    parts = [
        (
            "、".join(unit.name for unit in part.units.all()),
            standing(part.state, part.deadline, today),
            present.standing_label(part, today),
        )
        for part in task.subtasks.all()
    ]
    return TaskView(
        pk=task.pk,
        number=task.number,
        clause=task.clause,
        content=task.content,
        standing=standing(task.state, task.deadline, today),
        label=present.standing_label(task, today),
        deadline=task.deadline,
        deadline_reason=task.deadline_reason,
        leads=[unit_view(unit) for unit in present.units_in(task, UnitRole.LEAD)],
        responsible=[unit_view(unit) for unit in present.units_in(task, UnitRole.RESPONSIBLE)],
        evidence=[evidence_view(evidence) for evidence in task.evidence.all()],
        wordings=[WordingView(row, text) for row, text in present.wordings(task)],
        parts=parts,
        parts_done=sum(state == TaskState.FINISHED for _, state, _ in parts),
        is_part=task.parent_id is not None,
    )


def unit_view(unit: TaskUnit) -> UnitView:
    """Return a unit with the address of its page when it is one known body."""
    url = reverse("portal:organization", args=[unit.organization_id]) if unit.organization_id else ""
    return UnitView(unit.name, url, unit.is_collective, unit.open_ended, unit.added)


def evidence_view(evidence: Evidence) -> EvidenceView:
    """Return evidence with its public address."""
    gone = evidence.series.purged
    url = "" if gone else present.address_of(evidence.series)
    return EvidenceView(present.title_of(evidence.series), url, evidence.added_at, evidence.note)
