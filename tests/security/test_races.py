"""What two processes do to the same thing at the same time, on SQLite and on PostgreSQL."""

import threading
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.conf import settings
from django.db import connection

from tests.factories import (
    content,
    make_approved,
    make_body,
    make_draft,
    make_published,
    make_team,
    operator,
    viewer,
)
from tests.moments import NOW
from tongming.core.clock import actions as clocks
from tongming.core.clock.models import Clock
from tongming.core.events import registry
from tongming.core.events.actions import deliver_waiting, emit
from tongming.core.events.registry import Event, Handler
from tongming.core.files import actions as files
from tongming.core.files.models import StoredFile
from tongming.core.process.table import DeedRefused
from tongming.core.publications import actions
from tongming.core.publications.models import Draft, IndexCounter, Publication, Series
from tongming.core.trail.actions import deed, sign_checkpoint, signing_key
from tongming.core.trail.models import ChainHead, Checkpoint, Entry
from tongming.core.trail.queries import verify
from tongming.domains.documents import actions as library
from tongming.domains.oversight import actions as oversight
from tongming.domains.oversight.actions import planning
from tongming.domains.oversight.models import Plan
from tongming.errors import UserError

pytestmark = pytest.mark.django_db(transaction=True)


def at_once(*acts):
    """Do things at the same time, each with a connection of its own; return what each gave or the user error it met."""
    gate = threading.Barrier(len(acts))

    def run(act):
        try:
            gate.wait(10)
            return act()
        except UserError as refused:
            return refused
        finally:
            connection.close()

    with ThreadPoolExecutor(len(acts)) as pool:
        return list(pool.map(run, acts))


@pytest.fixture(autouse=True)
def _trail_of_its_own(settings, tmp_path):
    settings.TRAIL_ROOT = tmp_path / "trail"
    settings.KEYS_ROOT = tmp_path / "keys"


def test_the_very_first_deeds_of_an_installation_are_chained_one_after_the_other():
    body = make_body()
    assert not ChainHead.objects.exists()

    def act():
        with deed(operator(), NOW) as record:
            record("演示", body)

    assert at_once(*[act] * 6) == [None] * 6
    assert Entry.objects.count() == 6
    assert verify().faults == ()


def test_a_draft_is_published_once_however_many_press_the_button():
    team = make_team()
    draft = make_approved(team)
    outcomes = at_once(*[lambda: actions.publish(viewer(team.publisher), [draft], now=NOW)] * 4)
    assert sum(isinstance(outcome, DeedRefused) for outcome in outcomes) == 3
    assert Publication.objects.count() == 1


def test_first_publications_of_a_year_get_index_numbers_of_their_own():
    team = make_team()
    drafts = [make_approved(team) for _ in range(6)]
    assert not IndexCounter.objects.exists()
    at_once(
        *[lambda draft=draft: actions.publish(viewer(team.publisher), [draft], now=NOW) for draft in drafts]
    )
    numbers = sorted(Series.objects.values_list("index_number", flat=True))
    assert [number[-5:] for number in numbers] == [f"0000{n}" for n in range(1, 7)]
    assert verify().faults == ()


def test_sets_of_two_bodies_published_crosswise_both_go_out():
    first, second = make_team(), make_team()
    publisher = first.publisher
    second.body.appointments.create(user=publisher, role="publisher")
    for _ in range(5):
        a, b, c, d = (make_approved(team) for team in (first, second, second, first))
        outcomes = at_once(
            lambda a=a, b=b: actions.publish(viewer(publisher), [a, b], now=NOW),
            lambda c=c, d=d: actions.publish(viewer(publisher), [c, d], now=NOW),
        )
        assert [len(outcome) for outcome in outcomes] == [2, 2]


def test_the_same_file_registered_twice_at_once_is_one_series():
    body, given = make_body(), content()

    def register():
        return actions.register_published(
            operator(),
            kind="document",
            organization_id=body.pk,
            content=given,
            identity="一",
            source="",
            now=NOW,
        )[1]

    assert sorted(at_once(*[register] * 4)) == ["created", "unchanged", "unchanged", "unchanged"]
    assert (Series.objects.count(), Publication.objects.count()) == (1, 1)


def test_a_further_version_is_drafted_once_however_many_press_the_button():
    team = make_team()
    series = make_published(team).series
    outcomes = at_once(*[lambda: library.open_new_version(viewer(team.drafter), series, now=NOW)] * 4)
    assert sum(isinstance(outcome, Draft) for outcome in outcomes) == 1


