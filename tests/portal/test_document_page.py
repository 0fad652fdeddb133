"""The document page, its history, its files."""

import json
import re
from datetime import date, timedelta
from html import unescape

import pytest
from django.urls import reverse

from tests.factories import make_published, make_registered, viewer
from tests.moments import NOW
from tongming.core.files.actions import store
from tongming.core.publications.actions import purge, state_validity, withdraw
from tongming.core.publications.models import PublicationFile, Series
from tongming.domains.documents.actions import confirm, propose_relations
from tongming.domains.documents.models import Relation

TEXT = "第一条 停车场应当公示收费标准。\n第二条 本办法自2026年7月1日起施行。"


@pytest.fixture
def document(city):
    return make_published(city.team, title="停车场管理办法", text=TEXT, reason="演示").series


def page_of(client, series, query=""):
    response = client.get(f"/documents/{series.pk}/{query}")
    return response, unescape(response.content.decode())


def test_the_page_shows_the_metadata_of_the_fact_sheet(client, document, city):
    _, page = page_of(client, document)
    for label in (
        "索引号", "主题分类", "体裁", "发文机关", "公开机构", "成文日期", "发布日期", "施行日期", "有效性", "公开方式", "服务对象", "关键词", "内容概述",
    ):  # fmt: skip
        assert f"<dt>{label}</dt>" in page
    for words in (
        document.index_number,
        "综合政务\\政务公开",
        "2026-06-15 10:00",
        "拟稿人",
        city.team.drafter.name,
    ):
        assert words in page


def test_the_article_tags_are_there(client, document):
    _, page = page_of(client, document)
    assert '<meta name="ArticleTitle" content="停车场管理办法">' in page
    assert '<meta name="PubDate" content="2026-06-15 10:00">' in page
    assert '<meta name="ContentSource" content="演示市人民政府办公室">' in page
    assert '<meta name="ColumnType" content="政策文件">' in page


def test_search_engines_get_the_document_as_legislation(client, document):
    _, page = page_of(client, document)
    data = json.loads(re.search(r'<script type="application/ld\+json">(.*?)</script>', page)[1])
    assert data["@type"] == "Legislation"
    assert data["name"] == "停车场管理办法"
    assert data["legislationLegalForce"].endswith("InForce")


def test_linked_data_cannot_end_its_script_element(client, city):
    series = make_published(city.team, title="甲</script><script>alert(1)</script>", reason="演示").series
    raw = client.get(f"/documents/{series.pk}/").content.decode()
    assert "<script>alert" not in raw


def test_a_text_in_force_says_since_when(client, document):
    _, page = page_of(client, document)
    assert "现行有效" in page
    assert "2026年6月12日" in page


def test_a_repealed_text_names_the_act_that_repealed_it(client, city, document):
    act = make_published(city.team, title="关于废止的决定", reason="演示").series
    state_validity(
        viewer(city.team.head),
        document,
        state="repealed",
        valid_from=date(2026, 6, 1),
        basis=act,
        reason="代替",
        now=NOW,
    )
    _, page = page_of(client, document)
    assert "已经废止，不再作为办理依据" in page
    assert f'href="/documents/{act.pk}/"' in page


def test_a_text_not_yet_in_force_says_from_when(client, city):
    series = make_published(city.team, effective_on="2026-08-01", reason="演示").series
    _, page = page_of(client, series)
    assert "自2026年8月1日起施行" in page


def test_a_withdrawn_document_stays_readable_with_its_mark(client, city, document):
    withdraw(viewer(city.team.head), document, reason="附件有误", now=NOW)
    response, page = page_of(client, document)
    assert response.status_code == 200
    assert "已撤下" in page
    assert "附件有误" in page
    assert "停车场应当公示收费标准" in page
    assert '<meta name="robots" content="noindex">' in page
    assert "application/ld+json" not in page


def test_a_purged_document_answers_gone_without_any_of_its_words(client, city, document):
    purge(viewer(city.team.head), document, ground="personal_data", reason="停车场管理办法里有姓名", now=NOW)
    for address in ("", "history/", "compare/", "text/", "?on=2026-06-15", "?version=1", "?view=reading"):
        response = client.get(f"/documents/{document.pk}/{address}")
        page = response.content.decode()
        assert response.status_code == 410
        assert "泄露个人信息" in page
        assert "2026年6月15日" in page
        assert "停车场" not in page
        assert "姓名" not in page


def test_the_day_view_shows_the_version_of_that_day(client, city, document):
    make_published(
        city.team,
        series=Series.objects.get(pk=document.pk),
        title="停车场管理办法",
        text="改过的正文。",
        reason="演示",
        now=NOW + timedelta(days=3),
    )
    _, page = page_of(client, document, "?on=2026-06-16")
    assert "公众在" in page
    assert "停车场应当公示收费标准" in page
    assert "改过的正文" not in page


def test_the_day_view_of_a_day_before_publication_says_so(client, document):
    response, page = page_of(client, document, "?on=2026-06-01")
    assert response.status_code == 404
    assert "当天尚未公开" in page
    assert "2026-06-15 10:00" in page


@pytest.mark.parametrize("day", ["昨天", "2026-13-01", "0001-01-01", "9999-12-31"])
def test_a_day_that_is_none_gets_an_explanation(client, document, day):
    response = client.get(f"/documents/{document.pk}/", {"on": day})
    assert response.status_code in {200, 400}
    if response.status_code == 400:
        assert "日期" in response.content.decode()


