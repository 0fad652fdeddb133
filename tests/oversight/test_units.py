"""Units as printed: collectives, open ends, brackets, the body a sentence names."""

import pytest

from tongming.core.organizations.models import OrganizationKind
from tongming.core.organizations.rules import is_collective
from tongming.domains.oversight.rules import kinds_meant, named_unit
from tongming.domains.oversight.rules.units import GROUPS, bearers, units_in_note

COLLECTIVES = [
    "各县（市、区）政府（管委会）",
    "市有关部门",
    "各地",
    "各部门",
    "26个试点领域涉及的市级部门",
    "县级以上人民政府",
    "基层政府",
    "市各直属园区管委会",
    "有关单位",
    "市卫健委等部门",
    "负有安全监管职责的部门",
    "全市各级行政机关",
    "其他有关部门",
    "市相关部门",
    "市级各部门",
    "市直有关单位",
]
SINGLE = [
    "市教育局",
    "市政府办",
    "人行南通市中心支行",
    "南通银保监分局",
    "崇川区人民政府",
    "市地方金融监管局",
    "市机关事务管理中心",
    "市各界人士联谊会",
]


@pytest.mark.parametrize("name", COLLECTIVES)
def test_a_name_for_many_bodies_is_a_collective(name):
    assert is_collective(name)


@pytest.mark.parametrize("name", SINGLE)
def test_the_name_of_one_body_is_no_collective(name):
    assert not is_collective(name)


def test_an_open_list_gives_its_unit_and_says_that_it_is_open():
    unit = named_unit("市卫健委等有关部门")
    assert (unit.name, unit.open_ended, unit.is_collective) == ("市卫健委", True, False)


def test_a_bracket_names_units_with_their_roles():
    units = units_in_note("（牵头单位：市司法局；责任单位：各县（市、区）政府、市财政局）")
    assert [(unit.name, unit.role, unit.is_collective) for unit in units] == [
        ("市司法局", "lead", False),
        ("各县（市、区）政府", "responsible", True),
        ("市财政局", "responsible", False),
    ]


def test_a_bracket_of_duties_names_units_too():
    units = units_in_note("（市发展改革委牵头，市财政局、市审计局按职责分工负责）")
    assert [(unit.name, unit.role) for unit in units] == [
        ("市发展改革委", "lead"),
        ("市财政局", "responsible"),
        ("市审计局", "responsible"),
    ]


@pytest.mark.parametrize(
    ("sentence", "names"),
    [
        ("各地各部门要加强监督检查。", ["各地", "各部门"]),
        ("各县（市、区）政府（管委会）要结合权责清单开展梳理。", ["各县（市、区）政府（管委会）"]),
        ("加大力度，市财政局、市民政局要按月公布。", ["市财政局", "市民政局"]),
        ("继续做好公开工作。", []),
        ("确保落实到位。", []),
    ],
)
def test_the_bodies_a_sentence_names_before_its_modal_word_are_its_units(sentence, names):
    assert [unit.name for unit in bearers(sentence)] == names


def test_a_collective_says_which_kinds_of_bodies_it_means_or_that_a_person_must_pick():
    assert kinds_meant("各县（市、区）政府（管委会）") == ("county", "zone")
    assert kinds_meant("各县（市、区）政府") == ("county",)
    assert kinds_meant("各地") == ("county", "zone")
    assert kinds_meant("各乡镇（街道）") == ("township",)
    assert kinds_meant("市有关部门") == ()


def test_the_kinds_are_those_of_organizations():
    assert {kind for _, kinds in GROUPS for kind in kinds} <= set(OrganizationKind.values)
