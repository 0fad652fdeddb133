"""Finds the documents a text names: 《title》（number） pairs, titles alone, numbers alone, with their role.

A title is a document's when it is followed by a number or does not end as certificates, forms and periodicals do.
Short forms (以下简称《方案》) and the document's own title are not references.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace

from .doc_numbers import FoundNumber, locate_doc_numbers
from .documents import Reference
from .roles import STRENGTH, articles_named, in_a_row, role_of, words_after, words_before
from .titles import close_up
from .words import squeeze

_OPEN = {"《": "》", "〈": "〉"}
_NOT_DOCUMENTS = re.compile(
    r"(?:证|笔录|意见书|记录书|证书|执照|许可证|申请书|通知书|决定书|告知书|承诺书|委托书|合同|协议书|合同书|登记表|申请表|审批表|备案表|申报表|表|册|发票|凭证|牌照|日报|晚报|时报|早报|周刊|杂志"
    r"|学报|公报》?|月刊|季刊|之歌|年鉴|词典|辞典|选集|文选|全集|教材|读本|批件|函件|卡|票|单)$"
)
_PUBLIC_GAZETTE = re.compile(r"人民政府公报|国务院公报")
_SHORT_FORM = re.compile(
    r"(?:以下|下)?(?:统)?(?:简称|称)(?:为)?\s*[：:]?\s*[“《\"]?([^”》\"）)，,；;、]{1,30})[”》\"]?"
)
_NAMES_SHORT = re.compile(r"(?:简称|下称)(?:为)?[：:“\"]?$")  # the title that follows is a short form
_GENERIC = re.compile(
    r"(?:本|该|原|新)?(?:条例|办法|规定|通知|意见|方案|决定|细则|规划|纲要|要点|计划|目录|清单|指南|标准|规范|解释|法|批复|报告|请示|函|总体规划|实施意见|指导意见|实施方案|工作方案)"
)
_UNQUOTED = re.compile(
    r"关于[^，。；：！？《》（()）“”\n]{4,80}?的(?:请示|报告|函|复函|通知|意见|批复|决定|公告|通报)$"
)
_WIKI = re.compile(r"\[\[|\]\]")
_BETWEEN = re.compile(r"\s*[（(【〔\[]?\s*")
_ISSUED_AS = re.compile(
    r"\s*[）)]?\s*(?:文件?)?(?:公布|发布|印发|下发|颁布|批准|修订|批转|转发)?(?:的|，)?\s*"
)
_LONGEST_TITLE = 200
_REACH_AFTER = 70


@dataclass(frozen=True, slots=True)
class _Mention:
    """A document named at a place: by title, number or both. `title_end`: where its articles may follow."""

    start: int
    end: int
    title_end: int
    title: str | None
    number: str | None


@dataclass(frozen=True, slots=True)
class _Title:
    """A title in 《》 at its place."""

    text: str
    start: int
    end: int


def find_references(
    text: str,
    *,
    own_title: str | None = None,
    own_number: str | None = None,
    own_parts: Iterable[str] = (),
    repealed: Collection[str] = (),
) -> list[Reference]:
    """The documents a text names, each once with its strongest role, in order of first appearance.

    `own_parts`: titles of the body behind a cover and of the annexes, which are not other documents. `repealed`: lines that
    stand in a list of repealed documents.
    """
    found: list[Reference] = []
    short_forms = _short_forms(text)
    own = _own_names(own_title).union(*(_own_names(part) for part in own_parts))
    for line in text.split("\n"):
        if "《" in line or "号" in line or "〈" in line:
            named = _in_line(line, own, own_number, short_forms)
            found.extend(_as_listed(named) if line in repealed else named)
    return _merge(found)


def _as_listed(named: list[Reference]) -> list[Reference]:
    """What a list of repealed documents merely names is repealed."""
    return [replace(one, role="repeals") if one.role == "mentions" else one for one in named]


def _in_line(line: str, own: set[str], own_number: str | None, short_forms: set[str]) -> list[Reference]:
    """References of one paragraph. Those in a row (《A》、《B》和《C》) share the words that lead up to the first."""
    result: list[Reference] = []
    lead, last_end = "", -1
    for mention in _mentions(line):
        if last_end < 0 or not in_a_row(line[last_end : mention.start]):
            lead = words_before(line, mention.start)
        last_end = mention.end
        if mention.title is None:
            if mention.number == own_number:
                continue
        elif (mention.number is None and _is_no_reference(mention.title, own, short_forms)) or (
            squeeze(mention.title) in own and mention.number in {None, own_number}
        ):
            continue
        role = role_of(lead, words_after(line, mention.end))
        articles = articles_named(line, mention.title_end, role)
        result.append(Reference(mention.title, mention.number, role, articles))
    return result


def _mentions(line: str) -> list[_Mention]:
    """Titles with their numbers, and numbers alone, in order."""
    numbers = locate_doc_numbers(line)
    starts = [number.start for number in numbers]
    paired: set[int] = set()
    found: list[_Mention] = []
    titles = _titles(line)
    for place, title in enumerate(titles):
        later = (
            other.start for other in titles[place + 1 :] if not _NAMES_SHORT.search(line, 0, other.start)
        )
        limit = next(later, len(line))
        at = bisect_left(starts, title.end)
        number = next(
            (
                n
                for n in (at, at - 1)
                if 0 <= n < len(numbers) and n not in paired and _belongs(line, title, numbers[n], limit)
            ),
            None,
        )
        if number is None:
            found.append(
                _Mention(title.start, title.end, title.end, close_up(_WIKI.sub("", title.text)), None)
            )
            continue
        paired.add(number)
        start, end = min(title.start, numbers[number].start), max(title.end, numbers[number].end)
        found.append(
            _Mention(start, end, title.end, close_up(_WIKI.sub("", title.text)), numbers[number].number)
        )
    alone = [
        _Mention(number.start, number.end, number.end, _unquoted_title(line, number), number.number)
        for place, number in enumerate(numbers)
        if place not in paired
    ]
    return sorted([*found, *alone], key=lambda mention: mention.start)


def _titles(line: str) -> list[_Title]:
    """Outermost 《…》 of a paragraph; nested marks belong to the title."""
    found: list[_Title] = []
    place = line.find("《")
    while place >= 0:
        first_close = line.find("》", place)
        if first_close < 0:
            break
        place = max(place, line.find("《", max(place, first_close - _LONGEST_TITLE)))
        end = _matching_close(line, place)
        if end > place + 1:
            found.append(_Title(line[place + 1 : end], place, end + 1))
        place = line.find("《", max(end, place) + 1)
    return found


def _matching_close(line: str, place: int) -> int:
    """The 》 that closes the title opened at `place`; the first one when the marks do not balance."""
    depth = 0
    for at in range(place, min(len(line), place + _LONGEST_TITLE)):
        depth += (line[at] == "《") - (line[at] == "》")
        if depth == 0:
            return at
    return line.find("》", place, place + _LONGEST_TITLE)


def _belongs(line: str, title: _Title, number: FoundNumber, limit: int) -> bool:
    """Whether a number is that of a title: in brackets behind it, or before it (…令第15号公布的《…》)."""
    if title.end <= number.start < min(limit, title.end + _REACH_AFTER):
        return _is_bracket_between(line[title.end : number.start])
    return number.end <= title.start and _ISSUED_AS.fullmatch(line[number.end : title.start]) is not None


def _is_bracket_between(gap: str) -> bool:
    """Nothing but an opening bracket (or a bracketed short form, or a remark inside the same bracket) parts title and number."""
    if _BETWEEN.fullmatch(gap):
        return True
    inner = re.match(r"\s*[（(]([^（()）]*)$", gap)
    if inner is not None:
        return True
    return bool(re.fullmatch(r"\s*[（(][^（()）]{1,40}[）)]\s*[（(]?\s*", gap))


def _is_no_reference(name: str, own: set[str], short_forms: set[str]) -> bool:
    """Own title, a short form, a bare genre word, or something that is no document."""
    compact = squeeze(name)
    if compact in own or compact in short_forms or _GENERIC.fullmatch(compact):
        return True
    return bool(_NOT_DOCUMENTS.search(compact) and not compact.endswith(("清单", "任务分解表"))) or bool(
        _PUBLIC_GAZETTE.search(compact)
    )


def _own_names(title: str | None) -> set[str]:
    """The document's title, and the title it prints or forwards."""
    if not title:
        return set()
    compact = squeeze(title)
    names = {compact, re.sub(r"[（(][^（()）]*[）)]$", "", compact)}
    printed = re.search(r"(?:关于)?(?:印发|发布|公布|颁布)(.+?)的(?:通知|公告|通报|命令|决定|令)$", compact)
    if printed:
        inner = printed[1].strip("《》")
        names |= {inner, re.sub(r"[（(][^（()）]*[）)]$", "", inner)}
    return names - {""}


