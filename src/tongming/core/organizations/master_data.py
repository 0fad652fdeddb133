"""The base of master-data pages in the administration: administrators see and change the rows of the bodies they administer.

It stands in the lowest layer so that every app can use it; the viewer and the trail are reached through the request and the
site (`tongming.core.trail.master_data.MasterDataSite`).
"""

from typing import Any

from django.contrib import admin
from django.db.models import ForeignKey, Model, QuerySet
from django.forms import ModelChoiceField
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

SAFE_METHODS = {"GET", "HEAD", "OPTIONS"}


class MasterDataAdmin(admin.ModelAdmin):
    """主数据页: no deletion (dated rows end, they do not vanish), no bulk actions, history in the trail."""

    actions = None
    list_per_page = 50
    show_full_result_count = False

    def scoped(self, rows: QuerySet[Any], request: HttpRequest) -> QuerySet[Any]:
        """Return the rows of this model that the administrator of the request answers for; all, unless a page narrows it."""
        del request
        return rows

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        """Return only rows in scope, for lists, pages and choices alike; any other answers as if it were not there."""
        return self.scoped(super().get_queryset(request), request)

    def has_module_permission(self, request: HttpRequest) -> bool:
        """Administrators only."""
        return self.admin_site.has_permission(request)

    def has_view_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        """Administrators only."""
        del obj
        return self.admin_site.has_permission(request)

    def has_add_permission(self, request: HttpRequest) -> bool:
        """Administrators only."""
        return self.admin_site.has_permission(request)

    def has_change_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        """Administrators only."""
        del obj
        return self.admin_site.has_permission(request)

    def has_delete_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        """Nobody: a body, account or role that is over gets its end date."""
        del request, obj
        return False

    def formfield_for_foreignkey(
        self, db_field: ForeignKey, request: HttpRequest, **kwargs: Any
    ) -> ModelChoiceField | None:
        """Offer, and accept, only rows that the administrator answers for."""
        other = self.admin_site._registry.get(db_field.remote_field.model)  # noqa: SLF001  (no public reader)
        if other is not None:
            kwargs["queryset"] = other.get_queryset(request)
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    def changeform_view(
        self,
        request: HttpRequest,
        object_id: str | None = None,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        """Make each change one deed with its trail."""
        if request.method in SAFE_METHODS:
            return super().changeform_view(request, object_id, form_url, extra_context)
        with self.admin_site.recorded(request):  # type: ignore[attr-defined]
            return super().changeform_view(request, object_id, form_url, extra_context)

    def log_addition(self, request: HttpRequest, obj: Model, message: Any) -> None:  # type: ignore[override]
        """Note a new row in the trail, which takes the place of Django's own log."""
        self.admin_site.record(request, "master_data_added", obj, changed_fields(message))  # type: ignore[attr-defined]

    def log_change(self, request: HttpRequest, obj: Model, message: Any) -> None:  # type: ignore[override]
        """Note a changed row in the trail, which takes the place of Django's own log."""
        if fields := changed_fields(message):  # saving a page unchanged is no deed
            self.admin_site.record(request, "master_data_changed", obj, fields)  # type: ignore[attr-defined]

    def history_view(
        self, request: HttpRequest, object_id: str, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """Show the trail of the row on the desk."""
        del extra_context
        if not self.admin_site.has_permission(request) or self.get_object(request, object_id) is None:
            return redirect("admin:index")
        return redirect(f"{reverse('desk:history')}?kind={self.opts.model_name}&id={object_id}")


def changed_fields(message: Any) -> list[str]:
    """Return the names of the fields that Django's change message lists."""
    parts = message if isinstance(message, list) else []
    return [name for part in parts for detail in part.values() for name in detail.get("fields", [])]
