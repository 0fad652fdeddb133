"""The ledger from outside: what a supervisor, an officer of a unit and the public see and do, page by page."""

import csv
import io
import json
from pathlib import Path

import pytest
import time_machine
from click.testing import CliRunner
from django.test import Client
from django.urls import reverse

from tests.factories import make_body, make_person, make_registered, operator
from tests.moments import NOW
from tests.oversight.notices import NOTICE, make_notice, real_notice
from tongming.core.accounts.models import Role
from tongming.core.events.actions import deliver_waiting
from tongming.core.trail.queries import verify
from tongming.domains.oversight import actions
from tongming.domains.oversight.models import Plan, Task, TaskState

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _given_time():
    with time_machine.travel(NOW, tick=False):
        yield


def signed_in(role, body):
    client = Client()
    client.force_login(make_person((role, body)), backend="django.contrib.auth.backends.ModelBackend")
    return client


@pytest.fixture
def government():
    return make_body("演示市", "city")


@pytest.fixture
def office(government):
    return make_body("演示市人民政府办公室", "office", parent=government, short_names=("市政府办",))


@pytest.fixture
def finance(government):
    return make_body("演示市财政局", parent=government, short_names=("市财政局",))


@pytest.fixture
def supervisor(office):
    return signed_in(Role.SUPERVISOR, office)


@pytest.fixture
def plan(office, finance):
    make_notice(office)
    deliver_waiting(NOW, only="propose_tasks")
    return Plan.objects.get()


def page(client, name, *args, status=200, **query):
    response = client.get(reverse(name, args=args), query)
    assert response.status_code == status
    return response.content.decode() if status == 200 else ""


def do(client, name, *args, status=302, **fields):
    response = client.post(reverse(name, args=args), fields)
    assert response.status_code == status
    return response.content.decode()


def confirm_all(supervisor, plan):
    ids = list(Task.objects.filter(plan=plan, state="proposed").values_list("pk", flat=True))
    do(supervisor, "desk:plan_deeds", plan.pk, deed="confirm", task=ids)


def test_from_a_notice_to_a_finished_task_in_public(client, government, office, finance, supervisor, plan):
    assert "还没有公开的工作台账" in page(client, "portal:ledger")
    page(client, "portal:plan", plan.pk, status=404)
    assert "待确认 5" in page(supervisor, "desk:plan", plan.pk)
    confirm_all(supervisor, plan)
    assert "演示市2026年政务公开工作要点" in page(client, "portal:ledger")
    proof = make_registered(finance, title="2026年政府预算和债务信息").series
    officer = signed_in(Role.DRAFTER, finance)
    task = Task.objects.get(number=2)
    assert "及时公开预算" in page(officer, "desk:ledger")
    assert "2026年政府预算和债务信息" in page(officer, "desk:task", task.pk, q="债务")
    do(officer, "desk:task_deed", task.pk, deed="attach_evidence", series=proof.pk, reason="公开目录第一项")
    do(officer, "desk:task_deed", task.pk, deed="finish", status=422)
    do(supervisor, "desk:task_deed", task.pk, deed="finish", reason="已核对")
    public = page(client, "portal:plan", plan.pk)
    assert "2026年政府预算和债务信息" in public
    assert 'class="duty is-finished"' in public
    assert 'class="duty is-overdue"' in public
    assert verify().faults == ()


def test_the_public_page_shows_both_wordings_and_marks_collectives(client, supervisor, plan):
    confirm_all(supervisor, plan)
    public = page(client, "portal:plan", plan.pk)
    assert "附件与正文表述不同" in public
    assert "<mark>要</mark>" in public
    assert "统称" in public
    assert "只见于附件的任务" in public


def test_the_table_is_filtered_by_state_and_unit_and_taken_along(client, supervisor, plan):
    confirm_all(supervisor, plan)
    everything = page(client, "portal:plan_tasks", plan.pk)
    assert "共 <b>5</b> 项" in everything
    assert "共 <b>1</b> 项逾期的" in page(client, "portal:plan_tasks", plan.pk, state="overdue")
    assert "共 <b>1</b> 项任务，涉及“市政府办”" in page(client, "portal:plan_tasks", plan.pk, unit="市政府办")
    assert "没有符合条件" in page(client, "portal:plan_tasks", plan.pk, state="finished")
    response = client.get(reverse("portal:plan_tasks", args=[plan.pk]), {"format": "csv", "state": "overdue"})
    assert response["Content-Type"].startswith("text/csv")
    rows = list(csv.reader(io.StringIO(response.content.decode("utf-8-sig"))))
    assert rows[0][:4] == ["任务编号", "附件序号", "条款", "任务内容"]
    assert [row[6:8] for row in rows[1:]] == [["2026-05-31", "逾期"]]


