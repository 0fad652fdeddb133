"""Searching: words, the query language, filters, facets, order, pages."""

from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tongming.engines.index import FACETS, Filters, Index
from tongming.engines.index.language import MAX_LENGTH, parse
from tongming.engines.index.reader import MAX_OFFSET

from .conftest import keys, record

PIECES = st.sampled_from([
    "公开", "条例", "(", ")", "（", "）", "“", "”", '"', " AND ", " OR ", " NOT ", "-", "+", "|", "｜", "标题:", "文号：", "正文:", "索引号:",
    "与", "或", "非", " ", "〔2021〕42号", "通政办发", "!", "^", "*", "~", "\\", "\x00", "\x1f", "·", "法", "a", "１",
])  # fmt: skip


# --- words -------------------------------------------------------------------------------------------------------------


def test_a_piece_of_a_title_finds_the_title(index):
    assert keys(index, "公开条例")[0] == 1


@pytest.mark.parametrize(
    "piece", ["府信息公", "息公开条", "信息公开条", "共和国政府信", "务公开工", "承包经"]
)
def test_a_piece_that_cuts_words_apart_is_found_as_it_stands(index, piece):
    expected = 5 if piece == "承包经" else 2 if piece == "务公开工" else 1
    assert keys(index, piece)[0] == expected


def test_all_of_two_words_must_occur(index):
    assert keys(index, "养老服务 补贴") == [6]


def test_one_of_two_words_is_enough_when_no_text_has_both_and_it_is_said(index):
    page = index.search("补贴 安全生产")
    assert {hit.series for hit in page.hits} == {"6", "7"}
    assert page.notes


def test_a_sentence_finds_what_it_is_about(index):
    assert keys(index, "家庭承包经营户成员死亡后，该成员拥有的土地承包份额谁来继承？")[0] == 5


def test_asking_words_are_not_required(index):
    assert keys(index, "养老服务补贴怎么办理")[0] == 6


def test_a_word_across_the_seam_of_two_words_is_not_found(index):
    assert keys(index, "民法") == []


def test_title_hits_rank_first(empty):
    with empty.writer() as writer:
        writer.add(record(1, "关于会议的通知", "养老服务。" * 3, validity="有效"))
        writer.add(record(2, "养老服务办法", "本办法自发布之日起施行。" * 3, validity="有效"))
    assert keys(empty, "养老服务") == [2, 1]


@pytest.mark.parametrize("validity", ["废止", "失效"])
def test_repealed_texts_rank_below_valid_ones(empty, validity):
    with empty.writer() as writer:
        writer.add(record(1, "养老服务办法", "养老服务", validity=validity, date=date(2022, 1, 1)))
        writer.add(record(2, "养老服务办法", "养老服务", validity="已修改", date=date(2022, 1, 1)))
        writer.add(record(3, "养老服务办法", "养老服务", validity="有效", date=date(2022, 1, 1)))
    page = empty.search("养老服务")
    assert [hit.series for hit in page.hits] == ["3", "2", "1"]
    assert page.hits[2].validity == validity


def test_a_repealed_text_has_half_the_score(empty):
    with empty.writer() as writer:
        for number, validity in enumerate(("有效", "废止")):
            writer.add(record(number, "养老服务办法", "养老服务", validity=validity, date=date(2022, 1, 1)))
    valid, repealed = empty.search("养老服务").hits
    assert repealed.score / valid.score == pytest.approx(0.5, rel=1e-4)


def test_the_newer_of_two_equal_texts_ranks_first(empty):
    with empty.writer() as writer:
        writer.add(record(1, "养老服务办法", "养老服务", validity="有效", date=date(2010, 1, 1)))
        writer.add(record(2, "养老服务办法", "养老服务", validity="有效", date=date(2022, 1, 1)))
    assert keys(empty, "养老服务") == [2, 1]


def test_weight_multiplies_the_score(empty):
    with empty.writer() as writer:
        writer.add(record(1, "养老服务办法", "养老服务"))
        writer.add(record(2, "养老服务办法", "养老服务", weight=3.0))
    assert keys(empty, "养老服务") == [2, 1]


