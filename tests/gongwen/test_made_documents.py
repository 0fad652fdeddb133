"""Each form of document, made up, and what must be read out of it."""

import datetime as dt

import pytest

from tests.gongwen import documents as made
from tests.gongwen.accounting import accounted, characters, nodes
from tongming.engines.gongwen import UnreadableDocument, parse_bytes, parse_html, parse_text

TEXTS = [name for name in dir(made) if name.isupper() and "PAGE" not in name]


def shape(node):
    return (node["level"], node["kind"], node["number"], node["heading"])


@pytest.mark.parametrize("name", TEXTS)
def test_no_character_of_a_made_text_is_lost(name):
    text = getattr(made, name)
    assert accounted(parse_text(text).to_dict()) == characters([text])


def test_a_joint_notice_has_all_issuers_and_its_spread_out_letterhead_is_removed():
    document = parse_text(made.JOINT_NOTICE)
    assert document.issuers == ("国家发展改革委", "财政部", "生态环境部")
    assert document.title == "国家发展改革委 财政部 生态环境部关于做好废旧物资循环利用工作的通知"
    assert document.doc_number == "发改环资〔2022〕1305号"
    assert document.date == dt.date(2022, 8, 20)
    assert document.disclosure == "主动公开"
    assert document.removed == ("国 家 发 展 改 革 委", "财    政    部     文件", "生 态 环 境 部")
    assert [(r.doc_number, r.role) for r in document.references] == [
        ("国发〔2021〕4号", "implements"),
        ("发改环资〔2022〕109号", "implements"),
    ]


def test_a_reply_names_the_request_and_what_it_rests_on():
    document = parse_text(made.REPLY)
    assert (document.genre, document.issuers, document.addressees) == (
        "批复",
        ("国务院",),
        ("某某省人民政府", "海关总署"),
    )
    assert [(r.title, r.doc_number, r.role) for r in document.references] == [
        ("关于申请设立某某综合保税区的请示", "某政〔2019〕8号", "mentions"),
        ("国务院关于促进综合保税区高水平开放高质量发展的若干意见", "国发〔2019〕3号", "basis"),
    ]


def test_measures_lose_their_contents_and_keep_articles_paragraphs_and_items():
    document = parse_text(made.MEASURES)
    data = document.to_dict()
    assert [shape(n)[2:] for n in nodes(data, "章")] == [
        ("第一章", "总则"),
        ("第二章", "数据归集"),
        ("第三章", "附则"),
    ]
    assert [shape(n) for n in nodes(data, "节")] == [
        (2, "节", "第一节", "一般规定"),
        (2, "节", "第二节", "目录管理"),
    ]
    assert [n["number"] for n in nodes(data, "条")] == [
        "第一条",
        "第二条",
        "第二条之一",
        "第三条",
        "第四条",
        "第五条",
    ]
    second = nodes(data, "条")[1]
    assert [child["kind"] for child in second["children"]] == ["款", "款"]
    assert [(n["kind"], n["number"]) for n in second["children"][0]["children"]] == [
        ("项", "（一）"),
        ("项", "（二）"),
        ("项", "（三）"),
    ]
    assert [n["number"] for n in second["children"][0]["children"][1]["children"]] == ["1.", "2."]
    assert nodes(data, "条")[0]["heading"] == "（目的和依据）"
    assert nodes(data, "条")[3]["text"] == "各部门应当归集数据。依照本办法第二条规定执行。"
    assert "第一章　总则" in document.removed
    assert (document.date, document.issuers) == (dt.date(2021, 3, 5), ("滨海市人民政府",))
    assert [(r.title, r.doc_number) for r in document.references if r.role == "repeals"] == [
        ("滨海市政务数据管理暂行办法", "滨政发〔2015〕33号")
    ]


