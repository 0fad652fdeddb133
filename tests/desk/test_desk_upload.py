"""Receipt: files and pasted text become drafts with proposed metadata; what cannot be taken is said, and the rest goes on."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from tests.factories import make_body, make_person
from tongming.core.accounts.models import Role
from tongming.core.publications.models import Draft
from tongming.faces.desk import uploading

pytestmark = pytest.mark.django_db

NOTICE = """演示市人民政府办公室文件

演政办发〔2026〕7号

演示市人民政府办公室关于做好汛期值班工作的通知

各县（市、区）人民政府，市各有关部门：

根据《中华人民共和国防洪法》，现就做好汛期值班工作通知如下。

一、落实值班制度。各单位要明确带班领导。

二、及时报告情况。遇有险情立即报告。

演示市人民政府办公室

2026年6月10日

（此件公开发布）
"""
PAGE = (
    "<html><head><title>t</title></head><body><div class='article'>"
    + "".join(f"<p>{line}</p>" for line in NOTICE.splitlines() if line)
    + "</div></body></html>"
)


def text_file(name, text):
    return SimpleUploadedFile(name, text.encode(), content_type="application/octet-stream")


def send(client, body, *files, text=""):
    return client.post(
        reverse("desk:upload"), {"organization": body.pk, "documents": list(files), "text": text}, follow=True
    )


def test_a_dropped_file_becomes_a_draft_with_what_is_printed_in_it(team, sign_in):
    page = send(sign_in(team.drafter), team.body, text_file("通知.txt", NOTICE))
    draft = Draft.objects.get()
    assert page.redirect_chain[-1][0] == f"/desk/drafts/{draft.pk}/"
    content = draft.content
    assert content["title"] == "演示市人民政府办公室关于做好汛期值班工作的通知"
    assert (content["doc_number"], content["formed_on"]) == ("演政办发〔2026〕7号", "2026-06-10")
    assert (content["genre"], content["disclosure"]) == ("通知", "主动公开")
    assert content["issuers"] == ["演示市人民政府办公室"]
    shown = page.content.decode()
    assert "中华人民共和国防洪法" in shown
    assert "清理掉的内容" in shown
    assert "演示市人民政府办公室文件" in shown  # the letterhead that was removed
    assert "（此件公开发布）" in shown  # beside it, the original as it was


def test_many_files_become_many_drafts_and_a_bad_one_is_named(team, sign_in):
    page = send(
        sign_in(team.drafter),
        team.body,
        text_file("一.txt", NOTICE),
        text_file("二.html", PAGE),
        text_file("坏.exe", "MZ"),
        text_file("空.txt", ""),
    ).content.decode()
    assert Draft.objects.count() == 2
    assert "已收件2份" in page
    assert "无法识别文件“坏.exe”的类型" in page
    assert "文件“空.txt”是空的" in page


def test_pasted_text_becomes_a_draft_without_original(team, sign_in):
    page = send(sign_in(team.drafter), team.body, text=NOTICE).content.decode()
    assert Draft.objects.get().files.count() == 0
    assert "没有原件" in page


def test_when_nothing_can_be_taken_the_form_comes_back_with_reason_and_text(team, sign_in):
    response = send(sign_in(team.drafter), team.body, text_file("坏.exe", "MZ"))
    assert response.status_code == 422
    assert "无法识别文件“坏.exe”的类型" in response.content.decode()
    assert not Draft.objects.exists()


def test_neither_file_nor_text_is_an_error_beside_the_field(team, sign_in):
    page = send(sign_in(team.drafter), team.body).content.decode()
    assert "请选择文件，或者在下面粘贴正文。" in page
    assert "有 1 处需要改正" in page


def test_only_bodies_in_which_a_person_drafts_can_be_chosen(team, sign_in):
    other = make_body()
    person = make_person((Role.DRAFTER, team.body), (Role.REVIEWER, other))
    client = sign_in(person)
    page = client.get(reverse("desk:upload")).content.decode()
    assert team.body.name in page
    assert other.name not in page
    assert send(client, other, text=NOTICE).status_code == 422
    assert not Draft.objects.exists()


def test_who_drafts_nowhere_is_told_whom_to_ask(team, sign_in):
    response = sign_in(team.reviewer).get(reverse("desk:upload"))
    assert response.status_code == 403
    assert "您没有拟稿人角色" in response.content.decode()


def test_a_file_over_the_limit_is_refused_unread_with_its_size(team, sign_in, settings):
    settings.UPLOAD_LIMIT_BYTES = 1024 * 1024
    page = send(sign_in(team.drafter), team.body, text_file("大.txt", "字" * 700_000)).content.decode()
    assert "文件“大.txt”有2.0MiB，超过上限1MiB" in page
    assert not Draft.objects.exists()


def test_too_many_files_at_once_are_refused(team, sign_in, monkeypatch):
    monkeypatch.setattr(uploading, "MOST_FILES", 2)
    files = [text_file(f"{number}.txt", NOTICE) for number in range(3)]
    assert "一次最多2份文件，请分批上传。" in send(sign_in(team.drafter), team.body, *files).content.decode()
