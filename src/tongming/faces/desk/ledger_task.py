"""One task at the desk: where it comes from, who answers for it, by when, what shows that it is done, and what may be done now."""

from collections.abc import Callable
from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.shortcuts import redirect
from django.urls import reverse

from tongming.core.organizations.models import Organization
from tongming.core.organizations.queries import named
from tongming.core.process.table import Deed
from tongming.core.trail.queries import history
from tongming.core.ui.pieces import DeedChoice, OrganizationOption
from tongming.domains.oversight import actions, policies, present, queries
from tongming.domains.oversight.models import Evidence, Task, TaskUnit, UnitRole
from tongming.domains.oversight.process import TASK
from tongming.errors import UserError
from tongming.faces.desk import presenting
from tongming.faces.desk.base import DeskView, found, whole_number

WORDS = 100
DESCRIPTIONS = {
    "confirm": "原文确有这项任务。",
    "dismiss": "不是任务，或与另一项重复。",
    "reconsider": "放回待确认的建议。",
    "finish": "佐证足以说明任务已经完成。",
    "reopen": "发现没有完成，继续办理。",
    "set_deadline": "时限以文件写明的为准；另有部署时在这里调整，并写明依据。",
}
BUTTONS = ("confirm", "finish", "set_deadline", "reopen", "reconsider", "dismiss")
DONE = {
    "confirm": "已确认这项任务，现已向社会公开。",
    "dismiss": "已排除。",
    "reconsider": "已放回待确认的建议。",
    "finish": "已认定完成。",
    "reopen": "已重新办理。",
    "set_deadline": "已调整时限。",
    "attach_evidence": "已提交佐证，现已在任务旁公开。",
    "remove_evidence": "已撤去佐证。",
    "assign_unit": "已记录对应机构。",
    "add_unit": "已指定单位。",
}


class BadInput(UserError):
    """A form field that cannot be used; the message says how to write it."""


class TaskPage(DeskView):
    """任务."""

    template_name = "desk/task.html"
    section = "desk:ledger"

    def get(self, request: HttpRequest, task_id: int) -> HttpResponse:
        """Show the task."""
        return self.page(found(queries.task(self.viewer, task_id)))

    def page(self, task: Task, *, kept: dict[str, str] | None = None, status: int = 200) -> HttpResponse:
        """Render the page; `kept` is what was typed when a deed was refused."""
        words = self.request.GET.get("q", "").strip()[:WORDS]
        may_prove = policies.tasks.may(self.viewer, "attach_evidence", task)
        proofs = list(task.evidence.all())
        return self.show(
            {
                "task": task,
                "plan_title": present.title_of(task.plan.series),
                "label": present.standing_label(task, self.today),
                "overdue": present.standing_label(task, self.today) == present.OVERDUE_LABEL,
                "document_url": present.address_of(task.plan.series),
                "wordings": present.wordings(task),
                "sources": queries.sources_of(task),
                "units": list(task.units.all()),
                "parts": [(part, present.standing_label(part, self.today)) for part in task.subtasks.all()],
                "proofs": [(proof, present.title_of(proof.series), present.address_of(proof.series)) for proof in proofs],
                "may": {deed.name: policies.tasks.may(self.viewer, deed.name, task) for deed in TASK.deeds},
                "roles": UnitRole.choices,
                "words": words,
                "candidates": [(series, present.title_of(series)) for series in queries.evidence_candidates(self.viewer, task, words)]
                if may_prove
                else [],
                "choices": choices(self, task, kept or {}),
                "kept": kept or {},
                "history": presenting.history_nodes(history(task)),
            },
            status=status,
        )  # fmt: skip


def choices(view: DeskView, task: Task, kept: dict[str, str]) -> list[DeedChoice]:
    """Return the deeds that stand beside the task; those done at a unit or at a piece of evidence stand there."""
    return [
        _choice(view, task, TASK.deed(name), kept)
        for name in BUTTONS
        if policies.tasks.may(view.viewer, name, task)
    ]


def _choice(view: DeskView, task: Task, deed: Deed, kept: dict[str, str]) -> DeedChoice:
    mine = kept.get("deed") == deed.name
    proofs = list(task.evidence.all())
    return DeedChoice(
        deed.name,
        deed.label,
        reverse("desk:task_deed", args=[task.pk]),
        description=DESCRIPTIONS.get(deed.name, ""),
        starts=tuple(filter(None, deed.starts.split("；"))),
        reason_label="理由" if deed.needs_reason else "说明",
        reason_required=deed.needs_reason,
        reason=kept.get("reason", "") if mine else "",
        error=kept.get("error", "") if mine else "",
        refused_because="还没有佐证。先提交公众能看到的公开内容。"
        if deed.name == "finish" and not proofs and not task.subtasks.all()
        else "",
        sharp=deed.name == "dismiss",
    )


