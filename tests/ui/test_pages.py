"""Base templates, error pages and display settings."""

from datetime import UTC, datetime

import pytest
from django.template.loader import get_template
from django.urls import reverse

from tongming.core.ui import preferences, views
from tongming.core.ui.pieces import ArticleMeta, ColumnMeta, Link, SiteFace

# Context processors of other applications look up the site.
pytestmark = pytest.mark.django_db

SITE = SiteFace(
    name="某市人民政府",
    domain="www.example.gov.cn",
    code="1234560001",
    organizer="某市人民政府办公室",
    contact="0000-1234567",
    icp="备00000001号",
    police_number="公网安备 1 号",
    police_url="https://beian.example.cn/1",
    sitemap_url="/sitemap/",
    navigation=(Link("首页", "/"), Link("信息公开", "/open/")),
)


def public_page(**values):
    return get_template("ui/base_public.html").render(values)


def test_the_foot_has_the_elements_of_the_national_guideline():
    foot = public_page(site=SITE).partition("<footer")[2]
    for words in (
        "1234560001",
        "某市人民政府办公室",
        "0000-1234567",
        "备00000001号",
        "公网安备 1 号",
        "网站地图",
        "我为政府网站找错",
    ):
        assert words in foot


def test_links_that_leave_the_site_say_so():
    foot = public_page(site=SITE).partition("<footer")[2]
    assert foot.count("将离开本站") == foot.count('href="https://')


def test_an_own_page_for_faults_stays_in_the_site():
    foot = public_page(site=SiteFace("某市", code="1234560001", fault_url="/faults/")).partition("<footer")[2]
    assert '<a href="/faults/">我为政府网站找错</a>' in foot
    assert "https://" not in foot


def test_elements_of_the_foot_that_are_not_known_are_left_out():
    foot = public_page(site=SiteFace("某市")).partition("<footer")[2]
    assert "<dt>" not in foot


def test_the_head_has_the_tags_of_the_national_guideline():
    page = public_page(
        site=SITE,
        column=ColumnMeta("政策文件", "政策文件", "市政府文件", ("政策", "文件")),
        article=ArticleMeta(
            '关于"甲"的通知', datetime(2026, 7, 18, 23, 16, tzinfo=UTC), "市政府", ("甲",), "乙"
        ),
    )
    for name, content in [
        ("SiteName", "某市人民政府"),
        ("SiteDomain", "www.example.gov.cn"),
        ("SiteIDCode", "1234560001"),
        ("ColumnName", "政策文件"),
        ("ColumnDescription", "市政府文件"),
        ("ColumnKeywords", "政策;文件"),
        ("ColumnType", "政策文件"),
        ("ArticleTitle", "关于&quot;甲&quot;的通知"),
        ("PubDate", "2026-07-19 07:16"),
        ("ContentSource", "市政府"),
        ("Keywords", "甲"),
        ("Author", "乙"),
    ]:
        assert f'<meta name="{name}" content="{content}">' in page
    assert 'name="Image"' not in page


def test_the_page_is_in_chinese_and_has_a_link_past_the_head():
    page = public_page(site=SITE)
    assert '<html lang="zh-CN">' in page
    assert page.index('href="#content"') < page.index("<header")
    assert '<main id="content"' in page


def test_the_present_column_is_marked():
    page = public_page(site=SITE, current_nav="/open/")
    assert '<a href="/open/" aria-current="true">信息公开</a>' in page
    assert '<a href="/">首页</a>' in page


def test_the_desk_has_its_three_columns_and_is_not_indexed():
    page = get_template("ui/base_desk.html").render(
        {"desk_navigation": [Link("台账", "/desk/ledger/", current=True)]}
    )
    assert "noindex" in page
    for place in ('id="waits"', 'id="content"', 'id="deeds"'):
        assert place in page
    assert 'aria-current="page">台账</a>' in page


def test_the_wide_desk_has_one_column():
    page = get_template("ui/base_desk_wide.html").render({})
    assert 'id="content"' in page
    assert 'id="waits"' not in page


@pytest.mark.parametrize("name", ["400", "403", "403_csrf", "404", "500"])
def test_error_pages_render_without_any_context_and_say_what_to_do(name):
    page = get_template(f"{name}.html").render()
    assert page.count("<h1>") == 1
    assert page.partition("error-page")[2].count("<li>") >= 3
    assert "回到首页" in page


def test_choices_of_the_cookie_are_written_into_the_page(rf):
    request = rf.get("/")
    request.COOKIES[preferences.COOKIE] = "view=elder&size=large&contrast=purple"
    page = get_template("ui/base_public.html").render({"site": SITE}, request)
    assert '<html lang="zh-CN" data-view="elder" data-size="large">' in page


def test_the_display_settings_show_the_present_choice(rf):
    request = rf.get(reverse("ui:preferences"), {"next": "/open/?q=1"})
    request.COOKIES[preferences.COOKIE] = "view=elder"
    page = views.display_settings(request).content.decode()
    assert 'name="view" value="elder" checked' in page
    assert 'name="next" value="/open/?q=1"' in page


def test_saving_the_display_settings_sets_the_cookie_and_goes_back(rf):
    request = rf.post(
        reverse("ui:preferences"), {"view": "elder", "contrast": "", "size": "huge", "next": "/open/"}
    )
    answer = views.display_settings(request)
    assert answer["Location"] == "/open/"
    assert answer.cookies[preferences.COOKIE].value == "view=elder"


def test_the_standard_choice_removes_the_cookie(rf):
    answer = views.display_settings(rf.post(reverse("ui:preferences"), {"next": "/"}))
    assert answer.cookies[preferences.COOKIE].value == ""
    assert answer.cookies[preferences.COOKIE]["max-age"] == 0


@pytest.mark.parametrize("target", ["https://evil.example/", "//evil.example/", "javascript:alert(1)", ""])
def test_the_display_settings_lead_only_back_into_the_site(rf, target):
    answer = views.display_settings(rf.post(reverse("ui:preferences"), {"view": "elder", "next": target}))
    assert answer["Location"] == "/"


def test_a_cache_of_pages_is_told_apart_by_the_choice(rf):
    request = rf.get("/")
    assert preferences.cache_key_part(request) == ""
    request.COOKIES[preferences.COOKIE] = "size=large&view=elder"
    assert preferences.cache_key_part(request) == "view=elder&size=large"


@pytest.mark.parametrize("broken", ["", "view", "view=", "&&=", "view=elder;x", "view=elder&view=dark"])
def test_a_broken_cookie_falls_back_to_the_standard(rf, broken):
    request = rf.get("/")
    request.COOKIES[preferences.COOKIE] = broken
    assert preferences.from_request(request) == preferences.Preferences()
