"""Publication of a set (发布): approved drafts are chosen, examined together, and go out in one transaction or not at all."""

from collections.abc import Sequence

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from tongming.core.checks.registry import Finding, Severity
from tongming.core.publications import queries
from tongming.core.publications.actions import PublicationRefused, publish
from tongming.core.publications.models import Draft
from tongming.errors import UserError
from tongming.faces.desk.base import DeskView, whole_number

MOST_AT_ONCE = 50


class Publish(DeskView):
    """发布一份或一组: all findings are listed, a warning needs a reason, a block always stops."""

    template_name = "desk/publish.html"
    section = "desk:inbox"

    def get(self, request: HttpRequest) -> HttpResponse:
        """Show what may be published and what the checks find in the chosen set."""
        return self.page(self.chosen(request.GET.getlist("draft")))

    def post(self, request: HttpRequest) -> HttpResponse:
        """Publish the chosen set; a refusal shows every finding and keeps choice and reason."""
        drafts = self.chosen(request.POST.getlist("draft"))
        reason = request.POST.get("reason", "").strip()
        if not drafts:
            return self.page([], reason=reason, error="请至少选择一份待发布的拟稿。", status=422)
        try:
            published = publish(self.viewer, drafts, reason=reason, now=self.now)
        except PublicationRefused as refused:
            return self.page(drafts, refused.findings, reason=reason, error=str(refused), status=422)
        except UserError as error:
            return self.page(drafts, reason=reason, error=str(error), status=422)
        numbers = "、".join(publication.series.index_number or "" for publication in published)
        self.say(f"已发布{len(published)}份，索引号：{numbers}。")
        if len(published) == 1:
            return redirect("desk:series", published[0].series_id)
        return redirect("desk:published")

    def chosen(self, texts: Sequence[str]) -> list[Draft]:
        """Return the drafts named by the request that this viewer may publish, in the order of their numbers."""
        ids = [number for text in texts[:MOST_AT_ONCE] if (number := whole_number(text)) is not None]
        return list(queries.publishable(self.viewer).filter(pk__in=ids).order_by("pk"))

    def page(
        self,
        drafts: list[Draft],
        findings: Sequence[Finding] | None = None,
        *,
        reason: str = "",
        error: str = "",
        status: int = 200,
    ) -> HttpResponse:
        """Render the choice with the findings of the chosen set."""
        if findings is None:
            findings = queries.findings_of(drafts, self.today)
        titles = {draft.pk: str(draft) for draft in drafts}
        others = queries.publishable(self.viewer).exclude(pk__in=titles)
        page = self.page_of(queries.brief_drafts(queries.by_deadline(others)))
        return self.show(
            {
                "drafts": drafts,
                "others": page,
                "findings": [(finding, titles.get(finding.subject, "")) for finding in findings],
                "blocked": sum(finding.severity == Severity.BLOCK for finding in findings),
                "reason_needed": any(finding.severity == Severity.WARNING for finding in findings),
                "reason": reason,
                "error": error,
            },
            status=status,
        )
