"""The public site in a real browser: home, list, search, the notice and a body at both widths, without barriers and errors."""

from datetime import UTC, datetime

import pytest
from playwright.sync_api import expect

from tests.browser.barriers import barriers
from tests.data import data_path
from tests.factories import make_body, make_published, make_team, operator, viewer
from tongming.core.organizations.models import Site
from tongming.core.publications.actions import state_validity
from tongming.core.publications.models import Series
from tongming.core.search.actions import rebuild
from tongming.domains.documents.actions import import_document, propose_relations
from tongming.domains.documents.actions.importing import item_from_file
from tongming.engines.gongwen import parse_bytes

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

SIZES = {1280: 900, 390: 844}
NOTICE = "tong-zheng-ban-fa-2021-42.txt"


@pytest.fixture
def notice(settings, tmp_path):
    """A site with the real notice, a repealed document, and the index of both; returns the notice."""
    settings.INDEX_ROOT = tmp_path / "index"
    now = datetime.now(UTC)
    city = make_body("南通市人民政府", "city", division_code="3206", address="演示路1号")
    office = make_body("南通市人民政府办公室", "office", parent=city)
    Site.objects.create(
        organization=city,
        domain="www.city.test",
        name="南通市政府信息公开",
        is_default=True,
        site_code="3206000001",
        sample_questions=["政府信息公开申请多久答复", "公共停车怎么收费", "残疾人就业有什么补贴"],
    )
    data = data_path(NOTICE).read_bytes()
    item = item_from_file(parse_bytes(data, NOTICE).to_body(), data, "要点.txt", "测试")
    import_document(operator(now.date()), item, office, now=now)
    series = Series.objects.get()
    team = make_team(office)
    old = make_published(
        team, now=now, reason="演示", title="旧办法（演示）", text="政务公开的旧办法。"
    ).series
    state_validity(
        viewer(team.head, now.date()),
        old,
        state="repealed",
        valid_from=now.date(),
        basis=series,
        reason="代替",
        now=now,
    )
    propose_relations([{"series_id": series.pk}])
    rebuild()
    return series


@pytest.fixture
def visit(browser, live_server, notice):
    """Open an address at a width; faults of the page are collected and must stay empty."""
    contexts, faults = [], []

    def open_page(address, width=1280, **options):
        context = browser.new_context(viewport={"width": width, "height": SIZES[width]}, **options)
        contexts.append(context)
        page = context.new_page()
        page.on("console", lambda message: faults.append(message.text) if message.type == "error" else None)
        page.on("pageerror", lambda error: faults.append(str(error)))
        page.goto(f"{live_server.url}{address}")
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert faults == []


def addresses(series):
    return {
        "home": "/",
        "list": "/documents/?validity=all",
        "search": "/search/?q=政务公开",
        "nothing found": "/search/?q=量子纠缠望远镜",
        "notice": f"/documents/{series.pk}/",
        "reading": f"/documents/{series.pk}/?view=reading",
        "history": f"/documents/{series.pk}/history/",
        "repealed": f"/documents/{Series.objects.get(validity='repealed').pk}/",
        "body": f"/organizations/{series.organization_id}/",
        "content": f"/organizations/{series.organization_id}/content/",
        "bodies": "/organizations/",
        "in force": "/in-force/",
        "unresolved": "/unresolved/",
        "map": "/sitemap/",
        "report": "/error-report/",
    }


@pytest.mark.parametrize("width", SIZES)
def test_every_page_fits_its_width_and_has_no_barrier(visit, notice, width):
    for name, address in addresses(notice).items():
        page = visit(address, width)
        assert page.evaluate("document.documentElement.scrollWidth") == width, name
        assert barriers(page) == [], name
        expect(page.get_by_role("heading", level=1)).to_have_count(1)


@pytest.mark.parametrize("width", SIZES)
def test_home_puts_the_search_first_with_three_questions(visit, width):
    page = visit("/", width)
    box = page.get_by_role("searchbox").or_(page.get_by_role("combobox"))
    expect(box).to_be_visible()
    expect(page.locator(".search-examples a")).to_have_count(3)
    expect(page.get_by_role("heading", name="今天和本周发布")).to_be_visible()
    expect(page.get_by_role("heading", name="重点领域")).to_be_visible()
    expect(page.get_by_role("contentinfo")).to_contain_text("3206000001")
    box.fill("政务公开")
    box.press("Enter")
    expect(page.locator(".result-row")).to_have_count(2)


