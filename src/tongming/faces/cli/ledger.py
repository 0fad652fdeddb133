"""`tongming ledger`: the plans with their figures and tasks, or those of one, proposals included.

A notice of which no ledger has been made yet gets its proposals when it is named here; they bind nobody before a person at
the desk has confirmed them.
"""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

import click

from tongming.errors import UserError
from tongming.faces.cli.output import json_option, print_json

if TYPE_CHECKING:
    from tongming.domains.oversight.models import Plan

STATES = ("proposed", "confirmed", "finished", "dismissed", "overdue")
MARKS = {
    "proposed": "待确认",
    "confirmed": "进行中",
    "finished": "已完成",
    "dismissed": "已排除",
    "overdue": "逾期",
}
TEXT_SHOWN = 60

HELP = """列出工作台账的任务、单位、时限、状态和佐证；写出文号、标题或台账编号时，只列那一份。

任务来自附件的任务分解表和正文中布置任务的语句；“待确认”的是从文中读出的建议，经工作台确认后才生效。
"""


class NoSuchPlan(UserError):
    """Nothing in the library answers to the name, or more than one thing does."""


@click.command(help=HELP)
@click.argument("name", metavar="[文号、标题或编号]", required=False)
@click.option("--state", type=click.Choice(STATES), help="只列出某一状态的任务；overdue 为逾期。")
@json_option
def command(*, name: str | None, state: str | None, as_json: bool) -> None:
    """Print the plans, or the tasks of one."""
    from tongming.faces.cli.bootstrap import django_setup

    django_setup()
    answer = ledger_of([plan_named(name)] if name else all_plans(), state)
    if as_json:
        print_json(answer)
    elif answer["plans"]:
        print("\n\n".join("\n".join(readable_tasks(plan, answer["tasks"])) for plan in answer["plans"]))
    else:
        print("还没有工作台账。先用 tongming import 登记工作要点一类的文件。")


def all_plans() -> list["Plan"]:
    """Return every plan."""
    from tongming.domains.oversight import queries
    from tongming.faces.cli.operating import operator

    return [plan for plan, _ in queries.plans(operator())]


def ledger_of(plans: list["Plan"], state: str | None) -> dict[str, Any]:
    """Return `{plans[], tasks[]}`: plans with their figures, tasks (of one state, or all but the dismissed) with their plan."""
    from tongming.domains.oversight import present, queries
    from tongming.faces.cli.operating import operator

    viewer = operator()
    states = (state,) if state else ("proposed", "confirmed", "finished")
    tasks: list[dict[str, Any]] = []
    for plan in plans:
        rows = [task for one in states for task in queries.tasks(viewer, plan, queries.TaskFilter(state=one))]
        rows.sort(key=lambda task: (task.position, task.number or 0, task.pk))
        tasks += [{"plan": plan.pk, **present.task_values(task, viewer.on)} for task in rows]
    return {
        "plans": [present.plan_values(plan, queries.figures(viewer, plan)) for plan in plans],
        "tasks": tasks,
    }


def plan_named(name: str) -> "Plan":
    """Return the one plan of a document number, title or id; made now when the notice is there and its plan is not."""
    from django.utils import timezone

    from tongming.domains.oversight import actions, queries
    from tongming.faces.cli.operating import operator

    viewer = operator()
    plans = queries.plan_titled(viewer, name.strip())
    if not plans:
        candidates = list(queries.without_plan(viewer, name.strip()))
        if len(candidates) == 1:
            made = actions.make_plan(viewer, candidates[0], now=timezone.now())
            plans = [plan for plan in [queries.plan(viewer, made.plan.pk)] if plan]
        elif candidates:
            raise NoSuchPlan(f"“{name}”对应{len(candidates)}份文件，请写完整的文号或标题。")
    if not plans:
        raise NoSuchPlan(
            f"没有找到“{name}”的台账或文件，请核对文号、标题或编号；文件未入库的先用 tongming import 登记。"
        )
    if len(plans) > 1:
        raise NoSuchPlan(f"“{name}”对应{len(plans)}份台账，请写完整的文号、标题或编号。")
    return plans[0]


def plan_line(plan: dict[str, Any]) -> str:
    """Return a plan in one line."""
    return (
        f"{plan['id']}  {plan['title']}（{plan['doc_number'] or '无文号'}）  任务{plan['tasks']}  已完成{plan['finished']}"
        f"  逾期{plan['overdue']}  待确认{plan['proposed']}"
    )


def readable_tasks(plan: dict[str, Any], tasks: list[dict[str, Any]]) -> Iterable[str]:
    """Yield a plan and its tasks for people."""
    yield plan_line(plan)
    for task in (task for task in tasks if task["plan"] == plan["id"]):
        state = "overdue" if task["overdue"] else task["state"]
        number = f"附件{task['number']}" if task["number"] else "正文"
        yield f"\n[{MARKS[state]}] {number} {task['clause']} {task['deadline'] or '未写明时限'}"
        content = task["content"]
        yield f"  {content if len(content) <= TEXT_SHOWN else content[:TEXT_SHOWN] + '…'}"
        if task["units"]:
            yield f"  {'、'.join(unit['name'] + ('等' if unit['open_ended'] else '') for unit in task['units'])}"
