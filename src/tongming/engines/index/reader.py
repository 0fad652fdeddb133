"""One consistent view of the index: searching, facets, paging.

A page takes two passes: the best hits (score × `rank`, or by date), and one aggregation for total and facets together. A
facet that is itself filtered is counted with the other filters only, so that a second value can be ticked beside
the first ("multi-select"). Offsets are bounded: nobody reads the ten thousandth result, and finding it costs.
"""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import fields, replace
from datetime import date
from functools import lru_cache, partial
from operator import itemgetter
from typing import TYPE_CHECKING, Any

import tantivy
from tantivy import Occur, Query

from . import language, snippets, spelling, suggesting
from .planning import Plan, Planner
from .records import FACETS, Filters, Hit, SearchPage, Sort, Suggestion
from .schema import NO_DAY, as_day, read_meta
from .texts import StoredText

if TYPE_CHECKING:
    from .texts import TextReader

MAX_OFFSET = 10_000
MAX_LIMIT = 100
FACET_VALUES = 200
PLANS = 256  # understood queries that are kept
_LAST_DAY = 99_991_231
_NOTHING = Filters()
_TOTAL: dict[str, Any] = {"total": {"value_count": {"field": "day"}}}
_RELAXED = "同时包含全部词语的结果很少，以下也列出只包含其中一部分的结果。"
_TOO_FAR = f"结果只能翻到第{MAX_OFFSET}条，请缩小范围。"
Ranked = tuple[Any, tantivy.DocAddress]


