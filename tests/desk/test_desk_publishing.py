"""Publication of a set from the desk: findings in full, reasons for warnings, all or none."""

import pytest
from django.urls import reverse

from tests.factories import make_approved, make_draft, make_person, make_team, viewer
from tests.moments import NOW
from tongming.core.accounts.models import Role
from tongming.core.publications.actions import approve, submit
from tongming.core.publications.models import Publication

pytestmark = pytest.mark.django_db


def send(client, *drafts, reason=""):
    return client.post(reverse("desk:publish"), {"draft": [draft.pk for draft in drafts], "reason": reason})


def test_a_set_goes_out_together_with_its_index_numbers(team, sign_in):
    drafts = [make_approved(team), make_approved(team)]
    client = sign_in(team.publisher)
    shown = client.get(reverse("desk:publish"), {"draft": [draft.pk for draft in drafts]}).content.decode()
    assert "将要发布的 2 份" in shown
    assert send(client, *drafts)["Location"] == reverse("desk:published")
    assert Publication.objects.count() == 2
    listed = client.get(reverse("desk:published")).content.decode()
    assert "已发布2份，索引号：" in listed


def test_a_single_one_leads_to_its_series(team, sign_in):
    response = send(sign_in(team.publisher), make_approved(team))
    assert response["Location"] == reverse("desk:series", args=[Publication.objects.get().series_id])


def test_a_warning_asks_for_a_reason_and_keeps_the_choice(team, sign_in):
    draft = make_approved(team, formed_on="2026-01-05", effective_on="2026-01-05")
    client = sign_in(team.publisher)
    response = send(client, draft)
    shown = response.content.decode()
    assert response.status_code == 422
    assert "检查有警告，写明理由后才能发布。" in shown
    assert "已超过公开时限" in shown
    assert f'name="draft" value="{draft.pk}"' in shown
    assert send(client, draft, reason="历史文件补充公开").status_code == 302


def test_every_block_of_the_set_is_listed_and_nothing_goes_out(team, sign_in):
    good, bad = (
        make_approved(team),
        make_approved(team, theme="", subtheme="", genre="", title="缺两项的通知"),
    )
    response = send(sign_in(team.publisher), good, bad)
    shown = response.content.decode()
    assert response.status_code == 422
    assert "缺少主题分类。" in shown
    assert "缺少体裁。" in shown
    assert not Publication.objects.exists()


def test_the_page_says_before_that_a_blocked_set_cannot_go_out(team, sign_in):
    bad = make_approved(team, theme="", subtheme="")
    shown = sign_in(team.publisher).get(reverse("desk:publish"), {"draft": bad.pk}).content.decode()
    assert "1 处必须改正才能发布" in shown
    assert 'id="publish-reason"' not in shown


def test_drafts_of_others_and_own_ones_cannot_be_chosen(team, sign_in):
    elsewhere = make_approved(make_team())
    response = send(sign_in(team.publisher), elsewhere)
    assert response.status_code == 422
    assert "请至少选择一份待发布的拟稿。" in response.content.decode()
    assert send(sign_in(team.drafter), make_approved(team)).status_code == 422
    assert not Publication.objects.exists()


def test_the_reviewer_may_publish_only_where_two_persons_are_allowed(team, sign_in):
    both = make_person((Role.REVIEWER, team.body), (Role.PUBLISHER, team.body))
    draft = submit(viewer(team.drafter), make_draft(team), now=NOW)
    approve(viewer(both), draft, now=NOW)
    client = sign_in(both)
    refused = send(client, draft)
    assert refused.status_code == 422
    assert "审核人与发布人应为不同的人" in refused.content.decode()
    team.body.two_persons_allowed = True
    team.body.save()
    assert send(client, draft).status_code == 302


def test_nothing_to_publish_says_why(team, sign_in):
    assert "没有等您发布的拟稿" in sign_in(team.head).get(reverse("desk:publish")).content.decode()