# --- the query language ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "query", ["“主动公开和依申请公开”", '"主动公开和依申请公开"', "「主动公开和依申请公开」"]
)
def test_a_phrase_finds_exactly_these_words(index, query):
    assert keys(index, query) == [1]
    assert keys(index, "“依申请公开和主动公开”") == []


def test_a_phrase_may_begin_and_end_inside_words(index):
    assert keys(index, "“动公开和依申”") == [1]


def test_a_phrase_does_not_run_over_the_end_of_a_sentence(index):
    assert keys(index, "“的方式第三十三条”") == []


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("养老服务 AND 高龄津贴", {4}),
        ("养老服务 与 高龄津贴", {4}),
        ("养老服务 && 高龄津贴", {4}),
        ("高龄津贴 OR 安全生产", {4, 7}),
        ("高龄津贴 或 安全生产", {4, 7}),
        ("高龄津贴|安全生产", {4, 7}),
        ("高龄津贴 ｜ 安全生产", {4, 7}),
        ("养老服务 NOT 高龄津贴", {6}),
        ("养老服务 非 高龄津贴", {6}),
        ("养老服务 -高龄津贴", {6}),
        ("养老服务 -“高龄津贴”", {6}),
        ("养老服务 !高龄津贴", {6}),
        ("+养老服务 +高龄津贴", {4}),
        ("养老服务 （高龄津贴 OR 按月发放）", {4, 6}),
        ("(高龄津贴 OR 安全生产) NOT 安全生产", {4}),
        ("-养老服务 -政务公开", {1, 5, 7}),
        ("NOT (养老服务 OR 政务公开)", {1, 5, 7}),
        ("标题:养老服务", {4, 6}),
        ("title:养老服务 title:补贴", {6}),
        ("正文:高龄津贴", {4}),
        ("text:养老服务条例", set()),
        ("发文机关:国务院", {1}),
        ("发文机关：南通市人民政府办公室", {2, 3}),
        ("issuer:应急管理局", {7}),
        ("标题:(养老 OR 清单)", {4, 6, 7}),
        ("标题:“责任清单”", {7}),
        ("IPV6", {2}),
        ("ｉｐｖ６", {2}),
    ],
)
def test_operators_and_fields(index, query, expected):
    page = index.search(query)
    assert {int(hit.series) for hit in page.hits} == expected
    assert page.total == len(expected)


@pytest.mark.parametrize(
    "query",
    [
        "(养老服务",
        "养老服务)",
        "养老服务 OR",
        "AND 养老服务",
        "OR",
        "标题:",
        "NOT",
        "((((养老服务",
        "养老服务 AND OR 津贴",
    ],
)
def test_a_malformed_query_is_read_as_words_and_said_so(index, query):
    page = index.search(query)
    assert page.notes
    if "养老服务" in query:
        assert {"4", "6"} & {hit.series for hit in page.hits}


def test_an_unclosed_quotation_mark_is_ignored(index):
    assert keys(index, "“养老服务补贴") == [6]


def test_a_very_long_query_is_cut_and_said_so(index):
    assert index.search("养老服务" * MAX_LENGTH).notes


def test_very_deep_brackets_are_read_as_words(index):
    assert set(keys(index, "(" * 200 + "养老服务" + ")" * 200)) == {4, 6}


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(query=st.one_of(st.lists(PIECES, max_size=12).map("".join), st.text(max_size=40)))
def test_no_query_ever_raises(index, query):
    page = index.search(query)
    assert page.total >= len(page.hits)
    assert len(index.search_keys(query)) == len(page.hits)
    index.suggest(query)
    parse(query)


def test_half_characters_in_queries_and_texts_do_no_harm(empty):
    with empty.writer() as writer:
        writer.add(record(1, "养老\udcff服务办法", "高龄\ud800津贴"))
    assert keys(empty, "养老\udcff") == [1]
    assert empty.suggest("\udcff养老")


def test_punctuation_alone_lists_everything_and_says_so(index):
    page = index.search("？！")
    assert page.total == 7
    assert page.notes


