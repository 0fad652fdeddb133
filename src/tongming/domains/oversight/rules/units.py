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
        found.extend(named_unit(name, role) for name in split_units(part["names"]).names)
    if not found:
        for part_text in re.split(r"[；;，,]", inner):
            if duty := BY_DUTY.match(part_text.strip()):
                role = LEAD if duty["role"] == "牵头" else RESPONSIBLE
                found.extend(named_unit(name, role) for name in split_units(duty["names"]).names)
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
    names = (
        re.findall(r"各地区?(?=各|、|$)|各[^各]+", printed)
        if re.match(r"各地区?各", printed)
        else split_units(printed).names
    )
    return tuple(named_unit(name) for name in names)


def kinds_meant(collective: str) -> tuple[str, ...]:
    """Return the kinds of bodies that a collective stands for; empty when only a person can tell (市有关部门)."""
    if re.search(r"(?:部门|科室|处室)$", collective):
        return ()
    return next((kinds for pattern, kinds in GROUPS if pattern.search(collective)), ())
