"""Shared fixtures: time is given, guarded tables survive the flush of a test database, real parts are started once."""

import os
from datetime import date, datetime

import pytest
from django.core.cache import cache
from django.db import connections
from django.test import TransactionTestCase
from hypothesis import settings as hypothesis_settings

from tests.moments import NOW, TODAY
from tongming.core.guards import RefuseChanges, guard, unguard

# No time limit for one example: the machine may be busy. In CI the examples are the same at every run, so that a change is
# judged by what it changes; everywhere else they are new each time.
hypothesis_settings.register_profile("project", deadline=None, derandomize=bool(os.environ.get("CI")))
hypothesis_settings.load_profile("project")


def _flush_despite_guards(flush):
    """Lift the triggers while Django empties the tables of a test database: the refusal they make is what other tests prove."""

    def wrapper(self):
        using = connections["default"]
        for table in RefuseChanges.tables:
            unguard(using, table)
        try:
            flush(self)
        finally:
            for table, delete_when in RefuseChanges.tables.items():
                guard(using, table, delete_when)

    return wrapper


TransactionTestCase._fixture_teardown = _flush_despite_guards(TransactionTestCase._fixture_teardown)


@pytest.fixture
def today() -> date:
    return TODAY


@pytest.fixture
def now() -> datetime:
    return NOW


@pytest.fixture(autouse=True)
def _empty_cache():
    cache.clear()
    yield
    cache.clear()


@pytest.fixture(autouse=True)
def _index_of_its_own(settings, tmp_path):
    """Give each test an index of its own: what another test found must not be found here."""
    settings.INDEX_ROOT = tmp_path / "index"
