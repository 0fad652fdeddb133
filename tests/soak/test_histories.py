"""Random histories: what the platform says the public saw on a day is what it showed at the end of that day."""

import random
from datetime import timedelta

import pytest
from django.utils import timezone

from tests.factories import make_published, make_team, operator, viewer
from tests.moments import NOW
from tongming.core.accounts.viewers import public
from tongming.core.publications import actions, queries
from tongming.core.publications.models import Series, Validity
from tongming.core.trail.queries import verify

pytestmark = [pytest.mark.soak, pytest.mark.django_db]
DAYS = 40
SEEDS = range(25)


def shown(series, on):
    """Return what the page shows now: title, validity of the day, withdrawn or not."""
    row = Series.objects.select_related("current__content").get(pk=series.pk)
    return row.current.content.title, row.validity, not row.listed


def random_deed(chance, team, series, moment, number):
    """Do one deed that the present state allows."""
    row = Series.objects.get(pk=series.pk)
    head = viewer(team.head, timezone.localdate(moment))
    choice = chance.choice(["version", "validity", "visibility"])
    if choice == "version" and row.listed:
        make_published(team, series=row, title=f"第{number}次改动", now=moment, reason="更正")
    elif choice == "validity" and row.listed:
        start = timezone.localdate(moment) + timedelta(days=chance.randint(-10, 10))
        end = start + timedelta(days=chance.randint(1, 15)) if chance.random() < 0.5 else None
        state = chance.choice(Validity.values)
        actions.state_validity(
            head, row, state=state, valid_from=start, valid_to=end, reason="演示", now=moment
        )
    elif choice == "visibility":
        act = actions.withdraw if row.listed else actions.restore
        act(head, row, reason="演示", now=moment)


@pytest.mark.parametrize("seed", SEEDS)
def test_the_day_view_repeats_what_was_shown(seed):
    chance = random.Random(seed)
    team = make_team()
    series = make_published(team, title="第一版").series
    seen = {}
    for number in range(DAYS):
        morning = NOW + timedelta(days=number)
        actions.refresh_validity(operator(timezone.localdate(morning)), now=morning)
        for step in range(chance.randint(0, 3)):
            random_deed(chance, team, series, morning + timedelta(hours=step), f"{number}.{step}")
        day = timezone.localdate(morning)
        seen[day] = shown(series, day)
    for day, (title, validity, withdrawn) in seen.items():
        view = queries.as_seen_on(public(day), series, day)
        assert (view.publication.content.title, view.validity, view.withdrawn) == (
            title,
            validity,
            withdrawn,
        ), day
    assert not [fault for fault in verify().faults if "库外" not in fault.problem]
