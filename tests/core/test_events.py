"""The outbox: at least once, never lost, given up only in sight of the desk."""

from datetime import timedelta

import pytest

from tests.factories import operator
from tongming.core.events import actions, registry
from tongming.core.events.actions import Later, deliver_waiting, emit, forget_done, retry_failed
from tongming.core.events.models import Delivery
from tongming.core.events.registry import Event, Handler

pytestmark = pytest.mark.django_db


@pytest.fixture
def seen(monkeypatch):
    """One handler for calendar changes that remembers what it got."""
    got = []
    monkeypatch.setattr(registry, "_handlers", registry.defaultdict(dict))
    registry.subscribe(Event.CALENDAR_CHANGED, Handler("remember", got.extend, batch=3))
    return got


def fail_with(error):
    def handle(batch):
        raise error

    registry.subscribe(Event.CALENDAR_CHANGED, Handler("remember", handle))


def test_every_event_reaches_its_handler_in_batches(seen, now):
    for year in range(2020, 2027):
        emit(Event.CALENDAR_CHANGED, now, year=year)
    assert deliver_waiting(now) == 7
    assert [payload["year"] for payload in seen] == list(range(2020, 2027))
    assert deliver_waiting(now) == 0


def test_a_failing_handler_is_tried_again_later_and_finally_stands_on_the_desk(seen, now, caplog):
    fail_with(ValueError("坏"))
    emit(Event.CALENDAR_CHANGED, now, year=2026)
    moment = now
    for _ in range(actions.MAX_ATTEMPTS):
        with_time = Delivery.objects.get()
        assert not with_time.failed
        moment = max(moment, with_time.run_after) + timedelta(days=1000)
        actions._deliver_batch(with_time, moment)
    row = Delivery.objects.get()
    assert row.failed
    assert row.error.startswith("ValueError")
    assert retry_failed(operator(), [row.pk], now=moment) == 1
    assert not Delivery.objects.get().failed


def test_a_handler_that_must_wait_loses_no_attempt(seen, now):
    fail_with(Later())
    emit(Event.CALENDAR_CHANGED, now, year=2026)
    deliver_waiting(now, rounds=1)
    row = Delivery.objects.get()
    assert (row.attempts, row.lease, row.done_at) == (0, "", None)


def test_an_expired_lease_is_taken_again_and_a_running_one_is_not(seen, now):
    emit(Event.CALENDAR_CHANGED, now, year=2026)
    Delivery.objects.update(lease="another worker", lease_until=now + actions.LEASE)
    assert not actions.waiting(now).exists()
    assert actions.waiting(now + actions.LEASE * 2).exists()


def test_a_delivery_without_handler_stands_on_the_desk(seen, now):
    emit(Event.CALENDAR_CHANGED, now, year=2026)
    Delivery.objects.update(handler="gone")
    deliver_waiting(now)
    assert Delivery.objects.get().failed


def test_old_deliveries_are_forgotten(seen, now):
    emit(Event.CALENDAR_CHANGED, now, year=2026)
    deliver_waiting(now)
    assert forget_done(now) == 0
    Delivery.objects.update(done_at=now - timedelta(days=8))
    assert forget_done(now - timedelta(days=7)) == 1


def test_drain_waits_for_nothing_that_failed_for_good(seen, now):
    emit(Event.CALENDAR_CHANGED, now, year=2026)
    Delivery.objects.update(failed=True)
    assert actions.drain(now)


def test_drain_gives_up_in_time(seen, now):
    fail_with(Later())
    emit(Event.CALENDAR_CHANGED, now, year=2026)
    assert not actions.drain(now, patience=timedelta(seconds=0.3))


def test_an_event_that_this_version_no_longer_knows_stands_on_the_desk_and_holds_up_nothing(seen, now):
    emit(Event.CALENDAR_CHANGED, now, year=2026)
    Delivery.objects.update(event="from an older version")
    emit(Event.CALENDAR_CHANGED, now, year=2027)
    deliver_waiting(now)
    assert Delivery.objects.get(event="from an older version").failed
    assert seen == [{"year": 2027}]


def test_one_that_cannot_be_handled_holds_back_only_itself(seen, now, caplog):
    def handle(batch):
        if {"year": 2021} in batch:
            raise ValueError("张某某的住址")
        seen.extend(batch)

    registry.subscribe(Event.CALENDAR_CHANGED, Handler("remember", handle, batch=10))
    for year in range(2020, 2025):
        emit(Event.CALENDAR_CHANGED, now, year=year)
    deliver_waiting(now, rounds=1)
    assert [payload["year"] for payload in seen] == [2020, 2022, 2023, 2024]
    left = Delivery.objects.get(done_at=None)
    assert (left.payload["year"], left.attempts) == (2021, 1)
    assert left.error.startswith("ValueError（")
    assert "张某某" not in left.error + caplog.text
