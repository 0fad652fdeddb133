"""The page of a published series: where it stands, its versions, statements and relations, and the deeds on it."""

from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.shortcuts import redirect

from tongming.core.accounts.models import Role
from tongming.core.publications import actions, kinds, policies, queries
from tongming.core.publications.models import Series, Statement, StatementKind, Validity
from tongming.core.publications.process import SERIES
from tongming.core.trail.queries import history
from tongming.core.ui.pieces import Entry
from tongming.domains.documents import actions as library_actions
from tongming.domains.documents import queries as library
from tongming.errors import UserError
from tongming.faces.desk import deeds, presenting
from tongming.faces.desk.base import DeskView, found

DONE = {"withdraw": "已撤下，列表、检索和订阅中不再出现。", "restore": "已恢复公开。"}


def series_of(view: DeskView, series_id: int) -> Series:
    """Return a published series of the viewer's bodies, or answer 404."""
    row: Series = found(queries.managed(view.viewer).filter(pk=series_id).first())
    return row


def title_of(series: Series) -> str:
    """Return the title of the current version; after a purge there is none to show."""
    content = queries.content_of(series)
    return content.title if content else "（内容已清除）"


class SeriesPage(DeskView):
    """一份已发布文件."""

    template_name = "desk/series.html"
    section = "desk:published"

    def get(self, request: HttpRequest, series_id: int) -> HttpResponse:
        """Show the series."""
        return self.page(series_of(self, series_id))

    def page(self, series: Series, *, kept: dict[str, str] | None = None, status: int = 200) -> HttpResponse:
        """Render the series."""
        relations = list(library.of_series(series))
        return self.show(
            {
                "series": series,
                "title": title_of(series),
                "content": queries.content_of(series),
                "state": SERIES.states[policies.series_state(series)],
                "public_address": kinds.address(series.kind, series.pk),
                "entries": self.entries(series),
                "persons": presenting.publication_persons(series.current) if series.current else [],
                "versions": queries.versions(series),
                "statements": [statement_line(row) for row in queries.statements(series)],
                "relations": [
                    (row, queries.content_of(row.target) if row.target else None) for row in relations
                ],
                "choices": deeds.series_choices(self.viewer, series, kept=kept),
                "pages": deeds.series_pages(self.viewer, series),
                "may_draft": self.viewer.holds(Role.DRAFTER, series.organization_id) and not series.purged,
                "under_way": queries.unfinished_draft(series),
                "history": presenting.history_nodes(history(series)),
            },
            status=status,
        )

    @staticmethod
    def entries(series: Series) -> list[Entry]:
        """Return what identifies the series; words of a purged one are gone."""
        content = queries.content_of(series)
        current = series.current
        return [
            Entry("索引号", series.index_number),
            Entry("发文字号", content.doc_number if content else None),
            Entry("公开机构", series.organization.name),
            Entry("成文日期", content.formed_on if content else None),
            Entry("发布时间", current.published_at if current else None),
            Entry("版本", current.version if current else None),
            Entry("内容杂凑值", current.content_hash[:16] + "…" if current else None),
            Entry("有效性下次变化", series.next_change_on),
        ]


def statement_line(row: Statement) -> dict[str, Any]:
    """Return a statement as a line of its table."""
    if row.kind == StatementKind.VALIDITY:
        state = str(Validity(row.state).label)
    else:
        state = SERIES.states.get(row.state, row.state)
    basis = queries.content_of(row.basis_series) if row.basis_series else None
    return {"row": row, "state": state, "basis": basis.title if basis else ""}


class SeriesDeed(SeriesPage):
    """撤下、恢复."""

    def get(self, request: HttpRequest, series_id: int) -> HttpResponse:
        """Deeds are done by POST."""
        series_of(self, series_id)
        return HttpResponseNotAllowed(["POST"])

    def post(self, request: HttpRequest, series_id: int) -> HttpResponse:
        """Do the deed, or show the page again with the reason why not."""
        series = series_of(self, series_id)
        name, reason = request.POST.get("deed", ""), request.POST.get("reason", "").strip()
        acts = {"withdraw": actions.withdraw, "restore": actions.restore}
        if name not in acts:
            return self.page(series, status=422)
        try:
            acts[name](self.viewer, series, reason=reason, now=self.now)
        except UserError as error:
            return self.page(series, kept={"deed": name, "reason": reason, "error": str(error)}, status=422)
        self.say(DONE[name])
        return redirect("desk:series", series.pk)


class NewVersion(DeskView):
    """起草新版本 from what is published now."""

    def get(self, request: HttpRequest, series_id: int) -> HttpResponse:
        """Drafts are opened by POST."""
        series_of(self, series_id)
        return HttpResponseNotAllowed(["POST"])

    def post(self, request: HttpRequest, series_id: int) -> HttpResponse:
        """Open the draft and go to it."""
        series = series_of(self, series_id)
        try:
            draft = library_actions.open_new_version(self.viewer, series, now=self.now)
        except UserError as error:
            self.complain(error)
            return redirect("desk:series", series.pk)
        self.say("已按现行版本起草新版本，发布后原版本仍可查看。")
        return redirect("desk:draft", draft.pk)
