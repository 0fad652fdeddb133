"""Atom feeds: the latest documents of the site, or of one body."""

from collections.abc import Iterable

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed

from tongming.core.organizations import queries as organizations
from tongming.core.publications import queries as publications
from tongming.core.publications.models import Series
from tongming.core.publications.queries import content_of
from tongming.domains.documents.search import KIND
from tongming.faces.portal import sites
from tongming.faces.portal.responses import public_page

ENTRIES = 50


@public_page
def feed(request: HttpRequest) -> HttpResponse:
    """最新文件订阅."""
    site = sites.current(request)
    return _answer(request, f"{site.face.name}：最新文件", reverse("portal:document_list"), site.bodies)


@public_page
def organization_feed(request: HttpRequest, organization_id: int) -> HttpResponse:
    """一个机构的最新文件订阅."""
    body = organizations.organization(organization_id)
    if body is None:
        raise Http404
    return _answer(
        request, f"{body.name}：最新文件", reverse("portal:organization", args=[body.pk]), [body.pk]
    )


def _answer(request: HttpRequest, title: str, page: str, bodies: Iterable[int] | None) -> HttpResponse:
    rows = publications.newest(sites.viewer_of_request(request), kind=KIND, organization_ids=bodies)
    atom = Atom1Feed(
        title=title,
        link=request.build_absolute_uri(page),
        feed_url=request.build_absolute_uri(request.path),
        description="",
        language="zh-CN",
    )
    for series in publications.brief(rows)[:ENTRIES]:
        _add(atom, request, series)
    return HttpResponse(atom.writeString("utf-8"), content_type="application/atom+xml; charset=utf-8")


def _add(atom: Atom1Feed, request: HttpRequest, series: Series) -> None:
    content = content_of(series)
    assert content is not None
    assert series.current is not None
    url = request.build_absolute_uri(reverse("portal:document", args=[series.pk]))
    number = f"{content.doc_number}　" if content.doc_number else ""
    atom.add_item(
        title=content.title,
        link=url,
        description=f"{number}{series.get_validity_display()}。{content.summary}",
        unique_id=url,
        unique_id_is_permalink=True,
        author_name=content.issuer_names or series.organization.name,
        pubdate=series.current.published_at,
        updateddate=series.current.published_at,
        categories=[word for word in (content.theme, content.genre) if word],
    )
