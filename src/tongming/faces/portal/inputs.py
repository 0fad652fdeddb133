"""Reading what stands in an address: every value is bounded and cleaned here, and what cannot be used is said in Chinese."""

import re
from datetime import date

from django.http import QueryDict

from tongming.errors import UserError

LONGEST_TEXT = 200
YEARS = range(
    1900, 3000
)  # what a document of these sites can be dated; also keeps day arithmetic within its bounds
CONTROLS = re.compile(r"[\x00-\x1f\x7f\ud800-\udfff]+")


class BadDay(UserError):
    """A date in an address that is none; the message says how to write it."""


def text(values: QueryDict, name: str, *, longest: int = LONGEST_TEXT) -> str:
    """Return a text of the query string without control characters, cut at `longest` characters."""
    return CONTROLS.sub(" ", values.get(name, "")).strip()[:longest]


def day(values: QueryDict, name: str, label: str) -> date | None:
    """Return a date of the query string, None when there is none; raise `BadDay` when it is no date."""
    written = text(values, name, longest=20)
    if not written:
        return None
    try:
        found = date.fromisoformat(written)
    except ValueError as error:
        raise BadDay(f"{label}“{written}”不是日期，请写成2021-04-09的形式。") from error
    if found.year not in YEARS:
        raise BadDay(f"{label}“{written}”超出范围，请写{YEARS[0]}年以后的日期。")
    return found


def page_number(values: QueryDict) -> int:
    """Return the page asked for, counted from 1; what is no such number is page 1."""
    written = text(values, "page", longest=9)
    return max(1, int(written)) if re.fullmatch(r"[0-9]{1,9}", written) else 1
