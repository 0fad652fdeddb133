"""Reads the elements of a document out of its parts: issuers, date, disclosure, addressees.

Each has an order of sources. What no source prints stays absent.
"""

from __future__ import annotations

import datetime as dt
import re

from .dates import DATE, date_of, line_date
from .division import Division, Part
from .organizations import ORG_END, is_organization, is_signer
from .titles import REST_OF_NAME
from .words import squeeze

_ABOUT = re.compile(r"(?P<names>.{2,80}?)(?:关于|对|批转|转发|印发|公布)")
_ABBREVIATED = re.compile(r"^(?:市|省|县|区|州|自治区|旗)(?!人大)")
_STRONG_END = re.compile(rf"{ORG_END}$")
_DISCLOSURES = (
    ("主动公开", "主动公开"),
    ("依申请公开", "依申请公开"),
    ("不予公开", "不予公开"),
    ("不公开", "不予公开"),
    ("公开发布", "主动公开"),
)
_ADOPTED_BY = re.compile(
    r"(?P<place>[\u4e00-\u9fa5]{0,14}?)(?:第[一二三四五六七八九十\d]+届)(?P<nation>全国)?(?P<body>人民代表大会(?:常务委员会)?)第?[一二三四五六七八九十百\d]+次(?:会议)"
)
_PROMULGATED_BY = re.compile(
    r"(?:中华人民共和国)?(?P<body>国务院|[\u4e00-\u9fa5]{2,12}(?:部|委员会|总局|人民政府|署|局))令"
)
_EVENT = re.compile(r"通过|公布|发布|修订|修正|批准|颁布|修改|在.+会议上")


def issuers_of(division: Division, title: str | None, labelled: str | None) -> tuple[str, ...]:
    """发文机关: from the page's own table, the letterhead, the signature, the title, the order or the history note."""
    head = division.head
    letterhead = [re.sub(r"(?:文\s*件|公\s*报|专\s*报|简\s*报)$", "", line) for line in head.letterhead]
    named = _from_title(title)
    main = division.cover or division.body
    sources = (
        _names(labelled or ""),
        tuple(name for line in _whole_names(letterhead) for name in _names(line)),
        _from_signature(main),
        named if named and not any(_ABBREVIATED.match(name) for name in named) else (),
        _from_order(division),
        named,
        tuple(name for line in head.signers for name in _joint(line)),
    )
    return next((tuple(dict.fromkeys(source)) for source in sources if source), ())


def _whole_names(lines: list[str]) -> list[str]:
    """Letterhead lines closed up; a line that only ends a name (…人民政府 / 办公室) goes to the one before."""
    names: list[str] = []
    for line in map(_close, lines):
        if names and REST_OF_NAME.fullmatch(line):
            names[-1] += line
        else:
            names.append(line)
    return names


def _close(line: str) -> str:
    """A letterhead whose characters are spread out (南 通 市 …), closed up."""
    parts = line.split()
    return (
        "".join(parts)
        if parts and sum(len(part) == 1 for part in parts) * 2 > len(parts)
        else " ".join(parts)
    )


def _names(text: str) -> tuple[str, ...]:
    """Names of joint issuers, parted by 、 or white space."""
    return tuple(name for name in re.split(r"[、，,；;\s\u3000]+", text.strip()) if name)


def _from_title(title: str | None) -> tuple[str, ...]:
    """The bodies before 关于 in a title."""
    match = _ABOUT.match(title or "")
    if match is None:
        return ()
    names = _names(match["names"])
    return (
        names if names and all(_STRONG_END.search(name) and is_organization(name) for name in names) else ()
    )


def _from_signature(part: Part) -> tuple[str, ...]:
    """The bodies that signed; an office-holder's name is not an issuer. Without a date below them lines do not count."""
    if part.date_line is None:
        return ()
    return tuple(name for line in part.signers if not is_signer(line) for name in _joint(line))


def _joint(line: str) -> tuple[str, ...]:
    """One signature line: several bodies side by side, or one with spread-out characters."""
    names = _names(line)
    return names if all(is_organization(name) for name in names) else (squeeze(line),)


def _order_body(text: str) -> str:
    """中华人民共和国国务院 → 国务院."""
    return re.sub(r"^中华人民共和国(?=国务院|.{2,}(?:部|委员会|署|局|总局)$)", "", text)


def _from_order(division: Division) -> tuple[str, ...]:
    """Who made a law: the congress of its history note when the President's order promulgates it, else the order's own body."""
    head, body = division.head, division.body_head
    history = _from_history(head.history + (body.history if body else []))
    if head.order_body and not (history and head.order_body.endswith("主席")):
        return (_order_body(head.order_body),)
    return history