def test_an_event_claimed_by_two_workers_is_handled_by_one(monkeypatch):
    seen = []
    monkeypatch.setattr(registry, "_handlers", registry.defaultdict(dict))
    registry.subscribe(Event.CALENDAR_CHANGED, Handler("remember", seen.extend, batch=4))
    for year in range(40):
        emit(Event.CALENDAR_CHANGED, NOW, year=year)
    at_once(*[lambda: deliver_waiting(NOW)] * 4)
    assert sorted(payload["year"] for payload in seen) == list(range(40))


def test_a_purge_between_reading_and_writing_leaves_no_ledger(monkeypatch):
    team = make_team()
    body = {"tasks": [], "outline": [{"level": 1, "kind": "一", "number": "一、", "heading": "", "children": [],
            "text": "各地要在2026年底前完成目录编制。"}], "attachments": [], "tables": [], "references": []}  # fmt: skip
    series = make_published(team, body=body).series
    read = planning.read

    def read_while_it_is_purged(words):
        found = read(words)
        actions.purge(viewer(team.head), series, ground="secret", reason="演示", now=NOW)
        return found

    monkeypatch.setattr(planning, "read", read_while_it_is_purged)
    with pytest.raises(oversight.NotAPlan):
        oversight.make_plan(operator(), series, now=NOW)
    assert not Plan.objects.exists()


def test_a_purge_before_a_draft_is_written_leaves_no_draft():
    team = make_team()
    series = make_published(team).series
    seen_before = Series.objects.get(pk=series.pk)
    actions.purge(viewer(team.head), series, ground="secret", reason="演示", now=NOW)
    with pytest.raises(DeedRefused, match="已清除"):
        make_draft(team, series=seen_before)


def test_a_body_drafts_no_version_of_what_another_body_published():
    series, other = make_published().series, make_team()
    with pytest.raises(DeedRefused, match="原公开机构"):
        make_draft(other, series=series)


def test_a_clock_stopped_during_a_recomputation_stays_stopped(monkeypatch):
    draft = make_draft(make_team())
    computed = clocks.computed

    def computed_while_it_is_stopped(clock, working=None):
        found = computed(clock, working)
        clocks.stop(draft, NOW.date())
        return found

    monkeypatch.setattr(clocks, "computed", computed_while_it_is_stopped)
    clocks.recompute([{"year": 2026}])
    assert Clock.objects.get().stopped_on == NOW.date()


def test_a_file_stored_while_the_same_content_is_wiped_is_there_afterwards():
    for number in range(20):
        data = f"内容{number}".encode()
        stored = files.store(data, "a.txt", NOW)
        _, again = at_once(
            lambda stored=stored: files.wipe(stored), lambda data=data: files.store(data, "a.txt", NOW)
        )
        row = StoredFile.objects.filter(digest=again.digest).first()
        on_disk = (settings.FILES_ROOT / again.path).exists()
        assert (row is not None) == on_disk, number


def test_a_file_that_came_into_use_meanwhile_is_not_wiped():
    team = make_team()
    stored = files.store(b"abc", "a.txt", NOW)
    actions.attach(viewer(team.drafter), make_draft(team), stored, "a.txt", now=NOW)
    files.wipe(stored)
    assert (settings.FILES_ROOT / stored.path).exists()
    assert StoredFile.objects.filter(pk=stored.pk).exists()


def test_the_signing_key_is_made_once():
    keys = at_once(*[lambda: signing_key().public_key().public_bytes_raw()] * 8)
    assert len(set(keys)) == 1


def test_a_signing_key_whose_maker_died_half_way_is_made_anew(settings):
    settings.KEYS_ROOT.mkdir(parents=True)
    (settings.KEYS_ROOT / "trail-ed25519.pem").touch()
    assert signing_key()


def test_a_checkpoint_is_signed_once_and_outside_of_the_transaction(monkeypatch):
    make_published()

    def key_outside():
        assert not connection.in_atomic_block
        return signing_key()

    monkeypatch.setattr("tongming.core.trail.actions.signing_key", key_outside)
    at_once(*[lambda: sign_checkpoint(NOW)] * 4)
    assert Checkpoint.objects.count() == 1


def test_four_writers_of_fifty_deeds_each_lock_nobody_out():
    bodies = [make_body() for _ in range(4)]

    def write(body):
        for number in range(50):
            with deed(operator(), NOW) as record:
                body.introduction = str(number)
                body.save(update_fields=["introduction"])
                record("演示", body)

    assert at_once(*[lambda body=body: write(body) for body in bodies]) == [None] * 4
    assert Entry.objects.count() == 200
    assert verify().faults == ()
