"""Joining annex rows with sentences: the same are found, the differing words shown, nothing merged."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from tongming.domains.oversight.rules import Sentence, compared, differences, join

TEXTS = (
    "各地要主动公开本地区“十四五”规划、国土空间规划和专项规划。",
    "市规划工作主管部门要会同市相关部门归集整理市级层面出台的历史规划（计划），并做好主动公开工作。",
    "围绕打造可预期的营商环境，全面推行行政执法公示制度，加强事前事中事后公开公示。",
    "加强监督检查，实时跟进督查，确保落实到位。",
)
SENTENCES = [Sentence(order, "1", "一", 0, text) for order, text in enumerate(TEXTS, start=1)]


def pairs(row):
    return [(match.order, [(d.row, d.text) for d in match.differences]) for match in join(row, SENTENCES)]


def test_the_same_sentence_is_joined_without_differences():
    assert pairs(TEXTS[0]) == [(1, [])]


def test_other_width_of_punctuation_is_no_difference():
    assert pairs("加强监督检查,实时跟进督查,确保落实到位。") == [(4, [])]


def test_a_changed_word_is_shown_from_both_sides():
    assert pairs(
        "市规划工作主管部门会同市相关部门归集整理市级层面出台的历史规划（计划），并做好主动公开工作。"
    ) == [(2, [("", "要")])]


def test_what_only_the_text_says_is_a_difference_with_an_empty_side():
    assert pairs("全面推行行政执法公示制度，加强事前事中事后公开公示。") == [
        (3, [("", "围绕打造可预期的营商环境")])
    ]


def test_a_row_of_two_sentences_is_joined_with_two():
    assert [order for order, _ in pairs(TEXTS[3] + TEXTS[0])] == [4, 1]


def test_a_row_that_the_text_lacks_is_joined_with_nothing():
    assert pairs("开展行业协会商会收费专项治理，取消违规收费。") == [(None, [])]


@given(st.permutations(SENTENCES), st.sampled_from(TEXTS))
def test_the_order_of_the_sentences_does_not_matter(shuffled, row):
    assert join(row, shuffled) == join(row, SENTENCES)


@given(st.permutations(TEXTS))
def test_each_row_is_joined_for_itself_whatever_stands_beside_it(rows):
    assert {row: join(row, SENTENCES) for row in rows} == {row: join(row, SENTENCES) for row in TEXTS}


def test_of_two_equal_sentences_the_earlier_is_taken():
    twice = [*SENTENCES, replace(SENTENCES[0], order=9)]
    assert join(TEXTS[0], list(reversed(twice)))[0].order == 1


WORDS = st.text(alphabet="各地要公开规划信息工作，。、A1 ", max_size=40)


@given(WORDS, WORDS)
def test_the_compared_pieces_put_together_are_both_texts(row, text):
    cuts = compared(row, text)
    assert "".join(left for _, left, _ in cuts) == row
    assert "".join(right for _, _, right in cuts) == text


@given(WORDS)
def test_a_text_does_not_differ_from_itself(text):
    assert differences(text, text) == ()
