"""What was in force on a day (某日有效的文件)."""

from dataclasses import replace

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from tongming.core.publications import queries as publications
from tongming.core.publications.models import Series, Validity
from tongming.core.ui.pieces import ColumnMeta, Link, ResultRow
from tongming.domains.documents.search import KIND
from tongming.faces.portal import inputs, listing, sites
from tongming.faces.portal.organization import row_of
from tongming.faces.portal.responses import bad_input, public_page

STILL_IN_FORCE = {Validity.IN_FORCE, Validity.PARTLY_ENDED}
COLUMN = ColumnMeta("现行有效", "政策文件", "某一天有效的政策文件", ("有效", "政策文件"))


@public_page
def in_force(request: HttpRequest) -> HttpResponse:
    """某日有效的文件页: today unless the address names another day."""
    viewer, site = sites.viewer_of_request(request), sites.current(request)
    try:
        on = inputs.day(request.GET, "on", "日期") or viewer.on
    except inputs.BadDay as problem:
        return bad_input(request, str(problem))
    rows = publications.brief(publications.in_force_on(viewer, on)).filter(kind=KIND)
    if site.bodies is not None:
        rows = rows.filter(organization_id__in=site.bodies)
    page = Paginator(rows.order_by("-current__content__formed_on", "-pk"), listing.size()).get_page(
        inputs.page_number(request.GET)
    )
    context = {
        "column": COLUMN,
        "current_nav": reverse("portal:in_force"),
        "breadcrumb_links": [Link("首页", reverse("portal:home")), Link("现行有效", "")],
        "on": on,
        "today": viewer.on,
        "page": page,
        "rows": [_row(row, on == viewer.on) for row in page],
    }
    return render(request, "portal/in_force_list.html", context)


def _row(series: Series, is_today: bool) -> ResultRow:
    """Return a row; of another day it says when the text holds no longer, since the mark shows today's validity."""
    row = row_of(series)
    if is_today or series.validity in STILL_IN_FORCE:
        return row
    return replace(row, note=f"当天有效，现在是“{series.get_validity_display()}”。")
