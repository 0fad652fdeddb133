"""Batch import: every rejected row with its reason, the rest goes on, the same again changes nothing."""

import gzip
import json
from datetime import timedelta

import pytest

from tests.data import data_path
from tests.factories import make_body, make_team, operator, viewer
from tests.moments import NOW, TODAY
from tongming.core.accounts.viewers import public
from tongming.core.events.actions import drain
from tongming.core.files.sandbox import Sandbox
from tongming.core.publications.actions import purge
from tongming.core.publications.models import Publication, Series
from tongming.core.publications.queries import content_of
from tongming.core.search.queries import search
from tongming.domains.documents.batch import MissingPath, Publishers, import_paths

pytestmark = pytest.mark.django_db


def run(*paths, given=None, default=None):
    publishers = Publishers(TODAY, given, given or default or make_body())
    with Sandbox() as sandbox:
        return import_paths(operator(), paths, publishers=publishers, parse=sandbox.parse, now=lambda: NOW)


def lines(path, *rows):
    path.write_text(
        "\n".join(row if isinstance(row, str) else json.dumps(row, ensure_ascii=False) for row in rows)
    )
    return path


GOOD = {
    "title": "演示市停车管理办法",
    "text": "第一条 为了规范停车，制定本办法。\n第二条 本办法自2021年5月1日起施行。",
}


def test_bad_rows_are_reported_with_path_line_and_reason_and_the_rest_goes_on(tmp_path):
    path = lines(
        tmp_path / "rows.jsonl",
        GOOD,
        "{坏",
        {"title": "无正文"},
        {"text": "无标题"},
        ["不是对象"],
        {**GOOD, "id": "2", "date": "2021年"},
        {**GOOD, "id": "3", "validity": "不明"},
        {**GOOD, "id": "4", "title": "另一办法"},
    )
    report = run(path)
    assert (report.read, report.created) == (7, 2)
    assert [(row.line, row.path) for row in report.rejected] == [(n, str(path)) for n in (2, 3, 4, 5, 6, 7)]
    reasons = "".join(row.reason for row in report.rejected)
    for words in ("JSON", "text", "title", "对象", "日期", "不明"):
        assert words in reasons


def test_the_same_again_is_all_unchanged_and_a_changed_text_is_a_new_version(tmp_path):
    body = make_body()
    path = lines(tmp_path / "rows.jsonl", {**GOOD, "id": "a"})
    assert run(path, given=body).created == 1
    assert run(path, given=body).unchanged == 1
    lines(path, {**GOOD, "id": "a", "text": GOOD["text"] + "\n第三条 补充。"})
    assert run(path, given=body).updated == 1
    assert [publication.version for publication in Publication.objects.order_by("version")] == [1, 2]


def test_metadata_of_the_row_wins_over_what_the_text_shows(tmp_path):
    row = {
        **GOOD,
        "issuer": "演示市人民政府、演示市公安局",
        "doc_number": "演政规[2021]3号",
        "date": "2021-04-09",
        "effective_date": "2021-06-01",
        "pub_date": "2021-04-12",
        "subject": "城乡建设、环境保护\\城市规划",
        "index_number": "000014349/2021-00003",
        "validity": "废止",
    }
    run(lines(tmp_path / "rows.jsonl", row))
    series = Series.objects.select_related("current__content").get()
    content = content_of(series)
    assert content.issuers == ["演示市人民政府", "演示市公安局"]
    assert content.doc_number == "演政规〔2021〕3号"
    assert (str(content.formed_on), str(content.effective_on)) == ("2021-04-09", "2021-06-01")
    assert (content.theme, content.subtheme) == ("城乡建设、环境保护", "城市规划")
    assert (series.index_number, series.validity) == ("000014349/2021-00003", "repealed")


def test_files_and_folders_are_taken_with_their_originals(tmp_path):
    folder = tmp_path / "folder"
    (folder / "deep").mkdir(parents=True)
    (folder / "deep" / "notice.txt").write_text(
        "演示市人民政府关于停车的通知\n各区政府：\n一、要规范停车。\n"
    )
    (folder / "page.html").write_text(
        "<html><body><h1>演示市公告</h1><p>一、公告如下内容。</p></body></html>"
    )
    (folder / ".hidden").write_text("x")
    (folder / "program.exe").write_bytes(b"MZ\x00\x01")
    report = run(folder)
    assert (report.read, report.created, len(report.rejected)) == (3, 2, 1)
    assert "program.exe" in report.rejected[0].path
    assert all(p.files.get().is_original for p in Publication.objects.all())


def test_compressed_lines_are_read_and_a_torn_file_is_reported(tmp_path):
    whole = tmp_path / "rows.jsonl.gz"
    whole.write_bytes(gzip.compress(json.dumps(GOOD).encode()))
    assert run(whole).created == 1
    torn = tmp_path / "torn.jsonl.gz"
    torn.write_bytes(whole.read_bytes()[:-12])
    assert run(torn).rejected


def test_a_missing_path_is_said_before_anything_happens(tmp_path):
    with pytest.raises(MissingPath, match="找不到"):
        run(tmp_path / "nothing")


def test_the_publishing_body_is_the_one_that_bears_the_issuers_name(tmp_path):
    issuer = make_body("演示市财政局")
    run(lines(tmp_path / "rows.jsonl", {**GOOD, "issuer": "演示市财政局"}))
    assert Series.objects.get().organization == issuer


def test_a_purged_document_cannot_come_back_by_import(tmp_path):
    team = make_team()
    path = lines(tmp_path / "rows.jsonl", {**GOOD, "id": "a"})
    run(path, given=team.body)
    purge(viewer(team.head), Series.objects.get(), ground="court_order", reason="判决", now=NOW)
    assert "已按规定清除" in run(path, given=team.body).rejected[0].reason


def test_all_real_texts_import_and_are_found(tmp_path):
    """All 435 texts without rejection; the second run says 435 unchanged; numbers are found in any bracket style."""
    path = data_path("laws-sample.jsonl.gz")
    body = make_body()
    first = run(path, given=body)
    assert (first.read, first.created, first.rejected) == (435, 435, [])
    second = run(path, given=body)
    assert (second.unchanged, second.rejected) == (435, [])
    assert drain(NOW, patience=timedelta(minutes=5))
    assert "新媒体" in search(public(TODAY), "国办发[2018]123号").hits[0].title
    assert search(public(TODAY), "").total == 435
