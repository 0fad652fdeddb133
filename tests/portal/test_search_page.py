"""Search, suggestions and the library list."""

from datetime import date
from urllib.parse import quote

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.factories import make_published, make_registered, viewer
from tongming.core.publications.actions import state_validity, withdraw

ANY_TEXT = st.text(max_size=40)
PARAMETERS = st.dictionaries(
    st.sampled_from(
        [
            "q",
            "page",
            "sort",
            "from",
            "to",
            "validity",
            "issuer",
            "theme",
            "subtheme",
            "year",
            "organization",
            "kind",
        ]
    ),
    ANY_TEXT
    | st.sampled_from(
        ["all", "1", "-1", "0", "9999999999", "2021-04-09", "9999-12-31", "0001-01-01", "\x00", "有效"]
    ),
    max_size=5,
)


@pytest.fixture
def library(city, reindex):
    parking = make_published(
        city.team, title="停车场管理办法", text="停车场应当公示收费标准。", reason="演示"
    )
    old = make_published(city.team, title="旧停车收费通知", text="停车收费标准见附件。", reason="演示")
    state_validity(
        viewer(city.team.head),
        old.series,
        state="repealed",
        valid_from=date(2026, 1, 1),
        reason="被新办法代替",
        now=old.published_at,
    )
    reindex()
    return parking.series, old.series


def get(client, address, **parameters):
    return client.get(address, parameters)


def words_of(response):
    """The words of the main part of a page, without the marks of hits."""
    main = response.content.decode().split('class="site-main"')[1].split("site-foot")[0]
    return main.replace("<mark>", "").replace("</mark>", "")


def test_hits_are_marked_and_lead_to_the_document(client, library):
    page = get(client, "/search/", q="停车").content.decode()
    assert "<mark>停车" in page
    assert f'href="/documents/{library[0].pk}/"' in page


def test_a_repealed_text_says_that_it_is_for_reading_only(client, library):
    page = words_of(get(client, "/search/", q="停车"))
    assert "已不再作为办理依据" in page
    assert page.index("停车场管理办法") < page.index("旧停车收费通知")


def test_an_active_facet_is_a_link_to_the_list_without_it(client, library):
    page = get(client, "/search/", q="停车", validity="废止").content.decode()
    assert "有效性：废止" in page
    assert f'href="?q={quote("停车")}"' in page


def test_the_library_begins_with_what_is_in_force_and_leads_to_all(client, library):
    page = client.get("/documents/").content.decode()
    assert "停车场管理办法" in page
    assert "旧停车收费通知" not in page
    assert "validity=all" in page
    assert "旧停车收费通知" in get(client, "/documents/", validity="all").content.decode()


def test_the_default_condition_can_be_taken_away_by_its_own_link(client, library):
    page = client.get("/documents/").content.decode()
    assert '<a class="facet-active" href="?validity=all">' in page


def test_a_search_that_finds_nothing_says_what_to_try(client, library):
    page = get(client, "/search/", q="量子纠缠望远镜", validity="有效").content.decode()
    assert "没有找到" in page
    assert "去掉全部筛选条件再查" in page


def test_a_wrong_character_is_offered_for_correction(client, city, reindex):
    for number in range(4):
        make_registered(city.body, title=f"停车场管理办法之{number}", text="停车场应当公示收费标准。" * 3)
    reindex()
    page = words_of(get(client, "/search/", q="停车厂"))
    assert "停车场" in page


def test_an_empty_search_explains_how_to_ask(client, library):
    page = client.get("/search/").content.decode()
    assert "怎样查得准" in page
    assert "公开申请多久答复" in page


def test_a_wrong_date_is_said_and_left_out(client, library):
    page = words_of(get(client, "/search/", q="停车", **{"from": "昨天"}))
    assert "开始日期“昨天”不是日期" in page
    assert "停车场管理办法" in page


def test_dates_the_wrong_way_round_are_exchanged(client, library):
    page = words_of(get(client, "/search/", q="停车", **{"from": "2026-12-31", "to": "2026-01-01"}))
    assert "已对调" in page
    assert "停车场管理办法" in page


def test_too_long_a_query_is_cut_and_that_is_said(client, library):
    response = get(client, "/search/", q="停车" * 300)
    assert response.status_code == 200
    assert "检索词超过200字" in response.content.decode()


def test_suggestions_by_initials_name_the_document(client, library):
    rows = get(client, "/suggest/", q="tcc").json()["suggestions"]
    assert any(
        row["text"] == "停车场管理办法" and row["url"] == f"/documents/{library[0].pk}/" for row in rows
    )


def test_a_withdrawn_document_is_neither_found_nor_suggested(client, city, library):
    withdraw(viewer(city.team.head), library[0], reason="更正", now=library[0].created_at)
    assert "停车场管理办法" not in words_of(get(client, "/search/", q="收费标准"))
    assert all(
        row["text"] != "停车场管理办法" for row in get(client, "/suggest/", q="停车").json()["suggestions"]
    )


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    parameters=PARAMETERS,
    address=st.sampled_from(
        ["/search/", "/documents/", "/suggest/", "/in-force/", "/unresolved/", "/organizations/"]
    ),
)
def test_no_query_string_breaks_a_list(client, library, parameters, address):
    response = client.get(
        address, {name: value.encode("utf-8", "surrogatepass") for name, value in parameters.items()}
    )
    assert response.status_code in {200, 400}