def test_an_empty_query_lists_everything_newest_first(index):
    page = index.search("  ")
    assert page.total == 7
    assert [hit.series for hit in page.hits][:3] == ["4", "2", "3"]


# --- filters, facets, order, pages -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("filters", "expected"),
    [
        (Filters(validity=("废止", "失效")), {3, 6}),
        (Filters(theme=("民政",)), {4, 6}),
        (Filters(issuer=("国务院",)), {1}),
        (Filters(year=(2021, 2022)), {2, 4}),
        (Filters(site=("haian",)), {4}),
        (Filters(site=("city",), theme=("民政",)), {4}),
        (Filters(date_from=date(2020, 1, 1), date_to=date(2021, 12, 31)), {2, 3}),
        (Filters(date_from=date(2021, 5, 20)), {2, 4}),
        (Filters(date_to=date(2015, 6, 1)), {6}),
        (Filters(kind=("interpretation",)), set()),
        (Filters(series=("5",)), {5}),
    ],
)
def test_filters(index, filters, expected):
    assert set(keys(index, "", filters=filters)) == expected
    assert index.search("", filters=filters).total == len(expected)


def test_filters_do_not_change_the_score(index):
    free = {hit.key: hit.score for hit in index.search("养老服务").hits}
    filtered = {hit.key: hit.score for hit in index.search("养老服务", filters=Filters(theme=("民政",))).hits}
    assert filtered == pytest.approx(free)


@pytest.mark.parametrize("query", ["", "政务公开", "养老服务", "高龄津贴 OR 安全生产"])
def test_facets_add_up_to_the_total(index, query):
    page = index.search(query)
    for name in ("kind", "issuer", "theme", "validity"):
        assert sum(count for _, count in page.facets[name]) == page.total
    assert set(page.facets) == set(FACETS)


def test_a_filtered_facet_is_counted_with_the_other_filters_only(index):
    page = index.search("", filters=Filters(validity=("废止",), theme=("综合政务",)))
    assert page.total == 1
    assert dict(page.facets["validity"]) == {"有效": 2, "废止": 1}
    assert dict(page.facets["theme"]) == {"综合政务": 1}
    assert dict(page.facets["year"]) == {"2020": 1}


def test_order_by_date_both_ways_puts_the_undated_last(index):
    assert keys(index, "", sort="newest") == [4, 2, 3, 1, 5, 6, 7]
    assert keys(index, "", sort="oldest") == [6, 5, 1, 3, 2, 4, 7]


def test_pages_join_to_the_whole(index):
    whole = keys(index, "养老服务 OR 政务公开 OR 安全生产")
    pages = [
        keys(index, "养老服务 OR 政务公开 OR 安全生产", offset=offset, limit=2)
        for offset in range(0, len(whole), 2)
    ]
    assert [key for page in pages for key in page] == whole


def test_a_deep_offset_is_bounded_and_said_so(index):
    page = index.search("", offset=MAX_OFFSET + 1)
    assert page.hits == ()
    assert page.notes


@pytest.mark.parametrize(("offset", "limit"), [(-5, 3), (0, 0), (0, -1), (0, 10**9)])
def test_odd_pages_do_not_fail(index, offset, limit):
    assert len(index.search("", offset=offset, limit=limit).hits) <= 7


def test_a_hit_carries_the_record(index):
    hit = index.search("“当场答复”").hits[0]
    assert (hit.key, hit.kind, hit.series, hit.url) == ("document:1", "document", "1", "/d/1")
    assert (hit.doc_number, hit.issuer, hit.date, hit.validity) == (
        "中华人民共和国国务院令第711号", "国务院", date(2019, 4, 3), "有效",
    )  # fmt: skip
    assert "".join(text for text, _ in hit.title_segments) == hit.title


def test_an_index_that_was_never_built_gives_an_empty_page(empty: Index):
    assert empty.search("公开").total == 0
    assert empty.search("公开").notes
    assert empty.search_keys("公开") == []
    assert empty.suggest("公开") == []
