"""What holds for every time limit, whatever the start, the length and the pauses."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from tongming.engines.calendar import deadline, official_calendar

CALENDAR = official_calendar()
DAY = timedelta(days=1)

starts = st.dates(date(2004, 1, 1), date(2023, 12, 31))
lengths = st.integers(1, 90)
day_units = st.sampled_from(["working", "calendar"])


@st.composite
def limits(draw):
    """A start day, a length, a unit of days and up to four pauses that begin within half a year of the start."""
    start = draw(starts)
    first_days = draw(st.lists(st.integers(0, 180), max_size=4))
    pauses = [(start + DAY * first, start + DAY * (first + draw(st.integers(0, 40)))) for first in first_days]
    return start, draw(lengths), draw(day_units), pauses


@given(limits())
def test_the_counted_days_are_as_many_as_the_limit_and_none_is_skipped(limit):
    start, length, unit, pauses = limit
    result = deadline(start, length, unit, CALENDAR, pauses)
    skipped = [entry.date for entry in result.skipped]
    assert len(result.counted) == length
    assert result.counted[-1] == result.due
    assert sorted({*result.counted, *skipped}) == sorted([*result.counted, *skipped])
    days_on_the_way = {start + DAY * number for number in range(1, (result.due - start).days + 1)}
    assert days_on_the_way == {*result.counted, *skipped}


@given(limits())
def test_no_limit_ends_on_a_day_off_or_a_paused_day(limit):
    start, length, unit, pauses = limit
    due = deadline(start, length, unit, CALENDAR, pauses).due
    assert CALENDAR.is_working(due)
    assert not any(first <= due <= last for first, last in pauses)


@given(limits())
def test_a_working_day_limit_counts_working_days_only(limit):
    start, length, _, pauses = limit
    result = deadline(start, length, "working", CALENDAR, pauses)
    assert all(CALENDAR.is_working(day) for day in result.counted)
    paused = {entry.date for entry in result.skipped if entry.reason == "暂停计算"}
    assert all(not CALENDAR.is_working(entry.date) or entry.date in paused for entry in result.skipped)


@given(starts, lengths)
def test_a_working_day_limit_is_undone_by_counting_the_working_days_between(start, length):
    assert CALENDAR.working_days_between(start, deadline(start, length, "working", CALENDAR).due) == length


@given(limits())
def test_pauses_never_make_a_limit_end_earlier(limit):
    start, length, unit, pauses = limit
    assert deadline(start, length, unit, CALENDAR, pauses).due >= deadline(start, length, unit, CALENDAR).due


@given(limits())
def test_a_longer_limit_never_ends_earlier(limit):
    start, length, unit, pauses = limit
    shorter, longer = (deadline(start, n, unit, CALENDAR, pauses).due for n in (length, length + 1))
    assert shorter < longer if unit == "working" else shorter <= longer


@given(limits(), st.integers(0, 400))
def test_a_later_start_never_ends_earlier(limit, later):
    start, length, unit, pauses = limit
    after = start + DAY * later
    pauses = [(first + DAY * later, last + DAY * later) for first, last in pauses]
    assert (
        deadline(start, length, unit, CALENDAR, pauses).due
        <= deadline(after, length, unit, CALENDAR, pauses).due
    )


@given(starts, st.integers(1, 12), st.integers(0, 400))
def test_a_month_limit_is_monotone_in_start_and_length(start, months, later):
    due = deadline(start, months, "month", CALENDAR).due
    assert due <= deadline(start + DAY * later, months, "month", CALENDAR).due
    assert due < deadline(start, months + 1, "month", CALENDAR).due
    assert CALENDAR.is_working(due)


@given(limits(), st.integers(0, 60))
def test_a_restart_is_a_new_start(limit, later):
    start, length, unit, pauses = limit
    restart = start + DAY * later
    whole = [(max(first, restart), last) for first, last in pauses if last >= restart]
    restarted = deadline(start, length, unit, CALENDAR, pauses, restart)
    assert restarted == deadline(restart, length, unit, CALENDAR, whole)


@given(limits())
def test_the_order_of_the_pauses_does_not_matter(limit):
    start, length, unit, pauses = limit
    assert deadline(start, length, unit, CALENDAR, pauses) == deadline(
        start, length, unit, CALENDAR, pauses[::-1]
    )
