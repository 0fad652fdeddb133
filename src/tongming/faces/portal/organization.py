"""Bodies and their disclosure columns (政府信息公开专栏): 指南、制度、法定主动公开内容、年报 in this order, and the entry for requests."""

import re
from dataclasses import dataclass

from django.core.paginator import Page, Paginator
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from tongming.core.accounts.viewers import Viewer
from tongming.core.organizations import queries as organizations
from tongming.core.organizations.models import Organization
from tongming.core.publications.models import Series
from tongming.core.publications.queries import content_of
from tongming.core.ui.pieces import ColumnMeta, Link, ResultRow
from tongming.domains.documents import column
from tongming.domains.documents.taxonomy import ARTICLE_20
from tongming.faces.portal import inputs, listing, sites
from tongming.faces.portal.responses import public_page

COLUMN = ColumnMeta("信息公开机构", "概况信息", "本站各机关的政府信息公开专栏", ("机构", "政府信息公开"))
UNASSIGNED = "none"
YEAR = re.compile(r"(20\d{2})年(?:度)?")


@dataclass(frozen=True)
class Module:
    """专栏模块: one of the modules of the column, with its name and the ColumnType of its pages."""

    key: str
    label: str
    kind: str


MODULES = (
    Module("guide", "政府信息公开指南", "信息公开目录"),
    Module("rules", "政府信息公开制度", "信息公开目录"),
    Module("content", "法定主动公开内容", "信息公开目录"),
    Module("reports", "政府信息公开年报", "信息公开目录"),
    Module("requests", "依申请公开", "依申请公开"),
)


@public_page
def organization_list(request: HttpRequest) -> HttpResponse:
    """机构列表页: the site's body and those directly below it, by kind; with `q` any body of the site by name."""
    viewer = sites.viewer_of_request(request)
    top = sites.current(request).organization
    words = inputs.text(request.GET, "q", longest=60)
    rows = organizations.existing(viewer.on)
    if top:
        below = organizations.children_of(top.pk, viewer.on)
        rows = rows.filter(pk__in=sites.tree(top.pk, viewer.on)) if words else below
    rows = rows.filter(name__contains=words) if words else rows
    page = _paged(rows.order_by("division_code", "pk"), request, size=200)
    groups: dict[str, list[Organization]] = {}
    for row in page:
        groups.setdefault(str(row.get_kind_display()), []).append(row)
    context = {
        "column": COLUMN,
        "current_nav": reverse("portal:organization_list"),
        "breadcrumb_links": [Link("首页", reverse("portal:home")), Link("信息公开机构", "")],
        "top": top,
        "words": words,
        "groups": groups.items(),
        "page": page,
    }
    return render(request, "portal/organization_list.html", context)


@public_page
def organization(request: HttpRequest, organization_id: int) -> HttpResponse:
    """机构页: functions and contact, the column, the newest documents, the bodies below."""
    viewer, body = _body(request, organization_id)
    rows = column.disclosed(viewer, body.pk)
    context = _frame(viewer, body, "") | {
        "rows": [row_of(row) for row in rows[:10]],
        "children": list(organizations.children_of(body.pk, viewer.on)[:200]),
        "counts": _items(viewer, body),
    }
    return render(request, "portal/organization_detail.html", context)


@public_page
def organization_module(request: HttpRequest, organization_id: int, module: str) -> HttpResponse:
    """专栏模块页: guide, rules, content, reports, requests."""
    viewer, body = _body(request, organization_id)
    values = {
        "guide": _guide,
        "rules": _rules,
        "content": _content,
        "reports": _reports,
        "requests": _guide,
    }
    if module not in values:
        raise Http404
    context = _frame(viewer, body, module) | values[module](request, viewer, body)
    return render(request, f"portal/organization_{module}.html", context)


def _body(request: HttpRequest, organization_id: int) -> tuple[Viewer, Organization]:
    body = organizations.organization(organization_id)
    if body is None:
        raise Http404
    return sites.viewer_of_request(request), body


