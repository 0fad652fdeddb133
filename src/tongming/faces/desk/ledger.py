"""The ledger at the desk: plans of the bodies a person supervises, making one from a published notice, and its proposals.

A proposal binds nobody: a supervisor confirms or dismisses it, one by one or many at once. What belongs to a single task is
on the task's own page (`ledger_task`).
"""

from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.shortcuts import redirect
from django.urls import NoReverseMatch, reverse

from tongming.core.publications.queries import listed
from tongming.core.ui.pieces import Link
from tongming.domains.oversight import actions, policies, present, queries
from tongming.domains.oversight.models import Plan, Task, TaskState
from tongming.domains.oversight.rules import SIGNALS
from tongming.errors import UserError
from tongming.faces.desk.base import DeskView, found, whole_number

TABS = ("proposed", "confirmed", "finished", "dismissed")
WORDS = 100
MOST_AT_ONCE = 500


class Ledger(DeskView):
    """台账: what my unit has to do, the plans I supervise, and published notices of which a plan can be made."""

    template_name = "desk/ledger.html"
    section = "desk:ledger"

    def get(self, request: HttpRequest) -> HttpResponse:
        """Show the three lists."""
        words = request.GET.get("q", "").strip()[:WORDS]
        plans = [
            (plan, figures, present.title_of(plan.series)) for plan, figures in queries.plans(self.viewer)
        ]
        mine = self.page_of(queries.mine(self.viewer))
        candidates = list(queries.without_plan(self.viewer, words)) if words else []
        return self.show(
            {
                "plans": plans,
                "mine": mine,
                "mine_rows": [(task, present.standing_label(task, self.today)) for task in mine],
                "supervises": bool(self.viewer.supervised),
                "words": words,
                "candidates": [(series, present.title_of(series)) for series in candidates],
            }
        )

    def post(self, request: HttpRequest) -> HttpResponse:
        """Make the plan of a published notice."""
        number = whole_number(request.POST.get("series"))
        series = found(listed(self.viewer).filter(pk=number).first() if number else None)
        try:
            made = actions.make_plan(self.viewer, series, now=self.now)
        except UserError as error:
            self.complain(error)
            return redirect("desk:ledger")
        self.say(f"已从文件中读出{made.added}项任务建议，请逐项核对后确认。")
        return redirect("desk:plan", made.plan.pk)


class PlanPage(DeskView):
    """一份要点的任务: by state; proposals are confirmed or dismissed here, many at once if need be."""

    template_name = "desk/plan.html"
    section = "desk:ledger"

    def get(self, request: HttpRequest, plan_id: int) -> HttpResponse:
        """Show the tasks of one state."""
        return self.page(found(queries.plan(self.viewer, plan_id)))

    def page(self, plan: Plan, *, kept: dict[str, Any] | None = None, status: int = 200) -> HttpResponse:
        """Render the page; `kept` is what was chosen and typed when a deed was refused."""
        state = self.state(plan)
        figures = queries.figures(self.viewer, plan)
        page = self.page_of(queries.proposals(self.viewer, plan, state))
        return self.show(
            {
                "plan": plan,
                "title": present.title_of(plan.series),
                "figures": figures,
                "tabs": self.tabs(plan, state, figures),
                "state": state,
                "may_decide": policies.supervises(self.viewer, plan.organization_id),
                "outdated": plan.series.current_id != plan.publication_id,
                "page": page,
                "rows": [self.row(task) for task in page],
                "public_address": public_address(plan) if figures.tasks else "",
                "kept": kept or {},
            },
            status=status,
        )

    def state(self, plan: Plan) -> str:
        """Return the state asked for; without one a supervisor begins with the proposals, others with what is under way."""
        asked = self.request.GET.get("state", "")
        if not policies.supervises(self.viewer, plan.organization_id):
            return asked if asked == TaskState.FINISHED else TaskState.CONFIRMED
        return asked if asked in TABS else TaskState.PROPOSED

    def tabs(self, plan: Plan, state: str, figures: queries.Figures) -> list[Link]:
        """Return the states as links with their counts."""
        counts = {
            "proposed": figures.proposed,
            "confirmed": figures.tasks - figures.finished,
            "finished": figures.finished,
            "dismissed": figures.dismissed,
        }
        shown = TABS if policies.supervises(self.viewer, plan.organization_id) else TABS[1:3]
        return [
            Link(f"{TaskState(name).label} {counts[name]}", f"?state={name}", current=name == state)
            for name in shown
        ]

    def row(self, task: Task) -> dict[str, Any]:
        """Return a task with the words of its sources."""
        signals = {
            signal for source in task.sources.all() if source.sentence for signal in source.sentence.signals
        }
        return {
            "task": task,
            "label": present.standing_label(task, self.today),
            "signals": [label for name, label in SIGNALS.items() if name in signals],
            "wordings": present.wordings(task),
            "leads": present.units_in(task, "lead"),
            "responsible": present.units_in(task, "responsible"),
            "alone": any(source.sentence is None for source in task.sources.all()),
        }


class PlanDeeds(PlanPage):
    """确认、排除 many proposals at once, or reading the notice anew."""

    def get(self, request: HttpRequest, plan_id: int) -> HttpResponse:
        """Deeds are done by POST."""
        found(queries.plan(self.viewer, plan_id))
        return HttpResponseNotAllowed(["POST"])

    def post(self, request: HttpRequest, plan_id: int) -> HttpResponse:
        """Do the deed to the chosen tasks, all or none; a refusal comes back with what was chosen and typed."""
        plan = found(queries.plan(self.viewer, plan_id))
        name, reason = request.POST.get("deed", ""), request.POST.get("reason", "").strip()
        chosen = [number for text in request.POST.getlist("task") if (number := whole_number(text))]
        try:
            self.say(self.act(plan, name, chosen[:MOST_AT_ONCE], reason))
        except UserError as error:
            kept = {"chosen": chosen, "reason": reason, "error": str(error), "deed": name}
            return self.page(plan, kept=kept, status=422)
        return redirect(f"{reverse('desk:plan', args=[plan.pk])}?state=proposed")

    def act(self, plan: Plan, name: str, chosen: list[int], reason: str) -> str:
        """Do one deed and return what to say."""
        if name == "read":
            made = actions.make_plan(self.viewer, plan.series, now=self.now)
            return f"已按现行版本重新读取：新增建议{made.added}项，去掉不再出现的建议{made.dropped}项。"
        if name not in {"confirm", "dismiss"}:
            raise UserError("没有这个办理动作，请用页面上的按钮办理。")
        tasks = list(queries.proposals(self.viewer, plan).filter(pk__in=chosen))
        if not tasks:
            raise UserError("请先勾选要办理的任务建议。")
        if name == "confirm":
            actions.confirm(self.viewer, tasks, now=self.now)
            return f"已确认{len(tasks)}项任务，现已向社会公开。"
        actions.dismiss(self.viewer, tasks, reason=reason, now=self.now)
        return f"已排除{len(tasks)}项建议。"


def public_address(plan: Plan) -> str:
    """Return the address of a plan on the public site, or an empty string where this process serves the desk alone."""
    try:
        return reverse("portal:plan", args=[plan.pk])
    except NoReverseMatch:
        return ""
