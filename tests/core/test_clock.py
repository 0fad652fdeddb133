"""Clocks of cases: computed, paused, undetermined while the calendar year is unknown, never shortened once served."""

from datetime import date, datetime

import pytest
from django.utils import timezone

from tests.factories import content, make_body, make_draft, make_person, make_team, operator, viewer
from tests.moments import NOW
from tongming.core.clock import actions, queries
from tongming.core.clock.models import CalendarDay, Clock
from tongming.core.events.actions import deliver_waiting
from tongming.core.publications.actions import edit

pytestmark = pytest.mark.django_db


def start(started=date(2021, 5, 6), length=20, unit="working"):
    return actions.start(make_body(), "答复", started, length, unit)


def test_a_clock_knows_its_due_day_and_the_days_it_counted():
    clock = start()
    assert clock.due == date(2021, 6, 2)
    assert len(actions.computed(clock).counted) == 20


def test_a_pause_takes_its_days_out_of_the_count():
    clock = actions.pause(start(), date(2021, 5, 10), date(2021, 5, 14))
    assert clock.due == date(2021, 6, 9)


def test_a_restart_counts_anew():
    assert actions.restart(start(), date(2021, 7, 1)).due == date(2021, 7, 29)


def test_a_clock_in_hours_ends_at_a_moment():
    began = timezone.make_aware(datetime(2021, 5, 6, 9, 30))
    clock = start(began, 24, "hour")
    assert timezone.localtime(clock.due_at) == timezone.make_aware(datetime(2021, 5, 7, 9, 30))
    assert clock.due == date(2021, 5, 7)


def test_a_stopped_clock_runs_no_more():
    body = make_body()
    actions.start(body, "答复", date(2021, 5, 6), 20, "working")
    assert [clock.name for clock in queries.running(body)] == ["答复"]
    actions.stop(body, date(2021, 5, 8))
    assert queries.running(body) == []


def test_running_clocks_of_many_cases_come_in_one_query(django_assert_num_queries):
    bodies = [make_body() for _ in range(5)]
    for body in bodies:
        actions.start(body, "答复", date(2021, 5, 6), 20, "working")
    with django_assert_num_queries(1):
        found = queries.running_of(type(bodies[0]), [body.pk for body in bodies])
    assert len(found) == 5


DAYS_OFF_2027 = [(date(2027, 1, 1), False, "元旦"), (date(2027, 1, 3), True, "调休上班")]


def test_an_unknown_year_leaves_the_clock_undetermined_until_it_is_loaded(now):
    clock = start(date(2026, 12, 21), 20)
    assert clock.due is None
    assert clock.not_before >= date(2027, 1, 1)
    actions.load_year(operator(), 2027, DAYS_OFF_2027, source="演示通知", now=now)
    deliver_waiting(now)
    clock.refresh_from_db()
    assert clock.due is not None
    assert clock.not_before is None


def test_a_day_already_served_is_never_shortened(now):
    clock = start(date(2026, 12, 1), 10)
    clock.served_due = date(2026, 12, 31)
    clock.save()
    actions.recompute([{"year": 2026}])
    assert Clock.objects.get(pk=clock.pk).due == date(2026, 12, 31)


def test_a_year_without_days_off_or_by_a_stranger_is_refused(now):
    with pytest.raises(actions.BadCalendarYear, match="没有一个放假日"):
        actions.load_year(operator(), 2027, [], source="演示", now=now)
    stranger = viewer(make_person())
    with pytest.raises(actions.BadCalendarYear, match="管理员"):
        actions.load_year(stranger, 2027, DAYS_OFF_2027, source="演示", now=now)


def test_the_clock_of_a_draft_goes_with_the_day_it_was_counted_from():
    team = make_team()
    draft = make_draft(team)
    assert queries.running(draft)
    edit(viewer(team.drafter), draft, content(formed_on=None), revision=draft.revision, now=NOW)
    assert not queries.running(draft)


def test_a_day_taken_out_of_a_year_is_an_ordinary_day_again():
    days = [(date(2027, 1, 1), False, "元旦"), (date(2027, 1, 4), False, "误载")]
    actions.load_year(operator(), 2027, days, source="演示", now=NOW)
    actions.load_year(operator(), 2027, days[:1], source="演示", now=NOW)
    assert list(CalendarDay.objects.values_list("day", flat=True)) == [date(2027, 1, 1)]
