"""The trail: chained in the order of commits, any change and any loss shows."""

import pytest
from django.conf import settings
from django.db import connection
from hypothesis import given
from hypothesis import strategies as st

from tests.factories import make_body, operator
from tongming.core.guards import guard, unguard
from tongming.core.trail import queries
from tongming.core.trail.actions import deed, sign_checkpoint
from tongming.core.trail.models import Entry
from tongming.core.trail.rules import GENESIS, HASHED_FIELDS, chain_faults, entry_hash, sm3


def test_sm3_gives_the_digest_of_the_standard():
    assert sm3(b"abc") == "66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0"


def make_chain(reasons):
    previous, chain = GENESIS, []
    for seq, reason in enumerate(reasons, 1):
        fields = dict.fromkeys(HASHED_FIELDS, "") | {"seq": seq, "reason": reason}
        digest = entry_hash(fields, previous)
        chain.append({**fields, "previous_hash": previous, "hash": digest})
        previous = digest
    return chain


@given(st.lists(st.text(), max_size=8))
def test_an_untouched_chain_has_no_fault(reasons):
    chain = make_chain(reasons)
    assert chain_faults(chain, {entry["seq"]: entry["hash"] for entry in chain}) == []


@given(st.lists(st.text(), min_size=1, max_size=8), st.data())
def test_a_changed_entry_is_found(reasons, data):
    chain = make_chain(reasons)
    place = data.draw(st.integers(0, len(chain) - 1))
    chain[place]["reason"] += "改"
    assert any(fault.seq == place + 1 for fault in chain_faults(chain, {}))


@given(st.lists(st.text(), min_size=2, max_size=8), st.data())
def test_a_missing_entry_is_found_even_at_the_end(reasons, data):
    chain = make_chain(reasons)
    heads = {entry["seq"]: entry["hash"] for entry in chain}
    del chain[data.draw(st.integers(0, len(chain) - 1))]
    assert chain_faults(chain, heads)


def some_deeds(now, how_many=3):
    body = make_body()
    for number in range(how_many):
        with deed(operator(), now) as record:
            record("edit", body, reason=f"第{number}次")
    return body


@pytest.mark.django_db(transaction=True)
def test_deeds_form_a_chain_that_verifies_and_is_noted_outside_the_database(now):
    some_deeds(now)
    found = queries.verify()
    assert (found.entries, found.faults) == (3, ())
    assert set(queries.noted_heads()) >= {1, 2, 3}


@pytest.mark.django_db
def test_a_deed_that_fails_leaves_nothing_behind(now):
    body = make_body()
    with pytest.raises(ZeroDivisionError), deed(operator(), now) as record:
        record("edit", body)
        _ = 1 / 0
    assert not Entry.objects.exists()


@pytest.mark.django_db
def test_a_tampered_entry_fails_verification(now):
    (settings.TRAIL_ROOT / "heads.log").unlink(missing_ok=True)
    some_deeds(now)
    unguard(connection, "trail_entry")
    Entry.objects.filter(seq=2).update(reason="改过")
    guard(connection, "trail_entry", None)
    assert [fault.seq for fault in queries.verify().faults] == [2]


@pytest.mark.django_db
def test_a_checkpoint_is_signed_once_per_head_and_verifies(now):
    (settings.TRAIL_ROOT / "heads.log").unlink(missing_ok=True)
    some_deeds(now)
    assert sign_checkpoint(now).seq == 3
    assert sign_checkpoint(now) is None
    found = queries.verify()
    assert (found.checkpoints, found.faults) == (1, ())


@pytest.mark.django_db
def test_a_checkpoint_that_was_not_signed_by_our_key_is_found(now):
    (settings.TRAIL_ROOT / "heads.log").unlink(missing_ok=True)
    some_deeds(now)
    checkpoint = sign_checkpoint(now)
    checkpoint.signature = "00" * 64
    assert "签名无效" in queries.checkpoint_fault(checkpoint).problem
    checkpoint.public_key = "00" * 32
    assert "密钥" in queries.checkpoint_fault(checkpoint).problem


@pytest.fixture(autouse=True)
def _fresh_heads():
    (settings.TRAIL_ROOT / "heads.log").unlink(missing_ok=True)


@pytest.mark.django_db
def test_history_gives_the_entries_of_one_thing_in_order(now):
    body = some_deeds(now)
    some_deeds(now)
    assert [entry.reason for entry in queries.history(body)] == ["第0次", "第1次", "第2次"]
