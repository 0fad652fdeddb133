"""A collective is expanded (分解到单位): one sub-task for each body a person picked, each with evidence of its own."""

from collections.abc import Iterable
from datetime import datetime

from django.utils import timezone

from tongming.core.accounts.viewers import Viewer
from tongming.core.organizations.models import Organization
from tongming.core.organizations.queries import existing
from tongming.core.process.table import DeedRefused
from tongming.core.trail.actions import deed
from tongming.domains.oversight.actions.locking import locked_one
from tongming.domains.oversight.models import Task, TaskState, TaskUnit


def expand(viewer: Viewer, unit: TaskUnit, organization_ids: Iterable[int], *, now: datetime) -> list[Task]:
    """Make a sub-task for each picked body that has none yet; the picked bodies must exist on the day of the deed.

    A unit may be expanded when it is a collective (各县（市、区）政府) or leaves its list open (市卫健委等有关部门).
    """
    wanted = set(organization_ids)
    with deed(viewer, now) as record:
        task = locked_one(viewer, unit.task, "expand")
        if task.parent_id is not None:
            raise DeedRefused("子任务已经落实到单位，不能再分解。")
        if not (unit.is_collective or unit.open_ended):
            raise DeedRefused(f"“{unit.name}”是一个单位，不需要分解。")
        bodies = list(existing(timezone.localdate(now)).filter(pk__in=wanted).order_by("division_code", "pk"))
        if not bodies or len(bodies) < len(wanted):
            raise DeedRefused("请选择要分解到的单位；有单位在办理当天不存在的，请去掉后再试。")
        made = _subtasks(task, unit, bodies, now)
        record(
            "expand",
            task,
            organization_id=task.plan.organization_id,
            unit=unit.pk,
            bodies=sorted(wanted),
        )
    return made


def _subtasks(task: Task, unit: TaskUnit, bodies: list[Organization], now: datetime) -> list[Task]:
    there = set(Task.objects.filter(parent=task).values_list("key", flat=True))
    fresh = [body for body in bodies if _key(body) not in there]
    made = Task.objects.bulk_create(
        Task(
            plan=task.plan,
            parent=task,
            key=_key(body),
            number=task.number,
            position=task.position,
            content=task.content,
            clause=task.clause,
            deadline=task.deadline,
            state=TaskState.CONFIRMED,
            decided_at=now,
        )
        for body in fresh
    )
    TaskUnit.objects.bulk_create(
        TaskUnit(task=part, role=unit.role, name=body.name, organization=body)
        for part, body in zip(made, fresh, strict=True)
    )
    return made


def _key(body: Organization) -> str:
    return f"body:{body.pk}"
