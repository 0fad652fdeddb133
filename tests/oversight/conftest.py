"""A small city: its office, departments, counties and a zone, and the people who work with the ledger."""

from dataclasses import dataclass

import pytest

from tests.factories import make_body, make_person, viewer
from tests.oversight.notices import make_ledger
from tongming.core.accounts.models import Role
from tongming.core.accounts.viewers import Viewer
from tongming.core.organizations.models import Organization
from tongming.domains.oversight.models import Plan


@dataclass(frozen=True)
class City:
    """Bodies of the made-up city, and viewers: its supervisor, an officer of the finance bureau, one of an outside body."""

    government: Organization
    office: Organization
    justice: Organization
    finance: Organization
    counties: list[Organization]
    zone: Organization
    supervisor: Viewer
    officer: Viewer
    outsider: Viewer


@pytest.fixture
def city(db) -> City:
    government = make_body("演示市", "city")
    office = make_body("演示市人民政府办公室", "office", parent=government, short_names=("市政府办",))
    justice = make_body("演示市司法局", parent=government, short_names=("市司法局",))
    finance = make_body("演示市财政局", parent=government, short_names=("市财政局",))
    counties = [make_body(name, "county", parent=government) for name in ("甲县", "乙区", "丙市")]
    zone = make_body("演示开发区管委会", "zone", parent=government)
    return City(
        government,
        office,
        justice,
        finance,
        counties,
        zone,
        viewer(make_person((Role.SUPERVISOR, government))),
        viewer(make_person((Role.PUBLISHER, finance))),
        viewer(make_person((Role.SUPERVISOR, make_body()))),
    )


@pytest.fixture
def plan(city) -> Plan:
    return make_ledger(city.office)
