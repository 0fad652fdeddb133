"""Rules of publication: validity over time, three persons, index numbers, publication limits. Pure functions."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from itertools import pairwise
from typing import Any

INDEX_NUMBER = re.compile(r"^[0-9A-Z-]{9,18}/(?:19|20)\d{2}-\d{5}$")
NUMBER_YEAR = re.compile(r"〔((?:19|20)\d{2})〕")
PUBLICATION_LIMIT_WORKING_DAYS = 20  # 条例 art. 26: within 20 working days of formation or change

ENDED = frozenset({"expired", "repealed"})
Span = tuple[str, date | None, date | None, str]  # state, first day, day after the last, reason


@dataclass(frozen=True)
class Said:
    """A statement as the rules see it: a state that holds in [valid_from, valid_to), known since `recorded_at`."""

    state: str
    valid_from: date | None
    valid_to: date | None
    recorded_at: datetime
    order: int = field(default=0)


def state_on(statements: Iterable[Said], on: date, *, known_at: datetime | None = None) -> str | None:
    """Return the state on a day: of the statements that cover it, the last recorded one wins (fact sheet 19, "Validity states").

    With `known_at` only statements recorded up to that moment count: what the public could know then.
    """
    covering = [
        said
        for said in statements
        if (said.valid_from is None or said.valid_from <= on)
        and (said.valid_to is None or on < said.valid_to)
        and (known_at is None or said.recorded_at <= known_at)
    ]
    if not covering:
        return None
    return max(covering, key=lambda said: (said.recorded_at, said.order)).state


def state_now(statements: Sequence[Said], today: date) -> str:
    """Return the state to show today: what covers the day, else 未生效 while the first day is still to come, else 有效."""
    if state := state_on(statements, today):
        return state
    return "not_yet" if next_change(statements, today) else "in_force"


def ended_from(statements: Sequence[Said]) -> date | None:
    """Return the day from which a text is 失效 or 废止 for good as far as it is known, `date.min` when it always was, or None."""
    spans = timeline(statements)
    if not spans or spans[-1][1] is not None or spans[-1][2] not in ENDED:
        return None
    start = spans[-1][0]
    for span in reversed(spans):
        if span[2] not in ENDED or (span[1] is not None and span[1] < (start or date.min)):
            break
        start = span[0]
    return start or date.min


def cut_at(spans: Iterable[Span], end: date | None) -> list[Span]:
    """Return the spans of states as far as they lie before the end of a text; what lies behind it is left out."""
    if end is None:
        return list(spans)
    return [
        (state, start, end if stop is None else min(stop, end), reason)
        for state, start, stop, reason in spans
        if start is None or start < end
    ]


def next_change(statements: Sequence[Said], after: date) -> date | None:
    """Return the next day on which the state may change, or None."""
    edges = {
        edge for said in statements for edge in (said.valid_from, said.valid_to) if edge and edge > after
    }
    return min(edges, default=None)


def timeline(statements: Sequence[Said]) -> list[tuple[date | None, date | None, str]]:
    """Return the states over time as touching, never overlapping intervals [from, to), oldest first."""
    edges = sorted({edge for said in statements for edge in (said.valid_from, said.valid_to) if edge})
    bounds: list[date | None] = [None, *edges, None]
    spans: list[tuple[date | None, date | None, str]] = []
    for start, end in pairwise(bounds):
        probe = start or (end - timedelta(days=1) if end else date.max)
        state = state_on(statements, probe)
        if state is None:
            continue
        if spans and spans[-1][2] == state and spans[-1][1] == start:
            spans[-1] = (spans[-1][0], end, state)
        else:
            spans.append((start, end, state))
    return spans


def marked_validity(state: str, *, formed_on: date | None, effective_on: date | None) -> Span:
    """Return the statement that a source's own mark gives: from the day the text holds; an end without a date is one from ever."""
    start = effective_on or formed_on
    if state == "not_yet":
        return state, None, start, "登记来源标注"
    return state, None if state in ENDED else start, None, "登记来源标注"


def initial_validity(
    *, formed_on: date | None, effective_on: date | None, expires_on: date | None
) -> list[Span]:
    """Return the first validity statements of a text as (state, from, to, reason).

    Before its 施行日期 a text is 未生效; from then on 有效; from its 失效日期 on 失效. A text that names no 施行日期 holds from its
    成文日期, and the statement says that this was not printed.
    """
    start = effective_on or formed_on
    reason = "按施行日期" if effective_on else "文件未载明施行日期，自成文日期起计"
    if formed_on is None and effective_on is None:
        reason = "文件未载明施行日期和成文日期"
    said: list[Span] = []
    if effective_on and (formed_on is None or formed_on < effective_on):
        said.append(("not_yet", formed_on, effective_on, "施行日期前"))
    said.append(("in_force", start, expires_on, reason))
    if expires_on:
        said.append(("expired", expires_on, None, "有效期届满"))
    return said


def persons_problem(
    drafter: int, reviewer: int | None, publisher: int, *, two_persons_allowed: bool
) -> str | None:
    """Return why these persons may not publish together, or None.

    Three persons draft, review and publish (拟稿人、审核人、发布人, notice 4/3); a body may be allowed two. The drafter never
    reviews or publishes alone.
    """
    if reviewer is None:
        return "尚未审核，不能发布。"
    if drafter in {reviewer, publisher}:
        return "拟稿人不能审核或发布自己的稿件，请由他人办理。"
    if reviewer == publisher and not two_persons_allowed:
        return "审核人与发布人应为不同的人；本机构未设置允许两人办理。"
    return None


def year_of_formation(content: dict[str, Any], today: date) -> int:
    """Return the year in which a text was made: of its 成文日期, else of its 发文字号 (〔2021〕), else this year."""
    if content.get("formed_on"):
        return int(content["formed_on"][:4])
    printed = NUMBER_YEAR.search(content.get("doc_number") or "")
    return int(printed[1]) if printed else today.year


def index_number(body_code: str, year: int, serial: int) -> str:
    """Return an index number (索引号): body code, year and five-digit serial (fact sheet 5.1)."""
    return f"{body_code}/{year}-{serial:05d}"
