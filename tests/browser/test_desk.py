"""The desk in a real browser: at both widths, without barriers, by keyboard alone, and without script."""

from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from tests.browser.barriers import barriers
from tests.factories import make_approved, make_body, make_draft, make_published, make_team, viewer
from tongming.core.publications.actions import submit
from tongming.core.publications.models import Draft
from tongming.domains.documents.models import Relation

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

SIZES = {1280: 900, 390: 844}
PASSWORD = "correct horse battery"
NOTICE = "演示市人民政府办公室文件\n演政办发〔2026〕7号\n\n关于做好汛期值班工作的通知\n\n各有关部门：\n\n根据《中华人民共和国防洪法》，通知如下。\n\n一、落实责任。\n\n（此件公开发布）\n"


@pytest.fixture
def team():
    return make_team(make_body("演示市人民政府办公室", kind="office"))


@pytest.fixture
def sign_in(browser, live_server):
    """Sign in as a person at a width; faults of the pages are collected and must stay empty."""
    contexts, faults = [], []

    def signed_in(person, width=1280, **options):
        context = browser.new_context(
            viewport={"width": width, "height": SIZES[width]}, locale="zh-CN", **options
        )
        contexts.append(context)
        page = context.new_page()
        page.on("console", lambda message: faults.append(message.text) if is_fault(message) else None)
        page.on("pageerror", lambda error: faults.append(str(error)))
        page.goto(f"{live_server.url}/desk/")
        page.get_by_label("账号").fill(person.username)
        page.get_by_label("密码").fill(PASSWORD)
        page.get_by_role("button", name="登录", exact=True).click()
        expect(page.get_by_role("heading", name="可以办理")).to_be_visible()
        return page

    yield signed_in
    for context in contexts:
        context.close()
    assert faults == []


def is_fault(message):
    """A message of the console that tells of a fault; an answer to a form with errors is none."""
    return message.type == "error" and "status of 422" not in message.text


def recent(**fields):
    """Fields of content formed a few days before today, whatever day that is."""
    day = (timezone.localdate() - timedelta(days=3)).isoformat()
    return {"formed_on": day, "effective_on": day} | fields


def has_no_barrier(page, width):
    assert page.evaluate("document.documentElement.scrollWidth") == width
    assert barriers(page) == []


@pytest.mark.parametrize("width", SIZES)
def test_the_sign_in_page_names_its_parts_and_has_no_barrier(browser, live_server, team, width):
    page = browser.new_page(viewport={"width": width, "height": SIZES[width]})
    page.goto(f"{live_server.url}/desk/")
    expect(page.get_by_role("heading", level=1)).to_have_text("登录工作台")
    expect(page.get_by_label("账号")).to_be_visible()
    has_no_barrier(page, width)
    page.get_by_role("button", name="登录", exact=True).click()
    expect(page.get_by_role("alert")).to_contain_text("请填写账号。")
    has_no_barrier(page, width)
    page.close()


@pytest.mark.parametrize("width", SIZES)
def test_the_inbox_shows_what_waits_the_case_and_what_may_be_done(sign_in, team, width):
    draft = submit(
        viewer(team.drafter),
        make_draft(team, now=timezone.now(), **recent(title="等您审核的通知")),
        now=timezone.now(),
    )
    page = sign_in(team.reviewer, width)
    expect(page.get_by_role("heading", level=1)).to_have_text("等您审核的通知")
    if width < 600:
        page.locator("#waits summary, .desk-waits summary").first.click()
    expect(page.get_by_role("link", name="等您审核的通知")).to_have_attribute("aria-current", "true")
    expect(page.get_by_role("button", name="审核通过")).to_be_visible()
    has_no_barrier(page, width)
    page.get_by_role("button", name="审核通过").click()
    expect(page.get_by_role("status")).to_contain_text("已审核通过")
    draft.refresh_from_db()
    assert draft.state == "approved"


