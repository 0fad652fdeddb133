"""Cited documents that are not in the library (尚未入库的被引文件): shown openly, resolved by themselves when they arrive."""

from dataclasses import dataclass, field

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from tongming.core.ui.pieces import ColumnMeta, Link
from tongming.domains.documents import queries as documents
from tongming.faces.portal import document_values as values
from tongming.faces.portal import inputs, listing, sites
from tongming.faces.portal.responses import public_page

COLUMN = ColumnMeta(
    "尚未入库的被引文件", "政策文件", "本站文件引用、但尚未收入文件库的文件", ("引用", "政策文件")
)


@dataclass
class Missing:
    """被引文件: a citation as printed, and the documents that cite it."""

    title: str
    number: str
    cited_by: list[tuple[Link, str]] = field(default_factory=list)


@public_page
def unresolved(request: HttpRequest) -> HttpResponse:
    """尚未入库的被引文件页: adjacent citations of the same document stand together."""
    site = sites.current(request)
    rows = documents.unresolved(sites.viewer_of_request(request))
    if site.bodies is not None:
        rows = rows.filter(source__organization_id__in=site.bodies)
    page = Paginator(rows, listing.size() * 2).get_page(inputs.page_number(request.GET))
    found: list[Missing] = []
    for row in page:
        if not found or (found[-1].title, found[-1].number) != (row.cited_title, row.cited_number):
            found.append(Missing(row.cited_title, row.cited_number))
        if link := values.document_link(row.source):
            found[-1].cited_by.append((link, str(row.get_role_display())))
    context = {
        "column": COLUMN,
        "current_nav": reverse("portal:document_list"),
        "breadcrumb_links": [
            Link("首页", reverse("portal:home")),
            Link("政策文件", reverse("portal:document_list")),
            Link(COLUMN.name, ""),
        ],
        "page": page,
        "missing": found,
    }
    return render(request, "portal/unresolved_list.html", context)
