"""From a parsed document to proposals of tasks: one per annex row, and one per obliging sentence that no row repeats."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from tongming.domains.oversight.rules.deadlines import deadline_in
from tongming.domains.oversight.rules.joining import Difference, join, squeezed
from tongming.domains.oversight.rules.reading import Sentence
from tongming.domains.oversight.rules.units import LEAD, RESPONSIBLE, NamedUnit, named_unit


@dataclass(frozen=True)
class ProposedSentence:
    """A sentence that a task rests on: its place in the text (None: only the annex says it), the row's wording, what differs."""

    order: int | None
    row_text: str = ""
    differences: tuple[Difference, ...] = ()


@dataclass(frozen=True)
class ProposedTask:
    """A proposal: `number` is that of the annex row, None for a task from the text alone. `key` stays the same when read again."""

    key: str
    number: int | None
    content: str
    clause: str
    deadline: date | None
    sentences: tuple[ProposedSentence, ...]
    units: tuple[NamedUnit, ...]
    position: int


def propose(parsed: dict[str, Any], sentences: Sequence[Sentence], year: int | None) -> list[ProposedTask]:
    """Return the proposals of a parsed document in the order of the text; rows of the annex that the text lacks come last."""
    rows = [_from_row(row, parsed, sentences, year) for row in parsed.get("tasks") or []]
    joined = {part.order for task in rows for part in task.sentences}
    alone = [
        _from_sentence(sentence, year)
        for sentence in sentences
        if sentence.obliging and sentence.order not in joined
    ]
    return sorted(
        [*_unique(rows), *_unique(alone)], key=lambda task: (task.position, task.number or 0, task.key)
    )


def _unique(tasks: Sequence[ProposedTask]) -> list[ProposedTask]:
    """Return the tasks with distinct keys: the same words printed a second time get a key of their own."""
    seen: dict[str, int] = {}
    found = []
    for task in tasks:
        seen[task.key] = seen.get(task.key, 0) + 1
        again = seen[task.key]
        found.append(task if again == 1 else _with_key(task, f"{task.key}-{again}"))
    return found


def _with_key(task: ProposedTask, key: str) -> ProposedTask:
    return ProposedTask(**{**task.__dict__, "key": key})


def _from_row(
    row: dict[str, Any], parsed: dict[str, Any], sentences: Sequence[Sentence], year: int | None
) -> ProposedTask:
    content = str(row.get("content") or "").strip()
    matches = join(content, sentences)
    by_order = {sentence.order: sentence for sentence in sentences}
    places = [match.order for match in matches if match.order is not None]
    named = [by_order[place] for place in places]
    printed = date.fromisoformat(row["deadline"]) if row.get("deadline") else deadline_in(content, year)
    due = printed or max(filter(None, (deadline_in(s.full, year) for s in named)), default=None)
    return ProposedTask(
        key=_key("row", content),
        number=row.get("number"),
        content=content,
        clause=named[0].clause_label if named else "",
        deadline=due,
        sentences=tuple(ProposedSentence(m.order, m.row_text, m.differences) for m in matches),
        units=_row_units(row, parsed),
        position=min(places, default=len(sentences) + 1),
    )


def _from_sentence(sentence: Sentence, year: int | None) -> ProposedTask:
    return ProposedTask(
        key=_key("sentence", sentence.full),
        number=None,
        content=sentence.full,
        clause=sentence.clause_label,
        deadline=deadline_in(sentence.full, year),
        sentences=(ProposedSentence(sentence.order),),
        units=one_each(sentence.units),
        position=sentence.order,
    )


def _key(kind: str, text: str) -> str:
    """Return a key by the words, so that a new edition of the notice proposes anew only what is new in it."""
    return f"{kind}:{hashlib.sha256(squeezed(text).encode()).hexdigest()[:32]}"


def sentence_key(text: str, occurrence: int) -> str:
    """Return the key of a sentence of a plan: its words, and which occurrence of them it is."""
    return f"{_key('text', text)}-{occurrence}"


def one_each(units: Sequence[NamedUnit]) -> tuple[NamedUnit, ...]:
    """Return units with each name once per role, as printed first; an open end of any of them is kept."""
    found: dict[tuple[str, str], NamedUnit] = {}
    for unit in units:
        before = found.get((unit.role, unit.name))
        found[unit.role, unit.name] = unit if before is None or unit.open_ended else before
    return tuple(found.values())


def _row_units(row: dict[str, Any], parsed: dict[str, Any]) -> tuple[NamedUnit, ...]:
    cells = _cells_of(row, parsed)
    units: list[NamedUnit] = []
    for role, field in ((LEAD, "lead_units"), (RESPONSIBLE, "responsible_units")):
        for name in row.get(field) or []:
            open_ended = bool(row.get("open_ended")) and any(f"{name}等" in cell for cell in cells)
            units.append(named_unit(str(name), role, open_ended=open_ended))
    if row.get("open_ended") and units and not any(unit.open_ended for unit in units):
        units[0] = NamedUnit(units[0].name, units[0].role, units[0].is_collective, open_ended=True)
    return one_each(units)


def _cells_of(row: dict[str, Any], parsed: dict[str, Any]) -> list[str]:
    """Return the printed cells of the annex row, without white space; empty when the tables do not show it."""
    wanted = squeezed(str(row.get("content") or ""))
    for table in parsed.get("tables") or []:
        for cells in table.get("rows") or []:
            if any(squeezed(cell) == wanted for cell in cells):
                return ["".join(cell.split()) for cell in cells]
    return []
