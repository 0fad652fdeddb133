"""Snippets and highlights: bounds, windows, no markup."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tongming.engines.index import Index, token_spans
from tongming.engines.index.schema import tokenise
from tongming.engines.index.segment import fold, pieces
from tongming.engines.index.snippets import (
    ELLIPSIS,
    LENGTH,
    Marks,
    Needles,
    mark,
    snippet,
)
from tongming.engines.index.texts import StoredText, checksum

FILLER = "本市各有关部门应当按照职责分工做好相关工作，及时研究解决工作中的困难和问题。"
WORDS = st.sampled_from(
    [
        "公开",
        "政府信息",
        "依申请公开",
        "，",
        "。",
        "\n",
        " ",
        "中国",
        "家庭",
        "国家",
        "IPv6",
        "２０２１年",
        "<b>",
        "的",
        "条例",
        "A",
        "㎡",
    ]
)


def stored(text: str) -> StoredText:
    return StoredText(tokenise(text).stored)


def shown(segments):
    return "".join(text for text, _ in segments)


def marked(segments):
    return [text for text, hit in segments if hit]


def test_the_window_shows_where_the_words_stand_together():
    text = (
        FILLER * 20 + "高龄津贴由社区发放。" + FILLER * 20 + "高龄津贴的养老补贴标准另行制定。" + FILLER * 5
    )
    segments = snippet(stored(text), Needles(Marks(words=("高龄津贴", "养老", "补贴"))))
    assert "养老补贴标准" in shown(segments).replace(" ", "")
    assert marked(segments)[0] == "高龄津贴"


def test_the_snippet_begins_with_its_sentence():
    segments = snippet(
        stored(FILLER * 5 + "老年人可以领取高龄津贴。" + FILLER),
        Needles(Marks(words=("高龄津贴",))),
    )
    assert shown(segments).startswith(ELLIPSIS + "老年人可以领取")


def test_a_word_is_marked_only_where_it_is_a_word():
    needles = Needles(Marks(words=("国家",)))
    assert marked(mark("中国家庭与国家", needles)) == ["国家"]


def test_a_phrase_is_marked_whole_and_widened_to_words():
    assert marked(mark("政府信息公开条例释义", Needles(Marks(phrases=("公开条",))))) == ["政府信息公开条例"]
    assert marked(mark("应当公开、透明地办理", Needles(Marks(phrases=("公开透明",))))) == ["公开、透明"]


@pytest.mark.parametrize(
    "written", ["通政办发〔2021〕42号", "通政办发(2021)42号", "通政办发２０２１年第４２号"]
)
def test_a_number_is_marked_in_any_style(written):
    assert marked(mark(f"根据{written}的规定", Needles(Marks(numbers=("通政办发2021-42",)))))[0].startswith(
        "通政办发"
    )


def test_latin_words_are_marked_in_any_case_and_width():
    needles = Needles(Marks(words=("ipv6",)))
    assert marked(mark("支持IPv6和ＩＰＶ６，不是ipv64", needles)) == ["IPv6", "ＩＰＶ６"]


def test_markup_is_passed_on_as_text():
    assert shown(mark("<b>公开</b>&amp;", Needles(Marks(words=("公开",))))) == "<b>公开</b>&amp;"


def test_without_marks_the_beginning_is_shown():
    segments = snippet(stored("第一条 " + FILLER * 10), Needles(Marks()))
    assert shown(segments).startswith("第一条")
    assert len(shown(segments)) <= LENGTH + 1


@pytest.mark.parametrize("text", ["", " ", "\n\n", "。", "公", "\x1f"])
def test_tiny_texts(text):
    snippet(stored(text), Needles(Marks(words=("公开",))))
    assert shown(mark(text, Needles(Marks(words=("公开",))))) == text.replace("\x1f", " ")


@settings(deadline=None)
@given(st.lists(WORDS, max_size=120).map("".join))
def test_a_snippet_is_short_and_splits_no_word(text):
    needles = Needles(Marks(words=("公开", "国家", "ipv6"), phrases=("信息公",)))
    segments = snippet(stored(text), needles)
    body = shown(segments).strip(ELLIPSIS)
    assert len(body) <= LENGTH
    plain = " ".join(text.split())
    assert " ".join(body.split()) in plain or not body
    words = [token for token in pieces(fold(text)) if token.isalnum()]
    for hit in marked(segments):
        assert any(word in fold(hit) or fold(hit) in word for word in words)


@settings(deadline=None)
@given(st.lists(WORDS, max_size=60).map("".join))
def test_title_segments_join_to_the_title(title):
    assert shown(mark(title, Needles(Marks(words=("公开",), phrases=("条例",))))) == title


def test_hits_begin_and_end_with_words(index: Index):
    for query in ("公开条例", "府信息公", "政务公开 养老服务", "国务院令第711号", "当场答复"):
        for hit in index.search(query).hits:
            spans = token_spans(shown(hit.snippet_segments))
            edges = {start for _, start, _ in spans} | {end for _, _, end in spans}
            position = 0
            for piece, is_hit in hit.snippet_segments:
                if is_hit:
                    assert {position, position + len(piece)} <= edges
                position += len(piece)


def test_a_long_text_is_read_around_its_hit():
    text = FILLER * 400 + "高龄津贴" + FILLER * 400
    for words in (("高龄津贴",), ("高龄津贴", "ipv6")):
        segments = snippet(stored(text), Needles(Marks(words=words)))
        assert marked(segments) == ["高龄津贴"]
        assert shown(segments).startswith(ELLIPSIS)
        assert shown(segments).endswith(ELLIPSIS)


@settings(deadline=None)
@given(st.lists(WORDS, max_size=60).map("".join))
def test_the_first_place_of_every_word_is_known(text):
    packed = stored(text)
    assert packed.data[packed.begin :].decode().replace("\x1f", "") == text
    for word in ("公开", "政府", "中国", "国家", "申请公开"):
        place = packed.first(word.encode(), checksum(word.encode()))
        assert (place >= 0) == (word in token_words(text))
        if place >= 0:
            assert packed.data[place:].decode().startswith(word)
            before = packed.data[packed.begin : place].decode().split("\x1f")[:-1]
            assert not any(word in token_words(piece) for piece in before)


def token_words(text: str) -> list[str]:
    return [token for token, _, _ in token_spans(text)]
