"""Drafts become publications as a set, by three persons, exactly as approved; later statements move only pointers."""

from datetime import date, timedelta

import pytest

from tests.factories import (
    content,
    make_approved,
    make_body,
    make_draft,
    make_published,
    make_registered,
    make_team,
    operator,
    viewer,
)
from tests.moments import NOW, TODAY
from tongming.core.accounts.models import Role
from tongming.core.accounts.viewers import public
from tongming.core.checks import registry
from tongming.core.checks.registry import Finding, Severity
from tongming.core.process.table import DeedRefused
from tongming.core.publications import actions, queries
from tongming.core.publications.models import Draft, Publication, Series, Validity
from tongming.core.trail.queries import history

pytestmark = pytest.mark.django_db


def test_a_published_document_has_an_index_number_and_is_listed():
    publication = make_published()
    series = publication.series
    assert series.index_number.endswith("/2026-00001")
    assert queries.listed(public(TODAY)).get() == series
    assert queries.content_of(series).title.startswith("关于演示事项")
    assert [entry.deed for entry in history(series)] == ["publish"]


def test_index_numbers_restart_with_each_year_and_body():
    team, other = make_team(), make_team()
    numbers = [
        make_published(team, reason="迟", formed_on=day, effective_on=day).series.index_number[-10:]
        for day in ("2025-12-30", "2026-06-12", "2026-06-12")
    ]
    assert numbers == ["2025-00001", "2026-00001", "2026-00002"]
    assert make_published(other).series.index_number.endswith("2026-00001")


def test_a_set_is_published_whole_or_not_at_all(monkeypatch):
    team = make_team()
    drafts = [make_approved(team), make_approved(team)]

    def refuse_second(candidates, today):
        return [
            Finding("t", Severity.BLOCK, "title", "演示阻断。", "改。", c.draft_id) for c in candidates[1:]
        ]

    monkeypatch.setitem(registry._checks, "演示", refuse_second)
    with pytest.raises(actions.PublicationRefused, match="演示阻断"):
        actions.publish(viewer(team.publisher), drafts, now=NOW)
    assert not Publication.objects.exists()
    monkeypatch.undo()
    assert len(actions.publish(viewer(team.publisher), drafts, now=NOW)) == 2


def test_checks_see_the_whole_set(monkeypatch):
    seen = []
    team = make_team()
    drafts = [make_approved(team), make_approved(team)]
    monkeypatch.setitem(
        registry._checks, "演示", lambda candidates, today: seen.append(len(candidates)) or []
    )
    actions.publish(viewer(team.publisher), drafts, now=NOW)
    assert seen == [2]


def test_any_edit_voids_the_approval():
    team = make_team()
    draft = make_approved(team)
    actions.edit(viewer(team.drafter), draft, content(title="改过的标题"), revision=draft.revision, now=NOW)
    with pytest.raises(DeedRefused, match="拟稿中"):
        actions.publish(viewer(team.publisher), [draft], now=NOW)


def test_a_draft_changed_behind_the_approval_is_not_published():
    team = make_team()
    draft = make_approved(team)
    Draft.objects.filter(pk=draft.pk).update(content=draft.content | {"text": "偷换的正文"})
    with pytest.raises(DeedRefused, match="审核之后有改动"):
        actions.publish(viewer(team.publisher), [draft], now=NOW)


def test_a_warning_needs_a_reason_and_the_reason_is_on_record():
    team = make_team()
    draft = make_approved(team, formed_on="2026-01-05")
    with pytest.raises(actions.PublicationRefused, match="写明理由") as raised:
        actions.publish(viewer(team.publisher), [draft], now=NOW)
    assert any("公开时限" in finding.message for finding in raised.value.findings)
    [publication] = actions.publish(viewer(team.publisher), [draft], reason="补发旧件", now=NOW)
    assert history(publication.series).get().reason == "补发旧件"


@pytest.mark.parametrize(
    "fields", [{"title": ""}, {"issuers": []}, {"theme": ""}, {"disclosure": "依申请公开"}, {"text": ""}]
)
def test_missing_metadata_or_another_disclosure_attribute_blocks_whatever_the_reason(fields):
    team = make_team()
    draft = make_approved(team, **fields)
    with pytest.raises(actions.PublicationRefused, match="必须改正"):
        actions.publish(viewer(team.publisher), [draft], reason="理由", now=NOW)


def test_only_holders_of_the_role_in_that_body_may_act():
    team, other = make_team(), make_team()
    draft = make_draft(team)
    for act in (
        lambda: actions.submit(viewer(other.drafter), draft, now=NOW),
        lambda: actions.approve(viewer(team.drafter), draft, now=NOW),
        lambda: actions.edit(viewer(team.reviewer), draft, content(), revision=1, now=NOW),
    ):
        with pytest.raises(DeedRefused):
            act()


def test_the_body_may_allow_two_persons_and_the_record_shows_both():
    body = make_body(two_persons_allowed=True)
    team = make_team(body)
    body.appointments.create(user=team.reviewer, role=Role.PUBLISHER)
    draft = make_approved(team)
    [publication] = actions.publish(viewer(team.reviewer), [draft], now=NOW)
    assert publication.reviewer == publication.publisher == team.reviewer


def test_a_new_version_keeps_number_and_address_and_the_old_words():
    team = make_team()
    first = make_published(team, title="第一版")
    second = make_published(team, series=first.series, title="第二版", now=NOW + timedelta(days=1))
    series = Series.objects.get()
    assert (second.version, series.current) == (2, second)
    assert series.index_number == first.series.index_number
    assert [version.content.title for version in queries.versions(series)] == ["第二版", "第一版"]


