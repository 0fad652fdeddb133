"""Master data of accounts and roles. An account is opened with a password of its own; roles are given and ended through the actions."""

from typing import Any

from django import forms
from django.contrib import admin
from django.contrib.auth.admin import UserAdmin as DjangoUserAdmin
from django.contrib.auth.forms import BaseUserCreationForm, UserChangeForm
from django.contrib.auth.models import Group
from django.db.models import Exists, OuterRef, QuerySet
from django.http import HttpRequest, HttpResponse

from tongming.core.accounts.actions import appoint, dismiss
from tongming.core.accounts.models import Appointment, User
from tongming.core.organizations.master_data import SAFE_METHODS, MasterDataAdmin

admin.site.unregister(Group)  # roles are posts in bodies; Django's groups decide nothing here


class OpenAccountForm(BaseUserCreationForm):
    """开设账号."""

    class Meta:
        model = User
        fields = ("username", "name")


class AccountForm(UserChangeForm):
    """账号: name and whether it is in use; the password is set on its own page."""

    class Meta:
        model = User
        fields = ("username", "name", "is_active")


class PostInline(admin.TabularInline):
    """The posts of a person, to be read; they are given and ended under 任职."""

    model = Appointment
    extra = 0
    can_delete = False
    fields = readonly_fields = ("organization", "role", "valid_from", "valid_to")

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """As the page."""
        del obj
        return self.admin_site.has_permission(request)

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Given under 任职."""
        del request, obj
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Ended under 任职."""
        del request, obj
        return False


@admin.register(User)
class AccountAdmin(MasterDataAdmin, DjangoUserAdmin):
    """工作人员账号."""

    form = AccountForm
    add_form = OpenAccountForm
    inlines = (PostInline,)
    fieldsets = ((None, {"fields": ("username", "name", "password", "is_active")}),)
    add_fieldsets = ((None, {"fields": ("username", "name", "password1", "password2")}),)
    list_display = ("username", "name", "is_active", "last_login")
    list_filter = ("is_active",)
    search_fields = ("username", "name")
    ordering = ("username",)
    filter_horizontal = ()

    def scoped(self, rows: QuerySet[User], request: HttpRequest) -> QuerySet[User]:
        """Return the accounts without a post outside the bodies in scope, so that no password of another body is reached."""
        supervised = request.viewer.supervised  # type: ignore[attr-defined]
        outside = Appointment.objects.filter(user=OuterRef("pk")).exclude(organization_id__in=supervised)
        return rows.filter(~Exists(outside))

    def user_change_password(self, request: HttpRequest, id: str, form_url: str = "") -> HttpResponse:  # noqa: A002
        """Set a password; it is a deed like every change."""
        if request.method in SAFE_METHODS:
            return super().user_change_password(request, id, form_url)
        with self.admin_site.recorded(request):  # type: ignore[attr-defined]
            return super().user_change_password(request, id, form_url)


@admin.register(Appointment)
class AppointmentAdmin(MasterDataAdmin):
    """任职: who holds which role in which body, from when to when."""

    list_display = ("user", "organization", "role", "valid_from", "valid_to")
    list_filter = ("role",)
    list_select_related = ("user", "organization")
    search_fields = ("user__name", "user__username", "organization__name")
    autocomplete_fields = ("user", "organization")

    def scoped(self, rows: QuerySet[Appointment], request: HttpRequest) -> QuerySet[Appointment]:
        """Return the posts in bodies in scope."""
        return rows.filter(organization_id__in=request.viewer.supervised)  # type: ignore[attr-defined]

    def get_fields(self, request: HttpRequest, obj: Appointment | None = None) -> tuple[str, ...]:
        """A new post has no end yet."""
        del request
        given = ("user", "organization", "role", "valid_from")
        return (*given, "valid_to") if obj else given

    def get_readonly_fields(self, request: HttpRequest, obj: Appointment | None = None) -> tuple[str, ...]:
        """What was given stays as it was; only the end is set."""
        del request
        return ("user", "organization", "role", "valid_from") if obj else ()

    def save_model(self, request: HttpRequest, obj: Appointment, form: forms.ModelForm, change: bool) -> None:
        """Give or end the post through the actions."""
        del request, form
        if not change:
            obj.pk = appoint(obj.user, obj.organization, obj.role, since=obj.valid_from).pk
        elif obj.valid_to:
            dismiss(obj, on=obj.valid_to)
        else:
            obj.save(update_fields=["valid_to"])
