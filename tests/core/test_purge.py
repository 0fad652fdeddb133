"""A purge takes the words out of everywhere; the rows, hashes and the trail remain."""

from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection

from tests.factories import content, make_published, make_team, viewer
from tests.moments import NOW, TODAY
from tongming.core.accounts.viewers import public
from tongming.core.events.actions import drain
from tongming.core.files.actions import store
from tongming.core.process.table import DeedRefused
from tongming.core.publications import actions, queries
from tongming.core.publications.models import Publication, PublicationContent, Purge, Series
from tongming.core.search.queries import search, suggest

SECRET = "张某某的住址一二三"


def purge(team, series):
    return actions.purge(viewer(team.head), series, ground="personal_data", reason="泄露个人信息", now=NOW)


def everything_in_the_database():
    """Return all text of all tables, as a person with the database file would find it."""
    with connection.cursor() as cursor:
        found = []
        for table in connection.introspection.table_names():
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")
            found += [str(row) for row in cursor.fetchall()]
    return "\n".join(found)


@pytest.mark.django_db(transaction=True)
def test_a_purge_leaves_the_words_in_no_table_no_file_and_no_index():
    team = make_team()
    original = store(f"原件：{SECRET}".encode(), "原件.txt", NOW)
    draft = actions.create_draft(
        viewer(team.drafter),
        kind="document",
        organization_id=team.body.pk,
        content=content(
            title=f"关于{SECRET}的通知", text=f"正文提到{SECRET}。", summary=SECRET, keywords=[SECRET]
        ),
        files=[(original, f"{SECRET}.txt", True)],
        now=NOW,
    )
    actions.submit(viewer(team.drafter), draft, now=NOW)
    actions.approve(viewer(team.reviewer), draft, now=NOW)
    [publication] = actions.publish(viewer(team.publisher), [draft], now=NOW)
    assert drain(NOW)
    assert search(public(TODAY), SECRET).total == 1
    assert SECRET in everything_in_the_database()

    purge(team, publication.series)
    assert SECRET not in everything_in_the_database()
    assert search(public(TODAY), SECRET).hits == ()
    assert drain(NOW)
    assert search(public(TODAY), SECRET).total == 0
    assert suggest(public(TODAY), SECRET[:3]) == []
    for folder in (settings.INDEX_ROOT, settings.FILES_ROOT):
        for path in Path(folder).rglob("*"):
            assert not path.is_file() or SECRET.encode() not in path.read_bytes()


@pytest.mark.django_db
def test_what_remains_of_a_purged_version_is_row_hash_and_reason():
    team = make_team()
    publication = make_published(team)
    purge(team, publication.series)
    series = Series.objects.get()
    assert series.purged
    assert queries.content_of(series) is None
    assert queries.as_seen_on(public(TODAY), series, TODAY) is None
    assert Publication.objects.get().content_hash == publication.content_hash
    assert Purge.objects.get().reason == "泄露个人信息"


@pytest.mark.django_db
def test_a_purged_text_cannot_be_changed_published_or_registered_again():
    team = make_team()
    series = make_published(team).series
    purge(team, series)
    series = Series.objects.get()
    for act in (
        lambda: purge(team, series),
        lambda: actions.restore(viewer(team.head), series, reason="x", now=NOW),
        lambda: make_published(team, series=series),
    ):
        with pytest.raises(DeedRefused):
            act()


@pytest.mark.django_db
def test_a_purge_needs_the_office_head_a_known_ground_and_a_reason():
    team = make_team()
    series = make_published(team).series
    for person, ground, reason in (
        (team.publisher, "personal_data", "理由"),
        (team.head, "whim", "理由"),
        (team.head, "personal_data", ""),
    ):
        with pytest.raises(DeedRefused):
            actions.purge(viewer(person), series, ground=ground, reason=reason, now=NOW)
    assert PublicationContent.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_a_file_that_another_document_uses_survives_the_purge():
    team = make_team()
    stored = store("共用附件".encode(), "a.txt", NOW)
    kept = []
    for _ in range(2):
        draft = actions.create_draft(
            viewer(team.drafter),
            kind="document",
            organization_id=team.body.pk,
            content=content(),
            files=[(stored, "a.txt", False)],
            now=NOW,
        )
        actions.submit(viewer(team.drafter), draft, now=NOW)
        actions.approve(viewer(team.reviewer), draft, now=NOW)
        kept += actions.publish(viewer(team.publisher), [draft], now=NOW)
    purge(team, kept[0].series)
    assert (settings.FILES_ROOT / stored.path).exists()
    purge(team, kept[1].series)
    assert not (settings.FILES_ROOT / stored.path).exists()