def _from_history(notes: list[str]) -> tuple[str, ...]:
    """The congress that adopted a law (its 题注), without the number of its term; else the body whose order promulgated it."""
    for note in notes:
        found = _ADOPTED_BY.search(re.sub(r"\s|\d{4}年\d{1,2}月\d{1,2}日", "", note))
        if found:
            place = found["nation"] or re.sub(r".*[（(日]", "", found["place"])
            return (f"{place}{found['body']}",)
        order = _PROMULGATED_BY.search(squeeze(note))
        if order:
            return (re.sub(r".*[日，、（(]", "", order["body"]),)
    return ()


def date_of_document(division: Division, labelled: str | None) -> dt.date | None:
    """成文日期: from the page's own table, the signature, a date under the title, else the last event of the history note."""
    if labelled and (found := _any_date(labelled)):
        return found
    main = division.cover or division.body
    for line in (
        main.date_line,
        *division.head.dates,
        division.body.date_line if division.cover is None else None,
    ):
        if line and (found := line_date(line)):
            return found
    notes = (
        division.head.occasions
        + division.head.history
        + (division.body_head.history if division.body_head else [])
    )
    return max((event for note in notes for event in _events(note)), default=None)


def _any_date(text: str) -> dt.date | None:
    """The first date of a label's value."""
    match = DATE.search(text)
    return date_of(match) if match else None


def _events(note: str) -> list[dt.date]:
    """Dates in a history note that tell an adoption, promulgation or amendment (not a coming into force)."""
    found = []
    matches = list(DATE.finditer(note))
    for place, match in enumerate(matches):
        until = matches[place + 1].start() if place + 1 < len(matches) else len(note)
        event = date_of(match)
        if event and _EVENT.search(note[match.end() : until]):
            found.append(event)
    return found


def disclosure_of(division: Division, labelled: str | None) -> str | None:
    """公开属性: the note below the signature or the page's own label, in the regulation's three words."""
    parts = [division.cover, division.body, *(annex.part for annex in division.annexes)]
    lines = [paragraph.text for part in parts if part for paragraph in part.closing] + division.head.lines
    for line in [labelled or "", *lines]:
        if len(line) > 300 or "公开" not in line:  # notes are short; colophons may be longer
            continue
        if labelled == line or re.search(r"此件|公开(?:方式|属性|选项|形式|类别|类型)", line):
            found = next((value for words, value in _DISCLOSURES if words in squeeze(line)), None)
            if found:
                return found
            if re.search(r"此件.{0,6}公开", line):
                return "主动公开"
    return None


def addressees_of(line: str | None) -> tuple[str, ...]:
    """主送机关, parted at commas; at 、 only between full names (市各委、办、局 is one)."""
    if not line:
        return ()
    core = line.rstrip("：: ")
    segments = [segment for segment in _outside_brackets(core, "，,；;") if segment]
    if len(segments) == 1 and "各" in core:
        return tuple(_strong_split(core))
    return tuple(name for segment in segments for name in _full_names(segment))


def _full_names(segment: str) -> list[str]:
    """The bodies of one segment: split at 、 when each piece is a full name by itself."""
    pieces = _outside_brackets(segment, "、")
    if (
        len(pieces) > 1
        and "各" not in segment
        and all(is_organization(piece) and len(piece) > 2 for piece in pieces)
    ):
        return pieces
    return [segment.strip()]


def _strong_split(text: str) -> list[str]:
    """各县、区人民政府、市各直属单位: split at 、 only behind a word that ends a name and before one that begins another."""
    result = [""]
    for piece in _outside_brackets(text, "、"):
        ends = re.search(
            r"(?:政府|管委会|管理委员会|单位|机构|公司|办公室|委员会|大学|医院|集团|厅|局|部门)$", result[-1]
        )
        begins = re.match(r"(?:各|市|省|县|区|州|盟|旗|镇|乡|街道|国务院|中央|中省|驻|有关)", piece)
        if not result[-1]:
            result[-1] = piece
        elif ends and begins:
            result.append(piece)
        else:
            result[-1] += f"、{piece}"
    return result


def _outside_brackets(text: str, separators: str) -> list[str]:
    """Split at separators that stand outside brackets."""
    pieces, depth, start = [], 0, 0
    for place, character in enumerate(text):
        depth += (character in "（(") - (character in "）)")
        if character in separators and depth <= 0:
            pieces.append(text[start:place].strip())
            start = place + 1
    return [*pieces, text[start:].strip()]
