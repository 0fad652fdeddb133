"""Statement of validity (标注有效性): the state, from which day, on the basis of which document, and why."""

from datetime import date
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from tongming.core.publications import policies, queries
from tongming.core.publications.actions import state_validity
from tongming.core.publications.models import Series, Validity
from tongming.domains.documents import queries as library
from tongming.errors import UserError
from tongming.faces.desk.base import DeskView, whole_number
from tongming.faces.desk.draft_form import split
from tongming.faces.desk.series import series_of, title_of

MOST_FOUND = 20


class DayField(forms.DateField):
    """A day, asked for with the browser's own date field."""

    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    default_error_messages = {"invalid": "不是日期，应写成2021-04-09的形式。"}  # noqa: RUF012


class ValidityForm(forms.Form):
    """有效性声明."""

    state = forms.ChoiceField(label="有效性", choices=[("", "请选择"), *Validity.choices])
    valid_from = DayField(label="自何日起")
    valid_to = DayField(label="至何日止", required=False, help_text="到这一天的前一天为止；不填为一直如此。")
    articles = forms.CharField(
        label="涉及条款", required=False, help_text="只涉及部分条款时填写，如“第三条、第七条”。"
    )
    reason = forms.CharField(label="理由", max_length=300, widget=forms.Textarea(attrs={"rows": 3}))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Say what is missing by the name of the field."""
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            field.error_messages["required"] = f"请填写{field.label}。"


class StateValidity(DeskView):
    """标注有效性: the basis is looked for by number or title on the same page."""

    template_name = "desk/validity.html"
    section = "desk:published"

    def get(self, request: HttpRequest, series_id: int) -> HttpResponse:
        """Show the form, with what was found for the words of a search for the basis."""
        series = series_of(self, series_id)
        asked = {name: request.GET[name] for name in ValidityForm.base_fields if name in request.GET}
        return self.page(series, ValidityForm(initial={"valid_from": self.today, **asked}))

    def post(self, request: HttpRequest, series_id: int) -> HttpResponse:
        """State the validity."""
        series = series_of(self, series_id)
        form = ValidityForm(request.POST)
        if "find" in request.POST:
            form = ValidityForm(
                initial={name: request.POST.get(name, "") for name in ValidityForm.base_fields}
            )
            return self.page(series, form)
        if not form.is_valid():
            return self.page(series, form, status=422)
        try:
            self._state(series, form.cleaned_data)
        except UserError as error:
            form.add_error(None, str(error))
            return self.page(series, form, status=422)
        self.say("已标注有效性。")
        return redirect("desk:series", series.pk)

    def _state(self, series: Series, values: dict[str, Any]) -> None:
        basis = self.basis()
        valid_from: date = values["valid_from"]
        state_validity(
            self.viewer,
            series,
            state=values["state"],
            valid_from=valid_from,
            valid_to=values["valid_to"],
            articles=split(values["articles"]),
            basis=basis,
            reason=values["reason"],
            now=self.now,
        )

    def basis(self) -> Series | None:
        """Return the document chosen as the basis, any that the public may read."""
        number = whole_number(self.request.POST.get("basis") or self.request.GET.get("basis"))
        return queries.readable(self.viewer).filter(pk=number, purged=False).first() if number else None

    def page(self, series: Series, form: ValidityForm, *, status: int = 200) -> HttpResponse:
        """Render the form, or say who may do this."""
        if not policies.series.may(self.viewer, "state_validity", series):
            return self.refuse("标注有效性由该机构的发布人、办公室负责人或主管人员办理，且文件须在公开状态。")
        words = (self.request.POST.get("q") or self.request.GET.get("q") or "").strip()[:200]
        matches = library.matching(self.viewer, words).exclude(pk=series.pk)[:MOST_FOUND] if words else []
        return self.show(
            {
                "series": series,
                "title": title_of(series),
                "form": form,
                "words": words,
                "matches": matches,
                "basis": self.basis(),
            },
            status=status,
        )
