"""Migrations of published rows carry the data along, forward and back, and leave the guards of the tables in place."""

import pytest
from django.core.management import call_command
from django.db import DatabaseError, connection, transaction
from django.db.migrations.executor import MigrationExecutor

from tests.factories import make_body, make_published
from tests.moments import NOW
from tongming.core.publications.models import Publication, PublicationContent

pytestmark = pytest.mark.django_db(transaction=True)


def assert_guarded():
    for rows, change in (
        (Publication.objects, {"version": 9}),
        (PublicationContent.objects, {"title": "偷换"}),
    ):
        with pytest.raises(DatabaseError), transaction.atomic():
            rows.update(**change)


def test_the_source_of_a_registration_moves_to_the_words_and_the_guards_stay():
    body = make_body()
    call_command("migrate", "publications", "0002", verbosity=0)
    try:
        old = MigrationExecutor(connection).loader.project_state([("publications", "0002_guards")]).apps
        series = old.get_model("publications", "Series").objects.create(
            kind="document", organization_id=body.pk, created_at=NOW
        )
        publication = old.get_model("publications", "Publication").objects.create(
            series=series, version=1, content_hash="-", published_at=NOW, registered=True, source="甲.txt"
        )
        old.get_model("publications", "PublicationContent").objects.create(
            publication=publication, title="甲", text="乙"
        )
    finally:
        call_command("migrate", "publications", verbosity=0)
    assert PublicationContent.objects.get().source == "甲.txt"
    make_published()
    assert_guarded()
