"""The bodies of the demonstration: divisions from the shipped table, departments as the notice's annex names them."""

from collections.abc import Iterable
from datetime import date
from pathlib import Path

from tongming.core.organizations import actions
from tongming.core.organizations.models import Organization, OrganizationKind, Site
from tongming.core.organizations.queries import one_named
from tongming.core.organizations.rules import is_collective

DATA = Path(__file__).parent / "data"
CITY_CODE = "3206"
OFFICE = "南通市人民政府办公室"
OFFICE_SHORT = ("市政府办", "市政府办公室")
VERTICAL_WORDS = ("人行", "银保监", "税务", "海关")
SAMPLE_QUESTIONS = ["2021年政务公开要做哪些事", "规范性文件怎么标注有效性", "12345热线年度报告"]


def load_divisions() -> Organization:
    """Load the divisions; city and counties bear the name of their government. Returns the city."""
    with (DATA / "divisions-nantong.csv").open(encoding="utf-8", newline="") as lines:
        actions.load_divisions(lines)
    governments = Organization.objects.filter(kind__in=[OrganizationKind.CITY, OrganizationKind.COUNTY])
    for body in governments.exclude(name__endswith="人民政府"):
        actions.entitle(body, f"{body.name}人民政府")
    return Organization.objects.get(kind=OrganizationKind.CITY, division_code=CITY_CODE)


def load_departments(city: Organization, printed: Iterable[str], on: date) -> None:
    """Register the office and every single body that the annex names; collectives are no bodies."""
    actions.create(
        OFFICE,
        OrganizationKind.OFFICE,
        parent=city,
        short_names=OFFICE_SHORT,
        disclosure_office="政务公开办公室（演示）",
        address="演示地址",
        office_hours="工作日 9:00—12:00，14:00—17:30（演示）",
        telephone="演示号码",
        demonstration=True,
    )
    for name in dict.fromkeys(printed):
        if is_collective(name) or one_named(name, on) is not None:
            continue
        full = f"南通{name}" if name.startswith("市") else name
        kind = (
            OrganizationKind.VERTICAL
            if any(word in name for word in VERTICAL_WORDS)
            else OrganizationKind.DEPARTMENT
        )
        actions.create(full, kind, parent=city, short_names=[name], demonstration=True)


def open_site(city: Organization) -> Site:
    """Open the city's site on the address that `make run` serves."""
    return actions.open_site(
        city,
        "127.0.0.1",
        "南通市人民政府（演示）",
        is_default=True,
        site_code="3206000001",
        host_contact="主办：南通市人民政府办公室（演示）",
        icp_number="演示备案号",
        police_number="演示公安备案号",
        sample_questions=SAMPLE_QUESTIONS,
    )
