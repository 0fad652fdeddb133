"""Readers of the library."""

from django.db.models import Q, QuerySet

from tongming.core.accounts.viewers import Viewer
from tongming.core.publications import queries as publications
from tongming.core.publications.models import Series
from tongming.domains.documents.models import Relation, RelationState
from tongming.domains.documents.search import KIND


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
        .order_by("role", "pk")
    )


def undecided(viewer: Viewer) -> QuerySet[Relation]:
    """Return the proposals that this viewer's bodies may decide, those that change validity first."""
    bodies = viewer.organizations() | viewer.supervised
    rows = Relation.objects.filter(state=RelationState.PROPOSED).exclude(role="mentions")
    if not viewer.is_program:
        rows = rows.filter(source__organization_id__in=bodies)
    return rows.select_related("source__current__content", "target__current__content").order_by("-role", "pk")


def relation(viewer: Viewer, relation_id: int) -> Relation | None:
    """Return a relation of a document of the viewer's bodies, or None."""
    bodies = viewer.organizations() | viewer.supervised
    own = Q() if viewer.is_program else Q(source__organization_id__in=bodies)
    return Relation.objects.filter(own, pk=relation_id).select_related("source", "target").first()


def unresolved(viewer: Viewer) -> QuerySet[Relation]:
    """Return citations of documents that are not in the library yet."""
    del viewer
    return (
        Relation.objects.filter(target__isnull=True, source__listed=True)
        .exclude(state=RelationState.DISMISSED)
        .select_related("source__current__content")
        .order_by("cited_number", "cited_title")
    )
