"""Units (单位) as a document names them: told apart from collectives, and what a collective may be expanded to.

A collective (各县（市、区）政府（管委会）, 市有关部门) stands for many bodies and is never matched to one. `市卫健委等有关部门` names one
unit and leaves the list open.
"""

import re
from dataclasses import dataclass

from tongming.core.organizations.rules import is_collective
from tongming.domains.oversight.rules.lexicon import MODAL
from tongming.domains.oversight.rules.obligation import bearer_before
from tongming.domains.oversight.rules.splitting import masked
from tongming.engines.gongwen.units import split_units

LEAD, RESPONSIBLE = "lead", "responsible"
OPEN_END = re.compile(
    r"(?<=[^平均同])等(?:有关|相关|其他|各)?(?:市级|县级)?(?:部门|单位|机构|方面|地区)*(?:和单位)?$"
)
NOTE_PARTS = re.compile(r"(?P<label>[^：:；;。，]{0,12}?(?:单位|部门))[：:](?P<names>[^；;。]+)")
BY_DUTY = re.compile(
    r"^(?P<names>[^，；;。]+?)(?:按(?:照)?(?:各自)?职责)?(?:分工)?(?P<role>牵头|负责|配合|参加|落实)"
)
# Values of core.organizations.OrganizationKind, written out so that the rules run without Django.
GROUPS: tuple[tuple[re.Pattern[str], tuple[str, ...]], ...] = (
    (re.compile(r"乡镇|街道|各镇|各乡"), ("township",)),
    (re.compile(r"村（?居|社区|各村"), ("village",)),
    (re.compile(r"管委会|各地|园区|开发区"), ("county", "zone")),
    (re.compile(r"县（?\s*(?:市|区)|各县|各区|县级|各市县"), ("county",)),
)


BOTH = re.compile(r"各地区?、?各")
PROVINCES = re.compile(r"省、(?:自治区、直辖市|市、自治区)|(?:自治州|区)、自治县")
AND_OTHERS = re.compile(r"等(?:和|及|以及|与)")
LIST_END = re.compile(r"(?<=[^平均同])等(?:有关|相关|其他)?(?:部门|单位|机构)?$")
TWO_BODIES = re.compile(r"(.{2,14}[委局办部厅院署])[和与及](.{2,14}[委局办部厅院署])")
# Signs that no document prints: a 、 that does not part two names, and a 等 after a name.
JOINT, OPEN = "\ufffc", "\ufffb"
# What can bear a duty as a unit: names that end like a body, not 政务新媒体名称 or 专利代理机构收费.
IS_UNIT = re.compile(
    r"(?:各地区?|地方|政府|管委会|办公室|办公厅|政府办|委员会|部门|机关|机构|单位|中心|街道|乡镇|社区|园区|开发区|领导小组|专班"
    r"|工作组|学校|医院|[厅局委办院署部会社行站所县区市省]|[）)])(?:负责同志|负责人|工作人员)?$"
)
NO_UNIT = re.compile(
    r"^(?:对|把|将|在|由|为|从|以|经|按|于|其|该|涉及|明确|鼓励|支持|引导|推动|要求)|(?:网站|新媒体|平台|账号)$"
)


@dataclass(frozen=True)
class NamedUnit:
    """A unit as printed, its role, and whether the name is a collective or leaves a list open."""

    name: str
    role: str = RESPONSIBLE
    is_collective: bool = False
    open_ended: bool = False


def named_unit(printed: str, role: str = RESPONSIBLE, *, open_ended: bool = False) -> NamedUnit:
    """Return a printed name as a unit: `市卫健委等有关部门` is 市卫健委 with an open end."""
    name = printed.strip(" 　。；;，,、")
    bare = OPEN_END.sub("", name)
    if bare and bare != name and not is_collective(bare):
        return NamedUnit(bare, role, open_ended=True)
    return NamedUnit(name, role, is_collective=is_collective(name), open_ended=open_ended)


def units_in_note(note: str) -> tuple[NamedUnit, ...]:
    """Return the units of a bracket such as （牵头单位：市司法局；责任单位：各县（市、区）政府） or （市财政局牵头，市审计局配合）."""
    inner = note.strip()[1:-1]
    found: list[NamedUnit] = []
    for part in NOTE_PARTS.finditer(inner):
        role = LEAD if "牵头" in part["label"] or "主办" in part["label"] else RESPONSIBLE
        found.extend(named_unit(name, role) for name in names_in(part["names"]))
    if not found:
        for part_text in re.split(r"[；;，,]", inner):
            if duty := BY_DUTY.match(part_text.strip()):
                role = LEAD if duty["role"] == "牵头" else RESPONSIBLE
                found.extend(named_unit(name, role) for name in names_in(duty["names"]))
    return tuple(dict.fromkeys(found))


def bearers(text: str) -> tuple[NamedUnit, ...]:
    """Return the bodies that a sentence itself names before its first modal word, as responsible units."""
    plain = masked(text, brackets=False)
    covered = masked(text)
    found = MODAL.search(covered)
    if not found:
        return ()
    start = max(covered.rfind(mark, 0, found.start()) for mark in "，；：。,;") + 1
    who = bearer_before(covered[start : found.start()].rstrip())
    printed = plain[start : start + len(who)].strip()
    if not who or len(printed) > 40:
        return ()
    names = re.findall(r"各地区?(?=各|、|$)|各[^各]+", printed) if BOTH.match(printed) else names_in(printed)
    return tuple(named_unit(name) for name in names if IS_UNIT.search(name) and not NO_UNIT.search(name))


def names_in(printed: str) -> list[str]:
    """Return the names of a printed list, an open end kept as 等.

    省、自治区、直辖市人民政府 is one name; 商务部等和各有关省级政府 are two, and so are 发展改革委和科技部.
    """
    kept = PROVINCES.sub(lambda found: found[0].replace("、", JOINT), printed)
    kept = LIST_END.sub(OPEN, AND_OTHERS.sub(f"{OPEN}、", kept))
    names: list[str] = []
    for name in split_units(kept).names:
        pair = TWO_BODIES.fullmatch(name)
        names.extend(pair.groups() if pair else [name])
    return [name.replace(JOINT, "、").replace(OPEN, "等") for name in names]


def kinds_meant(collective: str) -> tuple[str, ...]:
    """Return the kinds of bodies that a collective stands for; empty when only a person can tell (市有关部门)."""
    if re.search(r"(?:部门|科室|处室)$", collective):
        return ()
    return next((kinds for pattern, kinds in GROUPS if pattern.search(collective)), ())
