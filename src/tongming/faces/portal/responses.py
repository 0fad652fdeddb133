"""How public pages answer: cacheable, with an ETag, without any sign-in state; bad input gets a page that says what to mend."""

import hashlib
from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.utils.cache import get_conditional_response, patch_cache_control, patch_vary_headers
from django.utils.http import quote_etag
from django.views.decorators.http import require_safe

PAGE_SECONDS = 60
"""How long a shared cache may keep a page: a withdrawal or purge is seen everywhere after that time at the latest."""

View = Callable[..., HttpResponseBase]


def public_page(view: View) -> View:
    """Make a view answer GET and HEAD only, with ETag and cache headers; an unchanged page is answered 304.

    Pages differ by the display choices of the reader, which are in a cookie.
    """

    @require_safe
    @wraps(view)
    def answer(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        response = view(request, *args, **kwargs)
        patch_vary_headers(response, ["Cookie"])
        patch_cache_control(response, public=True, max_age=PAGE_SECONDS)
        if not isinstance(response, HttpResponse) or response.status_code != 200:
            return response
        etag = quote_etag(hashlib.sha256(response.content).hexdigest()[:32])
        response.headers["ETag"] = etag
        conditional = get_conditional_response(request, etag=etag, response=response)
        return conditional if conditional is not None else response

    return answer


def bad_input(request: HttpRequest, message: str, *, status: int = 400) -> HttpResponse:
    """Return a page that says in Chinese what of the address cannot be used, and where to go on."""
    return render(request, "portal/message.html", {"message": message}, status=status)
