"""Real holiday lists for the calendar's tests."""

import pytest

from tests.data import data_path


@pytest.fixture
def holiday_lists():
    """The yearly lists of days off, one JSON file a year."""
    return sorted(data_path("holidays").glob("*.json"))
