"""Splits the unit cells of a task table (牵头单位、责任单位) into the names of units.

Separators are white space, 、, commas, semicolons and line breaks outside brackets: 各县（市、区）政府（管委会） is one unit.
A name torn by a line break is put together again.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from .organizations import ORG_END

_SEPARATORS = "、，,；;。.．\n\t \u3000\xa0/／"
_AND_OTHERS = re.compile(
    r"等(?:\d+个|[一二三四五六七八九十]+个)?(?:市|省|县|区)?(?:(?:有关|相关|其他|成员|责任)?(?:部门|单位|机构|地区|企业)(?:和单位)?)?$"
)
_COLLECTIVE_ONLY = re.compile(r"(?:有关|相关|其他|其它)(?:市|县|区)?(?:部门|单位|机构|地区|企业)(?:和单位)?")
_GENERIC_TAIL = re.compile(
    r"(?:公[室厅]|中心支行|支行|分行|分局|监管分局|管理局|监督管理局|委员会|管委会|管理委员会|办公室|指挥中心|服务中心|管理中心|政府|人民政府|有限公司|集团|公司|中心|局|委|办|厅|部)"
    r"(?:[（(][^（()）]*[）)])?"
)
# 各市、县（市、区）政府 and 市各委、办、局 name one group of bodies with 、 inside.
_HALF_COLLECTIVE = re.compile(r"(?:^|、)各?(?:设区市|直辖市|自治区|自治州|地区|[省市县区州盟旗镇乡])$")
_HEAD_OF_NAME = re.compile(r"[省市县区州各]{1,2}")  # 市 / 人社局, 市市 / 场监管局
_SHORT_OFFICE = re.compile(r"[委办局部]")
_ENDS_NAME = re.compile(
    rf"(?:{ORG_END}|[省市县区州旗盟乡镇]|单位|部门|机构|企业|国企|银行|园区|开发区|学校|高校|媒体)(?:[（(][^（()）]*[）)])?(?:等)?$"
)
_IS_NAME = re.compile(r"[\u4e00-\u9fa5]{2}|[A-Za-z]")  # a dash or 无 in a cell names nobody
_COLLECTIVE_TAIL = re.compile(r"(?:有关|相关|其他)?(?:部门|单位|机构|地区|企业)")
_STRONG_NAME = re.compile(rf"(?:{ORG_END}|部门|单位)(?:[（(][^（()）]*[）)])?等?$")
_JOINER = re.compile(r"以及|会同|和|与|及")
_ROLE_PREFIX = re.compile(
    r"^(?:牵头(?:单位|部门)?|责任(?:单位|部门)?|配合(?:单位|部门)?|主办(?:单位)?|协办(?:单位)?|负责(?:单位)?|参加(?:单位)?)\s*[：:]"
)
_LEAD_MARK = re.compile(r"[（(](?:牵头|主办|主责|牵头单位)[）)]|牵头负责$|(?:负责)?牵头$")
_HELP_MARK = re.compile(
    r"[（(](?:配合|协办|参与)[）)]|(?:按(?:照)?职责分工)?(?:负责|配合|协助|参与|参加|落实)$|分别负责$|按职责分工负责$"
)


@dataclass(frozen=True, slots=True)
class Units:
    """Units of one cell in printed order. `open_ended`: the cell says 等, so the list is not complete."""

    names: tuple[str, ...] = ()
    leads: tuple[str, ...] = ()
    open_ended: bool = False


def split_units(cell: str) -> Units:
    """The units of a cell; `leads` are those the cell itself marks as leading (市发改委牵头)."""
    names: list[str] = []
    leads: list[str] = []
    open_ended = False
    for token in (part for whole in _tokens(cell) for part in _parted(whole)):
        name = _ROLE_PREFIX.sub("", token).strip("：:")
        lead = bool(_LEAD_MARK.search(name))
        name = _bare(name)
        others = _AND_OTHERS.search(name)
        if others and others.start() > 0:
            open_ended, name = True, name[: others.start()]
        elif name == "等":
            open_ended, name = True, ""
        elif open_ended and names and _COLLECTIVE_ONLY.fullmatch(name):
            continue
        if _IS_NAME.search(name) and name not in names and name not in leads:
            (leads if lead else names).append(name)
    return Units(tuple(names), tuple(leads), open_ended)


def ends_name(text: str) -> bool:
    """Whether a text ends as names of units do."""
    return _ENDS_NAME.search(text) is not None and not _HEAD_OF_NAME.fullmatch(text)


def _tokens(cell: str) -> list[str]:
    """Pieces of a cell, torn names put together, 各市、县（市、区）政府 left in one."""
    tokens: list[str] = []
    for separator, piece in _pieces(cell):
        before = tokens[-1] if tokens else ""
        if before and separator.isspace() and _is_torn(before, piece):
            tokens[-1] = before + piece
        elif (
            before
            and separator.strip() == "、"
            and (_HALF_COLLECTIVE.search(before) or _SHORT_OFFICE.fullmatch(piece))
        ):
            tokens[-1] = f"{before}、{piece}"
        else:
            tokens.append(piece)
    return tokens


def _parted(token: str) -> list[str]:
    """市发改委和市财政局, 市公安局会同市司法局: two names, when one ends before the joining word and one begins behind it."""
    others = _AND_OTHERS.search(token)  # 等有关部门和单位 is one
    for match in _JOINER.finditer(token, 0, others.start() if others and others.start() else len(token)):
        left, right = token[: match.start()], token[match.end() :]
        ended = _STRONG_NAME.search(left) and not _GENERIC_TAIL.fullmatch(left)
        if (
            ended
            and len(right) > 1
            and not _GENERIC_TAIL.fullmatch(right)
            and not _COLLECTIVE_TAIL.fullmatch(right)
            and _ENDS_NAME.search(_bare(right))
        ):
            return [left, *_parted(right)]
    return [token]


def _bare(name: str) -> str:
    """A name without the marks of its part in the work."""
    return _HELP_MARK.sub("", _LEAD_MARK.sub("", name))


def _pieces(cell: str) -> list[tuple[str, str]]:
    """Pieces between separators outside brackets, each with the separators before it."""
    pieces: list[tuple[str, str]] = []
    depth, current, separator = 0, "", ""
    for character in cell:
        depth = max(depth + (character in "（(") - (character in "）)"), 0)
        if depth == 0 and (character in _SEPARATORS or character.isspace()):
            if current:
                pieces.append((separator, current))
                current, separator = "", ""
            separator += character
        elif not character.isspace():
            current += character
    return [*pieces, (separator, current)] if current else pieces


def _is_torn(before: str, piece: str) -> bool:
    """Whether white space tore one name in two: no name ends before it, or none begins after it."""
    if piece[0] in "（(" or before.endswith(("（", "(")):
        return True
    if before.endswith("等"):
        return bool(_COLLECTIVE_ONLY.fullmatch(piece))
    if _GENERIC_TAIL.fullmatch(piece) or piece.startswith("等") or len(piece) == 1:
        return True
    return not ends_name(before)
