"""`tongming parse`: reading the input, JSON for programs, an outline for people."""

import json

import pytest

NOTICE = """关于做好防汛工作的通知

各镇人民政府：

为保障安全度汛，现通知如下：

一、加强值守

各镇要实行领导带班制度。

二、做好巡查

每日巡查不少于两次。

某县人民政府办公室

2021年6月1日
"""


@pytest.fixture
def notice(tmp_path):
    """A small made-up notice as a file."""
    path = tmp_path / "通知.txt"
    path.write_text(NOTICE, encoding="utf-8")
    return path


def test_json_has_the_published_shape(tongming, notice):
    done = tongming("parse", str(notice), "--json")
    assert (done.returncode, done.stderr) == (0, "")
    document = json.loads(done.stdout)
    expected = "title doc_number issuers genre addressees date disclosure outline attachments tables references tasks removed warnings"
    assert set(expected.split()) <= set(document)
    assert document["title"] == "关于做好防汛工作的通知"
    assert document["date"] == "2021-06-01"


def test_standard_input_gives_the_same_as_a_file(tongming, notice):
    from_file, from_stdin = (
        tongming("parse", str(notice), "--json"),
        tongming("parse", "-", "--json", stdin=NOTICE),
    )
    assert from_stdin.returncode == 0
    assert json.loads(from_stdin.stdout) == json.loads(from_file.stdout)


def test_people_read_an_outline(tongming, notice):
    done = tongming("parse", str(notice))
    assert (done.returncode, done.stderr) == (0, "")
    lines = [line.strip() for line in done.stdout.splitlines()]
    assert lines[0] == "标题：关于做好防汛工作的通知"
    assert "发文字号：（无）" in lines
    assert any("加强值守" in line for line in lines)


@pytest.mark.parametrize("content", [b"", b"\x00\x01\x02\xff" * 200])
def test_a_file_without_text_is_bad_input(tongming, tmp_path, content):
    path = tmp_path / "empty.txt"
    path.write_bytes(content)
    done = tongming("parse", str(path), "--json")
    assert (done.returncode, done.stdout) == (2, "")
    assert len(done.stderr.splitlines()) == 1


def test_a_name_that_no_file_can_have_is_bad_input(tongming):
    done = tongming("parse", "长" * 5000)
    assert done.returncode == 2
    assert len(done.stderr.splitlines()) == 1
