"""Heads of less usual documents, and bodies that stand behind a cover."""

import pytest

from tongming.engines.gongwen import parse_text

from .accounting import nodes


def numbers(data):
    """Printed numbers of the outline with the depth of each."""

    def walk(level):
        for node in level:
            if node["level"]:
                yield ">" * (node["level"] - 1) + (node["number"] or node["kind"])
            yield from walk(node["children"])

    return list(walk(data["outline"]))


@pytest.mark.parametrize(
    ("printed", "number"),
    [
        ("江政办发〈2021〉5号", "江政办发〔2021〕5号"),
        ("江政办发<2021>5号", "江政办发〔2021〕5号"),
        ("江政办〔2021〕综5号", "江政办〔2021〕综5号"),
        ("江政办发〔2021〕第005号", "江政办发〔2021〕5号"),
        ("JHFS01-2021-0005", None),
    ],
)
def test_a_line_under_the_title_never_hides_the_addressees(printed, number):
    text = f"江海市人民政府办公室关于做好工作的通知\n{printed}\n各区人民政府：\n一、做好工作。\n江海市人民政府办公室\n2021年1月1日\n"
    document = parse_text(text)
    assert (document.doc_number, document.addressees) == (number, ("各区人民政府",))


@pytest.mark.parametrize(
    "printed", ["2021-04-09", "2021.4.9", "2021/4/9", "二０二一年四月九日", "二O二一年四月九日"]
)
def test_a_date_line_may_be_printed_in_many_forms(printed):
    document = parse_text(f"关于开展检查的通知\n各科室：\n一、做好检查。\n江海市档案局\n{printed}\n")
    assert (document.date.isoformat(), document.issuers) == ("2021-04-09", ("江海市档案局",))


def test_a_report_to_the_congress_has_its_day_and_hearers():
    text = "政府工作报告\n——2022年1月10日在江海市第十五届人民代表大会第一次会议上\n江海市市长　王某\n各位代表：\n现在报告工作。\n一、回顾\n成绩明显。\n"
    document = parse_text(text)
    assert (document.title, document.date.isoformat(), document.addressees) == (
        "政府工作报告",
        "2022-01-10",
        ("各位代表",),
    )


def test_a_bulletin_names_its_authors_and_day_below_the_title():
    text = "2021年江海市统计公报\n江海市统计局\n国家统计局江海调查队\n2022年3月3日\n2021年，全市经济稳步增长。\n一、综合\n总值1000亿元。\n"
    document = parse_text(text)
    assert document.issuers == ("江海市统计局", "国家统计局江海调查队")
    assert document.date.isoformat() == "2022-03-03"


def test_minutes_have_the_day_of_their_head_line():
    text = "江海市人民政府常务会议纪要\n第12期\n江海市人民政府办公室　　2022年3月10日\n3月8日，市长主持会议。现纪要如下：\n一、通过方案\n会议同意。\n"
    document = parse_text(text)
    assert (document.date.isoformat(), document.genre) == ("2022-03-10", "纪要")
    assert document.warnings == ()


def test_a_reply_addresses_the_person_who_asked():
    text = "政府信息公开申请答复书\n江司公开〔2022〕第3号\n王某某：\n您申请的信息不存在。\n江海市司法局\n2022年3月20日\n"
    document = parse_text(text)
    assert (document.doc_number, document.addressees) == ("江司公开〔2022〕3号", ("王某某",))


def test_a_plan_that_its_cover_lists_as_the_annex_is_the_outline():
    text = (
        "关于印发《江海市外贸行动方案》的通知\n江商发〔2023〕12号\n各区商务局：\n现将《江海市外贸行动方案》印发给你们。\n附件：江海市外贸行动方案\n"
        "江海市商务局\n2023年3月1日\n附件\n江海市外贸行动方案\n一、目标\n全年增长。\n（一）拓展市场。\n附件：任务清单\n任务清单\n"
        "序号\t任务\t责任处室\n1\t组织参展\t外贸处\n"
    )
    data = parse_text(text).to_dict()
    assert numbers(data) == ["一、", ">（一）"]
    assert [annex["title"] for annex in data["attachments"]] == ["任务清单"]


