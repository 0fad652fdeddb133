"""Puts the viewer on the request; pages of the public site stay free of sign-in state so that they can be cached."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.functional import SimpleLazyObject

from tongming.core.accounts.models import User
from tongming.core.accounts.viewers import Viewer, public, viewer_of

STAFF_PREFIXES = ("/desk/", "/admin/")


class ViewerMiddleware:
    """Gives every request a `viewer`: the signed-in person at the desk, the public everywhere else."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Attach the viewer and go on."""
        request.viewer = SimpleLazyObject(lambda: self.viewer(request))  # type: ignore[attr-defined]
        return self.get_response(request)

    @staticmethod
    def viewer(request: HttpRequest) -> Viewer:
        """Return the viewer of a request on today's date."""
        today = timezone.localdate()
        if not request.path.startswith(STAFF_PREFIXES):
            return public(today)
        user = request.user
        return viewer_of(user, today) if isinstance(user, User) else public(today)
