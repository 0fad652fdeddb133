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
    FILE_RELEASED = (
        "file_released"  # stored_id: a purged document used it; unused now, it must leave the disk
    )
    CALENDAR_CHANGED = "calendar_changed"  # year


@dataclass(frozen=True)
class Handler:
    """A handler: re-reads state by id, so that repeats and order do not matter.

    `handle` takes a batch of payloads of one event; when it raises, each of them is tried alone, and what fails then later.
    A `last` one is queued behind the other handlers of its event.
    """

    name: str
    handle: Callable[[Sequence[Payload]], None]
    batch: int = 1
    last: bool = False


_handlers: dict[Event, dict[str, Handler]] = defaultdict(dict)


def subscribe(event: Event, handler: Handler) -> None:
    """Register a handler for an event, once per name."""
    _handlers[event][handler.name] = handler


def handlers_of(event: Event) -> list[Handler]:
    """Return the handlers of an event in the order of registration, those that come last at the end."""
    return sorted(_handlers[event].values(), key=lambda handler: handler.last)


def handler_named(event: str, name: str) -> Handler | None:
    """Return a handler by event and name, or None when this installation no longer has it, or no longer knows the event."""
    return _handlers[Event(event)].get(name) if event in set(Event) else None
