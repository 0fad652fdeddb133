"""Lists of the desk: filters, paging, what is left out, and CSV to take along."""

import csv
import io
import re
from pathlib import Path

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

import tongming
from tests.factories import make_approved, make_body, make_draft, make_person, make_published, make_team
from tests.moments import NOW
from tongming.core.accounts.models import Role
from tongming.core.events.models import Delivery
from tongming.core.organizations import actions as organizations
from tongming.faces.desk.words import OTHER_DEEDS, deed_label, subject_address, subject_label

pytestmark = pytest.mark.django_db


def text(response):
    return (b"".join(response.streaming_content) if response.streaming else response.content).decode()


def table(response):
    return list(csv.reader(io.StringIO(text(response).removeprefix("\ufeff"))))


def test_drafts_are_filtered_by_scope_state_body_and_words(team, sign_in):
    other = make_body()
    colleague = make_person((Role.DRAFTER, team.body), (Role.DRAFTER, other))
    mine = make_draft(team, title="我拟的通知")
    theirs = make_draft(type(team)(other, colleague, *[team.reviewer] * 3), title="同事的意见")
    make_approved(team, title="待发布的通知")
    client = sign_in(team.drafter)
    url = reverse("desk:drafts")
    assert "同事的意见" not in text(client.get(url))
    client = sign_in(colleague)
    everything = text(client.get(url, {"scope": "all"}))
    assert "我拟的通知" in everything
    assert "同事的意见" in everything
    assert "我拟的通知" not in text(client.get(url, {"scope": "all", "state": "approved"}))
    only_body = text(client.get(url, {"scope": "all", "body": other.pk}))
    assert ("我拟的通知" in only_body, "同事的意见" in only_body) == (False, True)
    assert "我拟的通知" not in text(client.get(url, {"scope": "all", "q": "意见"}))
    assert mine.pk != theirs.pk


def test_a_list_without_rows_says_what_it_lists(team, sign_in):
    page = text(sign_in(team.drafter).get(reverse("desk:drafts"), {"state": "abandoned"}))
    assert "没有符合条件的拟稿" in page
    assert "现在只列出您自己拟的" in page


def test_nonsense_in_the_address_is_no_error(team, sign_in):
    make_published(team)
    client = sign_in(team.head)
    nonsense = {
        "page": "最后",
        "state": "x",
        "body": "٣",
        "scope": "?",
        "validity": "y",
        "id": "9" * 40,
        "kind": "z",
    }
    for name in (
        "drafts",
        "published",
        "history",
        "inbox",
        "publish",
        "drafts_csv",
        "published_csv",
        "history_csv",
    ):
        assert client.get(reverse(f"desk:{name}"), nonsense).status_code == 200


def test_published_series_are_filtered_by_state_validity_and_number(team, sign_in):
    make_published(team, title="一号办法", doc_number="演政规〔2026〕1号")
    make_published(team, title="二号办法", doc_number="演政规〔2026〕2号")
    make_published(make_team(), title="别处的办法")
    client = sign_in(team.head)
    url = reverse("desk:published")
    found = text(client.get(url, {"q": "演政规[2026]2号"}))
    assert ("一号办法" in found, "二号办法" in found, "别处的办法" in found) == (False, True, False)
    assert "没有符合条件的文件" in text(client.get(url, {"state": "withdrawn"}))
    assert "一号办法" in text(client.get(url, {"validity": "in_force", "state": "listed"}))


def test_a_supervisor_sees_the_bodies_below(sign_in):
    city = make_body(kind="city", division_code="320600000000")
    below = organizations.create("演示下属局", "department", parent=city)
    make_published(make_team(below), title="下属局的办法")
    supervisor = make_person((Role.SUPERVISOR, city))
    assert "下属局的办法" in text(sign_in(supervisor).get(reverse("desk:published")))


