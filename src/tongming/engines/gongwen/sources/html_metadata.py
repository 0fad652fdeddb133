"""What a page says about its document: META tags (fact sheet 4.2) and the label-value table above it (5.1)."""

from __future__ import annotations

import re
from itertools import pairwise

from selectolax.lexbor import LexborHTMLParser

Labels = dict[str, str]
Rows = tuple[tuple[str, ...], ...]

# Every label is printed with or without spaces inside and with either colon.
LABELS = {
    "索引号": "index_number", "信息索引号": "index_number", "主题分类": "theme", "主题": "theme", "信息分类": "theme", "分类": "theme",
    "发文机关": "发文机关", "制发机关": "发文机关", "发布机构": "publisher", "发布机关": "publisher", "公开机构": "publisher", "信息提供单位": "publisher",
    "成文日期": "成文日期", "发文日期": "成文日期", "生成日期": "成文日期", "标题": "标题", "名称": "标题", "信息名称": "标题", "文件名称": "标题",
    "发文字号": "发文字号", "文号": "发文字号", "文件编号": "发文字号", "发布文号": "发文字号", "发布日期": "published_on", "发布时间": "published_on",
    "公开日期": "published_on", "主题词": "keywords", "关键词": "keywords", "生效日期": "effective_on", "实施日期": "effective_on", "施行日期": "effective_on",
    "失效日期": "expires_on", "废止日期": "expires_on", "有效性": "validity", "时效": "validity", "时效性": "validity", "效力状态": "validity",
    "公开方式": "公开方式", "公开形式": "公开形式", "公开范围": "公开范围", "体裁": "genre_class", "体裁分类": "genre_class", "组配分类": "组配分类",
    "服务对象": "audience", "服务对象分类": "audience", "内容概述": "summary", "概述": "summary", "信息来源": "source", "来源": "source", "文件下载": "文件下载",
}  # fmt: skip
_KNOWN_LABEL = re.compile(
    r"(?<![\u4e00-\u9fa5])(?:"
    + "|".join(r"\s*".join(label) for label in sorted(LABELS, key=len, reverse=True))
    + r"|浏览次数|点击数|访问量|字体|字号|作者|责任编辑|打印)\s*[：:]"
)
_META = {
    "articletitle": "标题_meta", "pubdate": "published_on", "contentsource": "source", "keywords": "keywords", "description": "summary",
    "sitename": "site_name", "columnname": "column_name", "author": "author",
}  # fmt: skip
_LABEL_AND_VALUE = re.compile(r"([\u4e00-\u9fa5\s\u3000\xa0]{2,14}?)\s*[：:]\s*(.*)", re.DOTALL)
_FEWEST_LABELS = 2


def _label(text: str) -> str | None:
    """The key a label cell stands for, None when the cell is no label."""
    return LABELS.get("".join(text.split()).rstrip("：:"))


def read_labels(rows: Rows) -> Labels:
    """Pairs of label and value: in neighbouring cells, or in one cell with a colon between."""
    found: Labels = {}
    for row in rows:
        index = 0
        while index < len(row):
            cell = row[index]
            key = _label(cell)
            if key and index + 1 < len(row) and not _label(row[index + 1]):
                found.setdefault(key, _clean(row[index + 1]))
                index += 2
                continue
            pair = None if key else _LABEL_AND_VALUE.fullmatch(cell.strip())
            if pair and (key := _label(pair[1])):
                found.setdefault(key, _clean(pair[2]))
            index += 1
    return {key: value for key, value in found.items() if value}


def label_pairs(line: str) -> list[str]:
    """The parts of an info line that each begin with a known label: 发布时间：2022-03-10 来源：市政府办 → two parts."""
    starts = [match.start() for match in _KNOWN_LABEL.finditer(line)]
    return [line[start:end].strip() for start, end in pairwise([*starts, len(line)])]


def _clean(text: str) -> str:
    """A value on one line."""
    return " ".join(text.split())


def is_metadata_table(rows: Rows) -> bool:
    """Whether a table is the metadata table of a page: at least two known labels, which make up much of it."""
    cells = [cell for row in rows for cell in row if cell.strip()]
    labels = sum(1 for cell in cells if _label(cell) or _is_pair(cell))
    return labels >= _FEWEST_LABELS and labels * 3 >= len(cells)


def _is_pair(cell: str) -> bool:
    """Whether one cell holds label and value."""
    pair = _LABEL_AND_VALUE.fullmatch(cell.strip())
    return bool(pair and _label(pair[1]))


def metadata_lines(rows: Rows) -> list[str]:
    """The table's rows as text, for `removed`."""
    return ["\t".join(cell for cell in row if cell) for row in rows if any(row)]


def read_meta_tags(tree: LexborHTMLParser) -> Labels:
    """The META tags of the national guideline, under the parser's own keys."""
    found: Labels = {}
    for tag in tree.css("meta"):
        attributes = tag.attributes
        key = _META.get((attributes.get("name") or "").lower())
        content = (attributes.get("content") or "").strip()
        if key and content:
            found.setdefault(key, content)
    return found
