"""Deeds on drafts up to review: create, edit, attach, submit, return, abandon."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.utils import timezone

from tongming.core.accounts.models import Role
from tongming.core.accounts.viewers import Viewer
from tongming.core.checks.registry import Candidate, run_checks
from tongming.core.clock import actions as clocks
from tongming.core.files.models import StoredFile
from tongming.core.files.rules import kept_name
from tongming.core.process.table import DeedRefused
from tongming.core.publications.content import clean, content_hash, day
from tongming.core.publications.models import Draft, DraftFile, Series
from tongming.core.publications.process import DRAFT
from tongming.core.publications.rules import PUBLICATION_LIMIT_WORKING_DAYS
from tongming.core.trail.actions import deed

PUBLICATION_CLOCK = "公开时限"


class EditConflict(DeedRefused):
    """Somebody else changed the draft since it was opened: nothing is overwritten, both versions go on the screen."""

    def __init__(self) -> None:
        super().__init__("这份拟稿刚被他人修改过，您的内容没有保存；请对照最新一版后再改。")


def create_draft(  # noqa: PLR0913  (a draft is made of all of these at once)
    viewer: Viewer,
    *,
    kind: str,
    organization_id: int,
    content: dict[str, Any],
    files: Sequence[tuple[StoredFile, str, bool]] = (),
    series: Series | None = None,
    now: datetime,
) -> Draft:
    """Create a draft (拟稿) with its files, given as (stored file, name, is the original)."""
    if not viewer.holds(Role.DRAFTER, organization_id) or viewer.user_id is None:
        raise DeedRefused("您在该机构没有拟稿人角色，不能新建拟稿。")
    cleaned = clean(content)
    with deed(viewer, now) as record:
        if series:
            _require_open_for_version(series, organization_id)
        draft = Draft.objects.create(
            kind=kind,
            organization_id=organization_id,
            series=series,
            title=cleaned["title"],
            content=cleaned,
            drafter_id=viewer.user_id,
            created_at=now,
            updated_at=now,
        )
        DraftFile.objects.bulk_create(
            DraftFile(draft=draft, stored=stored, name=kept_name(name), is_original=is_original)
            for stored, name, is_original in files
        )
        _examine(draft, now)
        record("create_draft", draft, organization_id=organization_id)
    return draft


def _require_open_for_version(series: Series, organization_id: int) -> None:
    """Lock a series and make sure that one more version of it may be drafted: its words are there, and nobody is at it already."""
    row = Series.objects.select_for_update(of=("self",)).get(pk=series.pk)
    if row.purged:
        raise DeedRefused("该文件已清除，不能再发布新版本。")
    if row.organization_id != organization_id:
        raise DeedRefused("新版本应由原公开机构起草。")
    under_way = row.drafts.exclude(state__in=["published", "abandoned"]).order_by("pk").first()
    if under_way:
        raise DeedRefused(f"已有未办结的新版本拟稿（编号{under_way.pk}），请在那份拟稿上修改。")


def edit(viewer: Viewer, draft: Draft, content: dict[str, Any], *, revision: int, now: datetime) -> Draft:
    """Replace the content (修改); any approval is void. `revision` is the one the editor saw: a newer one is not overwritten."""
    cleaned = clean(content)
    with deed(viewer, now) as record:
        draft = _locked(viewer, draft.pk, "edit")
        if draft.revision != revision:
            raise EditConflict
        draft.content, draft.title = cleaned, cleaned["title"]
        _back_to_drafting(draft)
        _save(draft, now)
        _examine(draft, now)
        record("edit", draft, organization_id=draft.organization_id, revision=draft.revision)
    return draft


def attach(viewer: Viewer, draft: Draft, stored: StoredFile, name: str, *, now: datetime) -> DraftFile:
    """Add a file for download (附件); any approval is void."""
    with deed(viewer, now) as record:
        draft = _locked(viewer, draft.pk, "edit")
        added = DraftFile.objects.create(draft=draft, stored=stored, name=kept_name(name))
        _back_to_drafting(draft)
        _save(draft, now)
        record("attach", draft, organization_id=draft.organization_id, digest=stored.digest)
    return added


def submit(viewer: Viewer, draft: Draft, *, reason: str = "", now: datetime) -> Draft:
    """Send a draft to review (送审), with a word to the reviewer if there is one. Blocking findings are shown but do not hold it back; they stop the publication."""
    with deed(viewer, now) as record:
        draft = _locked(viewer, draft.pk, "submit", reason)
        draft.state = "reviewing"
        _save(draft, now)
        record("submit", draft, organization_id=draft.organization_id, reason=reason)
    return draft


def return_to_drafter(viewer: Viewer, draft: Draft, *, reason: str, now: datetime) -> Draft:
    """Send a draft back with a reason (退回)."""
    with deed(viewer, now) as record:
        draft = _locked(viewer, draft.pk, "return", reason)
        _back_to_drafting(draft)
        _save(draft, now)
        record("return", draft, organization_id=draft.organization_id, reason=reason)
    return draft


def abandon(viewer: Viewer, draft: Draft, *, reason: str, now: datetime) -> Draft:
    """Give a draft up (作废)."""
    with deed(viewer, now) as record:
        draft = _locked(viewer, draft.pk, "abandon", reason)
        draft.state = "abandoned"
        _save(draft, now)
        clocks.stop(draft, timezone.localdate(now))
        record("abandon", draft, organization_id=draft.organization_id, reason=reason)
    return draft


def draft_hash(draft: Draft) -> str:
    """Return the hash of a draft's content and files, as approval fixes it and publication compares it."""
    files = [(file.name, file.stored.digest) for file in draft.files.select_related("stored")]
    return content_hash({"content": draft.content, "findings": draft.findings}, files)


def candidate(draft: Draft) -> Candidate:
    """Return a draft as the checks see it."""
    files = tuple((file.name, file.stored.media_type) for file in draft.files.select_related("stored"))
    return Candidate(draft_id=draft.pk, kind=draft.kind, content=draft.content, files=files)


def _locked(viewer: Viewer, draft_id: int, name: str, reason: str = "") -> Draft:
    """Lock a draft and make sure that the deed may be done now by this viewer."""
    draft = Draft.objects.select_for_update().get(pk=draft_id)
    DRAFT.require(
        name, state=draft.state, viewer=viewer, organization_id=draft.organization_id, reason=reason
    )
    if name in {"edit", "submit", "abandon"} and draft.drafter_id != viewer.user_id:
        raise DeedRefused(f"只有拟稿人“{draft.drafter.name}”可以{DRAFT.deed(name).label}这份拟稿。")
    return draft


def _back_to_drafting(draft: Draft) -> None:
    draft.state, draft.reviewer, draft.approved_hash = "drafting", None, ""


def _save(draft: Draft, now: datetime) -> None:
    draft.revision += 1
    draft.updated_at = now
    draft.save()


def _examine(draft: Draft, now: datetime) -> None:
    """Run the checks and start the clock of 条例 art. 26 from the day of formation."""
    today = timezone.localdate(now)
    draft.findings = [finding.as_dict() for finding in run_checks([candidate(draft)], today)]
    draft.save(update_fields=["findings"])
    if formed := day(draft.content, "formed_on"):
        clocks.start(draft, PUBLICATION_CLOCK, formed, PUBLICATION_LIMIT_WORKING_DAYS, "working")
    else:
        clocks.forget(draft, PUBLICATION_CLOCK)
