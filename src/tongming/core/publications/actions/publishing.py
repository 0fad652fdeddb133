"""Approval, publication of a set, and the registration of files that were already public elsewhere."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from django.utils import timezone

from tongming.core.accounts.viewers import Viewer
from tongming.core.checks.registry import Candidate, Finding, Severity, run_checks
from tongming.core.clock import actions as clocks
from tongming.core.events.actions import emit
from tongming.core.events.registry import Event
from tongming.core.files.models import StoredFile
from tongming.core.files.rules import kept_name
from tongming.core.organizations.models import Organization
from tongming.core.process.table import DeedRefused, refuse_long
from tongming.core.publications.actions.drafting import candidate, draft_hash
from tongming.core.publications.actions.stating import say_initial_validity
from tongming.core.publications.content import DATE_FIELDS, clean, content_hash, day
from tongming.core.publications.models import (
    Draft,
    IndexCounter,
    Publication,
    PublicationContent,
    PublicationFile,
    Series,
)
from tongming.core.publications.process import DRAFT
from tongming.core.publications.rules import INDEX_NUMBER, index_number, persons_problem, year_of_formation
from tongming.core.trail.actions import Record, deed
from tongming.errors import UserError

COLUMNS = (
    "title",
    "doc_number",
    "issuers",
    "genre",
    "theme",
    "subtheme",
    "audiences",
    "article20",
    "disclosure",
    "summary",
    "keywords",
    "body",
    "text",
)


class PublicationRefused(UserError):
    """A set that may not go out; `findings` is the complete list of reasons."""

    def __init__(self, message: str, findings: Sequence[Finding] = ()) -> None:
        super().__init__(message)
        self.findings = tuple(findings)


def approve(
    viewer: Viewer, draft: Draft, *, revision: int | None = None, reason: str = "", now: datetime
) -> Draft:
    """Approve a draft (审核通过): fixes the hash of content, files and findings.

    `revision` is the one the reviewer read: what was changed and sent again meanwhile is not approved unread.
    """
    with deed(viewer, now) as record:
        draft = Draft.objects.select_for_update().select_related("organization").get(pk=draft.pk)
        DRAFT.require(
            "approve",
            state=draft.state,
            viewer=viewer,
            organization_id=draft.organization_id,
            reason=reason,
        )
        if draft.drafter_id == viewer.user_id:
            raise DeedRefused("拟稿人不能审核自己的稿件，请由他人办理。")
        if revision is not None and draft.revision != revision:
            raise DeedRefused("这份拟稿在您打开之后又有修改，请看过最新内容再审核。")
        draft.findings = [f.as_dict() for f in run_checks([candidate(draft)], timezone.localdate(now))]
        draft.reviewer_id, draft.state, draft.updated_at = viewer.user_id, "approved", now
        draft.approved_hash = draft_hash(draft)
        draft.save()
        record(
            "approve", draft, organization_id=draft.organization_id, reason=reason, hash=draft.approved_hash
        )
    return draft


def publish(viewer: Viewer, drafts: Sequence[Draft], *, reason: str = "", now: datetime) -> list[Publication]:
    """Publish one or many approved drafts as a set (发布), all or none. Warnings need a reason; a block always stops.

    Raises `DeedRefused` or `PublicationRefused` with every finding.
    """
    refuse_long(reason)
    with deed(viewer, now) as record:
        ids = [draft.pk for draft in drafts]
        locked = list(
            Draft.objects.select_for_update(of=("self",))
            .select_related("organization")
            .filter(pk__in=ids)
            .order_by("pk")
        )
        for draft in locked:
            _require_publishable(viewer, draft)
        _lock_bodies(locked)
        findings = run_checks([candidate(draft) for draft in locked], timezone.localdate(now))
        _refuse_blocked(findings, reason)
        return [_publish_draft(viewer, draft, record, reason, now) for draft in locked]


def _lock_bodies(drafts: Sequence[Draft]) -> None:
    """Lock the bodies of a set in the order of their ids: sets that take index numbers of the same bodies never wait in a circle."""
    bodies = Organization.objects.filter(pk__in={draft.organization_id for draft in drafts})
    list(bodies.select_for_update(no_key=True).order_by("pk").values_list("pk"))


def _require_publishable(viewer: Viewer, draft: Draft) -> None:
    DRAFT.require("publish", state=draft.state, viewer=viewer, organization_id=draft.organization_id)
    problem = persons_problem(
        draft.drafter_id,
        draft.reviewer_id,
        viewer.user_id or 0,
        two_persons_allowed=draft.organization.two_persons_allowed,
    )
    if problem:
        raise DeedRefused(problem)
    if draft_hash(draft) != draft.approved_hash:
        raise DeedRefused(f"《{draft.title}》在审核之后有改动，审核已失效，请重新送审。")


def _refuse_blocked(findings: Sequence[Finding], reason: str) -> None:
    blocks = [finding for finding in findings if finding.severity == Severity.BLOCK]
    if blocks:
        listed = "".join(finding.message for finding in blocks)
        raise PublicationRefused(f"有{len(blocks)}处必须改正，不能发布：{listed}", findings)
    if not reason.strip() and any(finding.severity == Severity.WARNING for finding in findings):
        raise PublicationRefused("检查有警告，写明理由后才能发布。", findings)


def _publish_draft(viewer: Viewer, draft: Draft, record: Record, reason: str, now: datetime) -> Publication:
    files = [(file.stored, file.name, file.is_original) for file in draft.files.select_related("stored")]
    series = _locked_series(draft) or Series.objects.create(
        kind=draft.kind, organization_id=draft.organization_id, created_at=now
    )
    publication = write_version(
        series,
        draft.content,
        files,
        now=now,
        content_hash=content_hash(draft.content, [(name, stored.digest) for stored, name, _ in files]),
        drafter_id=draft.drafter_id,
        reviewer_id=draft.reviewer_id,
        publisher_id=viewer.user_id,
    )
    draft.series, draft.publication, draft.state, draft.updated_at = series, publication, "published", now
    draft.save()
    clocks.stop(draft, timezone.localdate(now))
    _announce(publication, record, "publish", reason, now)
    return publication


def _locked_series(draft: Draft) -> Series | None:
    """Lock the series of a further version, so that two of them never take the same number; None for a first version."""
    if draft.series_id is None:
        return None
    series = Series.objects.select_for_update(of=("self",)).get(pk=draft.series_id)
    if series.purged:
        raise DeedRefused("该文件已清除，不能再发布新版本。")
    return series


def register_published(  # noqa: PLR0913  (the deed takes what an import row has)
    viewer: Viewer,
    *,
    kind: str,
    organization_id: int,
    content: dict[str, Any],
    identity: str,
    source: str,
    files: Sequence[tuple[StoredFile, str, bool]] = (),
    now: datetime,
) -> tuple[Publication, str]:
    """Register a file that is already public (登记已公开文件): actor and source recorded, no three persons, findings kept as warnings.

    Returns the version and "created", "updated" or "unchanged"; the same content under the same identity changes nothing.
    """
    if not (viewer.is_program or (viewer.is_administrator and organization_id in viewer.supervised)):
        raise DeedRefused("只有该机构的系统管理员可以登记已公开文件。")
    cleaned = clean(content)
    files = [(stored, kept_name(name), is_original) for stored, name, is_original in files]
    digest = content_hash(cleaned, [(name, stored.digest) for stored, name, _ in files])
    with deed(viewer, now) as record:
        rows = Series.objects.select_for_update(of=("self",)).select_related("current")
        series, is_new = rows.get_or_create(
            identity=identity,
            defaults={"kind": kind, "organization_id": organization_id, "created_at": now},
        )
        if series.purged:
            raise DeedRefused("该文件已按规定清除，不能重新登记。")
        if series.current and series.current.content_hash == digest:
            return series.current, "unchanged"
        outcome = "created" if is_new else "updated"
        if series.index_number is None:
            series.index_number = _printed_index_number(content)
        publication = write_version(
            series, cleaned, files, now=now, content_hash=digest, registered=True, source=source
        )
        findings = run_checks([Candidate(0, kind, cleaned)], timezone.localdate(now))
        _announce(publication, record, "register", "", now, findings=sorted({f.field for f in findings}))
    return publication, outcome


def _printed_index_number(content: dict[str, Any]) -> str | None:
    """Return the index number printed on the source when it is well formed and still free."""
    printed = str(content.get("index_number") or "").strip()
    if not INDEX_NUMBER.match(printed) or Series.objects.filter(index_number=printed).exists():
        return None
    return printed


def write_version(
    series: Series,
    content: dict[str, Any],
    files: Sequence[tuple[StoredFile, str, bool]],
    *,
    now: datetime,
    source: str | None = None,
    **columns: Any,  # content_hash among them
) -> Publication:
    """Write an immutable version with its words and files, move the series pointer, give the index number on first publication."""
    last = series.publications.order_by("-version").first() if series.current_id else None
    publication = Publication.objects.create(
        series=series,
        version=last.version + 1 if last else 1,
        published_at=now,
        **columns,
    )
    dates: dict[str, date | None] = {name: day(content, name) for name in DATE_FIELDS}
    PublicationContent.objects.create(
        publication=publication, source=source, **{name: content[name] for name in COLUMNS}, **dates
    )
    PublicationFile.objects.bulk_create(
        PublicationFile(publication=publication, stored=stored, name=name, is_original=is_original)
        for stored, name, is_original in files
    )
    if series.index_number is None:
        series.index_number = next_index_number(series, year_of_formation(content, timezone.localdate(now)))
    series.current = publication
    if last is None:
        series.listed = True
    say_initial_validity(series, content, first=last is None, now=now)
    series.save()
    return publication


def next_index_number(series: Series, year: int) -> str:
    """Return the next free index number of the body in a year; the serial restarts with each year."""
    body = series.organization
    code = body.credit_code or f"TM{body.pk:07d}"
    counter, _ = IndexCounter.objects.select_for_update().get_or_create(organization=body, year=year)
    while True:
        counter.last += 1
        number = index_number(code, year, counter.last)
        if not Series.objects.filter(index_number=number).exists():
            counter.save()
            return number


def _announce(
    publication: Publication, record: Record, name: str, reason: str, now: datetime, **detail: Any
) -> None:
    """Leave the trail entry and the event of a new version."""
    series = publication.series
    record(
        name,
        series,
        organization_id=series.organization_id,
        reason=reason,
        version=publication.version,
        hash=publication.content_hash,
        **detail,
    )
    emit(Event.SERIES_CHANGED, now, series_id=series.pk)
