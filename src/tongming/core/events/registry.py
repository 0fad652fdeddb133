"""Which events there are (payloads hold ids only) and who handles them. Domains subscribe in `AppConfig.ready()`."""

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum

Payload = dict[str, int]


class Event(StrEnum):
    """Everything that may happen, with the ids its payload carries."""

    SERIES_CHANGED = "series_changed"  # series_id: published, stated, withdrawn
    SERIES_PURGED = "series_purged"  # series_id, purge_id: the words must leave every store
    CALENDAR_CHANGED = "calendar_changed"  # year


@dataclass(frozen=True)
class Handler:
    """A handler: re-reads state by id, so that repeats and order do not matter.

    `handle` takes a batch of payloads of one event; when it raises, the whole batch is tried again later.
    """

    name: str
    handle: Callable[[Sequence[Payload]], None]
    batch: int = 1


_handlers: dict[Event, dict[str, Handler]] = defaultdict(dict)


def subscribe(event: Event, handler: Handler) -> None:
    """Register a handler for an event, once per name."""
    _handlers[event][handler.name] = handler


def handlers_of(event: Event) -> list[Handler]:
    """Return the handlers of an event in the order of registration."""
    return list(_handlers[event].values())


def handler_named(event: str, name: str) -> Handler | None:
    """Return a handler by event and name, or None when this installation no longer has it."""
    return _handlers[Event(event)].get(name)