def test_a_table_to_take_along_carries_no_formula(client, office, finance, supervisor):
    make_notice(office, NOTICE.replace("举办政府开放日活动", "=HYPERLINK(1)举办政府开放日活动"))
    deliver_waiting(NOW, only="propose_tasks")
    plan = Plan.objects.get()
    confirm_all(supervisor, plan)
    response = client.get(reverse("portal:plan_tasks", args=[plan.pk]), {"format": "csv"})
    cells = [cell for row in csv.reader(io.StringIO(response.content.decode("utf-8-sig"))) for cell in row]
    assert any("HYPERLINK" in cell for cell in cells)
    assert not any(cell.startswith("=") for cell in cells)


def test_public_pages_are_cacheable_and_answer_strange_addresses(client, supervisor, plan):
    confirm_all(supervisor, plan)
    for name in ("portal:plan", "portal:plan_tasks"):
        response = client.get(reverse(name, args=[plan.pk]))
        assert "public" in response["Cache-Control"]
        again = client.get(reverse(name, args=[plan.pk]), headers={"If-None-Match": response["ETag"]})
        assert again.status_code == 304
    assert "共 <b>5</b> 项" in page(client, "portal:plan_tasks", plan.pk, state="nonsense", page="x")
    page(client, "portal:plan", 999, status=404)


def test_dismissing_many_needs_a_reason_and_keeps_what_was_chosen(supervisor, plan):
    task = Task.objects.get(number=3)
    refused = do(
        supervisor, "desk:plan_deeds", plan.pk, deed="dismiss", task=[task.pk], reason="", status=422
    )
    assert "需要填写理由" in refused
    assert f'value="{task.pk}" id="task-{task.pk}" checked' in refused
    assert "请先勾选" in do(supervisor, "desk:plan_deeds", plan.pk, deed="confirm", status=422)
    do(supervisor, "desk:plan_deeds", plan.pk, deed="dismiss", task=[task.pk], reason="重复")
    assert "重复" in page(supervisor, "desk:plan", plan.pk, state="dismissed")
    do(supervisor, "desk:task_deed", task.pk, deed="reconsider", reason="不重复")
    task.refresh_from_db()
    assert task.state == TaskState.PROPOSED


def test_a_collective_is_expanded_on_its_own_page(client, government, supervisor, plan):
    counties = [make_body(name, "county", parent=government) for name in ("甲县", "乙区")]
    make_body("丙开发区管委会", "zone", parent=government)
    confirm_all(supervisor, plan)
    task = Task.objects.get(number=2)
    unit = task.units.get(is_collective=True)
    choice = page(supervisor, "desk:expand_unit", task.pk, unit.pk)
    assert choice.count(" checked") == 3
    do(supervisor, "desk:expand_unit", task.pk, unit.pk, bodies=[county.pk for county in counties])
    assert Task.objects.filter(parent=task).count() == 2
    assert "2 个单位，0 个已完成" in page(client, "portal:plan", plan.pk)
    assert "请选择" in do(supervisor, "desk:expand_unit", task.pk, unit.pk, status=422)
    county = signed_in(Role.DRAFTER, counties[0])
    assert "及时公开预算" in page(county, "desk:ledger")
    page(county, "desk:expand_unit", task.pk, unit.pk, status=403)


def test_units_and_deadlines_are_put_right_on_the_page_of_the_task(supervisor, finance, plan):
    task = Task.objects.get(number=2)
    unit = task.units.get(name="市财政局")
    do(supervisor, "desk:task_deed", task.pk, deed="assign_unit", unit=unit.pk, body="")
    unit.refresh_from_db()
    assert unit.organization is None
    assert "没有机构叫" in do(
        supervisor, "desk:task_deed", task.pk, deed="assign_unit", unit=unit.pk, body="无此局", status=422
    )
    do(supervisor, "desk:task_deed", task.pk, deed="assign_unit", unit=unit.pk, body="演示市财政局")
    do(supervisor, "desk:task_deed", task.pk, deed="set_deadline", day="2026-09-30", reason="会议明确")
    refused = do(
        supervisor, "desk:task_deed", task.pk, deed="set_deadline", day="九月", reason="会议", status=422
    )
    assert "不是日期" in refused
    assert "2026年9月30日" in page(supervisor, "desk:task", task.pk)
    other = Task.objects.get(content__contains="纳入年度报告")
    do(supervisor, "desk:task_deed", other.pk, deed="add_unit", body="市财政局", role="lead")
    assert "由人指定" in page(supervisor, "desk:task", other.pk)


