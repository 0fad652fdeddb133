"""Lists of drafts: own ones or all of the bodies a person works in, by state, body and words, also as CSV."""

from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse

from tongming.core.accounts.models import Role
from tongming.core.publications import queries
from tongming.core.publications.models import Draft
from tongming.core.publications.process import DRAFT
from tongming.core.ui.exports import csv_response
from tongming.core.ui.text import date_in_table
from tongming.faces.desk import presenting
from tongming.faces.desk.base import DeskView, whole_number

SCOPES = (("mine", "我拟的"), ("all", "本单位全部"))


class DraftFilter:
    """What the address asks for; an unknown value asks for nothing."""

    def __init__(self, view: DeskView) -> None:
        """Read the query of a view."""
        asked = view.request.GET
        default = "mine" if view.viewer.organizations(Role.DRAFTER) else "all"
        scope = asked.get("scope", default)
        self.scope = scope if scope in dict(SCOPES) else default
        self.state = asked.get("state", "") if asked.get("state") in DRAFT.states else ""
        self.body = whole_number(asked.get("body"))
        self.words = asked.get("q", "").strip()[:100]
        self.all_rows = queries.drafts(view.viewer)
        self.user_id = view.viewer.user_id

    def rows(self) -> QuerySet[Draft]:
        """Return the drafts asked for, the last changed first."""
        rows = self.all_rows
        if self.scope == "mine":
            rows = rows.filter(drafter_id=self.user_id)
        if self.state:
            rows = rows.filter(state=self.state)
        if self.body:
            rows = rows.filter(organization_id=self.body)
        if self.words:
            rows = rows.filter(title__icontains=self.words)
        return rows.order_by("-updated_at", "-pk")

    def context(self) -> dict[str, Any]:
        """Return the choices of the filter form and what is chosen."""
        return {
            "chosen": self,
            "scopes": SCOPES,
            "states": DRAFT.states,
            "bodies": queries.bodies_in(self.all_rows),
        }


class DraftList(DeskView):
    """拟稿: a filtered, paged list."""

    template_name = "desk/drafts.html"
    section = "desk:drafts"

    def get(self, request: HttpRequest) -> HttpResponse:
        """Show a page of the list."""
        asked = DraftFilter(self)
        rows_asked = queries.by_deadline(queries.brief_drafts(asked.rows()))
        page = self.page_of(rows_asked.order_by("-updated_at", "-pk"))
        rows = [(draft, presenting.draft_state(draft), self._left(draft)) for draft in page]
        return self.show({"page": page, "rows": rows, **asked.context()})

    def _left(self, draft: Draft) -> str:
        """Return what remains of the deadline of a draft that is under way."""
        if draft.state in {"published", "abandoned"}:
            return ""
        due = getattr(draft, "due", None)
        return presenting.remaining_words(due, self.today, self.working) if due else ""


class DraftsAsCSV(DeskView):
    """拟稿, as a table to take along."""

    def get(self, request: HttpRequest) -> StreamingHttpResponse:
        """Return all rows of the filtered list."""
        header = ("编号", "标题", "发文字号", "公开机构", "状态", "拟稿人", "审核人", "建立时间", "更新时间")
        rows = (
            (
                draft.pk,
                draft.title,
                getattr(draft, "number", None),
                draft.organization.name,
                presenting.draft_state(draft),
                draft.drafter.name,
                draft.reviewer.name if draft.reviewer else "",
                date_in_table(draft.created_at),
                date_in_table(draft.updated_at),
            )
            for draft in queries.brief_drafts(DraftFilter(self).rows()).iterator(500)
        )
        return csv_response("拟稿", header, rows)
