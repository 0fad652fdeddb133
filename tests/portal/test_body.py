"""How the text of a document is set: pieces in reading order, their styles, anchors, outline, tables."""

import pytest

from tests.data import data_path, load_jsonl_gz
from tongming.engines.gongwen import parse_bytes, parse_text
from tongming.faces.portal.body import set_text

LAW = """第一章 总则
第一条 为了演示，制定本办法。
第二条 本办法适用于本市。
县级以上人民政府参照执行。
第二章 附则
第三条 有下列情形之一的，不予办理：
（一）材料不全的；
（二）超过期限的。
第四条 本办法自2026年7月1日起施行。
"""


def lay_out(text, title="演示办法", **options):
    parsed = parse_text(text, title=title)
    return set_text(options.get("body") or parsed.to_body(), title=title, doc_number=None)


def said(pieces):
    return [(piece.style, piece.lead, piece.text) for piece in pieces]


def test_chapters_are_headings_and_articles_run_in():
    found = said(lay_out(LAW).pieces)
    assert found[:2] == [("chapter", "", "第一章　总则"), ("article", "第一条", "为了演示，制定本办法。")]


def test_the_number_of_an_article_runs_into_the_first_of_its_paragraphs():
    found = said(lay_out(LAW).pieces)
    assert ("article", "第二条", "本办法适用于本市。") in found
    assert ("paragraph", "", "县级以上人民政府参照执行。") in found


def test_items_of_an_article_keep_their_printed_numbers():
    assert ("item", "（一）", "材料不全的；") in said(lay_out(LAW).pieces)


def test_article_anchors_are_their_numbers():
    anchors = {piece.lead: piece.anchor for piece in lay_out(LAW).pieces if piece.style == "article"}
    assert anchors == {"第一条": "a1", "第二条": "a2", "第三条": "a3", "第四条": "a4"}


def test_a_structure_without_anchors_gets_the_same_article_anchors():
    bare = parse_text(LAW, title="演示办法").to_dict()
    anchors = [piece.anchor for piece in lay_out(LAW, body=bare).pieces if piece.style == "article"]
    assert anchors == ["a1", "a2", "a3", "a4"]


def test_a_text_of_bare_articles_is_navigated_by_its_articles():
    text = "第一条 甲事项。\n第二条 乙事项。\n第三条 丙事项。\n"
    assert [node.anchor for node in lay_out(text).outline] == ["a1", "a2", "a3"]


def test_chapters_make_the_outline_where_there_are_any():
    assert [node.text for node in lay_out(LAW).outline] == ["第一章 总则", "第二章 附则"]


def test_every_anchor_of_the_outline_stands_once_in_the_text():
    data = data_path("tong-zheng-ban-fa-2021-42.txt").read_bytes()
    parsed = parse_bytes(data, "notice.txt")
    text = set_text(parsed.to_body(), title=parsed.title, doc_number=parsed.doc_number)
    places = [piece.anchor for piece in text.pieces] + [annex.anchor for annex in text.annexes]
    wanted = [node.anchor for node in walk(text.outline)]
    assert len(wanted) > 20
    assert all(places.count(anchor) == 1 for anchor in wanted)


def walk(nodes):
    for node in nodes:
        yield node
        yield from walk(node.children)


def test_the_notice_shows_its_annex_table_inside_the_annex():
    data = data_path("tong-zheng-ban-fa-2021-42.txt").read_bytes()
    parsed = parse_bytes(data, "notice.txt")
    text = set_text(parsed.to_body(), title=parsed.title, doc_number=parsed.doc_number)
    tables = [piece.table for annex in text.annexes for piece in annex.pieces if piece.table]
    assert [len(table.rows) for table in tables] == [15]
    assert text.tables == ()


def test_tables_whose_place_is_not_recorded_stand_at_the_end():
    body = {"outline": [], "tables": [{"title": "清单", "header": ["项目"], "rows": [["甲"]]}]}
    text = set_text(body, title="演示", doc_number=None)
    assert [piece.table.title for piece in text.tables] == ["清单"]
    assert text.outline[-1].text == "附表"


def test_title_and_number_are_not_repeated_in_the_text():
    data = data_path("tong-zheng-ban-fa-2021-42.txt").read_bytes()
    parsed = parse_bytes(data, "notice.txt")
    lines = said(set_text(parsed.to_body(), title=parsed.title, doc_number=parsed.doc_number).pieces)
    assert all(parsed.doc_number not in text for _, _, text in lines[:3])
    assert lines[0][0] == "addressees"


def test_a_signature_stands_at_the_right_above_its_date():
    body = {"outline": [{"level": 0, "kind": "closing", "number": None, "heading": None, "children": [],
                         "text": "演示市人民政府办公室\n2026年4月9日\n（此件公开发布）"}]}  # fmt: skip
    styles = [piece.style for piece in set_text(body, title="演示", doc_number=None).pieces]
    assert styles == ["signed", "signed", "note-line"]


@pytest.mark.parametrize("body", [{}, {"outline": None, "tables": None, "attachments": None}])
def test_a_version_without_structure_sets_nothing(body):
    text = set_text(body, title="演示", doc_number=None)
    assert (text.pieces, text.outline) == ((), ())


def characters(text):
    return sorted("".join(text.split()))


def test_no_character_of_a_law_is_lost_on_the_page():
    for row in load_jsonl_gz("laws-sample.jsonl.gz")[:40]:
        parsed = parse_text(row["text"], title=row["title"])
        text = set_text(parsed.to_body(), title=row["title"], doc_number=None)
        pieces = [*text.pieces, *(piece for annex in text.annexes for piece in annex.pieces), *text.tables]
        shown = "".join(f"{piece.lead}{piece.text}" for piece in pieces if not piece.table)
        cells = "".join(
            "".join(piece.table.header) + "".join(map("".join, piece.table.rows))
            for piece in pieces
            if piece.table
        )
        kept = characters(shown + cells)
        for character in set(characters(row["text"])) - set(row["title"]) - set("".join(parsed.removed)):
            assert kept.count(character) >= characters(row["text"]).count(character), (
                row["title"],
                character,
            )
