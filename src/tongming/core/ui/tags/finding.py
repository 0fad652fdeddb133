"""Components for finding: search, lists, facets, paging, tiles."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import template
from django.core.paginator import Paginator
from django.http import QueryDict

from tongming.core.ui.links import PAGE, with_parameter

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tongming.core.ui.pieces import DataTile, FacetGroup, Link, ResultRow, SearchTab, Segments

register = template.Library()


@register.inclusion_tag("ui/components/search_bar.html")
def search_bar(
    tabs: Sequence[SearchTab],
    active: str = "",
    query: str = "",
    size: str = "head",
    examples: Sequence[Link] = (),
) -> dict[str, Any]:
    """检索框: tabs 查/答/办 over one box; `size` is head (masthead) or hero (home)."""
    chosen = next((tab for tab in tabs if tab.key == active), tabs[0] if tabs else None)
    return {"tabs": tabs, "chosen": chosen, "query": query, "size": size, "examples": examples}


@register.inclusion_tag("ui/components/breadcrumb.html")
def breadcrumb(links: Sequence[Link]) -> dict[str, Any]:
    """当前位置: the way from the home page; the last link is the page itself."""
    return {"links": links}


@register.inclusion_tag("ui/components/result_row.html")
def result_row(row: ResultRow, heading: int = 3) -> dict[str, Any]:
    """结果行: title, issuer · number · date · validity, snippet; `heading` is the level of the title."""
    return {"row": row, "heading": f"h{heading}"}


@register.inclusion_tag("ui/components/facet_list.html")
def facet_list(groups: Sequence[FacetGroup], clear_url: str = "", title: str = "筛选") -> dict[str, Any]:
    """筛选栏: groups of links with counts; active values come first and link to their removal."""
    active = [(group.label, value) for group in groups for value in group.values if value.active]
    return {"groups": groups, "active": active, "clear_url": clear_url, "title": title}


@register.inclusion_tag("ui/components/pager.html")
def pager(
    number: int,
    pages: int,
    total: int,
    query: QueryDict | None = None,
    parameter: str = PAGE,
    unit: str = "条",
) -> dict[str, Any]:
    """分页: the pages around `number` of `pages`, `total` things in all; `query` is kept in the addresses."""
    kept = query if query is not None else QueryDict()
    present = min(max(number, 1), max(pages, 1))
    window = Paginator(range(pages), 1).get_elided_page_range(present, on_each_side=2, on_ends=1)

    def address(page: int) -> str:
        return with_parameter(kept, parameter, str(page), page=parameter)

    return {
        "number": number,
        "pages": pages,
        "total": total,
        "unit": unit,
        "items": [(page, address(page) if isinstance(page, int) else "") for page in window],
        "previous_url": address(number - 1) if number > 1 else "",
        "next_url": address(number + 1) if number < pages else "",
    }


@register.inclusion_tag("ui/components/data_tile.html")
def data_tile(tile: DataTile) -> dict[str, Any]:
    """重点领域: label, one live figure with its unit and the day it holds for."""
    return {"tile": tile}


@register.inclusion_tag("ui/components/empty_state.html")
def empty_state(title: str, reason: str, next_steps: Sequence[Link] = ()) -> dict[str, Any]:
    """空白说明: why there is nothing here, and where to go next."""
    return {"title": title, "reason": reason, "next_steps": next_steps}


@register.inclusion_tag("ui/components/segments.html")
def segments(parts: Segments | str) -> dict[str, Any]:
    """高亮文本: (text, is_hit) pairs, hits marked; a plain string stands for itself."""
    return {"parts": ((parts, False),) if isinstance(parts, str) else parts}


@register.filter
def plain_text(parts: Segments | str) -> str:
    """The text of segments without their marks, for titles and labels."""
    return parts if isinstance(parts, str) else "".join(text for text, _ in parts)
