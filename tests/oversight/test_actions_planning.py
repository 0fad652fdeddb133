"""Making the plan of a notice: what is written, what a second reading changes, what a purge takes away."""

from datetime import date, timedelta

import pytest

from tests.factories import make_body, make_registered, operator
from tests.moments import NOW, TODAY
from tests.oversight.notices import NOTICE, SHORTER, make_ledger, make_notice, proposals, task_numbered
from tongming.core.events.actions import deliver_waiting
from tongming.core.process.table import DeedRefused
from tongming.core.publications.actions import purge
from tongming.core.publications.models import PublicationContent
from tongming.core.trail.models import Entry
from tongming.domains.oversight import actions
from tongming.domains.oversight.matching import reading_day, root_of
from tongming.domains.oversight.models import Evidence, Plan, PlanSentence, Task, TaskState, TaskUnit

pytestmark = pytest.mark.django_db
LATER = NOW + timedelta(days=1)


def test_a_notice_becomes_a_plan_of_proposals(plan):
    assert (plan.year, plan.organization.name) == (2026, "演示市人民政府办公室")
    assert {task.state for task in Task.objects.all()} == {TaskState.PROPOSED}
    assert sorted(number for number in Task.objects.values_list("number", flat=True) if number) == [1, 2, 3]
    assert Task.objects.count() == 5


def test_units_are_matched_to_bodies_and_collectives_to_none(city, plan):
    units = {unit.name: unit for unit in TaskUnit.objects.filter(task__number__isnull=False)}
    assert units["市司法局"].organization == city.justice
    assert units["市财政局"].organization == city.finance
    assert units["市财政局"].open_ended
    assert units["市政府办"].organization == city.office
    assert units["各县（市、区）政府（管委会）"].is_collective
    assert units["市有关部门"].organization is None


def test_a_short_name_that_several_bodies_bear_means_the_one_below_the_plans_government(city):
    make_body("外市司法局", short_names=("市司法局",))
    make_ledger(city.office)
    assert TaskUnit.objects.filter(name="市司法局").first().organization == city.justice


def test_a_name_that_two_bodies_of_the_city_bear_stays_unmatched(city):
    make_body("演示市司法局（筹）", parent=city.government, short_names=("市司法局",))
    make_ledger(city.office)
    assert TaskUnit.objects.filter(name="市司法局").first().organization is None


def test_reading_again_proposes_nothing_twice(city, plan):
    before = list(Task.objects.values_list("pk", flat=True))
    again = actions.make_plan(operator(), plan.series, now=LATER)
    assert (again.plan.pk, again.added, again.dropped) == (plan.pk, 0, 0)
    assert list(Task.objects.values_list("pk", flat=True)) == before


def test_a_new_version_drops_proposals_it_no_longer_makes_and_keeps_what_was_decided(city, plan):
    actions.confirm(city.supervisor, [task_numbered(plan, 3)], now=NOW)
    make_notice(city.office, SHORTER, now=LATER)
    plan.series.refresh_from_db()
    made = actions.make_plan(city.supervisor, plan.series, now=LATER)
    plan.refresh_from_db()
    assert plan.publication_id == plan.series.current_id
    assert made.added == 1  # 全面公开政府债务余额。
    assert "全面公开政府债务余额。" in {task.content for task in proposals(plan)}
    assert task_numbered(plan, 3).state == TaskState.CONFIRMED
    assert not PlanSentence.objects.filter(plan=plan, in_text=False, sources__isnull=True).exists()


def test_a_task_that_rests_on_a_sentence_no_longer_in_the_text_keeps_it(city):
    plan = make_ledger(city.office)
    task = next(task for task in proposals(plan) if "同步开展清理" in task.content)
    actions.confirm(city.supervisor, [task], now=NOW)
    make_notice(city.office, NOTICE.replace("各县（市、区）政府（管委会）要同步开展清理。", ""), now=LATER)
    plan.series.refresh_from_db()
    actions.make_plan(city.supervisor, plan.series, now=LATER)
    sentence = task.sources.get().sentence
    assert (sentence.in_text, "同步开展清理" in sentence.text) == (False, True)


