"""Who did what (办理痕迹), in the bodies a person works in or supervises, also as CSV."""

from typing import Any

from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse

from tongming.core.trail import queries
from tongming.core.trail.models import Entry
from tongming.core.ui.exports import csv_response
from tongming.core.ui.text import date_in_table
from tongming.faces.desk.base import DeskView, whole_number
from tongming.faces.desk.words import deed_label, subject_address, subject_label


def asked_rows(view: DeskView) -> QuerySet[Entry]:
    """Return the entries the address asks for: of a person, of a thing, with words in the reason."""
    asked = view.request.GET
    rows = queries.entries(view.viewer)
    if words := asked.get("q", "").strip()[:100]:
        rows = rows.filter(Q(actor__icontains=words) | Q(reason__icontains=words))
    if asked.get("kind"):
        rows = rows.filter(subject_kind=asked["kind"][:24])
    if number := whole_number(asked.get("id")):
        rows = rows.filter(subject_id=number)
    if asked.get("mine"):
        rows = rows.filter(actor_id=view.viewer.user_id)
    return rows


def shown(entry: Entry) -> dict[str, Any]:
    """Return an entry in words."""
    return {
        "entry": entry,
        "deed": deed_label(entry.deed),
        "subject": subject_label(entry.subject_kind, entry.subject_id),
        "address": subject_address(entry.subject_kind, entry.subject_id),
    }


class History(DeskView):
    """办理痕迹: a paged list."""

    template_name = "desk/history.html"
    section = "desk:history"

    def get(self, request: HttpRequest) -> HttpResponse:
        """Show a page of the list."""
        page = self.page_of(asked_rows(self))
        return self.show({"page": page, "rows": [shown(entry) for entry in page], "asked": request.GET})


class HistoryAsCSV(DeskView):
    """办理痕迹, as a table to take along."""

    def get(self, request: HttpRequest) -> StreamingHttpResponse:
        """Return all entries asked for."""
        header = ("序号", "时间", "办理人", "行为", "对象", "理由", "杂凑值")
        rows = (
            (
                entry.seq,
                date_in_table(entry.at),
                entry.actor,
                deed_label(entry.deed),
                subject_label(entry.subject_kind, entry.subject_id),
                entry.reason,
                entry.hash,
            )
            for entry in asked_rows(self).iterator(500)
        )
        return csv_response("办理痕迹", header, rows)
