"""Readers of drafts and publications; each takes the viewer."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.db.models.fields.json import KT
from django.utils import timezone

from tongming.core.accounts.models import Role
from tongming.core.accounts.viewers import Viewer
from tongming.core.checks.registry import Finding, run_checks
from tongming.core.clock.queries import due_of
from tongming.core.organizations.models import Organization
from tongming.core.publications import policies
from tongming.core.publications.actions.drafting import candidate
from tongming.core.publications.models import (
    Draft,
    DraftFile,
    Publication,
    PublicationContent,
    PublicationFile,
    Series,
    Statement,
    StatementKind,
    Validity,
)
from tongming.core.publications.rules import Said, ended_from, state_on


def listed(viewer: Viewer) -> QuerySet[Series]:
    """Return the series that stand in lists, with current version, words and body joined in the same query."""
    return policies.series.listed(viewer).select_related("current__content", "organization")


def readable(viewer: Viewer) -> QuerySet[Series]:
    """Return every series that has a page, withdrawn and purged ones too, joined like `listed`."""
    return policies.series.rows(viewer).select_related("current__content", "current__purge", "organization")


def brief(rows: QuerySet[Series]) -> QuerySet[Series]:
    """Return the same rows for a list: full text and structure stay in the database."""
    return rows.defer("current__content__text", "current__content__body")


def publishing_bodies(viewer: Viewer) -> QuerySet[Organization]:
    """Return the bodies that have anything listed."""
    theirs = policies.series.listed(viewer).filter(organization=OuterRef("pk"))
    return Organization.objects.filter(Exists(theirs)).order_by("pk")


def visible(viewer: Viewer, series_ids: Iterable[int]) -> set[int]:
    """Return which of these series may be shown now, in one query: a withdrawal hides at once whatever the index says."""
    return set(policies.series.listed(viewer).filter(pk__in=list(series_ids)).values_list("pk", flat=True))


def newest(
    viewer: Viewer, *, kind: str | None = None, organization_ids: Iterable[int] | None = None
) -> QuerySet[Series]:
    """Return listed series, the last published first."""
    rows = listed(viewer)
    if kind:
        rows = rows.filter(kind=kind)
    if organization_ids is not None:
        rows = rows.filter(organization_id__in=list(organization_ids))
    return rows.order_by("-current__published_at", "-pk")


def versions(series: Series) -> QuerySet[Publication]:
    """Return the versions of a series the caller has reached through its policy, the newest first."""
    return series.publications.select_related("content", "drafter", "reviewer", "publisher").order_by(
        "-version"
    )


def statements(series: Series) -> QuerySet[Statement]:
    """Return all statements about a series, the last recorded first."""
    return series.statements.select_related("basis_series__current__content").order_by("-recorded_at", "-pk")


def files(publication: Publication) -> QuerySet[PublicationFile]:
    """Return the files of a version the caller has reached, the original first."""
    return publication.files.select_related("stored").order_by("-is_original", "pk")


def public_file(viewer: Viewer, file_id: int) -> PublicationFile | None:
    """Return a file of any version of a published series, or None; what was purged has no file any more."""
    rows = PublicationFile.objects.select_related("stored", "publication__series")
    return rows.filter(
        pk=file_id, publication__series__in=policies.series.rows(viewer).filter(purged=False)
    ).first()


def validity_on(series: Series, on: date, *, known_at: datetime | None = None) -> str | None:
    """Return the validity of a series on a day, as known at a moment (now, when none is given)."""
    rows = series.statements.filter(kind=StatementKind.VALIDITY)
    said = [Said(row.state, row.valid_from, row.valid_to, row.recorded_at, row.pk) for row in rows]
    return state_on(said, on, known_at=known_at)


def ended_on(series: Series) -> date | None:
    """Return the day from which a series is 失效 or 废止 for good as far as it is stated, or None."""
    rows = series.statements.filter(kind=StatementKind.VALIDITY)
    return ended_from(
        [Said(row.state, row.valid_from, row.valid_to, row.recorded_at, row.pk) for row in rows]
    )


def ruling(rows: Iterable[Statement], on: date, *, known_at: datetime | None = None) -> Statement | None:
    """Return which of a series' statements decides its validity on a day, as known at a moment, or None."""
    validity = [row for row in rows if row.kind == StatementKind.VALIDITY]
    for row in sorted(validity, key=lambda row: (row.recorded_at, row.pk), reverse=True):
        if state_on([Said(row.state, row.valid_from, row.valid_to, row.recorded_at)], on, known_at=known_at):
            return row
    return None


