"""Readers of the library."""

from datetime import date

from django.db.models import Q, QuerySet

from tongming.core.accounts.viewers import Viewer
from tongming.core.publications import queries as publications
from tongming.core.publications.models import Series
from tongming.domains.documents.models import Relation, RelationState
from tongming.domains.documents.process import WHO
from tongming.domains.documents.rules import RepealEffect, repeal_effect
from tongming.domains.documents.search import KIND
from tongming.engines.gongwen.doc_numbers import normalise_doc_number

JOINED = (
    "source__current__content",
    "source__organization",
    "target__current__content",
    "target__organization",
)
LONG = tuple(f"{end}__current__content__{name}" for end in ("source", "target") for name in ("text", "body"))


def library(viewer: Viewer) -> QuerySet[Series]:
    """Return the listed documents, the last published first, joined for display."""
    return publications.newest(viewer, kind=KIND)


def document(viewer: Viewer, series_id: int) -> Series | None:
    """Return a document that has a page (withdrawn and purged ones too), or None."""
    return publications.readable(viewer).filter(kind=KIND, pk=series_id).first()


def cited_by(viewer: Viewer, series: Series) -> QuerySet[Relation]:
    """Return what a document cites: confirmed relations and open proposals, so marked; dismissed ones are left out."""
    return _shown(viewer, Relation.objects.filter(source=series))


def citing(viewer: Viewer, series: Series) -> QuerySet[Relation]:
    """Return the relations of other listed documents to this one."""
    rows = Relation.objects.filter(target=series, source__listed=True)
    return _shown(viewer, rows)


def _shown(viewer: Viewer, rows: QuerySet[Relation]) -> QuerySet[Relation]:
    del viewer  # relations of public documents are public
    return (
        rows.exclude(state=RelationState.DISMISSED)
        .select_related("target__current__content", "source__current__content")
        .defer(*LONG)
        .order_by("role", "pk")
    )


def undecided(viewer: Viewer) -> QuerySet[Relation]:
    """Return the proposals that this viewer's bodies may decide, those that change validity first."""
    bodies = viewer.organizations(*WHO)
    rows = Relation.objects.filter(state=RelationState.PROPOSED).exclude(role="mentions")
    if not viewer.is_program:
        rows = rows.filter(source__organization_id__in=bodies)
    return rows.select_related(*JOINED).order_by("-role", "pk")


def relation(viewer: Viewer, relation_id: int) -> Relation | None:
    """Return a relation of a document of the viewer's bodies, or None."""
    bodies = viewer.organizations() | viewer.supervised
    own = Q() if viewer.is_program else Q(source__organization_id__in=bodies)
    return Relation.objects.filter(own, pk=relation_id).select_related(*JOINED).first()


def of_series(series: Series) -> QuerySet[Relation]:
    """Return every relation a document makes, dismissed ones too, for those who decide; the open ones first."""
    return Relation.objects.filter(source=series).select_related(*JOINED).order_by("-state", "role", "pk")


def effect_of(relation: Relation, on: date) -> RepealEffect | None:
    """Return what confirming a relation on a day does to the cited document, or None when it only links the two."""
    acting = publications.content_of(relation.source)
    if relation.target is None or acting is None:
        return None
    return repeal_effect(
        relation.role,
        relation.articles,
        acting_effective_on=acting.effective_on,
        acting_formed_on=acting.formed_on,
        today=on,
        ended_on=publications.ended_on(relation.target),
    )


def matching(viewer: Viewer, words: str) -> QuerySet[Series]:
    """Return listed documents whose number is these words, in any bracket style, or whose title contains them."""
    number = normalise_doc_number(words) or words
    found = Q(current__content__doc_number=number) | Q(current__content__title__icontains=words)
    return library(viewer).filter(found) if words.strip() else library(viewer).none()


def unresolved(viewer: Viewer) -> QuerySet[Relation]:
    """Return citations of documents that are not in the library yet."""
    del viewer
    return (
        Relation.objects.filter(target__isnull=True, source__listed=True)
        .exclude(state=RelationState.DISMISSED)
        .select_related("source__current__content")
        .defer(*LONG[:2])
        .order_by("cited_number", "cited_title", "pk")
    )
