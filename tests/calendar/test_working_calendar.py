"""The dated calendar: what kind of day it is, why, and when it refuses to guess."""

import json
from datetime import UTC, date, datetime, timedelta

import pytest

from tongming.engines.calendar import (
    ConflictingCalendarDays,
    UnknownCalendarYear,
    official_calendar,
)

CALENDAR = official_calendar()
FIRST_KNOWN_YEAR = min(CALENDAR.years)
NEXT_YEAR = max(CALENDAR.years) + 1


def days_of(year):
    return [
        date(year, 1, 1) + timedelta(days=number)
        for number in range((date(year + 1, 1, 1) - date(year, 1, 1)).days)
    ]


@pytest.mark.parametrize(
    ("day", "working", "reason"),
    [
        (date(2021, 5, 6), True, "工作日"),
        (date(2021, 5, 22), False, "周末"),
        (date(2021, 2, 12), False, "春节"),
        (date(2021, 2, 7), True, "调休上班"),
        (date(2021, 4, 3), False, "清明节"),
        (date(2021, 6, 14), False, "端午节"),
        (date(2021, 9, 20), False, "中秋节"),
        (date(2015, 9, 3), False, "中国人民抗日战争暨世界反法西斯战争胜利70周年纪念日"),
        (date(2018, 12, 29), True, "调休上班"),
        (date(2020, 2, 1), False, "春节"),
    ],
)
def test_each_kind_of_day_has_its_reason(day, working, reason):
    assert CALENDAR.is_working(day) is working
    assert CALENDAR.reason(day) == reason


@pytest.mark.parametrize(("year", "count"), [(2021, 250), (2022, 249)])
def test_a_year_has_as_many_working_days_as_the_notices_say(year, count):
    assert CALENDAR.working_days_between(date(year - 1, 12, 31), date(year, 12, 31)) == count


def test_the_calendar_covers_every_year_from_2004_to_2026():
    assert set(range(2004, 2027)) <= CALENDAR.years


@pytest.mark.parametrize("year", [FIRST_KNOWN_YEAR - 1, NEXT_YEAR])
def test_an_unknown_year_is_refused_with_its_name_and_a_remedy(year):
    with pytest.raises(UnknownCalendarYear, match=rf"{year}年.*载入") as caught:
        CALENDAR.is_working(date(year, 6, 1))
    assert caught.value.year == year
    assert caught.value.not_before is None
    with pytest.raises(UnknownCalendarYear):
        CALENDAR.reason(date(year, 6, 1))


def test_listed_days_override_the_notice_and_leave_the_old_calendar_alone():
    extended = CALENDAR.with_days([(date(2021, 7, 28), False, "台风停工"), (date(2021, 7, 31), True, " ")])
    assert extended.reason(date(2021, 7, 28)) == "台风停工"
    assert not extended.is_working(date(2021, 7, 28))
    assert extended.is_working(date(2021, 7, 31))
    assert extended.reason(date(2021, 7, 31)) == "调休上班"
    assert CALENDAR.is_working(date(2021, 7, 28))


def test_a_listed_day_does_not_make_the_rest_of_its_year_known():
    extended = CALENDAR.with_days([(date(NEXT_YEAR, 1, 1), False, "")])
    assert extended.reason(date(NEXT_YEAR, 1, 1)) == "放假"
    with pytest.raises(UnknownCalendarYear):
        extended.is_working(date(NEXT_YEAR, 1, 4))


def test_a_loaded_year_is_known_from_its_first_to_its_last_day():
    extended = CALENDAR.with_days([(date(NEXT_YEAR, 1, 1), False, "元旦")], years=[NEXT_YEAR])
    assert not extended.is_working(date(NEXT_YEAR, 1, 1))
    assert all(extended.is_working(day) == (day.weekday() < 5) for day in days_of(NEXT_YEAR)[1:])


def test_a_year_without_a_single_day_off_stays_unknown():
    extended = CALENDAR.with_days([(date(NEXT_YEAR, 1, 2), True, "调休上班")], years=[NEXT_YEAR])
    assert extended.is_working(date(NEXT_YEAR, 1, 2))
    with pytest.raises(UnknownCalendarYear):
        extended.is_working(date(NEXT_YEAR, 1, 4))


def test_a_year_may_be_completed_by_days_that_were_listed_before():
    early = CALENDAR.with_days([(date(NEXT_YEAR, 1, 1), False, "元旦")])
    assert NEXT_YEAR in early.with_days([], years=[NEXT_YEAR]).years


def test_a_day_listed_both_ways_is_refused():
    with pytest.raises(ConflictingCalendarDays, match="2021-07-28"):
        CALENDAR.with_days([(date(2021, 7, 28), False, "放假"), (date(2021, 7, 28), True, "调休上班")])


def test_a_moment_stored_in_another_zone_belongs_to_its_beijing_day():
    saturday_in_beijing = datetime(2021, 5, 21, 17, 0, tzinfo=UTC)
    assert not CALENDAR.is_working(saturday_in_beijing)
    assert CALENDAR.is_working(datetime(2021, 5, 21, 23, 0))


def test_working_days_between_is_the_inverse_of_counting_and_changes_sign():
    assert CALENDAR.working_days_between(date(2021, 5, 6), date(2021, 6, 2)) == 20
    assert CALENDAR.working_days_between(date(2021, 6, 2), date(2021, 5, 6)) == -20
    assert CALENDAR.working_days_between(date(2021, 5, 6), date(2021, 5, 6)) == 0


@pytest.mark.parametrize(
    ("today", "days", "overdue"),
    [
        (date(2021, 5, 6), 1, False),
        (date(2021, 5, 7), 0, False),
        (date(2021, 5, 8), 1, True),
        (date(2021, 5, 9), 1, True),
        (date(2021, 5, 10), 2, True),
    ],
)
def test_remaining_tells_the_last_day_from_the_day_after(today, days, overdue):
    remaining = CALENDAR.remaining(today, due=date(2021, 5, 7))
    assert (remaining.working_days, remaining.is_overdue) == (days, overdue)


def test_overdue_on_a_day_off_shows_although_no_working_day_has_passed():
    remaining = CALENDAR.remaining(date(2021, 5, 22), due=date(2021, 5, 21))
    assert (remaining.working_days, remaining.is_overdue) == (0, True)


def test_the_calendar_agrees_with_the_published_lists_on_every_day_since_2007(holiday_lists):
    listed = {}
    for path in holiday_lists:
        for entry in json.loads(path.read_text(encoding="utf-8"))["days"]:
            listed[date.fromisoformat(entry["date"])] = not entry["isOffDay"]
    compared = [day for year in range(2007, 2027) for day in days_of(year)]
    wrong = [day for day in compared if CALENDAR.is_working(day) != listed.get(day, day.weekday() < 5)]
    assert len(compared) > 7300
    assert wrong == []