def _short_forms(text: str) -> set[str]:
    """Names the text gives to documents for its own use: 以下简称《方案》, 以下称“条例”."""
    return (
        {squeeze(match[1]).strip("《》“”") for match in _SHORT_FORM.finditer(text)} if "称" in text else set()
    )


def _unquoted_title(line: str, number: FoundNumber) -> str | None:
    """A title without 《》 right before the number in brackets: 关于……的请示（武司〔1996〕82号）."""
    before = line[max(0, number.start - 100) : number.start]
    if not re.search(r"[（(]\s*$", before):
        return None
    match = _UNQUOTED.search(re.sub(r"\s*[（(]\s*$", "", before))
    return match.group() if match else None


def _merge(found: list[Reference]) -> list[Reference]:
    """One entry per document: numbers known once count everywhere, the strongest role wins."""
    numbers = {squeeze(r.title): r.doc_number for r in reversed(found) if r.title and r.doc_number}
    merged: dict[tuple[str | None, str | None], Reference] = {}
    titles = {r.doc_number: r.title for r in reversed(found) if r.title and r.doc_number}
    for reference in found:
        title = reference.title or titles.get(reference.doc_number or "")
        number = reference.doc_number or numbers.get(squeeze(title or ""))
        key = (squeeze(title) if title else None, number)
        before = merged.get(key)
        role = reference.role if before is None else max(before.role, reference.role, key=STRENGTH.index)
        articles = (
            reference.articles
            if before is None
            else tuple(dict.fromkeys(before.articles + reference.articles))
        )
        merged[key] = Reference(before.title if before else title, number, role, articles)
    return list(merged.values())
