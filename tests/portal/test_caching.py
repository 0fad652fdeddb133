"""Public pages can be kept by caches: no sign-in state, an ETag, a short life."""

import pytest
from django.contrib.auth import get_user_model

from tests.factories import make_published

ADDRESSES = [
    "/",
    "/documents/",
    "/search/",
    "/in-force/",
    "/organizations/",
    "/sitemap/",
    "/feeds/latest.atom",
    "/sitemap.xml",
    "/robots.txt",
]


@pytest.mark.parametrize("address", ADDRESSES)
def test_an_unchanged_page_is_not_sent_again(client, city, address):
    make_published(city.team, reason="演示")
    first = client.get(address)
    assert "public" in first.headers["Cache-Control"]
    assert "max-age=60" in first.headers["Cache-Control"]
    again = client.get(address, headers={"if-none-match": first.headers["ETag"]})
    assert again.status_code == 304
    assert again.content == b""


@pytest.mark.parametrize("address", ADDRESSES)
def test_a_public_page_sets_no_cookie_and_knows_no_signed_in_person(client, city, address):
    person = city.team.drafter
    client.force_login(
        get_user_model().objects.get(pk=person.pk), backend="django.contrib.auth.backends.ModelBackend"
    )
    response = client.get(address)
    assert not response.cookies
    assert person.name not in response.content.decode().replace("演示市", "")


def test_a_new_publication_changes_the_etag(client, city):
    before = client.get("/").headers["ETag"]
    make_published(city.team, reason="演示")
    assert client.get("/").headers["ETag"] != before


def test_display_choices_are_part_of_what_a_cache_keeps_apart(client, city):
    assert "Cookie" in client.get("/").headers["Vary"]
    client.cookies["tongming_view"] = "view=elder"
    assert 'data-view="elder"' in client.get("/").content.decode()


@pytest.mark.parametrize("method", ["post", "put", "delete"])
def test_public_pages_only_answer_readers(client, city, method):
    assert getattr(client, method)("/documents/").status_code == 405


def test_an_error_page_bears_the_name_of_the_site(client, city):
    response = client.get("/documents/987654/")
    assert response.status_code == 404
    assert "演示市政府信息公开" in response.content.decode()
