"""Addresses of lists: the present query with one parameter more or less.

A change of filter starts again at the first page, so the page parameter is dropped.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from tongming.core.ui.pieces import FacetGroup, FacetValue

if TYPE_CHECKING:
    from collections.abc import Iterable

    from django.http import QueryDict

PAGE = "page"


def with_parameter(query: QueryDict, name: str, value: str, *, page: str = PAGE) -> str:
    """`?…` of the same query with `name` set to `value` only."""
    changed = query.copy()
    changed.pop(page, None)
    changed[name] = value
    return "?" + changed.urlencode()


def without_parameter(query: QueryDict, name: str, *, page: str = PAGE) -> str:
    """`?…` of the same query with `name` taken out."""
    changed = query.copy()
    changed.pop(page, None)
    changed.pop(name, None)
    return "?" + changed.urlencode()


def facet_group(
    label: str, name: str, counts: Iterable[tuple[str, str, int]], query: QueryDict
) -> FacetGroup:
    """A facet from (value, label, count) rows; the value named in the query links to its removal."""
    chosen = query.get(name)
    values = [
        FacetValue(
            label=text,
            count=count,
            active=value == chosen,
            url=without_parameter(query, name) if value == chosen else with_parameter(query, name, value),
        )
        for value, text, count in counts
    ]
    return FacetGroup(label, values)
