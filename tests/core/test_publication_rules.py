"""Validity over time, three persons, index numbers, content: pure rules."""

from datetime import UTC, date, datetime, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tongming.core.publications.content import BadContent, clean, content_hash
from tongming.core.publications.models import Validity
from tongming.core.publications.rules import (
    INDEX_NUMBER,
    Said,
    index_number,
    initial_validity,
    next_change,
    persons_problem,
    state_on,
    timeline,
)

DAYS = st.dates(date(2000, 1, 1), date(2030, 12, 31))
MOMENT = datetime(2020, 1, 1, tzinfo=UTC)


@st.composite
def statements(draw):
    said = []
    for order in range(draw(st.integers(0, 6))):
        start = draw(st.none() | DAYS)
        end = draw(st.none() | DAYS)
        if start and end and end <= start:
            end = start + timedelta(days=1)
        recorded = MOMENT + timedelta(days=draw(st.integers(0, 3)))
        said.append(Said(draw(st.sampled_from(Validity.values)), start, end, recorded, order))
    return said


@given(statements(), DAYS)
def test_validity_intervals_never_overlap_and_agree_with_every_single_day(said, day):
    spans = timeline(said)
    for (_, end, _), (start, _, _) in pairwise(spans):
        assert end is not None
        assert start is not None
        assert end <= start
    covering = [
        state for start, end, state in spans if (start is None or start <= day) and (end is None or day < end)
    ]
    assert covering == ([state_on(said, day)] if state_on(said, day) else [])


@given(statements(), DAYS)
def test_the_order_in_which_statements_are_read_does_not_matter(said, day):
    assert state_on(said, day) == state_on(list(reversed(said)), day)


@given(statements(), DAYS)
def test_what_was_recorded_later_was_not_known_before(said, day):
    known = [one for one in said if one.recorded_at <= MOMENT]
    assert state_on(said, day, known_at=MOMENT) == state_on(known, day)


@given(statements(), DAYS)
def test_validity_changes_on_no_day_before_the_next_change(said, day):
    change = next_change(said, day)
    last = (change - timedelta(days=1)) if change else date(2031, 12, 31)
    assert state_on(said, day) == state_on(said, last)


@given(st.none() | DAYS, st.none() | DAYS, st.none() | DAYS)
def test_a_new_text_has_at_most_one_state_on_each_day(formed, effective, expires):
    spans = initial_validity(formed_on=formed, effective_on=effective, expires_on=expires)
    assert "in_force" in {state for state, *_ in spans}
    if effective and formed and formed < effective:
        assert ("not_yet", formed, effective) in {span[:3] for span in spans}


@pytest.mark.parametrize(
    ("persons", "two", "problem"),
    [
        ((1, 2, 3), False, None),
        ((1, 2, 2), True, None),
        ((1, 2, 2), False, "不同的人"),
        ((1, 1, 2), True, "拟稿人"),
        ((1, 2, 1), True, "拟稿人"),
        ((1, None, 2), True, "尚未审核"),
    ],
)
def test_three_persons_publish_or_two_where_allowed_but_never_one(persons, two, problem):
    found = persons_problem(*persons, two_persons_allowed=two)
    assert found is None if problem is None else problem in found


@given(st.from_regex(r"[0-9A-Z-]{9,18}", fullmatch=True), st.integers(1900, 2099), st.integers(1, 99999))
def test_every_index_number_has_the_official_form(code, year, serial):
    assert INDEX_NUMBER.match(index_number(code, year, serial))


def test_content_is_read_with_every_problem_named_at_once():
    with pytest.raises(BadContent) as raised:
        clean({"title": "长" * 501, "formed_on": "2021年4月", "effective_on": "2021-02-30"})
    for words in ("标题有501字", "成文日期“2021年4月”", "施行日期“2021-02-30”"):
        assert words in str(raised.value)


def test_a_number_in_any_bracket_style_is_stored_in_the_official_one():
    assert clean({"doc_number": "通政办发[2021]42号"})["doc_number"] == "通政办发〔2021〕42号"


@given(st.lists(st.tuples(st.text(max_size=5), st.text(max_size=5)), max_size=4), st.randoms())
def test_the_hash_of_content_does_not_depend_on_the_order_of_files(files, random):
    shuffled = list(files)
    random.shuffle(shuffled)
    assert content_hash({"a": 1}, files) == content_hash({"a": 1}, shuffled)
