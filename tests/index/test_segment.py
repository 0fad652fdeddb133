"""Segmentation: one function for index and query, offsets of the original text."""

import threading

from hypothesis import given, settings
from hypothesis import strategies as st

from tongming.engines.index import token_spans, tokens
from tongming.engines.index.segment import GAP, fold, grams, lexicon, squeeze
from tongming.engines.index.snippets import bounded
from tongming.engines.index.texts import BOUND


def test_a_word_of_the_lexicon_stays_whole_and_gives_its_parts():
    assert tokens("依申请公开") == ["申请", "公开", "依申请公开"]


def test_a_long_word_holds_the_shorter_words_of_more_than_three_characters():
    assert {"政府信息", "政府信息公开", "公开", "条例"} <= set(tokens("政府信息公开条例"))


def test_words_inside_a_word_do_not_run_over_its_seams():
    assert "民法" not in tokens("人民法院")
    assert {"人民", "法院", "人民法院"} == set(tokens("人民法院"))


def test_width_and_case_are_folded():
    assert tokens("ＩＰｖ６ 地址") == tokens("ipv6 地址") == ["ipv6", "地址"]


def test_punctuation_is_dropped():
    assert tokens("《公开》、（条例）。") == ["公开", "条例"]


@settings(deadline=None)
@given(st.text(max_size=60))
def test_spans_are_offsets_of_the_original_text(text):
    for token, start, end in token_spans(text):
        assert fold(text[start:end]) == token
        assert token[0].isalnum()
        assert token[-1].isalnum()


@settings(deadline=None)
@given(st.text(max_size=60))
def test_folding_keeps_the_length(text):
    assert len(fold(text)) == len(text)


@settings(deadline=None)
@given(st.text(alphabet=st.characters(blacklist_characters=BOUND), max_size=60))
def test_bounds_only_add_marks(text):
    assert bounded(text).replace(BOUND, "") == text


def test_pairs_close_up_inside_a_sentence_and_keep_a_gap_between_two():
    assert squeeze("公开、\n透明。条例") == f"公开透明{GAP}条例"
    assert grams(squeeze("公开。条例")) == ["公开", GAP, GAP, "条例"]


def test_threads_get_the_same_words():
    results: list[list[str]] = []
    text = "双随机、一公开监管事项清单" * 50
    threads = [threading.Thread(target=lambda: results.append(tokens(text))) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(results) == 8
    assert all(result == results[0] for result in results)


def test_the_lexicon_has_each_word_once_and_no_blanks():
    words = lexicon()
    assert len(words) == len(set(words)) > 300
    assert all(word == word.strip() and " " not in word for word in words)
