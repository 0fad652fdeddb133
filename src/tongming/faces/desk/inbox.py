"""The inbox (待办): what waits at the left, by deadline, overdue first; the chosen case; what may be done with it at the right.

One query per kind of waiting thing; the case is read once more on its own. Everything works by links, without script.
"""

from dataclasses import dataclass
from typing import Any

from django.core.paginator import Page
from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from tongming.core.clock import queries as clocks
from tongming.core.events import queries as events
from tongming.core.events.models import Delivery
from tongming.core.publications import queries
from tongming.core.publications.models import Draft
from tongming.core.trail.queries import history
from tongming.domains.documents import queries as library
from tongming.domains.documents.models import Relation
from tongming.domains.oversight import queries as ledger
from tongming.domains.oversight.models import Plan, Task
from tongming.domains.oversight.queries import Figures
from tongming.faces.desk import deeds, presenting
from tongming.faces.desk.base import DeskView, whole_number
from tongming.faces.desk.draft_form import anchor
from tongming.faces.desk.relation import relation_case

KINDS = ("draft", "relation", "delivery")
WAITS = {"drafting": "待修改送审", "reviewing": "待审核", "approved": "待发布"}


@dataclass(frozen=True)
class Waiting:
    """A line at the left: the case, what it waits for, and how long it may."""

    kind: str
    number: int
    title: str
    note: str
    left: str = ""
    overdue: bool = False
    url: str = ""  # of a page of its own; without one the case opens beside the list


@dataclass(frozen=True)
class Group:
    """The waiting things of one kind on one page."""

    label: str
    parameter: str
    page: Page[Any]
    rows: list[Waiting]


class Inbox(DeskView):
    """待办."""

    template_name = "desk/inbox.html"
    section = "desk:inbox"

    def get(self, request: HttpRequest) -> HttpResponse:
        """Show what waits, and the chosen case or else the first."""
        every = (self.drafts(), self.tasks(), self.proposals(), self.relations(), self.deliveries())
        groups = [group for group in every if group.rows]
        kind, number = self.chosen(groups)
        case = self.case(kind, number) if kind else {}
        total = sum(group.page.paginator.count for group in groups)
        return self.show({"groups": groups, "total": total, "kind": kind, "number": number, **case})

    def chosen(self, groups: list[Group]) -> tuple[str, int]:
        """Return the case named by the address, else the first that waits, else nothing."""
        for kind in KINDS:
            number = whole_number(self.request.GET.get(kind))
            if number is not None:
                return kind, number
        first = next((group.rows[0] for group in groups if group.rows[0].kind in KINDS), None)
        return (first.kind, first.number) if first else ("", 0)

    def drafts(self) -> Group:
        """Return a page of the drafts that wait for the viewer."""
        page = self.page_of(queries.brief_drafts(queries.by_deadline(queries.waiting_for(self.viewer))))
        return Group("拟稿", "page", page, [self._draft_line(draft) for draft in page])

    def _draft_line(self, draft: Draft) -> Waiting:
        due = getattr(draft, "due", None)
        left = presenting.remaining_words(due, self.today, self.working) if due else "时限未定"
        body = f" · {draft.organization.name}" if len(self.viewer.organizations()) > 1 else ""
        note = f"{WAITS[draft.state]}{body}"
        return Waiting("draft", draft.pk, str(draft), note, left, due is not None and due < self.today)

    def tasks(self) -> Group:
        """Return a page of the open tasks of the viewer's bodies, those due first at the top."""
        page = self.page_of(ledger.mine(self.viewer), "tasks")
        return Group("本单位的任务", "tasks", page, [self._task_line(task) for task in page])

    def _task_line(self, task: Task) -> Waiting:
        left = (
            presenting.remaining_words(task.deadline, self.today, self.working)
            if task.deadline
            else "未写明时限"
        )
        overdue = task.deadline is not None and task.deadline < self.today
        url = reverse("desk:task", args=[task.pk])
        return Waiting("task", task.pk, task.content, task.clause, left, overdue, url)

    def proposals(self) -> Group:
        """Return a page of the ledgers that have proposals for the viewer to decide."""
        waiting = [(plan, figures) for plan, figures in ledger.plans(self.viewer) if figures.proposed]
        page = self.page_of(waiting if self.viewer.is_supervisor else [], "proposals")
        return Group("台账建议待确认", "proposals", page, [self._plan_line(*row) for row in page])

    @staticmethod
    def _plan_line(plan: Plan, figures: Figures) -> Waiting:
        content = queries.content_of(plan.series)
        url = reverse("desk:plan", args=[plan.pk])
        return Waiting(
            "plan", plan.pk, content.title if content else "", f"{figures.proposed}项建议", url=url
        )

    def relations(self) -> Group:
        """Return a page of the relations that wait for a decision."""
        page = self.page_of(library.undecided(self.viewer), "relations")
        return Group("文件关系待确认", "relations", page, [self._relation_line(row) for row in page])

    @staticmethod
    def _relation_line(row: Relation) -> Waiting:
        source = queries.content_of(row.source)
        cited = f"{row.get_role_display()}：{row.cited_title or row.cited_number}"
        return Waiting("relation", row.pk, cited, source.title if source else "")

    def deliveries(self) -> Group:
        """Return a page of the deliveries that stand still; only administrators have any."""
        page = self.page_of(events.failed(self.viewer), "deliveries")
        return Group("投递失败", "deliveries", page, [self._delivery_line(row) for row in page])

    @staticmethod
    def _delivery_line(row: Delivery) -> Waiting:
        return Waiting("delivery", row.pk, f"{row.event} → {row.handler}", row.error[:60])

    def case(self, kind: str, number: int) -> dict[str, Any]:
        """Return the context of the chosen case; one that is not known or waits no longer is said to be gone."""
        if kind == "draft":
            draft = (
                queries.drafts(self.viewer).select_related("publication__publisher").filter(pk=number).first()
            )
            return self._draft_case(draft) if draft else {"gone": True}
        if kind == "relation":
            relation = library.relation(self.viewer, number)
            return relation_case(self.viewer, relation) if relation else {"gone": True}
        delivery = events.failed(self.viewer).filter(pk=number).first()
        return {"delivery": delivery} if delivery else {"gone": True}

    def _draft_case(self, draft: Draft) -> dict[str, Any]:
        entries = list(history(draft))
        return {
            "draft": draft,
            "state": presenting.draft_state(draft),
            "steps": presenting.steps(draft),
            "persons": presenting.persons(draft, entries),
            "clocks": [
                presenting.clock_face(clock, self.today, self.working) for clock in clocks.running(draft)
            ],
            "entries": presenting.content_entries(draft.content),
            "findings": [(finding, anchor(finding)) for finding in draft.findings],
            "blocked": deeds.blocks(draft.findings),
            "paragraphs": (draft.content.get("text") or "").splitlines(),
            "choices": deeds.draft_choices(self.viewer, draft),
            "history": presenting.history_nodes(entries),
        }