def test_what_the_public_saw_on_a_day_is_the_version_and_validity_known_then():
    team = make_team()
    first = make_published(team, title="第一版")
    series = first.series
    later = NOW + timedelta(days=10)
    make_published(team, series=series, title="第二版", now=later, reason="更正")
    actions.state_validity(
        viewer(team.head), series, state="repealed", valid_from=date(2026, 6, 13), reason="被废止", now=later
    )
    seen = queries.as_seen_on(public(TODAY), series, TODAY)
    assert (seen.publication.content.title, seen.validity, seen.withdrawn) == ("第一版", "in_force", False)
    after = queries.as_seen_on(public(TODAY), series, TODAY + timedelta(days=10))
    assert (after.publication.content.title, after.validity) == ("第二版", "repealed")
    assert queries.as_seen_on(public(TODAY), series, TODAY - timedelta(days=1)) is None


def test_in_force_on_a_day_follows_the_last_recorded_statement():
    team = make_team()
    series = make_published(team).series
    other = make_published(team).series
    actions.state_validity(
        viewer(team.head), series, state="repealed", valid_from=date(2026, 7, 1), reason="被废止", now=NOW
    )
    before = queries.in_force_on(public(TODAY), date(2026, 6, 30))
    assert set(before) == {series, other}
    assert set(queries.in_force_on(public(TODAY), date(2026, 7, 1))) == {other}
    assert queries.validity_on(series, date(2026, 7, 1)) == "repealed"


def test_a_text_takes_effect_and_expires_by_the_calendar():
    series = make_published(effective_on="2026-07-01", expires_on="2026-08-01").series
    assert series.validity == Validity.NOT_YET
    worker = operator()
    assert actions.refresh_validity(worker, now=NOW) == 0
    assert actions.refresh_validity(worker, now=NOW + timedelta(days=16)) == 1
    assert Series.objects.get().validity == Validity.IN_FORCE
    assert actions.refresh_validity(worker, now=NOW + timedelta(days=47)) == 1
    assert Series.objects.get().validity == Validity.EXPIRED


def test_withdrawn_is_out_of_lists_but_stays_readable_and_can_come_back():
    team = make_team()
    series = make_published(team).series
    actions.withdraw(viewer(team.head), series, reason="内容有误", now=NOW)
    assert not queries.listed(public(TODAY)).exists()
    assert queries.readable(public(TODAY)).get() == series
    assert queries.visible(public(TODAY), [series.pk]) == set()
    actions.restore(viewer(team.head), series, reason="已核对", now=NOW)
    assert queries.visible(public(TODAY), [series.pk]) == {series.pk}


@pytest.mark.parametrize("deed", ["withdraw", "restore"])
def test_deeds_on_published_texts_need_role_state_and_reason(deed):
    team, other = make_team(), make_team()
    series = make_published(team).series
    act = getattr(actions, deed)
    with pytest.raises(DeedRefused):
        act(viewer(other.head), series, reason="理由", now=NOW)
    with pytest.raises(DeedRefused):
        act(viewer(team.head), series, reason=" ", now=NOW)


def test_registering_the_same_file_again_changes_nothing_and_a_changed_one_is_a_new_version():
    body = make_body()
    fields = content()
    given = {
        "kind": "document",
        "organization_id": body.pk,
        "identity": "一",
        "source": "测试",
        "now": NOW,
    }
    outcomes = [
        actions.register_published(operator(), content=version, **given)[1]
        for version in (fields, fields, fields | {"text": "改过的正文。"})
    ]
    assert outcomes == ["created", "unchanged", "updated"]
    assert Publication.objects.count() == 2


def test_registration_keeps_the_printed_index_number_if_it_is_free():
    first = make_registered(index_number="000014349/2019-00001")
    second = make_registered(index_number="000014349/2019-00001")
    assert first.series.index_number == "000014349/2019-00001"
    assert second.series.index_number != first.series.index_number


def test_a_staff_member_may_not_register():
    team = make_team()
    with pytest.raises(DeedRefused):
        actions.register_published(
            viewer(team.drafter),
            kind="document",
            organization_id=team.body.pk,
            content=content(),
            identity="x",
            source="",
            now=NOW,
        )


def test_reading_a_page_of_the_list_costs_the_same_at_20_and_at_200_rows(django_assert_num_queries):
    body = make_body()
    for rows in (20, 180):
        for _ in range(rows):
            make_registered(body)
        with django_assert_num_queries(1):
            found = list(queries.newest(public(TODAY))[:20])
            assert all(queries.content_of(series).title and series.organization.name for series in found)
        assert len(found) == 20


def test_drafts_are_known_to_their_body_and_to_nobody_else():
    team, other = make_team(), make_team()
    draft = make_draft(team)
    assert queries.drafts(viewer(team.reviewer)).get() == draft
    assert not queries.drafts(viewer(other.drafter)).exists()
    assert not queries.drafts(public(TODAY)).exists()


def test_the_inbox_shows_each_person_what_waits_for_him():
    team = make_team()
    draft = make_draft(team)
    assert queries.waiting_for(viewer(team.drafter)).get() == draft
    assert not queries.waiting_for(viewer(team.reviewer)).exists()
    actions.submit(viewer(team.drafter), draft, now=NOW)
    assert queries.waiting_for(viewer(team.reviewer)).get() == draft
    assert not queries.waiting_for(viewer(team.drafter)).exists()
