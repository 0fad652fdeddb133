"""Relations: proposed from the text after publication, resolved when the other document arrives, decided by a person."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.db.models import Q
from django.utils import timezone

from tongming.core.accounts.viewers import Viewer, program
from tongming.core.events.registry import Payload
from tongming.core.process.table import DeedRefused
from tongming.core.publications.actions import state_validity
from tongming.core.publications.models import PublicationContent, Series
from tongming.core.publications.queries import content_of, readable
from tongming.core.trail.actions import deed
from tongming.domains.documents.models import Relation, RelationState
from tongming.domains.documents.process import RELATION
from tongming.domains.documents.queries import effect_of
from tongming.domains.documents.search import KIND
from tongming.engines.gongwen.doc_numbers import normalise_doc_number


def propose_relations(batch: Sequence[Payload]) -> None:
    """Propose the relations that documents name, and resolve citations that waited for them. Safe to repeat."""
    today = timezone.localdate()
    ids = {payload["series_id"] for payload in batch}
    viewer = program(today, "系统")
    for series in readable(viewer).filter(pk__in=ids, kind=KIND, purged=False):
        content = content_of(series)
        if content:
            _propose(series, content)
            _resolve_waiting(series, content)


def _propose(series: Series, content: PublicationContent) -> None:
    """Write what the present text cites; proposals it no longer makes are dropped, decided relations stay."""
    citations = [_citation(reference) for reference in content.body.get("references", [])]
    known = {(r.role, r.cited_title, r.cited_number): r for r in Relation.objects.filter(source=series)}
    wanted = {key: articles for key, articles in citations if key[1] or key[2]}
    targets = _targets({key[2] for key in wanted}, {key[1] for key in wanted})
    fresh = [
        Relation(
            source=series,
            role=key[0],
            cited_title=key[1],
            cited_number=key[2],
            articles=articles,
            target_id=_target_of(key, targets, series.pk),
        )
        for key, articles in wanted.items()
        if key not in known
    ]
    stale = [r.pk for key, r in known.items() if key not in wanted and r.state == RelationState.PROPOSED]
    Relation.objects.filter(pk__in=stale).delete()
    Relation.objects.bulk_create(fresh, ignore_conflicts=True)


def _citation(reference: dict[str, Any]) -> tuple[tuple[str, str, str], list[str]]:
    number = reference.get("doc_number") or ""
    key = (reference["role"], (reference.get("title") or "")[:500], normalise_doc_number(number) or number)
    return key, list(reference.get("articles") or [])


def _targets(numbers: set[str], titles: set[str]) -> dict[str, list[int]]:
    """Return the series ids by number and by title; one query."""
    rows = (
        Series.objects.filter(purged=False, current__isnull=False)
        .filter(
            Q(current__content__doc_number__in=numbers - {""}) | Q(current__content__title__in=titles - {""})
        )
        .values_list("pk", "current__content__doc_number", "current__content__title")
    )
    found: dict[str, list[int]] = {}
    for pk, number, title in rows:
        for name in filter(None, (number, title)):
            found.setdefault(name, []).append(pk)
    return found


def _target_of(key: tuple[str, str, str], targets: dict[str, list[int]], own: int) -> int | None:
    """Return the one document meant: by number if there is one, else by title; an ambiguous title stays unresolved."""
    _, title, number = key
    candidates = [pk for pk in targets.get(number or title, []) if pk != own]
    return candidates[0] if len(candidates) == 1 else None


def _resolve_waiting(series: Series, content: PublicationContent) -> None:
    """Point citations that waited for this document at it."""
    waiting = Relation.objects.filter(target__isnull=True).exclude(source=series)
    if content.doc_number:
        waiting.filter(cited_number=content.doc_number).update(target=series)
    same_title = Series.objects.filter(purged=False, current__content__title=content.title).count()
    if same_title == 1:
        waiting.filter(cited_number="", cited_title=content.title).update(target=series)


def confirm(viewer: Viewer, relation: Relation, *, reason: str = "", now: datetime) -> Relation:
    """Confirm a relation (确认). A confirmed repeal or amendment changes the validity of the cited text from the acting document's 施行日期."""
    with deed(viewer, now) as record:
        row = _locked(viewer, relation, "confirm", reason)
        if row.target is None and row.role in {"repeals", "amends"}:
            raise DeedRefused("被引文件尚未入库，请先登记该文件再确认废止或修改关系。")
        row.reason = reason
        _decide(row, RelationState.CONFIRMED, viewer, now)
        record(
            "confirm_relation",
            row,
            organization_id=row.source.organization_id,
            reason=reason,
            role=row.role,
            target=row.target_id,
        )
        _take_effect(viewer, row, now)
    return row


def dismiss(viewer: Viewer, relation: Relation, *, reason: str, now: datetime) -> Relation:
    """Dismiss a proposal (排除) with a reason."""
    with deed(viewer, now) as record:
        row = _locked(viewer, relation, "dismiss", reason)
        row.reason = reason
        _decide(row, RelationState.DISMISSED, viewer, now)
        record("dismiss_relation", row, organization_id=row.source.organization_id, reason=reason)
    return row


def _locked(viewer: Viewer, relation: Relation, name: str, reason: str) -> Relation:
    row = (
        Relation.objects.select_for_update(of=("self",))
        .select_related("source__current__content", "target")
        .get(pk=relation.pk)
    )
    RELATION.require(
        name, state=row.state, viewer=viewer, organization_id=row.source.organization_id, reason=reason
    )
    return row


def _decide(row: Relation, state: RelationState, viewer: Viewer, now: datetime) -> None:
    row.state, row.decided_by_id, row.decided_at = state, viewer.user_id, now
    row.save()


def _take_effect(viewer: Viewer, row: Relation, now: datetime) -> None:
    acting = content_of(row.source)
    effect = effect_of(row, timezone.localdate(now))
    if row.target is None or acting is None or effect is None:
        return
    state_validity(
        viewer,
        row.target,
        state=effect.state,
        valid_from=effect.valid_from,
        articles=list(effect.articles),
        basis=row.source,
        reason=f"{acting.doc_number or acting.title}{row.get_role_display()}",
        now=now,
    )


def forget_purged(batch: Sequence[Payload]) -> None:
    """Drop what relations keep of purged documents: their own citations, and their title and number where others cite them."""
    ids = [payload["series_id"] for payload in batch]
    Relation.objects.filter(source_id__in=ids).delete()
    Relation.objects.filter(target_id__in=ids).delete()