def in_force_on(viewer: Viewer, on: date) -> QuerySet[Series]:
    """Return the listed series whose last recorded statement covering a day says 有效 or 部分失效."""
    covering = (
        Statement.objects.filter(kind=StatementKind.VALIDITY)
        .filter(Q(valid_from__isnull=True) | Q(valid_from__lte=on))
        .filter(Q(valid_to__isnull=True) | Q(valid_to__gt=on))
    )
    later = covering.filter(series=OuterRef("series")).filter(
        Q(recorded_at__gt=OuterRef("recorded_at"))
        | Q(recorded_at=OuterRef("recorded_at"), pk__gt=OuterRef("pk"))
    )
    ruling = covering.filter(~Exists(later), state__in=[Validity.IN_FORCE, Validity.PARTLY_ENDED])
    return listed(viewer).filter(pk__in=ruling.values("series_id"))


@dataclass(frozen=True)
class DayView:
    """A series as the public saw it at the end of a day: the version, its validity then, and whether it was withdrawn."""

    publication: Publication
    validity: str | None
    withdrawn: bool


def as_seen_on(viewer: Viewer, series: Series, on: date) -> DayView | None:
    """Return what the public saw of a series at the end of a day, or None when it was not yet public or has been purged."""
    if not policies.series.rows(viewer).filter(pk=series.pk, purged=False).exists():
        return None
    moment = end_of(on)
    publication = versions(series).filter(published_at__lte=moment).first()
    if publication is None:
        return None
    shown = series.statements.filter(kind=StatementKind.VISIBILITY, recorded_at__lte=moment)
    last = shown.order_by("-recorded_at", "-pk").first()
    return DayView(
        publication, validity_on(series, on, known_at=moment), last is not None and last.state == "withdrawn"
    )


def end_of(on: date) -> datetime:
    """Return the last moment of a day in local time."""
    return timezone.make_aware(datetime.combine(on + timedelta(days=1), time.min)) - timedelta(microseconds=1)


def content_of(series: Series) -> PublicationContent | None:
    """Return the words of the current version, or None after a purge."""
    if series.current is None:
        return None
    return getattr(series.current, "content", None)


def drafts(viewer: Viewer) -> QuerySet[Draft]:
    """Return the drafts a viewer may know of."""
    return policies.drafts.rows(viewer).select_related("organization", "drafter", "reviewer")


def waiting_for(viewer: Viewer) -> QuerySet[Draft]:
    """Return the drafts that wait for this viewer: own ones to finish, others' to review or to publish."""
    if viewer.user_id is None:
        return Draft.objects.none()
    own = Q(state="drafting", drafter_id=viewer.user_id)
    review = Q(state="reviewing", organization_id__in=viewer.organizations(Role.REVIEWER)) & ~Q(
        drafter_id=viewer.user_id
    )
    publish = Q(state="approved", organization_id__in=viewer.organizations(Role.PUBLISHER)) & ~Q(
        drafter_id=viewer.user_id
    )
    return drafts(viewer).filter(own | review | publish)


def by_deadline(rows: QuerySet[Draft]) -> QuerySet[Draft]:
    """Return drafts by their nearest deadline, the overdue first, those without one last; each row carries `due`."""
    return rows.annotate(due=due_of(Draft)).order_by(F("due").asc(nulls_last=True), "pk")


def brief_drafts(rows: QuerySet[Draft]) -> QuerySet[Draft]:
    """Return the same drafts for a list: words and findings stay in the database; each row carries its `number`."""
    return rows.defer("content", "findings").annotate(number=KT("content__doc_number"))


def publishable(viewer: Viewer) -> QuerySet[Draft]:
    """Return the approved drafts that role and person let this viewer publish."""
    bodies = viewer.organizations(Role.PUBLISHER)
    return (
        drafts(viewer).filter(state="approved", organization_id__in=bodies).exclude(drafter_id=viewer.user_id)
    )


def findings_of(rows: Iterable[Draft], on: date) -> list[Finding]:
    """Return what the checks find in drafts that are to be published together, the gravest first."""
    return run_checks([candidate(draft) for draft in rows], on)


def draft_files(draft: Draft) -> QuerySet[DraftFile]:
    """Return the files of a draft the caller has reached, the original first."""
    return draft.files.select_related("stored").order_by("-is_original", "pk")


def bodies_in(rows: QuerySet[Draft] | QuerySet[Series]) -> QuerySet[Organization]:
    """Return the bodies that occur in drafts or series, for the choices of a filter."""
    ids: Any = rows.order_by().values("organization_id")
    return Organization.objects.filter(pk__in=ids).order_by("pk")


def managed(viewer: Viewer) -> QuerySet[Series]:
    """Return the published series of the bodies a viewer works in or supervises, joined like `readable`."""
    rows = readable(viewer)
    if viewer.is_program:
        return rows
    return rows.filter(organization_id__in=viewer.organizations() | viewer.supervised)


def extent(series: Series) -> tuple[int, int]:
    """Return how many files and drafts hold words of a series: what a purge takes along with its versions."""
    return PublicationFile.objects.filter(publication__series=series).count(), series.drafts.count()


def unfinished_draft(series: Series) -> Draft | None:
    """Return the draft of a further version that is under way, or None."""
    return series.drafts.exclude(state__in=["published", "abandoned"]).order_by("pk").first()