def test_evidence_is_taken_away_and_a_finished_task_reopened_at_the_desk(supervisor, office, plan):
    confirm_all(supervisor, plan)
    task = Task.objects.get(number=3)
    proof = make_registered(office, title="开放日活动纪实").series
    do(supervisor, "desk:task_deed", task.pk, deed="attach_evidence", series=proof.pk)
    do(supervisor, "desk:task_deed", task.pk, deed="finish")
    do(supervisor, "desk:task_deed", task.pk, deed="reopen", reason="只办了一次")
    evidence = task.evidence.get()
    assert "需要填写理由" in do(
        supervisor, "desk:task_deed", task.pk, deed="remove_evidence", evidence=evidence.pk, status=422
    )
    do(supervisor, "desk:task_deed", task.pk, deed="remove_evidence", evidence=evidence.pk, reason="不相关")
    gone = do(
        supervisor,
        "desk:task_deed",
        task.pk,
        deed="remove_evidence",
        evidence=evidence.pk,
        reason="不相关",
        status=422,
    )
    assert "已经不在了" in gone
    do(supervisor, "desk:task_deed", task.pk, deed="dismiss", reason="取消")


def test_forms_that_name_nothing_usable_come_back_with_the_reason(supervisor, plan):
    confirm_all(supervisor, plan)
    task = Task.objects.get(number=2)
    refused = {
        "attach_evidence": "请从检索结果中选",
        "assign_unit": "已经不在了",
        "add_unit": "请填写机构全称",
    }
    for deed, words in refused.items():
        assert words in do(
            supervisor, "desk:task_deed", task.pk, deed=deed, series="x", unit="0", body="", status=422
        )
    do(supervisor, "desk:task_deed", task.pk, deed="no such deed", status=422)
    assert "没有这个办理动作" in do(supervisor, "desk:plan_deeds", plan.pk, deed="no such deed", status=422)


def test_a_new_version_is_read_anew_when_the_supervisor_says_so(supervisor, office, plan):
    confirm_all(supervisor, plan)
    make_notice(office, NOTICE.replace("及时公开预算、决算。近", "全面公开政府债务余额。近"))
    assert "按现行版本重新读取" in page(supervisor, "desk:plan", plan.pk)
    do(supervisor, "desk:plan_deeds", plan.pk, deed="read")
    assert "全面公开政府债务余额。" in page(supervisor, "desk:plan", plan.pk, state="proposed")
    assert Task.objects.filter(state="confirmed").count() == 5


def test_an_officer_who_supervises_nobody_sees_what_is_under_way(finance, supervisor, plan):
    confirm_all(supervisor, plan)
    shown = page(signed_in(Role.DRAFTER, finance), "desk:plan", plan.pk, state="proposed")
    assert "进行中 5" in shown
    assert "待确认" not in shown


def test_the_desk_of_another_body_knows_nothing_of_the_proposals(plan):
    outsider = signed_in(Role.SUPERVISOR, make_body())
    task = Task.objects.get(number=1)
    page(outsider, "desk:plan", plan.pk, status=404)
    page(outsider, "desk:task", task.pk, status=404)
    do(outsider, "desk:task_deed", task.pk, deed="confirm", status=404)
    do(outsider, "desk:plan_deeds", plan.pk, deed="confirm", task=[task.pk], status=404)
    do(outsider, "desk:expand_unit", task.pk, task.units.first().pk, status=404)
    assert Task.objects.get(pk=task.pk).state == TaskState.PROPOSED


def test_deeds_are_not_done_by_following_a_link(supervisor, plan):
    task = Task.objects.get(number=1)
    for name, number in (("desk:task_deed", task.pk), ("desk:plan_deeds", plan.pk)):
        assert (
            supervisor.get(reverse(name, args=[number]), {"deed": "confirm", "task": task.pk}).status_code
            == 405
        )


