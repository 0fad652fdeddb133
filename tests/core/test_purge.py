"""A purge takes the words out of everywhere; the rows, hashes and the trail remain."""

import json
import re
from datetime import timedelta
from pathlib import Path
from urllib.parse import unquote

import pytest
import time_machine
from django.conf import settings
from django.db import connection, transaction
from django.urls import reverse

from tests.factories import content, make_draft, make_person, make_published, make_team, operator, viewer
from tests.moments import NOW, TODAY
from tests.test_permissions import addresses
from tongming.core.accounts.models import Role
from tongming.core.accounts.viewers import public
from tongming.core.events.actions import drain
from tongming.core.files.actions import store
from tongming.core.files.models import StoredFile
from tongming.core.process.table import DeedRefused
from tongming.core.publications import actions, queries
from tongming.core.publications.models import Publication, PublicationContent, PublicationFile, Purge, Series
from tongming.core.search.queries import search, suggest
from tongming.domains.documents import actions as library
from tongming.domains.documents.models import Relation
from tongming.domains.documents.rules import content_from_parsed
from tongming.domains.oversight import actions as oversight
from tongming.domains.oversight.models import Task
from tongming.engines.gongwen import parse_text

SECRET = "张某某的住址一二三"


def purge(team, series):
    return actions.purge(viewer(team.head), series, ground="personal_data", reason="泄露个人信息", now=NOW)


def everything_in_the_database():
    """Return all text of all tables; JSON columns, which keep Chinese characters escaped, are read as what they mean."""
    with connection.cursor() as cursor:
        found = []
        for table in connection.introspection.table_names():
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")
            found += [str(cell) for row in cursor.fetchall() for cell in row]
    return re.sub(r"\\u([0-9a-f]{4})", lambda code: chr(int(code[1], 16)), "\n".join(found))


def files_with(words):
    """Return the files of the installation that hold words, plain or escaped as JSON does: database and its log, index, files."""
    forms = [words.encode(), json.dumps(words)[1:-1].encode(), words.encode("utf-16-le")]
    folders = [settings.INDEX_ROOT, settings.FILES_ROOT, settings.TRAIL_ROOT]
    paths = [path for folder in folders for path in Path(folder).rglob("*") if path.is_file()]
    if connection.vendor == "sqlite":
        database = Path(connection.settings_dict["NAME"])
        paths += database.parent.glob(f"{database.name}*")
    return [path for path in paths if any(form in path.read_bytes() for form in forms)]


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
    assert files_with(SECRET) == []


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


NOTICE = f"""关于{SECRET}工作的通知

各县（市、区）人民政府：

一、落实{SECRET}责任。各地要在2026年底前完成{SECRET}目录编制。

演示市人民政府办公室
2026年6月10日
"""


@pytest.fixture
def everywhere():
    """A notice whose secret words have gone wherever words of a document go; and the same words in a registered file."""
    team = make_team()
    supervisor = viewer(make_person((Role.SUPERVISOR, team.body)))
    parsed = content_from_parsed(parse_text(NOTICE).to_body())
    original = store(NOTICE.encode(), "a.txt", NOW)
    words = {name: parsed[name] for name in ("title", "text", "body")} | {
        "keywords": [SECRET],
        "summary": SECRET,
        "doc_number": None,
    }
    draft = make_draft(team, **words)
    actions.attach(viewer(team.drafter), draft, original, f"{SECRET}.txt", now=NOW)
    draft = actions.submit(viewer(team.drafter), draft, now=NOW)
    actions.approve(viewer(team.reviewer), draft, now=NOW)
    notice = actions.publish(viewer(team.publisher), [draft], now=NOW)[0].series
    repealed, proof = make_published(team).series, make_published(team).series
    relation = Relation.objects.create(source=notice, target=repealed, role="repeals", cited_title="旧办法")
    library.confirm(viewer(team.head), relation, now=NOW)
    plan = oversight.make_plan(supervisor, notice, now=NOW).plan
    [task] = oversight.confirm(supervisor, list(Task.objects.filter(plan=plan)[:1]), now=NOW)
    oversight.attach_evidence(supervisor, task, proof, note=SECRET, now=NOW)
    make_published(team, series=notice, now=NOW + timedelta(hours=1), **words)
    library.open_new_version(viewer(team.drafter), Series.objects.get(pk=notice.pk), now=NOW)
    registered, _ = actions.register_published(
        operator(),
        kind="document",
        organization_id=team.body.pk,
        content=content(**words),
        identity="登记",
        source=f"{SECRET}.txt",
        files=[(store(f"登记{SECRET}".encode(), "b.txt", NOW), f"{SECRET}.txt", True)],
        now=NOW,
    )
    assert drain(NOW + timedelta(hours=2))
    return team, [notice.pk, registered.series_id], [repealed.pk, proof.pk], plan.pk


