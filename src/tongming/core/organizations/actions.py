"""Writers of bodies: registered one by one or from a CSV of divisions; rejected rows are reported and the rest goes on."""

import csv
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from tongming.core.organizations.models import (
    NameKind,
    Organization,
    OrganizationKind,
    OrganizationName,
    OrganizationRelation,
    RelationKind,
    Site,
)
from tongming.core.organizations.rules import credit_code_problem
from tongming.errors import UserError

DIVISION_KINDS = {"province", "city", "county", "township", "village"}


class BadOrganization(UserError):
    """A body that cannot be registered; the message says what is wrong."""


def create(
    name: str,
    kind: str,
    *,
    parent: Organization | None = None,
    short_names: Iterable[str] = (),
    since: date | None = None,
    **fields: Any,
) -> Organization:
    """Register a body (登记机构) under a parent, with its short names. Call it inside the transaction of a deed."""
    if not name.strip():
        raise BadOrganization("机构名称不能为空。")
    if kind not in OrganizationKind.values:
        raise BadOrganization(f"没有“{kind}”这种机构类别。")
    code = fields.get("credit_code")
    if code and (problem := credit_code_problem(code)):
        raise BadOrganization(problem)
    body = Organization.objects.create(name=name.strip(), kind=kind, established_on=since, **fields)
    if parent:
        place(body, parent, since=since)
    OrganizationName.objects.bulk_create(
        OrganizationName(organization=body, name=short, kind=NameKind.SHORT)
        for short in short_names
        if short != name
    )
    return body


def place(body: Organization, parent: Organization, *, since: date | None) -> None:
    """Put a body under a parent from a day on; the earlier place ends that day."""
    present = OrganizationRelation.objects.filter(
        organization=body, kind=RelationKind.PARENT, valid_to__isnull=True
    ).first()
    if present:
        if since is None:
            raise BadOrganization(f"“{body.name}”已有上级机构，变更隶属关系要写明日期。")
        present.valid_to = since
        present.save(update_fields=["valid_to"])
    OrganizationRelation.objects.create(
        organization=body, related=parent, kind=RelationKind.PARENT, valid_from=since
    )


def rename(body: Organization, name: str, *, on: date) -> None:
    """Rename a body from a day on; the name it had stays as a former one, so that old documents still find it."""
    last = (
        OrganizationName.objects.filter(organization=body, kind=NameKind.FORMER).order_by("-valid_to").first()
    )
    OrganizationName.objects.create(
        organization=body,
        name=body.name,
        kind=NameKind.FORMER,
        valid_from=last.valid_to if last else body.established_on,
        valid_to=on,
    )
    body.name = name.strip()
    body.save(update_fields=["name"])


def merge(bodies: Iterable[Organization], successor: Organization, *, on: date) -> None:
    """Merge bodies into a successor on a day (机构合并): they end, and the successor names them as predecessors."""
    for body in bodies:
        body.abolished_on = on
        body.save(update_fields=["abolished_on"])
        OrganizationRelation.objects.create(
            organization=successor, related=body, kind=RelationKind.PREDECESSOR, valid_from=on
        )


@dataclass
class DivisionReport:
    """What a load of divisions did; `rejected` holds (line, reason)."""

    read: int = 0
    created: int = 0
    unchanged: int = 0
    rejected: list[tuple[int, str]] = field(default_factory=list)


def load_divisions(lines: Iterable[str]) -> DivisionReport:
    """Load divisions from CSV lines with the header code,name,level,parent_code. Call it inside the transaction of a deed.

    A row is rejected when a field is missing, its level is unknown, or its parent is neither loaded nor above it in the file.
    """
    report = DivisionReport()
    reader = csv.DictReader(lines)
    if missing := {"code", "name", "level", "parent_code"} - set(reader.fieldnames or []):
        raise BadOrganization(f"区划表缺少列：{'、'.join(sorted(missing))}。")
    known = dict(
        Organization.objects.filter(kind__in=DIVISION_KINDS)
        .exclude(division_code="")
        .values_list("division_code", "pk")
    )
    bodies: list[Organization] = []
    parents: dict[str, str] = {}
    seen = set(known)
    for line, row in enumerate(reader, 2):
        report.read += 1
        if reason := _row_problem(row, seen):
            report.rejected.append((line, reason))
        elif row["code"] in seen:
            report.unchanged += 1
        else:
            seen.add(row["code"])
            parents[row["code"]] = row["parent_code"]
            bodies.append(Organization(name=row["name"], kind=row["level"], division_code=row["code"]))
    created = Organization.objects.bulk_create(bodies, batch_size=500)
    known |= {body.division_code: body.pk for body in created}
    OrganizationRelation.objects.bulk_create(
        (
            OrganizationRelation(organization=body, related_id=known[parent], kind=RelationKind.PARENT)
            for body in created
            if (parent := parents[body.division_code])
        ),
        batch_size=500,
    )
    report.created = len(created)
    return report


def _row_problem(row: dict[str, str], seen: set[str]) -> str | None:
    """Return why a row of divisions cannot be taken, or None."""
    code, name, level, parent = (row.get(column) or "" for column in ("code", "name", "level", "parent_code"))
    if not code.isdigit() or not name:
        return f"代码“{code}”或名称“{name}”不完整。"
    if level not in DIVISION_KINDS:
        return f"级别“{level}”不是province、city、county、township、village之一。"
    if parent and parent not in seen:
        return f"上级代码“{parent}”不在表中，也未载入。"
    return None


def entitle(body: Organization, name: str) -> None:
    """Give a body its official name; the one it bore becomes a short name (崇川区 → 崇川区人民政府)."""
    OrganizationName.objects.get_or_create(organization=body, name=body.name, kind=NameKind.SHORT)
    body.name = name
    body.save(update_fields=["name"])


def open_site(organization: Organization, domain: str, name: str, **fields: Any) -> Site:
    """Open a public site (开设站点) of a body under a domain."""
    if Site.objects.filter(domain=domain).exists():
        raise BadOrganization(f"域名“{domain}”已有站点。")
    return Site.objects.create(organization=organization, domain=domain, name=name, **fields)
