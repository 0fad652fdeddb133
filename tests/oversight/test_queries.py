"""Who sees what of the ledger, how figures are counted, and that pages ask a fixed number of questions."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.factories import make_registered, operator
from tests.moments import NOW, TODAY
from tests.oversight.notices import NOTICE, make_ledger, make_notice, proposals, task_numbered
from tongming.core.accounts.viewers import public
from tongming.core.publications.actions import withdraw
from tongming.domains.oversight import actions, present, queries
from tongming.domains.oversight.models import TaskState, TaskUnit
from tongming.domains.oversight.queries import Figures, TaskFilter
from tongming.domains.oversight.rules import is_overdue, standing, worst

pytestmark = pytest.mark.django_db
PUBLIC = public(TODAY)


def test_the_public_sees_nothing_of_proposals(city, plan):
    assert queries.plans(PUBLIC) == []
    assert queries.plan(PUBLIC, plan.pk) is None
    assert queries.task(PUBLIC, task_numbered(plan, 1).pk) is None


def test_the_public_sees_what_was_confirmed_and_not_the_rest(city, plan):
    actions.confirm(city.supervisor, [task_numbered(plan, 1)], now=NOW)
    actions.dismiss(city.supervisor, [task_numbered(plan, 3)], reason="重复", now=NOW)
    assert queries.figures(PUBLIC, plan) == Figures(tasks=1, overdue=1)
    assert [task.number for task in queries.tasks(PUBLIC, plan)] == [1]
    for state in ("proposed", "dismissed"):
        assert not queries.tasks(PUBLIC, plan, TaskFilter(state=state))


def test_proposals_are_known_to_supervisors_of_the_body_only(city, plan):
    assert len(queries.proposals(city.supervisor, plan)) == 5
    for other in (city.officer, city.outsider, PUBLIC):
        assert not queries.proposals(other, plan)


def test_a_withdrawn_notice_takes_its_ledger_from_the_public(city, plan):
    actions.confirm(city.supervisor, proposals(plan), now=NOW)
    withdraw(operator(), plan.series, reason="测试", now=NOW)
    assert queries.plan(PUBLIC, plan.pk) is None
    assert not queries.tasks(PUBLIC, plan)
    assert queries.plan(city.supervisor, plan.pk) == plan


def test_a_unit_finds_its_own_open_tasks_the_first_due_at_the_top(city, plan):
    actions.confirm(city.supervisor, proposals(plan), now=NOW)
    actions.set_deadline(city.supervisor, task_numbered(plan, 2), date(2026, 9, 1), reason="会议", now=NOW)
    assert [task.number for task in queries.mine(city.officer)] == [2]
    assert not queries.mine(city.outsider)


def test_overdue_begins_on_the_day_after_the_deadline_and_ends_with_finishing():
    assert not is_overdue("confirmed", TODAY, TODAY)
    assert is_overdue("confirmed", TODAY - timedelta(days=1), TODAY)
    assert not is_overdue("finished", TODAY - timedelta(days=1), TODAY)
    assert not is_overdue("proposed", TODAY - timedelta(days=1), TODAY)
    assert not is_overdue("confirmed", None, TODAY)
    assert standing("confirmed", TODAY - timedelta(days=1), TODAY) == "overdue"
    assert worst(["finished", "confirmed", "overdue"]) == "overdue"
    assert worst([]) == ""


def test_figures_and_filters_count_the_same(city, plan):
    actions.confirm(city.supervisor, proposals(plan), now=NOW)
    proof = make_registered(city.finance, title="政府预算").series
    actions.attach_evidence(city.officer, task_numbered(plan, 2), proof, now=NOW)
    actions.finish(city.supervisor, task_numbered(plan, 2), now=NOW)
    figures = queries.figures(PUBLIC, plan)
    counted = {
        state: len(queries.tasks(PUBLIC, plan, TaskFilter(state=state)))
        for state in ("running", "overdue", "finished")
    }
    assert counted == {"running": 3, "overdue": 1, "finished": 1}
    assert (figures.tasks, figures.overdue, figures.finished) == (5, 1, 1)
    assert queries.totals(PUBLIC) == figures
    assert queries.totals(PUBLIC, [city.finance.pk]) == Figures()


def test_filtered_by_a_unit_its_sub_tasks_appear_under_the_bodys_name(city, plan):
    actions.confirm(city.supervisor, proposals(plan), now=NOW)
    unit = TaskUnit.objects.select_related("task__plan").get(task=task_numbered(plan, 2), is_collective=True)
    actions.expand(city.supervisor, unit, [city.counties[0].pk], now=NOW)
    assert [task.number for task in queries.tasks(PUBLIC, plan, TaskFilter(unit="甲县"))] == [2]
    assert [task.number for task in queries.tasks(PUBLIC, plan, TaskFilter(unit="演示市司法局"))] == [1]
    assert ("甲县", 1) in [(choice.name, choice.count) for choice in queries.unit_choices(PUBLIC, plan)]


def test_a_collective_offers_the_bodies_of_its_kinds_that_exist_today(city, plan):
    unit = TaskUnit.objects.select_related("task__plan__organization").get(
        task=task_numbered(plan, 1), name="各县（市、区）政府（管委会）"
    )
    bodies, meant = queries.expandable_to(city.supervisor, unit)
    assert {body.name for body in bodies} == {"甲县", "乙区", "丙市", "演示开发区管委会"}
    assert meant == {body.pk for body in bodies}
    unit.name = "市有关部门"
    bodies, meant = queries.expandable_to(city.supervisor, unit)
    assert city.finance in bodies
    assert meant == frozenset()


def test_evidence_is_searched_by_title_and_number_and_leaves_out_what_is_there(city, plan):
    task = actions.confirm(city.supervisor, [task_numbered(plan, 2)], now=NOW)[0]
    proof = make_registered(city.finance, title="2026年政府预算", doc_number="演财〔2026〕5号").series
    for words in ("政府预算", "演财[2026]5号", proof.index_number):
        assert queries.evidence_candidates(city.officer, task, words) == [proof]
    assert queries.evidence_candidates(city.officer, task, " ") == []
    assert plan.series not in queries.evidence_candidates(city.officer, task, "工作要点")
    actions.attach_evidence(city.officer, task, proof, now=NOW)
    assert queries.evidence_candidates(city.officer, task, "政府预算") == []


def test_a_plan_is_found_by_number_in_any_brackets_title_part_of_it_or_id(city, plan):
    for words in ("演政办发[2026]7号", "演政办发〔2026〕7号", "政务公开工作要点", str(plan.pk)):
        assert queries.plan_titled(operator(), words) == [plan]
    assert queries.plan_titled(operator(), "没有的文件") == []


def test_texts_without_a_plan_are_offered_to_the_supervisor_of_their_body(city):
    notice = make_notice(city.office)
    assert list(queries.without_plan(city.supervisor, "工作要点")) == [notice.series]
    assert not queries.without_plan(city.outsider, "工作要点")


def test_the_dashboard_is_the_whole_notice_with_tasks_at_their_sentences(city, plan):
    actions.confirm(city.supervisor, proposals(plan), now=NOW)
    board = queries.dashboard(PUBLIC, queries.plan(PUBLIC, plan.pk))
    duties = [duty for block in board.blocks for duty in block.duties]
    text = "".join(duty.sentence.text for duty in duties) + "".join(
        b.number + b.heading for b in board.blocks
    )
    assert "2026年是“十五五”开局之年。" in text
    assert "集中公开规范性文件" in text
    first = next(duty for duty in duties if "5月底前" in duty.sentence.text)
    assert ([task.number for task in first.tasks], first.standing) == ([1], "overdue")
    assert [duty.standing for duty in duties if "近年来" in duty.sentence.text] == [""]
    assert [task.number for task in board.elsewhere] == [3]
    assert board.counts == {"overdue": 1, "confirmed": 3}
    assert not board.outdated


def test_a_dashboard_of_an_older_version_says_so(city, plan):
    actions.confirm(city.supervisor, proposals(plan), now=NOW)
    make_notice(city.office, NOTICE.replace("近年来", "这几年"), now=NOW + timedelta(hours=1))
    assert queries.dashboard(PUBLIC, queries.plan(PUBLIC, plan.pk)).outdated


def test_values_for_programs_name_everything_once(city, plan):
    actions.confirm(city.supervisor, proposals(plan), now=NOW)
    row = queries.task(PUBLIC, task_numbered(plan, 1).pk)
    values = present.task_values(row, TODAY)
    assert (values["number"], values["overdue"], values["deadline"]) == (1, True, "2026-05-31")
    assert values["sentences"][0]["differences"] == [{"row": "", "text": "要"}]
    assert values["units"][0] == {
        "role": "lead",
        "name": "市司法局",
        "organization": "演示市司法局",
        "collective": False,
        "open_ended": False,
        "added": False,
    }
    assert len(present.table_row(row, TODAY)) == len(present.HEADER)
    assert present.wordings(row)[0][1][1] == ("要", True)


def test_a_notice_leads_to_its_plan_and_evidence_to_its_page(city, plan):
    task = actions.confirm(city.supervisor, [task_numbered(plan, 2)], now=NOW)[0]
    assert queries.plan_of(PUBLIC, plan.series_id) == plan
    proof = make_registered(city.finance, title="政府预算").series
    actions.attach_evidence(city.officer, task, proof, now=NOW)
    shown = present.task_values(queries.task(PUBLIC, task.pk), TODAY)["evidence"][0]
    assert (shown["title"], shown["url"]) == ("政府预算", f"/documents/{proof.pk}/")


def notice_of(tasks):
    """A notice whose text and annex hold this many tasks, half of them each."""
    told = "近年来，公开范围逐步扩大，取得了明显成效。"
    items = "".join(
        f"加强第{number}类重点领域信息公开，细化第{number}类公开目录。" for number in range(tasks // 2)
    )
    rows = "".join(
        f"{number}\t建立第{number}项专题公开制度，按时更新。\t市财政局\t市有关部门\n"
        for number in range(1, tasks // 2 + 1)
    )
    text = NOTICE[: NOTICE.index("1\t市司法局会同")] + rows
    for sentence in (
        "市司法局要会同有关部门，于5月底前完成现行有效规范性文件的清理，统一标注有效性。各县（市、区）政府（管委会）要同步开展清理。",
        "各地各部门要将本要点落实情况纳入年度报告。",
    ):
        text = text.replace(sentence, told)
    return text.replace("及时公开预算、决算。" + told, items)


@pytest.mark.parametrize("tasks", [20, 200])
def test_the_number_of_queries_does_not_grow_with_the_number_of_tasks(city, tasks, django_assert_num_queries):
    plan = make_ledger(city.office, notice_of(tasks))
    actions.confirm(city.supervisor, proposals(plan), now=NOW)
    assert queries.figures(PUBLIC, plan).tasks == tasks
    with django_assert_num_queries(2):
        queries.plans(PUBLIC)
    with django_assert_num_queries(5):
        rows = list(queries.tasks(PUBLIC, plan))
    with django_assert_num_queries(0):
        assert len([present.task_values(row, TODAY) for row in rows]) == tasks
    with django_assert_num_queries(7):
        queries.dashboard(PUBLIC, queries.plan(PUBLIC, plan.pk))
    with django_assert_num_queries(5):
        assert len(list(queries.mine(city.officer))) == tasks // 2


@pytest.mark.parametrize("tasks", [20, 200])
def test_the_number_of_queries_of_a_deed_on_many_does_not_grow_either(city, tasks):
    plan = make_ledger(city.office, notice_of(tasks))
    chosen = proposals(plan)
    with CaptureQueriesContext(connection) as confirming:
        actions.confirm(city.supervisor, chosen, now=NOW)
    with CaptureQueriesContext(connection) as reading:
        actions.make_plan(city.supervisor, plan.series, now=NOW)
    assert len(confirming) <= 12
    assert len(reading) <= 40
    assert {task.state for task in queries.tasks(PUBLIC, plan)} == {TaskState.CONFIRMED}
