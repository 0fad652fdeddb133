"""Pages of the design system itself: the living style guide and the display settings."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import render
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_GET, require_http_methods

from tongming.core.ui import preferences, samples
from tongming.core.ui.samples import finding
from tongming.core.ui.samples.places import HERE
from tongming.core.ui.tokens import contrast_ratio, read_tokens


@require_GET
def styleguide(request: HttpRequest) -> HttpResponse:
    """样式指南: every component with made-up values and every token with its purpose."""
    tokens = read_tokens()
    paper = next(token.value for token in tokens if token.name == "paper")
    context = {
        **samples.page_values(),
        "colours": [(token, contrast_ratio(token.value, paper)) for token in tokens if token.is_colour],
        "measures": [token for token in tokens if not token.is_colour],
        "text_sizes": [token for token in tokens if token.name.startswith("text-")],
        "query": request.GET,
    }
    return render(request, "ui/styleguide.html", context)


@require_GET
def sample_suggestions(request: HttpRequest) -> JsonResponse:
    """检索建议（演示）: made-up suggestions in the form that every suggestion address answers."""
    words = request.GET.get("q", "").strip()
    found = [text for text in finding.SUGGESTIONS if words and words in text]
    suggestions = [{"text": text, "url": HERE, "kind": "演示"} for text in found]
    return JsonResponse({"suggestions": suggestions})


@require_http_methods(["GET", "HEAD", "POST"])
def display_settings(request: HttpRequest) -> HttpResponse:
    """显示设置: the choices of the toolbar as a plain form, for readers whose browser runs no script."""
    wanted = request.POST.get("next") or request.GET.get("next", "")
    back = (
        wanted if url_has_allowed_host_and_scheme(wanted, {request.get_host()}, request.is_secure()) else "/"
    )
    if request.method == "POST":
        return _remember(preferences.from_mapping(request.POST.dict()), back)
    current = preferences.from_request(request)
    questions = [
        (name, [(value, label, value == getattr(current, name)) for value, label in choices.items()])
        for name, choices in preferences.CHOICES.items()
    ]
    return render(request, "ui/preferences.html", {"questions": questions, "next": back})


def _remember(chosen: preferences.Preferences, back: str) -> HttpResponse:
    """Redirect that stores the choice, or removes the cookie when everything is standard."""
    response = HttpResponseRedirect(back)
    if text := chosen.as_cookie():
        response.set_cookie(preferences.COOKIE, text, max_age=preferences.COOKIE_AGE, samesite="Lax")
    else:
        response.delete_cookie(preferences.COOKIE)
    return response