class TaskDeed(TaskPage):
    """Every deed on one task."""

    def get(self, request: HttpRequest, task_id: int) -> HttpResponse:
        """Deeds are done by POST."""
        found(queries.task(self.viewer, task_id))
        return HttpResponseNotAllowed(["POST"])

    def post(self, request: HttpRequest, task_id: int) -> HttpResponse:
        """Do the deed, or show the page again with the reason why not and what was typed."""
        task = found(queries.task(self.viewer, task_id))
        name, reason = request.POST.get("deed", ""), request.POST.get("reason", "").strip()
        acts: dict[str, Callable[[Task, str], Any]] = {
            "confirm": lambda row, why: actions.confirm(self.viewer, [row], reason=why, now=self.now),
            "dismiss": lambda row, why: actions.dismiss(self.viewer, [row], reason=why, now=self.now),
            "reconsider": lambda row, why: actions.reconsider(self.viewer, row, reason=why, now=self.now),
            "finish": lambda row, why: actions.finish(self.viewer, row, reason=why, now=self.now),
            "reopen": lambda row, why: actions.reopen(self.viewer, row, reason=why, now=self.now),
            "set_deadline": self.set_deadline,
            "attach_evidence": self.attach_evidence,
            "remove_evidence": self.remove_evidence,
            "assign_unit": self.assign_unit,
            "add_unit": self.add_unit,
        }
        if name not in acts:
            return self.page(task, status=422)
        try:
            acts[name](task, reason)
        except UserError as error:
            kept = {"deed": name, "reason": reason, "error": str(error), "day": request.POST.get("day", "")}
            return self.page(found(queries.task(self.viewer, task_id)), kept=kept, status=422)
        self.say(DONE[name])
        return redirect("desk:task", task.pk)

    def set_deadline(self, task: Task, reason: str) -> None:
        """Read the day of the form and set it; an empty one lifts the deadline."""
        written = self.request.POST.get("day", "").strip()
        try:
            day = date.fromisoformat(written) if written else None
        except ValueError as error:
            raise BadInput(f"“{written}”不是日期，请写成2021-12-31的形式。") from error
        actions.set_deadline(self.viewer, task, day, reason=reason, now=self.now)

    def attach_evidence(self, task: Task, note: str) -> None:
        """Attach the publication the form names."""
        number = whole_number(self.request.POST.get("series"))
        series = queries.readable_evidence(self.viewer, number) if number else None
        if series is None:
            raise BadInput("请从检索结果中选一项已经公开的内容。")
        actions.attach_evidence(self.viewer, task, series, note=note, now=self.now)

    def remove_evidence(self, task: Task, reason: str) -> None:
        """Take away the evidence the form names."""
        number = whole_number(self.request.POST.get("evidence"))
        proof: Evidence | None = next((row for row in task.evidence.all() if row.pk == number), None)
        if proof is None:
            raise BadInput("这项佐证已经不在了，请刷新页面。")
        actions.remove_evidence(self.viewer, proof, reason=reason, now=self.now)

    def assign_unit(self, task: Task, _: str) -> None:
        """Record which body a printed unit is, by its full name; an empty name says that none is known."""
        unit = queries.task_unit(self.viewer, task.pk, whole_number(self.request.POST.get("unit")) or 0)
        if unit is None:
            raise BadInput("这个单位已经不在了，请刷新页面。")
        actions.assign_unit(self.viewer, unit, self.body(), now=self.now)

    def add_unit(self, task: Task, _: str) -> None:
        """Name a unit by its full name and role."""
        body = self.body()
        if body is None:
            raise BadInput("请填写机构全称。")
        actions.add_unit(self.viewer, task, body, role=self.request.POST.get("role", ""), now=self.now)

    def body(self) -> Organization | None:
        """Return the body whose name the form gives, None when it gives none; raise `BadInput` when nobody bears it."""
        name = self.request.POST.get("body", "").strip()
        bodies = named([name], self.today).get(name, []) if name else []
        if name and len(bodies) != 1:
            raise BadInput(f"{'有几个机构叫' if bodies else '没有机构叫'}“{name}”，请写机构全称。")
        return bodies[0] if bodies else None


class ExpandUnit(DeskView):
    """分解到单位: the bodies a collective stands for, to be picked and made sub-tasks of."""

    template_name = "desk/task_expand.html"
    section = "desk:ledger"

    def get(self, request: HttpRequest, task_id: int, unit_id: int) -> HttpResponse:
        """Show the bodies, those meant by the name already ticked."""
        return self.page(found(queries.task_unit(self.viewer, task_id, unit_id)))

    def page(self, unit: TaskUnit, *, error: str = "", status: int = 200) -> HttpResponse:
        """Render the choice."""
        if not policies.tasks.may(self.viewer, "expand", unit.task):
            return self.refuse("分解任务由主管人员在任务确认之后办理。")
        bodies, meant = queries.expandable_to(self.viewer, unit)
        there = queries.expanded_bodies(unit.task)
        options = [
            OrganizationOption(str(body.pk), body.name, body.get_kind_display(), selected=body.pk in meant)
            for body in bodies
            if body.pk not in there
        ]
        return self.show(
            {"unit": unit, "task": unit.task, "options": options, "there": len(there), "error": error, "meant": bool(meant)},
            status=status,
        )  # fmt: skip

    def post(self, request: HttpRequest, task_id: int, unit_id: int) -> HttpResponse:
        """Make the sub-tasks of the picked bodies."""
        unit = found(queries.task_unit(self.viewer, task_id, unit_id))
        picked = [number for text in request.POST.getlist("bodies") if (number := whole_number(text))]
        try:
            made = actions.expand(self.viewer, unit, picked, now=self.now)
        except UserError as error:
            return self.page(unit, error=str(error), status=422)
        self.say(f"已分解到{len(made)}个单位，各单位可以提交佐证。")
        return redirect("desk:task", task_id)
