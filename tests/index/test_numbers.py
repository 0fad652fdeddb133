"""Document numbers in any bracket style."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tongming.engines.index.numbers import find_numbers, mentioned_keys, number_key, own_keys
from tongming.engines.index.segment import fold

from .conftest import keys

STYLES = ["通政办发〔2021〕42号", "通政办发[2021]42号", "通政办发(2021)42号", "通政办发（2021）42号", "通政办发【2021】42", "通政办发2021 42号",
          "通政办发〔2021〕 42 号", "通政办发 [ 2021 ] 42号", "通政办发2021年42号", "通政办发2021年第42号", "通政办发2021-42", "通政办发〔２０２１〕４２号",
          "通政办发﹝2021﹞42号", "通政办发<2021>42号", "通政办发［2021］42号"]  # fmt: skip


@pytest.mark.parametrize("style", STYLES)
def test_every_bracket_style_has_one_key(style):
    assert number_key(style) == "通政办发2021-42"


@pytest.mark.parametrize("style", STYLES)
def test_every_bracket_style_finds_the_document_first_and_those_that_mention_it_after(index, style):
    assert keys(index, style) == [2, 4]


def test_an_order_is_found_by_its_short_form(index):
    assert keys(index, "国务院令第711号")[0] == 1
    assert keys(index, "国务院令 第 711 号")[0] == 1


def test_an_index_number_is_found(index):
    assert keys(index, "014106/2021-00042") == [2]
    assert keys(index, "索引号:014106/2021-00042") == [2]


def test_a_number_that_is_only_mentioned_is_found(index):
    assert keys(index, "国办发2021 12号") == [2]


def test_a_number_inside_a_sentence_is_read_out(index):
    assert keys(index, "根据通政办发[2021]42号")[0] == 2


def test_an_unknown_number_is_searched_as_words_and_said_so(index):
    page = index.search("通政办发〔1999〕99号")
    assert any("文号" in note for note in page.notes)


def test_the_field_for_numbers_takes_any_spelling(index):
    assert keys(index, "文号:通政规2015-1") == [6]
    assert keys(index, "number: 海政规(2022)3号") == [4]


def test_other_documents_with_the_same_figures_are_not_found(index):
    assert 3 not in keys(index, "通政办发〔2021〕42号")


def test_years_and_figures_of_a_sentence_are_no_numbers():
    assert find_numbers(fold("到2021年底前完成90%以上，共有42号楼")) == []


def test_mentions_drop_the_words_before_the_number():
    assert "国办发2021-12" in mentioned_keys(fold("现根据国办发〔2021〕12号"))


def test_an_order_keeps_short_forms_as_its_own():
    assert "国务院令711" in own_keys("中华人民共和国国务院令第711号", ())


@settings(deadline=None)
@given(st.text(max_size=80))
def test_nothing_written_makes_the_reading_fail(text):
    number_key(text)
    folded = fold(text)
    for _, start, end in find_numbers(folded):
        assert 0 <= start < end <= len(folded)
