"""Where sentences end."""

from hypothesis import given
from hypothesis import strategies as st

from tongming.domains.oversight.rules.splitting import masked, pairs, split


def texts(paragraph):
    return [piece.text for piece in split(paragraph)]


def test_a_full_stop_ends_a_sentence_but_not_inside_brackets_or_quotes():
    assert texts("做好公开（含重点领域。）工作。加强监督！") == [
        "做好公开（含重点领域。）工作。",
        "加强监督！",
    ]
    assert texts("坚持“公开为常态。”原则。") == ["坚持“公开为常态。”原则。"]


def test_a_quotation_that_ends_with_its_own_stop_ends_the_sentence():
    assert texts("会议强调：“要加强公开。”各地要落实。") == ["会议强调：“要加强公开。”", "各地要落实。"]


def test_an_unclosed_bracket_swallows_nothing():
    assert texts("做好公开（含重点领域。加强监督。") == ["做好公开（含重点领域。", "加强监督。"]


def test_items_joined_by_semicolons_keep_the_lead_they_hang_on():
    pieces = split("各地要做到：健全制度；加强检查；按时报告。")
    assert [piece.text for piece in pieces] == ["各地要做到：健全制度；", "加强检查；", "按时报告。"]
    assert [piece.lead for piece in pieces] == ["", "各地要做到：", "各地要做到："]


def test_a_subject_with_its_modal_word_is_a_lead_unless_the_item_has_its_own():
    pieces = split("各地要健全制度；加强检查；市财政局要保障经费。")
    assert [piece.lead for piece in pieces] == ["", "各地要", ""]


def test_a_bracket_of_units_after_the_stop_is_a_piece_of_its_own():
    assert texts("加强培训。（市人社局牵头，各县（市、区）政府配合）开展演练。") == [
        "加强培训。",
        "（市人社局牵头，各县（市、区）政府配合）",
        "开展演练。",
    ]


def test_masking_keeps_the_length_and_covers_titles():
    text = "按照《2021年底前要点》（市级）办理。"
    assert len(masked(text)) == len(text)
    assert "要点" not in masked(text)


MARKS = "各地要。；：！？“”《》（）()，、一二甲乙牵头负责 "


@given(st.text(alphabet=MARKS, max_size=60))
def test_the_pieces_put_together_are_the_paragraph(paragraph):
    kept = "".join(texts(paragraph))
    assert "".join(kept.split()) == "".join(paragraph.split())


@given(st.text(alphabet=MARKS, max_size=60))
def test_pairs_never_cross(paragraph):
    found = sorted(pairs(paragraph))
    assert all(not (a < c < b < d) for a, b in found for c, d in found)
