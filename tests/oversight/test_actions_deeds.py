"""What people do with tasks: decide, name units, divide, prove, finish; each by whom it belongs to."""

from datetime import date, timedelta

import pytest

from tests.factories import make_body, make_registered, operator
from tests.moments import NOW, TODAY
from tests.oversight.notices import proposals, task_numbered
from tongming.core.process.table import DeedRefused
from tongming.core.publications.actions import withdraw
from tongming.core.trail.models import Entry
from tongming.domains.oversight import actions, policies
from tongming.domains.oversight.models import Evidence, Task, TaskState, TaskUnit
from tongming.domains.oversight.process import TASK

pytestmark = pytest.mark.django_db


@pytest.fixture
def task(city, plan):
    """The second row of the annex, led by the finance bureau, confirmed."""
    return actions.confirm(city.supervisor, [task_numbered(plan, 2)], now=NOW)[0]


@pytest.fixture
def proof(city):
    return make_registered(city.finance, title="2026年政府预算").series


def unit_of(task, name):
    return TaskUnit.objects.select_related("task__plan").get(task=task, name=name)


def test_proposals_are_confirmed_all_together(city, plan):
    confirmed = actions.confirm(city.supervisor, proposals(plan), now=NOW)
    assert {task.state for task in confirmed} == {TaskState.CONFIRMED}
    assert Entry.objects.filter(deed="confirm", subject_kind="task").count() == len(confirmed) == 5


def test_when_one_of_many_may_not_be_confirmed_none_is(city, plan, task):
    with pytest.raises(DeedRefused, match="进行中"):
        actions.confirm(city.supervisor, [*proposals(plan), task], now=NOW)
    assert Task.objects.filter(state=TaskState.CONFIRMED).count() == 1


def test_only_a_supervisor_of_the_body_confirms(city, plan):
    for other in (city.officer, city.outsider):
        with pytest.raises(DeedRefused):
            actions.confirm(other, proposals(plan), now=NOW)
    assert not Task.objects.filter(state=TaskState.CONFIRMED).exists()


def test_dismissing_needs_a_reason_and_can_be_reconsidered(city, plan):
    chosen = task_numbered(plan, 3)
    with pytest.raises(DeedRefused, match="理由"):
        actions.dismiss(city.supervisor, [chosen], reason=" ", now=NOW)
    actions.dismiss(city.supervisor, [chosen], reason="与第2项重复", now=NOW)
    chosen.refresh_from_db()
    assert (chosen.state, chosen.reason) == (TaskState.DISMISSED, "与第2项重复")
    actions.reconsider(city.supervisor, chosen, reason="核对后不重复", now=NOW)
    chosen.refresh_from_db()
    assert chosen.state == TaskState.PROPOSED


def test_dismissing_a_task_takes_its_open_parts_along(city, task):
    parts = actions.expand(
        city.supervisor, unit_of(task, "各县（市、区）政府（管委会）"), [city.counties[0].pk], now=NOW
    )
    actions.dismiss(city.supervisor, [task], reason="任务取消", now=NOW)
    parts[0].refresh_from_db()
    assert parts[0].state == TaskState.DISMISSED


def test_an_officer_of_a_unit_attaches_evidence_and_nobody_elses(city, task, proof):
    with pytest.raises(DeedRefused):
        actions.attach_evidence(city.outsider, task, proof, now=NOW)
    actions.attach_evidence(city.officer, task, proof, note="公开目录第一项", now=NOW)
    assert Evidence.objects.get().added_by_id == city.officer.user_id


def test_an_officer_of_a_unit_does_not_judge_their_own_task(city, task, proof):
    actions.attach_evidence(city.officer, task, proof, now=NOW)
    with pytest.raises(DeedRefused, match="角色"):
        actions.finish(city.officer, task, now=NOW)


def test_evidence_is_something_public_once_and_never_the_notice_itself(city, task, proof):
    with pytest.raises(DeedRefused, match="本身"):
        actions.attach_evidence(city.officer, task, task.plan.series, now=NOW)
    actions.attach_evidence(city.officer, task, proof, now=NOW)
    with pytest.raises(DeedRefused, match="已经是"):
        actions.attach_evidence(city.officer, task, proof, now=NOW)
    hidden = make_registered(city.finance, title="已撤下的文件").series
    withdraw(operator(), hidden, reason="测试", now=NOW)
    with pytest.raises(DeedRefused, match="没有公开"):
        actions.attach_evidence(city.officer, task, hidden, now=NOW)


def test_a_task_is_finished_on_evidence_only(city, task, proof):
    with pytest.raises(DeedRefused, match="没有佐证"):
        actions.finish(city.supervisor, task, now=NOW)
    actions.attach_evidence(city.officer, task, proof, now=NOW)
    finished = actions.finish(city.supervisor, task, reason="已核对", now=NOW)
    assert (finished.state, finished.finished_at) == (TaskState.FINISHED, NOW)


def test_evidence_that_was_withdrawn_does_not_count(city, task, proof):
    actions.attach_evidence(city.officer, task, proof, now=NOW)
    withdraw(operator(), proof, reason="测试", now=NOW)
    with pytest.raises(DeedRefused, match="没有佐证"):
        actions.finish(city.supervisor, task, now=NOW)