def test_a_forwarded_plan_is_the_outline_and_its_annexes_have_their_own():
    document = parse_text(made.FORWARDED)
    data = document.to_dict()
    assert document.doc_number == "江政办发〔2021〕8号"
    assert [(n["level"], n["kind"]) for n in data["outline"]] == [
        (0, "preamble"), (0, "preamble"), (0, "closing"), (0, "preamble"), (1, "一"), (1, "一"), (0, "closing"),
    ]  # fmt: skip
    assert data["outline"][3]["heading"] == "江海市学前教育提升方案"
    assert [shape(n) for n in data["outline"][5]["children"]] == [
        (2, "1", "1.", "扩大资源。"),
        (2, "1", "2.", "提高质量。"),
    ]
    assert [n["number"] for n in nodes(data, "（1）")] == ["(1)", "(2)"]
    assert [a["title"] for a in data["attachments"]] == ["新建幼儿园名单", "考核办法（试行）"]
    assert [n["number"] for n in nodes(data, "条")] == ["第一条", "第二条"]
    assert document.references == ()


def test_a_table_over_two_pages_becomes_one_and_its_rows_become_tasks():
    document = parse_text(made.TASK_TABLE)
    assert len(document.tables) == 1
    assert [row[0] for row in document.tables[0].rows] == ["1", "2", "3", "4"]
    assert document.removed == ("— 1 —", "序号\t重点任务\t完成时限\t责任单位")
    tasks = {task.number: task for task in document.tasks}
    assert (tasks[1].lead_units, tasks[1].responsible_units) == (
        ("市大数据局",),
        ("市财政局", "各县（市、区）政府（管委会）"),
    )
    assert (tasks[2].lead_units, tasks[2].responsible_units) == (("市住建局",), ("市发改委", "市自然资源局"))
    assert tasks[3].content == "推进城乡供水一体化，加快水源地建设"
    assert tasks[3].responsible_units == ("市水利局", "市生态环境局")
    assert (tasks[4].responsible_units, tasks[4].open_ended) == (("市发改委",), True)
    assert [task.deadline for task in document.tasks] == [
        dt.date(2022, 6, 30),
        dt.date(2022, 12, 31),
        None,
        dt.date(2022, 9, 30),
    ]


def test_half_width_numbers_are_headings():
    data = parse_text(made.HALF_WIDTH).to_dict()
    assert [shape(n) for n in nodes(data, "1")] == [(1, "1", "1.", "总体要求"), (1, "1", "2.", "主要任务")]
    assert [shape(n)[:3] for n in nodes(data, "（1）")] == [(2, "（1）", "(1)"), (2, "（1）", "(2)")] * 2


def test_markdown_marks_go_out_and_headings_tables_and_text_stay():
    document = parse_bytes(made.MARKDOWN.encode(), "意见.md")
    data = document.to_dict()
    assert document.title == "东湖区人民政府关于推进政务公开的实施意见"
    assert [shape(n) for n in nodes(data, "（一）")] == [
        (2, "（一）", "（一）", "规范公开"),
        (2, "（一）", "（二）", "加强解读"),
    ]
    assert document.tables[0].header == ("序号", "工作任务", "牵头单位", "完成时间")
    assert [task.deadline for task in document.tasks] == [dt.date(2021, 9, 30), dt.date(2021, 12, 31)]
    assert document.references[0].title == "中华人民共和国政府信息公开条例"
    assert accounted(data) == characters([made.MARKDOWN])


def test_headings_that_only_markdown_marks_become_unnumbered_sections():
    data = parse_text(
        "# 某某工作方案\n\n## 目标\n\n到年底完成。\n\n### 分工\n\n各负其责。\n\n## 保障\n\n加强领导。\n"
    ).to_dict()
    assert [shape(n) for n in data["outline"][1:]] == [(1, "一", None, "目标"), (1, "一", None, "保障")]
    assert [shape(n) for n in nodes(data, "（一）")] == [(2, "（一）", None, "分工")]


