"""Readers of bodies. Bodies and their relations are public facts, so no viewer is asked for."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date

from django.db.models import Q, QuerySet

from tongming.core.organizations.models import (
    Organization,
    OrganizationName,
    OrganizationRelation,
    RelationKind,
    Site,
)


def in_force(on: date) -> Q:
    """Return the condition that a dated row (`valid_from`, `valid_to` exclusive) holds on a day."""
    return (Q(valid_from__isnull=True) | Q(valid_from__lte=on)) & (
        Q(valid_to__isnull=True) | Q(valid_to__gt=on)
    )


def existing(on: date) -> QuerySet[Organization]:
    """Return the bodies that exist on a day."""
    return Organization.objects.filter(Q(established_on__isnull=True) | Q(established_on__lte=on)).filter(
        Q(abolished_on__isnull=True) | Q(abolished_on__gt=on)
    )


def organization(organization_id: int) -> Organization | None:
    """Return a body by its id, abolished ones too, or None."""
    return Organization.objects.filter(pk=organization_id).first()


def parent_of(organization_id: int, on: date) -> Organization | None:
    """Return the body above on a day, or None at the top."""
    relation = (
        OrganizationRelation.objects.filter(
            in_force(on), organization_id=organization_id, kind=RelationKind.PARENT
        )
        .select_related("related")
        .first()
    )
    return relation.related if relation else None


def children_of(organization_id: int, on: date) -> QuerySet[Organization]:
    """Return the bodies directly below on a day."""
    below = OrganizationRelation.objects.filter(
        in_force(on), related_id=organization_id, kind=RelationKind.PARENT
    )
    return existing(on).filter(pk__in=below.values("organization_id")).order_by("division_code", "pk")


def subtree_ids(roots: Iterable[int], on: date) -> frozenset[int]:
    """Return the ids of bodies and of all below them on a day; one query per level, at most one per tree level."""
    found = set(roots)
    level = set(found)
    while level:
        below = OrganizationRelation.objects.filter(
            in_force(on), related_id__in=level, kind=RelationKind.PARENT
        )
        level = set(below.values_list("organization_id", flat=True)) - found
        found |= level
    return frozenset(found)


def named(names: Iterable[str], on: date) -> dict[str, list[Organization]]:
    """Return for each name the bodies that bear it, as present, short or (on that day) former name."""
    wanted = set(names)
    found: dict[str, list[Organization]] = defaultdict(list)
    for organization in Organization.objects.filter(name__in=wanted):
        found[organization.name].append(organization)
    aliases = OrganizationName.objects.filter(in_force(on), name__in=wanted).select_related("organization")
    for alias in aliases:
        if alias.organization not in found[alias.name]:
            found[alias.name].append(alias.organization)
    return dict(found)


def one_named(name: str, on: date) -> Organization | None:
    """Return the one body of that name, or None when nobody or more than one bears it."""
    bodies = named([name], on).get(name, [])
    return bodies[0] if len(bodies) == 1 else None


def site_for(host: str) -> Site | None:
    """Return the site of a host name, else the default site, else the first one."""
    bare = host.rsplit(":", 1)[0].strip("[]").lower()
    sites = list(Site.objects.select_related("organization").order_by("-is_default", "pk"))
    by_domain = {site.domain.lower(): site for site in sites}
    return by_domain.get(bare) or next(iter(sites), None)


def default_site() -> Site | None:
    """Return the default site, else the first one, else None."""
    return site_for("")


def sites_beside(site: Site) -> list[int]:
    """Return the ids of the bodies that run the other sites of the installation."""
    return list(Site.objects.exclude(pk=site.pk).values_list("organization_id", flat=True))


def ancestors_of(organization_id: int, on: date) -> list[Organization]:
    """Return the bodies above on a day, the nearest first; a circle in the data ends the way."""
    found: list[Organization] = []
    seen = {organization_id}
    above = parent_of(organization_id, on)
    while above is not None and above.pk not in seen:
        found.append(above)
        seen.add(above.pk)
        above = parent_of(above.pk, on)
    return found


def top(on: date) -> Organization | None:
    """Return the highest body of the installation on a day: the first that has no parent, or None when there is no body."""
    below = OrganizationRelation.objects.filter(in_force(on), kind=RelationKind.PARENT).values(
        "organization_id"
    )
    return existing(on).exclude(pk__in=below).order_by("pk").first()
