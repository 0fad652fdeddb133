"""Lists of what the bodies of a person have published, by state, validity, body and words, also as CSV."""

from typing import Any

from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse

from tongming.core.publications import policies, queries
from tongming.core.publications.models import Series, Validity
from tongming.core.publications.process import SERIES
from tongming.core.ui.exports import csv_response
from tongming.core.ui.text import date_in_table
from tongming.engines.gongwen.doc_numbers import normalise_doc_number
from tongming.faces.desk.base import DeskView, whole_number

STATES = {"listed": Q(listed=True), "withdrawn": Q(listed=False, purged=False), "purged": Q(purged=True)}


class SeriesFilter:
    """What the address asks for; an unknown value asks for nothing."""

    def __init__(self, view: DeskView) -> None:
        """Read the query of a view."""
        asked = view.request.GET
        self.state = asked.get("state", "") if asked.get("state") in STATES else ""
        self.validity = asked.get("validity", "") if asked.get("validity") in Validity.values else ""
        self.body = whole_number(asked.get("body"))
        self.words = asked.get("q", "").strip()[:100]
        self.all_rows = queries.managed(view.viewer)

    def rows(self) -> QuerySet[Series]:
        """Return the series asked for, the last published first."""
        rows = self.all_rows
        if self.state:
            rows = rows.filter(STATES[self.state])
        if self.validity:
            rows = rows.filter(validity=self.validity)
        if self.body:
            rows = rows.filter(organization_id=self.body)
        if self.words:
            number = normalise_doc_number(self.words) or self.words
            rows = rows.filter(
                Q(current__content__title__icontains=self.words)
                | Q(current__content__doc_number=number)
                | Q(index_number=self.words)
            )
        return rows.order_by("-current__published_at", "-pk")

    def context(self) -> dict[str, Any]:
        """Return the choices of the filter form and what is chosen."""
        bodies = queries.bodies_in(self.all_rows)
        return {"chosen": self, "states": SERIES.states, "validities": Validity.choices, "bodies": bodies}


class PublishedList(DeskView):
    """已发布: a filtered, paged list."""

    template_name = "desk/published.html"
    section = "desk:published"

    def get(self, request: HttpRequest) -> HttpResponse:
        """Show a page of the list."""
        asked = SeriesFilter(self)
        page = self.page_of(queries.brief(asked.rows()))
        rows = [(row, queries.content_of(row), SERIES.states[policies.series_state(row)]) for row in page]
        return self.show({"page": page, "rows": rows, **asked.context()})


class PublishedAsCSV(DeskView):
    """已发布, as a table to take along."""

    def get(self, request: HttpRequest) -> StreamingHttpResponse:
        """Return all rows of the filtered list."""
        header = (
            "索引号",
            "标题",
            "发文字号",
            "公开机构",
            "成文日期",
            "发布时间",
            "版本",
            "有效性",
            "公开状态",
        )
        return csv_response(
            "已发布", header, map(csv_row, queries.brief(SeriesFilter(self).rows()).iterator(500))
        )


def csv_row(series: Series) -> tuple[object, ...]:
    """Return a series as a row of the table."""
    content, current = queries.content_of(series), series.current
    return (
        series.index_number,
        content.title if content else "",
        content.doc_number if content else "",
        series.organization.name,
        content.formed_on if content else "",
        date_in_table(current.published_at) if current else "",
        current.version if current else "",
        series.get_validity_display(),
        SERIES.states[policies.series_state(series)],
    )
