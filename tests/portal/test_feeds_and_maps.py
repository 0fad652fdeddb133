"""Feeds, site maps, robots, the way out."""

import xml.etree.ElementTree as ET

import pytest

from tests.factories import make_published, make_registered, viewer
from tests.moments import NOW
from tongming.core.publications.actions import withdraw
from tongming.faces.portal import maps

ATOM = "{http://www.w3.org/2005/Atom}"
MAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"


def test_the_feed_has_stable_identities_and_says_the_validity(client, city):
    series = make_published(city.team, title="新的通知", reason="演示").series
    feed = ET.fromstring(client.get("/feeds/latest.atom").content)
    entry = feed.find(f"{ATOM}entry")
    assert entry.find(f"{ATOM}title").text == "新的通知"
    assert entry.find(f"{ATOM}id").text == f"http://testserver/documents/{series.pk}/"
    assert "有效" in entry.find(f"{ATOM}summary").text


def test_a_body_has_a_feed_of_its_own(client, city):
    make_registered(city.body, title="市政府的文件")
    make_published(city.team, title="办公室的文件", reason="演示")
    text = client.get(f"/feeds/organizations/{city.team.body.pk}.atom").content.decode()
    assert "办公室的文件" in text
    assert "市政府的文件" not in text
    assert client.get("/feeds/organizations/987654.atom").status_code == 404


def test_a_withdrawn_document_leaves_feed_and_map(client, city):
    series = make_published(city.team, title="撤下的通知", reason="演示").series
    withdraw(viewer(city.team.head), series, reason="更正", now=NOW)
    assert "撤下的通知" not in client.get("/feeds/latest.atom").content.decode()
    assert f"/documents/{series.pk}/" not in client.get("/sitemap-1.xml").content.decode()


def test_the_map_for_search_engines_is_divided(client, city, monkeypatch):
    monkeypatch.setattr(maps, "ADDRESSES", 2)
    numbers = [make_registered(city.body).series_id for _ in range(5)]
    index = ET.fromstring(client.get("/sitemap.xml").content)
    parts = [node.text for node in index.iter(f"{MAP}loc")]
    assert parts == [f"http://testserver/sitemap-{number}.xml" for number in (1, 2, 3)]
    found = [
        node.text
        for part in (1, 2, 3)
        for node in ET.fromstring(client.get(f"/sitemap-{part}.xml").content).iter(f"{MAP}loc")
    ]
    assert [url for url in found if "/documents/" in url and not url.endswith("/documents/")] == [
        f"http://testserver/documents/{number}/" for number in numbers
    ]
    assert client.get("/sitemap-4.xml").status_code == 404


def test_robots_may_read_documents_but_not_the_desk(client, city):
    text = client.get("/robots.txt").content.decode()
    assert "Disallow: /desk/" in text
    assert "Disallow: /documents/" not in text
    assert "Sitemap: http://testserver/sitemap.xml" in text


def test_the_site_map_page_leads_everywhere(client, city):
    page = client.get("/sitemap/").content.decode()
    for words in ("政策文件", "现行有效", "公开机构", "综合政务", "演示市人民政府"):
        assert words in page


def test_leaving_names_the_other_site_and_waits_for_a_click(client, city):
    response = client.get("/leave/", {"to": "https://www.gov.cn/a?b=1"})
    assert response.status_code == 200
    page = response.content.decode()
    assert "www.gov.cn" in page
    assert "refresh" not in page.lower()


@pytest.mark.parametrize(
    "target",
    [
        "",
        "javascript:alert(1)",
        "//evil.test",
        "https://",
        "data:text/html,x",
        "https://a@evil.test/",
        "http://[",
        "https://www.gov.cn\x00@evil",
    ],
)
def test_an_address_that_is_no_site_is_refused(client, city, target):
    response = client.get("/leave/", {"to": target})
    assert (
        response.status_code == 400
        or "evil" not in response.content.decode().split("<main")[1].split("<b>")[1].split("</b>")[0]
    )


def test_the_error_report_hands_the_site_code_to_the_national_form(client, city):
    page = client.get("/error-report/").content.decode()
    assert "site_code%3D9901000001" in page
    assert "000-5678" in page
