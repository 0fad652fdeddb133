"""What may be done now: the process tables turned into the forms a page offers, or into the reason why not."""

from collections.abc import Sequence
from typing import Any

from django.urls import reverse

from tongming.core.accounts.viewers import Viewer
from tongming.core.process.table import Deed
from tongming.core.publications import policies
from tongming.core.publications.models import Draft, Series
from tongming.core.publications.process import DRAFT, SERIES
from tongming.core.publications.rules import persons_problem
from tongming.core.ui.pieces import DeedChoice

DESCRIPTIONS = {
    "submit": "交审核人审核。送审后仍可修改，修改后需重新送审。",
    "return": "退给拟稿人修改，写明要改什么。",
    "approve": "确认内容可以公开。审核之后内容有任何改动，审核即失效。",
    "publish": "向公众公开。发布后的版本不能更改，只能发布新版本。",
    "abandon": "不再办理这份拟稿。记录保留。",
    "withdraw": "从列表、检索和订阅中撤下；原地址仍可打开，并标明理由。",
    "restore": "重新在列表、检索和订阅中出现。",
}
OFFERED = ("submit", "approve", "publish", "return", "abandon")  # forward first; editing is the form itself
SHARP = {"abandon", "withdraw", "purge"}
OWN_PAGES = {"state_validity": "desk:validity", "purge": "desk:purge"}


def blocks(findings: Sequence[dict[str, Any]]) -> int:
    """Return how many findings stop the publication."""
    return sum(finding["severity"] == "block" for finding in findings)


def warned(findings: Sequence[dict[str, Any]]) -> bool:
    """Tell whether a finding asks for a reason."""
    return any(finding["severity"] == "warning" for finding in findings)


def draft_choices(viewer: Viewer, draft: Draft, *, kept: dict[str, str] | None = None) -> list[DeedChoice]:
    """Return the deeds that state and role leave open on a draft; `kept` is what was typed: deed, reason and error."""
    possible = [
        deed for deed in DRAFT.possible(draft.state, viewer, draft.organization_id) if deed.name in OFFERED
    ]
    possible.sort(key=lambda deed: OFFERED.index(deed.name))
    choices = [_draft_choice(viewer, draft, deed, kept or {}) for deed in possible]
    return [choice for choice in choices if choice is not None]


def _draft_choice(viewer: Viewer, draft: Draft, deed: Deed, kept: dict[str, str]) -> DeedChoice | None:
    if deed.name in {"submit", "abandon"} and draft.drafter_id != viewer.user_id:
        return None  # another drafter of the same body: nothing to explain
    publishing = deed.name == "publish"
    mine = kept.get("deed") == deed.name
    return DeedChoice(
        deed.name,
        deed.label,
        reverse("desk:publish") if publishing else reverse("desk:draft_deed", args=[draft.pk]),
        description=DESCRIPTIONS.get(deed.name, ""),
        starts=tuple(filter(None, deed.starts.split("；"))),
        reason_label="有警告仍要发布的理由"
        if publishing and warned(draft.findings)
        else "理由"
        if deed.needs_reason
        else "说明",
        reason_required=deed.needs_reason or (publishing and warned(draft.findings)),
        reason=kept.get("reason", "") if mine else "",
        error=kept.get("error", "") if mine else "",
        refused_because=_refusal(viewer, draft, deed.name),
        sharp=deed.name in SHARP,
    )


def _refusal(viewer: Viewer, draft: Draft, name: str) -> str:
    """Return why a deed that state and role would allow is closed to this person now."""
    if name == "publish":
        problem = persons_problem(
            draft.drafter_id,
            draft.reviewer_id,
            viewer.user_id or 0,
            two_persons_allowed=draft.organization.two_persons_allowed,
        )
        stopped = blocks(draft.findings)
        return problem or (f"检查有{stopped}处必须改正，退回拟稿人改正后才能发布。" if stopped else "")
    if name in {"approve", "return"} and draft.drafter_id == viewer.user_id:
        return "这是您自己的稿件，请由他人办理。"
    return ""


def series_choices(viewer: Viewer, series: Series, *, kept: dict[str, str] | None = None) -> list[DeedChoice]:
    """Return the deeds on a published series that are done on its own page (撤下、恢复)."""
    kept = kept or {}
    return [
        DeedChoice(
            deed.name,
            deed.label,
            reverse("desk:series_deed", args=[series.pk]),
            description=DESCRIPTIONS.get(deed.name, ""),
            reason_required=deed.needs_reason,
            reason=kept.get("reason", "") if kept.get("deed") == deed.name else "",
            error=kept.get("error", "") if kept.get("deed") == deed.name else "",
            sharp=deed.name in SHARP,
        )
        for deed in SERIES.deeds
        if deed.name not in OWN_PAGES and policies.series.may(viewer, deed.name, series)
    ]


def series_pages(viewer: Viewer, series: Series) -> list[tuple[Deed, str]]:
    """Return the deeds on a published series that need a page of their own (标注有效性、清除), with its address."""
    return [
        (deed, reverse(OWN_PAGES[deed.name], args=[series.pk]))
        for deed in SERIES.deeds
        if deed.name in OWN_PAGES and policies.series.may(viewer, deed.name, series)
    ]