def test_minutes_keep_their_numberless_agency():
    document = parse_text(made.MINUTES)
    assert (document.genre, document.doc_number, document.date) == ("纪要", "〔2021〕3号", None)
    assert [node.heading for node in document.outline if node.kind == "一"][
        1
    ] == "会议审议了《江海市城市更新办法（草案）》。"


def test_articles_inside_the_quotations_of_an_amendment_are_not_articles_of_it():
    document = parse_text(made.AMENDMENT)
    data = document.to_dict()
    assert nodes(data, "条") == []
    assert [n["number"] for n in nodes(data, "一")] == ["一、", "二、", "三、"]
    assert nodes(data, "一")[0]["text"].endswith("（二）经费。”")
    assert (document.date, document.issuers) == (dt.date(2020, 6, 20), ("全国人民代表大会常务委员会",))
    assert [(r.title, r.role) for r in document.references] == [("中华人民共和国档案法", "amends")]


def test_repeals_are_whole_and_amendments_by_article_where_named():
    document = parse_text(made.REPEAL)
    assert [(r.doc_number, r.role, r.articles) for r in document.references] == [
        ("江政发〔2010〕5号", "repeals", ()),
        ("江政规〔2012〕3号", "repeals", ()),
        ("江政规〔2018〕1号", "amends", ("第十二条", "第十三条")),
    ]
    assert document.references[2].to_dict()["articles"] == ["第十二条", "第十三条"]


def test_an_order_is_the_cover_of_the_law_it_promulgates():
    document = parse_text(made.ORDER)
    data = document.to_dict()
    assert (document.title, document.genre, document.doc_number) == (
        "中华人民共和国行政处罚法",
        "法",
        "主席令第70号",
    )
    assert document.date == dt.date(2021, 1, 22)
    assert [n["number"] for n in nodes(data, "章")] == ["第一章", "第二章"]
    assert [n["number"] for n in nodes(data, "项")] == ["（一）", "（二）"]
    assert document.removed[0] == "目录"


def test_wrapped_text_is_joined_and_page_numbers_go_out():
    document = parse_text(made.WRAPPED)
    assert document.title == "关于印发江海市2022年民生实事项目的通知"
    assert document.addressees[-1] == "驻江各单位"
    assert document.removed == ("- 1 -", "- 2 -", "江海市人民政府办公室文件")
    last = [node for node in document.outline if node.kind == "一"][-1]
    assert last.text.endswith("开展家庭医生签约服务，提升基层医疗能力。")
    assert "折行" in document.warnings[0]


def test_an_old_page_without_a_table_gives_title_source_and_date_from_its_tags():
    document = parse_html(made.OLD_SITE_PAGE)
    assert (document.title, document.doc_number, document.issuers) == (
        "关于做好2021年防汛工作的通知",
        "江政办发〔2021〕15号",
        ("江海市人民政府办公室",),
    )
    assert (document.date, document.disclosure) == (dt.date(2021, 5, 7), "依申请公开")
    assert document.metadata["published_on"] == "2021-05-08"
    assert document.metadata["source"] == "市政府办公室"
    assert document.metadata["index_number"] is None
    assert document.tables[0].header == ("序号", "任务名称", "时限", "责任单位")
    assert [(task.responsible_units, task.deadline) for task in document.tasks] == [
        (("市应急局", "市水利局"), dt.date(2021, 5, 31)),
        (("各区政府",), None),
    ]
    assert not any("首页" in node.printed for node in document.walk())


def test_the_metadata_table_inside_a_page_is_read_and_removed():
    document = parse_html(made.PAGE_WITH_TABLE)
    assert document.metadata["index_number"] == "014000000/2021-00012"
    assert document.metadata["theme"] == "综合政务\\政务公开 通知"
    assert (document.doc_number, document.date) == ("江政办〔2021〕9号", dt.date(2021, 3, 5))
    assert len(document.removed) == 4
    assert document.tables == ()


