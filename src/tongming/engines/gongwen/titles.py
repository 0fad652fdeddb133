"""Titles of documents: the genre words they end with, what a line of one looks like, and how broken lines are joined."""

from __future__ import annotations

import re

from .dates import line_date
from .organizations import is_organization
from .words import squeeze

# Words a title of a document ends with. The first group are its genres (体裁): the fifteen of 《党政机关公文处理工作条例》
# and those of laws, rules and plans.
GENRES = (
    "决议", "决定", "命令", "令", "公报", "公告", "通告", "意见", "通知", "通报", "报告", "请示", "批复", "议案", "函", "纪要", "条例", "办法", "规定",
    "细则", "法", "解释", "规则", "准则", "章程", "规范", "法典", "修正案", "宪法", "答复", "安排", "规划", "纲要", "计划", "方案", "要点", "措施", "制度",
    "预案", "标准", "目录", "清单", "指南", "指引", "公约", "通则", "守则", "规程", "公示",
)  # fmt: skip
TITLE_WORDS = (
    *GENRES, "决算", "预算", "白皮书", "倡议书", "建议", "批示", "程序", "导则", "答复书", "告知书", "要求", "大纲", "讲话", "总结", "台账", "解读", "问答", "表", "名单", "说明", "简报", "评估",
)  # fmt: skip
_TITLE_TAIL = re.compile(r"(?:[（(【\[][^（）()【】\[\]]{1,40}[）)】\]]|[“”》])+$")
REST_OF_NAME = re.compile(
    r"(?:人民)?政府|办公[室厅]|委员会|常委会|管委会|[局委厅部办]"
)  # …人民政府 / 办公室关于…
_AFTER_ISSUERS = re.compile(r"关于|印发|转发|批转|公布|发布")
_LONGEST_TITLE_LINE = 70


def genre_of(title: str) -> str | None:
    """体裁: the genre word a title ends with (复函 is 函); bracketed additions such as （试行） are looked through."""
    return _longest_end(title, GENRES)


def title_word(title: str) -> str | None:
    """The word that shows a line to be a title: a genre, or another word documents and annexes are called by."""
    return _longest_end(title, TITLE_WORDS)


def _longest_end(title: str, words: tuple[str, ...]) -> str | None:
    """The longest of the words that the title ends with."""
    core = _TITLE_TAIL.sub("", squeeze(title))
    if not core.endswith(words):
        return None
    return max((word for word in words if core.endswith(word)), key=len, default=None)


def is_title_like(text: str) -> bool:
    """Whether a line could be (part of) a title: short, no sentence punctuation at the end or inside."""
    if not text or len(text) > _LONGEST_TITLE_LINE or text[-1] in "。；：:;，,、！？":
        return False
    return not re.search(r"[。；！？]", text) and line_date(text) is None


def join_title(lines: list[str] | tuple[str, ...]) -> str:
    """A title without the white space its lay-out put in; only the gap between two issuing bodies stays."""
    text = "".join(lines[:1])
    for line in lines[1:]:
        bodies = is_organization(text) and is_organization(line.split("关于")[0] or "关于")
        gap = " " if bodies and not REST_OF_NAME.match(line) else ""
        text += gap + line
    return close_up(text)


def close_up(text: str) -> str:
    """Remove lay-out spaces: all of them where characters are spread out, else those beside a Chinese character."""
    text = " ".join(text.split())
    parts = text.split(" ")
    if len(parts) > 2 and all(len(part) == 1 for part in parts):  # 几 个 问 题
        return "".join(parts)
    verb = _AFTER_ISSUERS.search(text)
    issuer, mark, rest = (text[: verb.start()], verb.group(), text[verb.end() :]) if verb else (text, "", "")
    names = issuer.split(" ")
    if mark and len(names) > 1 and all(len(name) > 2 and is_organization(name) for name in names if name):
        return " ".join(name for name in names if name) + mark + close_up(rest)
    return close_title(text)


def close_title(text: str) -> str:
    """Text without line breaks and lay-out spaces; only the space between two Western words stays."""
    return re.sub(r"(?<![A-Za-z0-9])\s+|\s+(?![A-Za-z0-9])", "", text.strip())
