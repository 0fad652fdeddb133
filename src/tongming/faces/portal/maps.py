"""Ways through the whole site: the site map for readers, sitemap.xml and robots.txt for search engines."""

from datetime import datetime

from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from tongming.core.organizations import queries as organizations
from tongming.core.publications import queries as publications
from tongming.core.publications.models import Series
from tongming.core.ui.pieces import ColumnMeta, Link
from tongming.domains.documents.search import KIND
from tongming.domains.documents.taxonomy import THEMES
from tongming.faces.portal import sites
from tongming.faces.portal.document_values import library_link
from tongming.faces.portal.responses import public_page

COLUMN = ColumnMeta("网站地图", "概况信息", "本站全部栏目", ("网站地图",))
ADDRESSES = 10_000  # of one sitemap file; the protocol allows 50,000 and 50 MB
MOST_SECTIONS = 50_000  # the protocol's limit for one index
PAGES = (
    "portal:home",
    "portal:document_list",
    "portal:in_force",
    "portal:organization_list",
    "portal:sitemap",
)
CLOSED = ("/desk/", "/admin/", "/search/", "/suggest/", "/preferences/", "/leave/", "/styleguide/")


@public_page
def sitemap(request: HttpRequest) -> HttpResponse:
    """网站地图页."""
    top = sites.current(request).organization
    on = sites.viewer_of_request(request).on
    children = list(organizations.children_of(top.pk, on)[:300]) if top else []
    bodies = [
        Link(body.name, reverse("portal:organization", args=[body.pk]))
        for body in [*([top] if top else []), *children]
    ]
    columns = [Link(label, url) for label, name in sites.COLUMNS if (url := sites.address(name))]
    services = [
        Link("检索", reverse("portal:search")),
        Link("尚未入库的被引文件", reverse("portal:unresolved")),
        Link("订阅最新文件（Atom）", reverse("portal:feed")),
        Link("显示设置", sites.address("ui:preferences")),
        Link("样式指南", sites.address("ui:styleguide")),
        Link("我为政府网站找错", reverse("portal:error_report")),
    ]
    context = {
        "column": COLUMN,
        "current_nav": reverse("portal:sitemap"),
        "breadcrumb_links": [Link("首页", reverse("portal:home")), Link("网站地图", "")],
        "columns": columns,
        "services": [link for link in services if link.url],
        "themes": [Link(theme, library_link(theme=theme)) for theme in THEMES],
        "bodies": bodies,
    }
    return render(request, "portal/sitemap_page.html", context)


def _documents(request: HttpRequest) -> QuerySet[Series]:
    """Return the documents of the site in a stable order."""
    bodies = sites.current(request).bodies
    rows = publications.listed(sites.viewer_of_request(request)).filter(kind=KIND)
    return (rows if bodies is None else rows.filter(organization_id__in=bodies)).order_by("pk")


@public_page
def sitemap_index(request: HttpRequest) -> HttpResponse:
    """sitemap.xml: the index of the sitemap files."""
    pages = Paginator(_documents(request), ADDRESSES).num_pages
    urls = [
        request.build_absolute_uri(reverse("portal:sitemap_section", args=[number]))
        for number in range(1, pages + 1)
    ]
    return render(
        request, "portal/sitemap_index.xml", {"urls": urls}, content_type="application/xml; charset=utf-8"
    )


@public_page
def sitemap_section(request: HttpRequest, number: int) -> HttpResponse:
    """sitemap-N.xml: one file of addresses; the first begins with the site's own pages."""
    if not 1 <= number <= MOST_SECTIONS:
        raise Http404
    start = (number - 1) * ADDRESSES
    rows = list(_documents(request).values_list("pk", "current__published_at")[start : start + ADDRESSES])
    if not rows and number > 1:
        raise Http404
    entries: list[tuple[str, datetime | None]] = (
        [(request.build_absolute_uri(reverse(name)), None) for name in PAGES] if number == 1 else []
    )
    root = request.build_absolute_uri("/")[:-1]
    entries += [(f"{root}{reverse('portal:document', args=[pk])}", at) for pk, at in rows]
    return render(
        request,
        "portal/sitemap_section.xml",
        {"entries": entries},
        content_type="application/xml; charset=utf-8",
    )


@public_page
def robots(request: HttpRequest) -> HttpResponse:
    """robots.txt: lists and documents are open, searches and the staff site are not."""
    lines = ["User-agent: *", *(f"Disallow: {path}" for path in CLOSED), ""]
    lines += [f"Sitemap: {request.build_absolute_uri(reverse('portal:sitemap_index'))}", ""]
    return HttpResponse("\n".join(lines), content_type="text/plain; charset=utf-8")
