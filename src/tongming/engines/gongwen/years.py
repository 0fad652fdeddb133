"""The year a document speaks of, for deadlines printed without one."""

from __future__ import annotations

import datetime as dt
import re


def year_of(title: str | None, date: dt.date | None, number: str | None) -> int | None:
    """The one year in the title, else the year of the document's date, else that of its number; None when unknown."""
    named = set(re.findall(r"((?:19|20)\d{2})\s*年", title or ""))
    if len(named) == 1:
        return int(named.pop())
    if date:
        return date.year
    match = re.search(r"〔((?:19|20)\d{2})〕", number or "")
    return int(match[1]) if match else None