class Reader:
    """A view of one commit; it never changes, and any number of threads may use it."""

    def __init__(self, index: tantivy.Index, texts: TextReader) -> None:
        self.schema = index.schema
        self.searcher = index.searcher()
        self.planner = Planner(self.schema, self.searcher)
        self._texts = texts
        # The second page, a ticked facet, another order: the same words are asked for again and again.
        self._understood = lru_cache(maxsize=PLANS)(partial(_understand, self.planner))

    @property
    def count(self) -> int:
        """How many records there are."""
        return int(self.searcher.num_docs)

    # --- searching

    def search(  # noqa: PLR0913 - keyword options of one page
        self,
        query: str,
        *,
        filters: Filters = _NOTHING,
        sort: Sort = "relevance",
        offset: int = 0,
        limit: int = 10,
        facets: Sequence[str] = FACETS,
        correct: bool = True,
    ) -> SearchPage:
        """One page of results; `correct` asks for a better spelling when little is found."""
        began = time.perf_counter()
        parsed, plan, needles = self._understood(query)
        chosen, found = self._best(plan, filters, _order(sort, parsed.tree), *_page(offset, limit))
        notes = [*parsed.notes, *plan.notes]
        if chosen is not plan.query:
            notes.append(_RELAXED)
        if offset > MAX_OFFSET:
            notes.append(_TOO_FAR)
        total, counted = self._facets(chosen, filters, facets)
        proposal = spelling.propose(self, parsed.tree, total, filters) if correct else None
        hits = self._hits(found, needles)
        took = (time.perf_counter() - began) * 1000
        return SearchPage(total, took, hits, counted, proposal, tuple(notes))

    def search_keys(
        self,
        query: str,
        *,
        filters: Filters = _NOTHING,
        sort: Sort = "relevance",
        offset: int = 0,
        limit: int = 10,
    ) -> list[str]:
        """The keys of one page of results and nothing else."""
        parsed, plan, _ = self._understood(query)
        _, found = self._best(plan, filters, _order(sort, parsed.tree), *_page(offset, limit))
        return [self.meta(address)[0] for _, address in found]

    def total(self, tree: language.Node | None, filters: Filters = _NOTHING) -> int:
        """How many records a query finds."""
        return self._count(self.filtered(self.planner.plan(tree).query, filters))

    def suggest(self, typed: str, *, limit: int = 8, filters: Filters = _NOTHING) -> list[Suggestion]:
        """Titles, numbers and phrases to offer for what has been typed so far."""
        return suggesting.suggest(self, typed, limit, filters)

    def filtered(self, query: Query, filters: Filters) -> Query:
        """The query with the conditions of the filters, which do not touch the score."""
        if filters == _NOTHING:
            return query
        conditions = self._conditions(filters)
        silent = [(Occur.Must, Query.const_score_query(condition, 0.0)) for condition in conditions]
        return Query.boolean_query([(Occur.Must, query), *silent])

    def _conditions(self, filters: Filters) -> list[Query]:
        conditions: list[Query] = []
        for field in fields(Filters):
            values = getattr(filters, field.name)
            if values and not field.name.startswith("date_"):
                terms = [(Occur.Should, self.planner.term(field.name, str(value))) for value in values]
                conditions.append(terms[0][1] if len(terms) == 1 else Query.boolean_query(terms))
        if filters.date_from or filters.date_to:
            low = as_day(filters.date_from) or NO_DAY + 1
            high = as_day(filters.date_to) or _LAST_DAY
            conditions.append(Query.range_query(self.schema, "day", tantivy.FieldType.Unsigned, low, high))
        return conditions

    def _best(
        self, plan: Plan, filters: Filters, sort: Sort, offset: int, limit: int
    ) -> tuple[Query, list[Ranked]]:
        """The query that is used, and one page of it: the relaxed one where the strict one finds too little.

        Filters play no part in the choice: ticking one must not change what the words mean.
        """
        asked = self.filtered(plan.query, filters)
        if plan.relax is None:
            return plan.query, self._top(asked, sort, offset, limit)[1]
        strict, found = self._top(asked, sort, offset, limit, counted=True)
        if filters != _NOTHING or limit == 0:
            strict = self._count(plan.query)
        if strict >= plan.enough:
            return plan.query, found
        relaxed = plan.relax()
        return relaxed, self._top(self.filtered(relaxed, filters), sort, offset, limit)[1]

    def _top(
        self, query: Query, sort: Sort, offset: int, limit: int, *, counted: bool = False
    ) -> tuple[int, list[Ranked]]:
        """One page of a query, and how many records it finds if that is asked for."""
        if limit == 0:
            return 0, []
        if sort == "relevance":
            options: dict[str, Any] = {"weight_by_field": "rank"}
        elif sort == "newest":
            options = {"order_by_field": "day"}
        else:
            options = {"order_by_field": "day_or_last", "order": tantivy.Order.Asc}
        result: Any = self.searcher.search(query, limit, count=counted, offset=offset, **options)
        return (int(result.count) if counted else 0), list(result.hits)

    def _count(self, query: Query) -> int:
        return int(self.searcher.aggregate(query, _TOTAL)["total"]["value"])

    def _facets(
        self, query: Query, filters: Filters, names: Sequence[str]
    ) -> tuple[int, dict[str, list[tuple[str, int]]]]:
        """Total and facets; one pass, and one more for each facet that is itself filtered."""
        free = [name for name in names if not getattr(filters, name)]
        wanted = {name: _terms(name) for name in free}
        answer = self.searcher.aggregate(self.filtered(query, filters), wanted | _TOTAL)
        total = int(answer.pop("total")["value"])
        for name in set(names).difference(free):
            others = self.filtered(query, _without(filters, name))
            answer |= self.searcher.aggregate(others, {name: _terms(name)})
        return total, {name: _buckets(answer[name]) for name in names}

    # --- results

    def meta(self, address: tantivy.DocAddress) -> list[Any]:
        """The stored row of a record, see `schema`."""
        return read_meta(self.searcher.doc(address))

    def _hits(self, found: list[Ranked], needles: snippets.Needles) -> tuple[Hit, ...]:
        return tuple(self._hit(self.meta(address), needles, float(score or 0)) for score, address in found)

    def _hit(self, meta: list[Any], needles: snippets.Needles, score: float) -> Hit:
        key, kind, series, title, url, doc_number, issuer, day, validity, place = meta
        return Hit(
            key=key,
            kind=kind,
            series=series,
            title=title,
            title_segments=snippets.mark(title, needles),
            url=url,
            doc_number=doc_number,
            issuer=issuer,
            date=date.fromisoformat(day) if day else None,
            validity=validity,
            snippet_segments=snippets.snippet(StoredText(self._texts.read(place)), needles),
            score=score,
        )


def _understand(planner: Planner, query: str) -> tuple[language.Parsed, Plan, snippets.Needles]:
    """A query read, planned, and what its results are marked with."""
    parsed = language.parse(query)
    plan = planner.plan(parsed.tree)
    return parsed, plan, snippets.Needles(plan.marks)


def _without(filters: Filters, name: str) -> Filters:
    others: dict[str, Any] = {name: ()}
    return replace(filters, **others)


def _order(sort: Sort, tree: language.Node | None) -> Sort:
    """An empty query has no relevance; the newest come first."""
    return "newest" if tree is None and sort == "relevance" else sort


def _page(offset: int, limit: int) -> tuple[int, int]:
    return min(max(offset, 0), MAX_OFFSET), min(max(limit, 0), MAX_LIMIT)


def _terms(name: str) -> dict[str, Any]:
    return {"terms": {"field": name, "size": FACET_VALUES}}


def _buckets(answer: dict[str, Any]) -> list[tuple[str, int]]:
    pairs = sorted([(bucket["key"], bucket["doc_count"]) for bucket in answer["buckets"]])
    pairs.sort(key=itemgetter(1), reverse=True)
    return pairs
