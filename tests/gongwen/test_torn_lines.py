"""Lines that a page or line end tore, in every place where it can happen."""

import pytest

from tongming.engines.gongwen import parse_text

from .accounting import accounted, characters, nodes

NOTICE = """江海市人民政府办公室关于做好防汛工作的通知

江政办发〔2022〕15号

各县（市、区）人民政府，市各有关单位：

为做好防汛工作，落实《江海省防汛条例》（江人发〔2020〕3号）要求，现通知如下：

一、压实责任

（一）明确分工。各地要落实责任，2022年6月底前，完成1200处隐患排查。

（二）加强巡查。每日报送情况。

（三）强化值守。严格执行制度。

二、严肃纪律

（四）加强监督。对落实不力的严肃问责。

江海市人民政府办公室

2022年5月9日

抄送：市委各部门，市人大常委会办公室，市政协办公室。
"""
PAGE_END = "\n\n— 7 —\n\n"


def squeezed(value):
    """The value with all white space taken out of its strings."""
    if isinstance(value, str):
        return "".join(value.split())
    if isinstance(value, list):
        return [squeezed(item) for item in value]
    return {key: squeezed(item) for key, item in value.items()} if isinstance(value, dict) else value


def structure(text):
    """What must not depend on where pages end."""
    data = parse_text(text).to_dict()
    return {key: squeezed(value) for key, value in data.items() if key not in {"removed", "warnings"}}


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("做好防", "汛工作的通知"),
        ("江政办发", "〔2022〕15号"),
        ("江政办发〔20", "22〕15号"),
        ("各县（市、", "区）人民政府"),
        ("市各有关", "单位："),
        ("为做好防", "汛工作"),
        ("《江海省防", "汛条例》"),
        ("条例》", "（江人发"),
        ("江人发〔20", "20〕3号"),
        ("要落", "实责任"),
        ("（一）", "明确分工"),
        ("明确分", "工。各地"),
        ("2022年6", "月底前"),
        ("完成12", "00处"),
        ("隐患排查", "。"),
        ("加强巡", "查。每日"),
        ("强化值守。严格", "执行制度"),
        ("2022年5", "月9日"),
        ("市人大常", "委会办公室，"),
    ],
)
def test_a_page_end_changes_nothing_in_the_structure(before, after):
    torn = NOTICE.replace(before + after, before + PAGE_END + after)
    assert torn != NOTICE
    assert structure(torn) == structure(NOTICE)
    assert accounted(parse_text(torn).to_dict()) == characters([torn])


def test_a_heading_alone_on_its_line_stays_apart_from_its_text():
    data = parse_text("关于检查的通知\n各科室：\n一、检查时间\n3月1日。\n二、检查内容\n见附表。\n").to_dict()
    assert [(n["heading"], n["text"]) for n in nodes(data, "一")] == [
        ("检查时间", "3月1日。"),
        ("检查内容", "见附表。"),
    ]


def test_the_two_lines_of_an_order_are_not_joined():
    text = "江海市人民政府令\n第12号\n现公布《江海市绿化办法》，自公布之日起施行。\n市长　王某\n2022年3月20日\n江海市绿化办法\n第一条　制定本办法。\n第二条　自公布之日起施行。\n"
    document = parse_text(text)
    assert (document.doc_number, document.title) == ("江海市人民政府令第12号", "江海市绿化办法")


def test_a_title_torn_within_the_name_of_its_issuer_keeps_the_name():
    document = parse_text(
        "江海市人民政府\n办公室关于印发江海市防汛预案的通知\n各区人民政府：\n一、执行预案。\n"
    )
    assert document.title == "江海市人民政府办公室关于印发江海市防汛预案的通知"
    assert document.issuers == ("江海市人民政府办公室",)


def test_the_broken_line_of_a_list_of_annexes_is_no_title_of_a_body():
    text = (
        "关于印发江海市外贸行动方案的通知\n各区商务局：\n现将《江海市外贸行动方案》印发给你们。\n附件：江海市\n外贸行动方案\n"
        "江海市商务局\n2023年3月1日\n附件\n江海市外贸行动方案\n一、目标\n全年增长。\n"
    )
    document = parse_text(text)
    assert document.date.isoformat() == "2023-03-01"
    assert [node.number for node in document.outline if node.level] == ["一、"]


TABLE = """江海市2022年工作要点

一、推进公开。

附件

2022年重点任务分解表

序号\t主要内容\t牵头单位\t责任单位

1\t梳理高频事项，推出“一件事”套餐。\t市行政审批局 市大数据管理局\t各县（市、区）政府（管委会） 市有关部门

2\t推进“跨省通办”。\t市卫健委等 有关部门\t各县（市、区）政府（管委会）

3\t落实公平竞争审查制度，清理规定和做法。\t市市场监管局 人行江海市中心支行\t市有关部门
"""


@pytest.mark.parametrize("end", [PAGE_END, "\n\n", "\n"])
@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("梳理高频", "事项"),
        ("“一件事”", "套餐"),
        ("市行政审", "批局"),
        ("市行政审批局 市", "大数据管理局"),
        ("市大数据管理局\t各县（市、区）", "政府（管委会） 市有关部门"),
        ("各县（市、区）政府（管委", "会） 市有关部门"),
        ("政府（管委会） 市有关部", "门"),
        ("市卫健委", "等 有关部门"),
        ("市市", "场监管局"),
        ("人行江海市中", "心支行"),
        ("清理规定和做", "法。"),
        ("责任单", "位"),
    ],
)
def test_a_page_or_line_end_inside_a_row_changes_no_task(before, after, end):
    torn = TABLE.replace(before + after, before + end + after, 1)
    assert torn != TABLE
    assert structure(torn)["tasks"] == structure(TABLE)["tasks"]
    assert accounted(parse_text(torn).to_dict()) == characters([torn])


def test_a_word_that_begins_a_line_with_a_numeral_is_no_section():
    text = (
        "江海市2022年工作要点\n一、加强解读。各地要加强政策咨询窗口建设。推动现场政策答复权威、统\n\n一、规范，打造公开透明的环境。\n"
        "二、强化保障。各地要加强培训。\n"
    )
    data = parse_text(text).to_dict()
    assert [node["number"] for node in nodes(data, "一")] == ["一、", "二、"]


@pytest.mark.parametrize(("width", "indent"), [(28, "　　"), (36, "")])
def test_text_wrapped_at_a_fixed_width_gives_the_same_structure(width, indent):
    def wrapped(line):
        line = (indent if len(line) > width or line[-1:] == "。" else "") + line
        return "\n".join(line[start : start + width] for start in range(0, max(len(line), 1), width))

    text = NOTICE.replace(
        "每日报送情况。", "每日报送情况，发现问题及时处置，并按照规定向上级主管部门报告处置结果和后续安排。"
    )
    torn = "\n".join(wrapped(line) for line in text.split("\n"))
    assert structure(torn) == structure(text)


def test_the_rest_of_a_sentence_beside_a_page_number_is_no_running_header():
    text = (
        "关于推进公开的通知\n各区政府：\n一、推进公开。各地要完善制度，加强培训和案例指导，不断提高办理水平，依法保障公众合理信息需求，切实做到依法公开、"
        "应公开尽公开，努力建设人民满意的服务型政府，各项工作务必\n— 2 —\n有序推进、取得实效\n并加强宣传引导。\n"
    )
    document = parse_text(text)
    assert "有序推进" not in "".join(document.removed)
