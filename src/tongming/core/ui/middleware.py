"""Refuses a request that carries a NUL character: no reader types one, and no database takes it.

Whatever a page does with its parameters, on every face, it never meets one. Files are not looked into.
"""

from collections.abc import Callable
from typing import Any

from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponse

NUL = "\x00"


class NoNulMiddleware:
    """Answers 400 to a path, query string or form field with a NUL."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Go on; the form is looked at in `process_view`, after the CSRF check has been given its chance to refuse it."""
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: Any, args: Any, kwargs: Any) -> None:
        """Refuse the request before its view sees it."""
        del view, args, kwargs
        given = [request.path, *_words(request.GET), *_words(request.POST)]
        if any(NUL in word for word in given):
            raise BadRequest("a NUL character in the request")


def _words(values: Any) -> list[str]:
    """Return the names and values of a query string or form."""
    return [word for name, written in values.lists() for word in (name, *written)]