def test_a_plan_is_made_at_the_desk_from_a_notice_without_a_table(supervisor, office):
    text = NOTICE[: NOTICE.index("附件：")]
    notice = make_notice(office, text)
    assert "建立台账" in page(supervisor, "desk:ledger", q="工作要点")
    do(supervisor, "desk:ledger", series=notice.series_id)
    assert Plan.objects.get().series_id == notice.series_id
    told = make_registered(office, title="情况通报", text="近年来，公开范围逐步扩大。")
    response = supervisor.post(reverse("desk:ledger"), {"series": told.series_id}, follow=True)
    assert "没有找到布置任务的语句" in response.content.decode()
    do(supervisor, "desk:ledger", series="999", status=404)


@pytest.mark.parametrize("name", ["portal:ledger", "portal:plan", "portal:plan_tasks"])
def test_public_pages_ask_few_questions(client, supervisor, plan, name, django_assert_max_num_queries):
    confirm_all(supervisor, plan)
    with django_assert_max_num_queries(14):
        page(client, name, *([] if name == "portal:ledger" else [plan.pk]))


@pytest.fixture
def command(monkeypatch):
    """Run `tongming ledger` against the test database and return what it says."""
    from tongming.faces.cli import bootstrap, ledger

    monkeypatch.setattr(bootstrap, "django_setup", lambda: None)

    def run(*arguments):
        answer = CliRunner().invoke(ledger.command, list(arguments), catch_exceptions=False)
        assert answer.exit_code == 0
        return answer.output

    return run


def test_the_command_lists_plans_and_the_tasks_of_one(command, supervisor, plan):
    assert "待确认5" in command()
    listed = json.loads(command("演政办发[2026]7号", "--json"))
    assert listed["plans"][0]["proposed"] == len(listed["tasks"]) == 5
    confirm_all(supervisor, plan)
    overdue = json.loads(command(str(plan.pk), "--json", "--state", "overdue"))
    assert [task["number"] for task in overdue["tasks"]] == [1]
    assert "[逾期] 附件1 一（一） 2026-05-31" in command("政务公开工作要点")


def test_the_command_reads_a_notice_nobody_has_read_yet(command, office):
    make_notice(office, NOTICE[: NOTICE.index("附件：")])
    assert json.loads(command("工作要点", "--json"))["plans"][0]["proposed"] == 4
    assert Plan.objects.count() == 1


def test_the_command_says_what_it_does_not_find(office):
    from tongming.faces.cli.ledger import NoSuchPlan, plan_named

    with pytest.raises(NoSuchPlan, match="没有找到"):
        plan_named("没有的文件")
    make_registered(office, title="关于甲事项的通知")
    make_registered(office, title="关于乙事项的通知")
    with pytest.raises(NoSuchPlan, match="对应2份文件"):
        plan_named("事项的通知")


def test_the_real_notice_goes_all_the_way(client, office, supervisor):
    make_notice(office, real_notice())
    deliver_waiting(NOW, only="propose_tasks")
    plan = Plan.objects.get()
    confirm_all(supervisor, plan)
    assert Task.objects.filter(number__isnull=False).count() == 15
    public = page(client, "portal:plan", plan.pk)
    for words in (
        "互联网协议第6版",
        "实现90%政务服务事项网上办理",
        "12345政务服务便民热线年度工作报告",
        "回头看",
    ):
        assert words in public
    assert 'class="duty is-overdue"' in public


def test_templates_of_the_ledger_carry_no_inline_style_or_script():
    folder = Path(__file__).parents[2] / "src" / "tongming" / "faces"
    names = [
        path
        for path in folder.rglob("templates/**/*.html")
        if "ledger" in path.name or path.name in {"plan.html", "task.html", "task_expand.html"}
    ]
    assert len(names) >= 10
    assert not [
        path.name
        for path in names
        if " style=" in path.read_text(encoding="utf-8") or "onclick" in path.read_text(encoding="utf-8")
    ]


def test_the_inbox_shows_proposals_to_the_supervisor_and_tasks_to_their_unit(plan, supervisor, finance):
    """What the ledger asks of a person waits in his inbox; the office's proposals are none of the bureau's business."""
    assert "项建议" in supervisor.get(reverse("desk:inbox")).content.decode()
    task = Task.objects.get(plan=plan, number=2)
    officer = signed_in(Role.DRAFTER, finance)
    before = officer.get(reverse("desk:inbox")).content.decode()
    assert "项建议" not in before
    assert 'waits-label">本单位的任务' not in before
    actions.confirm(operator(), [task], now=NOW)
    page = officer.get(reverse("desk:inbox")).content.decode()
    assert 'waits-label">本单位的任务' in page
    assert reverse("desk:task", args=[task.pk]) in page
