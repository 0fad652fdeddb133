"""Deadlines: only what the words name."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tongming.domains.oversight.rules import deadline_in, plan_year


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("2021年底前，系统梳理规范性文件。", "2021-12-31"),
        ("2023年年底前完成。", "2023-12-31"),
        ("二〇二二年底前，全部建成。", "2022-12-31"),
        ("２０２２年６月底前完成。", "2022-06-30"),
        ("年底前完成整改。", "2021-12-31"),
        ("力争年内实现全覆盖。", "2021-12-31"),
        ("今年底前全部上线。", "2021-12-31"),
        ("明年6月底前验收。", "2022-06-30"),
        ("6月30日前报送。", "2021-06-30"),
        ("于2022年3月1日之前报市政府办。", "2022-03-01"),
        ("2月底前公布名单。", "2021-02-28"),
        ("2024年2月底前公布名单。", "2024-02-29"),
        ("9月中旬前完成自查。", "2021-09-20"),
        ("9月上旬前完成自查。", "2021-09-10"),
        ("7月前印发方案。", "2021-06-30"),
        ("三季度末前完成。", "2021-09-30"),
        ("第2季度内完成。", "2021-06-30"),
        ("上半年完成第一批。", "2021-06-30"),
        ("到2025年，建成体系。", "2025-12-31"),
        ("到2025年底，建成体系。", "2025-12-31"),
        ("6月底前完成方案，12月20日前全部落实。", "2021-12-20"),
    ],
)
def test_a_named_time_is_a_deadline(sentence, expected):
    assert deadline_in(sentence, 2021) == date.fromisoformat(expected)


@pytest.mark.parametrize(
    "sentence",
    [
        "每季度更新一次。",
        "每年12月底前报送总结。",
        "每月10日前公布。",
        "自收到之日起20个工作日内答复。",
        "截至2020年底，已建成90个。",
        "三年内实现全覆盖。",
        "近年内容更新较快。",
        "2月30日前完成。",
        "13月底前完成。",
        "加快推进，尽快完成。",
        "2021年是开局之年。",
        "明确2021年工作重点。",
        "按照《2021年底前完成事项清单》执行。",
        "自2021年5月1日起施行。",
        "周末前完成。",
    ],
)
def test_what_recurs_counts_from_an_event_or_names_no_day_is_no_deadline(sentence):
    assert deadline_in(sentence, 2021) is None


def test_without_the_year_of_the_plan_a_bare_time_names_no_day():
    assert deadline_in("年底前完成。", None) is None
    assert deadline_in("6月底前完成。", None) is None
    assert deadline_in("2022年底前完成。", None) == date(2022, 12, 31)


@given(
    st.text(alphabet="0123456789年月日底前末内到，。每至上下半旬季度一二三四十〇", max_size=30),
    st.integers(1990, 2100),
)
def test_any_words_give_a_date_or_none(sentence, year):
    found = deadline_in(sentence, year)
    assert found is None or isinstance(found, date)


@given(st.integers(1, 12), st.integers(2000, 2099))
def test_the_end_of_a_month_is_its_last_day(month, year):
    found = deadline_in(f"{year}年{month}月底前完成。", None)
    assert found is not None
    assert (found.year, found.month) == (year, month)
    assert (date.fromordinal(found.toordinal() + 1)).day == 1


def test_the_year_of_a_plan_is_that_of_its_title_then_number_then_date():
    assert plan_year("南通市2021年政务公开工作要点", "通政办发〔2020〕42号", date(2019, 1, 1)) == 2021
    assert plan_year("关于加强公开工作的通知", "通政办发〔2020〕42号", date(2019, 1, 1)) == 2020
    assert plan_year("关于加强公开工作的通知", None, date(2019, 1, 1)) == 2019
    assert plan_year("关于加强公开工作的通知", None, None) is None
