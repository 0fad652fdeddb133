"""Kinds of publications. A domain registers its kinds in `AppConfig.ready()`; core knows nothing else of them."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Kind:
    """A kind of publication: its Chinese label and the pattern of its stable public address."""

    name: str
    label: str
    address: str  # "/documents/{id}/"


_kinds: dict[str, Kind] = {}


def register(kind: Kind) -> None:
    """Register a kind once per name."""
    _kinds[kind.name] = kind


def label(name: str) -> str:
    """Return the Chinese label of a kind."""
    return _kinds[name].label


def address(name: str, series_id: int) -> str:
    """Return the stable address of a series on the public site."""
    return _kinds[name].address.format(id=series_id)


def labels() -> dict[str, str]:
    """Return all kinds with their labels."""
    return {kind.name: kind.label for kind in _kinds.values()}
