"""From a published notice to its plan: sentences, proposals of tasks, units. Safe to repeat: only what is new is proposed anew.

What a person decided stays. Proposals that a new version of the notice no longer makes are dropped.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils import timezone

from tongming.core.accounts.viewers import Viewer, program
from tongming.core.events.registry import Payload
from tongming.core.process.table import DeedRefused
from tongming.core.publications.models import PublicationContent, Series
from tongming.core.publications.queries import content_of, readable
from tongming.core.trail.actions import deed
from tongming.domains.oversight import policies, rules
from tongming.domains.oversight.matching import match_units, reading_day
from tongming.domains.oversight.models import (
    Evidence,
    Plan,
    PlanSentence,
    Task,
    TaskSentence,
    TaskState,
    TaskUnit,
)
from tongming.errors import UserError


class NotAPlan(UserError):
    """A document of which no ledger can be made; the message says why."""


@dataclass(frozen=True)
class MadePlan:
    """What a reading came to: the plan, how many proposals are new, how many were dropped."""

    plan: Plan
    added: int
    dropped: int


@dataclass(frozen=True)
class Reading:
    """What the rules read out of a notice, before anything is written."""

    year: int | None
    sentences: list[rules.Sentence]
    tasks: list[rules.ProposedTask]


def make_plan(viewer: Viewer, series: Series, *, now: datetime) -> MadePlan:
    """Make the ledger of a published notice (建立台账), or read its present version anew.

    Raises `DeedRefused` when the viewer does not supervise the publishing body, `NotAPlan` when the text gives no task.
    """
    if not policies.supervises(viewer, series.organization_id):
        raise DeedRefused("建立台账由发文机构的政务公开主管人员办理，您没有这个角色。")
    row = readable(viewer).filter(pk=series.pk, purged=False).first()
    content = content_of(row) if row else None
    if row is None or row.current is None or content is None:
        raise NotAPlan("该文件尚未公开或已清除，不能建立台账。")
    reading = read(content)
    if not reading.tasks:
        raise NotAPlan(f"《{content.title}》中没有找到布置任务的语句或任务分解表，不能建立台账。")
    with deed(viewer, now) as record:
        locked = Series.objects.select_for_update(of=("self",)).get(pk=row.pk)
        if locked.purged or locked.current_id != row.current_id:
            raise NotAPlan("该文件刚刚有了变动，没有建立台账；请刷新页面，看过现状后再办。")
        read_now = {"publication": row.current, "year": reading.year}
        plan, _ = Plan.objects.update_or_create(
            series=row,
            defaults=read_now,
            create_defaults={**read_now, "organization": row.organization, "made_at": now},
        )
        made = _write(plan, reading, content, now)
        record(
            "make_plan", plan, organization_id=plan.organization_id, added=made.added, dropped=made.dropped
        )
    return made


def read(content: PublicationContent) -> Reading:
    """Read the parse of a version; pure work, outside of any transaction."""
    parsed: dict[str, Any] = content.body or {}
    year = rules.plan_year(content.title, content.doc_number, content.formed_on)
    sentences = rules.sentences(parsed.get("outline") or [], year=year)
    return Reading(year, sentences, rules.propose(parsed, sentences, year))


def _write(plan: Plan, reading: Reading, content: PublicationContent, now: datetime) -> MadePlan:
    places = _write_sentences(plan, reading.sentences)
    known = {task.key: task for task in Task.objects.filter(plan=plan, parent__isnull=True)}
    fresh = [proposal for proposal in reading.tasks if proposal.key not in known]
    wanted = {proposal.key: proposal for proposal in reading.tasks}
    stale = [task.pk for key, task in known.items() if key not in wanted and task.state == TaskState.PROPOSED]
    Task.objects.filter(pk__in=stale).delete()
    kept = [task for key, task in known.items() if key in wanted]
    for task in kept:
        task.position, task.clause, task.number = (
            wanted[task.key].position,
            wanted[task.key].clause,
            wanted[task.key].number,
        )
    Task.objects.bulk_update(kept, ["position", "clause", "number"], batch_size=200)
    _write_tasks(plan, fresh, places, content, now)
    _drop_unused(plan)
    return MadePlan(plan, len(fresh), len(stale))


def _write_sentences(plan: Plan, sentences: Sequence[rules.Sentence]) -> dict[int, PlanSentence]:
    """Bring the sentences of a plan up to date; return them by their place in the text."""
    known = {row.key: row for row in PlanSentence.objects.filter(plan=plan)}
    seen: Counter[str] = Counter()
    rows: dict[int, PlanSentence] = {}
    for sentence in sentences:
        name = rules.squeezed(sentence.full)
        seen[name] += 1
        key = rules.sentence_key(sentence.full, seen[name])
        row = known.pop(key, None) or PlanSentence(plan=plan, key=key)
        row.order, row.anchor, row.clause = sentence.order, sentence.anchor, sentence.clause_label
        row.paragraph, row.lead, row.text = sentence.paragraph, sentence.lead, sentence.text
        row.obliging, row.signals, row.in_text = sentence.obliging, list(sentence.signals), True
        rows[sentence.order] = row
    fields = ["order", "anchor", "clause", "paragraph", "lead", "text", "obliging", "signals", "in_text"]
    PlanSentence.objects.bulk_update([row for row in rows.values() if row.pk], fields, batch_size=100)
    PlanSentence.objects.bulk_create([row for row in rows.values() if not row.pk], batch_size=200)
    PlanSentence.objects.filter(pk__in=[row.pk for row in known.values()]).update(in_text=False)
    return rows


def _write_tasks(
    plan: Plan,
    proposals: Sequence[rules.ProposedTask],
    places: dict[int, PlanSentence],
    content: PublicationContent,
    now: datetime,
) -> None:
    tasks = Task.objects.bulk_create(
        Task(
            plan=plan,
            key=proposal.key,
            number=proposal.number,
            position=proposal.position,
            content=proposal.content,
            clause=proposal.clause,
            deadline=proposal.deadline,
        )
        for proposal in proposals
    )
    pairs = list(zip(tasks, proposals, strict=True))
    TaskSentence.objects.bulk_create(
        TaskSentence(
            task=task,
            sentence=places.get(source.order) if source.order else None,
            part=part,
            row_text=source.row_text,
            differences=[
                {"row": difference.row, "text": difference.text} for difference in source.differences
            ],
        )
        for task, proposal in pairs
        for part, source in enumerate(proposal.sentences, start=1)
    )
    names = {unit.name for proposal in proposals for unit in proposal.units if not unit.is_collective}
    bodies = match_units(plan.organization, names, reading_day(content, plan.year, timezone.localdate(now)))
    TaskUnit.objects.bulk_create(
        TaskUnit(
            task=task,
            role=unit.role,
            name=unit.name[:120],
            organization=None if unit.is_collective else bodies.get(unit.name),
            is_collective=unit.is_collective,
            open_ended=unit.open_ended,
        )
        for task, proposal in pairs
        for unit in proposal.units
    )


def _drop_unused(plan: Plan) -> None:
    """Delete sentences that are no longer in the text and on which nothing rests."""
    PlanSentence.objects.filter(plan=plan, in_text=False, sources__isnull=True).delete()


def propose_tasks(batch: Sequence[Payload]) -> None:
    """Handle `series_changed`: a notice with a table of tasks gets its proposals by itself. Safe to repeat."""
    now = timezone.now()
    viewer = program(timezone.localdate(now), "系统")
    ids = {payload["series_id"] for payload in batch}
    known = dict(Plan.objects.filter(series_id__in=ids).values_list("series_id", "publication_id"))
    for series in readable(viewer).filter(pk__in=ids, purged=False):
        content = content_of(series)
        has_rows = content is not None and bool(content.body.get("tasks"))
        if (has_rows or series.pk in known) and known.get(series.pk) != series.current_id:
            try:
                make_plan(viewer, series, now=now)
            except NotAPlan:
                continue  # a later version may have lost all its tasks; the ledger of the earlier one stays


def forget_purged(batch: Sequence[Payload]) -> None:
    """Handle `series_purged`: the plan of a purged notice goes with all its words; notes on purged evidence are emptied."""
    ids = [payload["series_id"] for payload in batch]
    Plan.objects.filter(series_id__in=ids).delete()
    Evidence.objects.filter(series_id__in=ids).update(note="")
