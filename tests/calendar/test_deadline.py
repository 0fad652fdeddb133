"""When a time limit ends, and which days it says it counted: examples from the rules."""

from datetime import UTC, date, datetime, timedelta, timezone

import pytest

from tongming.engines.calendar import (
    PauseBeforeStart,
    PauseReversed,
    PeriodDateOutOfRange,
    PeriodLengthOutOfRange,
    RestartBeforeStart,
    StartTimeMissing,
    UnknownCalendarYear,
    UnknownPeriodUnit,
    deadline,
    official_calendar,
)

CALENDAR = official_calendar()
LAST_YEAR = max(CALENDAR.years)


def moment(text):
    return datetime.fromisoformat(text)


def day(text):
    return date.fromisoformat(text)


@pytest.mark.parametrize(
    ("start", "length", "due"),
    [
        ("2021-05-06", 20, "2021-06-02"),
        ("2021-04-29", 7, "2021-05-12"),
        ("2021-07-01", 20, "2021-07-29"),
        ("2021-07-01", 40, "2021-08-26"),
        ("2021-09-13", 20, "2021-10-15"),
        ("2021-09-17", 15, "2021-10-14"),
        ("2021-09-24", 20, "2021-10-27"),
        ("2021-09-30", 20, "2021-11-03"),
        ("2021-10-08", 7, "2021-10-18"),
        ("2021-02-10", 20, "2021-03-16"),
        ("2021-12-20", 20, "2022-01-18"),
        ("2022-01-28", 7, "2022-02-11"),
    ],
)
def test_working_day_limits_end_as_in_the_reference_table(start, length, due):
    assert deadline(day(start), length, "working", CALENDAR).due == day(due)


def test_each_skipped_day_has_its_reason_and_make_up_days_count():
    result = deadline(day("2021-04-29"), 3, "working", CALENDAR)
    assert result.counted == (day("2021-04-30"), day("2021-05-06"), day("2021-05-07"))
    assert result.skipped == tuple((day(f"2021-05-0{number}"), "劳动节") for number in range(1, 6))
    assert day("2021-05-08") in deadline(day("2021-04-29"), 4, "working", CALENDAR).counted


def test_the_dictionary_for_json_holds_iso_dates():
    assert deadline(day("2021-05-21"), 1, "working", CALENDAR).to_dict() == {
        "due": "2021-05-24",
        "counted": ["2021-05-24"],
        "skipped": [{"date": "2021-05-22", "reason": "周末"}, {"date": "2021-05-23", "reason": "周末"}],
    }


def test_both_days_of_a_pause_stand_still_and_say_so():
    result = deadline(day("2021-05-10"), 3, "working", CALENDAR, [(day("2021-05-12"), day("2021-05-16"))])
    assert result.counted == (day("2021-05-11"), day("2021-05-17"), day("2021-05-18"))
    assert result.skipped == tuple((day(f"2021-05-{number}"), "暂停计算") for number in range(12, 17))


def test_overlapping_touching_and_unsorted_pauses_are_one():
    apart = [
        (day("2021-05-14"), day("2021-05-18")),
        (day("2021-05-11"), day("2021-05-13")),
        (day("2021-05-12"), day("2021-05-17")),
    ]
    together = [(day("2021-05-11"), day("2021-05-18"))]
    assert deadline(day("2021-05-10"), 5, "working", CALENDAR, apart) == deadline(
        day("2021-05-10"), 5, "working", CALENDAR, together
    )


def test_a_pause_may_begin_on_the_start_day_and_one_after_the_end_changes_nothing():
    plain = deadline(day("2021-05-10"), 3, "working", CALENDAR)
    assert (
        deadline(day("2021-05-10"), 3, "working", CALENDAR, [(day("2021-05-10"), day("2021-05-10"))]) == plain
    )
    assert (
        deadline(day("2021-05-10"), 3, "working", CALENDAR, [(day("2021-05-14"), day("2021-05-20"))]) == plain
    )


@pytest.mark.parametrize("unit", ["working", "calendar", "month"])
def test_a_paused_start_day_is_no_skipped_day_because_it_never_counts(unit):
    result = deadline(day("2021-05-10"), 1, unit, CALENDAR, [(day("2021-05-10"), day("2021-05-11"))])
    assert result.skipped == ((day("2021-05-11"), "暂停计算"),)


def test_a_restart_counts_anew_from_the_day_after_it():
    restarted = deadline(day("2021-05-06"), 20, "working", CALENDAR, restart=day("2021-05-20"))
    assert restarted == deadline(day("2021-05-20"), 20, "working", CALENDAR)


