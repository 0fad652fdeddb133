"""Published series on the desk: validity with its basis, withdrawal and back, purge with its confirmation, new versions, relations."""

import pytest
from django.urls import reverse

from tests.factories import make_approved, make_body, make_person, make_published, make_registered, make_team
from tongming.core.accounts.models import Role
from tongming.core.publications.models import Draft, PublicationContent, Series
from tongming.core.trail.queries import history
from tongming.domains.documents.models import Relation, RelationState

pytestmark = pytest.mark.django_db


@pytest.fixture
def series(team):
    return make_published(team, title="演示管理办法", doc_number="演政规〔2026〕1号").series


def address(name, series):
    return reverse(f"desk:{name}", args=[series.pk])


def shown(client, series):
    return client.get(address("series", series)).content.decode()


def test_the_page_tells_what_it_is_who_made_it_and_what_may_be_done(team, series, sign_in):
    page = shown(sign_in(team.head), series)
    for expected in ("演示管理办法", series.index_number, team.drafter.name, "标注有效性", "清除", "撤下"):
        assert expected in page
    drafter = shown(sign_in(team.drafter), series)
    assert "起草新版本" in drafter
    assert "清除…" not in drafter


def test_a_series_of_another_body_is_not_known_here(team, sign_in):
    other = make_published(make_team()).series
    client = sign_in(team.head)
    for name in ("series", "validity", "purge", "series_deed", "new_version"):
        assert client.get(address(name, other)).status_code == 404
        assert client.post(address(name, other)).status_code == (405 if name == "series" else 404)


def test_validity_is_stated_from_a_day_on_the_basis_of_a_document_found_by_number(team, series, sign_in):
    basis = make_published(team, title="关于废止的决定", doc_number="演政发〔2026〕30号").series
    client = sign_in(team.publisher)
    typed = {
        "state": "repealed",
        "valid_from": "2026-06-15",
        "valid_to": "",
        "articles": "",
        "reason": "不再适用",
    }
    found = client.post(
        address("validity", series), typed | {"q": "演政发[2026]30号", "find": "1"}
    ).content.decode()
    assert "关于废止的决定" in found
    assert "不再适用" in found  # what was typed before the search is still there
    assert client.post(address("validity", series), typed | {"basis": basis.pk}).status_code == 302
    series.refresh_from_db()
    assert series.validity == "repealed"
    page = shown(client, series)
    assert "《关于废止的决定》" in page
    assert "不再适用" in page


def test_a_statement_without_reason_or_backwards_is_an_error_in_place(team, series, sign_in):
    client = sign_in(team.publisher)
    empty = client.post(address("validity", series), {"state": "", "valid_from": "", "reason": ""})
    assert empty.status_code == 422
    for message in ("请填写有效性。", "请填写自何日起。", "请填写理由。"):
        assert message in empty.content.decode()
    backwards = {"state": "expired", "valid_from": "2026-06-15", "valid_to": "2026-06-01", "reason": "试"}
    assert "终止日期应晚于起始日期。" in client.post(address("validity", series), backwards).content.decode()


def test_a_search_without_result_says_so(team, series, sign_in):
    page = sign_in(team.publisher).get(address("validity", series), {"q": "没有这份"}).content.decode()
    assert "没有找到“没有这份”" in page


def test_validity_and_purge_are_closed_to_drafters(team, series, sign_in):
    client = sign_in(team.drafter)
    for name in ("validity", "purge"):
        assert client.get(address(name, series)).status_code == 403
        assert client.post(address(name, series), {"state": "repealed", "ground": "secret"}).status_code in {
            403,
            422,
        }
    series.refresh_from_db()
    assert (series.validity, series.purged) == ("in_force", False)


def test_withdrawal_and_restoration_need_reasons(team, series, sign_in):
    client = sign_in(team.head)
    assert client.post(address("series_deed", series), {"deed": "withdraw", "reason": ""}).status_code == 422
    client.post(address("series_deed", series), {"deed": "withdraw", "reason": "核对内容"})
    assert not Series.objects.get(pk=series.pk).listed
    page = shown(client, series)
    assert "已撤下" in page
    assert "核对内容" in page
    client.post(address("series_deed", series), {"deed": "restore", "reason": "核对无误"})
    assert Series.objects.get(pk=series.pk).listed
    assert client.post(address("series_deed", series), {"deed": "purge", "reason": "x"}).status_code == 422
    assert client.get(address("series_deed", series)).status_code == 405


def test_a_purge_says_what_vanishes_and_asks_for_the_confirming_word(team, series, sign_in):
    client = sign_in(team.head)
    page = client.get(address("purge", series)).content.decode()
    assert "1 个版本的标题、元数据和正文" in page
    assert series.index_number in page
    typed = {"ground": "personal_data", "reason": "附件含身份证号", "word": "好"}
    refused = client.post(address("purge", series), typed)
    assert refused.status_code == 422
    assert "请输入“清除”二字。" in refused.content.decode()
    assert PublicationContent.objects.exists()
    assert client.post(address("purge", series), typed | {"word": "清除"}).status_code == 302
    assert not PublicationContent.objects.exists()
    after = shown(client, series)
    assert "（内容已清除）" in after
    assert "演示管理办法" not in after
    assert "附件含身份证号" in after


