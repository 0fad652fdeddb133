"""What goes into the index and what comes out: frozen values, free of any database.

A `SearchRecord` is one immutable snapshot of a publication or of anything else the public may find. Deleting is
by `series`, so that a series can carry several records (a document and its interpretation, say).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from datetime import date

Sort = Literal["relevance", "newest", "oldest"]
Segment = tuple[str, bool]
FACETS = ("kind", "issuer", "theme", "year", "validity")


@dataclass(frozen=True, slots=True)
class SearchRecord:
    """检索记录: one row of the index.

    `key` is unique ("kind:series id"); `doc_number` is as printed or None; `numbers` are further numbers under which
    the record must be found first (the index number, a former number); `weight` multiplies the score (1.0 is usual).
    """

    key: str
    series: str
    kind: str
    title: str
    url: str = ""
    doc_number: str | None = None
    numbers: tuple[str, ...] = ()
    issuer: str = ""
    issuer_id: str = ""
    theme: str = ""
    subtheme: str = ""
    date: date | None = None
    year: int | None = None
    validity: str = ""
    text: str = ""
    keywords: tuple[str, ...] = ()
    sites: tuple[str, ...] = ()
    weight: float = 1.0


@dataclass(frozen=True, slots=True)
class Filters:
    """Conditions besides the query. Several values of one field mean "any of them"; empty means "all"."""

    kind: tuple[str, ...] = ()
    validity: tuple[str, ...] = ()
    theme: tuple[str, ...] = ()
    subtheme: tuple[str, ...] = ()
    issuer: tuple[str, ...] = ()
    issuer_id: tuple[str, ...] = ()
    year: tuple[int, ...] = ()
    site: tuple[str, ...] = ()
    series: tuple[str, ...] = ()
    date_from: date | None = None
    date_to: date | None = None


@dataclass(frozen=True, slots=True)
class Hit:
    """One result. `title_segments` and `snippet_segments` are (text, is a hit) pieces whose texts join to the whole."""

    key: str
    kind: str
    series: str
    title: str
    title_segments: tuple[Segment, ...]
    url: str
    doc_number: str | None
    issuer: str
    date: date | None
    validity: str
    snippet_segments: tuple[Segment, ...]
    score: float


@dataclass(frozen=True, slots=True)
class SearchPage:
    """One page of results with the facets of the whole result set.

    `facets` maps the name to (value, count) pairs, most frequent first; `did_you_mean` is a better query or None;
    `notes` are Chinese sentences saying how a malformed query was read.
    """

    total: int
    took_ms: float
    hits: tuple[Hit, ...] = ()
    facets: dict[str, list[tuple[str, int]]] = field(default_factory=dict)
    did_you_mean: str | None = None
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Suggestion:
    """One line offered while typing: `kind` is "title", "number" or "phrase"; key and url are empty for a phrase."""

    text: str
    kind: str
    key: str = ""
    url: str = ""
