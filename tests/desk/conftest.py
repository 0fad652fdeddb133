"""Fixtures of the desk: the given time, and signed-in clients."""

import pytest
import time_machine
from django.test import Client

from tests.factories import make_team
from tests.moments import NOW


@pytest.fixture(autouse=True)
def _given_time():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def team(db):
    return make_team()


@pytest.fixture
def sign_in():
    """Return a client signed in as a person; every POST must carry a valid CSRF token, or be refused."""

    def signed_in(user) -> Client:
        client = Client()
        client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
        return client

    return signed_in
