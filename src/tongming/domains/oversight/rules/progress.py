"""How a task stands on a day. Overdue is computed, never stored: it changes with the calendar and not with a deed."""

from datetime import date


def is_overdue(state: str, deadline: date | None, today: date) -> bool:
    """Tell whether a confirmed task is past its deadline: from the day after it, until it is found finished."""
    return state == "confirmed" and deadline is not None and deadline < today


def standing(state: str, deadline: date | None, today: date) -> str:
    """Return the state as a reader sees it: overdue, confirmed, finished, proposed or dismissed."""
    return "overdue" if is_overdue(state, deadline, today) else state


def worst(standings: list[str]) -> str:
    """Return the standing that a sentence shows when several tasks rest on it; empty when there is none."""
    order = ("overdue", "confirmed", "proposed", "finished", "dismissed")
    return next((name for name in order if name in standings), "")
