"""Evidence first: what the public can read shows that a task is done; a supervisor then finds it finished."""

from datetime import datetime

from django.db.models import Q

from tongming.core.accounts.viewers import Viewer
from tongming.core.process.table import DeedRefused
from tongming.core.publications.models import Series
from tongming.core.publications.queries import visible
from tongming.core.trail.actions import deed
from tongming.domains.oversight.actions.locking import locked_one
from tongming.domains.oversight.models import Evidence, Task, TaskState


def attach_evidence(viewer: Viewer, task: Task, series: Series, *, note: str = "", now: datetime) -> Evidence:
    """Attach something published as evidence (提交佐证): by an officer of one of the task's units, or a supervisor."""
    with deed(viewer, now) as record:
        row = locked_one(viewer, task, "attach_evidence")
        if not visible(viewer, [series.pk]):
            raise DeedRefused("佐证应是公众能看到的公开内容，这一项没有公开或已撤下，请换一项。")
        if series.pk == row.plan.series_id:
            raise DeedRefused("布置任务的文件本身不能作为完成任务的佐证，请换一项。")
        if Evidence.objects.filter(task=row, series=series).exists():
            raise DeedRefused("这项公开内容已经是该任务的佐证，不用重复提交。")
        evidence = Evidence.objects.create(
            task=row, series=series, note=note.strip()[:300], added_by_id=viewer.user_id, added_at=now
        )
        record("attach_evidence", row, organization_id=row.plan.organization_id, series=series.pk)
    return evidence


def remove_evidence(viewer: Viewer, evidence: Evidence, *, reason: str, now: datetime) -> Task:
    """Take evidence away that does not show the task (撤去佐证), with the reason."""
    with deed(viewer, now) as record:
        row = locked_one(viewer, evidence.task, "remove_evidence", reason)
        Evidence.objects.filter(pk=evidence.pk, task=row).delete()
        record(
            "remove_evidence",
            row,
            organization_id=row.plan.organization_id,
            reason=reason,
            series=evidence.series_id,
        )
    return row


def finish(viewer: Viewer, task: Task, *, reason: str = "", now: datetime) -> Task:
    """Find a task finished (认定完成): it needs evidence that is still public, and no sub-task may be open."""
    with deed(viewer, now) as record:
        row = locked_one(viewer, task, "finish")
        open_parts = Task.objects.filter(parent=row, state=TaskState.CONFIRMED).count()
        if open_parts:
            raise DeedRefused(f"还有{open_parts}个单位的子任务没有完成，不能认定完成。")
        public = Q(series__listed=True, series__purged=False)
        proofs = list(
            Evidence.objects.filter(Q(task=row) | Q(task__parent=row), public).values_list(
                "series_id", flat=True
            )
        )
        if not proofs:
            raise DeedRefused("没有佐证，不能认定完成；请先提交公众能看到的公开内容。")
        row.state, row.finished_at, row.reason = TaskState.FINISHED, now, reason.strip()
        row.save(update_fields=["state", "finished_at", "reason"])
        record(
            "finish",
            row,
            organization_id=row.plan.organization_id,
            reason=reason,
            evidence=sorted(set(proofs)),
        )
    return row


def reopen(viewer: Viewer, task: Task, *, reason: str, now: datetime) -> Task:
    """Take up a finished task again (重新办理) with a reason; the deadline counts again."""
    with deed(viewer, now) as record:
        row = locked_one(viewer, task, "reopen", reason)
        row.state, row.finished_at, row.reason = TaskState.CONFIRMED, None, reason.strip()
        row.save(update_fields=["state", "finished_at", "reason"])
        record("reopen", row, organization_id=row.plan.organization_id, reason=reason)
    return row
