"""Annexes, tables of tasks and lists of documents laid out in less usual ways."""

import datetime as dt

from tongming.engines.gongwen import parse_bytes, parse_text

from .accounting import accounted, characters

HEADER = "序号\t工作任务\t牵头单位\t责任单位\t完成时限\n"


def tasks(text):
    """Tasks as plain values."""
    return [
        (task.number, task.lead_units, task.responsible_units, task.open_ended, task.deadline)
        for task in parse_text(text).tasks
    ]


def test_an_annex_label_between_two_tables_parts_them():
    text = (
        "关于检查情况的通报\n各区政府：\n一、总体情况\n合格。\n附件：1.汇总表\n2.问题清单\n江海市政府办公室\n2022年4月15日\n附件1\n汇总表\n"
        "序号\t单位\t得分\n1\t市教育局\t95\n2\t市民政局\t93\n附件2\n问题清单\n序号\t单位\t问题\n1\t临江县\t链接错误\n"
    )
    document = parse_text(text)
    assert [annex.title for annex in document.attachments] == ["汇总表", "问题清单"]
    assert [(table.header[-1], len(table.rows)) for table in document.tables] == [("得分", 2), ("问题", 1)]


def test_section_rows_stay_in_their_table_and_numbers_may_restart():
    text = (
        "附件\n2022年任务清单\n"
        + HEADER
        + "一、环境\n1\t甲\t市教育局\t\t6月底前\n二、法治\n1\t乙\t市司法局\t—\t长期\n"
    )
    assert tasks(text) == [
        (1, ("市教育局",), (), False, dt.date(2022, 6, 30)),
        (1, ("市司法局",), (), False, None),
    ]


def test_joining_words_part_units_but_not_the_names_that_hold_them():
    text = (
        "任务表\n"
        + HEADER
        + "1\t甲\t市发改委和市财政局\t市文化和旅游局、市公安局会同市司法局以及各有关单位\t长期\n2\t乙\t市教育局\t无\t长期\n"
    )
    assert tasks(text) == [
        (
            1,
            ("市发改委", "市财政局"),
            ("市文化和旅游局", "市公安局", "市司法局", "各有关单位"),
            False,
            None,
        ),
        (2, ("市教育局",), (), False, None),
    ]


def test_a_column_of_persons_names_no_units():
    text = "任务表\n序号\t重点任务\t牵头领导\t牵头单位\n1\t甲\t王某\t市发改委\n2\t乙\t李某\t市司法局\n"
    assert [lead for _, lead, *_ in tasks(text)] == [("市发改委",), ("市司法局",)]


def test_a_list_below_a_bare_label_is_no_annex():
    text = (
        "关于印发公开规程的通知\n市级各部门：\n现印发给你们。\n附件\n1.公开规程\n2.公开样表\n江海市财政局\n2022年1月4日\n"
        "附件1\n公开规程\n第一条 制定本规程。\n第二条 自印发之日起执行。\n附件2\n公开样表\n部门\t金额\n甲\t1\n"
    )
    document = parse_text(text)
    assert [annex.title for annex in document.attachments] == ["公开规程", "公开样表"]
    assert document.date == dt.date(2022, 1, 4)


def test_lists_of_repealed_documents_repeal_each_of_them():
    text = (
        "江海市人民政府关于公布清理结果的通知\n各区人民政府：\n现通知如下：\n一、下列文件予以废止：\n（一）《江海市甲办法》（江政规〔2010〕3号）；\n"
        "（二）《江海市乙办法》（江政规〔2011〕4号）。\n二、《江海市丙办法》（江政规〔2012〕5号）继续有效。\n附件：宣布失效的文件目录\n江海市人民政府\n2023年2月1日\n"
        "附件\n宣布失效的文件目录\n序号\t文件名称\t文号\n1\t江海市丁办法\t江政规〔2013〕6号\n2\t关于印发戊方案的通知\t江政发〔2014〕7号\n"
    )
    found = [(one.title, one.doc_number, one.role) for one in parse_text(text).references]
    assert found == [
        ("江海市甲办法", "江政规〔2010〕3号", "repeals"),
        ("江海市乙办法", "江政规〔2011〕4号", "repeals"),
        ("江海市丙办法", "江政规〔2012〕5号", "mentions"),
        ("江海市丁办法", "江政规〔2013〕6号", "repeals"),
        ("关于印发戊方案的通知", "江政发〔2014〕7号", "repeals"),
    ]


def test_an_interpretation_interprets_the_document_of_its_title():
    document = parse_text(
        "《江海市物业管理条例》政策解读\n一、制定背景\n根据《中华人民共和国民法典》制定。\n二、主要内容\n明确主体。\n"
    )
    assert [(one.title, one.role) for one in document.references] == [
        ("江海市物业管理条例", "interprets"),
        ("中华人民共和国民法典", "basis"),
    ]


def test_the_maker_of_a_second_basis_does_not_end_the_row():
    text = "江海市绿化办法\n第一条　根据《中华人民共和国森林法》和国务院《城市绿化条例》，制定本办法。\n第二条　本办法自公布之日起施行。\n"
    assert [one.role for one in parse_text(text).references] == ["basis", "basis"]


def test_front_matter_of_a_markdown_file_is_no_text():
    text = "---\ntitle: 甲\ndate: 2023-01-01\n---\n# 江海市人民政府关于设立园区的批复\n\n江政复〔2023〕5号\n\n临江区人民政府：\n\n1. 同意。\n\n*此件公开发布*\n"
    document = parse_bytes(text.encode(), "a.md")
    assert (document.title, document.doc_number) == ("江海市人民政府关于设立园区的批复", "江政复〔2023〕5号")
    assert "title: 甲" in document.removed[0]


def test_a_number_behind_a_short_form_in_the_same_bracket_is_that_of_the_title():
    text = "关于营商环境的通知\n各单位：\n按照《关于优化营商环境的意见》（以下简称《意见》，江发〔2021〕2号）要求，抓好落实。\n"
    found = [(one.title, one.doc_number) for one in parse_text(text).references]
    assert found == [("关于优化营商环境的意见", "江发〔2021〕2号")]


def test_rows_drawn_with_bars_are_a_table_also_without_a_rule():
    text = "2022年任务表\n序号 | 重点工作 | 责任部门 | 完成时限\n1 | 修路 | 村建办 | 2022年8月底\n2 | 办学 | 教育办、各村 | 2022年9月1日前\n"
    assert tasks(text) == [
        (1, (), ("村建办",), False, dt.date(2022, 8, 31)),
        (2, (), ("教育办", "各村"), False, dt.date(2022, 9, 1)),
    ]
    assert accounted(parse_text(text).to_dict()) == characters([text])
