"""Search (查): results of the index with facets, spelling, notes; and the suggestions while typing."""

from django.http import HttpRequest, HttpResponse, JsonResponse, QueryDict
from django.shortcuts import render
from django.urls import reverse

from tongming.core.search import queries as index
from tongming.core.ui.links import with_parameter
from tongming.core.ui.pieces import ColumnMeta, Link
from tongming.engines.index import Filters, SearchPage
from tongming.faces.portal import inputs, listing, sites
from tongming.faces.portal.responses import public_page

COLUMN = ColumnMeta("检索", "信息公开目录", "检索本站公开的政策文件", ("检索", "查找"))
SUGGESTION_KINDS = {"title": "文件", "number": "文号", "phrase": "词语"}
SUGGESTIONS = 8


@public_page
def search(request: HttpRequest) -> HttpResponse:
    """检索结果页: an empty query shows where to begin; nothing found says why and what to try."""
    site = sites.current(request)
    asked = listing.read(request.GET, sort="relevance")
    if not asked.query and not asked.narrowed:
        return render(request, "portal/search_start.html", {**_frame(asked), "examples": examples(site)})
    page = listing.ask(sites.viewer_of_request(request), asked, site.bodies)
    found = {
        "asked": asked,
        "total": page.total,
        "rows": [listing.row_of(hit) for hit in page.hits],
        "groups": listing.facet_groups(asked, page.facets),
        "sorts": listing.sort_links(asked),
        "pages": listing.pages(page.total),
        "notes": asked.notes if listing.is_unavailable(page) else (*asked.notes, *page.notes),
        "unavailable": listing.is_unavailable(page),
        "kept": listing.kept_fields(asked, "from", "to"),
        "clear_url": with_parameter(QueryDict(), "q", asked.query),
        "better": _better(request, page),
        "next_steps": _next_steps(request, asked, page),
    }
    return render(request, "portal/search_results.html", _frame(asked) | found)


def _frame(asked: listing.Asked) -> dict[str, object]:
    return {
        "column": COLUMN,
        "search_active": sites.FIND,
        "search_query": asked.query,
        "breadcrumb_links": [Link("首页", reverse("portal:home")), Link("检索", "")],
    }


def _better(request: HttpRequest, page: SearchPage) -> Link | None:
    """Return the link of "did you mean"."""
    if not page.did_you_mean:
        return None
    return Link(page.did_you_mean, with_parameter(request.GET, "q", page.did_you_mean))


def _next_steps(request: HttpRequest, asked: listing.Asked, page: SearchPage) -> list[Link]:
    """Return what to try when nothing was found: the likelier spelling, fewer conditions, the library by theme."""
    steps = (
        [Link(f"改查“{page.did_you_mean}”", with_parameter(request.GET, "q", page.did_you_mean))]
        if page.did_you_mean
        else []
    )
    if asked.narrowed:
        steps.append(Link("去掉全部筛选条件再查", with_parameter(QueryDict(), "q", asked.query)))
    return [
        *steps,
        Link("到政策文件库按主题、机关、年份找", f"{reverse('portal:document_list')}?validity={listing.ANY}"),
        Link("看看哪些被引用的文件尚未入库", reverse("portal:unresolved")),
    ]


def examples(site: sites.CurrentSite) -> list[Link]:
    """Return the real questions of the site as searches."""
    questions = site.row.sample_questions if site.row else []
    found = [str(question).strip() for question in questions if str(question).strip()][:3]
    return [
        Link(question, reverse("portal:search") + with_parameter(QueryDict(), "q", question))
        for question in found
    ]


@public_page
def suggest(request: HttpRequest) -> HttpResponse:
    """检索建议: JSON for the combobox, by characters, pinyin or initials."""
    typed = inputs.text(request.GET, "q", longest=40)
    bodies = sites.current(request).bodies
    scope = Filters() if bodies is None else Filters(issuer_id=tuple(map(str, bodies)) or listing.NO_BODY)
    offers = (
        index.suggest(sites.viewer_of_request(request), typed, limit=SUGGESTIONS, filters=scope)
        if typed
        else []
    )
    rows = [
        {"text": offer.text, "url": offer.url, "kind": SUGGESTION_KINDS.get(offer.kind, "")}
        for offer in offers
    ]
    return JsonResponse({"suggestions": rows}, json_dumps_params={"ensure_ascii": False})