@pytest.mark.parametrize("width", SIZES)
def test_the_list_narrows_by_facets_and_widens_again(visit, width):
    page = visit("/documents/", width)
    expect(page.locator(".result-row")).to_have_count(1)
    page.get_by_role("link", name="看全部文件，包括已修改、失效、废止的").click()
    expect(page.locator(".result-row")).to_have_count(2)
    if width < 600:
        page.locator(".facets summary").click()
    page.locator(".facet-link", has_text="废止").click()
    expect(page.locator(".result-row")).to_have_count(1)
    expect(page.locator(".result-row .status-tag")).to_have_text("废止")


@pytest.mark.parametrize("width", SIZES)
def test_the_notice_reads_like_a_set_page(visit, notice, width):
    page = visit(f"/documents/{notice.pk}/", width)
    expect(page.get_by_role("heading", level=1)).to_contain_text("2021年政务公开工作要点")
    expect(page.locator(".validity-banner")).to_contain_text("有效")
    expect(page.locator(".metadata-table")).to_contain_text("通政办发〔2021〕42号")
    expect(page.locator(".document-body h2.level-1")).to_have_count(5)
    expect(page.locator(".annex tbody tr")).to_have_count(15)
    expect(page.get_by_role("heading", name="相关文件")).to_be_visible()
    expect(page.get_by_role("link", name="要点.txt")).to_be_visible()
    expect(page.get_by_text("引用本文件")).to_be_visible()
    expect(page.get_by_role("list", name="变更历史")).to_be_visible()


def test_the_outline_follows_the_reader(visit, notice):
    page = visit(f"/documents/{notice.pk}/")
    page.locator(".outline").get_by_role("link", name="五、强化公开工作指导").click()
    chapter = page.locator(".outline-body > ol > li").filter(has=page.locator("[aria-current]"))
    expect(chapter).to_contain_text("五、强化公开工作指导")


def test_a_wide_table_scrolls_in_its_own_frame_on_a_phone(visit, notice):
    page = visit(f"/documents/{notice.pk}/", 390)
    frame = page.locator(".annex .table-scroll")
    assert frame.evaluate("frame => frame.scrollWidth > frame.clientWidth")
    assert page.evaluate("document.documentElement.scrollWidth") == 390


def test_print_sets_the_notice_without_the_site_around_it(visit, notice):
    page = visit(f"/documents/{notice.pk}/")
    page.emulate_media(media="print")
    for part in (
        ".masthead",
        ".breadcrumb",
        ".outline",
        ".site-foot",
        ".margin-notes",
        ".document-tools",
        ".metadata",
    ):
        expect(page.locator(part).first).to_be_hidden()
    expect(page.locator(".document-letterhead")).to_be_visible()
    size = page.locator(".document-body p").first.evaluate("line => getComputedStyle(line).fontSize")
    assert abs(float(size.removesuffix("px")) - 16 * 96 / 72) < 0.1  # 3号 is 16 pt


def test_suggestions_lead_to_the_document(visit, notice):
    page = visit("/")
    page.get_by_role("combobox").fill("通政办发〔2021〕")
    option = page.get_by_role("listbox", name="检索建议").get_by_role("option").first
    expect(option).to_be_visible()
    option.click()
    page.wait_for_url(f"**/documents/{notice.pk}/")


def test_everything_works_without_script(visit, notice):
    page = visit(f"/documents/{notice.pk}/", 390, java_script_enabled=False)
    page.locator(".outline summary").click()
    expect(page.locator(".outline-body")).to_be_visible()
    expect(page.get_by_role("button", name="打印")).to_have_count(0)
    page.get_by_label("查文件").or_(page.locator(".search-input")).first.fill('"旧办法"')
    page.locator(".search-button").first.click()
    expect(page.locator(".result-row")).to_have_count(1)


@pytest.mark.parametrize("cookie", ["view=elder&size=largest", "contrast=high", "reading=on"])
def test_other_ways_of_reading_the_notice_have_no_barrier(browser, live_server, notice, cookie):
    context = browser.new_context(viewport={"width": 390, "height": 844})
    context.add_cookies([{"name": "tongming_view", "value": cookie, "url": live_server.url}])
    page = context.new_page()
    for address in ("/", f"/documents/{notice.pk}/", "/documents/"):
        page.goto(f"{live_server.url}{address}")
        assert page.evaluate("document.documentElement.scrollWidth") == 390
        assert barriers(page) == [], address
    context.close()
