"""Taking tasks for a deed: locked, known to the viewer, and open to the deed."""

from collections.abc import Sequence

from tongming.core.accounts.viewers import Viewer
from tongming.core.process.table import DeedRefused
from tongming.domains.oversight import policies
from tongming.domains.oversight.models import Task
from tongming.domains.oversight.process import TASK


def locked(viewer: Viewer, tasks: Sequence[Task], name: str, reason: str = "") -> list[Task]:
    """Return the tasks locked in the order of their ids; raise `DeedRefused` when the deed may not be done to one of them."""
    known = policies.tasks.rows(viewer).filter(pk__in=[task.pk for task in tasks])
    rows = list(
        Task.objects.select_for_update(of=("self",))
        .filter(pk__in=known.values("pk"))
        .select_related("plan")
        .prefetch_related("units")
        .order_by("pk")
    )
    if len(rows) < len({task.pk for task in tasks}):
        raise DeedRefused("有任务已不存在或您无权办理，请刷新页面后再试。")
    for row in rows:
        TASK.require(
            name,
            state=row.state,
            viewer=viewer,
            organization_id=policies.acting_body(viewer, row),
            reason=reason,
        )
    return rows


def locked_one(viewer: Viewer, task: Task, name: str, reason: str = "") -> Task:
    """Return one task like `locked`."""
    return locked(viewer, [task], name, reason)[0]
