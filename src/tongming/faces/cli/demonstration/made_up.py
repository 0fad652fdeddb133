"""Made-up publications of the demonstration. Each says in title and text that it is 演示; none imitates a real document."""

from datetime import date
from typing import Any

MARK = "【演示】"
WARNING = "本页是演示内容，不是真实的政府文件。"
OFFICE = "南通市人民政府办公室（演示）"


def contents(today: date) -> list[tuple[int, dict[str, Any]]]:
    """Return (number of the annex task that it proves, content) for each made-up publication."""
    return [
        (
            1,
            _content(
                today,
                title="现行有效规章和行政规范性文件目录",
                genre="公告",
                theme=("综合政务", "政务公开"),
                article20="20-1",
                paragraphs=[
                    "一、目录按制定机关排列，逐件标注有效性。",
                    "二、目录每季度核对一次，变化当日更新。",
                ],
            ),
        ),
        (
            2,
            _content(
                today,
                title="“一企来”政策咨询综合窗口服务说明",
                genre="通告",
                theme=("综合政务", "电子政务"),
                article20="20-5",
                paragraphs=[
                    "一、企业可通过热线、大厅和网站提出政策咨询。",
                    "二、简单咨询当场答复，其余在五个工作日内答复。",
                ],
            ),
        ),
        (
            8,
            _content(
                today,
                title="部门预决算公开范围说明",
                genre="公告",
                theme=("财政、金融、审计", "财政"),
                article20="20-7",
                paragraphs=["一、公开范围包括部门和所属单位。", "二、收支总表和明细表一并公开。"],
            ),
        ),
    ]


def _content(
    today: date, *, title: str, genre: str, theme: tuple[str, str], article20: str, paragraphs: list[str]
) -> dict[str, Any]:
    """Return complete content whose outline is its numbered paragraphs."""
    outline: list[dict[str, Any]] = [
        {"level": 0, "kind": "preamble", "number": None, "heading": None, "text": WARNING, "children": []},
        *(
            {"level": 1, "kind": "一", "number": text[:2], "heading": None, "text": text[2:], "children": []}
            for text in paragraphs
        ),
    ]
    return {
        "title": MARK + title,
        "issuers": [OFFICE],
        "genre": genre,
        "theme": theme[0],
        "subtheme": theme[1],
        "audiences": ["社会公众"],
        "article20": article20,
        "disclosure": "主动公开",
        "formed_on": today.isoformat(),
        "summary": WARNING,
        "keywords": ["演示"],
        "text": "\n".join([WARNING, *paragraphs]),
        "body": {
            "outline": outline,
            "attachments": [],
            "tables": [],
            "references": [],
            "tasks": [],
            "warnings": [],
        },
    }
