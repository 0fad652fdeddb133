"""The one way to ask the index. Every hit passes `visible` in one query, so a withdrawal hides at once."""

from collections.abc import Iterable
from dataclasses import replace
from functools import lru_cache
from pathlib import Path
from typing import Any

from django.conf import settings

from tongming.core.accounts.viewers import Viewer
from tongming.core.publications.queries import visible
from tongming.engines.index import Filters, Index, IndexOutdated, SearchPage, Suggestion

REBUILDING = "检索库正在更新，请稍后再查。"


@lru_cache(maxsize=4)
def index_at(path: Path) -> Index:
    """Return the index at a path; one object per process, which follows new commits by itself."""
    return Index(path)


def index() -> Index:
    """Return the index of this installation."""
    return index_at(Path(settings.INDEX_ROOT))


def search(viewer: Viewer, query: str, *, filters: Filters | None = None, **options: Any) -> SearchPage:
    """Return one page of results for a viewer; `options` are those of the engine (sort, offset, limit, facets).

    Hits that are withdrawn or purged since the index was written are left out and not counted.
    """
    try:
        page = index().search(query, filters=filters or Filters(), **options)
    except IndexOutdated:
        return SearchPage(0, 0.0, notes=(REBUILDING,))
    shown = visible(viewer, (int(hit.series) for hit in page.hits))
    hits = tuple(hit for hit in page.hits if int(hit.series) in shown)
    return replace(page, hits=hits, total=page.total - (len(page.hits) - len(hits)))


def suggest(
    viewer: Viewer, typed: str, *, limit: int = 8, filters: Filters | None = None
) -> list[Suggestion]:
    """Return what to offer while typing, without titles of what is no longer shown."""
    try:
        offers = index().suggest(typed, limit=limit, filters=filters or Filters())
    except IndexOutdated:
        return []
    ids = {offer.key: series_of(offer.key) for offer in offers if offer.key}
    shown = visible(viewer, ids.values()) if ids else set()
    return [offer for offer in offers if not offer.key or ids[offer.key] in shown]


def series_of(key: str) -> int:
    """Return the series id of a record key such as "document:12"."""
    return int(key.rpartition(":")[2])


def all_of(values: Iterable[str]) -> tuple[str, ...]:
    """Return filter values as the engine takes them, without empty ones."""
    return tuple(value for value in values if value)