@pytest.mark.parametrize("width", SIZES)
def test_a_file_is_dropped_and_its_draft_stands_beside_the_original(
    sign_in, team, live_server, tmp_path, width
):
    file = tmp_path / "通知.txt"
    file.write_text(NOTICE)
    page = sign_in(team.drafter, width)
    page.goto(f"{live_server.url}/desk/drafts/new/")
    has_no_barrier(page, width)
    page.get_by_label("文件").set_input_files(file)
    page.get_by_role("button", name="收件并解析").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("关于做好汛期值班工作的通知")
    expect(page.get_by_role("region", name="原件文字")).to_contain_text("演示市人民政府办公室文件")
    expect(page.get_by_label("发文字号")).to_have_value("演政办发〔2026〕7号")
    expect(page.get_by_text("缺少主题分类。").first).to_be_visible()
    left, right = page.locator(".draft-original").bounding_box(), page.locator(".draft-fields").bounding_box()
    beside = left["x"] + left["width"] <= right["x"]
    assert beside == (width == 1280)
    has_no_barrier(page, width)


@pytest.mark.parametrize("width", SIZES)
def test_a_published_series_shows_its_state_relations_and_deeds(sign_in, team, live_server, width):
    series = make_published(team, now=timezone.now(), **recent(title="演示管理办法")).series
    Relation.objects.create(source=series, role="basis", cited_title="演示条例")
    page = sign_in(team.head, width)
    page.goto(f"{live_server.url}/desk/series/{series.pk}/")
    expect(page.get_by_role("heading", level=1)).to_have_text("演示管理办法")
    expect(page.get_by_role("link", name="依据：演示条例")).to_be_visible()
    has_no_barrier(page, width)
    for name in ("标注有效性…", "清除…"):
        page.goto(f"{live_server.url}/desk/series/{series.pk}/")
        page.get_by_role("link", name=name).click()
        has_no_barrier(page, width)


def test_lists_and_the_choice_of_a_set_have_no_barrier(sign_in, team, live_server):
    for _ in range(2):
        make_approved(team, now=timezone.now(), **recent())
    for width in SIZES:
        page = sign_in(team.publisher, width)
        for path in ("drafts/?scope=all", "series/", "history/", "publish/", "password/"):
            page.goto(f"{live_server.url}/desk/{path}")
            has_no_barrier(page, width)


def test_a_draft_is_approved_by_keyboard_alone(sign_in, team, live_server):
    draft = submit(viewer(team.drafter), make_draft(team, now=timezone.now(), **recent()), now=timezone.now())
    page = sign_in(team.reviewer)
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="跳到正文")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("#content")).to_be_focused()
    for _ in range(40):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.textContent").strip() == "审核通过":
            break
    page.keyboard.press("Enter")
    expect(page.get_by_role("status")).to_contain_text("已审核通过")
    draft.refresh_from_db()
    assert draft.state == "approved"


def test_everything_works_without_script(sign_in, team, live_server, tmp_path):
    file = tmp_path / "通知.txt"
    file.write_text(NOTICE)
    page = sign_in(team.drafter, 390, java_script_enabled=False)
    page.goto(f"{live_server.url}/desk/drafts/new/")
    page.get_by_label("文件").set_input_files(file)
    page.get_by_role("button", name="收件并解析").click()
    page.get_by_label("主题分类").select_option(label="综合政务＞应急管理")
    page.get_by_label("社会公众").check()
    page.get_by_role("button", name="保存").click()
    expect(page.get_by_role("status")).to_contain_text("已保存。")
    page.get_by_role("button", name="送审").click()
    expect(page.get_by_role("status")).to_contain_text("已送审。")
    draft = Draft.objects.get()
    assert (draft.state, draft.content["subtheme"], draft.content["audiences"]) == (
        "reviewing",
        "应急管理",
        ["社会公众"],
    )


def test_a_refused_upload_says_why_and_keeps_the_form(sign_in, team, live_server, tmp_path):
    file = tmp_path / "坏.txt"
    file.write_bytes(b"%PDF-1.7")
    page = sign_in(team.drafter, java_script_enabled=False)
    page.goto(f"{live_server.url}/desk/drafts/new/")
    page.get_by_label("或者粘贴正文").fill("")
    page.get_by_label("文件").set_input_files(file)
    page.get_by_role("button", name="收件并解析").click()
    expect(page.get_by_role("alert")).to_contain_text("内容与扩展名不符")
