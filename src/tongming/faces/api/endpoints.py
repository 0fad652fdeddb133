"""The read-only API of library, organizations and search. It shows what the public sees, and asks nobody to sign in."""

from datetime import date
from typing import Any, Literal

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from ninja import NinjaAPI, Query
from ninja.errors import ValidationError

from tongming.core.accounts.viewers import Viewer, public
from tongming.core.organizations.queries import existing
from tongming.core.publications import kinds
from tongming.core.publications.models import Series
from tongming.core.publications.queries import in_force_on, versions
from tongming.core.search.present import page_values
from tongming.core.search.queries import search, suggest
from tongming.domains.documents import queries as documents
from tongming.engines.index import Filters
from tongming.errors import UserError
from tongming.faces.api import present
from tongming.faces.api.schemas import (
    DocumentOut,
    DocumentPage,
    ErrorOut,
    OrganizationOut,
    OrganizationPage,
    SearchOut,
    SuggestionOut,
    VersionOut,
)

MAX_PAGE_SIZE = 100
LARGEST_ID = 2**63 - 1
api = NinjaAPI(
    title="通明开放接口",
    version="1",
    description="政策文件库、组织机构和检索的只读接口；内容与公众网站一致。",
    urls_namespace="api",
)


def viewer() -> Viewer:
    """Return the public today: the API knows no other viewer."""
    return public(timezone.localdate())


@api.exception_handler(UserError)
def user_error(request: HttpRequest, error: UserError) -> HttpResponse:
    """Answer what the caller can mend."""
    return api.create_response(request, {"error": str(error)}, status=400)


@api.exception_handler(ValidationError)
def bad_parameters(request: HttpRequest, error: ValidationError) -> HttpResponse:
    """Name every parameter that cannot be read."""
    names = sorted({str(problem["loc"][-1]) for problem in error.errors})
    return api.create_response(
        request, {"error": f"参数无法识别：{'、'.join(names)}。用法见 /api/docs。"}, status=400
    )


@api.exception_handler(Http404)
def not_found(request: HttpRequest, error: Http404) -> HttpResponse:
    """Say that there is no such thing."""
    return api.create_response(request, {"error": str(error) or "没有这个地址。"}, status=404)


def paged(rows: Any, page: int, size: int) -> tuple[dict[str, int], list[Any]]:
    """Return the figures of a page and its rows; a page beyond the last one is empty."""
    paginator = Paginator(rows, size)
    figures = {"total": paginator.count, "page": page, "pages": paginator.num_pages}
    return figures, list(paginator.page(page)) if page <= paginator.num_pages else []


@api.get("/documents", response={200: DocumentPage, 400: ErrorOut}, summary="政策文件列表", tags=["文件"])
def list_documents(
    request: HttpRequest,
    page: int = Query(1, ge=1, le=100_000),
    size: int = Query(20, ge=1, le=MAX_PAGE_SIZE),
    organization: int | None = Query(None, ge=1, le=LARGEST_ID),
    theme: str | None = None,
    in_force: date | None = Query(None, description="在这一天有效"),
) -> dict[str, Any]:
    """List documents, the last published first."""
    rows = (
        documents.library(viewer()) if in_force is None else in_force_on(viewer(), in_force).order_by("-pk")
    )
    if organization is not None:
        rows = rows.filter(organization_id=organization)
    if theme:
        rows = rows.filter(current__content__theme=theme)
    figures, found = paged(rows, page, size)
    return {**figures, "items": [present.document_brief(series) for series in found]}


def one_document(series_id: int) -> Series:
    """Return a document with words; purged ones are gone."""
    series = documents.document(viewer(), series_id)
    if series is None or series.purged:
        raise Http404("没有这份文件，或已按规定清除。")
    return series


@api.get(
    "/documents/{int:series_id}",
    response={200: DocumentOut, 404: ErrorOut},
    summary="一份文件的全文、结构、效力和关系",
    tags=["文件"],
)
def get_document(request: HttpRequest, series_id: int) -> dict[str, Any]:
    """Return one document."""
    series = one_document(series_id)
    return present.document(series, list(documents.cited_by(viewer(), series)))


@api.get(
    "/documents/{int:series_id}/versions",
    response={200: list[VersionOut], 404: ErrorOut},
    summary="一份文件的历次版本",
    tags=["文件"],
)
def list_versions(request: HttpRequest, series_id: int) -> list[dict[str, Any]]:
    """Return all versions of a document, the newest first."""
    return [
        {
            "version": version.version,
            "published_at": version.published_at,
            "content_hash": version.content_hash,
            "title": version.content.title,
        }
        for version in versions(one_document(series_id))
    ]


@api.get(
    "/organizations", response={200: OrganizationPage, 400: ErrorOut}, summary="组织机构列表", tags=["机构"]
)
def list_organizations(
    request: HttpRequest,
    page: int = Query(1, ge=1, le=100_000),
    size: int = Query(20, ge=1, le=MAX_PAGE_SIZE),
) -> dict[str, Any]:
    """List the bodies that exist today."""
    figures, found = paged(existing(timezone.localdate()).order_by("pk"), page, size)
    return {**figures, "items": [present.organization_brief(body) for body in found]}


@api.get(
    "/organizations/{int:organization_id}",
    response={200: OrganizationOut, 404: ErrorOut},
    summary="一个机构",
    tags=["机构"],
)
def get_organization(request: HttpRequest, organization_id: int) -> dict[str, Any]:
    """Return one body."""
    body = existing(timezone.localdate()).filter(pk=organization_id).first()
    if body is None:
        raise Http404("没有这个机构。")
    return present.organization(body)


@api.get("/search", response={200: SearchOut, 400: ErrorOut}, summary="检索", tags=["检索"])
def get_search(  # noqa: PLR0913  (one parameter per filter)
    request: HttpRequest,
    q: str = Query("", max_length=300, description="检索词"),
    kind: list[str] = Query([]),
    validity: list[str] = Query([]),
    theme: list[str] = Query([]),
    issuer: list[str] = Query([]),
    year: list[int] = Query([]),
    date_from: date | None = Query(None, alias="from"),
    date_to: date | None = Query(None, alias="to"),
    sort: Literal["relevance", "newest", "oldest"] = "relevance",
    page: int = Query(1, ge=1, le=1000),
    size: int = Query(10, ge=1, le=MAX_PAGE_SIZE),
) -> dict[str, Any]:
    """Search everything the public may read."""
    labels = kinds.labels()
    filters = Filters(
        kind=tuple(labels.get(name, name) for name in kind),
        validity=tuple(validity),
        theme=tuple(theme),
        issuer=tuple(issuer),
        year=tuple(year),
        date_from=date_from,
        date_to=date_to,
    )
    found = search(viewer(), q, filters=filters, sort=sort, offset=(page - 1) * size, limit=size)
    return page_values(found)


@api.get("/suggest", response={200: list[SuggestionOut], 400: ErrorOut}, summary="输入提示", tags=["检索"])
def get_suggestions(request: HttpRequest, q: str = Query("", max_length=100)) -> list[dict[str, str]]:
    """Offer titles, numbers and phrases for what has been typed; Chinese, pinyin or initials."""
    return [{"text": offer.text, "kind": offer.kind, "url": offer.url} for offer in suggest(viewer(), q)]
