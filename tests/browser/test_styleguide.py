"""The style guide in a real browser: layout at both widths, accessibility, keyboard, and life without script."""

import json

import pytest
from playwright.sync_api import expect

from tests.browser.barriers import barriers

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

SIZES = {1280: 900, 390: 844}


@pytest.fixture
def open_guide(browser, live_server):
    """Open the style guide at a width; faults of the page are collected and must stay empty."""
    contexts, faults = [], []

    def open_page(width=1280, **options):
        context = browser.new_context(viewport={"width": width, "height": SIZES[width]}, **options)
        contexts.append(context)
        page = context.new_page()
        page.on("console", lambda message: faults.append(message.text) if message.type == "error" else None)
        page.on("pageerror", lambda error: faults.append(str(error)))
        page.goto(f"{live_server.url}/styleguide/")
        return page

    open_page.faults = faults
    yield open_page
    for context in contexts:
        context.close()
    assert faults == []


@pytest.mark.parametrize("width", SIZES)
def test_the_guide_fits_its_width_and_has_no_barrier(open_guide, width):
    page = open_guide(width)
    assert page.evaluate("document.documentElement.scrollWidth") == width
    assert barriers(page) == []


@pytest.mark.parametrize("cookie", ["view=elder&size=largest", "contrast=high", "reading=on"])
def test_other_ways_of_reading_have_no_barrier_either(browser, live_server, cookie):
    context = browser.new_context(viewport={"width": 390, "height": 844})
    context.add_cookies([{"name": "tongming_view", "value": cookie, "url": live_server.url}])
    page = context.new_page()
    page.goto(f"{live_server.url}/styleguide/")
    assert page.evaluate("document.documentElement.scrollWidth") == 390
    assert barriers(page) == []
    context.close()


def test_the_guide_reads_the_same_without_script(open_guide):
    page = open_guide(390, java_script_enabled=False)
    expect(page.get_by_role("heading", level=1)).to_have_text("样式指南")
    expect(page.get_by_role("button", name="朗读正文")).to_have_count(0)
    page.locator(".utility").get_by_role("link", name="显示设置").click()
    page.get_by_label("长辈版").check()
    page.get_by_role("button", name="保存并返回").click()
    expect(page.locator("html")).to_have_attribute("data-view", "elder")


def test_the_first_tab_stop_leads_past_the_head(open_guide):
    page = open_guide()
    page.keyboard.press("Tab")
    expect(page.locator(".skip-link")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("main")).to_be_focused()


def test_the_toolbar_changes_the_page_and_the_choice_is_kept(open_guide):
    page = open_guide()
    bar = page.locator(".utility")
    bar.get_by_role("button", name="高对比度").click()
    bar.get_by_role("button", name="字号：标准").click()
    page.reload()
    expect(page.locator("html")).to_have_attribute("data-contrast", "high")
    expect(page.locator("html")).to_have_attribute("data-size", "large")
    expect(bar.get_by_role("button", name="高对比度")).to_have_attribute("aria-pressed", "true")
    bar.get_by_role("button", name="高对比度").click()
    expect(page.locator("html")).not_to_have_attribute("data-contrast", "high")


def test_suggestions_are_chosen_by_keyboard(open_guide):
    page = open_guide()
    box = page.locator(".search-bar-hero input")
    expect(box).to_have_attribute("role", "combobox")
    box.fill("停车")
    options = page.get_by_role("listbox", name="检索建议").get_by_role("option")
    expect(options).to_have_count(2)
    box.press("ArrowDown")
    expect(options.first).to_have_attribute("aria-selected", "true")
    expect(box).to_have_attribute("aria-activedescendant", options.first.get_attribute("id"))
    box.press("ArrowUp")
    assert box.get_attribute("aria-activedescendant") is None
    box.press("ArrowUp")
    expect(options.last).to_have_attribute("aria-selected", "true")
    box.press("Escape")
    expect(options).to_have_count(0)
    expect(box).to_have_attribute("aria-expanded", "false")
    box.press("ArrowDown")
    expect(options).to_have_count(2)
    options.last.click()
    page.wait_for_url("**/styleguide/#components")


def test_the_outline_follows_the_scroll(open_guide):
    page = open_guide()
    page.locator("#part-3").evaluate("place => place.scrollIntoView({block: 'start', behavior: 'instant'})")
    expect(page.locator(".outline a[aria-current]")).to_have_text("三、组织保障")


def test_the_outline_and_the_facets_are_folded_on_a_phone_and_open_on_a_wide_screen(open_guide):
    expect(open_guide(1280).locator(".outline-body")).to_be_visible()
    phone = open_guide(390)
    expect(phone.locator(".outline-body")).to_be_hidden()
    phone.locator(".outline summary").click()
    expect(phone.locator(".outline-body")).to_be_visible()


def test_a_dialog_opens_in_place_and_closes_by_keyboard(open_guide):
    page = open_guide()
    page.get_by_role("button", name="查看计算办法").or_(page.get_by_role("link", name="查看计算办法")).click()
    expect(page.get_by_role("dialog", name="补正期限怎样计算")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_have_count(0)


def test_the_citation_is_copied(open_guide):
    page = open_guide(permissions=["clipboard-read", "clipboard-write"])
    page.get_by_role("button", name="复制引用").click()
    expect(page.locator(".citation-said")).to_have_text("已复制")
    assert "演政办发〔2026〕12号" in page.evaluate("navigator.clipboard.readText()")


def test_the_list_of_organizations_narrows_while_typing(open_guide):
    page = open_guide()
    picker = page.locator("[data-filter]")
    picker.get_by_label("按名称筛选").fill("教育")
    expect(picker.get_by_label("演示市教育局")).to_be_visible()
    expect(picker.get_by_label("甲县人民政府")).to_be_hidden()
    expect(picker.get_by_label("演示市财政局")).to_be_visible()  # chosen ones stay in sight


def test_a_failed_upload_says_what_to_do(open_guide):
    page = open_guide()
    page.route(
        "**/styleguide/", lambda route: route.abort() if route.request.method == "POST" else route.continue_()
    )
    page.locator("input[type=file]").set_input_files(
        {"name": "a.pdf", "mimeType": "application/pdf", "buffer": b"%PDF"}
    )
    page.get_by_role("button", name="上传", exact=True).click()
    expect(page.locator("[data-upload-words]")).to_have_text("网络中断，文件没有传完，请再试一次")
    open_guide.faults.clear()  # the browser reports the broken connection, which is what was asked for


def test_a_set_document_prints_on_the_official_page(open_guide):
    page = open_guide()
    page.emulate_media(media="print")
    assert page.locator(".masthead").is_hidden()
    style = page.locator(".document-body p").first.evaluate(
        "p => { const s = getComputedStyle(p); return [s.fontSize, s.lineHeight]; }"
    )
    points = [round(float(value.removesuffix("px")) * 0.75, 2) for value in style]
    assert points == [16.0, 28.95]
    assert (
        json.dumps(page.locator(".document-page").evaluate("d => getComputedStyle(d).page")) == '"official"'
    )
