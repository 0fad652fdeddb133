"""The notice itself as a dashboard: its text as printed, cut into sentences, each with the tasks that rest on it."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from tongming.core.accounts.viewers import Viewer
from tongming.domains.oversight.models import Plan, PlanSentence, Task
from tongming.domains.oversight.queries.ledger import tasks as tasks_of
from tongming.domains.oversight.rules import clauses, standing, worst


@dataclass(frozen=True)
class Duty:
    """A sentence with the tasks that rest on it. `standing` is how they stand today, empty for a sentence without tasks."""

    sentence: PlanSentence
    tasks: tuple[Task, ...] = ()
    standing: str = ""


@dataclass(frozen=True)
class Block:
    """A heading or a paragraph of the notice in reading order. `level` is that of the outline, 0 for what stands outside."""

    level: int
    anchor: str
    number: str = ""
    heading: str = ""
    duties: tuple[Duty, ...] = ()

    @property
    def open_duties(self) -> list[Duty]:
        """The sentences of a paragraph that have tasks."""
        return [duty for duty in self.duties if duty.tasks]


@dataclass(frozen=True)
class Dashboard:
    """The whole notice, and the tasks that stand in its annex alone or in an earlier version of the text."""

    blocks: tuple[Block, ...]
    elsewhere: tuple[Task, ...] = ()
    outdated: bool = False
    counts: dict[str, int] = field(default_factory=dict)


def dashboard(viewer: Viewer, plan: Plan) -> Dashboard:
    """Return the notice of a plan with the tasks the viewer may know of; the number of queries does not grow with the text."""
    tasks = list(tasks_of(viewer, plan))
    by_sentence: dict[int, list[Task]] = defaultdict(list)
    for task in tasks:
        for source in task.sources.all():
            if source.sentence_id is not None:
                by_sentence[source.sentence_id].append(task)
    sentences = list(PlanSentence.objects.filter(plan=plan, in_text=True).order_by("order"))
    duties = [_duty(viewer, sentence, by_sentence.get(sentence.pk, [])) for sentence in sentences]
    shown = {sentence.pk for sentence in sentences}
    elsewhere = [
        task for task in tasks if not any(source.sentence_id in shown for source in task.sources.all())
    ]
    body: dict[str, Any] = plan.publication.content.body or {}
    return Dashboard(
        tuple(_blocks(body.get("outline") or [], duties)),
        tuple(elsewhere),
        outdated=plan.series.current_id != plan.publication_id,
        counts=_counts(duties),
    )


def _duty(viewer: Viewer, sentence: PlanSentence, tasks: Sequence[Task]) -> Duty:
    return Duty(
        sentence, tuple(tasks), worst([standing(task.state, task.deadline, viewer.on) for task in tasks])
    )


def _counts(duties: Sequence[Duty]) -> dict[str, int]:
    counts: dict[str, int] = defaultdict(int)
    for duty in duties:
        if duty.standing:
            counts[duty.standing] += 1
    return dict(counts)


def _blocks(outline: Sequence[dict[str, Any]], duties: Sequence[Duty]) -> list[Block]:
    """Return headings and paragraphs in reading order; a heading that is all a clause has is shown as its paragraph."""
    by_place: dict[tuple[str, int], list[Duty]] = defaultdict(list)
    for duty in duties:
        by_place[duty.sentence.anchor, duty.sentence.paragraph].append(duty)
    blocks: list[Block] = []
    for place, paragraphs in clauses(outline):
        if place.number or place.heading:
            blocks.append(Block(place.level, place.anchor, place.number, place.heading))
        blocks.extend(
            Block(place.level, place.anchor, duties=tuple(by_place.get((place.anchor, number), ())))
            for number in range(len(paragraphs))
        )
    return blocks