def _frame(viewer: Viewer, body: Organization, key: str) -> dict[str, object]:
    """Return what every page of a body shows: where it stands, and the column with its modules."""
    module = next((module for module in MODULES if module.key == key), None)
    page = reverse("portal:organization", args=[body.pk])
    above = [
        Link(parent.name, reverse("portal:organization", args=[parent.pk]))
        for parent in organizations.ancestors_of(body.pk, viewer.on)
    ]
    trail = [
        Link("首页", reverse("portal:home")),
        Link("信息公开机构", reverse("portal:organization_list")),
        *reversed(above),
    ]
    return {
        "body": body,
        "module": module,
        "modules": [
            Link(
                entry.label,
                reverse("portal:organization_module", args=[body.pk, entry.key]),
                current=entry.key == key,
            )
            for entry in MODULES
        ],
        "column": ColumnMeta(
            module.label if module else f"{body.name}政府信息公开",
            module.kind if module else COLUMN.kind,
            f"{body.name}的{module.label if module else '政府信息公开专栏'}",
            (body.name, "政府信息公开"),
        ),
        "current_nav": reverse("portal:organization_list"),
        "breadcrumb_links": [
            *trail,
            *([Link(body.name, page), Link(module.label, "")] if module else [Link(body.name, "")]),
        ],
        "today": viewer.on,
    }


def _guide(request: HttpRequest, viewer: Viewer, body: Organization) -> dict[str, object]:
    """Return nothing more: 指南 and 依申请公开 are made of the body's own fields (条例 art. 12)."""
    del request, viewer, body
    return {"has_requests": bool(sites.address("portal:request"))}


def _rules(request: HttpRequest, viewer: Viewer, body: Organization) -> dict[str, object]:
    ids = [body.pk, *(above.pk for above in organizations.ancestors_of(body.pk, viewer.on))]
    return _listed(column.disclosure_rules(viewer, ids), request)


def _content(request: HttpRequest, viewer: Viewer, body: Organization) -> dict[str, object]:
    """Return the items of art. 20 with their counts, and the documents of the chosen item."""
    item = inputs.text(request.GET, "item", longest=8)
    rows = column.disclosed(viewer, body.pk)
    if item == UNASSIGNED:
        rows = rows.filter(current__content__article20="")
    elif item in ARTICLE_20:
        rows = rows.filter(current__content__article20=item)
    names = {**ARTICLE_20, UNASSIGNED: "尚未归入事项"}
    return _listed(rows, request) | {
        "counts": _items(viewer, body),
        "item": item,
        "item_name": names.get(item, ""),
    }


def _items(viewer: Viewer, body: Organization) -> list[tuple[str, str, int, str]]:
    """Return (key, label, count, address) of every item of art. 20; what no item was given to stands at the end."""
    counts = column.item_counts(viewer, body.pk)
    page = reverse("portal:organization_module", args=[body.pk, "content"])
    rows = [(key, label, counts.get(key, 0), f"{page}?item={key}") for key, label in ARTICLE_20.items()]
    rest = sum(count for key, count in counts.items() if key not in ARTICLE_20)
    return [*rows, (UNASSIGNED, "尚未归入事项", rest, f"{page}?item={UNASSIGNED}")] if rest else rows


def _reports(request: HttpRequest, viewer: Viewer, body: Organization) -> dict[str, object]:
    return _listed(column.annual_reports(viewer, body.pk), request)


def _listed(rows: QuerySet[Series], request: HttpRequest) -> dict[str, object]:
    page = _paged(rows, request, size=listing.size())
    return {"page": page, "rows": [row_of(row) for row in page]}


def _paged(rows: QuerySet, request: HttpRequest, *, size: int) -> Page:
    """Return the page asked for, the last one when there are not so many."""
    return Paginator(rows, size).get_page(inputs.page_number(request.GET))


def row_of(series: Series) -> ResultRow:
    """Return a document as a row of a list that does not come from the index."""
    content = content_of(series)
    assert content is not None
    published = timezone.localdate(series.current.published_at) if series.current else None
    return ResultRow(
        url=reverse("portal:document", args=[series.pk]),
        title=((content.title, False),),
        issuer=content.issuer_names or series.organization.name,
        number=content.doc_number or "",
        date=content.formed_on or published,
        validity=str(series.get_validity_display()),
        snippet=((content.summary, False),) if content.summary else (),
    )
