"""Addresses of the public site."""

from django.urls import URLPattern, path

from tongming.faces.portal import (
    document,
    feeds,
    files,
    history,
    home,
    in_force,
    leaving,
    ledger,
    library,
    maps,
    organization,
    search,
    unresolved,
)

app_name = "portal"
urlpatterns: list[URLPattern] = [
    path("", home.home, name="home"),
    path("search/", search.search, name="search"),
    path("suggest/", search.suggest, name="suggest"),
    path("documents/", library.document_list, name="document_list"),
    path("documents/<int:series_id>/", document.document, name="document"),
    path("documents/<int:series_id>/text/", document.plain_text, name="document_text"),
    path("documents/<int:series_id>/history/", history.document_history, name="document_history"),
    path("documents/<int:series_id>/compare/", history.document_compare, name="document_compare"),
    path("files/<int:file_id>/<path:name>", files.file, name="file"),
    path("in-force/", in_force.in_force, name="in_force"),
    path("unresolved/", unresolved.unresolved, name="unresolved"),
    path("organizations/", organization.organization_list, name="organization_list"),
    path("organizations/<int:organization_id>/", organization.organization, name="organization"),
    path(
        "organizations/<int:organization_id>/<slug:module>/",
        organization.organization_module,
        name="organization_module",
    ),
    path("ledger/", ledger.ledger, name="ledger"),
    path("ledger/<int:plan_id>/", ledger.plan, name="plan"),
    path("ledger/<int:plan_id>/tasks/", ledger.plan_tasks, name="plan_tasks"),
    path("feeds/latest.atom", feeds.feed, name="feed"),
    path("feeds/organizations/<int:organization_id>.atom", feeds.organization_feed, name="organization_feed"),
    path("sitemap/", maps.sitemap, name="sitemap"),
    path("sitemap.xml", maps.sitemap_index, name="sitemap_index"),
    path("sitemap-<int:number>.xml", maps.sitemap_section, name="sitemap_section"),
    path("robots.txt", maps.robots, name="robots"),
    path("leave/", leaving.leave, name="leave"),
    path("error-report/", leaving.error_report, name="error_report"),
]
