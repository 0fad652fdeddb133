"""How a reader wants to see pages: elder mode, contrast, letter size, reading view.

The choice lives in one cookie that names no person. The server writes it into the <html> tag, so the choice
holds without script and from the first paint; the script of the toolbar writes the same cookie. A cache of
pages takes `cache_key_part` into its key.
"""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from django.http import HttpRequest

COOKIE = "tongming_view"
COOKIE_AGE = 365 * 24 * 3600

CHOICES: dict[str, dict[str, str]] = {
    "view": {"": "标准版", "elder": "长辈版"},
    "contrast": {"": "标准对比", "high": "高对比度"},
    "size": {"": "标准字号", "large": "大字", "largest": "特大字"},
    "reading": {"": "完整页面", "on": "阅读版面"},
}


@dataclass(frozen=True)
class Preferences:
    """显示设置: an empty string stands for the standard choice."""

    view: str = ""
    contrast: str = ""
    size: str = ""
    reading: str = ""

    def as_cookie(self) -> str:
        """`view=elder&size=large` in a fixed order; empty when everything is standard."""
        pairs = ((field.name, getattr(self, field.name)) for field in fields(self))
        return "&".join(f"{name}={value}" for name, value in pairs if value)


def from_mapping(values: dict[str, str]) -> Preferences:
    """Preferences from raw values; whatever is not on the list of choices falls back to the standard."""
    known = {name: values.get(name, "") for name in CHOICES}
    return Preferences(**{name: value if value in CHOICES[name] else "" for name, value in known.items()})


def from_request(request: HttpRequest | None) -> Preferences:
    """Preferences of the cookie; standard when there is no request (error page) or no cookie."""
    if request is None:
        return Preferences()
    parts = (part.partition("=") for part in request.COOKIES.get(COOKIE, "").split("&"))
    return from_mapping({name: value for name, _, value in parts})


def cache_key_part(request: HttpRequest) -> str:
    """What a page cache adds to its key, because the page differs by it."""
    return from_request(request).as_cookie()
