"""A process that serves the desk alone (TONGMING_PORTAL=0): no page of the desk leans on the addresses of the public site."""

import pytest
from django.contrib import admin
from django.urls import include, path

from tests.factories import make_draft, make_person, make_published, make_team, viewer
from tests.moments import NOW
from tests.oversight.notices import make_ledger
from tongming.core.accounts.models import Role
from tongming.domains.oversight import queries
from tongming.domains.oversight.actions import confirm

urlpatterns = [path("desk/", include("tongming.faces.desk.urls")), path("admin/", admin.site.urls)]
pytestmark = [pytest.mark.django_db, pytest.mark.urls(__name__)]


def test_every_kind_of_page_opens_without_the_public_site(sign_in):
    team = make_team()
    draft, series = make_draft(team), make_published(team).series
    plan = make_ledger(team.body)
    supervisor = make_person((Role.SUPERVISOR, team.body), (Role.PUBLISHER, team.body))
    tasks = list(queries.proposals(viewer(supervisor), plan))
    confirm(viewer(supervisor), tasks, now=NOW)
    client = sign_in(supervisor)
    for address in (
        "/desk/",
        "/desk/drafts/",
        f"/desk/drafts/{draft.pk}/",
        "/desk/publish/",
        "/desk/series/",
        f"/desk/series/{series.pk}/",
        f"/desk/series/{series.pk}/validity/",
        f"/desk/series/{series.pk}/purge/",
        "/desk/ledger/",
        f"/desk/ledger/{plan.pk}/",
        f"/desk/ledger/tasks/{tasks[0].pk}/",
        "/desk/history/",
    ):
        assert client.get(address).status_code == 200, address


def test_the_sign_in_page_opens_without_the_public_site(client):
    assert client.get("/desk/sign-in/").status_code == 200
