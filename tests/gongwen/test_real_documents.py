"""The notice the project grew from, the 435 law texts and the 21 pages of the State Council."""

import datetime as dt
import re

import pytest

from tests.data import data_path, load_jsonl_gz
from tests.gongwen.accounting import accounted, characters, nodes
from tongming.engines.gongwen import parse_bytes, parse_html, parse_text

NOTICE = "tong-zheng-ban-fa-2021-42.txt"
BROKEN = [
    "政务信息管理,认真", "多方位解读", "阶段性特征，重点", "按要求有序推进", "规范，提高", "一窗受理、一次办成", "问题整改。",
]  # fmt: skip


@pytest.fixture(scope="module")
def notice():
    return parse_bytes(data_path(NOTICE).read_bytes(), NOTICE)


def test_the_notice_has_its_metadata(notice):
    assert notice.title == "市政府办公室关于印发南通市2021年政务公开工作要点的通知"
    assert notice.doc_number == "通政办发〔2021〕42号"
    assert notice.issuers == ("南通市人民政府办公室",)
    assert notice.addressees == (
        "各县（市、区）人民政府",
        "市各直属园区管委会",
        "市各委、办、局",
        "市各直属单位",
    )
    assert (notice.genre, notice.disclosure, notice.date) == ("通知", "主动公开", None)


def test_the_notice_has_five_chapters_and_seventeen_clauses(notice):
    data = notice.to_dict()
    assert [node["number"] for node in data["outline"] if node["level"] == 1] == [
        "一、",
        "二、",
        "三、",
        "四、",
        "五、",
    ]
    clauses = nodes(data, "（一）")
    assert len(clauses) == 17
    assert [len(node["children"]) for node in data["outline"] if node["level"] == 1] == [3, 3, 3, 5, 3]
    assert clauses[1]["heading"] == "提升重要政策解读质效。"


def test_the_notice_has_no_broken_sentence_left(notice):
    text = "\n".join(node.printed for node in notice.walk())
    assert [words for words in BROKEN if words not in text] == []
    assert all(
        line[-1] in "。：，；）"
        for node in notice.walk()
        if node.role == "text"
        for line in node.text.split("\n")
        if line
    )


def test_the_notice_has_fifteen_tasks_with_all_their_units(notice):
    assert [task.number for task in notice.tasks] == list(range(1, 16))
    tasks = {task.number: task for task in notice.tasks}
    assert tasks[1].lead_units == ("市政府办", "市司法局", "市大数据管理局")
    assert tasks[1].deadline == dt.date(2021, 12, 31)
    assert len(tasks[4].lead_units) == 9
    assert (tasks[6].lead_units, tasks[6].open_ended) == (("市卫健委",), True)
    assert tasks[9].lead_units == ("各县（市、区）政府（管委会）",)
    assert all(task.responsible_units for task in notice.tasks)
    assert [task.number for task in notice.tasks if task.open_ended] == [6]


def test_the_annex_of_the_notice_is_one_table_of_fifteen_rows(notice):
    assert [attachment.title for attachment in notice.attachments] == ["南通市2021年政务公开重点任务分解表"]
    assert notice.tables[0].header == ("序号", "主要内容", "牵头单位", "责任单位")
    assert len(notice.tables[0].rows) == 15
    assert notice.removed == ("南通市人民政府办公室文件", "序号\t主要内容\t牵头单位\t责任单位")


def test_the_notice_names_every_document_with_its_number(notice):
    assert [(r.title, r.doc_number, r.role) for r in notice.references] == [
        ("国务院办公厅关于印发2021年政务公开工作要点的通知", "国办发〔2021〕12号", "basis"),
        ("省政府办公厅关于印发江苏省2021年政务公开工作要点的通知", "苏政办发〔2021〕29号", "basis"),
        ("中华人民共和国政府信息公开条例", None, "implements"),
        ("省政府办公厅关于全面推进基层政务公开标准化规范化工作的实施意见", "苏政办发〔2020〕42号", "basis"),
        ("政府信息公开信息处理费管理办法", None, "mentions"),
    ]


def as_html(text):
    """The notice as a page: paragraphs, and a table for every page of the annex."""
    parts = []
    for line in text.split("\n"):
        row = "<tr>" + "".join(f"<td>{cell.replace(' ', '<br>')}</td>" for cell in line.split("\t")) + "</tr>"
        if "\t" not in line:
            parts.append(f"<p>{line}</p>")
        elif line.startswith("序号"):
            parts.append(f"<table>{row}</table>")
        else:
            parts[-1] = parts[-1].removesuffix("</table>") + row + "</table>"
    return "".join(parts)


