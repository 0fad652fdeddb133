"""`tongming deadline` as other programs call it."""

import json

import pytest


@pytest.fixture
def deadline(tongming):
    """Run the command with --json and return its answer."""

    def run(*arguments):
        done = tongming("deadline", *arguments, "--json")
        assert done.returncode == 0, done.stderr
        return json.loads(done.stdout)

    return run


def test_working_days_are_the_default_and_the_answer_has_exactly_three_parts(deadline):
    answer = deadline("2021-05-21", "1")
    assert answer == {
        "due": "2021-05-24",
        "counted": ["2021-05-24"],
        "skipped": [{"date": "2021-05-22", "reason": "周末"}, {"date": "2021-05-23", "reason": "周末"}],
    }


def test_pauses_may_be_given_several_times_and_include_both_days(deadline):
    answer = deadline(
        "2021-05-10", "3", "--pause", "2021-05-12:2021-05-13", "--pause", "2021-05-14:2021-05-14"
    )
    assert answer["counted"] == ["2021-05-11", "2021-05-17", "2021-05-18"]
    assert [day["reason"] for day in answer["skipped"]] == ["暂停计算"] * 3 + ["周末"] * 2


def test_a_restart_counts_anew(deadline):
    assert deadline("2021-05-06", "20", "--restart", "2021-05-20") == deadline("2021-05-20", "20")


@pytest.mark.parametrize(
    ("arguments", "due"),
    [
        (["2021-05-07", "15", "--unit", "calendar"], "2021-05-24"),
        (["2021-05-07", "15", "--unit", "calendar", "--no-roll"], "2021-05-22"),
        (["2021-01-31", "1", "--unit", "month"], "2021-03-01"),
        (["2021-05-21T20:30", "24", "--unit", "hour"], "2021-05-22T20:30:00"),
        (["2021-05-21 20:30:15", "5", "--unit", "hour"], "2021-05-22T01:30:15"),
        (["2021-05-06T09:30", "20"], "2021-06-02"),
    ],
)
def test_the_other_units_follow_the_civil_code(deadline, arguments, due):
    assert deadline(*arguments)["due"] == due


def test_people_read_the_due_day_first(tongming):
    lines = tongming("deadline", "2021-05-21", "1").stdout.splitlines()
    assert lines[0] == "届满：2021-05-24 星期一"
    assert "  2021-05-22 星期六 周末" in lines
