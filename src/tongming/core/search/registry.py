"""Which kinds of publications are searchable, and how each becomes records. Domains register in `AppConfig.ready()`."""

from collections.abc import Callable, Iterable
from typing import Any

from tongming.engines.index import SearchRecord

Builder = Callable[[Iterable[Any]], Iterable[SearchRecord]]
_builders: dict[str, Builder] = {}


def register(kind: str, builder: Builder) -> None:
    """Register the builder of a kind: it takes series rows (joined with their words) and yields their records."""
    _builders[kind] = builder


def builders() -> dict[str, Builder]:
    """Return all builders by kind."""
    return dict(_builders)