def test_an_earlier_version_can_be_read_and_compared(client, city, document):
    make_published(
        city.team,
        series=Series.objects.get(pk=document.pk),
        title="停车场管理办法",
        text=TEXT.replace("公示", "在入口处公示"),
        reason="演示",
    )
    _, old = page_of(client, document, "?version=1")
    assert "不是现在的文本" in old
    compared = client.get(f"/documents/{document.pk}/compare/").content.decode()
    assert "<ins>在入口处</ins>" in compared
    assert client.get(f"/documents/{document.pk}/compare/?old=1&new=9").status_code == 404
    assert client.get(f"/documents/{document.pk}/compare/?old=x").status_code == 400


@pytest.mark.parametrize("version", ["9", "0", "x", "999999999999999999999"])
def test_a_version_that_is_not_there_answers_not_found(client, document, version):
    assert client.get(f"/documents/{document.pk}/?version={version}").status_code == 404


@pytest.mark.parametrize("number", [987654, 99999999999999999999999])
def test_a_document_that_is_not_there_answers_not_found(client, city, number):
    assert client.get(f"/documents/{number}/").status_code == 404


def test_the_history_keeps_the_offices_own_word_to_itself(client, city):
    series = make_published(city.team, reason="内部说明：领导催办").series
    page = client.get(f"/documents/{series.pk}/history/").content.decode()
    assert "发布" in page
    assert series.current.content_hash in page
    assert "领导催办" not in page


def test_reading_mode_shows_the_text_without_navigation(client, document):
    _, page = page_of(client, document, "?view=reading")
    assert "停车场应当公示收费标准" in page
    assert "masthead-nav" not in page
    assert "索引号" not in page


def reference(title, role, number=None, **more):
    return {"title": title, "doc_number": number, "role": role, **more}


def cite(city, *references, **fields):
    body = {"outline": [], "attachments": [], "tables": [], "tasks": [], "references": list(references)}
    series = make_published(city.team, body=body, reason="演示", **fields).series
    propose_relations([{"series_id": series.pk}])
    return series


def test_relations_are_shown_both_ways_with_their_state(client, city, document):
    series = cite(
        city,
        reference("停车场管理办法", "implements"),
        reference("没有入库的条例", "basis"),
        title="实施细则",
    )
    _, page = page_of(client, series)
    assert "待确认" in page
    assert "尚未入库" in page
    assert "《没有入库的条例》" in page
    _, other = page_of(client, document)
    assert "贯彻落实本文件的文件" in other
    assert f'href="/documents/{series.pk}/"' in other
    confirm(viewer(city.team.drafter), Relation.objects.get(source=series, role="implements"), now=NOW)
    assert '<span class="related-mark">待确认</span>' not in page_of(client, document)[1]


def test_unresolved_citations_are_listed_until_the_document_arrives(client, city):
    cite(city, reference("没有入库的条例", "basis"), title="实施细则")
    assert "《没有入库的条例》" in client.get("/unresolved/").content.decode()
    arrived = make_registered(city.body, title="没有入库的条例")
    propose_relations([{"series_id": arrived.series_id}])
    assert "《没有入库的条例》" not in client.get("/unresolved/").content.decode()


def test_the_plain_text_says_whether_it_holds(client, document):
    response = client.get(f"/documents/{document.pk}/text/")
    assert response.headers["Content-Type"] == "text/plain; charset=utf-8"
    assert response.headers["Content-Disposition"].startswith("attachment")
    text = response.content.decode()
    assert text.startswith("停车场管理办法\n")
    assert "有效性：有效" in text


@pytest.fixture
def original(city, document):
    stored = store(b"<script>alert(1)</script>", "原件.html", NOW)
    return PublicationFile.objects.create(
        publication=document.current, stored=stored, name="原件 甲.html", is_original=True
    )


def test_a_file_is_always_saved_and_never_shown(client, original):
    response = client.get(reverse("portal:file", args=[original.pk, original.name]))
    assert response.headers["Content-Disposition"].startswith("attachment")
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    assert b"".join(response.streaming_content) == b"<script>alert(1)</script>"
    response.close()


def test_a_file_under_another_name_leads_to_its_own(client, original):
    response = client.get(reverse("portal:file", args=[original.pk, "别的.html"]))
    assert response.status_code == 302
    assert response.headers["Location"] == reverse("portal:file", args=[original.pk, original.name])


def test_files_of_a_purged_document_are_gone(client, city, document, original):
    address = reverse("portal:file", args=[original.pk, original.name])
    purge(viewer(city.team.head), document, ground="court_order", reason="判决", now=NOW)
    assert client.get(address).status_code == 404


def test_a_file_that_is_not_there_answers_not_found(client, city):
    assert client.get("/files/99999999999999999999/a.txt").status_code == 404


def test_what_was_in_force_on_a_day_says_when_it_holds_no_longer(client, city, document):
    state_validity(
        viewer(city.team.head),
        document,
        state="repealed",
        valid_from=date(2026, 6, 15),
        reason="代替",
        now=NOW,
    )
    assert "停车场管理办法" not in client.get("/in-force/").content.decode()
    page = client.get("/in-force/?on=2026-06-13").content.decode()
    assert "停车场管理办法" in page
    assert "当天有效，现在是“废止”" in page
    assert client.get("/in-force/?on=13.6.2026").status_code == 400


def test_a_day_to_come_is_read_as_today(client, document):
    _, page = page_of(client, document, "?on=2099-01-01")
    assert "2026年6月15日" in page
    assert "2099年" not in page