def test_a_law_page_gives_its_adoption_and_its_articles():
    document = parse_html(made.LAW_PAGE)
    assert (document.title, document.date) == ("江海市养犬管理条例", dt.date(2020, 12, 3))
    assert [n["number"] for n in nodes(document.to_dict(), "条")] == ["第一条", "第二条", "第三条"]
    assert [n["text"] for n in nodes(document.to_dict(), "款")][-1] == "前款区域由市政府公布。"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16", "utf-16-le", "utf-16-be"])
def test_every_usual_encoding_is_read(encoding):
    assert parse_bytes(made.REPLY.encode(encoding), "批复.txt").doc_number == "国函〔2020〕15号"


@pytest.mark.parametrize(
    ("data", "filename", "words"),
    [
        (b"", "空.txt", "空的"),
        (b" \n\t ", "空.txt", "空的"),
        (b"%PDF-1.7 ...", "文件.pdf", "PDF"),
        (b"PK\x03\x04....", "文件.docx", "压缩包"),
        (b"abc", "文件.docx", "DOCX"),
        (bytes(range(256)) * 20, "数据.txt", "无法读取"),
        (b"x" * (20 * 1024 * 1024 + 1), "大.txt", "20 MB"),
        (("<div>" * 4000).encode(), "深.html", "嵌套"),
    ],
)
def test_what_cannot_be_read_is_refused_with_one_chinese_sentence(data, filename, words):
    with pytest.raises(UnreadableDocument, match=words) as caught:
        parse_bytes(data, filename)
    assert "\n" not in str(caught.value)


def test_a_bare_statute_has_no_title_unless_one_is_given():
    text = "第一条　为了规范管理，制定本办法。\n第二条　本办法自公布之日起施行。"
    assert parse_text(text).title is None
    assert parse_text(text, title="某市管理办法").title == "某市管理办法"
    assert parse_text(text).to_dict()["genre"] is None


def test_work_points_have_both_annexes_and_tasks_by_year_of_the_title():
    document = parse_text(made.WORK_POINTS)
    assert [attachment.title for attachment in document.attachments] == ["重点任务分工表", "基层政务公开指引"]
    assert document.tables[0].rows[0] == ("一、助力发展", "", "", "", "")
    assert [(task.number, task.deadline) for task in document.tasks] == [
        (1, None),
        (2, dt.date(2022, 6, 30)),
        (3, dt.date(2022, 12, 31)),
    ]
    assert document.tasks[0].responsible_units == ("省财政厅", "省税务局", "各市、县（市、区）人民政府")
    assert (document.tasks[1].open_ended, document.tasks[2].lead_units) == (True, ("各设区市人民政府",))


def test_an_announcement_is_the_cover_of_the_regulation_it_publishes():
    document = parse_text(made.ANNOUNCEMENT)
    assert (document.title, document.genre) == ("江海市城市绿化条例", "条例")
    assert document.date == dt.date(2022, 10, 10)
    assert [n["number"] for n in nodes(document.to_dict(), "条")] == ["第一条", "第二条", "第三条", "第四条"]
    assert len(document.removed) == 4


def test_a_ministry_order_gives_number_minister_and_what_it_repeals():
    document = parse_text(made.MINISTRY_ORDER)
    assert (document.doc_number, document.issuers) == (
        "国家市场监督管理总局令第56号",
        ("国家市场监督管理总局",),
    )
    assert [(r.title, r.doc_number, r.role) for r in document.references] == [
        ("关于商品明码标价的规定", "国家发展计划委员会令第8号", "repeals")
    ]


def test_an_answer_is_addressed_to_a_person_and_ends_with_thanks():
    document = parse_text(made.ANSWER)
    assert document.addressees == ("李某委员",)
    assert next(node.text for node in document.outline if node.kind == "closing") == "感谢您的关心。"


def test_an_annex_that_is_listed_but_absent_is_a_warning():
    document = parse_text(made.REQUEST)
    assert document.attachments == ()
    assert document.warnings == ("附件说明列出了《可行性研究报告》，但文中没有附件内容。",)
