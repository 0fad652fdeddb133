"""A city's site with a few documents, its own index, and a clock that stands still."""

from dataclasses import dataclass

import pytest
import time_machine

from tests.factories import Team, make_body, make_team
from tests.moments import NOW
from tongming.core.organizations.models import Organization, Site
from tongming.core.search.actions import rebuild


@pytest.fixture(autouse=True)
def _standing_clock():
    with time_machine.travel(NOW, tick=False):
        yield


@dataclass(frozen=True)
class City:
    """The city body, the team of its office, and its default site."""

    body: Organization
    team: Team
    site: Site


@pytest.fixture
def city(db, settings, tmp_path) -> City:
    settings.INDEX_ROOT = tmp_path / "index"
    body = make_body(
        "演示市人民政府",
        "city",
        division_code="9901",
        address="演示路1号",
        office_hours="工作日9:00—17:30",
        telephone="000-1234",
        disclosure_office="演示市政务公开处",
    )
    office = make_body("演示市人民政府办公室", "office", parent=body)
    site = Site.objects.create(
        organization=body,
        domain="www.city.test",
        name="演示市政府信息公开",
        is_default=True,
        site_code="9901000001",
        icp_number="演ICP备1号",
        police_number="演公网安备99010200000001号",
        host_contact="000-5678",
        sample_questions=["公开申请多久答复", "停车怎么收费"],
    )
    return City(body, make_team(office), site)


@pytest.fixture
def reindex():
    """Bring the index up to date with what a test has published."""
    return rebuild
