"""Several sites in one installation, told apart by their domain."""

import pytest

from tests.factories import make_body, make_published, make_registered, make_team
from tongming.core.organizations.models import Site


@pytest.fixture
def county(city):
    body = make_body("演示县人民政府", "county", parent=city.body, division_code="990101")
    Site.objects.create(organization=body, domain="www.county.test", name="演示县政府信息公开")
    return body


def test_each_domain_has_its_own_name(client, city, county):
    assert "演示县政府信息公开" in client.get("/", headers={"host": "www.county.test"}).content.decode()
    assert "演示市政府信息公开" in client.get("/", headers={"host": "www.city.test"}).content.decode()


def test_an_unknown_host_gets_the_default_site(client, city, county):
    assert "演示市政府信息公开" in client.get("/", headers={"host": "other.test"}).content.decode()


def test_a_county_shows_its_own_documents_and_the_city_shows_both(client, city, county, reindex):
    make_registered(county, title="县里的文件")
    make_registered(city.body, title="市里的文件")
    reindex()
    addresses = ("/documents/", "/search/?q=文件", "/in-force/", "/feeds/latest.atom", "/")
    for address in addresses:
        local = (
            client.get(address, headers={"host": "www.county.test"})
            .content.decode()
            .replace("<mark>", "")
            .replace("</mark>", "")
        )
        whole = (
            client.get(address, headers={"host": "www.city.test"})
            .content.decode()
            .replace("<mark>", "")
            .replace("</mark>", "")
        )
        assert "县里的文件" in local, address
        assert "市里的文件" not in local, address
        assert "县里的文件" in whole, address
        assert "市里的文件" in whole, address


def test_a_site_never_shows_more_than_its_bodies_whatever_the_address_asks(client, city, county, reindex):
    make_registered(city.body, title="市里的文件")
    reindex()
    page = client.get(
        f"/documents/?organization={city.body.pk}", headers={"host": "www.county.test"}
    ).content.decode()
    assert "市里的文件" not in page


def test_suggestions_stay_within_the_site(client, city, county, reindex):
    make_registered(city.body, title="停车场管理办法")
    reindex()
    here = client.get("/suggest/?q=停车场", headers={"host": "www.county.test"}).json()["suggestions"]
    assert all(row["text"] != "停车场管理办法" for row in here)
    there = client.get("/suggest/?q=停车场", headers={"host": "www.city.test"}).json()["suggestions"]
    assert any(row["text"] == "停车场管理办法" for row in there)


def test_bodies_of_no_site_belong_to_the_default_one(client, city, county, reindex):
    make_registered(make_body("国务院", "national"), title="全国的条例")
    reindex()
    assert "全国的条例" in client.get("/documents/", headers={"host": "www.city.test"}).content.decode()
    assert "全国的条例" not in client.get("/documents/", headers={"host": "www.county.test"}).content.decode()


def test_a_document_is_readable_on_every_site(client, city, county):
    series = make_published(make_team(city.body), reason="演示").series
    response = client.get(f"/documents/{series.pk}/", headers={"host": "www.county.test"})
    assert response.status_code == 200
    assert "演示县政府信息公开" in response.content.decode()


def test_an_installation_without_a_site_still_answers(client, db, settings, tmp_path):
    settings.INDEX_ROOT = tmp_path / "index"
    for address in ("/", "/documents/", "/organizations/", "/sitemap/", "/error-report/"):
        assert client.get(address).status_code == 200


def test_a_host_that_is_not_served_is_refused(client, city, settings):
    settings.ALLOWED_HOSTS = ["www.city.test"]
    assert client.get("/", headers={"host": "evil.test"}).status_code == 400
