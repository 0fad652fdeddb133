"""The base of every desk screen: nobody sees one without signing in, and nothing of the desk is kept by a cache.

A screen is a subclass of `DeskView`; the walk in `tests/test_permissions.py` refuses any address of the desk that is not, so that a new
screen cannot forget the gate. Which rows a person sees is decided by the queries, which take `self.viewer`.
"""

from datetime import date, datetime
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.core.paginator import Page, Paginator
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render, resolve_url
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.views import View

from tongming.core.accounts.models import Role
from tongming.core.accounts.viewers import Viewer
from tongming.core.clock.queries import calendar
from tongming.core.organizations.queries import site_for
from tongming.core.ui.pieces import Link
from tongming.engines.calendar import WorkingCalendar
from tongming.errors import UserError

SAFE_METHODS = {"GET", "HEAD", "OPTIONS"}


class DeskView(View):
    """Base of all desk screens. Deny by default: the public is sent to the sign-in page."""

    template_name = ""
    section = ""  # url name of the entry in the bar that is marked as current

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Let only signed-in persons through."""
        self.viewer: Viewer = request.viewer  # type: ignore[attr-defined]
        if self.viewer.is_public:
            back = request.get_full_path() if request.method in SAFE_METHODS else reverse("desk:inbox")
            return redirect_to_login(back, resolve_url(settings.LOGIN_URL))
        response = super().dispatch(request, *args, **kwargs)
        response["Cache-Control"] = "no-store"
        return response

    @property
    def now(self) -> datetime:
        """Return the moment of this request."""
        return timezone.now()

    @cached_property
    def working(self) -> WorkingCalendar:
        """Return the working calendar, read once for a page."""
        return calendar()

    @property
    def today(self) -> date:
        """Return the day on which the viewer looks."""
        return self.viewer.on

    def show(self, context: dict[str, Any], *, template: str = "", status: int = 200) -> HttpResponse:
        """Render a page of the desk."""
        frame = {"desk_navigation": navigation(self.viewer, self.section), "viewer": self.viewer}
        site = site_for(self.request.get_host())
        return render(
            self.request,
            template or self.template_name,
            {**frame, "site": site, "today": self.today, **context},
            status=status,
        )

    def refuse(self, message: str, *, title: str = "现在不能办理") -> HttpResponse:
        """Answer 403 with the reason and what to do, in the frame of the desk."""
        return self.show({"title": title, "message": message}, template="desk/refused.html", status=403)

    def say(self, text: str) -> None:
        """Say on the next page that something was done."""
        messages.success(self.request, text)

    def complain(self, error: UserError | str) -> None:
        """Say on the next page what went wrong."""
        messages.error(self.request, str(error))

    def page_of(self, rows: QuerySet[Any] | list[Any], parameter: str = "page") -> Page[Any]:
        """Return the page of a list that the address names."""
        return Paginator(rows, settings.PAGE_SIZE).get_page(self.request.GET.get(parameter))


def found(row: Any) -> Any:
    """Return a row that a query gave, or answer 404: a row of another body is not known to exist."""
    if row is None:
        raise Http404
    return row


def whole_number(text: str | None) -> int | None:
    """Return the number an address or form names, or None when it is none that a row could have."""
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 19 else None


def navigation(viewer: Viewer, section: str) -> list[Link]:
    """Return the entries of the bar that a viewer has a use for."""
    entries = [("待办", "desk:inbox")]
    if viewer.organizations(Role.DRAFTER):
        entries.append(("收件起草", "desk:upload"))
    entries += [
        ("拟稿", "desk:drafts"),
        ("已发布", "desk:published"),
        ("台账", "desk:ledger"),
        ("办理痕迹", "desk:history"),
    ]
    if viewer.is_administrator:
        entries += [("投递", "desk:deliveries"), ("主数据", "admin:index")]
    return [Link(label, reverse(name), current=name == section) for label, name in entries]
