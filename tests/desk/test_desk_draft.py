"""The page of a draft: correction, findings in place, deeds with their reasons, conflicts, files."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from tests.factories import content, make_approved, make_draft, make_person, make_team, viewer
from tests.moments import NOW
from tongming.core.accounts.models import Role
from tongming.core.files.actions import store
from tongming.core.publications.actions import create_draft, submit
from tongming.core.publications.models import Draft
from tongming.core.trail.queries import history
from tongming.domains.documents.search import KIND
from tongming.faces.desk.draft_form import DraftForm, initial_of

pytestmark = pytest.mark.django_db


def form_of(draft, **changes):
    """The fields as the page shows them, with some changed."""
    return {**initial_of(draft.content, draft.revision), **changes}


def save(client, draft, **changes):
    return client.post(reverse("desk:draft", args=[draft.pk]), form_of(draft, **changes))


def do(client, draft, deed, reason="", **more):
    return client.post(reverse("desk:draft_deed", args=[draft.pk]), {"deed": deed, "reason": reason, **more})


def page(client, draft):
    return client.get(reverse("desk:draft", args=[draft.pk])).content.decode()


def test_saving_what_the_page_shows_changes_nothing_but_the_revision(team, sign_in):
    draft = make_draft(team)
    assert save(sign_in(team.drafter), draft).status_code == 302
    after = Draft.objects.get(pk=draft.pk)
    assert after.content == draft.content
    assert after.revision == draft.revision + 1


def test_every_metadata_field_can_be_corrected(team, sign_in):
    draft = make_draft(team)
    save(
        sign_in(team.drafter),
        draft,
        title="改过的\r\n标题",
        doc_number="通政办发[2026]9号",
        issuers="甲局\n乙局",
        genre="意见",
        classification="城乡建设、环境保护\\气象、水文、测绘、地震",
        audiences=["农民", "学生"],
        article20="20-9",
        disclosure="不予公开",
        formed_on="2026-06-11",
        effective_on="2026-07-01",
        expires_on="2031-07-01",
        summary="新的概述",
        keywords="甲、乙，丙",
    )
    content = Draft.objects.get(pk=draft.pk).content
    assert content["title"] == "改过的 标题"
    assert content["doc_number"] == "通政办发〔2026〕9号"
    assert content["issuers"] == ["甲局", "乙局"]
    assert (content["theme"], content["subtheme"]) == ("城乡建设、环境保护", "气象、水文、测绘、地震")
    assert content["audiences"] == ["农民", "学生"]
    assert (content["article20"], content["genre"], content["disclosure"]) == ("20-9", "意见", "不予公开")
    assert [content[name] for name in ("formed_on", "effective_on", "expires_on")] == [
        "2026-06-11",
        "2026-07-01",
        "2031-07-01",
    ]
    assert content["keywords"] == ["甲", "乙", "丙"]


def test_every_form_field_stands_in_a_group_and_carries_content():
    named = {
        name
        for _, names in __import__("tongming.faces.desk.draft_form", fromlist=["GROUPS"]).GROUPS
        for name in names
    }
    assert named == set(DraftForm.base_fields) - {"revision"}


def test_a_changed_text_is_read_anew_and_an_unchanged_one_keeps_its_structure(team, sign_in):
    table = {"title": None, "header": ["甲"], "rows": [["乙"]]}
    draft = make_draft(team, body={"outline": [], "tables": [table], "references": []})
    client = sign_in(team.drafter)
    save(client, draft, summary="只改概述")
    draft.refresh_from_db()
    assert draft.content["body"]["tables"] == [table]
    save(client, draft, text="根据《中华人民共和国防洪法》，现通知如下。\r\n一、落实制度。\r\n二、及时报告。")
    draft.refresh_from_db()
    body = draft.content["body"]
    assert [reference["title"] for reference in body["references"]] == ["中华人民共和国防洪法"]
    assert [node["number"] for node in body["outline"] if node["kind"] == "一"] == ["一、", "二、"]
    assert "\r" not in draft.content["text"]


def test_findings_stand_beside_their_fields_and_in_a_summary_that_leads_there(team, sign_in):
    draft = make_draft(team, theme="", subtheme="", disclosure="依申请公开")
    shown = page(sign_in(team.drafter), draft)
    assert "2 处必须改正才能发布" in shown
    assert '<a href="#id_classification">缺少主题分类。</a>' in shown
    assert shown.count("公开属性是“依申请公开”，不能公开发布。") == 2


def test_a_bad_date_is_an_error_in_place_and_keeps_what_was_typed(team, sign_in):
    draft = make_draft(team)
    response = save(sign_in(team.drafter), draft, formed_on="6月", title="打了半天的标题")
    shown = response.content.decode()
    assert response.status_code == 422
    assert "不是日期，应写成2021-04-09的形式。" in shown
    assert "打了半天的标题" in shown
    assert Draft.objects.get(pk=draft.pk).revision == draft.revision


def test_an_edit_conflict_shows_both_versions_and_saving_again_takes_mine(team, sign_in):
    draft = make_draft(team)
    client = sign_in(team.drafter)
    opened = form_of(draft, title="我的标题", summary="我的概述")
    save(client, draft, title="先存的标题")
    response = client.post(reverse("desk:draft", args=[draft.pk]), opened)
    shown = response.content.decode()
    assert response.status_code == 409
    assert "您的内容没有保存" in shown
    assert "先存的" in shown
    assert "我的概述" in shown
    assert Draft.objects.get(pk=draft.pk).title == "先存的标题"
    again = opened | {"revision": Draft.objects.get(pk=draft.pk).revision}
    assert f'name="revision" value="{again["revision"]}"' in shown
    assert client.post(reverse("desk:draft", args=[draft.pk]), again).status_code == 302
    assert Draft.objects.get(pk=draft.pk).title == "我的标题"


def test_others_of_the_body_read_but_cannot_edit(team, sign_in):
    draft = make_draft(team, title="原来的标题")
    client = sign_in(team.reviewer)
    assert 'name="title"' not in page(client, draft)
    refused = save(client, draft, title="被人改了")
    assert refused.status_code == 422
    assert "您在该机构没有修改所需的角色" in refused.content.decode()
    assert "被人改了" in refused.content.decode()  # what was typed is not lost
    assert Draft.objects.get(pk=draft.pk).title == "原来的标题"


def test_a_draft_of_another_body_is_not_known_to_exist(team, sign_in):
    other = make_draft(make_team())
    client = sign_in(team.drafter)
    assert client.get(reverse("desk:draft", args=[other.pk])).status_code == 404
    assert save(client, other).status_code == 404
    assert do(client, other, "submit").status_code == 404


def test_a_return_needs_a_reason_and_the_refusal_stands_beside_the_deed(team, sign_in):
    draft = submit(viewer(team.drafter), make_draft(team), now=NOW)
    client = sign_in(team.reviewer)
    response = do(client, draft, "return", "  ")
    assert response.status_code == 422
    assert "退回需要填写理由。" in response.content.decode()
    assert do(client, draft, "return", "缺附件").status_code == 302
    draft.refresh_from_db()
    assert draft.state == "drafting"
    assert "缺附件" in page(sign_in(team.drafter), draft)


def test_what_was_changed_since_the_reviewer_read_it_is_not_approved(team, sign_in):
    draft = submit(viewer(team.drafter), make_draft(team), now=NOW)
    response = do(sign_in(team.reviewer), draft, "approve", revision=draft.revision - 1)
    assert response.status_code == 422
    assert "在您打开之后又有修改" in response.content.decode()
    assert do(sign_in(team.reviewer), draft, "approve", revision=draft.revision).status_code == 302


def test_who_drafts_cannot_review_the_own_draft_and_sees_why(team, sign_in):
    person = make_person((Role.DRAFTER, team.body), (Role.REVIEWER, team.body))
    team = type(team)(team.body, person, person, team.publisher, team.head)
    draft = submit(viewer(person), make_draft(team), now=NOW)
    client = sign_in(person)
    assert "这是您自己的稿件，请由他人办理。" in page(client, draft)
    assert do(client, draft, "approve", revision=draft.revision).status_code == 422


def test_the_word_that_goes_with_a_submission_stands_in_the_history(team, sign_in):
    draft = make_draft(team)
    do(sign_in(team.drafter), draft, "submit", "请看第二条")
    assert [(entry.deed, entry.reason) for entry in history(draft)][-1] == ("submit", "请看第二条")
    assert "请看第二条" in page(sign_in(team.reviewer), draft)


def test_an_unknown_deed_changes_nothing(team, sign_in):
    draft = make_draft(team)
    assert do(sign_in(team.drafter), draft, "publish").status_code == 422
    assert Draft.objects.get(pk=draft.pk).state == "drafting"


def test_a_file_is_added_downloaded_and_voids_the_approval(team, sign_in):
    draft = make_approved(team)
    client = sign_in(team.drafter)
    file = SimpleUploadedFile("附表.csv", "甲,乙".encode())
    assert client.post(reverse("desk:draft_attach", args=[draft.pk]), {"file": file}).status_code == 302
    draft.refresh_from_db()
    assert draft.state == "drafting"
    added = draft.files.get()
    answer = client.get(reverse("desk:draft_file", args=[draft.pk, added.pk]))
    assert b"".join(answer.streaming_content) == "甲,乙".encode()
    assert answer["Content-Disposition"].startswith("attachment")
    assert client.get(reverse("desk:draft_file", args=[draft.pk, added.pk + 1])).status_code == 404


def test_adding_no_file_says_so(team, sign_in):
    draft = make_draft(team)
    response = sign_in(team.drafter).post(reverse("desk:draft_attach", args=[draft.pk]), follow=True)
    assert "请先选择要添加的文件。" in response.content.decode()


def test_a_web_page_is_shown_as_the_words_a_reader_sees(team, sign_in):
    client = sign_in(team.drafter)
    source = "<html><body><script>x()</script><p>看得见的字</p><p>第二段</p></body></html>"
    upload = SimpleUploadedFile("页.html", source.encode())
    response = client.post(
        reverse("desk:upload"), {"organization": team.body.pk, "documents": [upload]}, follow=True
    )
    original = response.content.decode().split('aria-label="原件文字">')[1].split("</pre>")[0]
    assert "看得见的字" in original
    assert "x()" not in original


def test_a_refused_file_and_a_file_to_another_s_draft_are_said_and_change_nothing(team, sign_in):
    draft = make_draft(team)
    url = reverse("desk:draft_attach", args=[draft.pk])
    bad = SimpleUploadedFile("坏.exe", b"MZ")
    assert (
        "无法识别文件“坏.exe”的类型"
        in sign_in(team.drafter).post(url, {"file": bad}, follow=True).content.decode()
    )
    good = SimpleUploadedFile("好.csv", b"1,2")
    assert (
        "没有修改所需的角色" in sign_in(team.reviewer).post(url, {"file": good}, follow=True).content.decode()
    )
    assert not draft.files.exists()


def test_deeds_and_files_are_not_done_by_opening_their_address(team, sign_in):
    draft = make_draft(team)
    client = sign_in(team.drafter)
    for name in ("draft_deed", "draft_attach"):
        assert client.get(reverse(f"desk:{name}", args=[draft.pk])).status_code == 405


def test_a_deadline_in_a_year_that_is_not_loaded_is_said_to_be_open(team, sign_in):
    draft = make_draft(team, formed_on="2026-12-30")
    shown = page(sign_in(team.drafter), draft)
    assert "期限待定" in shown
    assert "相应年度的放假安排尚未载入" in shown


def test_another_drafter_of_the_body_is_offered_no_deeds_on_it(team, sign_in):
    colleague = make_person((Role.DRAFTER, team.body))
    shown = page(sign_in(colleague), make_draft(team))
    assert 'value="submit"' not in shown
    assert f"等待拟稿人“{team.drafter.name}”修改送审。" in shown


@pytest.mark.parametrize(
    ("name", "data"),
    [("图.pdf", b"%PDF-1.7 x"), ("乱.txt", bytes(range(1, 32)) * 40)],
    ids=["pdf", "no text"],
)
def test_an_original_without_readable_words_is_offered_for_download(team, sign_in, name, data):
    stored = store(data, name, NOW)
    draft = create_draft(
        viewer(team.drafter),
        kind=KIND,
        organization_id=team.body.pk,
        content=content(),
        files=[(stored, name, True)],
        now=NOW,
    )
    assert "原件不能在这里显示文字，请下载查看。" in page(sign_in(team.drafter), draft)
