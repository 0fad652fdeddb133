"""What `make run` shows: the demonstration city served by the real program, at both widths, named element by element, axe clean."""

import json
import os
import re
import signal
import socket
import subprocess
import sys
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.browser.barriers import barriers

pytestmark = pytest.mark.browser
TONGMING = Path(sys.executable).parent / "tongming"
TITLE = "市政府办公室关于印发南通市2021年政务公开工作要点的通知"
NUMBER = "通政办发〔2021〕42号"


@pytest.fixture(scope="module")
def city(tmp_path_factory):
    """The demonstration city, served on a loopback port: its address and its accounts."""
    inherited = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
    environment = {
        **inherited,
        "TONGMING_HOME": str(tmp_path_factory.mktemp("city")),
        "DJANGO_SETTINGS_MODULE": "tongming.conf.production",
    }
    loaded = subprocess.run([TONGMING, "demo", "--json"], env=environment, capture_output=True, check=True)
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    server = subprocess.Popen(
        [TONGMING, "serve", "--port", str(port)], env=environment, stdout=subprocess.PIPE
    )
    assert f"127.0.0.1:{port}" in server.stdout.readline().decode()
    accounts = {account["username"]: account["password"] for account in json.loads(loaded.stdout)["accounts"]}
    yield f"http://127.0.0.1:{port}", accounts
    server.send_signal(signal.SIGTERM)
    server.communicate(timeout=20)


@pytest.fixture(params=[1280, 390])
def page(request, browser, city):
    """A page at one of the two widths; it must load nothing from elsewhere and raise no error."""
    context = browser.new_context(viewport={"width": request.param, "height": 900}, base_url=city[0])
    page = context.new_page()
    faults = []
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.on(
        "request",
        lambda asked: faults.append(asked.url) if not asked.url.startswith((city[0], "data:")) else None,
    )
    yield page
    context.close()
    assert faults == []


def assert_clean(page):
    """No axe violation, no sideways scrolling."""
    assert barriers(page) == []
    assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")


def test_home_has_search_first_questions_news_areas_and_supervision(page):
    page.goto("/")
    expect(page.get_by_role("search").first).to_be_visible()
    expect(page.get_by_role("link", name="2021年政务公开要做哪些事")).to_be_visible()
    expect(page.get_by_role("link", name=TITLE)).to_be_visible()
    for heading in ("今天和本周发布", "重点领域", "督办数字"):
        expect(page.get_by_role("heading", name=heading)).to_be_visible()
    foot = page.locator("footer")
    for words in ("网站标识码", "3206000001", "ICP", "网站地图", "我为政府网站找错"):
        expect(foot).to_contain_text(words)
    assert_clean(page)


def test_the_list_has_facets_and_one_line_of_issuer_number_and_validity(page):
    page.goto("/documents/")
    expect(page.get_by_role("link", name=TITLE)).to_be_visible()
    expect(page.locator("main")).to_contain_text(NUMBER)
    for facet in ("主题", "有效性"):
        assert page.get_by_text(re.compile(facet)).count()
    assert_clean(page)


def test_the_notice_has_number_validity_metadata_outline_text_table_and_download(page):
    page.goto("/documents/")
    page.get_by_role("link", name=TITLE).click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("政务公开工作要点的通知")
    main = page.locator("main")
    for words in (
        NUMBER,
        "有效",
        "索引号",
        "综合政务",
        "一、深化政策发布解读",
        "国办发〔2021〕12号",
        "尚未入库",
        "牵头单位",
    ):
        expect(main).to_contain_text(words)
    assert page.locator("table tbody tr").count() >= 15
    assert_clean(page)


def test_a_search_by_number_in_other_brackets_finds_the_notice_first(page):
    page.goto("/")
    box = page.get_by_role("searchbox").or_(page.get_by_role("combobox")).first
    box.fill("通政办发[2021]42号")
    box.press("Enter")
    expect(page.locator("main a", has_text="政务公开工作要点的通知").first).to_be_visible()
    assert_clean(page)


def test_the_ledger_shows_the_notice_sentence_by_sentence(page):
    page.goto("/ledger/")
    page.locator("main a", has_text="政务公开工作要点").first.click()
    main = page.locator("main")
    for words in ("任务", "已完成", "逾期", "互联网协议第6版", "90%"):
        expect(main).to_contain_text(words)
    assert_clean(page)


def test_the_desk_asks_to_sign_in_and_shows_what_waits(page, city):
    page.goto("/desk/")
    expect(page).to_have_url(re.compile("sign-in"))
    assert_clean(page)
    page.locator("input[name=username]").fill("zhuguan")
    page.locator("input[name=password]").fill(city[1]["zhuguan"])
    page.locator("input[name=password]").press("Enter")
    expect(page).to_have_url(re.compile(r"/desk/$"))
    assert_clean(page)
    page.goto("/desk/ledger/")
    expect(page.locator("main")).to_contain_text("政务公开工作要点")
    assert_clean(page)
