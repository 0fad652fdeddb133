"""One list for the library and for search: what an address asks for, the conditions for the index, and the values to display."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from math import ceil
from typing import Literal, cast

from django.conf import settings
from django.http import QueryDict
from django.urls import reverse
from django.utils.http import urlencode

from tongming.core.accounts.viewers import Viewer
from tongming.core.publications.models import Validity
from tongming.core.search import queries as index
from tongming.core.ui.links import with_parameter, without_parameter
from tongming.core.ui.pieces import FacetGroup, FacetValue, Link, ResultRow
from tongming.engines.index import Filters, Hit, SearchPage
from tongming.faces.portal import inputs

FACETS = {"validity": "有效性", "kind": "类别", "issuer": "发文机关", "theme": "主题", "year": "年份"}
HIDDEN = {"subtheme": "主题子类", "organization": "公开机构"}
SORTS: dict[str, str] = {"relevance": "按相关度", "newest": "新的在前", "oldest": "旧的在前"}
ANY = "all"
VALUES_SHOWN = 12
FARTHEST = 10_000  # rows into a list; whoever wants more narrows the conditions
NO_BODY = ("0",)  # the scope of a site whose bodies have published nothing
Sort = Literal["relevance", "newest", "oldest"]


@dataclass(frozen=True)
class Asked:
    """What an address asks a list for. `given` keeps the query string, `defaults` are conditions that hold unless changed."""

    given: QueryDict
    query: str
    chosen: Mapping[str, str]
    defaults: Mapping[str, str]
    sort: Sort
    page: int
    date_from: date | None = None
    date_to: date | None = None
    notes: tuple[str, ...] = field(default=())

    @property
    def offset(self) -> int:
        """Return how many rows stand before the page."""
        return (self.page - 1) * size()

    @property
    def narrowed(self) -> bool:
        """Tell whether any condition besides the query is set."""
        return bool(self.chosen or self.date_from or self.date_to)


def size() -> int:
    """Return the rows of one page."""
    rows: int = settings.PAGE_SIZE
    return rows


def read(given: QueryDict, *, sort: Sort, defaults: Mapping[str, str] | None = None) -> Asked:
    """Read an address; what cannot be used is left out and said in `notes`, never an error."""
    notes: list[str] = []
    start, end = (
        _day(given, name, label, notes) for name, label in (("from", "开始日期"), ("to", "结束日期"))
    )
    if start and end and start > end:
        start, end = end, start
        notes.append("开始日期晚于结束日期，已对调。")
    if len(given.get("q", "")) > inputs.LONGEST_TEXT:
        notes.append(f"检索词超过{inputs.LONGEST_TEXT}字，只用了前{inputs.LONGEST_TEXT}字。")
    wanted = inputs.text(given, "sort", longest=10)
    return Asked(
        given=given,
        query=inputs.text(given, "q"),
        chosen=_chosen(given, defaults or {}, notes),
        defaults=defaults or {},
        sort=cast("Sort", wanted if wanted in SORTS else sort),
        page=min(inputs.page_number(given), FARTHEST // size()),
        date_from=start,
        date_to=end,
        notes=tuple(notes),
    )


def _day(given: QueryDict, name: str, label: str, notes: list[str]) -> date | None:
    try:
        return inputs.day(given, name, label)
    except inputs.BadDay as problem:
        notes.append(f"{problem}这个条件没有使用。")
        return None


def _chosen(given: QueryDict, defaults: Mapping[str, str], notes: list[str]) -> dict[str, str]:
    """Return the conditions that hold: those given, else the defaults; the word `all` lifts a default."""
    chosen: dict[str, str] = {}
    for name in [*FACETS, *HIDDEN]:
        value = inputs.text(given, name, longest=120) or defaults.get(name, "")
        if not value or value == ANY:
            continue
        if name in {"year", "organization"} and not (value.isascii() and value.isdigit() and len(value) < 10):
            notes.append(f"{(FACETS | HIDDEN)[name]}“{value}”应为数字，这个条件没有使用。")
            continue
        chosen[name] = value
    return chosen


def filters(asked: Asked, bodies: Iterable[int] | None) -> Filters:
    """Return the conditions for the index; a site shows only its own bodies, whatever the address asks for."""
    values = {name: (value,) for name, value in asked.chosen.items() if name not in {"year", "organization"}}
    years = (int(asked.chosen["year"]),) if "year" in asked.chosen else ()
    ids = None if bodies is None else {str(pk) for pk in bodies}
    if organization := asked.chosen.get("organization"):
        ids = {str(int(organization))} if ids is None else ids & {str(int(organization))}
    scope = () if ids is None else tuple(sorted(ids)) or NO_BODY
    return Filters(**values, year=years, issuer_id=scope, date_from=asked.date_from, date_to=asked.date_to)


def ask(viewer: Viewer, asked: Asked, bodies: Iterable[int] | None) -> SearchPage:
    """Ask the index for the page."""
    return index.search(
        viewer,
        asked.query,
        filters=filters(asked, bodies),
        sort=asked.sort,
        offset=asked.offset,
        limit=size(),
    )


def is_unavailable(page: SearchPage) -> bool:
    """Tell whether the index could not be asked at all, so that "nothing found" would be untrue."""
    return index.REBUILDING in page.notes


def pages(total: int) -> int:
    """Return how many pages can be turned."""
    return max(1, min(ceil(total / size()), FARTHEST // size()))


def facet_groups(asked: Asked, counts: Mapping[str, Iterable[tuple[str, int]]]) -> list[FacetGroup]:
    """Return the facets: values that hold link to the list without them, the others to the list narrowed by them."""
    groups = [_group(asked, name, label, counts.get(name, ())) for name, label in FACETS.items()]
    hidden = [
        FacetGroup(label, (FacetValue(asked.chosen[name], _without(asked, name), active=True),))
        for name, label in HIDDEN.items()
        if name in asked.chosen and name != "organization"
    ]
    dates = [
        FacetGroup(
            "成文日期", (FacetValue(f"{word} {value.isoformat()}", _without(asked, name), active=True),)
        )
        for name, word, value in (("from", "不早于", asked.date_from), ("to", "不晚于", asked.date_to))
        if value
    ]
    return [group for group in [*groups, *hidden, *dates] if group.values]


def _group(asked: Asked, name: str, label: str, counts: Iterable[tuple[str, int]]) -> FacetGroup:
    known = dict(counts)
    chosen = asked.chosen.get(name)
    values = [
        FacetValue(value, with_parameter(asked.given, name, value), count)
        for value, count in _ordered(name, known)[:VALUES_SHOWN]
        if value and value != chosen
    ]
    if len(values) == 1 and not chosen and name == "kind":
        values = []  # one kind only: nothing to choose
    if chosen:
        values.insert(0, FacetValue(chosen, _without(asked, name), known.get(chosen), active=True))
    return FacetGroup(label, values)


def _ordered(name: str, known: Mapping[str, int]) -> list[tuple[str, int]]:
    """Return values in the order in which a reader looks for them: years from the newest, states as a text passes them."""
    if name == "year":
        return sorted(known.items(), reverse=True)
    if name == "validity":
        order = [str(label) for label in Validity.labels]
        return sorted(
            known.items(), key=lambda pair: order.index(pair[0]) if pair[0] in order else len(order)
        )
    return list(known.items())


def _without(asked: Asked, name: str) -> str:
    """Return the address without a condition; one that holds by default is lifted by name."""
    if name in asked.defaults:
        return with_parameter(asked.given, name, ANY)
    return without_parameter(asked.given, name)


def sort_links(asked: Asked) -> list[Link]:
    """Return the orders to choose from; without words there is no relevance."""
    names = [name for name in SORTS if asked.query or name != "relevance"]
    return [
        Link(SORTS[name], with_parameter(asked.given, "sort", name), current=name == asked.sort)
        for name in names
    ]


def row_of(hit: Hit) -> ResultRow:
    """Return a hit as a row of the list; what no longer holds says so in words too."""
    ended = hit.validity in {Validity.REPEALED.label, Validity.EXPIRED.label}
    return ResultRow(
        url=hit.url,
        title=hit.title_segments,
        issuer=hit.issuer,
        number=hit.doc_number or "",
        date=hit.date,
        validity=hit.validity,
        snippet=hit.snippet_segments,
        note="已不再作为办理依据，仅供查阅。" if ended else "",
    )


def state_url(state: str) -> str:
    """Return the library narrowed to one validity."""
    return f"{reverse('portal:document_list')}?{urlencode({'validity': state})}"


def kept_fields(asked: Asked, *leave_out: str) -> list[tuple[str, str]]:
    """Return what a form on the page must send along so that the other conditions stay."""
    return [
        (name, str(value))
        for name, value in asked.given.items()
        if name not in {"page", *leave_out} and value
    ]