def public_addresses(series_ids, plan_id):
    """Every public address of the resolver, for each series, and the ways of asking that show words of a document."""
    words = SECRET[:3]
    files = list(PublicationFile.objects.values_list("pk", flat=True)) or [1]
    for address in addresses():
        if not address.key.startswith(("portal:", "api:")) or address.key == "api:api-root":
            continue
        for pk in series_ids:
            ids = {
                "series_id": pk,
                "plan_id": plan_id,
                "organization_id": 1,
                "module": "content",
                "name": "a.txt",
                "number": 1,
            }
            names = address.pattern.pattern.regex.groupindex
            for file in files if "file_id" in names else [0]:
                url = reverse(address.key, kwargs={name: ({"file_id": file} | ids)[name] for name in names})
                yield from (url, f"{url}?q={words}", f"{url}?q={SECRET}&validity=all", f"{url}?on=2026-06-15")
                yield from (
                    f"{url}?version=1",
                    f"{url}?view=reading",
                    f"{url}?old=1&new=2&all=1",
                    f"{url}?format=csv",
                )


def read_all(client, urls):
    """Return the addresses whose answers hold the words, redirects followed."""
    found = []
    for url in urls:
        response = client.get(url, follow=True)
        body = b"".join(response.streaming_content) if response.streaming else response.content
        text = body.decode("utf-8", "replace") + str(dict(response.headers))
        text = re.sub(r"\\u([0-9a-f]{4})", lambda code: chr(int(code[1], 16)), unquote(text))
        asked = unquote(url).count(SECRET)
        if SECRET in text and not asked:
            found.append(url)
    return found


@pytest.mark.django_db(transaction=True)
def test_a_purge_leaves_the_words_at_no_public_address(client, everywhere):
    team, ids, others, plan_id = everywhere
    with time_machine.travel(NOW + timedelta(hours=3), tick=False):
        urls = list(public_addresses([*ids, *others], plan_id))
        assert len(read_all(client, urls)) > 40
        for pk in ids:
            purge(team, Series.objects.get(pk=pk))
        assert read_all(client, [url for url in urls if "/suggest" not in url]) == []
        assert drain(NOW + timedelta(hours=3))
        assert read_all(client, urls) == []


@pytest.mark.django_db(transaction=True)
def test_a_purge_leaves_the_words_in_no_table_and_no_file_of_any_domain(everywhere):
    team, ids, _, _ = everywhere
    assert len(files_with(SECRET)) >= 3
    for pk in ids:
        purge(team, Series.objects.get(pk=pk))
    assert drain(NOW + timedelta(hours=3))
    assert SECRET not in everything_in_the_database()
    assert files_with(SECRET) == []


@pytest.mark.django_db(transaction=True)
def test_files_are_wiped_even_when_the_purging_process_died_right_after_its_commit(everywhere, monkeypatch):
    team, ids, _, _ = everywhere
    monkeypatch.setattr(transaction, "on_commit", lambda *arguments, **options: None)
    for pk in ids:
        purge(team, Series.objects.get(pk=pk))
    monkeypatch.undo()
    assert drain(NOW + timedelta(hours=3))
    assert files_with(SECRET) == []
    assert not StoredFile.objects.exists()
