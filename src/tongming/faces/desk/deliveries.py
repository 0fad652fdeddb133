"""Deliveries that were given up after several failures: an administrator reads why and puts them back in the queue."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from tongming.core.events import queries
from tongming.core.events.actions import retry_failed
from tongming.faces.desk.base import DeskView, whole_number


class Deliveries(DeskView):
    """投递失败."""

    template_name = "desk/deliveries.html"
    section = "desk:deliveries"

    def get(self, request: HttpRequest) -> HttpResponse:
        """Show the deliveries that stand still."""
        if not self.viewer.is_administrator:
            return self.refuse("投递由系统管理员处理。")
        return self.show({"page": self.page_of(queries.failed(self.viewer))})

    def post(self, request: HttpRequest) -> HttpResponse:
        """Put the chosen ones back in the queue."""
        if not self.viewer.is_administrator:
            return self.refuse("投递由系统管理员处理。")
        ids = [
            number for text in request.POST.getlist("delivery") if (number := whole_number(text)) is not None
        ]
        count = retry_failed(self.viewer, ids, self.now)
        if count:
            self.say(f"已重新排队{count}条投递。")
        else:
            self.complain("没有选中仍在失败状态的投递。")
        return redirect("desk:deliveries")