def test_nothing_of_a_purged_series_breaks_a_page(team, series, sign_in):
    client = sign_in(team.head)
    client.post(address("purge", series), {"ground": "court_order", "reason": "判决", "word": "清除"})
    draft = Draft.objects.get()
    for path in (
        reverse("desk:draft", args=[draft.pk]),
        reverse("desk:drafts") + "?scope=all",
        reverse("desk:published"),
        reverse("desk:published_csv"),
        reverse("desk:drafts_csv"),
        f"/desk/?draft={draft.pk}",
    ):
        response = client.get(path)
        body = b"".join(response.streaming_content) if response.streaming else response.content
        assert response.status_code == 200
        assert "演示管理办法" not in body.decode()
    assert client.get(address("purge", series)).status_code == 403


def test_a_new_version_starts_from_the_present_one_and_only_one_is_under_way(team, series, sign_in):
    client = sign_in(team.drafter)
    response = client.post(address("new_version", series))
    draft = series.drafts.get(state="drafting")
    assert response["Location"] == reverse("desk:draft", args=[draft.pk])
    assert draft.content["doc_number"] == "演政规〔2026〕1号"
    assert draft.content["formed_on"] == "2026-06-12"
    again = client.post(address("new_version", series), follow=True).content.decode()
    assert f"已有未办结的新版本拟稿（编号{draft.pk}）" in again
    assert series.drafts.filter(state="drafting").count() == 1
    assert sign_in(team.reviewer).post(address("new_version", series), follow=True).status_code == 200
    assert series.drafts.filter(state="drafting").count() == 1


def relation(team, series, role="repeals", **fields):
    acting = make_published(team, title="新的管理办法", effective_on="2026-07-01").series
    return Relation.objects.create(
        source=acting, target=series, role=role, cited_title="演示管理办法", **fields
    )


def decide(client, row, deed, reason=""):
    return client.post(reverse("desk:relation", args=[row.pk]), {"deed": deed, "reason": reason})


def test_a_relation_shows_its_effect_and_takes_it_when_confirmed(team, series, sign_in):
    row = relation(team, series)
    client = sign_in(team.head)
    page = client.get(reverse("desk:relation", args=[row.pk])).content.decode()
    assert "被引文件自2026年7月1日起标注为“废止”，并以本文件为依据。" in page
    assert decide(client, row, "confirm", "第三条已写明").status_code == 302
    row.refresh_from_db()
    series.refresh_from_db()
    assert (row.state, row.reason) == (RelationState.CONFIRMED, "第三条已写明")
    assert series.next_change_on.isoformat() == "2026-07-01"
    assert [entry.reason for entry in history(row)] == ["第三条已写明"]


def test_a_repeal_is_not_confirmed_by_who_may_not_state_validity(team, series, sign_in):
    row = relation(team, series)
    client = sign_in(team.drafter)
    assert (
        "确认会改变被引文件的有效性" in client.get(reverse("desk:relation", args=[row.pk])).content.decode()
    )
    assert decide(client, row, "confirm").status_code == 422
    row.refresh_from_db()
    assert row.state == RelationState.PROPOSED


def test_a_repeal_of_a_document_that_is_not_here_waits(team, sign_in):
    acting = make_published(team).series
    row = Relation.objects.create(source=acting, role="repeals", cited_title="没有入库的办法")
    client = sign_in(team.head)
    assert "尚未入库" in client.get(reverse("desk:relation", args=[row.pk])).content.decode()
    assert decide(client, row, "confirm").status_code == 422


def test_a_dismissal_needs_a_reason_and_an_unknown_deed_changes_nothing(team, series, sign_in):
    row = relation(team, series, role="basis")
    client = sign_in(team.drafter)
    assert decide(client, row, "dismiss").status_code == 422
    assert decide(client, row, "else").status_code == 422
    assert decide(client, row, "dismiss", "只是提到").status_code == 302
    row.refresh_from_db()
    assert row.state == RelationState.DISMISSED
    assert decide(client, row, "confirm").status_code == 302  # a wrong dismissal can be mended


def test_a_relation_of_another_body_is_not_known_here(team, sign_in):
    other = make_team()
    row = relation(other, make_published(other).series)
    assert sign_in(team.head).get(reverse("desk:relation", args=[row.pk])).status_code == 404
    assert decide(sign_in(team.head), row, "dismiss", "x").status_code == 404


def test_a_registered_document_shows_its_source_instead_of_three_persons(sign_in):
    body = make_body()
    series = make_registered(body).series
    head = make_person((Role.OFFICE_HEAD, body))
    assert "登记已公开文件（测试）" in shown(sign_in(head), series)


def test_a_purge_gives_up_the_new_version_under_way_and_nothing_can_be_published_into_it(
    team, series, sign_in
):
    sign_in(team.drafter).post(address("new_version", series))
    client = sign_in(team.head)
    client.post(address("purge", series), {"ground": "court_order", "reason": "判决", "word": "清除"})
    draft = series.drafts.get(state="abandoned")
    assert (draft.title, draft.content) == ("", {})
    assert [entry.deed for entry in history(draft)] == ["create_draft", "abandon"]
    assert "现在没有等您办理的事项" in sign_in(team.drafter).get("/desk/").content.decode()
    assert sign_in(team.drafter).post(address("new_version", series), follow=True).status_code == 200
    assert not series.drafts.filter(state="drafting").exists()


def test_an_approved_draft_of_a_series_purged_meanwhile_does_not_go_out(team, series, sign_in):
    draft = make_approved(team, series=series)
    Series.objects.filter(pk=series.pk).update(purged=True, listed=False)
    response = sign_in(team.publisher).post(reverse("desk:publish"), {"draft": draft.pk})
    assert response.status_code == 422
    assert "该文件已清除，不能再发布新版本。" in response.content.decode()
