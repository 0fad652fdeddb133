"""Purge (清除): a page of its own says what will vanish and what remains, and asks for ground, reason and a confirming word."""

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from tongming.core.publications import policies, queries
from tongming.core.publications.actions import purge
from tongming.core.publications.models import PurgeGround, Series
from tongming.errors import UserError
from tongming.faces.desk.base import DeskView
from tongming.faces.desk.series import series_of, title_of

CONFIRMING_WORD = "清除"


class PurgeForm(forms.Form):
    """清除."""

    ground = forms.ChoiceField(label="事由", choices=[("", "请选择"), *PurgeGround.choices])
    reason = forms.CharField(
        label="说明",
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="说明会永久保留在痕迹里，不要写入要清除的内容本身。",
    )
    word = forms.CharField(label=f"输入“{CONFIRMING_WORD}”二字确认", max_length=10)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Say what is missing by the name of the field."""
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            field.error_messages["required"] = f"请填写{field.label}。"
        self.fields["word"].error_messages["required"] = f"请输入“{CONFIRMING_WORD}”二字。"

    def clean_word(self) -> str:
        """Take the confirming word only."""
        word: str = self.cleaned_data["word"].strip()
        if word != CONFIRMING_WORD:
            raise forms.ValidationError(f"请输入“{CONFIRMING_WORD}”二字。")
        return word


class PurgePage(DeskView):
    """清除一份文件的全部文字."""

    template_name = "desk/purge.html"
    section = "desk:published"

    def get(self, request: HttpRequest, series_id: int) -> HttpResponse:
        """Show what will vanish."""
        return self.page(series_of(self, series_id), PurgeForm())

    def post(self, request: HttpRequest, series_id: int) -> HttpResponse:
        """Purge the series."""
        series = series_of(self, series_id)
        form = PurgeForm(request.POST)
        if not form.is_valid():
            return self.page(series, form, status=422)
        values = form.cleaned_data
        try:
            purge(self.viewer, series, ground=values["ground"], reason=values["reason"], now=self.now)
        except UserError as error:
            form.add_error(None, str(error))
            return self.page(series, form, status=422)
        self.say("已清除。文字已从数据库和文件存储中删除，检索正在重建。")
        return redirect("desk:series", series.pk)

    def page(self, series: Series, form: PurgeForm, *, status: int = 200) -> HttpResponse:
        """Render the confirmation, or say who may do this."""
        if not policies.series.may(self.viewer, "purge", series):
            return self.refuse("清除由该机构的办公室负责人或主管人员办理；已清除的文件不能再次清除。")
        files, drafts = queries.extent(series)
        vanishing = {"versions": queries.versions(series), "files": files, "drafts": drafts}
        return self.show(
            {"series": series, "title": title_of(series), "form": form, **vanishing}, status=status
        )
