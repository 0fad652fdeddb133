"""Units out of cells, deadlines out of words."""

import datetime as dt

import pytest

from tongming.engines.gongwen.deadlines import deadline_of_cell, deadlines_in
from tongming.engines.gongwen.units import split_units


@pytest.mark.parametrize(
    ("cell", "names", "leads", "open_ended"),
    [
        ("市政府办 市司法局 市大数据管理局", ("市政府办", "市司法局", "市大数据管理局"), (), False),
        (
            "市财政局、市税务局，人行中心支行；市法院",
            ("市财政局", "市税务局", "人行中心支行", "市法院"),
            (),
            False,
        ),
        (
            "各县（市、区）政府（管委会）\n市有关部门",
            ("各县（市、区）政府（管委会）", "市有关部门"),
            (),
            False,
        ),
        ("市卫健委等 有关部门", ("市卫健委",), (), True),
        ("市发改委等有关部门和单位", ("市发改委",), (), True),
        ("市市域治理\n指挥中心", ("市市域治理指挥中心",), (), False),
        ("人行江海市 中心支行 江海银保监分局", ("人行江海市中心支行", "江海银保监分局"), (), False),
        ("各市、县（市、区）人民政府", ("各市、县（市、区）人民政府",), (), False),
        ("市各委、办、局", ("市各委、办、局",), (), False),
        ("市住建局牵头，市发改委、市自然资源局配合", ("市发改委", "市自然资源局"), ("市住建局",), False),
        ("市大数据局（牵头）、市财政局", ("市财政局",), ("市大数据局",), False),
        ("", (), (), False),
    ],
)
def test_a_cell_of_units_is_split_into_its_units(cell, names, leads, open_ended):
    units = split_units(cell)
    assert (units.names, units.leads, units.open_ended) == (names, leads, open_ended)


@pytest.mark.parametrize(
    ("words", "year", "days"),
    [
        ("2021年底前，系统梳理", None, [dt.date(2021, 12, 31)]),
        ("2021年6月底前完成", None, [dt.date(2021, 6, 30)]),
        ("二〇二二年二月底前", None, [dt.date(2022, 2, 28)]),
        ("于6月30日前报送", 2022, [dt.date(2022, 6, 30)]),
        ("于6月30日前报送", None, []),
        ("年底前完成", 2023, [dt.date(2023, 12, 31)]),
        ("到2025年底，基本建成", None, [dt.date(2025, 12, 31)]),
        ("每年6月底前报送", 2022, []),
        ("自2021年6月30日起施行", None, []),
        ("2021年上半年工作总结", None, []),
        ("6月前完成", 2022, [dt.date(2022, 5, 31)]),
        ("三季度前完成", 2022, [dt.date(2022, 6, 30)]),
        ("2023年3月底前启动，9月底前完成", 2022, [dt.date(2023, 3, 31), dt.date(2023, 9, 30)]),
        ("按照《2021年底前完成事项清单》执行", 2022, []),
        ("自2022年6月起实施", 2022, []),
        ("2021年2月30日前", None, []),
        ("长期坚持", 2022, []),
    ],
)
def test_only_words_that_name_a_day_are_a_deadline(words, year, days):
    assert deadlines_in(words, year) == days


@pytest.mark.parametrize(
    ("cell", "year", "day"),
    [
        ("2022年6月底前", None, dt.date(2022, 6, 30)),
        ("12月底前", 2022, dt.date(2022, 12, 31)),
        ("第三季度", 2022, dt.date(2022, 9, 30)),
        ("2022年上半年", None, dt.date(2022, 6, 30)),
        ("2022-06-15", None, dt.date(2022, 6, 15)),
        ("2022.6", None, dt.date(2022, 6, 30)),
        ("6月", 2022, dt.date(2022, 6, 30)),
        ("6月底前启动，12月底前完成", 2022, dt.date(2022, 12, 31)),
        ("持续推进", 2022, None),
        ("全年", 2022, None),
        ("2025年", 2022, dt.date(2025, 12, 31)),
        ("2022年1-6月", None, dt.date(2022, 6, 30)),
        ("2022年3月—12月", None, dt.date(2022, 12, 31)),
        ("2022年至2025年", None, dt.date(2025, 12, 31)),
        ("年内", 2022, dt.date(2022, 12, 31)),
        ("明年6月底前", 2022, dt.date(2023, 6, 30)),
        ("2022年9月中旬", None, dt.date(2022, 9, 20)),
        ("2022年6月启动", 2022, None),
        ("2022年6月起", 2022, None),
        ("每月底前", 2022, None),
        ("每季度末", 2022, None),
    ],
)
def test_a_cell_of_times_names_its_last_day(cell, year, day):
    assert deadline_of_cell(cell, year) == day
