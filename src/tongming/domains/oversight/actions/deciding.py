"""A person decides on proposals: confirms, dismisses, takes up again, says which body a unit is and by when a task is due."""

from collections.abc import Sequence
from datetime import date, datetime

from tongming.core.accounts.viewers import Viewer
from tongming.core.organizations.models import Organization
from tongming.core.process.table import DeedRefused
from tongming.core.trail.actions import deed
from tongming.domains.oversight.actions.locking import locked, locked_one
from tongming.domains.oversight.models import Task, TaskState, TaskUnit, UnitRole


def confirm(viewer: Viewer, tasks: Sequence[Task], *, reason: str = "", now: datetime) -> list[Task]:
    """Confirm one or many proposals (确认), all or none: from now on they are public and their units answer for them."""
    return _decide(viewer, tasks, "confirm", TaskState.CONFIRMED, reason, now)


def dismiss(viewer: Viewer, tasks: Sequence[Task], *, reason: str, now: datetime) -> list[Task]:
    """Dismiss one or many tasks (排除) with a reason, all or none; sub-tasks go with their task."""
    return _decide(viewer, tasks, "dismiss", TaskState.DISMISSED, reason, now)


def reconsider(viewer: Viewer, task: Task, *, reason: str, now: datetime) -> Task:
    """Put a dismissed task back among the proposals (重新考虑)."""
    return _decide(viewer, [task], "reconsider", TaskState.PROPOSED, reason, now)[0]


def _decide(
    viewer: Viewer, tasks: Sequence[Task], name: str, state: TaskState, reason: str, now: datetime
) -> list[Task]:
    with deed(viewer, now) as record:
        rows = locked(viewer, tasks, name, reason)
        for row in rows:
            row.state, row.reason, row.decided_at = state, reason.strip(), now
            record(
                name,
                row,
                organization_id=row.plan.organization_id,
                reason=reason,
                number=row.number,
            )
        Task.objects.bulk_update(rows, ["state", "reason", "decided_at"])
        if state == TaskState.DISMISSED:
            Task.objects.filter(parent__in=rows, state=TaskState.CONFIRMED).update(
                state=state, reason=reason.strip(), decided_at=now
            )
    return rows


def assign_unit(
    viewer: Viewer, unit: TaskUnit, organization: Organization | None, *, now: datetime
) -> TaskUnit:
    """Say which body a printed unit is (对应机构), or with None that it is none of those known."""
    with deed(viewer, now) as record:
        task = locked_one(viewer, unit.task, "assign_unit")
        row = TaskUnit.objects.select_for_update(of=("self",)).get(pk=unit.pk)
        if row.is_collective:
            raise DeedRefused(f"“{row.name}”是统称，不对应某一个机构；请用“分解到单位”。")
        row.organization = organization
        row.save(update_fields=["organization"])
        record(
            "assign_unit",
            task,
            organization_id=task.plan.organization_id,
            unit=row.pk,
            body=organization.pk if organization else None,
        )
    return row


def add_unit(viewer: Viewer, task: Task, organization: Organization, *, role: str, now: datetime) -> TaskUnit:
    """Name a unit for a task whose text names none or not this one (指定单位); it is marked as named by a person."""
    if role not in UnitRole.values:
        raise DeedRefused(f"请选择单位是{'还是'.join(UnitRole.labels)}。")
    with deed(viewer, now) as record:
        row = locked_one(viewer, task, "add_unit")
        if TaskUnit.objects.filter(task=row, organization=organization).exists():
            raise DeedRefused(f"“{organization.name}”已经是这项任务的单位。")
        unit = TaskUnit.objects.create(
            task=row, role=role, name=organization.name, organization=organization, added=True
        )
        record("add_unit", row, organization_id=row.plan.organization_id, body=organization.pk, role=role)
    return unit


def set_deadline(viewer: Viewer, task: Task, deadline: date | None, *, reason: str, now: datetime) -> Task:
    """Set or lift the deadline of a task (调整时限) by a person, with the reason; the text itself may name none."""
    with deed(viewer, now) as record:
        row = locked_one(viewer, task, "set_deadline", reason)
        before = row.deadline
        row.deadline, row.deadline_reason = deadline, reason.strip()
        row.save(update_fields=["deadline", "deadline_reason"])
        record(
            "set_deadline",
            row,
            organization_id=row.plan.organization_id,
            reason=reason,
            before=before.isoformat() if before else None,
            after=deadline.isoformat() if deadline else None,
        )
    return row
