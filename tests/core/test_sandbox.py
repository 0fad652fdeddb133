"""Untrusted files are parsed in a child with limits; one bad file costs only itself."""

import io
import json
import time
from pathlib import Path

import pytest

from tongming.core.files import parsing_child, sandbox
from tongming.core.files.sandbox import ParsingFailed, Sandbox, parse_in_child

NOTICE = "关于做好防汛工作的通知\n\n各有关单位：\n\n一、落实责任。各单位要落实责任。\n".encode()


def test_a_file_comes_back_in_the_published_shape():
    parsed = parse_in_child(NOTICE, "通知.txt")
    assert parsed["title"] == "关于做好防汛工作的通知"
    assert {"outline", "tables", "references", "removed", "warnings"} <= set(parsed)


def test_a_title_known_from_elsewhere_goes_along():
    assert (
        parse_in_child("第一条 为了演示，制定本条例。".encode(), "row.txt", "演示条例")["title"] == "演示条例"
    )


def test_one_child_serves_many_files_and_a_refused_one_costs_nothing():
    with Sandbox() as parser:
        parser.parse(NOTICE, "一.txt")
        first = parser.child.pid
        with pytest.raises(ParsingFailed, match="空的"):
            parser.parse(b"", "空.txt")
        assert parser.parse(NOTICE, "二.txt")["title"] == "关于做好防汛工作的通知"
        assert parser.child.pid == first
    assert parser.child is None


def test_a_child_that_was_ended_is_replaced_for_the_next_file():
    with Sandbox() as parser:
        parser.parse(NOTICE, "一.txt")
        parser.child.kill()
        parser.child.wait()
        with pytest.raises(ParsingFailed, match="已停止"):
            parser.parse(NOTICE, "二.txt")
        assert parser.parse(NOTICE, "三.txt")["outline"]


def test_a_file_that_takes_too_long_is_stopped():
    with Sandbox(waiting_seconds=0.001) as parser:
        began = time.monotonic()
        with pytest.raises(ParsingFailed, match="时间或内存限制"):
            parser.parse(NOTICE, "慢.txt")
        assert time.monotonic() - began < 5


def test_too_little_address_space_is_an_answer_and_no_crash():
    with Sandbox(address_space=1) as parser, pytest.raises(ParsingFailed):
        parser.parse(NOTICE * 10_000, "大.txt")


def test_an_oversized_file_is_refused_before_any_child_starts(monkeypatch):
    monkeypatch.setattr(sandbox, "LARGEST_INPUT", 10)
    with Sandbox() as parser:
        with pytest.raises(ParsingFailed, match="请拆分后再传"):
            parser.parse(NOTICE, "大.txt")
        assert parser.child is None


def test_the_child_sees_nothing_of_our_environment(monkeypatch):
    monkeypatch.setenv("DATABASE_URL", "postgres://user:secret@host/db")
    with Sandbox() as parser:
        parser.parse(NOTICE, "一.txt")
        environment = Path(f"/proc/{parser.child.pid}/environ").read_bytes()
    assert b"secret" not in environment


def test_the_limits_are_in_force_in_the_child():
    with Sandbox(address_space=700, processor_seconds=7) as parser:
        parser.parse(NOTICE, "一.txt")
        limits = Path(f"/proc/{parser.child.pid}/limits").read_text()
    rows = {line[:25].strip(): line[25:].split() for line in limits.splitlines()}
    assert rows["Max address space"][:2] == [str(700 * 1024 * 1024)] * 2
    assert rows["Max file size"][:2] == ["0", "0"]
    assert rows["Max core file size"][0] == "0"
    assert 7 <= int(rows["Max cpu time"][0]) <= 30


def test_the_original_of_a_page_is_what_a_reader_sees():
    page = "<html><body><script>x()</script><p>看得见</p><table><tr><td>甲</td><td>乙</td></tr><tr><td>丙</td><td>丁</td></tr></table></body></html>"
    with Sandbox() as parser:
        seen = parser.original_text(page.encode(), "页.html")
        plain = parser.original_text("甲\n\n乙".encode(), "文.txt")
    assert "看得见" in seen
    assert "甲\t乙" in seen
    assert "x()" not in seen
    assert plain == "甲\n\n乙"


def test_a_defect_of_the_parser_costs_one_file(monkeypatch):
    def broken(data, name, title):
        raise KeyError("x")

    monkeypatch.setattr(parsing_child, "parse", broken)
    answer = parsing_child.answer({"what": "parse", "name": "一.txt"}, NOTICE)
    assert "内部错误（KeyError）" in answer["error"]


def test_requests_are_answered_one_after_the_other(monkeypatch):
    monkeypatch.setattr(parsing_child, "allow_seconds", lambda seconds: None)
    requests = b"".join(
        json.dumps({"what": what, "name": "一.txt", "size": len(NOTICE)}).encode() + b"\n" + NOTICE
        for what in ("parse", "original")
    )
    sink = io.BytesIO()
    parsing_child.serve(io.BytesIO(requests), sink, 5)
    parsed, original = (json.loads(line)["result"] for line in sink.getvalue().splitlines())
    assert parsed["title"] == "关于做好防汛工作的通知"
    assert original["text"].startswith("关于做好防汛工作的通知")