def test_a_notice_with_orders_of_its_own_keeps_the_plan_as_annex():
    text = (
        "关于印发《江海市外贸行动方案》的通知\n各区商务局：\n现印发给你们，并通知如下：\n一、抓好落实。\n二、及时报送。\n附件：江海市外贸行动方案\n"
        "江海市商务局\n2023年3月1日\n附件\n江海市外贸行动方案\n一、目标\n全年增长。\n"
    )
    data = parse_text(text).to_dict()
    assert numbers(data) == ["一、", "二、"]
    assert [annex["title"] for annex in data["attachments"]] == ["江海市外贸行动方案"]


def test_commas_and_half_width_marks_number_sections_too():
    text = "关于抗旱的通知\n各县水利局:\n现通知如下:\n一,加强监测.各地要加密频次.\n二,科学调度.统筹水源.\n1,优化方案;\n2,保障用水.\n三,加强宣传.\n"
    data = parse_text(text).to_dict()
    assert numbers(data) == ["一,", "二,", ">1,", ">2,", "三,"]
    assert nodes(data, "一")[0]["heading"] == "加强监测."


def test_one_comma_after_a_numeral_is_no_section():
    data = parse_text("关于检查的通知\n各科室：\n一，要认识到位。\n望认真执行。\n").to_dict()
    assert numbers(data) == []


def test_parts_called_pian_stand_outside_the_chapters():
    text = "江海市发展规划纲要\n第一篇　新征程\n第一章　环境\n突破1000亿元。\n第二篇　新格局\n第二章　产业\n培育产业。\n"
    data = parse_text(text).to_dict()
    assert numbers(data) == ["第一篇", ">第一章", "第二篇", ">第二章"]
    assert [node["kind"] for node in data["outline"] if node["level"]] == ["编", "编"]


def test_an_article_may_have_a_word_alone_as_its_heading():
    text = "江海市标准管理细则\n第一条 总则\n本细则适用于本市。\n第二条 职责\n（一）制定计划；\n（二）监督实施。\n第三条 本细则自公布之日起施行。\n"
    data = parse_text(text).to_dict()
    articles = nodes(data, "条")
    assert [(a["heading"], a["text"]) for a in articles] == [
        ("总则", "本细则适用于本市。"),
        ("职责", ""),
        (None, "本细则自公布之日起施行。"),
    ]


def test_words_of_closing_are_no_text_of_the_last_section():
    text = "江海市人民政府关于设立学校的批复\n临江区人民政府：\n现批复如下：\n一、同意设立滨江小学。\n二、请抓紧实施。\n此复。\n江海市人民政府\n2020年4月20日\n"
    data = parse_text(text).to_dict()
    closing = "\n".join(node["text"] for node in data["outline"] if node["kind"] == "closing")
    assert closing == "此复。\n江海市人民政府\n2020年4月20日"
    assert nodes(data, "一")[-1]["text"] == "请抓紧实施。"


def test_a_remark_beside_the_number_and_a_contact_line_hide_nothing():
    text = "江海市医疗保障局对第12号提案的答复\n江医保复〔2022〕12号　　　办理结果：A\n王某委员：\n现答复如下：\n一、已提高待遇。\n江海市医疗保障局\n2022年6月10日\n联系单位：医保科　电话：123\n"
    document = parse_text(text)
    assert (document.doc_number, document.date.isoformat()) == ("江医保复〔2022〕12号", "2022-06-10")


def test_a_heading_that_ends_like_an_open_sentence_stays_a_heading():
    text = "江海市规划条例\n第一条 规划目的\n为指导建设，制定本条例。\n第二条 规划范围\n市域范围。\n第三条 实施\n自公布之日起施行。\n"
    articles = nodes(parse_text(text).to_dict(), "条")
    assert [article["heading"] for article in articles] == ["规划目的", "规划范围", "实施"]
