"""Relations: proposed from the text after publication, resolved when the other document arrives, decided by a person."""

from collections.abc import Iterable, Sequence
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
    now = timezone.now()
    viewer = program(timezone.localdate(now), "系统")
    ids = {payload["series_id"] for payload in batch}
    with deed(viewer, now):
        _lock_series(ids)  # no purge comes between the reading and the writing
        rows = readable(viewer).filter(pk__in=ids, kind=KIND, purged=False)
        contents = {series.pk: content for series in rows if (content := content_of(series))}
        _propose(contents)
        _resolve_waiting(contents)


def _lock_series(ids: Iterable[int]) -> None:
    """Lock series in the order of their ids, always before relations, so that nobody waits in a circle."""
    list(Series.objects.select_for_update(of=("self",)).filter(pk__in=ids).order_by("pk").values_list("pk"))


def _propose(contents: dict[int, PublicationContent]) -> None:
    """Write what the present texts cite; proposals they no longer make are dropped, decided relations stay."""
    wanted = {
        (pk, key): articles
        for pk, content in contents.items()
        for key, articles in map(_citation, content.body.get("references", []))
        if key[1] or key[2]
    }
    known = {
        (row.source_id, (row.role, row.cited_title, row.cited_number)): row
        for row in Relation.objects.filter(source__in=contents)
    }
    fresh = {place: articles for place, articles in wanted.items() if place not in known}
    targets = _targets({key[2] for _, key in fresh}, {key[1] for _, key in fresh}) if fresh else {}
    stale = [
        row.pk for place, row in known.items() if place not in wanted and row.state == RelationState.PROPOSED
    ]
    Relation.objects.filter(pk__in=stale).delete()
    Relation.objects.bulk_create(
        (
            Relation(
                source_id=pk,
                role=key[0],
                cited_title=key[1],
                cited_number=key[2],
                articles=articles,
                target_id=_target_of(key, targets, pk),
            )
            for (pk, key), articles in fresh.items()
        ),
        ignore_conflicts=True,
    )


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


def _resolve_waiting(contents: dict[int, PublicationContent]) -> None:
    """Point citations that waited for these documents at them; an ambiguous title stays unresolved."""
    numbers = {content.doc_number: pk for pk, content in reversed(contents.items()) if content.doc_number}
    titles = {content.title: pk for pk, content in contents.items()}
    waiting = list(
        Relation.objects.filter(target__isnull=True).filter(
            Q(cited_number__in=numbers) | Q(cited_number="", cited_title__in=titles)
        )
    )
    asked = {row.cited_title for row in waiting if not row.cited_number}
    bearers = _targets(set(), asked) if asked else {}
    for row in waiting:
        if row.cited_number:
            target = numbers[row.cited_number]
        elif len(bearers.get(row.cited_title, [])) == 1:
            target = titles[row.cited_title]
        else:
            continue
        if target != row.source_id:
            Relation.objects.filter(pk=row.pk, target__isnull=True).update(target=target)


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
    _lock_series(filter(None, [relation.source_id, relation.target_id]))
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
        valid_to=effect.valid_to,
        articles=list(effect.articles),
        basis=row.source,
        # The basis is a link and no words: a statement can never be changed, and the basis may be purged one day.
        reason=f"依据文件载明{row.get_role_display()}，已经确认",
        now=now,
    )


def forget_purged(batch: Sequence[Payload]) -> None:
    """Drop what relations keep of purged documents: their own citations, and their title and number where others cite them."""
    ids = [payload["series_id"] for payload in batch]
    Relation.objects.filter(source_id__in=ids).delete()
    Relation.objects.filter(target_id__in=ids).delete()
