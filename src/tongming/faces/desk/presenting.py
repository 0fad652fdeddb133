"""From rows to the values that components show: deadlines, steps, persons, history. No query, no rule."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import Any

from django.utils import timezone

from tongming.core.clock.actions import computed
from tongming.core.clock.models import Clock
from tongming.core.publications.models import Draft, Publication
from tongming.core.publications.process import DRAFT
from tongming.core.trail.models import Entry
from tongming.core.ui.pieces import ClockFace, PersonRole, SkippedDay, Step, TimelineNode
from tongming.core.ui.pieces import Entry as MetadataEntry
from tongming.domains.documents.taxonomy import ARTICLE_20
from tongming.engines.calendar import PeriodUnit, UnknownCalendarYear, WorkingCalendar
from tongming.faces.desk.words import deed_label

NEAR = 3  # days left from which a deadline is marked as near
BASIS = {"公开时限": "自信息形成之日起20个工作日内公开（《政府信息公开条例》第二十六条）。"}
PATH = ("drafting", "reviewing", "approved", "published")


def clock_face(clock: Clock, today: date, working: WorkingCalendar) -> ClockFace:
    """Return a deadline with what remains of it today, in its own unit, and the days behind it."""
    basis = BASIS.get(clock.name, clock.name)
    try:
        counted = computed(clock, working)
        due = as_day(counted.due)
        in_working_days = clock.unit == PeriodUnit.WORKING
        left = working.remaining(today, due).working_days if in_working_days else abs((due - today).days)
    except UnknownCalendarYear:
        return ClockFace(
            "undetermined", not_before=clock.not_before, basis=f"{basis}相应年度的放假安排尚未载入。"
        )
    return ClockFace(
        "overdue" if today > due else "near" if left <= NEAR else "running",
        left,
        unit="个工作日" if in_working_days else "天",
        due=due,
        counted=[as_day(day) for day in counted.counted],
        elapsed=sum(as_day(day) < today for day in counted.counted),
        skipped=[SkippedDay(as_day(day), reason) for day, reason in counted.skipped],
        basis=basis,
    )


def as_day(moment: date) -> date:
    """Return the local day of a day or moment."""
    return timezone.localtime(moment).date() if isinstance(moment, datetime) else moment


def remaining_words(due: date | None, today: date, working: WorkingCalendar) -> str:
    """Return what remains until a due day in a few words, for a row of a list."""
    if due is None:
        return "期限待定"
    left = working.remaining(today, due)
    if left.is_overdue:
        return f"已逾期{left.working_days}个工作日"
    return "今天到期" if today == due else f"剩余{left.working_days}个工作日"


def steps(draft: Draft) -> list[Step]:
    """Return the way of a draft from drafting to publication; one that was given up stands nowhere."""
    place = PATH.index(draft.state) if draft.state in PATH else -1
    last = len(PATH) - 1
    words = ("拟稿", "审核", "待发布", "发布")
    return [
        Step(label, "done" if number < place or place == last else "now" if number == place else "next")
        for number, label in enumerate(words)
    ]


def persons(draft: Draft, entries: Sequence[Entry]) -> list[PersonRole]:
    """Return who drafted, reviewed and published a draft, and when."""
    approved = next((entry for entry in reversed(entries) if entry.deed == "approve"), None)
    publication = draft.publication
    reviewer = (
        PersonRole("审核人", draft.reviewer.name, approved.at if approved else None)
        if draft.reviewer
        else None
    )
    publisher = publication.publisher if publication else None
    return [
        PersonRole("拟稿人", draft.drafter.name, draft.created_at),
        reviewer or PersonRole("审核人", ""),
        PersonRole("发布人", publisher.name, publication.published_at)
        if publication and publisher
        else PersonRole("发布人", ""),
    ]


def publication_persons(publication: Publication) -> list[PersonRole]:
    """Return who drafted, reviewed and published a version; a registered file had none of them here."""
    people = (
        ("拟稿人", publication.drafter),
        ("审核人", publication.reviewer),
        ("发布人", publication.publisher),
    )
    return [PersonRole(role, person.name if person else "") for role, person in people]


def history_nodes(entries: Iterable[Entry]) -> list[TimelineNode]:
    """Return the deeds done to a thing as stations, the first one first."""
    return [
        TimelineNode(
            deed_label(entry.deed), "done", timezone.localtime(entry.at), entry.actor, note=entry.reason
        )
        for entry in entries
    ]


def draft_state(draft: Draft) -> str:
    """Return the word for the state of a draft."""
    return DRAFT.states[draft.state]


def content_entries(content: dict[str, Any]) -> list[MetadataEntry]:
    """Return the metadata of a draft as a table, in the order of the disclosure catalogue."""
    theme = "\\".join(filter(None, (content.get("theme"), content.get("subtheme"))))
    article = content.get("article20") or ""
    return [
        MetadataEntry("发文字号", content.get("doc_number")),
        MetadataEntry("发文机关", "、".join(content.get("issuers") or [])),
        MetadataEntry("体裁", content.get("genre")),
        MetadataEntry("主题分类", theme),
        MetadataEntry("成文日期", content.get("formed_on")),
        MetadataEntry("施行日期", content.get("effective_on")),
        MetadataEntry("失效日期", content.get("expires_on")),
        MetadataEntry("公开方式", content.get("disclosure")),
        MetadataEntry("法定主动公开事项", ARTICLE_20.get(article, ""), wide=True),
        MetadataEntry("服务对象", "、".join(content.get("audiences") or []), wide=True),
        MetadataEntry("关键词", "、".join(content.get("keywords") or []), wide=True),
        MetadataEntry("内容概述", content.get("summary"), wide=True),
    ]