def test_a_finished_task_can_be_reopened_and_its_evidence_taken_away(city, task, proof):
    evidence = actions.attach_evidence(city.officer, task, proof, now=NOW)
    actions.finish(city.supervisor, task, now=NOW)
    actions.reopen(city.supervisor, task, reason="内容不全", now=NOW)
    actions.remove_evidence(city.supervisor, evidence, reason="不是这项任务", now=NOW)
    task.refresh_from_db()
    assert (task.state, task.finished_at, Evidence.objects.count()) == (TaskState.CONFIRMED, None, 0)


def test_a_collective_is_expanded_to_the_picked_bodies_and_again_only_to_new_ones(city, task):
    unit = unit_of(task, "各县（市、区）政府（管委会）")
    first = actions.expand(city.supervisor, unit, [city.counties[0].pk, city.zone.pk], now=NOW)
    second = actions.expand(city.supervisor, unit, [city.counties[0].pk, city.counties[1].pk], now=NOW)
    assert [part.units.get().organization for part in first] == [city.counties[0], city.zone]
    assert [part.units.get().organization for part in second] == [city.counties[1]]
    assert {part.state for part in first} == {TaskState.CONFIRMED}
    assert {part.content for part in first} == {task.content}


def test_an_open_list_may_be_expanded_a_single_body_may_not(city, task, plan):
    assert actions.expand(city.supervisor, unit_of(task, "市财政局"), [city.justice.pk], now=NOW)
    other = actions.confirm(city.supervisor, [task_numbered(plan, 1)], now=NOW)[0]
    with pytest.raises(DeedRefused, match="不需要分解"):
        actions.expand(city.supervisor, unit_of(other, "市司法局"), [city.justice.pk], now=NOW)


def test_expanding_asks_for_bodies_that_exist_on_the_day(city, task):
    gone = make_body("丁县", "county", parent=city.government, abolished_on=TODAY - timedelta(days=1))
    unit = unit_of(task, "各县（市、区）政府（管委会）")
    for picked in ([], [gone.pk]):
        with pytest.raises(DeedRefused, match="选择"):
            actions.expand(city.supervisor, unit, picked, now=NOW)


def test_a_part_is_not_divided_further(city, task):
    unit = unit_of(task, "各县（市、区）政府（管委会）")
    part = actions.expand(city.supervisor, unit, [city.counties[0].pk], now=NOW)[0]
    unit.task = part
    with pytest.raises(DeedRefused, match="不能再分解"):
        actions.expand(city.supervisor, unit, [city.counties[1].pk], now=NOW)


def test_a_divided_task_is_finished_after_its_parts_on_their_evidence(city, task, proof):
    part = actions.expand(
        city.supervisor, unit_of(task, "各县（市、区）政府（管委会）"), [city.counties[0].pk], now=NOW
    )[0]
    with pytest.raises(DeedRefused, match="1个单位"):
        actions.finish(city.supervisor, task, now=NOW)
    actions.attach_evidence(city.supervisor, part, proof, now=NOW)
    actions.finish(city.supervisor, part, now=NOW)
    assert actions.finish(city.supervisor, task, now=NOW).state == TaskState.FINISHED


def test_a_printed_unit_is_assigned_to_a_body_but_a_collective_is_not(city, plan):
    task = task_numbered(plan, 1)
    unit = unit_of(task, "市司法局")
    assert actions.assign_unit(city.supervisor, unit, city.finance, now=NOW).organization == city.finance
    with pytest.raises(DeedRefused, match="统称"):
        actions.assign_unit(city.supervisor, unit_of(task, "市有关部门"), city.finance, now=NOW)


def test_a_unit_named_by_a_person_is_marked_so_and_may_then_prove(city, plan, proof):
    task = next(task for task in proposals(plan) if "纳入年度报告" in task.content)
    unit = actions.add_unit(city.supervisor, task, city.finance, role="responsible", now=NOW)
    assert unit.added
    actions.confirm(city.supervisor, [task], now=NOW)
    actions.attach_evidence(city.officer, task, proof, now=NOW)
    with pytest.raises(DeedRefused, match="已经是"):
        actions.add_unit(city.supervisor, task, city.finance, role="lead", now=NOW)
    with pytest.raises(DeedRefused, match="牵头单位"):
        actions.add_unit(city.supervisor, task, city.justice, role="chief", now=NOW)


def test_a_deadline_of_a_person_needs_its_reason(city, task):
    with pytest.raises(DeedRefused, match="理由"):
        actions.set_deadline(city.supervisor, task, date(2026, 9, 30), reason="", now=NOW)
    changed = actions.set_deadline(city.supervisor, task, date(2026, 9, 30), reason="专题会议明确", now=NOW)
    assert (changed.deadline, changed.deadline_reason) == (date(2026, 9, 30), "专题会议明确")


def test_a_task_of_another_city_is_not_known_to_be_there(city, plan):
    with pytest.raises(DeedRefused, match="无权"):
        actions.confirm(city.outsider, proposals(plan), now=NOW)


@pytest.mark.parametrize("state", TASK.states)
@pytest.mark.parametrize("deed", [deed.name for deed in TASK.deeds])
def test_the_table_says_from_which_state_a_supervisor_may_do_what(city, plan, state, deed):
    task = task_numbered(plan, 1)
    task.state = state
    assert policies.tasks.may(city.supervisor, deed, task) == (state in TASK.deed(deed).sources)
    assert not policies.tasks.may(city.outsider, deed, task)


def test_an_officer_of_a_unit_may_only_attach_evidence(city, task):
    allowed = {deed.name for deed in TASK.deeds if policies.tasks.may(city.officer, deed.name, task)}
    assert allowed == {"attach_evidence"}
