"""Values that components display.

A page builds these in its view and hands them to a component tag. They hold text and addresses only: no query
is made while a template renders, so a page's cost is visible in its view. Texts are plain, templates escape
them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date, datetime

Segments = Sequence[tuple[str, bool]]
"""Text cut at its highlights: (text, is_hit) pairs in reading order."""


@dataclass(frozen=True)
class Link:
    """链接: a label with its address; `external` makes the page warn that the reader leaves the site."""

    label: str
    url: str
    external: bool = False
    current: bool = False


@dataclass(frozen=True)
class SearchTab:
    """查、答、办: one way of looking something up, with the page that answers it."""

    key: str
    label: str
    url: str
    placeholder: str
    suggest_url: str = ""


@dataclass(frozen=True)
class SiteFace:
    """网站标识: what head and foot of every page say about the site.

    The foot elements are those of 《政府网站发展指引》 (国办发〔2017〕47号); an element that is not known is
    left out, never invented.
    """

    name: str
    domain: str = ""
    code: str = ""
    organizer: str = ""
    contact: str = ""
    icp: str = ""
    police_number: str = ""
    police_url: str = ""
    agency_mark_url: str = ""
    emblem_url: str = ""
    seal: str = "公开"
    home_url: str = "/"
    sitemap_url: str = ""
    fault_url: str = ""
    navigation: Sequence[Link] = ()
    search_tabs: Sequence[SearchTab] = ()


@dataclass(frozen=True)
class ColumnMeta:
    """栏目标签: META tags of a column page (国办发〔2017〕47号, annex)."""

    name: str
    kind: str
    description: str = ""
    keywords: Sequence[str] = ()


@dataclass(frozen=True)
class ArticleMeta:
    """内容页标签: META tags of a page that shows one document (国办发〔2017〕47号, annex)."""

    title: str
    published_at: datetime
    source: str
    keywords: Sequence[str] = ()
    author: str = ""
    description: str = ""
    image: str = ""
    url: str = ""


@dataclass(frozen=True)
class Entry:
    """元数据项: one row of a metadata table; `url` turns the value into a link, `note` explains it."""

    label: str
    value: str | int | date | None
    url: str = ""
    note: str = ""
    wide: bool = False


@dataclass(frozen=True)
class ResultRow:
    """结果行: one publication in a list of results."""

    url: str
    title: Segments
    issuer: str = ""
    number: str = ""
    date: date | None = None
    validity: str = ""
    snippet: Segments = ()
    kind: str = ""
    note: str = ""


@dataclass(frozen=True)
class FacetValue:
    """筛选值: a choice with the number of results behind it; an active one links to the list without it."""

    label: str
    url: str
    count: int | None = None
    active: bool = False


@dataclass(frozen=True)
class FacetGroup:
    """筛选项: one facet with its values."""

    label: str
    values: Sequence[FacetValue]


@dataclass(frozen=True)
class OutlineNode:
    """目录节点: a heading, the id of its place in the page, and the headings below it."""

    anchor: str
    text: str
    children: Sequence[OutlineNode] = ()


@dataclass(frozen=True)
class SkippedDay:
    """不计入的日期: a day the clock passed over, and why."""

    day: date
    reason: str


@dataclass(frozen=True)
class ClockFace:
    """期限: where a deadline stands and which days were counted for it.

    `state` is one of running, near, overdue, paused, done, undetermined. `remaining` counts in `unit`;
    when the state is overdue it is the number of units overdue. `elapsed` of the `counted` days lie behind today.
    """

    state: str
    remaining: int | None = None
    unit: str = "个工作日"
    due: date | None = None
    not_before: date | None = None
    counted: Sequence[date] = ()
    elapsed: int = 0
    skipped: Sequence[SkippedDay] = ()
    basis: str = ""


@dataclass(frozen=True)
class TimelineNode:
    """办理节点: one station of a case; `state` is done, now or next."""

    label: str
    state: str
    at: date | datetime | None = None
    who: str = ""
    note: str = ""
    links: Sequence[Link] = ()


@dataclass(frozen=True)
class Step:
    """步骤: one step of a procedure; `state` is done, now or next."""

    label: str
    state: str
    url: str = ""


@dataclass(frozen=True)
class DeedChoice:
    """办理动作: a deed that may be done to a case, or why it may not be done now."""

    key: str
    label: str
    action_url: str
    description: str = ""
    starts: Sequence[str] = ()
    reason_label: str = "理由"
    reason_required: bool = False
    reason: str = ""
    error: str = ""
    refused_because: str = ""
    sharp: bool = False


@dataclass(frozen=True)
class PersonRole:
    """经办人: who acted in which role, and when; an empty name means the role was not filled."""

    role: str
    name: str
    at: date | datetime | None = None


@dataclass(frozen=True)
class FigureRow:
    """图表数据行: a label and its figure; `text` replaces the plain number, for example 1.2亿元."""

    label: str
    value: float
    text: str = ""
    url: str = ""


@dataclass(frozen=True)
class Figure:
    """图表: bars that are at the same time their own table, with unit, source and date."""

    title: str
    rows: Sequence[FigureRow]
    unit: str = ""
    label_heading: str = "项目"
    source: str = ""
    as_of: date | None = None
    download_url: str = ""


@dataclass(frozen=True)
class OrganizationOption:
    """机构选项: one organization to choose; `group` is the heading it stands under."""

    value: str
    name: str
    group: str = ""
    selected: bool = False


@dataclass(frozen=True)
class DiffRow:
    """对照行: a paragraph in the old and the new text; `kind` is same, changed, added or removed."""

    kind: str
    old: Segments = ()
    new: Segments = ()


@dataclass(frozen=True)
class DataTile:
    """重点领域: a field of disclosure with one live figure and the day it holds for."""

    label: str
    url: str
    figure: str = ""
    unit: str = ""
    note: str = ""
    as_of: date | None = None
