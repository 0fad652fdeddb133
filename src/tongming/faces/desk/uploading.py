"""Receipt of documents (收件起草): files are dropped or text is pasted, and each becomes a draft with proposed metadata."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from tongming.core.accounts.models import Role
from tongming.core.files.sandbox import Sandbox
from tongming.core.organizations.models import Organization
from tongming.domains.documents.actions import Received, receive_files, receive_text
from tongming.errors import UserError
from tongming.faces.desk.base import DeskView

MOST_FILES = 50
ACCEPTED = ".txt,.md,.html,.htm"


class FilesInput(forms.ClearableFileInput):
    """A file input that takes several files."""

    allow_multiple_selected = True


class FilesField(forms.FileField):
    """Several files at once; the value is a list, empty when none was given."""

    widget = FilesInput(attrs={"accept": ACCEPTED})

    def clean(self, data: Any, initial: Any = None) -> list[UploadedFile]:
        """Judge each file as Django judges one: a name is there, the name is not too long."""
        given = data if isinstance(data, (list, tuple)) else [data] if data else []
        if len(given) > MOST_FILES:
            raise forms.ValidationError(f"一次最多{MOST_FILES}份文件，请分批上传。")
        return [super(FilesField, self).clean(one, initial) for one in given]


class UploadForm(forms.Form):
    """收件: the body whose document it is, and files or text."""

    organization = forms.ChoiceField(label="公开机构", error_messages={"required": "请选择公开机构。"})
    documents = FilesField(
        label="文件",
        required=False,
        allow_empty_file=True,
        help_text="可拖入多份，每份成为一份拟稿。目前可解析文本（txt）、Markdown（md）和网页（html）。",
    )
    text = forms.CharField(
        label="或者粘贴正文",
        required=False,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 10}),
        help_text="连同标题、发文字号、落款一起粘贴，便于识别。",
    )

    def __init__(self, *args: Any, bodies: Sequence[Organization], **kwargs: Any) -> None:
        """Offer only the bodies in which the person drafts; a single one is chosen already."""
        super().__init__(*args, **kwargs)
        choices = [(str(body.pk), body.name) for body in bodies]
        field = self.fields["organization"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = choices if len(choices) == 1 else [("", "请选择"), *choices]
        field.initial = choices[0][0] if len(choices) == 1 else ""

    def clean(self) -> dict[str, Any]:
        """Ask for files or text."""
        values = super().clean() or {}
        if not self.errors and not values.get("documents") and not (values.get("text") or "").strip():
            self.add_error("documents", "请选择文件，或者在下面粘贴正文。")
        return values


class Upload(DeskView):
    """收件起草: the form, and the receipt."""

    template_name = "desk/upload.html"
    section = "desk:upload"

    def bodies(self) -> list[Organization]:
        """Return the bodies in which the viewer drafts."""
        ids = self.viewer.organizations(Role.DRAFTER)
        return list(Organization.objects.filter(pk__in=ids).order_by("pk"))

    def get(self, request: HttpRequest) -> HttpResponse:
        """Show the form."""
        return self._form(UploadForm(bodies=self.bodies()))

    def post(self, request: HttpRequest) -> HttpResponse:
        """Receive files and text; what could not be taken is said with its reason, the rest goes on."""
        form = UploadForm(request.POST, request.FILES, bodies=self.bodies())
        if not form.is_valid():
            return self._form(form)
        outcomes = self._receive(form.cleaned_data)
        drafts = [outcome.draft for outcome in outcomes if outcome.draft]
        problems = [outcome for outcome in outcomes if outcome.problem]
        if not drafts:
            for outcome in problems:
                form.add_error("documents" if outcome.name else "text", outcome.problem)
            return self._form(form)
        for outcome in problems:
            self.complain(outcome.problem)
        if len(drafts) == 1:
            self.say("已收件并解析，请对照原件核对每一项。")
            return redirect("desk:draft", drafts[0].pk)
        self.say(f"已收件{len(drafts)}份，每份一件拟稿，请逐份核对。")
        return redirect(f"{reverse('desk:drafts')}?scope=mine&state=drafting")

    def _receive(self, values: dict[str, Any]) -> list[Received]:
        """Receive the files, then the text, through one parsing child."""
        body, text = int(values["organization"]), values["text"]
        with Sandbox() as sandbox:
            outcomes = receive_files(
                self.viewer, body, values["documents"], parse=sandbox.parse, now=self.now
            )
            if text.strip():
                try:
                    draft = receive_text(self.viewer, body, text, parse=sandbox.parse, now=self.now)
                    outcomes.append(Received("", draft))
                except UserError as error:
                    outcomes.append(Received("", problem=str(error)))
        return outcomes

    def _form(self, form: UploadForm) -> HttpResponse:
        if not self.viewer.organizations(Role.DRAFTER):
            return self.refuse("您没有拟稿人角色，不能收件起草；需要时请向系统管理员申请。")
        return self.show({"form": form}, status=422 if form.errors else 200)
