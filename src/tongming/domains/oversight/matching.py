"""Which bodies printed units are: by present, former or short name; several of one name stay unmatched, and are shown so."""

from collections.abc import Iterable
from datetime import date

from tongming.core.organizations.models import Organization, OrganizationKind
from tongming.core.organizations.queries import named, parent_of, subtree_ids
from tongming.core.publications.models import PublicationContent

SERVING = frozenset({OrganizationKind.OFFICE, OrganizationKind.DEPARTMENT})


def reading_day(content: PublicationContent, year: int | None, today: date) -> date:
    """Return the day on which the names of a notice are meant: its date, else the last day of its year, never after today."""
    if content.formed_on:
        return min(content.formed_on, today)
    return min(date(year, 12, 31), today) if year else today


def root_of(organization: Organization, on: date) -> Organization:
    """Return the government whose bodies a notice of this organization means by 市…局: for an office, the one above it."""
    if organization.kind in SERVING:
        return parent_of(organization.pk, on) or organization
    return organization


def match_units(organization: Organization, names: Iterable[str], on: date) -> dict[str, Organization]:
    """Return the one body of each name; of several bodies of a name, the one below the plan's government, if it is one."""
    candidates = named(names, on)
    scope: frozenset[int] | None = None
    found: dict[str, Organization] = {}
    for name, bodies in candidates.items():
        if len(bodies) > 1:
            if scope is None:
                scope = subtree_ids([root_of(organization, on).pk], on)
            bodies = [body for body in bodies if body.pk in scope]  # noqa: PLW2901 - the same list, narrowed
        if len(bodies) == 1:
            found[name] = bodies[0]
    return found
