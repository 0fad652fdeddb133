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
        ("省、自治区、直辖市人民政府应当建立目录。", ["省、自治区、直辖市人民政府"]),
        ("26个试点领域涉及的市级部门要开展评估。", ["26个试点领域涉及的市级部门"]),
        ("政务新媒体名称应简洁规范。", []),
        ("对功能相近的账号要清理整合。", []),
        ("政府网站要标明主办单位。", []),
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


def test_an_open_end_of_a_list_and_two_bodies_joined_by_and_are_kept_apart():
    units = units_in_note("（责任单位：市发展改革委和市科技局、市财政局等有关部门）")
    assert [(unit.name, unit.open_ended) for unit in units] == [
        ("市发展改革委", False),
        ("市科技局", False),
        ("市财政局", True),
    ]


def test_an_open_end_before_a_collective_parts_the_two():
    units = units_in_note("（农业农村部、商务部等和各有关省级人民政府负责）")
    assert [(unit.name, unit.open_ended, unit.is_collective) for unit in units] == [
        ("农业农村部", False, False),
        ("商务部", True, False),
        ("各有关省级人民政府", False, True),
    ]


def test_the_kinds_are_those_of_organizations():
    assert {kind for _, kinds in GROUPS for kind in kinds} <= set(OrganizationKind.values)
