"""The inbox: what waits for a person, by deadline, overdue first; the chosen case and its deeds."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.factories import (
    make_approved,
    make_body,
    make_draft,
    make_person,
    make_published,
    make_team,
    viewer,
)
from tests.moments import NOW
from tongming.core.accounts.models import Role
from tongming.core.events.models import Delivery
from tongming.core.publications.actions import submit
from tongming.domains.documents.models import Relation

pytestmark = pytest.mark.django_db


def inbox(client, query=""):
    return client.get(f"/desk/{query}").content.decode()


def submitted(team, **fields):
    return submit(viewer(team.drafter), make_draft(team, **fields), now=NOW)


def test_a_reviewer_sees_what_waits_with_the_overdue_first(team, sign_in):
    submitted(team, title="近日成文的通知", formed_on="2026-06-12")
    submitted(team, title="拖延已久的通知", formed_on="2026-04-01")
    submitted(team, title="没有日期的通知", formed_on=None)
    page = inbox(sign_in(team.reviewer))
    places = [
        page.index(f'class="waits-title">{title}')
        for title in ("拖延已久的通知", "近日成文的通知", "没有日期的通知")
    ]
    assert places == sorted(places)
    assert "已逾期" in page
    assert "剩余20个工作日" not in page
    assert "待办事项（3）" in page


def test_the_first_case_is_open_and_its_deadline_shows_the_counted_days(team, sign_in):
    submitted(team, title="近日成文的通知", formed_on="2026-06-12")
    page = inbox(sign_in(team.reviewer))
    assert '<h1 class="case-title">近日成文的通知</h1>' in page
    assert "计入的日期（20 天）" in page
    assert "端午节" in page
    assert 'value="approve"' in page
    assert 'value="return"' in page


def test_a_drafter_finds_returned_drafts_and_none_that_wait_for_others(team, sign_in):
    make_draft(team, title="还在写的")
    submitted(team, title="送出去的")
    page = inbox(sign_in(team.drafter))
    assert "还在写的" in page
    assert "送出去的" not in page


def test_nothing_of_another_body_waits_here_and_its_cases_are_said_to_be_gone(team, sign_in):
    other = submitted(make_team(), title="别处的稿件")
    page = inbox(sign_in(team.reviewer), f"?draft={other.pk}")
    assert "别处的稿件" not in page
    assert "这件事项不在了" in page


def test_an_empty_inbox_says_so_and_where_to_go(team, sign_in):
    page = inbox(sign_in(team.head))
    assert "现在没有等您办理的事项" in page
    assert "/desk/drafts/" in page


def test_relations_wait_for_a_decision_with_their_effect(team, sign_in):
    cited = make_published(team, title="旧办法")
    acting = make_published(team, title="新办法")
    Relation.objects.create(source=acting.series, target=cited.series, role="repeals", cited_title="旧办法")
    page = inbox(sign_in(team.head))
    assert "文件关系待确认" in page
    assert "被引文件自2026年6月12日起标注为“废止”" in page


def test_failed_deliveries_wait_for_administrators_only(team, sign_in):
    Delivery.objects.create(
        event="series_changed",
        handler="index",
        payload={"series_id": 1},
        created_at=NOW,
        run_after=NOW,
        failed=True,
    )
    administrator = make_person((Role.ADMINISTRATOR, team.body))
    assert "投递失败" in inbox(sign_in(administrator))
    assert "投递失败" not in inbox(sign_in(team.head))


def test_a_long_inbox_is_paged_and_costs_no_more_queries_than_a_short_one(team, sign_in, settings):
    client = sign_in(team.publisher)
    settings.PAGE_SIZE = 5
    counts = []
    for wanted in (2, 12):
        while team.body.drafts.count() < wanted:
            make_approved(team)
        inbox(client)  # warms what is read once per process
        with CaptureQueriesContext(connection) as queries:
            page = inbox(client)
        counts.append(len(queries))
    assert "共 <b>12</b> 件" in page
    assert counts[0] == counts[1]
    assert counts[1] <= 20


def test_a_person_without_any_post_sees_an_empty_desk(sign_in):
    assert "现在没有等您办理的事项" in inbox(sign_in(make_person()))
    make_body()
