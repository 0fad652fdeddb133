"""Search bar, result rows, facets, paging and tiles."""

from datetime import date

import pytest
from django.http import QueryDict
from django.template import TemplateSyntaxError

from tongming.core.ui.links import facet_group, with_parameter, without_parameter
from tongming.core.ui.pieces import FacetGroup, FacetValue, Link, ResultRow, SearchTab

from .render import render

TABS = (
    SearchTab("find", "查文件", "/search/", "标题或文号", "/suggest/"),
    SearchTab("ask", "答疑问", "/ask/", "问政策"),
)


def test_the_search_bar_asks_the_chosen_page_and_keeps_the_words():
    page = render('{% search_bar tabs active="ask" query=query %}', tabs=TABS, query='"补贴" & 停车')
    assert 'action="/ask/"' in page
    assert 'value="&quot;补贴&quot; &amp; 停车"' in page
    assert "/search/?q=%22%E8%A1%A5" in page


def test_the_search_bar_names_its_field_and_brings_suggestions_only_where_there_are_some():
    with_suggestions = render('{% search_bar tabs active="find" %}', tabs=TABS)
    assert '<label class="visually-hidden" for="search-head">标题或文号</label>' in with_suggestions
    assert 'data-suggest-url="/suggest/"' in with_suggestions
    assert "suggest.js" in with_suggestions
    assert "suggest.js" not in render('{% search_bar tabs active="ask" %}', tabs=TABS)


def test_a_component_refuses_a_variable_it_does_not_know():
    with pytest.raises(TemplateSyntaxError):
        render("{% search_bar tabs colour='red' %}", tabs=TABS)


def test_a_result_row_marks_hits_and_escapes_text():
    row = ResultRow(
        "/d/1",
        (("关于<", False), ("公开", True)),
        "市政府",
        "市政发〔2021〕1号",
        date(2021, 4, 9),
        "有效",
        (("正文", False),),
    )
    page = render("{% result_row row 2 %}", row=row)
    assert '<h2 class="result-title"><a href="/d/1">关于&lt;<mark>公开</mark></a></h2>' in page
    assert "2021-04-09" in page
    assert "市政发〔2021〕1号" in page
    assert 'tone-outline">有效</span>' in page


def test_a_result_row_leaves_out_what_is_not_known():
    page = render("{% result_row row %}", row=ResultRow("/d/1", (("标题", False),)))
    assert "<time" not in page
    assert "status-tag" not in page
    assert "result-snippet" not in page


def test_segments_take_plain_text_too():
    assert render("{% segments parts %}", parts="甲<乙") == "甲&lt;乙"
    assert render("{{ parts|plain_text }}", parts=(("甲", True), ("乙", False))) == "甲乙"


def test_active_facets_come_first_and_can_be_removed():
    groups = [FacetGroup("效力", (FacetValue("有效", "?", 3, active=True), FacetValue("废止", "?v=x", 1)))]
    page = render('{% facet_list groups clear_url="/all/" %}', groups=groups)
    assert page.index("已选条件") < page.index("废止")
    assert "效力：有效" in page
    assert '<a class="facet-clear" href="/all/">' in page
    assert "已选 1 项" in page


def test_a_facet_without_count_shows_no_number():
    page = render("{% facet_list groups %}", groups=[FacetGroup("年份", (FacetValue("2021", "?y=2021"),))])
    assert "facet-count" not in page
    assert "全部清除" not in page


def test_a_facet_group_links_to_choices_and_to_the_removal_of_the_chosen_one():
    group = facet_group(
        "年份", "year", [("2021", "2021年", 4), ("2020", "2020年", 2)], QueryDict("q=停车&year=2021&page=3")
    )
    chosen, other = group.values
    assert (chosen.active, chosen.count, other.active) == (True, 4, False)
    assert QueryDict(chosen.url[1:]).dict() == {"q": "停车"}
    assert QueryDict(other.url[1:]).dict() == {"q": "停车", "year": "2020"}


def test_addresses_keep_repeated_parameters_of_other_names():
    query = QueryDict("kind=a&kind=b&page=2")
    assert with_parameter(query, "q", "x") == "?kind=a&kind=b&q=x"
    assert without_parameter(query, "kind") == "?"


def test_the_pager_keeps_the_query_and_marks_the_present_page():
    page = render("{% pager number=4 pages=26 total=1284 query=query %}", query=QueryDict("q=停车&page=4"))
    assert 'href="?q=%E5%81%9C%E8%BD%A6&amp;page=5" rel="next"' in page
    assert 'href="?q=%E5%81%9C%E8%BD%A6&amp;page=3" rel="prev"' in page
    assert page.count('aria-current="page"') == 1
    assert "…" in page
    assert "1284" in page


def test_the_pager_ends_where_the_pages_end():
    first = render("{% pager number=1 pages=2 total=30 %}")
    last = render("{% pager number=2 pages=2 total=30 %}")
    assert 'rel="prev"' not in first
    assert 'rel="next"' in first
    assert 'rel="next"' not in last


def test_a_page_beyond_the_last_still_leads_back():
    page = render("{% pager number=9 pages=3 total=60 %}")
    assert 'href="?page=3"' in page
    assert 'rel="next"' not in page


def test_a_single_page_has_a_total_but_no_links():
    page = render('{% pager number=1 pages=1 total=3 unit="项" %}')
    assert "<b>3</b> 项" in page
    assert "<a " not in page


def test_an_empty_state_says_why_and_where_to_go():
    page = render("{% empty_state '没有文件' '还没有发布' steps %}", steps=[Link("去首页", "/")])
    assert "还没有发布" in page
    assert '<a href="/">去首页</a>' in page


def test_the_breadcrumb_marks_the_page_itself():
    page = render("{% breadcrumb links %}", links=[Link("首页", "/"), Link("文件", "/d/")])
    assert '<a href="/">首页</a>' in page
    assert '<span aria-current="page">文件</span>' in page
