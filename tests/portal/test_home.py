"""The home page."""

from datetime import timedelta

from django.urls import reverse

from tests.factories import make_published, make_registered
from tests.moments import NOW


def test_an_empty_site_says_so_and_shows_no_empty_column(client, city):
    page = client.get("/").content.decode()
    assert "还没有公开的文件" in page
    assert "重点领域" not in page
    assert "督办数字" not in page


def test_the_questions_of_the_site_are_searches(client, city):
    page = client.get("/").content.decode()
    assert "公开申请多久答复" in page
    assert f'href="{reverse("portal:search")}?q=' in page


def test_today_and_this_week_are_told_apart(client, city):
    make_published(city.team, title="今天的通知", reason="演示")
    make_published(city.team, title="三天前的通知", reason="演示", now=NOW - timedelta(days=3))
    make_published(
        city.team, title="上月的通知", formed_on="2026-05-01", reason="演示", now=NOW - timedelta(days=30)
    )
    page = client.get("/").content.decode()
    today, week = page.split("近七天")[:2]
    assert "今天的通知" in today
    assert "三天前的通知" in week
    assert "上月的通知" not in page


def test_registered_files_are_not_news_but_are_listed_when_there_is_no_news(client, city, reindex):
    make_registered(city.body, title="早已公开的办法")
    reindex()
    page = client.get("/").content.decode()
    assert "近七天没有新发布的文件" in page
    assert "早已公开的办法" in page


def test_key_areas_show_their_number_as_of_today(client, city, reindex):
    make_registered(city.body, theme="科技、教育", subtheme="教育")
    reindex()
    page = client.get("/").content.decode()
    assert "重点领域" in page
    assert "截至 2026-06-15" in page
    assert "theme=%E7%A7%91" in page


def test_the_home_page_carries_the_site_and_column_tags(client, city):
    page = client.get("/").content.decode()
    for name, value in (
        ("SiteName", "演示市政府信息公开"),
        ("SiteIDCode", "9901000001"),
        ("ColumnName", "首页"),
    ):
        assert f'<meta name="{name}" content="{value}">' in page
    assert '<meta name="SiteDomain" content="www.city.test">' in page


def test_the_foot_shows_what_the_guideline_asks_for(client, city):
    page = client.get("/").content.decode()
    for words in (
        "演ICP备1号",
        "演公网安备99010200000001号",
        "9901000001",
        "网站地图",
        "我为政府网站找错",
        "000-5678",
    ):
        assert words in page
