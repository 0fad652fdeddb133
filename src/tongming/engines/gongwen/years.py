"""The year a document speaks of, for deadlines printed without one."""

from __future__ import annotations

import datetime as dt
import re

_YEAR = re.compile(r"(?<!\d)((?:19|20)\d{2})\s*年(?:度)?")
# 2021—2023年 is a span of years, and names none of them.
_SPAN = re.compile(r"(?:19|20)\d{2}\s*年?\s*[-－—–~～至到]+\s*(?:19|20)?\d{2}\s*年")
_OF_NUMBER = re.compile(r"[〔\[（(]((?:19|20)\d{2})[〕\]）)]")


def year_of(title: str | None, date: dt.date | None, number: str | None) -> int | None:
    """The one year in the title, else that of the document's number, else of its date; None when unknown."""
    named = set(_YEAR.findall(_SPAN.sub("", title or "")))
    if len(named) == 1:
        return int(named.pop())
    if match := _OF_NUMBER.search(number or ""):
        return int(match[1])
    return date.year if date else None
