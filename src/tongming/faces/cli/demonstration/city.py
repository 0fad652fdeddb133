"""Loads the demonstration: bodies and accounts, then the real notice as officers would bring it in, then its ledger."""

from datetime import date, datetime
from typing import Any

from django.utils import timezone

from tongming.core.accounts.models import Role, User
from tongming.core.accounts.viewers import viewer_of
from tongming.core.events.actions import drain
from tongming.core.files.actions import store
from tongming.core.files.models import StoredFile
from tongming.core.files.sandbox import Sandbox
from tongming.core.organizations.models import Organization
from tongming.core.organizations.queries import default_site, one_named
from tongming.core.publications.actions import approve, create_draft, publish, submit
from tongming.core.publications.models import Series
from tongming.core.trail.actions import deed
from tongming.domains.documents.rules import content_from_parsed
from tongming.domains.documents.search import KIND
from tongming.faces.cli.demonstration import bodies, people
from tongming.faces.cli.demonstration.ledger import open_ledger
from tongming.faces.cli.demonstration.made_up import contents
from tongming.faces.cli.operating import operator

NOTICE = "tong-zheng-ban-fa-2021-42.txt"
DEPARTMENT = "南通市财政局"
REASON = "演示：原件文本未载明成文日期。"


def load() -> list[people.Opened] | None:
    """Load the city; None when there is a site already, so that real data is never mixed with a demonstration."""
    if default_site():
        return None
    now = timezone.now()
    data = (bodies.DATA / NOTICE).read_bytes()
    with Sandbox() as sandbox:
        parsed = sandbox.parse(data, NOTICE, None)
    printed = [unit for task in parsed["tasks"] for unit in [*task["lead_units"], *task["responsible_units"]]]
    with deed(operator(), now) as record:
        city = bodies.load_divisions()
        bodies.load_departments(city, printed, timezone.localdate(now))
        site = bodies.open_site(city)
        users, opened = people.open_accounts(_by_role(city, timezone.localdate(now)))
        record("load_demonstration", site, organization_id=city.pk)
    notice = publish_notice(users, data, parsed, now)
    made_up = contents(timezone.localdate(now))
    evidence = [(number, publish_by_three(users, content, [], now)) for number, content in made_up]
    open_ledger(users[f"{Role.SUPERVISOR}@city"], notice, evidence, now)
    drain(timezone.now())
    return opened


def _by_role(city: Organization, on: date) -> dict[str, Organization]:
    """Return the bodies in which the demonstration accounts hold their roles."""
    office = Organization.objects.get(name=bodies.OFFICE)
    department = one_named(DEPARTMENT, on) or office
    return {"office": office, "city": city, "department": department}


def publish_notice(users: dict[str, User], data: bytes, parsed: dict[str, Any], now: datetime) -> Series:
    """Bring the real notice in: upload it, and fill what it does not print."""
    content = content_from_parsed(parsed)
    content["audiences"] = ["社会公众"]
    content["article20"] = "20-15"
    stored = store(data, NOTICE, now)
    return publish_by_three(users, content, [(stored, f"{content['doc_number']}.txt", True)], now)


def publish_by_three(
    users: dict[str, User], content: dict[str, Any], files: list[tuple[StoredFile, str, bool]], now: datetime
) -> Series:
    """Take content the way three officers do: draft, submit, approve, publish with a reason for the warnings."""
    today = timezone.localdate(now)
    drafter, reviewer, publisher = (
        viewer_of(users[f"{role}@office"], today) for role in (Role.DRAFTER, Role.REVIEWER, Role.PUBLISHER)
    )
    draft = create_draft(
        drafter,
        kind=KIND,
        organization_id=next(iter(drafter.organizations(Role.DRAFTER))),
        content=content,
        files=files,
        now=now,
    )
    submit(drafter, draft, now=now)
    approve(reviewer, draft, now=now)
    [publication] = publish(publisher, [draft], reason=REASON, now=now)
    return publication.series
