"""Statements about validity in the orders in which offices come to make them; the last one wins, but nothing ended revives by itself."""

from datetime import date, timedelta

import pytest

from tests.factories import make_published, make_registered, make_team, operator, viewer
from tests.moments import NOW, TODAY
from tongming.core.accounts.viewers import public
from tongming.core.publications import actions, queries
from tongming.core.publications.models import Series, Validity
from tongming.core.publications.rules import ended_from
from tongming.domains.documents import actions as library
from tongming.domains.documents.models import Relation

pytestmark = pytest.mark.django_db


@pytest.fixture
def team():
    return make_team()


def old_text(team, **fields):
    given = {"formed_on": "2010-01-01", "effective_on": "2010-02-01"} | fields
    return make_published(team, reason="补发旧件", **given).series


def confirm(team, target, role, effective, articles=(), now=NOW):
    acting = make_published(team, reason="补发旧件", formed_on=effective, effective_on=effective).series
    relation = Relation.objects.create(
        source=acting, target=target, role=role, cited_title="旧办法", articles=list(articles)
    )
    return library.confirm(viewer(team.head), relation, now=now)


def on(series, day):
    return queries.validity_on(series, day)


@pytest.mark.parametrize(("role", "articles"), [("amends", ()), ("repeals", ("第三条",))])
def test_an_amendment_confirmed_after_the_repeal_does_not_revive_the_text(team, role, articles):
    series = old_text(team)
    confirm(team, series, "repeals", "2020-01-01")
    confirm(team, series, role, "2015-01-01", articles, now=NOW + timedelta(hours=1))
    between = "amended" if role == "amends" else "partly_ended"
    assert [on(series, date(year, 6, 1)) for year in (2012, 2016, 2021)] == ["in_force", between, "repealed"]
    assert Series.objects.get(pk=series.pk).validity == Validity.REPEALED
    assert series not in queries.in_force_on(public(TODAY), TODAY)


def test_an_amendment_of_what_had_ended_before_is_a_link_without_effect(team):
    series = old_text(team)
    confirm(team, series, "repeals", "2012-01-01")
    row = confirm(team, series, "amends", "2015-01-01", now=NOW + timedelta(hours=1))
    assert row.state == "confirmed"
    assert on(series, date(2016, 1, 1)) == "repealed"


def test_a_partial_repeal_and_then_a_full_one(team):
    series = old_text(team)
    confirm(team, series, "repeals", "2015-01-01", ["第三条"])
    confirm(team, series, "repeals", "2020-01-01", now=NOW + timedelta(hours=1))
    assert [on(series, date(year, 6, 1)) for year in (2016, 2021)] == ["partly_ended", "repealed"]


def test_a_repeal_after_the_expiry_and_an_expiry_before_the_repeal(team):
    series = old_text(team, expires_on="2018-01-01")
    confirm(team, series, "repeals", "2020-01-01")
    assert [on(series, date(year, 6, 1)) for year in (2017, 2019, 2021)] == [
        "in_force",
        "expired",
        "repealed",
    ]


def test_a_mistaken_repeal_is_taken_back_by_a_later_statement_and_the_public_view_of_the_day_keeps_it(team):
    series = old_text(team)
    confirm(team, series, "repeals", "2020-01-01")
    later = NOW + timedelta(days=3)
    actions.state_validity(
        viewer(team.head),
        series,
        state="in_force",
        valid_from=date(2020, 1, 1),
        reason="误标，已更正",
        now=later,
    )
    assert Series.objects.get(pk=series.pk).validity == Validity.IN_FORCE
    assert queries.as_seen_on(public(TODAY), series, TODAY).validity == "repealed"
    assert queries.as_seen_on(public(TODAY), series, TODAY + timedelta(days=3)).validity == "in_force"


def test_the_dates_of_a_new_version_do_not_revive_what_a_person_has_ended(team):
    series = old_text(team)
    confirm(team, series, "repeals", "2020-01-01")
    make_published(
        team, series=Series.objects.get(pk=series.pk), reason="更正", formed_on="2010-01-01",
        effective_on="2010-03-01", now=NOW + timedelta(days=1),
    )  # fmt: skip
    assert [on(series, date(year, 6, 1)) for year in (2012, 2021)] == ["in_force", "repealed"]
    assert Series.objects.get(pk=series.pk).validity == Validity.REPEALED


def test_a_new_version_with_a_longer_life_lives_longer(team):
    series = old_text(team, expires_on="2018-01-01")
    make_published(
        team, series=Series.objects.get(pk=series.pk), reason="延长", formed_on="2010-01-01",
        effective_on="2010-02-01", expires_on="2030-01-01", now=NOW + timedelta(days=1),
    )  # fmt: skip
    assert on(series, date(2019, 1, 1)) == "in_force"


def test_a_source_that_says_in_force_does_not_say_so_of_days_before_the_text_was_made():
    series = make_registered(formed_on="2015-01-01", effective_on="2015-06-01", validity="in_force").series
    assert series not in queries.in_force_on(public(TODAY), date(2000, 1, 1))
    assert series not in queries.in_force_on(public(TODAY), date(2015, 3, 1))
    assert series in queries.in_force_on(public(TODAY), date(2016, 1, 1))
    ended = make_registered(formed_on="2015-01-01", validity="expired").series
    assert on(ended, date(2016, 1, 1)) == "expired"


def test_a_text_registered_before_the_day_it_bears_is_not_in_force_yet():
    series = make_registered(formed_on="2026-09-01", effective_on=None).series
    assert series.validity == Validity.NOT_YET
    assert actions.refresh_validity(operator(), now=NOW + timedelta(days=80)) == 1
    assert Series.objects.get(pk=series.pk).validity == Validity.IN_FORCE


def test_two_versions_of_one_day_are_seen_as_the_later_one_and_midnight_is_that_of_the_city(team):
    morning = NOW.replace(hour=0)  # 8 in the morning in the city
    series = make_published(team, title="第一版", now=morning).series
    make_published(
        team, series=series, title="第二版", reason="更正", now=morning + timedelta(hours=15, minutes=59)
    )
    make_published(
        team,
        series=Series.objects.get(pk=series.pk),
        title="第三版",
        reason="更正",
        now=morning + timedelta(hours=16),
    )
    seen = [queries.as_seen_on(public(TODAY), series, TODAY + timedelta(days=days)) for days in (0, 1)]
    assert [view.publication.content.title for view in seen] == ["第二版", "第三版"]


def test_all_texts_due_are_refreshed_whatever_the_first_of_them_come_to():
    for _ in range(2):
        make_registered(formed_on="2026-06-01", effective_on="2026-06-01")
    Series.objects.update(next_change_on="2026-06-10")  # due, and nothing changes
    late = make_registered(formed_on="2026-06-01", effective_on="2026-07-01").series
    assert actions.refresh_validity(operator(), now=NOW + timedelta(days=20), batch=1) == 1
    assert Series.objects.get(pk=late.pk).validity == Validity.IN_FORCE


def test_what_has_no_end_has_none():
    assert ended_from([]) is None
