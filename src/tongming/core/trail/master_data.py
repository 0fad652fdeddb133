"""The administration of master data (主数据): bodies, sites, accounts, roles, days off. No domain row is reachable here.

Who may enter is decided by the viewer's posts on the day, not by a flag of the account. Sign-in, sign-out and change of password are those of
the desk, so that lock-out and rules are the same. Every change is a deed in the trail.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from django.contrib.admin import AdminSite
from django.contrib.auth import logout
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.shortcuts import redirect
from django.utils import timezone

from tongming.core.accounts.viewers import Viewer
from tongming.core.trail.actions import deed


def viewer_of_request(request: HttpRequest) -> Viewer:
    """Return the viewer that the middleware put on the request."""
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    return viewer


class MasterDataSite(AdminSite):
    """主数据管理."""

    site_header = "通明 · 主数据管理"
    site_title = "主数据管理"
    index_title = "组织机构、站点、账号与任职、工作日历"
    site_url = "/desk/"
    empty_value_display = "—"

    def has_permission(self, request: HttpRequest) -> bool:
        """Let administrators in, as their posts of today say."""
        viewer = viewer_of_request(request)
        return not viewer.is_public and viewer.is_administrator

    def login(self, request: HttpRequest, extra_context: Any = None) -> HttpResponse:
        """Send the public to the desk's sign-in page; whoever is signed in without the role gets 403, not a loop."""
        del extra_context
        if self.has_permission(request):
            return redirect("admin:index")
        if not viewer_of_request(request).is_public:
            raise PermissionDenied
        return redirect_to_login(request.GET.get("next") or "/admin/", "desk:sign_in")

    def logout(self, request: HttpRequest, extra_context: Any = None) -> HttpResponse:  # type: ignore[override]
        """End the session, by POST only."""
        del extra_context
        if request.method != "POST":
            return HttpResponseNotAllowed(["POST"])
        logout(request)
        return redirect("desk:sign_in")

    def password_change(self, request: HttpRequest, extra_context: Any = None) -> HttpResponse:  # type: ignore[override]
        """Change of the own password stands on the desk."""
        del request, extra_context
        return redirect("desk:password")

    @contextmanager
    def recorded(self, request: HttpRequest) -> Iterator[None]:
        """Open the deed of one change; what `record` notes meanwhile is written with it."""
        with deed(viewer_of_request(request), timezone.now()) as note:
            request.note = note  # type: ignore[attr-defined]
            yield

    @staticmethod
    def record(request: HttpRequest, name: str, subject: Any, fields: list[str]) -> None:
        """Note which fields of a row were changed; values are left out, since some are personal."""
        note: Callable[..., None] = request.note  # type: ignore[attr-defined]
        body = (
            subject.pk
            if subject._meta.model_name == "organization"
            else getattr(subject, "organization_id", None)
        )
        note(name, subject, organization_id=body, fields=fields)