def test_lists_can_be_taken_along_and_carry_no_formulas(team, sign_in):
    make_draft(team, title="=HYPERLINK(1)", doc_number="演办发〔2026〕77号")
    response = sign_in(team.drafter).get(reverse("desk:drafts_csv"))
    assert response["Content-Disposition"].startswith("attachment")
    header, row = table(response)
    assert header[:3] == ["编号", "标题", "发文字号"]
    assert row[1:3] == ["'=HYPERLINK(1)", "演办发〔2026〕77号"]
    assert row[-1] == "2026-06-15 10:00"


def test_the_csv_of_published_series_has_one_row_each(team, sign_in):
    series = make_published(team, title="一号办法").series
    [_, row] = table(sign_in(team.head).get(reverse("desk:published_csv")))
    assert row[:2] == [series.index_number, "一号办法"]
    assert row[-2:] == ["有效", "公开"]


def test_the_trail_tells_who_did_what_in_words_and_only_here(team, sign_in):
    draft = make_approved(team)
    make_approved(make_team())
    client = sign_in(team.head)
    page = text(client.get(reverse("desk:history")))
    assert "审核通过" in page
    assert f"/desk/drafts/{draft.pk}/" in page
    rows = table(client.get(reverse("desk:history_csv"), {"kind": "draft", "id": draft.pk}))
    assert [row[3] for row in rows[1:]] == ["审核通过", "送审", "新建拟稿"]
    own = table(sign_in(team.reviewer).get(reverse("desk:history_csv"), {"mine": "1"}))
    assert [row[2] for row in own[1:]] == [team.reviewer.name]
    assert "没有符合条件的痕迹" in text(client.get(reverse("desk:history"), {"q": "没有这个人"}))


def test_lists_cost_the_same_number_of_queries_whatever_their_length(team, sign_in):
    client = sign_in(team.head)
    counts = {}
    for length in (2, 15):
        while team.body.series.count() < length:
            make_published(team)
        for name in ("drafts", "published", "history"):
            client.get(reverse(f"desk:{name}"), {"scope": "all"})
            with CaptureQueriesContext(connection) as queries:
                client.get(reverse(f"desk:{name}"), {"scope": "all"})
            counts.setdefault(name, []).append(len(queries))
    assert {name: few == many for name, (few, many) in counts.items()} == dict.fromkeys(counts, True)
    assert max(many for _, many in counts.values()) <= 14


def test_failed_deliveries_are_put_back_by_administrators_only(team, sign_in):
    row = Delivery.objects.create(
        event="series_changed",
        handler="index",
        payload={"series_id": 1},
        created_at=NOW,
        run_after=NOW,
        attempts=8,
        failed=True,
        error="OSError: 磁盘已满",
    )
    url = reverse("desk:deliveries")
    assert sign_in(team.head).get(url).status_code == 403
    assert sign_in(team.head).post(url, {"delivery": row.pk}).status_code == 403
    row.refresh_from_db()
    assert row.failed
    administrator = sign_in(make_person((Role.ADMINISTRATOR, team.body)))
    assert "磁盘已满" in text(administrator.get(url))
    assert "没有选中" in text(administrator.post(url, follow=True))
    assert "已重新排队1条投递。" in text(administrator.post(url, {"delivery": row.pk}, follow=True))
    row.refresh_from_db()
    assert (row.failed, row.attempts) == (False, 0)
    assert "没有失败的投递" in text(administrator.get(url))


def test_every_deed_that_the_code_records_has_a_chinese_word():
    source = "\n".join(path.read_text() for path in Path(tongming.__file__).parent.rglob("*.py"))
    recorded = set(re.findall(r'\brecord\(\s*"(\w+)"', source))
    assert {"create_draft", "purge", "confirm_relation"} <= recorded
    assert sorted(name for name in recorded if deed_label(name) == name) == []
    assert OTHER_DEEDS["attach"] == deed_label("attach")


def test_a_thing_is_named_in_words_and_leads_to_its_page():
    assert subject_label("draft", 7) == "拟稿 7"
    assert subject_address("draft", 7) == "/desk/drafts/7/"
    assert subject_address("calendaryear", 7) == ""
