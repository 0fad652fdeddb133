"""The home page: search first; then what is new, the key areas, and what the site holds.

A part that has nothing behind it is left out: no empty columns (fact sheet 4.1), no form that leads nowhere.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from tongming.core.accounts.viewers import Viewer
from tongming.core.publications.models import Series
from tongming.core.publications.queries import content_of
from tongming.core.search import queries as index
from tongming.core.ui.pieces import ColumnMeta, DataTile, ResultRow
from tongming.domains.documents.column import published_since
from tongming.domains.oversight import queries as oversight
from tongming.engines.index import SearchPage
from tongming.faces.portal import listing, search, sites
from tongming.faces.portal.document_values import library_link
from tongming.faces.portal.ledger import PlanRow, plan_row
from tongming.faces.portal.responses import public_page

COLUMN = ColumnMeta("首页", "概况信息", "政府信息公开平台首页", ("政府信息公开", "政策文件"))
NEWS_SHOWN = 12
LATEST_SHOWN = 8
TILES = 8
WEEK = timedelta(days=7)
STATES = (
    ("有效", "件现行有效"),
    ("未生效", "件尚未施行"),
    ("已修改", "件已被修改"),
    ("失效", "件已经失效"),
    ("废止", "件已经废止"),
)

COLUMN_LINKS = (
    ("guide", "政府信息公开指南", "公开哪些信息，怎样查，找谁"),
    ("content", "法定主动公开内容", "按条例第二十条的事项列出"),
    ("reports", "政府信息公开年报", "每年公开了什么，办了多少申请"),
    ("requests", "依申请公开", "没有主动公开的信息，怎样申请"),
)


@dataclass(frozen=True)
class Figure:
    """数字: a number, what it counts, and the list behind it."""

    number: int
    words: str
    url: str


@public_page
def home(request: HttpRequest) -> HttpResponse:
    """首页."""
    site = sites.current(request)
    viewer = sites.viewer_of_request(request)
    asked = listing.read(QueryDict(), sort="newest")
    page = index.search(
        viewer, "", filters=listing.filters(asked, site.bodies), sort="newest", limit=LATEST_SHOWN
    )
    start = timezone.make_aware(datetime.combine(viewer.on - WEEK, time.min))
    news = list(published_since(viewer, start, site.bodies)[:NEWS_SHOWN])
    today = [row for row in news if _published_on(row) == viewer.on]
    context = {
        "column": COLUMN,
        "examples": search.examples(site),
        "today": viewer.on,
        "today_rows": list(map(_row, today)),
        "week_rows": [_row(row) for row in news if row not in today],
        "latest": [listing.row_of(hit) for hit in page.hits],
        "tiles": _tiles(page, viewer.on),
        "figures": _figures(page),
        "organization": site.organization,
        "column_links": COLUMN_LINKS,
        "plan": _supervision(viewer, site.bodies),
    }
    return render(request, "portal/home_index.html", context)


def _supervision(viewer: Viewer, bodies: Iterable[int] | None) -> PlanRow | None:
    """Return the figures of the latest plan of the site; each leads to the tasks behind it."""
    for plan, figures in oversight.plans(viewer):
        if bodies is None or plan.organization_id in bodies:
            return plan_row(plan, figures)
    return None


def _published_on(series: Series) -> date | None:
    return timezone.localdate(series.current.published_at) if series.current else None


def _row(series: Series) -> ResultRow:
    content = content_of(series)
    assert content is not None
    assert series.current is not None
    return ResultRow(
        url=reverse("portal:document", args=[series.pk]),
        title=((content.title, False),),
        issuer=content.issuer_names or series.organization.name,
        number=content.doc_number or "",
        date=timezone.localdate(series.current.published_at),
        validity=series.get_validity_display(),
    )


def _tiles(page: SearchPage, today: date) -> list[DataTile]:
    """Return the key areas: the themes with most documents, each with its number as of today."""
    themes = [(theme, count) for theme, count in page.facets.get("theme", []) if theme][:TILES]
    return [
        DataTile(theme, library_link(theme=theme), f"{count:,}", "件", "", today) for theme, count in themes
    ]


def _figures(page: SearchPage) -> list[Figure]:
    """Return what the site holds, by validity; each figure links to the list behind it."""
    counts = dict(page.facets.get("validity", []))
    return [
        Figure(counts[state], words, listing.state_url(state)) for state, words in STATES if counts.get(state)
    ]