def test_a_pause_before_the_restart_no_longer_matters_but_one_after_it_does():
    before = (day("2021-05-07"), day("2021-05-12"))
    after = (day("2021-05-24"), day("2021-05-25"))
    both = deadline(day("2021-05-06"), 5, "working", CALENDAR, [before, after], day("2021-05-20"))
    assert both == deadline(day("2021-05-20"), 5, "working", CALENDAR, [after])


@pytest.mark.parametrize(
    ("start", "length", "due"),
    [
        ("2021-05-06", 15, "2021-05-21"),  # a Friday
        ("2021-05-07", 15, "2021-05-24"),  # Saturday, so Monday
        ("2021-04-16", 15, "2021-05-06"),  # Labour Day, so the first day after the block
        ("2021-04-23", 15, "2021-05-08"),  # a Saturday worked in exchange
        ("2021-08-03", 60, "2021-10-08"),  # 2 October, National Day
    ],
)
def test_calendar_day_limits_that_end_on_a_day_off_end_on_the_next_working_day(start, length, due):
    assert deadline(day(start), length, "calendar", CALENDAR).due == day(due)


def test_the_days_off_at_the_end_are_explained_and_those_inside_are_counted():
    result = deadline(day("2021-05-07"), 15, "calendar", CALENDAR)
    assert day("2021-05-15") in result.counted
    assert result.counted[-1] == result.due
    assert result.skipped == (
        (day("2021-05-22"), "周末（末日顺延）"),
        (day("2021-05-23"), "周末（末日顺延）"),
    )


def test_a_rule_may_forbid_the_move_to_a_working_day():
    assert deadline(day("2021-05-07"), 15, "calendar", CALENDAR, roll=False).due == day("2021-05-22")
    assert deadline(date(LAST_YEAR, 12, 20), 30, "calendar", CALENDAR, roll=False).due == date(
        LAST_YEAR + 1, 1, 19
    )


def test_the_move_to_a_working_day_passes_over_a_pause():
    result = deadline(day("2021-05-07"), 15, "calendar", CALENDAR, [(day("2021-05-23"), day("2021-05-25"))])
    assert result.due == day("2021-05-26")
    assert [reason for _, reason in result.skipped] == ["周末（末日顺延）", *["暂停计算"] * 3]


@pytest.mark.parametrize(
    ("start", "months", "due"),
    [
        ("2021-01-31", 1, "2021-03-01"),  # 28 February is a Sunday
        ("2023-12-29", 2, "2024-02-29"),
        ("2023-12-31", 2, "2024-02-29"),
        ("2021-08-31", 6, "2022-02-28"),
        ("2021-04-01", 6, "2021-10-08"),  # National Day
        ("2020-05-15", 12, "2021-05-17"),  # a Saturday
    ],
)
def test_month_limits_end_on_the_same_day_or_the_last_of_the_month(start, months, due):
    assert deadline(day(start), months, "month", CALENDAR).due == day(due)


def test_a_month_limit_says_when_each_month_is_complete_and_a_pause_moves_it():
    plain = deadline(day("2021-03-31"), 3, "month", CALENDAR)
    assert plain.counted == (day("2021-04-30"), day("2021-05-31"), day("2021-06-30"))
    paused = deadline(day("2021-03-31"), 3, "month", CALENDAR, [(day("2021-05-10"), day("2021-05-11"))])
    assert paused.counted == (day("2021-04-30"), day("2021-06-02"), day("2021-07-02"))
    assert paused.skipped == ((day("2021-05-10"), "暂停计算"), (day("2021-05-11"), "暂停计算"))


def test_hours_run_through_night_and_weekend():
    result = deadline(moment("2021-05-21T20:30"), 24, "hour", CALENDAR)
    assert result.due == moment("2021-05-22T20:30")
    assert len(result.counted) == 24
    assert result.skipped == ()


@pytest.mark.parametrize(
    ("start", "length", "pause", "due", "skipped"),
    [
        ("2021-05-21T22:30", 5, "2021-05-22", "2021-05-23T03:30", ["2021-05-22"]),
        ("2021-05-21T22:30", 5, "2021-05-21", "2021-05-22T05:00", ["2021-05-21"]),
        ("2021-05-21T19:00", 5, "2021-05-22", "2021-05-22T00:00", []),
        ("2021-05-21T19:30", 5, "2021-05-22", "2021-05-23T00:30", ["2021-05-22"]),
    ],
)
def test_hours_stand_still_on_paused_days(start, length, pause, due, skipped):
    result = deadline(moment(start), length, "hour", CALENDAR, [(day(pause), day(pause))])
    assert result.due == moment(due)
    assert [str(entry.date) for entry in result.skipped] == skipped


def test_hours_with_a_zone_are_the_same_instant_and_pause_by_beijing_days():
    start = moment("2021-05-21T14:30").replace(tzinfo=UTC)  # 22:30 in Beijing
    result = deadline(start, 5, "hour", CALENDAR, [(day("2021-05-22"), day("2021-05-22"))])
    assert result.due == moment("2021-05-23T03:30").replace(tzinfo=timezone(timedelta(hours=8)))


