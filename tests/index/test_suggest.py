"""Suggestions while typing, and other spellings."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tongming.engines.index import Filters, Index
from tongming.engines.index.sound import readings, title_terms, typed_units

from .conftest import record

REGULATION = "中华人民共和国政府信息公开条例"


def titles(index: Index, typed: str, **options: object) -> list[str]:
    return [suggestion.text for suggestion in index.suggest(typed, **options) if suggestion.kind == "title"]


def texts(index: Index, typed: str, **options: object) -> list[str]:
    return [suggestion.text for suggestion in index.suggest(typed, **options)]


@pytest.mark.parametrize(
    "typed",
    [
        "政府信息",
        "息公开条",
        "zhengfuxinxi",
        "zhengfuxinxigongkaitiaoli",
        "zhengfuxinx",
        "zfxxgk",
        "ZFXX",
        "政府xx",
        "zhengfuxx",
        "zhfxx",
        "zhonghuarenmin",
        "zhrmghg",
        "政fu信xi",
    ],
)
def test_a_title_is_offered_by_characters_pinyin_initials_and_mixtures(index, typed):
    assert REGULATION in texts(index, typed)


@pytest.mark.parametrize("typed", ["zhengwugongkai", "zwgk", "政务", "zhengwu"])
def test_a_curated_phrase_comes_first(index, typed):
    first = index.suggest(typed)[0]
    assert (first.text, first.kind) == ("政务公开", "phrase")


def test_a_phrase_that_no_text_has_is_not_offered(index):
    assert "招标投标" not in texts(index, "招标")


def test_titles_that_begin_with_what_was_typed_come_first(empty):
    with empty.writer() as writer:
        writer.add(record(1, "关于安全检查的通知", validity="有效", weight=5.0))
        writer.add(record(2, "安全检查办法", validity="有效"))
    assert titles(empty, "anquanjiancha") == ["安全检查办法", "关于安全检查的通知"]
    assert titles(empty, "aqjc") == ["安全检查办法", "关于安全检查的通知"]


def test_a_character_with_several_readings_is_found_by_each(empty):
    with empty.writer() as writer:
        writer.add(record(1, "银行重复贷款处理规则"))
    assert (
        titles(empty, "yinhang")
        == titles(empty, "yinxing")
        == titles(empty, "chongfu")
        == ["银行重复贷款处理规则"]
    )


def test_syllables_may_be_divided_in_two_ways(empty):
    with empty.writer() as writer:
        writer.add(record(1, "西安市条例"))
        writer.add(record(2, "先行先试办法"))
    assert set(titles(empty, "xian")) == {"西安市条例", "先行先试办法"}


@pytest.mark.parametrize("typed", ["通政办发〔2021", "通政办发2021", "通政办发(2021)42号", "通政办发[2021]4"])
def test_a_number_is_offered_in_any_brackets(index, typed):
    assert "通政办发〔2021〕42号 南通市2021年政务公开工作要点" in texts(index, typed)


def test_versions_with_one_title_are_offered_once(empty):
    with empty.writer() as writer:
        for number in range(5):
            writer.add(record(number, "养老服务办法"))
    assert titles(empty, "养老") == ["养老服务办法"]


def test_filters_apply(index):
    assert titles(index, "gongzuoyaodian", filters=Filters(validity=("有效",))) == [
        "南通市2021年政务公开工作要点"
    ]


@pytest.mark.parametrize("typed", ["", " ", "。", "〔", "·", "q" * 500, "^", "~"])
def test_odd_input_offers_nothing_or_something_but_does_not_fail(index, typed):
    assert len(index.suggest(typed)) <= 8


@settings(deadline=None)
@given(st.text(alphabet=st.sampled_from("abcdefghijklmnopqrstuvwxyz"), min_size=1, max_size=20))
def test_every_row_of_letters_can_be_read(typed):
    rows = typed_units(typed)
    assert rows
    assert all("".join(row) == typed for row in rows)


def test_terms_of_a_character_share_its_position():
    terms = title_terms("政务")
    assert {
        ("政", 0),
        ("zheng", 0),
        ("z", 0),
        ("zh", 0),
        ("^政", 0),
        ("务", 1),
        ("wu", 1),
        ("~zw", 0),
    } <= set(terms)


def test_common_characters_have_readings():
    assert readings()["政"][0] == "zheng"
    assert set(readings()["行"][:2]) == {"xing", "hang"}


# --- did you mean ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("wrong", "right"),
    [
        ("政务功开", "政务公开"),  # one homophone
        ("依申情公开", "依申请公开"),  # one homophone inside a word of the lexicon
        ("依申倩公开", "依申请公开"),
        ("郑务公开", "政务公开"),
        ("正务功开", "政务公开"),  # two homophones
        ("养老服无", "养老服务"),
        ("安全生厂", "安全生产"),
        ("安全生户", "安全生产"),  # a character that looks alike
        ("政府信息公开条列", "政府信息公开条例"),
        ("土地成包", "土地承包"),
    ],
)
def test_a_wrong_character_is_put_right(index, wrong, right):
    assert index.search(wrong).did_you_mean == right


@pytest.mark.parametrize(
    "query",
    [
        "政务公开",
        "公开条例",
        "养老服务 补贴",
        "“政务功开”",
        "标题:政务功开",
        "府信息公",
        "",
        "通政办发〔2021〕42号",
        "的",
    ],
)
def test_what_is_right_or_meant_exactly_is_left_alone(index, query):
    assert index.search(query).did_you_mean is None


def test_a_proposal_finds_something(index):
    for query in ("政务功开", "养老服无", "魑魅魍魉", "声明科学", "公开条理"):
        proposal = index.search(query).did_you_mean
        if proposal is not None:
            assert index.search(proposal).total > 0
