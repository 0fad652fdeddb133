"""Made-up values for the style guide. Every name, number and figure here is invented and marked 演示."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from tongming.core.ui.pieces import ArticleMeta, ColumnMeta, Link
from tongming.core.ui.samples import acting, finding, reading
from tongming.core.ui.samples.places import HERE


def page_values() -> dict[str, Any]:
    """Context of the style guide: one entry for each component's sample."""
    return {
        "site": finding.site(),
        "column": ColumnMeta("样式指南", "信息公开目录", "组件与设计变量一览（演示）", ("样式", "组件")),
        "article": ArticleMeta("样式指南（演示）", datetime(2026, 4, 9, 1, 0, tzinfo=UTC), "本平台"),
        "breadcrumb_links": (Link("首页", "/"), Link("信息公开", HERE), Link("样式指南", HERE)),
        "examples": finding.EXAMPLES,
        "facets": finding.FACETS,
        "next_steps": finding.NEXT_STEPS,
        "rows": finding.ROWS,
        "search_tabs": finding.search_tabs(),
        "tiles": finding.TILES,
        "basis": reading.BASIS,
        "basis_date": reading.BASIS_DATE,
        "chart": reading.CHART,
        "citation": reading.CITATION,
        "diff_rows": reading.DIFF,
        "entries": reading.ENTRIES,
        "outline_nodes": reading.OUTLINE,
        "persons": reading.PERSONS,
        "states": reading.STATES,
        "timeline_nodes": reading.TIMELINE,
        "clocks": acting.CLOCKS,
        "deeds": acting.DEEDS,
        "form": acting.SampleForm({"name": "", "medium": "mail"}),
        "organizations": acting.ORGANIZATIONS,
        "steps": acting.STEPS,
    }
