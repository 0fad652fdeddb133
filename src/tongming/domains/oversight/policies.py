"""Who sees which plans and tasks, and who may do what to them.

Evaluation order: the operator's programs see all; a supervisor of the plan's body sees its proposals; everybody sees what has
been confirmed, as long as the notice itself stands in the lists.
"""

from django.db.models import Q, QuerySet

from tongming.core.accounts.policies import Policy
from tongming.core.accounts.viewers import Viewer
from tongming.domains.oversight.models import Plan, Task, TaskState
from tongming.domains.oversight.process import SUPERVISORS, TASK

PUBLIC_STATES = (TaskState.CONFIRMED, TaskState.FINISHED)


class PlanPolicy(Policy[Plan]):
    """A plan is public once its notice is listed and a task of it is confirmed; its supervisors know it before."""

    model = Plan

    def rows(self, viewer: Viewer) -> QuerySet[Plan]:
        """Return the plans a viewer may know of."""
        if viewer.is_program:
            return Plan.objects.all()
        public = Q(
            series__listed=True,
            pk__in=Task.objects.filter(state__in=PUBLIC_STATES).values("plan_id"),
        )
        return Plan.objects.filter(public | Q(organization_id__in=viewer.supervised))


class TaskPolicy(Policy[Task]):
    """Confirmed and finished tasks are public; proposals and dismissed ones are known to the supervisors of the body."""

    model = Task

    def rows(self, viewer: Viewer) -> QuerySet[Task]:
        """Return the tasks a viewer may know of."""
        if viewer.is_program:
            return Task.objects.all()
        public = Q(state__in=PUBLIC_STATES, plan__series__listed=True)
        return Task.objects.filter(public | Q(plan__organization_id__in=viewer.supervised))

    def may(self, viewer: Viewer, deed: str, row: Task) -> bool:
        """Tell whether state, role and unit allow a deed."""
        found = TASK.deed(deed)
        body = acting_body(viewer, row)
        return row.state in found.sources and any(viewer.holds(role, body) for role in found.roles)


def supervises(viewer: Viewer, organization_id: int) -> bool:
    """Tell whether a viewer supervises a body, itself or from above."""
    return viewer.is_program or organization_id in viewer.supervised


def acting_body(viewer: Viewer, task: Task) -> int:
    """Return the body in which a viewer acts on a task.

    For a supervisor of the plan's body it is the post held (there or above); for others it is their unit, if the task is
    theirs. Anybody else acts in the plan's body, where they hold nothing.
    """
    if supervises(viewer, task.plan.organization_id):
        posts = sorted(viewer.organizations(*SUPERVISORS))
        return posts[0] if posts else task.plan.organization_id
    own = viewer.organizations() & {
        unit.organization_id for unit in task.units.all() if unit.organization_id is not None
    }
    return min(own, default=task.plan.organization_id)


plans = PlanPolicy()
tasks = TaskPolicy()