def test_an_hour_limit_restarts_at_a_moment():
    result = deadline(moment("2021-05-21T08:00"), 5, "hour", CALENDAR, restart=moment("2021-05-21T10:15"))
    assert result.due == moment("2021-05-21T15:15")


def test_a_moment_as_start_of_a_day_limit_means_its_beijing_day():
    evening = moment("2021-05-05T17:00").replace(tzinfo=UTC)  # 01:00 of the 6th in Beijing
    assert deadline(evening, 20, "working", CALENDAR).due == day("2021-06-02")


def test_an_unknown_year_names_the_earliest_end():
    with pytest.raises(UnknownCalendarYear) as caught:
        deadline(date(LAST_YEAR, 12, 31), 5, "working", CALENDAR)
    assert caught.value.year == LAST_YEAR + 1
    assert caught.value.not_before == date(LAST_YEAR + 1, 1, 5)
    assert f"不早于{LAST_YEAR + 1}-01-05" in str(caught.value)


def test_the_earliest_end_respects_pauses_and_listed_days():
    known = CALENDAR.with_days([(date(LAST_YEAR + 1, 1, 2), False, "元旦")])
    pause = (date(LAST_YEAR + 1, 1, 3), date(LAST_YEAR + 1, 1, 9))
    with pytest.raises(UnknownCalendarYear) as caught:
        deadline(date(LAST_YEAR, 12, 31), 3, "working", known, [pause])
    assert caught.value.not_before == date(LAST_YEAR + 1, 1, 11)


@pytest.mark.parametrize(("unit", "length"), [("calendar", 15), ("month", 1)])
def test_a_calendar_limit_that_ends_in_an_unknown_year_names_its_unmoved_end(unit, length):
    with pytest.raises(UnknownCalendarYear) as caught:
        deadline(date(LAST_YEAR, 12, 20), length, unit, CALENDAR)
    expected = {"calendar": date(LAST_YEAR + 1, 1, 4), "month": date(LAST_YEAR + 1, 1, 20)}
    assert caught.value.not_before == expected[unit]


def test_the_limit_is_computed_once_the_year_is_loaded():
    loaded = CALENDAR.with_days([(date(LAST_YEAR + 1, 1, 1), False, "元旦")], years=[LAST_YEAR + 1])
    result = deadline(date(LAST_YEAR, 12, 31), 1, "working", loaded)
    assert result.due > date(LAST_YEAR + 1, 1, 1)
    assert result.skipped[0] == (date(LAST_YEAR + 1, 1, 1), "元旦")


@pytest.mark.parametrize("length", [0, -1, 7321, 10**30, 1.5, True, "20"])
def test_absurd_lengths_are_refused(length):
    with pytest.raises(PeriodLengthOutOfRange, match="超出范围"):
        deadline(day("2021-05-06"), length, "working", CALENDAR)


@pytest.mark.parametrize(
    ("arguments", "error", "words"),
    [
        ({"unit": "week"}, UnknownPeriodUnit, "week"),
        ({"unit": "hour"}, StartTimeMissing, "起算时刻"),
        ({"start": date(1900, 1, 1)}, PeriodDateOutOfRange, "1900-01-01"),
        ({"pauses": [(date(2021, 5, 9), date(9999, 12, 31))]}, PeriodDateOutOfRange, "9999-12-31"),
        ({"pauses": [(date(2021, 5, 12), date(2021, 5, 11))]}, PauseReversed, "2021-05-12"),
        ({"pauses": [(date(2021, 5, 5), date(2021, 5, 11))]}, PauseBeforeStart, "2021-05-05"),
        ({"restart": date(2021, 5, 5)}, RestartBeforeStart, "2021-05-05"),
    ],
)
def test_facts_that_make_no_limit_are_named(arguments, error, words):
    facts = {"start": date(2021, 5, 6), "length": 20, "unit": "working", "calendar": CALENDAR, **arguments}
    with pytest.raises(error, match=words):
        deadline(**facts)


@pytest.mark.parametrize(
    ("unit", "length"), [("working", 7320), ("calendar", 7320), ("hour", 10_000), ("month", 240)]
)
def test_the_longest_limit_from_the_last_year_gives_an_answer_or_a_named_error(unit, length):
    start = datetime(2199, 12, 31, 12, 0)
    if unit == "hour":
        assert deadline(start, length, unit, CALENDAR).due.year == 2201
        return
    with pytest.raises(UnknownCalendarYear) as caught:
        deadline(start, length, unit, CALENDAR)
    assert caught.value.not_before >= date(2219, 12, 31)
