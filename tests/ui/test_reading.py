"""States, metadata, outline, timeline, figures, comparison and citation."""

from datetime import UTC, date, datetime

import pytest

from tongming.core.ui.diff import compare_paragraphs
from tongming.core.ui.pieces import (
    DiffRow,
    Entry,
    Figure,
    FigureRow,
    Link,
    OutlineNode,
    PersonRole,
    TimelineNode,
)
from tongming.core.ui.text import date_in_table, date_in_text, entry_text

from .render import render


@pytest.mark.parametrize(
    ("state", "tone"),
    [
        ("未生效", "dotted"),
        ("有效", "outline"),
        ("已修改", "dashed"),
        ("部分失效", "half"),
        ("失效", "struck"),
        ("废止", "struck"),
    ],
)
def test_each_validity_has_a_shape_of_its_own_beside_the_word(state, tone):
    assert (
        render("{% status_tag state %}", state=state)
        == f'<span class="status-tag tone-{tone}">{state}</span>'
    )


def test_an_unknown_state_is_plain_and_a_given_shape_wins():
    assert "tone-plain" in render('{% status_tag "起草中" %}')
    assert "tone-sharp" in render('{% status_tag "起草中" "sharp" %}')


def test_the_validity_banner_names_day_and_act():
    page = render(
        '{% validity_banner "废止" "不再执行。" since=day basis=act %}',
        day=date(2023, 1, 1),
        act=Link("废止决定", "/d/9"),
    )
    assert "2023年1月1日" in page
    assert '<a href="/d/9">废止决定</a>' in page
    assert "tone-struck" in page


def test_the_metadata_table_shows_dates_in_table_form_and_a_dash_for_nothing():
    entries = [
        Entry("成文日期", date(2021, 4, 9)),
        Entry("废止日期", None),
        Entry("件数", 0),
        Entry("机关", "市政府", "/o/1"),
    ]
    page = render("{% metadata_table entries %}", entries=entries)
    assert "2021-04-09" in page
    assert page.count("—") == 1
    assert "<dd>0</dd>" in page
    assert '<a href="/o/1">市政府</a>' in page


def test_the_outline_nests_and_links_to_its_places():
    nodes = [OutlineNode("a", "一、", (OutlineNode("a-1", "（一）", (OutlineNode("a-1-1", "1."),)),))]
    page = render("{% outline nodes %}", nodes=nodes)
    assert page.count("<ol>") == 3
    assert '<a href="#a-1-1">1.</a>' in page


def test_the_timeline_tells_states_by_words_and_marks_the_present_one():
    nodes = [
        TimelineNode("收件", "done", datetime(2026, 4, 3, 1, 12, tzinfo=UTC), "窗口"),
        TimelineNode("审核", "now"),
        TimelineNode("办结", "next", links=(Link("指南", "/g/"),)),
    ]
    page = render("{% timeline nodes %}", nodes=nodes)
    assert "2026-04-03 09:12" in page
    assert page.count('aria-current="step"') == 1
    for words in ("已完成", "正在进行", "尚未开始"):
        assert words in page
    assert '<a href="/g/">指南</a>' in page


def test_persons_without_a_name_are_shown_as_not_set():
    page = render("{% person_roles roles %}", roles=[PersonRole("拟稿人", "甲"), PersonRole("审核人", "")])
    assert "甲" in page
    assert 'aria-label="未设"' in page


def test_bars_are_in_proportion_to_the_largest_value():
    chart = Figure(
        "件数",
        (FigureRow("甲", 80), FigureRow("乙", 20), FigureRow("丙", 0), FigureRow("丁", -5, "减少5")),
        "件",
    )
    page = render("{% figure chart %}", chart=chart)
    assert 'width="100.00%"' in page
    assert 'width="25.00%"' in page
    assert page.count('width="0.00%"') == 2
    assert "减少5" in page


def test_a_figure_of_zeros_and_one_without_rows_still_render():
    assert 'width="0.00%"' in render("{% figure chart %}", chart=Figure("无", (FigureRow("甲", 0),)))
    assert "<tbody>" in render("{% figure chart %}", chart=Figure("无", ()))


def test_the_comparison_marks_what_was_taken_out_and_put_in():
    rows = compare_paragraphs(["第一条 每两年核定一次。"], ["第一条 每年核定一次。"])
    assert rows == [
        DiffRow(
            "changed",
            (("第一条 每", False), ("两", True), ("年核定一次。", False)),
            (("第一条 每", False), ("年核定一次。", False)),
        )
    ]
    page = render("{% diff rows %}", rows=rows)
    assert "<del>两</del>" in page
    assert "<ins>" not in page


def test_paragraphs_with_little_in_common_are_removed_and_added():
    rows = compare_paragraphs(["甲乙丙丁"], ["一二三四五"])
    assert [row.kind for row in rows] == ["removed", "added"]


def test_kept_paragraphs_stay_and_extra_ones_are_added_or_removed():
    assert [row.kind for row in compare_paragraphs(["甲", "乙"], ["甲"])] == ["same", "removed"]
    assert [row.kind for row in compare_paragraphs(["甲"], ["甲", "乙"])] == ["same", "added"]
    assert compare_paragraphs([], []) == []


def test_the_comparison_loses_no_character():
    old = ["第一条 甲乙丙。", "第二条 丁。", "第三条 戊。"]
    new = ["第一条 甲丙丁。", "第三条 戊己。", "第四条 庚。"]
    rows = compare_paragraphs(old, new)
    assert ["".join(text for text, _ in row.old) for row in rows if row.old] == old
    assert ["".join(text for text, _ in row.new) for row in rows if row.new] == new


def test_a_citation_is_escaped_and_carries_its_address():
    page = render("{% citation_box text url %}", text="《甲<乙》", url="https://www.example.gov.cn/d/1")
    assert "《甲&lt;乙》" in page
    assert "https://www.example.gov.cn/d/1" in page


def test_dates_have_one_form_in_text_and_one_in_tables():
    assert date_in_text(date(2021, 4, 9)) == "2021年4月9日"
    assert date_in_table(date(2021, 4, 9)) == "2021-04-09"
    assert date_in_table(None) == date_in_text(None) == ""


def test_moments_are_shown_in_the_time_of_the_site():
    late = datetime(2021, 4, 8, 23, 16, tzinfo=UTC)
    assert date_in_text(late) == "2021年4月9日"
    assert date_in_table(late) == "2021-04-09 07:16"


def test_entries_show_numbers_and_nothing_for_nothing():
    assert entry_text(0) == "0"
    assert entry_text(None) == ""
    assert entry_text(date(2021, 4, 9)) == "2021-04-09"
