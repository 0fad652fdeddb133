"""What holds for every input: no character lost, no crash, the same shape, the same result twice, no runaway time."""

import json
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.data import load_jsonl_gz
from tests.gongwen.accounting import accounted, characters
from tongming.engines.gongwen import UnreadableDocument, parse_bytes, parse_html, parse_text

KEYS = [
    "title", "doc_number", "issuers", "genre", "addressees", "date", "disclosure", "outline", "attachments", "tables", "references", "tasks",
    "removed", "warnings", "metadata",
]  # fmt: skip
KINDS = {"preamble", "编", "章", "节", "条", "款", "项", "一", "（一）", "1", "（1）", "closing"}

FRAGMENTS = st.sampled_from([
    "一、总体要求", "（一）指导思想。以人为本，", "(二)工作目标", "1.建立制度。各地要", "（1）加强领导", "第一章　总　则", "第二节 一般规定", "第三条 各级政府应当", "第三条之一　新增。",
    "目录", "附件", "附件：1.重点任务分解表", "附件2", "序号\t任务\t牵头单位", "1\t建立台账\t市政府办", "续表", "— 3 —", "第2页 共9页", "7", "江海市人民政府办公室文件",
    "江政办发〔2021〕42号", "江海市人民政府办公室", "2021年5月6日", "二〇二一年五月六日", "（此件公开发布）", "关于印发实施方案的通知", "各区人民政府，市各部门：", "抄送：市委办。",
    "根据《档案法》（国令第5号）和《办法", "》，制定本办法。", "“第四条　改为", "。”", "| 序号 | 任务 |", "|---|---|", "| 1 | 甲 |", "# 标题", "## **二级**", "- 项目", "中华人民共和国国务院令",
    "第711号", "总理　某某", "\u200b", "（2019年4月3日某某会议通过", "2020年修正）", "本办法自2021年1月1日起施行。", "", "　　", "\f", "各位代表：", "全角１２３", "附：名单", "一", "二",
])  # fmt: skip
DOCUMENTS = st.lists(st.one_of(FRAGMENTS, st.text(max_size=12)), max_size=30).map("\n".join)


@given(DOCUMENTS)
@settings(max_examples=300, deadline=None)
def test_every_non_space_character_of_a_made_document_is_accounted_for(text):
    assert accounted(parse_text(text).to_dict()) == characters([text])


@given(st.text(max_size=400))
@settings(max_examples=200, deadline=None)
def test_every_non_space_character_of_any_text_is_accounted_for(text):
    assert accounted(parse_text(text, title="某某办法").to_dict()) == characters([text])


@given(DOCUMENTS)
@settings(max_examples=100, deadline=None)
def test_the_result_has_the_published_shape_and_is_the_same_twice(text):
    data = parse_text(text).to_dict()
    assert list(data) == KEYS
    assert json.loads(json.dumps(data, ensure_ascii=False)) == parse_text(text).to_dict()
    stack = [
        *data["outline"],
        *(node for attachment in data["attachments"] for node in attachment["outline"]),
    ]
    while stack:
        node = stack.pop()
        assert list(node) == ["level", "kind", "number", "heading", "text", "children"]
        assert node["kind"] in KINDS
        assert (node["level"] == 0) == (node["kind"] in {"preamble", "closing"})
        assert all(child["level"] == node["level"] + 1 for child in node["children"])
        stack.extend(node["children"])


@given(DOCUMENTS)
@settings(max_examples=100, deadline=None)
def test_anchors_are_unique(text):
    anchors = [node.anchor for node in parse_text(text).walk()]
    assert len(anchors) == len(set(anchors))


@given(st.binary(max_size=600), st.sampled_from(["a.txt", "a.md", "a.html", "a", "a.bin", "通知.TXT"]))
@settings(max_examples=300, deadline=None)
def test_any_bytes_are_parsed_or_refused_in_one_chinese_line(data, filename):
    refusal = "。"
    try:
        parse_bytes(data, filename)
    except UnreadableDocument as error:
        refusal = str(error)
    assert refusal.endswith("。")
    assert "\n" not in refusal


@given(st.lists(st.sampled_from([
    "<p>", "</p>", "<table>", "</table>", "<tr>", "<td colspan=3>", "<td rowspan='99999'>", "<th>", "</td>", "<br>", "<div style='display:none'>", "</div>", "<h1>", "第一条 总则",
    "索引号：", "标题：", "发文字号：", "国发〔2020〕1号", "<meta name=PubDate content='2021-02-30'>", "<script>x</script>", "&nbsp;&#0;", "<!-- x -->", "一、要求", "\n", "<a href=#>链接</a>",
]), max_size=40).map("".join))  # fmt: skip
@settings(max_examples=300, deadline=None)
def test_any_html_is_parsed(html):
    assert list(parse_html(html).to_dict()) == KEYS


@pytest.mark.parametrize("text", ["《" * 60_000, "“" * 60_000, "（" * 60_000, "第一条 " * 20_000, "、" * 60_000, "一" * 60_000, "附件1\n" * 20_000, "1\t2\t3\n" * 20_000,
    "**a" * 20_000, "关于" * 30_000, "〔2021〕" * 12_000, "国" * 60_000, "1\n" * 40_000, "第一章 总则\n" * 20_000, "目录\n第一章\n" * 10_000, "2021年" * 20_000, "废止《甲》、" * 12_000,
    "《甲法》、" * 12_000, "江海市人民政府\n" * 10_000, "人民政府" * 15_000, "（2019年通过\n" * 12_000, "[" * 60_000, "<" * 60_000, "　" * 60_000 + "x"])  # fmt: skip
def test_hostile_repetition_takes_seconds_at_most(text):
    start = time.perf_counter()
    parse_bytes(text.encode(), "a.txt")
    assert time.perf_counter() - start < 8


def test_every_character_of_the_real_texts_is_accounted_for():
    wrong = [
        row["id"]
        for row in load_jsonl_gz("laws-sample.jsonl.gz")
        if accounted(parse_text(row["text"], row["title"]).to_dict()) != characters([row["text"]])
    ]
    assert wrong == []
