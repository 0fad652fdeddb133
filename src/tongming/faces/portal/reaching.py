"""Reaching a document by its address: 404 where there is none, 410 where its words were purged."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from tongming.core.publications.models import Series
from tongming.domains.documents import queries as documents
from tongming.faces.portal import sites


def with_document(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Give a view the published document of `series_id` instead of its number."""

    @wraps(view)
    def answer(request: HttpRequest, series_id: int, **kwargs: Any) -> HttpResponse:
        series = documents.document(sites.viewer_of_request(request), series_id)
        if series is None or series.current is None:
            raise Http404
        return gone(request, series) if series.purged else view(request, series, **kwargs)

    return answer


def gone(request: HttpRequest, series: Series) -> HttpResponse:
    """Answer for a purged document: ground and day, none of its words."""
    purge = getattr(series.current, "purge", None)
    context = {
        "series": series,
        "ground": purge.get_ground_display() if purge else "",
        "at": purge.purged_at if purge else None,
    }
    return render(request, "portal/document_purged.html", context, status=410)
