"""Components for reading: states, metadata, outline, history, figures, comparison."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import template

from tongming.core.ui.text import tone_of

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from tongming.core.ui.pieces import DiffRow, Entry, Figure, Link, OutlineNode, PersonRole, TimelineNode

register = template.Library()


@register.inclusion_tag("ui/components/status_tag.html")
def status_tag(state: str, tone: str = "") -> dict[str, Any]:
    """状态标记: the word of a state in its shape; `tone` overrides the shape that belongs to the word."""
    return {"state": state, "tone": tone or tone_of(str(state))}


@register.inclusion_tag("ui/components/validity_banner.html")
def validity_banner(
    state: str, reason: str = "", since: date | None = None, basis: Link | None = None, note: str = ""
) -> dict[str, Any]:
    """效力提示: whether a document holds, since when, by which act."""
    return {
        "state": state,
        "tone": tone_of(str(state)),
        "reason": reason,
        "since": since,
        "basis": basis,
        "note": note,
    }


@register.inclusion_tag("ui/components/metadata_table.html")
def metadata_table(entries: Sequence[Entry], title: str = "") -> dict[str, Any]:
    """元数据表: labels and values in two columns; an entry without value shows a dash."""
    return {"entries": entries, "title": title}


@register.inclusion_tag("ui/components/outline.html")
def outline(nodes: Sequence[OutlineNode], title: str = "目录") -> dict[str, Any]:
    """目录导航: nested headings; with script it follows the scroll."""
    return {"nodes": nodes, "title": title}


@register.inclusion_tag("ui/components/timeline.html")
def timeline(nodes: Sequence[TimelineNode], title: str = "办理过程") -> dict[str, Any]:
    """办理过程: stations of a case in order, like the tracking of a parcel."""
    return {"nodes": nodes, "title": title}


@register.inclusion_tag("ui/components/person_roles.html")
def person_roles(roles: Sequence[PersonRole]) -> dict[str, Any]:
    """经办人: 拟稿人、审核人、发布人 in one line."""
    return {"roles": roles}


@register.inclusion_tag("ui/components/figure.html")
def figure(chart: Figure) -> dict[str, Any]:
    """图表: a table whose bars show the proportion, with unit, source, date and download."""
    largest = max((abs(row.value) for row in chart.rows), default=0) or 1
    bars = [(row, f"{max(row.value, 0) / largest * 100:.2f}") for row in chart.rows]
    return {"chart": chart, "bars": bars}


@register.inclusion_tag("ui/components/diff.html")
def diff(
    rows: Sequence[DiffRow], old_label: str = "修改前", new_label: str = "修改后", title: str = "文本对照"
) -> dict[str, Any]:
    """文本对照: old and new paragraphs side by side; see `tongming.core.ui.diff.compare_paragraphs`."""
    return {"rows": rows, "old_label": old_label, "new_label": new_label, "title": title}


@register.inclusion_tag("ui/components/citation_box.html")
def citation_box(text: str, url: str = "", title: str = "引用本文件") -> dict[str, Any]:
    """引用格式: the citation of a document and its stable address, to be copied."""
    return {"text": text, "url": url, "title": title}


@register.inclusion_tag("ui/components/toolbar.html")
def toolbar(settings_url: str, next_url: str = "") -> dict[str, Any]:
    """无障碍工具条: a link to the display settings; with script also direct buttons and reading aloud."""
    return {"settings_url": settings_url, "next_url": next_url}