def test_only_a_supervisor_of_the_body_makes_its_plan(city):
    notice = make_notice(city.office)
    for other in (city.officer, city.outsider):
        with pytest.raises(DeedRefused):
            actions.make_plan(other, notice.series, now=NOW)
    assert actions.make_plan(city.supervisor, notice.series, now=NOW).added == 5


def test_a_text_without_any_task_makes_no_plan(city):
    told = make_registered(city.office, text="近年来，公开范围逐步扩大。")
    with pytest.raises(actions.NotAPlan, match="没有找到"):
        actions.make_plan(operator(), told.series, now=NOW)
    assert not Plan.objects.exists()


def test_a_notice_with_a_table_of_tasks_gets_its_proposals_by_itself(city):
    make_notice(city.office)
    make_registered(city.office)
    deliver_waiting(NOW, only="propose_tasks")
    deliver_waiting(NOW, only="propose_tasks")
    assert Task.objects.filter(state=TaskState.PROPOSED).count() == 5
    assert Plan.objects.count() == 1


def test_a_handler_that_comes_twice_changes_nothing(city):
    notice = make_notice(city.office)
    payload = [{"series_id": notice.series_id}]
    actions.propose_tasks(payload)
    before = list(Task.objects.values_list("pk", flat=True))
    actions.propose_tasks(payload)
    assert list(Task.objects.values_list("pk", flat=True)) == before


def test_a_purge_of_the_notice_takes_all_its_words_out_of_the_ledger(city, plan):
    purge(operator(), plan.series, ground="secret", reason="测试", now=LATER)
    deliver_waiting(LATER, only="forget_tasks")
    for model in (Plan, PlanSentence, Task, TaskUnit):
        assert not model.objects.exists()
    words = " ".join(str(entry.detail) + entry.reason for entry in Entry.objects.filter(deed="make_plan"))
    assert "规范性文件" not in words


def test_a_purge_of_evidence_leaves_the_task_but_not_the_note(city, plan):
    task = actions.confirm(city.supervisor, [task_numbered(plan, 2)], now=NOW)[0]
    proof = make_registered(city.finance, title="预算公开")
    actions.attach_evidence(city.officer, task, proof.series, note="见第三页张三一栏", now=NOW)
    purge(operator(), proof.series, ground="personal_data", reason="测试", now=LATER)
    deliver_waiting(LATER, only="forget_tasks")
    assert Evidence.objects.get(task=task).note == ""


def test_the_trail_says_who_made_the_plan(city):
    notice = make_notice(city.office)
    made = actions.make_plan(city.supervisor, notice.series, now=NOW)
    entry = Entry.objects.get(deed="make_plan")
    assert (entry.subject_id, entry.detail["added"], entry.actor) == (made.plan.pk, 5, city.supervisor.name)


def test_a_text_that_is_purged_or_not_public_makes_no_plan(city):
    notice = make_notice(city.office)
    purge(operator(), notice.series, ground="secret", reason="测试", now=LATER)
    with pytest.raises(actions.NotAPlan, match="清除"):
        actions.make_plan(operator(), notice.series, now=LATER)


def test_a_later_version_that_asks_for_nothing_leaves_the_ledger_of_the_earlier_one(city):
    plan = make_ledger(city.office)
    make_notice(city.office, "演示市情况通报\n\n近年来，公开范围逐步扩大，取得了明显成效。\n", now=LATER)
    actions.propose_tasks([{"series_id": plan.series_id}])
    assert Task.objects.filter(plan=plan).count() == 5


def test_names_are_meant_as_on_the_day_of_the_notice_never_after_today():
    dated = PublicationContent(formed_on=date(2021, 4, 9))
    undated = PublicationContent()
    assert reading_day(dated, 2021, TODAY) == date(2021, 4, 9)
    assert reading_day(undated, 2021, TODAY) == date(2021, 12, 31)
    assert reading_day(undated, 2030, TODAY) == reading_day(undated, None, TODAY) == TODAY


def test_the_government_of_an_office_is_the_body_above_it_and_that_of_a_county_the_county(city):
    assert root_of(city.office, TODAY) == city.government
    assert root_of(city.counties[0], TODAY) == city.counties[0]
    assert root_of(make_body("独立局"), TODAY).name == "独立局"
