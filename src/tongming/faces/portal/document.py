"""The document page: what a text says, whether it holds, what it rests on; as it is now, in one version, or as seen on a day."""

from dataclasses import dataclass
from datetime import date

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.utils.text import get_valid_filename

from tongming.core.publications import queries as publications
from tongming.core.publications.models import Publication, PublicationContent, Series, Statement, Validity
from tongming.core.ui.pieces import ArticleMeta, Link
from tongming.domains.documents import queries as documents
from tongming.domains.oversight import queries as oversight
from tongming.faces.portal import body, history, inputs, linked_data, sites
from tongming.faces.portal import document_values as values
from tongming.faces.portal.library import COLUMN
from tongming.faces.portal.reaching import with_document
from tongming.faces.portal.responses import bad_input, public_page


@dataclass(frozen=True)
class Shown:
    """What one request shows of a series: the version, the validity that goes with it, and why it is not the present state."""

    publication: Publication
    content: PublicationContent
    state: str
    statement: Statement | None
    withdrawal: Statement | None
    on: date | None = None
    version: int | None = None

    @property
    def is_present(self) -> bool:
        """Tell whether this is simply the document as it is now."""
        return self.on is None and self.version is None


@public_page
@with_document
def document(request: HttpRequest, series: Series) -> HttpResponse:
    """文件页: `?on=` shows what the public saw on a day, `?version=` an earlier version, `?view=reading` the text alone."""
    said = list(publications.statements(series))
    try:
        shown = _asked_for(request, series, said)
    except inputs.BadDay as problem:
        return bad_input(request, str(problem))
    if shown is None:
        return _not_yet_public(request, series)
    context = _page(request, series, shown, said)
    template = "document_reading" if request.GET.get("view") == "reading" else "document_detail"
    return render(request, f"portal/{template}.html", context)


def _asked_for(request: HttpRequest, series: Series, said: list[Statement]) -> Shown | None:
    """Return what the address asks for, None when it was not public on that day; an unknown version answers 404."""
    viewer = sites.viewer_of_request(request)
    if on := inputs.day(request.GET, "on", "日期"):
        on = min(on, viewer.on)
        seen = publications.as_seen_on(viewer, series, on)
        if seen is None:
            return None
        known_at = publications.end_of(on)
        ruling = publications.ruling(said, on, known_at=known_at)
        withdrawn = values.withdrawal(row for row in said if row.recorded_at <= known_at)
        return Shown(
            seen.publication, seen.publication.content, seen.validity or "", ruling, withdrawn, on=on
        )
    ruling, withdrawn = publications.ruling(said, viewer.on), values.withdrawal(said)
    present = series.current
    assert present is not None
    if written := inputs.text(request.GET, "version", longest=9):
        found = (
            publications.versions(series).filter(version=int(written)).first()
            if written.isdecimal()
            else None
        )
        if found is None:
            raise Http404
        if found.version != present.version:
            return Shown(
                found, found.content, ruling.state if ruling else "", ruling, withdrawn, version=found.version
            )
    content = publications.content_of(series)
    assert content is not None
    return Shown(present, content, ruling.state if ruling else "", ruling, withdrawn)


def _not_yet_public(request: HttpRequest, series: Series) -> HttpResponse:
    """Say that the text was not public on that day, and since when it is."""
    first = publications.versions(series).order_by("version").first()
    context = {
        "series": series,
        "since": first.published_at if first else None,
        "on": request.GET.get("on", ""),
    }
    return render(request, "portal/document_not_yet.html", context, status=404)


def _page(request: HttpRequest, series: Series, shown: Shown, said: list[Statement]) -> dict[str, object]:
    """Return everything the templates show; each related table is read once."""
    viewer = sites.viewer_of_request(request)
    content = shown.content
    address = reverse("portal:document", args=[series.pk])
    url = request.build_absolute_uri(address)
    cites, cited = list(documents.cited_by(viewer, series)), list(documents.citing(viewer, series))
    versions = list(history.versions_of(series))
    row = next(version for version in versions if version.pk == shown.publication.pk)
    data = linked_data.legislation(series, shown.publication, content, url=url)
    data |= linked_data.related(
        cites, lambda pk: request.build_absolute_uri(reverse("portal:document", args=[pk]))
    )
    return {
        "series": series,
        "shown": shown,
        "content": content,
        "address": address,
        "canonical": url,
        "indexed": shown.is_present and shown.withdrawal is None,
        "linked_data": linked_data.script(data) if shown.is_present and shown.withdrawal is None else "",
        "column": COLUMN,
        "article": _meta(series, shown, url),
        "current_nav": reverse("portal:document_list"),
        "breadcrumb_links": [
            Link("首页", reverse("portal:home")),
            Link("政策文件", reverse("portal:document_list")),
            Link(content.title, ""),
        ],
        "text": body.set_text(content.body, title=content.title, doc_number=content.doc_number),
        "plain": content.text if not content.body.get("outline") else "",
        "banner": values.banner(shown.statement, shown.state, content),
        "entries": values.metadata(series, shown.publication, content, _label(shown.state)),
        "persons": values.persons(row),
        "letterhead": content.issuers if content.doc_number and content.genre != "法规规章" else [],
        "cites": values.citing_groups(cites),
        "cited": values.cited_groups(cited),
        "downloads": values.downloads(publications.files(shown.publication)),
        "citation": values.citation(content),
        "history": history.nodes(series, versions, said),
        "versions": versions,
        "plan": oversight.plan_of(viewer, series.pk),
        "today": viewer.on,
    }


def _label(state: str) -> str:
    return str(Validity(state).label) if state in Validity.values else ""


def _meta(series: Series, shown: Shown, url: str) -> ArticleMeta:
    """Return the META tags of the page (fact sheet 4.2)."""
    content = shown.content
    return ArticleMeta(
        title=content.title,
        published_at=shown.publication.published_at,
        source=content.issuer_names or series.organization.name,
        keywords=content.keywords,
        author=shown.publication.drafter.name
        if shown.publication.drafter_id and shown.publication.drafter
        else "",
        description=content.summary,
        url=url,
    )


@public_page
@with_document
def plain_text(request: HttpRequest, series: Series) -> HttpResponse:
    """纯文本下载: the words of the present version, headed by what they are and whether they hold."""
    content = publications.content_of(series)
    assert content is not None
    day = content.formed_on.isoformat() if content.formed_on else ""
    lines = [
        content.title,
        " ".join(filter(None, [content.issuer_names, content.doc_number, day])),
        f"有效性：{series.get_validity_display()}（{sites.viewer_of_request(request).on.isoformat()}查询）",
        "" if series.listed else "公开状态：已撤下",
        f"来源：{request.build_absolute_uri(reverse('portal:document', args=[series.pk]))}",
    ]
    text = "\n".join(line for line in lines if line.strip()) + f"\n\n{content.text}\n"
    name = get_valid_filename(f"{content.doc_number or content.title}"[:80]) or f"{series.pk}"
    response = HttpResponse(text, content_type="text/plain; charset=utf-8")
    response.headers["Content-Disposition"] = (
        content_disposition_header(as_attachment=True, filename=f"{name}.txt") or "attachment"
    )
    return response
