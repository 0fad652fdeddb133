"""The database itself refuses to change what was published, on SQLite and on PostgreSQL."""

import pytest
from django.db import DatabaseError, connection, transaction

from tests.factories import make_published
from tongming.core.guards import guarded_tables
from tongming.core.publications.models import (
    Publication,
    PublicationContent,
    PublicationFile,
    Statement,
)
from tongming.core.trail.models import Entry

pytestmark = pytest.mark.django_db


@pytest.fixture
def published():
    return make_published()


def refused(sql, *parameters):
    with (
        pytest.raises(DatabaseError, match="never change|not deleted"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(sql, parameters)


@pytest.mark.parametrize(
    ("table", "column"),
    [
        ("publications_publication", "content_hash"),
        ("publications_publicationcontent", "title"),
        ("publications_statement", "state"),
        ("trail_entry", "actor"),
    ],
)
def test_an_update_of_a_published_row_is_refused_by_the_database(published, table, column):
    refused(f"UPDATE {table} SET {column} = 'x'")


@pytest.mark.parametrize(
    "table",
    ["publications_publication", "publications_publicationcontent", "publications_statement", "trail_entry"],
)
def test_a_delete_of_a_published_row_is_refused_by_the_database(published, table):
    refused(f"DELETE FROM {table}")


def test_the_orm_is_refused_as_well(published):
    for rows in (Publication, PublicationContent, Statement, Entry):
        with pytest.raises(DatabaseError), transaction.atomic():
            rows.objects.all()._raw_delete("default")


def test_all_tables_that_never_change_are_guarded(published):
    expected = {
        "publications_publication",
        "publications_publicationcontent",
        "publications_publicationfile",
        "publications_statement",
        "publications_purge",
        "trail_entry",
        "trail_checkpoint",
    }
    assert set(guarded_tables()) == expected
    assert PublicationFile._meta.db_table in expected
