"""The library (政策文件库): the list of documents with facets; it begins with what is in force and leads plainly to all."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from tongming.core.ui.links import with_parameter
from tongming.core.ui.pieces import ColumnMeta, Link
from tongming.faces.portal import listing, sites
from tongming.faces.portal.responses import public_page

COLUMN = ColumnMeta(
    "政策文件",
    "政策文件",
    "行政法规、规章、行政规范性文件和其他政策文件，标明有效性",
    ("政策文件", "规章", "规范性文件"),
)
IN_FORCE_FIRST = {"validity": "有效"}  # fact sheet 6: the default filter of the list is 有效


@public_page
def document_list(request: HttpRequest) -> HttpResponse:
    """政策文件列表页."""
    site = sites.current(request)
    asked = listing.read(request.GET, sort="newest", defaults=IN_FORCE_FIRST)
    page = listing.ask(sites.viewer_of_request(request), asked, site.bodies)
    context = {
        "column": COLUMN,
        "current_nav": reverse("portal:document_list"),
        "breadcrumb_links": [Link("首页", reverse("portal:home")), Link("政策文件", "")],
        "asked": asked,
        "total": page.total,
        "rows": [listing.row_of(hit) for hit in page.hits],
        "groups": listing.facet_groups(asked, page.facets),
        "sorts": listing.sort_links(asked),
        "pages": listing.pages(page.total),
        "notes": asked.notes if listing.is_unavailable(page) else (*asked.notes, *page.notes),
        "unavailable": listing.is_unavailable(page),
        "kept": listing.kept_fields(asked, "from", "to"),
        "clear_url": f"?validity={listing.ANY}",
        "all_url": with_parameter(request.GET, "validity", listing.ANY),
        "in_force_only": asked.chosen.get("validity") == IN_FORCE_FIRST["validity"],
        "next_steps": [
            Link("去掉全部条件", f"?validity={listing.ANY}"),
            Link("改用检索", reverse("portal:search")),
        ],
    }
    return render(request, "portal/document_list.html", context)