FORMS = {
    "with cells broken over lines": lambda text: (
        text.replace("） 市有关部门", "）\n市有关部门")
        .replace("市政府办 ", "市政府办\n")
        .replace("等 有关", "等\n有关")
    ),
    "with Windows line ends": lambda text: text.replace("\n", "\r\n"),
    "with page numbers at the breaks": lambda text: re.sub(
        r"(?<=[^。；：\s])\n\n(?=[^附序\s（])", "\n— 3 —\n\n", text
    ),
    "as a page": as_html,
}


@pytest.mark.parametrize("form", FORMS)
def test_the_notice_reads_the_same_in_other_forms(notice, form):
    other = parse_bytes(FORMS[form](data_path(NOTICE).read_text(encoding="utf-8")).encode(), "notice")
    assert other.tasks == notice.tasks
    assert (other.title, other.doc_number, other.addressees, other.references) == (
        notice.title,
        notice.doc_number,
        notice.addressees,
        notice.references,
    )
    assert [node.printed for node in other.walk()] == [node.printed for node in notice.walk()]


def test_no_character_of_the_notice_is_lost(notice):
    assert accounted(notice.to_dict()) == characters([data_path(NOTICE).read_text(encoding="utf-8")])


def printed_articles(text):
    """Numbers of the lines that open an article outside quotations, in order."""
    found, quoted = [], False
    for line in text.split("\n"):
        match = re.match(r"第[一二三四五六七八九十百千零〇]+条(?:之[一二三四五六七八九十]+)?", line.strip())
        if match and not quoted:
            found.append(match.group())
        opened, closed = line.rfind("“"), line.rfind("”")
        quoted = quoted if opened == closed else opened > closed
    return found


def test_every_article_of_every_law_text_is_there_in_order():
    wrong = []
    for row in load_jsonl_gz("laws-sample.jsonl.gz"):
        articles = [
            node["number"].rstrip("：:、.．")
            for node in nodes(parse_text(row["text"], row["title"]).to_dict(), "条")
        ]
        if articles != printed_articles(row["text"]):
            wrong.append(row["id"])
    assert wrong == []


def broken(text):
    """The text with every long paragraph torn in mid-sentence by a page number, the way copied pages are."""
    lines = []
    for page, line in enumerate(text.split("\n")):
        cut = len(line) // 2
        torn = (
            len(line) > 90
            and "\t" not in line
            and not re.search(r"[。；：”）》]", line[cut - 1])
            and line[cut] not in "（“《"
        )
        lines.append(f"{line[:cut]}\n— {page + 1} —\n\n{line[cut:]}" if torn else line)
    return "\n".join(lines)


def test_sentences_torn_at_page_ends_come_out_whole():
    torn = lost = 0
    for row in load_jsonl_gz("laws-sample.jsonl.gz")[::4]:
        if row["level"] == "政府工作报告":
            continue
        text = broken(row["text"])
        torn += text.count("\n— ")
        whole = {re.sub(r"\s", "", node.text) for node in parse_text(row["text"], row["title"]).walk()}
        lost += len(whole - {re.sub(r"\s", "", node.text) for node in parse_text(text, row["title"]).walk()})
    assert torn > 1000
    assert lost <= torn * 0.01


@pytest.fixture(scope="module")
def pages():
    return load_jsonl_gz("govcn-html.jsonl.gz")


def test_every_page_gives_its_metadata_as_printed(pages):
    for row in pages:
        document = parse_html(row["html"])
        read = (
            document.title, document.doc_number, "、".join(document.issuers), str(document.date), document.metadata["index_number"],
            document.metadata["theme"], document.metadata["published_on"],
        )  # fmt: skip
        assert read == tuple(
            row[key]
            for key in ("title", "doc_number", "issuer", "date", "index_number", "subject", "pub_date")
        )


def test_page_and_text_of_the_same_document_give_the_same_structure(pages):
    texts = {row["id"]: row["text"] for row in load_jsonl_gz("laws-sample.jsonl.gz")}
    for row in pages:
        page, text = parse_html(row["html"]), parse_text(texts[row["id"]])
        assert [(n.level, n.kind, n.number, n.heading, n.text) for n in page.walk()] == [
            (n.level, n.kind, n.number, n.heading, n.text) for n in text.walk()
        ]
        assert (page.title, page.issuers, page.addressees, page.references, page.disclosure) == (
            text.title,
            text.issuers,
            text.addressees,
            text.references,
            text.disclosure,
        )
        assert [len(table.rows) for table in page.tables] == [len(table.rows) for table in text.tables]
