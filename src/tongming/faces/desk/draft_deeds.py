"""Deeds on one draft: submit, return, approve, abandon, attach a file. Refusals come back on the draft's page with the reason beside the deed."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.shortcuts import redirect

from tongming.core.files.actions import store
from tongming.core.publications import actions
from tongming.core.publications.models import Draft
from tongming.domains.documents.actions import read_upload
from tongming.errors import UserError
from tongming.faces.desk.base import whole_number
from tongming.faces.desk.draft import DraftPage, draft_of

DONE = {
    "submit": "已送审。",
    "return": "已退回拟稿人。",
    "approve": "已审核通过，等待发布。",
    "abandon": "已作废。",
}


class DraftDeed(DraftPage):
    """办理一份拟稿: one deed named by the form."""

    def get(self, request: HttpRequest, draft_id: int) -> HttpResponse:
        """Deeds are done by POST; an address typed by hand leads to nothing."""
        draft_of(self, draft_id)
        return HttpResponseNotAllowed(["POST"])

    def post(self, request: HttpRequest, draft_id: int) -> HttpResponse:
        """Do the deed, or show the page again with the reason why not and what was typed."""
        draft = draft_of(self, draft_id)
        name, reason = request.POST.get("deed", ""), request.POST.get("reason", "").strip()
        act = self.acts().get(name)
        if act is None:
            return self.page(draft, kept={}, status=422)
        try:
            act(draft, reason)
        except UserError as error:
            return self.page(draft, kept={"deed": name, "reason": reason, "error": str(error)}, status=422)
        self.say(f"《{draft}》{DONE[name]}")
        return (
            redirect("desk:inbox")
            if request.POST.get("back") == "inbox"
            else redirect("desk:draft", draft.pk)
        )

    def acts(self) -> dict[str, Callable[[Draft, str], Any]]:
        """Return the deeds that need nothing but a reason."""
        viewer, now = self.viewer, self.now
        seen = whole_number(self.request.POST.get("revision"))
        return {
            "submit": lambda draft, reason: actions.submit(viewer, draft, reason=reason, now=now),
            "return": lambda draft, reason: actions.return_to_drafter(viewer, draft, reason=reason, now=now),
            "approve": lambda draft, reason: actions.approve(
                viewer, draft, revision=seen, reason=reason, now=now
            ),
            "abandon": lambda draft, reason: actions.abandon(viewer, draft, reason=reason, now=now),
        }


class DraftAttach(DraftPage):
    """添加附件 to a draft; an approval is void then."""

    def get(self, request: HttpRequest, draft_id: int) -> HttpResponse:
        """Files are added by POST."""
        draft_of(self, draft_id)
        return HttpResponseNotAllowed(["POST"])

    def post(self, request: HttpRequest, draft_id: int) -> HttpResponse:
        """Judge and keep the file, then add it."""
        draft = draft_of(self, draft_id)
        upload = request.FILES.get("file")
        if upload is None:
            self.complain("请先选择要添加的文件。")
            return redirect("desk:draft", draft.pk)
        name = upload.name or ""
        try:
            actions.attach(self.viewer, draft, store(read_upload(upload), name, self.now), name, now=self.now)
        except UserError as error:
            self.complain(error)
        else:
            self.say(f"已添加附件“{name}”。")
        return redirect("desk:draft", draft.pk)
