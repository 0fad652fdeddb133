"""Document numbers in every style, and the roles of the documents a text names."""

import pytest

from tongming.engines.gongwen import find_doc_numbers, find_references, normalise_doc_number


@pytest.mark.parametrize(
    ("printed", "normal"),
    [
        ("通政办发〔2021〕42号", "通政办发〔2021〕42号"),
        ("通政办发[2021]42号", "通政办发〔2021〕42号"),
        ("通政办发（2021）第042号", "通政办发〔2021〕42号"),
        ("通政办发(2021) 42 号", "通政办发〔2021〕42号"),
        ("苏政办发【2020】42号", "苏政办发〔2020〕42号"),
        ("国发﹝2021﹞4号", "国发〔2021〕4号"),
        ("国发〔２０２１〕４号", "国发〔2021〕4号"),
        ("法（研）发〔1987〕32号", "法（研）发〔1987〕32号"),
        ("和政发〔2020〕1号", "和政发〔2020〕1号"),
        ("国务院令第711号", "国务院令第711号"),
        ("国令第706号", "国令第706号"),
        ("中华人民共和国国务院令第76号", "国务院令第76号"),
        ("主席令第七十号", "主席令第70号"),
        ("农业部令2015年第3号", "农业部令2015年第3号"),
        ("关于加强管理的通知", None),
        ("第12号", None),
        ("", None),
    ],
)
def test_a_number_is_normalised_whatever_its_brackets(printed, normal):
    assert normalise_doc_number(printed) == normal


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        (
            "按照苏政办发〔2020〕42号和国办发〔2021〕12号文件要求",
            ["苏政办发〔2020〕42号", "国办发〔2021〕12号"],
        ),
        ("请示（〔1996〕武司字第82号）收悉", ["〔1996〕武司字82号"]),
        ("粤经信〔2012〕5号", ["粤经信〔2012〕5号"]),
        ("2001年11月7日原中华人民共和国国家发展计划委员会令第15号发布", ["国家发展计划委员会令第15号"]),
        ("第12号台风于2021年登陆", []),
    ],
)
def test_numbers_are_found_in_running_text_without_the_words_before_them(text, numbers):
    assert find_doc_numbers(text) == numbers


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("根据《档案法》（国令第5号）和《办法细则》（江政发〔2020〕1号），制定本规定。", [("档案法", "国令第5号", "basis"), ("办法细则", "江政发〔2020〕1号", "basis")]),
        ("为贯彻落实《国务院关于加强数字政府建设的指导意见》（国发〔2022〕14号，以下简称《指导意见》）精神", [("国务院关于加强数字政府建设的指导意见", "国发〔2022〕14号", "implements")]),
        ("按照《甲规划》（以下简称《规划》）要求。落实好《规划》任务。", [("甲规划", None, "basis")]),
        ("《江海市养犬规定》（江政发〔2001〕3号）同时废止。", [("江海市养犬规定", "江政发〔2001〕3号", "repeals")]),
        ("2000年3月1日市政府令第8号发布的《江海市广告规定》同时废止。", [("江海市广告规定", "市政府令第8号", "repeals")]),
        ("自印发之日起，《某某通知》（江办发〔2016〕82号）停止执行。", [("某某通知", "江办发〔2016〕82号", "repeals")]),
        ("与《旧办法》不一致的，以本办法为准。", [("旧办法", None, "mentions")]),
        ("对《江海市条例实施办法》作如下修改：", [("江海市条例实施办法", None, "amends")]),
        ("依据江政发〔2021〕7号文件办理。", [(None, "江政发〔2021〕7号", "basis")]),
        ("关于申办运动会的请示（江体字〔2020〕6号）收悉。", [("关于申办运动会的请示", "江体字〔2020〕6号", "mentions")]),
        ("《关于修改〈江海市广告条例〉的决定》已经通过。", [("关于修改〈江海市广告条例〉的决定", None, "mentions")]),
        ("核发《烟草专卖许可证》，刊登于《江海日报》。", []),
    ],
)  # fmt: skip
def test_references_come_with_number_and_role(text, found):
    assert [(r.title, r.doc_number, r.role) for r in find_references(text)] == found


def test_one_document_named_twice_is_one_reference_with_its_number():
    text = "根据《江海条例》（江人发〔2020〕1号）。\n认真贯彻《江海条例》。"
    assert [(r.title, r.doc_number, r.role) for r in find_references(text)] == [
        ("江海条例", "江人发〔2020〕1号", "implements")
    ]


def test_the_own_title_and_number_are_no_references():
    text = "《江海市工作方案》已经同意。本办法（江政发〔2021〕1号）施行。"
    assert (
        find_references(text, own_title="关于印发江海市工作方案的通知", own_number="江政发〔2021〕1号") == []
    )
