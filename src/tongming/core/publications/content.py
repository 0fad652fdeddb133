"""The content of a draft or version as plain values: which fields there are, how they are read, how they are hashed.

Fields follow the metadata of one disclosed document (fact sheet 5.1). Dates are ISO strings, absent values are None or empty.
"""

import re
from collections.abc import Sequence
from datetime import date
from typing import Any

from tongming.core.trail.rules import canonical, sm3
from tongming.engines.gongwen.doc_numbers import normalise_doc_number
from tongming.errors import UserError

TEXT_FIELDS = {
    "title": ("标题", 500),
    "genre": ("体裁", 24),
    "theme": ("主题分类", 40),
    "subtheme": ("主题子类", 40),
    "article20": ("法定主动公开事项", 8),
    "disclosure": ("公开方式", 12),
    "summary": ("内容概述", 2000),
    "text": ("正文", None),
}
DATE_FIELDS = {
    "formed_on": "成文日期",
    "first_published_on": "原发布日期",
    "effective_on": "施行日期",
    "expires_on": "失效日期",
}
YEARS = range(1900, 3000)  # what a document can be dated; also keeps day arithmetic within its bounds
UNSTORABLE = re.compile("[\x00\ud800-\udfff]")  # no database takes these; no document is written with them
LIST_FIELDS = {"issuers": "发文机关", "audiences": "服务对象", "keywords": "关键词"}


class BadContent(UserError):
    """Content that cannot be read; the message lists every problem."""


def clean(content: dict[str, Any]) -> dict[str, Any]:
    """Return content with every field present and of its type; raise `BadContent` naming all problems at once."""
    problems = ["内容里有无法保存的字符（空字符或残缺的编码）"] if has_unstorable(content) else []
    cleaned: dict[str, Any] = {}
    for name, (label, limit) in TEXT_FIELDS.items():
        value = str(content.get(name) or "").strip()
        if limit and len(value) > limit:
            problems.append(f"{label}有{len(value)}字，最多{limit}字")
        cleaned[name] = value
    for name, label in DATE_FIELDS.items():
        cleaned[name] = _date(content.get(name), label, problems)
    for name in LIST_FIELDS:
        cleaned[name] = [str(item).strip() for item in content.get(name) or [] if str(item).strip()]
    number = str(content.get("doc_number") or "").strip()
    cleaned["doc_number"] = (normalise_doc_number(number) or number) or None
    if len(number) > 80:
        problems.append("发文字号超过80字")
    cleaned["body"] = content.get("body") or {}
    cleaned["validity"] = content.get("validity") or None
    if problems:
        raise BadContent("；".join(problems) + "。请改正后再保存。")
    return cleaned


def has_unstorable(value: Any) -> bool:
    """Tell whether a value, or anything inside it, holds characters that cannot be stored."""
    waiting, words = [value], []
    while waiting:
        part = waiting.pop()
        if isinstance(part, str):
            words.append(part)
        elif isinstance(part, dict):
            waiting += part
            waiting += part.values()
        elif isinstance(part, list):
            waiting += part
    return UNSTORABLE.search("".join(words)) is not None


def _date(value: Any, label: str, problems: list[str]) -> str | None:
    if not value:
        return None
    try:
        found = value if isinstance(value, date) else date.fromisoformat(str(value).strip())
    except ValueError:
        problems.append(f"{label}“{value}”不是日期，应写成2021-04-09的形式")
        return None
    if found.year not in YEARS:
        problems.append(f"{label}“{value}”超出范围，应在{YEARS[0]}年至{YEARS[-1]}年之间")
        return None
    return found.isoformat()


def day(content: dict[str, Any], name: str) -> date | None:
    """Return a date field of cleaned content."""
    return date.fromisoformat(content[name]) if content.get(name) else None


def content_hash(content: dict[str, Any], files: Sequence[tuple[str, str]]) -> str:
    """Return the SM3 hash of content and its files, given as (name, digest) pairs."""
    return sm3(canonical({"content": content, "files": sorted(list(pair) for pair in files)}))
