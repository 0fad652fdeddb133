"""Master data of bodies and sites. Renaming and placing go through the actions, so that earlier names and places stay known."""

from datetime import date
from typing import Any

from django import forms
from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils import timezone

from tongming.core.organizations import actions, queries
from tongming.core.organizations.master_data import MasterDataAdmin
from tongming.core.organizations.models import Organization, OrganizationName, OrganizationRelation, Site
from tongming.core.organizations.rules import credit_code_problem

DAY = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


class OrganizationForm(forms.ModelForm):
    """机构: its fields, and the day of a renaming or of a new place in the tree."""

    renamed_on = forms.DateField(
        label="更名日期",
        required=False,
        widget=DAY,
        help_text="改名称时填写，原名称从这一天起成为曾用名；只改错字不填。",
    )
    parent = forms.ModelChoiceField(label="上级机构", queryset=Organization.objects.none(), required=False)
    placed_since = forms.DateField(
        label="隶属起始日", required=False, widget=DAY, help_text="改变上级时必填，原隶属关系到这一天为止。"
    )

    parents = Organization.objects.none()  # set by the page: those the administrator answers for

    class Meta:
        model = Organization
        fields = (
            "name",
            "kind",
            "credit_code",
            "division_code",
            "established_on",
            "abolished_on",
            "two_persons_allowed",
            "introduction",
            "address",
            "office_hours",
            "telephone",
            "disclosure_office",
        )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Offer the parents in scope and show the present one; a new body must have one."""
        super().__init__(*args, **kwargs)
        parent = self.fields["parent"]
        assert isinstance(parent, forms.ModelChoiceField)
        parent.queryset, parent.required = self.parents, not self.instance.pk
        self.present = queries.parent_of(self.instance.pk, timezone.localdate()) if self.instance.pk else None
        parent.initial = self.present

    def clean_credit_code(self) -> str | None:
        """Verify the check character; an empty code is none."""
        code = self.cleaned_data["credit_code"] or None
        if code and (problem := credit_code_problem(code)):
            raise forms.ValidationError(problem)
        return code

    def clean(self) -> dict[str, Any]:
        """Refuse a place that would close a circle, and a change of place without its day."""
        values = super().clean() or {}
        parent: Organization | None = values.get("parent")
        moved = parent is not None and parent != self.present
        since: date | None = values.get("placed_since")
        if moved and self.present and since is None:
            self.add_error("placed_since", "改变上级机构要写明起始日。")
        if moved and parent and self.instance.pk:
            below = queries.subtree_ids({self.instance.pk}, since or timezone.localdate())
            if parent.pk in below:
                self.add_error("parent", f"“{parent}”在本机构之下，不能作为上级。")
        return values


class NameInline(admin.TabularInline):
    """Other names of a body."""

    model = OrganizationName
    extra = 1

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """As the page."""
        del obj
        return self.admin_site.has_permission(request)

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """As the page."""
        del obj
        return self.admin_site.has_permission(request)

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """As the page."""
        del obj
        return self.admin_site.has_permission(request)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """A name that is over gets its end date."""
        del request, obj
        return False


@admin.register(Organization)
class OrganizationAdmin(MasterDataAdmin):
    """组织机构."""

    form = OrganizationForm
    inlines = (NameInline,)
    list_display = ("name", "kind", "credit_code", "division_code", "abolished_on")
    list_filter = ("kind", "two_persons_allowed")
    search_fields = ("name", "names__name", "credit_code", "division_code")
    ordering = ("division_code", "pk")

    def scoped(self, rows: QuerySet[Organization], request: HttpRequest) -> QuerySet[Organization]:
        """Return the bodies at and below those that the viewer administers."""
        return rows.filter(pk__in=request.viewer.supervised)  # type: ignore[attr-defined]

    def get_form(
        self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any
    ) -> type[forms.ModelForm]:
        """Offer only bodies in scope as parents; a new body must have one."""
        form: Any = super().get_form(request, obj, change, **kwargs)
        form.parents = self.get_queryset(request)  # a class of this request alone; the fields are shared
        return form

    def save_model(
        self, request: HttpRequest, obj: Organization, form: forms.ModelForm, change: bool
    ) -> None:
        """Save plain fields as they are; renaming and placing are actions."""
        del request
        values, name = form.cleaned_data, obj.name
        renamed = change and "name" in form.changed_data and values["renamed_on"]
        if renamed:
            obj.name = form.initial["name"]
        obj.save()
        if renamed:
            actions.rename(obj, name, on=values["renamed_on"])
        assert isinstance(form, OrganizationForm)
        if values["parent"] and values["parent"] != form.present:
            actions.place(obj, values["parent"], since=values["placed_since"])


@admin.register(OrganizationRelation)
class RelationAdmin(MasterDataAdmin):
    """机构关系, to be read: predecessors and places in the tree over time."""

    list_display = ("organization", "kind", "related", "valid_from", "valid_to")
    list_filter = ("kind",)
    list_select_related = ("organization", "related")
    search_fields = ("organization__name", "related__name")

    def scoped(
        self, rows: QuerySet[OrganizationRelation], request: HttpRequest
    ) -> QuerySet[OrganizationRelation]:
        """Return the relations of bodies in scope."""
        return rows.filter(organization_id__in=request.viewer.supervised)  # type: ignore[attr-defined]

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Relations are made on the page of a body."""
        del request
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Relations are changed on the page of a body."""
        del request, obj
        return False


@admin.register(Site)
class SiteAdmin(MasterDataAdmin):
    """站点."""

    list_display = ("name", "domain", "organization", "is_default", "site_code")
    list_select_related = ("organization",)
    search_fields = ("name", "domain")
    autocomplete_fields = ("organization",)

    def scoped(self, rows: QuerySet[Site], request: HttpRequest) -> QuerySet[Site]:
        """Return the sites of bodies in scope."""
        return rows.filter(organization_id__in=request.viewer.supervised)  # type: ignore[attr-defined]
