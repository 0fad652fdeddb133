"""Bodies and the four modules of their disclosure columns."""

import pytest

from tests.factories import make_body, make_registered


def test_the_column_has_its_modules_in_the_national_order(client, city):
    page = client.get(f"/organizations/{city.body.pk}/").content.decode()
    names = ["政府信息公开指南", "政府信息公开制度", "法定主动公开内容", "政府信息公开年报", "依申请公开"]
    places = [page.index(name) for name in names]
    assert places == sorted(places)


def test_the_guide_gives_what_article_12_asks_for(client, city):
    page = client.get(f"/organizations/{city.body.pk}/guide/").content.decode()
    for words in (
        "信息分类",
        "编排体系",
        "获取方式",
        "演示市政务公开处",
        "演示路1号",
        "工作日9:00—17:30",
        "000-1234",
    ):
        assert words in page


def test_the_rules_module_holds_rules_on_disclosure_of_the_body_and_those_above(client, city):
    above = make_registered(city.body, title="演示市政府信息公开规定", genre="法规规章")
    own = make_registered(city.team.body, title="办公室政务公开制度", genre="通知", article20="20-1")
    make_registered(
        city.team.body, title="停车场管理办法", genre="法规规章", theme="工业、交通", subtheme="公路"
    )
    make_registered(city.team.body, title="政务公开工作要点", genre="通知", article20="")
    page = client.get(f"/organizations/{city.team.body.pk}/rules/").content.decode()
    assert above.content.title in page
    assert own.content.title in page
    assert "停车场管理办法" not in page
    assert "政务公开工作要点" not in page


def test_the_content_module_counts_every_item_of_article_20(client, city):
    make_registered(city.body, title="2026年预算", article20="20-7")
    make_registered(city.body, title="没有归入事项的文件", article20="")
    page = client.get(f"/organizations/{city.body.pk}/content/").content.decode()
    assert "财政预算、决算" in page
    assert "尚未归入事项" in page
    only = client.get(f"/organizations/{city.body.pk}/content/?item=20-7").content.decode()
    assert "2026年预算" in only
    assert "没有归入事项的文件" not in only


def test_the_reports_module_lists_annual_reports_and_says_when_there_are_none(client, city):
    address = f"/organizations/{city.body.pk}/reports/"
    assert "还没有入库的年度报告" in client.get(address).content.decode()
    make_registered(city.body, title="演示市2025年政府信息公开工作年度报告", genre="报告")
    make_registered(city.body, title="演示市2025年预算报告", genre="报告")
    page = client.get(address).content.decode()
    assert "政府信息公开工作年度报告" in page
    assert "预算报告" not in page


def test_the_entry_for_requests_explains_channels_and_time_limits(client, city):
    page = client.get(f"/organizations/{city.body.pk}/requests/").content.decode()
    for words in ("20个工作日", "行政复议", "演示路1号"):
        assert words in page


def test_the_list_shows_bodies_below_by_kind_and_finds_them_by_name(client, city):
    county = make_body("演示县人民政府", "county", parent=city.body, division_code="990101")
    make_body("演示镇人民政府", "township", parent=county, division_code="990101001")
    page = client.get("/organizations/").content.decode()
    assert "演示县人民政府" in page
    assert "演示镇人民政府" not in page
    assert "演示镇人民政府" in client.get("/organizations/?q=演示镇").content.decode()
    assert "没有找到机构" in client.get("/organizations/?q=没有这个").content.decode()


@pytest.mark.parametrize(
    "address",
    ["/organizations/987654/", "/organizations/1/none/", "/organizations/99999999999999999999/guide/"],
)
def test_what_is_not_there_answers_not_found(client, city, address):
    assert client.get(address).status_code == 404
