"""The first check: required metadata (fact sheet 5.1; 条例 arts. 12 and 14-16). The checks issue adds the others."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import Any

from tongming.core.checks.registry import Candidate, Finding, Severity
from tongming.core.clock.queries import calendar
from tongming.core.publications.content import day
from tongming.core.publications.rules import PUBLICATION_LIMIT_WORKING_DAYS
from tongming.engines.calendar import CalendarError, deadline

NAME = "required_metadata"
REQUIRED = {
    "title": ("标题", "填写文件标题"),
    "issuers": ("发文机关", "填写发文机关，联合发文的逐个填写"),
    "theme": ("主题分类", "从22个主题中选择一个"),
    "genre": ("体裁", "选择体裁，如通知、意见"),
    "text": ("正文", "上传或录入正文"),
}


def check_required_metadata(candidates: Sequence[Candidate], today: date) -> Iterable[Finding]:
    """Find missing and contradicting metadata of every candidate."""
    for candidate in candidates:
        yield from _missing(candidate)
        yield from _disclosure(candidate)
        yield from _dates(candidate, today)


def _found(candidate: Candidate, severity: Severity, field: str, message: str, remedy: str) -> Finding:
    return Finding(NAME, severity, field, message, remedy, candidate.draft_id)


def _missing(candidate: Candidate) -> Iterator[Finding]:
    for field, (label, remedy) in REQUIRED.items():
        if not candidate.content.get(field):
            yield _found(candidate, Severity.BLOCK, field, f"缺少{label}。", f"{remedy}。")
    if not candidate.content.get("formed_on"):
        # A warning: old originals print none, and a date that nobody knows must not be invented to get past a block.
        remedy = "目录应有生成日期（条例第十二条）；原件确未载明的，写明理由。"
        yield _found(candidate, Severity.WARNING, "formed_on", "缺少成文日期。", remedy)
    if not candidate.content.get("summary"):
        yield _found(
            candidate,
            Severity.HINT,
            "summary",
            "缺少内容概述。",
            "目录应有内容概述（条例第十二条），请补写。",
        )


def _disclosure(candidate: Candidate) -> Iterator[Finding]:
    """Only 主动公开 may reach the public site (条例 arts. 14-16, 27)."""
    attribute = candidate.content.get("disclosure") or ""
    if not attribute:
        yield _found(
            candidate,
            Severity.WARNING,
            "disclosure",
            "文件未标明公开属性。",
            "核对文件附注，确认为主动公开。",
        )
    elif attribute != "主动公开":
        yield _found(
            candidate,
            Severity.BLOCK,
            "disclosure",
            f"公开属性是“{attribute}”，不能公开发布。",
            "只有主动公开的文件可以发布。",
        )


def _dates(candidate: Candidate, today: date) -> Iterator[Finding]:
    content: dict[str, Any] = candidate.content
    formed, effective, expires = (day(content, name) for name in ("formed_on", "effective_on", "expires_on"))
    if formed and formed > today:
        yield _found(candidate, Severity.BLOCK, "formed_on", "成文日期晚于今天。", "核对成文日期。")
    if effective and expires and expires <= effective:
        yield _found(candidate, Severity.BLOCK, "expires_on", "失效日期不晚于施行日期。", "核对两个日期。")
    if formed and formed <= today:
        yield from _late(candidate, formed, today)


def _late(candidate: Candidate, formed: date, today: date) -> Iterator[Finding]:
    """Warn when the 20 working days of art. 26 have passed; an unknown year is said, not guessed."""
    try:
        due = deadline(formed, PUBLICATION_LIMIT_WORKING_DAYS, "working", calendar()).due
    except CalendarError as unknown:
        yield _found(
            candidate, Severity.HINT, "formed_on", f"无法计算公开时限：{unknown}", "请管理员载入该年度日历。"
        )
        return
    if today > due:
        yield _found(
            candidate,
            Severity.WARNING,
            "formed_on",
            f"已超过公开时限：应在{due.isoformat()}前公开（条例第二十六条，20个工作日）。",
            "写明逾期原因后继续。",
        )
