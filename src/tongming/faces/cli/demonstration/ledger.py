"""The ledger of the demonstration: proposals from the real notice, confirmed by the supervisor, with made-up evidence marked 演示."""

from datetime import datetime

from django.utils import timezone

from tongming.core.accounts.models import User
from tongming.core.accounts.viewers import viewer_of
from tongming.core.publications.models import Series
from tongming.domains.oversight import queries
from tongming.domains.oversight.actions import attach_evidence, confirm, finish, make_plan
from tongming.domains.oversight.queries import TaskFilter

LEFT_OPEN = 3  # proposals that stay for the visitor to decide
NOTE = "演示：以已公开的内容为佐证"


def open_ledger(supervisor: User, notice: Series, evidence: list[tuple[int, Series]], now: datetime) -> None:
    """Make the plan, confirm what the annex names and most of what the text adds, and prove some tasks.

    `evidence` pairs the number of an annex row with a publication; the first pair's task is found finished.
    """
    viewer = viewer_of(supervisor, timezone.localdate(now))
    plan = make_plan(viewer, notice, now=now).plan
    proposals = list(queries.proposals(viewer, plan))
    numbered = [task for task in proposals if task.number is not None]
    from_text = [task for task in proposals if task.number is None]
    confirm(viewer, numbered + from_text[: max(0, len(from_text) - LEFT_OPEN)], now=now)
    by_number = {task.number: task for task in queries.tasks(viewer, plan, TaskFilter())}
    for order, (number, series) in enumerate(evidence):
        attach_evidence(viewer, by_number[number], series, note=NOTE, now=now)
        if order == 0:
            finish(viewer, by_number[number], now=now)
