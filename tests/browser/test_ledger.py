"""The ledger in a real browser: both widths, no barrier, opening a sentence, and life without script."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.barriers import barriers
from tests.factories import make_body, make_person, make_registered, operator
from tests.moments import NOW
from tests.oversight.notices import make_ledger, proposals, task_numbered
from tongming.core.accounts.models import Role
from tongming.core.organizations.actions import open_site
from tongming.domains.oversight import actions

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

SIZES = {1280: 900, 390: 844}


@pytest.fixture
def open_page(browser, live_server):
    """Open an address at a width; faults of the page are collected and must stay empty."""
    contexts, faults = [], []

    def opened(address, width=1280, cookie=None, **options):
        context = browser.new_context(viewport={"width": width, "height": SIZES[width]}, **options)
        contexts.append(context)
        if cookie:
            context.add_cookies([{"name": "tongming_view", "value": cookie, "url": live_server.url}])
        page = context.new_page()
        page.on("console", lambda message: faults.append(message.text) if message.type == "error" else None)
        page.on("pageerror", lambda error: faults.append(str(error)))
        page.goto(f"{live_server.url}{address}")
        return page

    yield opened
    for context in contexts:
        context.close()
    assert faults == []


@pytest.fixture
def plan():
    """A plan with a finished, an overdue, a divided and a proposed task."""
    government = make_body("演示市", "city")
    office = make_body("演示市人民政府办公室", "office", parent=government, short_names=("市政府办",))
    finance = make_body("演示市财政局", parent=government, short_names=("市财政局",))
    counties = [make_body(name, "county", parent=government).pk for name in ("甲县", "乙区")]
    open_site(office, "localhost", "演示市人民政府信息公开", is_default=True)
    plan = make_ledger(office)
    actions.confirm(operator(), [task for task in proposals(plan) if task.number != 3], now=NOW)
    task = task_numbered(plan, 2)
    actions.attach_evidence(
        operator(), task, make_registered(finance, title="2026年政府预算").series, now=NOW
    )
    actions.expand(operator(), task.units.get(is_collective=True), counties, now=NOW)
    first = task_numbered(plan, 1)
    actions.attach_evidence(
        operator(), first, make_registered(office, title="规范性文件目录").series, now=NOW
    )
    plan.person = make_person((Role.SUPERVISOR, government))
    return plan


@pytest.mark.parametrize("width", SIZES)
@pytest.mark.parametrize("address", ["/ledger/", "/ledger/{plan}/", "/ledger/{plan}/tasks/"])
def test_public_pages_fit_their_width_and_have_no_barrier(open_page, plan, address, width):
    page = open_page(address.format(plan=plan.pk), width)
    for details in page.locator("main details").all():
        details.evaluate("element => element.open = true")
    assert page.evaluate("document.documentElement.scrollWidth") == width
    assert barriers(page) == []


@pytest.mark.parametrize("cookie", ["view=elder&size=largest", "contrast=high", "reading=on"])
def test_other_ways_of_reading_have_no_barrier_either(open_page, plan, cookie):
    page = open_page(f"/ledger/{plan.pk}/", 390, cookie=cookie)
    assert page.evaluate("document.documentElement.scrollWidth") == 390
    assert barriers(page) == []


def test_the_mark_of_a_sentence_opens_its_units_deadline_and_evidence(open_page, plan):
    page = open_page(f"/ledger/{plan.pk}/")
    sentence = page.locator(".duty.is-overdue", has_text="现行有效规范性文件")
    note = page.locator(".duty-note.is-overdue")
    expect(note).not_to_have_attribute("open", "")
    sentence.get_by_role("link", name="逾期").click()
    expect(note).to_have_attribute("open", "")
    expect(note.get_by_role("link", name="规范性文件目录")).to_be_visible()
    expect(note.get_by_text("2026年5月31日")).to_be_visible()
    note.get_by_role("link", name="回到原文这一句").click()
    expect(page).to_have_url(re.compile(r"#s\d+$"))


def test_the_ledger_reads_the_same_without_script(open_page, plan):
    page = open_page(f"/ledger/{plan.pk}/", 390, java_script_enabled=False)
    page.locator(".duty-note.is-overdue > summary").click()
    expect(page.locator(".duty-note.is-overdue").get_by_role("link", name="规范性文件目录")).to_be_visible()
    page.get_by_role("link", name="按任务看").click()
    page.locator(".facets > summary").click()
    page.locator(".facet-link", has_text="逾期").click()
    expect(page.locator(".task-table tbody tr")).to_have_count(1)


@pytest.fixture
def at_desk(open_page, plan):
    def opened(address, width=1280, **options):
        page = open_page("/desk/sign-in/", width, **options)
        page.locator("input[name=username]").fill(plan.person.username)
        page.locator("input[name=password]").fill("correct horse battery")
        page.locator("main button[type=submit]").click()
        page.goto(page.url.split("/desk/")[0] + address)
        return page

    return opened


@pytest.mark.parametrize("width", SIZES)
@pytest.mark.parametrize("name", ["list", "plan", "task", "expand"])
def test_desk_pages_fit_their_width_and_have_no_barrier(at_desk, plan, name, width):
    task = task_numbered(plan, 1)
    unit = task.units.filter(is_collective=True).first()
    address = {
        "list": "/desk/ledger/?q=目录",
        "plan": f"/desk/ledger/{plan.pk}/",
        "task": f"/desk/ledger/tasks/{task.pk}/?q=政府预算",
        "expand": f"/desk/ledger/tasks/{task.pk}/units/{unit.pk}/",
    }[name]
    page = at_desk(address, width)
    for details in page.locator("main details").all():
        details.evaluate("element => element.open = true")
    assert page.evaluate("document.documentElement.scrollWidth") == width
    assert barriers(page) == []


def test_proposals_are_ticked_together_and_confirmed(at_desk, plan):
    page = at_desk(f"/desk/ledger/{plan.pk}/")
    page.get_by_role("button", name="全选本页").click()
    expect(page.locator(".proposal-check:checked")).to_have_count(1)
    page.get_by_role("button", name="确认所选").click()
    expect(page.get_by_role("status").filter(has_text="已确认1项任务")).to_be_visible()
    expect(page.get_by_text("建议都已办理")).to_be_visible()
