"""The role in which a text names another document, told from the words of the sentence around it."""

from __future__ import annotations

import re

STRENGTH = ("mentions", "interprets", "basis", "implements", "amends", "repeals")

_REPEALS_AFTER = re.compile(
    r"(?:同时|即行|即|予以|应予|一并|均|自行|相应|自[^，。；]{2,20}起)?\s*(?:废止|停止执行|停止施行|停止使用|失效|不再执行|不再施行|不再适用)"
)
_REPEALS_BEFORE = re.compile(r"(?:废止|停止执行|宣布失效|停止施行)(?:的|下列|以下|了)?[^。；《》]{0,30}$")
_AMENDS_AFTER = re.compile(
    r"(?:作(?:出)?如下修改|作以下修改|进行(?:修改|修订|修正)|予以(?:修改|修订|修正)|(?:[^。；]{0,40}?)(?:修改为|修改如下)|部分条款修改)"
)
_AMENDS_BEFORE = re.compile(r"(?:修改|修正|修订|调整)(?:后的|的)?(?:决定)?[“\s]*$")
_INTERPRETS_BEFORE = re.compile(r"(?:解读|解释|适用|执行|理解|把握)$")
_INTERPRETS_AFTER = re.compile(r"^[^。；，]{0,12}(?:若干问题的解释|解读|的解释|的理解与适用)")
# 《…条例》政策解读, 关于《…办法》的解读
_INTERPRETATION_OF = re.compile(
    r"^\s*(?:的)?(?:政策|文件|图文|专家|部门|文字)?(?:解读|图解|问答)(?:$|[（(：:\s])"
)
_IMPLEMENTS_BEFORE = re.compile(
    r"(?:贯彻落实|贯彻实施|贯彻执行|贯彻|落实好?|实施|执行|推进|推动)[^。；，：《》]{0,16}$"
)
_BASIS_BEFORE = re.compile(r"(?:根据|依据|按照|依照|遵照|参照|按)[^。；：《》]{0,24}$")
_CHAIN = re.compile(
    r"(?:[^（()）《》。；]{0,40}[）)])?(?:\s*[（(][^（()）]{0,60}[）)])?\s*(?:、|和|与|及|以及|，|,|或者|或|第[^《》。；，]{1,30}?[条款项])*\s*"
    # The maker of the next one: 《甲法》和国务院《乙条例》, 《甲》及省政府《乙》.
    r"(?:[\u4e00-\u9fa5]{0,16}(?:国务院|政府|办公[厅室]|部|委员会|委|总?局|厅|总?署|院|省|市|县|区))?\s*"
)
_ARTICLE = re.compile(r"第[一二三四五六七八九十百千零〇\d]+条(?:之[一二三四五六七八九十]+)?")
_ARTICLES_AFTER = re.compile(
    r"^[》\s]*(?:（[^（）]{0,60}）|\([^()]{0,60}\))?\s*(?:中)?(?:的)?((?:第[^，。；《》]{1,20}?[条款项目](?:之[一二三四五六七八九十]+)?[、和及与至]*)+)"
)
_SENTENCE_REACH = 300
_LONGEST_GAP = 80
_BEFORE_REACH = 60
_AFTER_REACH = 120


def words_before(line: str, start: int) -> str:
    """What stands before `start` in the same sentence."""
    sentence = max(line.rfind(mark, max(0, start - _SENTENCE_REACH), start) for mark in "。；！？") + 1
    return line[max(sentence, start - _SENTENCE_REACH, 0) : start]


def words_after(line: str, end: int) -> str:
    """What follows `end` in the same sentence."""
    stops = [place for mark in "。；！？" if (place := line.find(mark, end, end + _SENTENCE_REACH)) >= 0]
    return line[end : min(stops, default=end + _SENTENCE_REACH)]


def in_a_row(gap: str) -> bool:
    """Whether nothing but joining words and a bracket parts two references."""
    return len(gap) <= _LONGEST_GAP and _CHAIN.fullmatch(gap) is not None


def role_of(before_all: str, after: str) -> str:
    """The role of a document, from the words before it (before the first of a row) and those after it in the sentence."""
    if _is_repealed(before_all, after):
        return "repeals"
    if _AMENDS_BEFORE.search(before_all) or _AMENDS_AFTER.match(_after_title(after)):
        return "amends"
    explains = _INTERPRETS_AFTER.match(after) and _INTERPRETS_BEFORE.search(before_all[-6:])
    if explains or _INTERPRETATION_OF.match(after):
        return "interprets"
    near = before_all[-_BEFORE_REACH:]
    implements, basis = _IMPLEMENTS_BEFORE.search(near), _BASIS_BEFORE.search(near)
    if implements and basis:
        return "implements" if implements.start() > basis.start() else "basis"
    if implements or basis:
        return "implements" if implements else "basis"
    return "interprets" if re.search(r"(?:解读|解释)[^。；《》]{0,6}$", near) else "mentions"


def _after_title(after: str) -> str:
    """The words right behind title and number."""
    return re.sub(r"^\s*[）)》]?\s*", "", after)[:_AFTER_REACH]


def _is_repealed(before: str, after: str) -> bool:
    """废止 before the title, or 同时废止 / 停止执行 behind it in the same sentence; 依照…予以废止 speaks of something else."""
    if _REPEALS_BEFORE.search(before):
        return True
    match = _REPEALS_AFTER.search(after)
    if match is None:
        return False
    between = after[: match.start()]
    if re.search(r"不一致|相抵触|之日起满|期满|(?:规定|有关)的.{0,12}$", between):
        return False
    if _BASIS_BEFORE.search(before[-_BEFORE_REACH:]) and not re.search(r"公布|发布|印发", between):
        return False
    return "，" not in between or bool(re.search(r"《|同时|自|起|印发|发布|公布|\d", between + match.group()))


def articles_named(line: str, end: int, role: str) -> tuple[str, ...]:
    """The articles a repeal or amendment is limited to, when they are named right behind the title."""
    if role not in {"repeals", "amends"}:
        return ()
    match = _ARTICLES_AFTER.match(line[end : end + _AFTER_REACH])
    return tuple(dict.fromkeys(_ARTICLE.findall(match[1]))) if match else ()
