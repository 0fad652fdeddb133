"""The address table: the desk and the administration under their prefixes, the public site at the root."""

from django.conf import settings
from django.contrib import admin
from django.urls import URLPattern, URLResolver, include, path

urlpatterns: list[URLPattern | URLResolver] = []
if settings.DESK_ENABLED:
    urlpatterns += [
        path("desk/", include("tongming.faces.desk.urls")),
        path("admin/", admin.site.urls),
    ]
if settings.PORTAL_ENABLED:
    urlpatterns += [
        path("api/", include("tongming.faces.api.urls")),
        path("", include("tongming.core.ui.urls")),
        path("", include("tongming.faces.portal.urls")),
    ]
