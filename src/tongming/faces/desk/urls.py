"""Addresses of the desk face. Every view is a `DeskView`, which asks for sign-in; only the sign-in page itself is open."""

from django.urls import URLPattern, path

from tongming.faces.desk import (
    deliveries,
    draft,
    draft_deeds,
    drafts,
    inbox,
    ledger,
    ledger_task,
    published,
    publishing,
    purging,
    relation,
    series,
    signing,
    trails,
    uploading,
    validity,
)

app_name = "desk"
urlpatterns: list[URLPattern] = [
    path("", inbox.Inbox.as_view(), name="inbox"),
    path("sign-in/", signing.SignIn.as_view(), name="sign_in"),
    path("sign-out/", signing.SignOut.as_view(), name="sign_out"),
    path("password/", signing.ChangePassword.as_view(), name="password"),
    path("drafts/", drafts.DraftList.as_view(), name="drafts"),
    path("drafts.csv", drafts.DraftsAsCSV.as_view(), name="drafts_csv"),
    path("drafts/new/", uploading.Upload.as_view(), name="upload"),
    path("drafts/<int:draft_id>/", draft.DraftPage.as_view(), name="draft"),
    path("drafts/<int:draft_id>/deeds/", draft_deeds.DraftDeed.as_view(), name="draft_deed"),
    path("drafts/<int:draft_id>/files/", draft_deeds.DraftAttach.as_view(), name="draft_attach"),
    path("drafts/<int:draft_id>/files/<int:file_id>/", draft.DraftFileDownload.as_view(), name="draft_file"),
    path("publish/", publishing.Publish.as_view(), name="publish"),
    path("series/", published.PublishedList.as_view(), name="published"),
    path("series.csv", published.PublishedAsCSV.as_view(), name="published_csv"),
    path("series/<int:series_id>/", series.SeriesPage.as_view(), name="series"),
    path("series/<int:series_id>/deeds/", series.SeriesDeed.as_view(), name="series_deed"),
    path("series/<int:series_id>/new-version/", series.NewVersion.as_view(), name="new_version"),
    path("series/<int:series_id>/validity/", validity.StateValidity.as_view(), name="validity"),
    path("series/<int:series_id>/purge/", purging.PurgePage.as_view(), name="purge"),
    path("relations/<int:relation_id>/", relation.RelationPage.as_view(), name="relation"),
    path("ledger/", ledger.Ledger.as_view(), name="ledger"),
    path("ledger/<int:plan_id>/", ledger.PlanPage.as_view(), name="plan"),
    path("ledger/<int:plan_id>/deeds/", ledger.PlanDeeds.as_view(), name="plan_deeds"),
    path("ledger/tasks/<int:task_id>/", ledger_task.TaskPage.as_view(), name="task"),
    path("ledger/tasks/<int:task_id>/deeds/", ledger_task.TaskDeed.as_view(), name="task_deed"),
    path(
        "ledger/tasks/<int:task_id>/units/<int:unit_id>/",
        ledger_task.ExpandUnit.as_view(),
        name="expand_unit",
    ),
    path("history/", trails.History.as_view(), name="history"),
    path("history.csv", trails.HistoryAsCSV.as_view(), name="history_csv"),
    path("deliveries/", deliveries.Deliveries.as_view(), name="deliveries"),
]
