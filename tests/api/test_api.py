"""The API shows what the public sees: paged, with ETags, errors in Chinese, withdrawn and purged texts gone from lists."""

import json

import pytest
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.factories import make_body, make_published, make_registered, make_team, viewer
from tests.moments import NOW
from tongming.core.events.actions import drain
from tongming.core.publications import actions

pytestmark = pytest.mark.django_db


@pytest.fixture
def api():
    return Client()


def test_the_list_is_paged_newest_first(api):
    body = make_body()
    made = [make_registered(body).series for _ in range(5)]
    page = api.get("/api/documents", {"size": 2, "page": 2}).json()
    assert (page["total"], page["pages"]) == (5, 3)
    assert [item["id"] for item in page["items"]] == [made[2].pk, made[1].pk]
    assert api.get("/api/documents", {"page": 9}).json()["items"] == []


def test_a_document_comes_with_text_structure_history_and_relations(api):
    publication = make_published()
    answer = api.get(f"/api/documents/{publication.series_id}").json()
    assert answer["title"].startswith("关于演示事项")
    assert answer["index_number"] == publication.series.index_number
    assert answer["statements"][0]["state"] == "in_force"
    assert answer["content_hash"] == publication.content_hash
    assert api.get(f"/api/documents/{publication.series_id}/versions").json()[0]["version"] == 1


def test_an_unchanged_answer_is_not_sent_again(api):
    publication = make_published()
    first = api.get(f"/api/documents/{publication.series_id}")
    again = api.get(f"/api/documents/{publication.series_id}", headers={"if-none-match": first["ETag"]})
    assert (again.status_code, again.content) == (304, b"")


def test_a_withdrawn_document_leaves_lists_and_search_and_a_purged_one_is_gone(api):
    team = make_team()
    series = make_published(team, title="将撤下的文件").series
    drain(NOW)
    assert api.get("/api/search", {"q": "将撤下的文件"}).json()["total"] == 1
    actions.withdraw(viewer(team.head), series, reason="有误", now=NOW)
    assert api.get("/api/documents").json()["total"] == 0
    assert api.get("/api/search", {"q": "将撤下的文件"}).json()["hits"] == []
    assert api.get(f"/api/documents/{series.pk}").json()["withdrawn"] is True
    actions.purge(viewer(team.head), series, ground="court_order", reason="判决", now=NOW)
    gone = api.get(f"/api/documents/{series.pk}")
    assert (gone.status_code, "清除" in gone.json()["error"]) == (404, True)


def test_search_gives_hits_facets_and_plain_snippets(api):
    make_registered(title="停车管理办法", text="停车应当规范。", doc_number="演办发〔2021〕9号")
    drain(NOW)
    answer = api.get("/api/search", {"q": "演办发[2021]9号"}).json()
    assert answer["hits"][0]["title"] == "停车管理办法"
    assert {"kind", "issuer", "theme", "year", "validity"} <= set(answer["facets"])
    assert api.get("/api/suggest", {"q": "tingche"}).json()[0]["text"] == "停车管理办法"


def test_what_was_in_force_on_a_day_can_be_listed(api):
    make_registered(title="早", formed_on="2020-01-01", effective_on="2020-01-01")
    make_registered(title="晚", formed_on="2022-01-01", effective_on="2022-01-01")
    found = api.get("/api/documents", {"in_force": "2021-01-01"}).json()["items"]
    assert [item["title"] for item in found] == ["早"]


@pytest.mark.parametrize(
    "address",
    [
        "/api/documents?page=0",
        "/api/documents?size=1000",
        "/api/documents?in_force=x",
        "/api/search?sort=worst",
    ],
)
def test_bad_parameters_are_named_in_chinese(api, address):
    answer = api.get(address)
    assert answer.status_code == 400
    assert "参数无法识别" in answer.json()["error"]


@pytest.mark.parametrize(
    "address", ["/api/documents/999999", "/api/organizations/999999", "/api/documents/999999/versions"]
)
def test_what_does_not_exist_says_so(api, address):
    answer = api.get(address)
    assert (answer.status_code, bool(answer.json()["error"])) == (404, True)


def test_nothing_can_be_written(api):
    for method in (api.post, api.put, api.patch, api.delete):
        assert method("/api/documents").status_code == 405


def test_a_page_of_the_list_costs_two_queries_at_20_and_at_100_rows(api, django_assert_num_queries):
    body = make_body()
    for rows in (20, 80):
        for _ in range(rows):
            make_registered(body)
        with django_assert_num_queries(2):
            assert len(api.get("/api/documents", {"size": 20}).json()["items"]) == 20


def test_the_openapi_document_names_every_endpoint(api):
    schema = api.get("/api/openapi.json").json()
    assert set(schema["paths"]) >= {"/api/documents", "/api/search", "/api/suggest", "/api/organizations"}
    assert json.dumps(schema)


@given(st.text(max_size=40))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=40, deadline=None)
def test_any_query_is_answered(q):
    assert Client().get("/api/search", {"q": q}).status_code in {200, 400}
