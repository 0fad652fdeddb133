"""Master data of the calendar: a year's official arrangement of days off is loaded as a whole, and open deadlines follow."""

import re
from datetime import date
from typing import Any

from django import forms
from django.contrib import admin
from django.http import HttpRequest
from django.utils import timezone

from tongming.core.clock.actions import load_year
from tongming.core.clock.models import CalendarDay, CalendarYear
from tongming.core.organizations.master_data import MasterDataAdmin
from tongming.engines.calendar import CalendarError, official_calendar

LINE = re.compile(r"^(?P<day>\d{4}-\d{2}-\d{2})\s+(?P<kind>休|班)(?:\s+(?P<reason>\S.{0,39}))?$")
KINDS = {"休": False, "班": True}


class CalendarYearForm(forms.ModelForm):
    """年度节假日安排, written as the notice of the State Council's office lists it."""

    days = forms.CharField(
        label="放假与调休",
        widget=forms.Textarea(attrs={"rows": 20, "cols": 60}),
        help_text="一行一天：日期、休或班、说明，如“2027-01-01 休 元旦”“2027-02-14 班 春节调休”。周末照常休息的不用写。",
    )

    class Meta:
        model = CalendarYear
        fields = ("year", "source")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Show the days that are loaded."""
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            loaded = CalendarDay.objects.filter(day__year=self.instance.pk).order_by("day")
            self.fields["days"].initial = "\n".join(
                f"{row.day} {'班' if row.is_working else '休'} {row.reason}".strip() for row in loaded
            )

    def clean_days(self) -> list[tuple[date, bool, str]]:
        """Read the lines; every one that cannot be read is named."""
        days: list[tuple[date, bool, str]] = []
        wrong: list[str] = []
        for number, line in enumerate(self.cleaned_data["days"].splitlines(), 1):
            if not line.strip():
                continue
            try:
                found = LINE.match(line.strip())
                days.append((date.fromisoformat(found["day"]), KINDS[found["kind"]], found["reason"] or ""))  # type: ignore[index]
            except (TypeError, ValueError):
                wrong.append(f"第{number}行“{line.strip()[:40]}”应写成“2027-01-01 休 元旦”。")
        if wrong:
            raise forms.ValidationError(wrong)
        return days

    def clean(self) -> dict[str, Any]:
        """Refuse days of another year, a day given twice, and a year without any day off."""
        values = super().clean() or {}
        days, year = values.get("days"), values.get("year") or self.instance.pk
        if not days or not year:
            return values
        if astray := [str(day) for day, _, _ in days if day.year != year]:
            self.add_error("days", f"这些日期不在{year}年：{'、'.join(astray)}。")
        if not any(day.year == year and not is_working for day, is_working, _ in days):
            self.add_error("days", f"{year}年的安排里没有一个放假日。")
        try:
            official_calendar().with_days(days, years=[year])
        except CalendarError as error:
            self.add_error("days", str(error))
        return values


@admin.register(CalendarYear)
class CalendarYearAdmin(MasterDataAdmin):
    """年度节假日安排."""

    form = CalendarYearForm
    list_display = ("year", "source")

    def get_readonly_fields(self, request: HttpRequest, obj: CalendarYear | None = None) -> tuple[str, ...]:
        """A year stays the year it is."""
        del request
        return ("year",) if obj else ()

    def save_model(
        self, request: HttpRequest, obj: CalendarYear, form: forms.ModelForm, change: bool
    ) -> None:
        """Load the year through the action, which has every open deadline computed anew."""
        del change
        viewer = request.viewer  # type: ignore[attr-defined]
        load_year(viewer, obj.year, form.cleaned_data["days"], source=obj.source, now=timezone.now())


@admin.register(CalendarDay)
class CalendarDayAdmin(MasterDataAdmin):
    """特殊日期, to be read; they are loaded with their year."""

    list_display = ("day", "is_working", "reason")
    date_hierarchy = "day"

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Days are loaded with their year."""
        del request
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Days are loaded with their year."""
        del request, obj
        return False
