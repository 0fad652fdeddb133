"""From a parsed document to publication content; nothing is invented."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tongming.domains.documents.rules import (
    content_from_parsed,
    effective_on,
    expires_on,
    proposed_theme,
    repeal_effect,
    summary_of,
)
from tongming.domains.documents.taxonomy import ARTICLE_20, GENRES, THEMES, known_genre, split_theme
from tongming.engines.gongwen import parse_text

FORMED = date(2021, 4, 9)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("本办法自2021年5月1日起施行。", date(2021, 5, 1)),
        ("本规定自印发之日起施行。", FORMED),
        ("原办法自2019年1月1日起施行。……本办法自2021年6月1日起施行，原办法同时废止。", date(2021, 6, 1)),
        ("本办法自公布之日起30日后施行。", None),
        ("请认真贯彻执行。", None),
        ("自2021年2月30日起施行。", None),
    ],
)
def test_the_effective_day_is_the_one_the_text_names_for_itself(text, day):
    assert effective_on(text, FORMED) == day


def test_a_text_that_takes_effect_on_issue_without_a_known_date_has_none():
    assert effective_on("自发布之日起施行。", None) is None


def test_the_first_day_without_force_is_the_day_after_the_last_day_of_validity():
    assert expires_on("有效期至2026年4月30日。") == date(2026, 5, 1)
    assert expires_on("长期有效。") is None


@pytest.mark.parametrize(
    ("title", "theme"),
    [
        ("关于印发2021年政务公开工作要点的通知", ("综合政务", "政务公开")),
        ("关于调整最低生活保障标准的通知", ("", "")),
        ("知识产权保护条例", ("科技、教育", "知识产权")),
        ("关于加强安全生产监管的意见", ("市场监管、安全生产监管", "安全生产监管")),
    ],
)
def test_a_theme_is_proposed_only_from_words_of_the_classification(title, theme):
    assert proposed_theme(title) == theme


@given(st.sampled_from(sorted(THEMES)), st.data())
def test_a_printed_classification_is_read_back(theme, data):
    subtheme = data.draw(st.sampled_from(THEMES[theme] or ("",)))
    assert split_theme(f"{theme}\\{subtheme}") == (theme, subtheme)


def test_there_are_22_themes_and_15_items():
    assert len(THEMES) == 22
    assert list(ARTICLE_20) == [f"20-{number}" for number in range(1, 16)]


@pytest.mark.parametrize(
    ("printed", "genre"),
    [
        ("通知", "通知"),
        ("条例", "法规规章"),
        ("实施细则", "法规规章"),
        ("要点", "其他"),
        (None, ""),
        ("令", "命令"),
    ],
)
def test_genres_are_those_of_the_list(printed, genre):
    assert known_genre(printed) == genre
    assert genre in {*GENRES, ""}


def test_a_summary_is_verbatim():
    text = "短。为了规范政府信息公开工作，制定本办法。第二句话也在摘要里出现了。"
    assert summary_of(text) in text


def test_content_of_a_parsed_notice_keeps_every_word_and_leaves_unknown_fields_empty():
    text = "演示市人民政府关于做好防汛工作的通知\n演政发〔2021〕5号\n各县人民政府：\n一、要加强值守。\n二、要及时报告。\n（此件公开发布）"
    content = content_from_parsed(parse_text(text).to_dict())
    assert content["title"] == "演示市人民政府关于做好防汛工作的通知"
    assert content["doc_number"] == "演政发〔2021〕5号"
    assert content["disclosure"] == "主动公开"
    assert (content["formed_on"], content["effective_on"], content["theme"]) == (None, None, "")
    for words in ("要加强值守。", "要及时报告。", "各县人民政府"):
        assert words in content["text"]


@pytest.mark.parametrize(
    ("role", "articles", "state"),
    [("repeals", [], "repealed"), ("repeals", ["第一条"], "partly_ended"), ("amends", ["第二条"], "amended")],
)
def test_the_effect_begins_with_the_acting_documents_effective_day(role, articles, state):
    effect = repeal_effect(
        role, articles, acting_effective_on=date(2021, 5, 1), acting_formed_on=FORMED, today=date(2026, 1, 1)
    )
    assert (effect.state, effect.valid_from) == (state, date(2021, 5, 1))


@pytest.mark.parametrize("role", ["basis", "implements", "interprets", "mentions"])
def test_other_relations_change_no_validity(role):
    assert repeal_effect(role, [], acting_effective_on=None, acting_formed_on=None, today=FORMED) is None
