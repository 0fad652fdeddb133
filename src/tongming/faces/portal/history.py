"""History of a document: versions, statements and the deeds fit for the public; and two versions side by side."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from tongming.core.publications import queries as publications
from tongming.core.publications.models import Publication, Series, Statement, StatementKind, Validity
from tongming.core.trail import queries as trail
from tongming.core.trail.models import Entry
from tongming.core.ui.diff import compare_paragraphs
from tongming.core.ui.pieces import DiffRow, Link, TimelineNode
from tongming.core.ui.text import date_in_text
from tongming.faces.portal import document_values as values
from tongming.faces.portal import inputs
from tongming.faces.portal.library import COLUMN
from tongming.faces.portal.reaching import with_document
from tongming.faces.portal.responses import bad_input, public_page

VISIBILITY = {"withdrawn": "撤下", "listed": "恢复公开"}
PUBLIC_DEEDS = {
    "publish": "发布",
    "register": "登记入库",
    "state_validity": "标注有效性",
    "validity_reached": "有效性到期变化",
    "withdraw": "撤下",
    "restore": "恢复公开",
}
WITH_REASON = {
    "state_validity",
    "withdraw",
    "restore",
}  # the word that goes with a publication is the office's own
MOST_PARAGRAPHS = 3000
MOST_CHARACTERS = 400_000
CONTEXT_ROWS = 1


def versions_of(series: Series) -> QuerySet[Publication]:
    """Return the versions for a list: titles and persons, without full texts."""
    return publications.versions(series).defer("content__text", "content__body")


def nodes(series: Series, versions: Sequence[Publication], said: Iterable[Statement]) -> list[TimelineNode]:
    """Return versions and statements as one timeline, the latest first."""
    dated = [(version.published_at, _version_node(series, version, len(versions))) for version in versions]
    dated += [(row.recorded_at, _statement_node(row)) for row in said]
    return [node for _, node in sorted(dated, key=lambda pair: pair[0], reverse=True)]


def _version_node(series: Series, version: Publication, count: int) -> TimelineNode:
    page = reverse("portal:document", args=[series.pk])
    links = [Link("查看这一版", f"{page}?version={version.version}")] if count > 1 else []
    if version.version > 1:
        pair = f"?old={version.version - 1}&new={version.version}"
        links.append(Link("与上一版对照", reverse("portal:document_compare", args=[series.pk]) + pair))
    word = "登记入库" if version.registered else "发布"
    source = f"来源：{version.content.source}" if version.registered and version.content.source else ""
    return TimelineNode(
        f"{word}第{version.version}版", "done", version.published_at, note=source, links=links
    )


def _statement_node(row: Statement) -> TimelineNode:
    basis = values.document_link(row.basis_series) if row.basis_series else None
    links = [basis] if basis else []
    if row.kind == StatementKind.VISIBILITY:
        return TimelineNode(
            VISIBILITY.get(row.state, row.state), "done", row.recorded_at, note=row.reason, links=links
        )
    label = f"标注有效性：{Validity(row.state).label}"
    if row.articles:
        label += f"（{'、'.join(row.articles)}）"
    note = "，".join(filter(None, [_span(row), row.reason]))
    return TimelineNode(label, "done", row.recorded_at, note=note, links=links)


def _span(row: Statement) -> str:
    """Return from when to when a statement holds, in words; its last day is the one before `valid_to`."""
    start = f"自{date_in_text(row.valid_from)}起" if row.valid_from else ""
    end = f"至{date_in_text(row.valid_to)}前" if row.valid_to else ""
    return start + end


@public_page
@with_document
def document_history(request: HttpRequest, series: Series) -> HttpResponse:
    """变更历史页: timeline and the entries of the trail that concern the public."""
    versions = list(versions_of(series))
    context = _frame(series, "变更历史") | {
        "nodes": nodes(series, versions, publications.statements(series)),
        "deeds": [_deed(entry) for entry in trail.history(series).filter(deed__in=PUBLIC_DEEDS)],
        "versions": versions,
    }
    return render(request, "portal/document_history.html", context)


def _deed(entry: Entry) -> tuple[datetime, str, str, str]:
    """Return when, what, why and the hash by which the words of that moment can be proved."""
    reason = entry.reason if entry.deed in WITH_REASON else ""
    return entry.at, PUBLIC_DEEDS[entry.deed], reason, str(entry.detail.get("hash") or "")


@public_page
@with_document
def document_compare(request: HttpRequest, series: Series) -> HttpResponse:
    """版本对照页: `?old=&new=` name the versions, the last two by default; `?all=1` shows unchanged paragraphs too."""
    numbers = [inputs.text(request.GET, name, longest=9) for name in ("old", "new")]
    if any(number and not number.isdecimal() for number in numbers):
        return bad_input(request, "版本号应为数字，例如“?old=1&new=2”。")
    last = series.current.version if series.current else 1
    new = int(numbers[1] or last)
    old = int(numbers[0] or max(1, new - 1))
    found = {
        version.version: version for version in publications.versions(series).filter(version__in=[old, new])
    }
    if old not in found or new not in found:
        raise Http404
    texts = [found[number].content.text for number in (old, new)]
    rows = _compared(*texts) if sum(map(len, texts)) <= MOST_CHARACTERS else None
    changed = sum(row.kind != "same" for row in rows or [])
    context = _frame(series, "版本对照") | {
        "old": found[old],
        "new": found[new],
        "rows": rows if rows is None or request.GET.get("all") == "1" else _around_changes(rows),
        "old_label": f"第{old}版",
        "new_label": f"第{new}版",
        "changed": changed,
        "all_shown": request.GET.get("all") == "1",
        "all_url": f"?old={old}&new={new}&all=1",
    }
    return render(request, "portal/document_compare.html", context)


def _compared(old: str, new: str) -> list[DiffRow] | None:
    """Return the comparison by paragraphs, None when the texts are too long to compare within a page's time."""
    paragraphs = [[line for line in text.split("\n") if line.strip()] for text in (old, new)]
    if max(map(len, paragraphs)) > MOST_PARAGRAPHS:
        return None
    return compare_paragraphs(*paragraphs)


def _around_changes(rows: Sequence[DiffRow]) -> list[DiffRow]:
    """Return the changed rows with their neighbours."""
    near = {
        place + step
        for place, row in enumerate(rows)
        if row.kind != "same"
        for step in range(-CONTEXT_ROWS, CONTEXT_ROWS + 1)
    }
    return [row for place, row in enumerate(rows) if place in near]


def _frame(series: Series, name: str) -> dict[str, object]:
    content = publications.content_of(series)
    assert content is not None
    page = reverse("portal:document", args=[series.pk])
    return {
        "series": series,
        "content": content,
        "address": page,
        "column": COLUMN,
        "current_nav": reverse("portal:document_list"),
        "breadcrumb_links": [
            Link("首页", reverse("portal:home")),
            Link("政策文件", reverse("portal:document_list")),
            Link(content.title, page),
            Link(name, ""),
        ],
    }
