"""Which public site a request is for: its face (name, navigation, foot) and the bodies whose publications it shows.

Several sites run in one installation and are told apart by their domain; content is entered once. A site shows what its own
body and the bodies below it publish. The default site also shows what belongs to no site at all (laws of bodies above).
Pages of single documents are readable on every site, so that a county's page can link to the city's document.
"""

import re
from dataclasses import dataclass
from datetime import date

from django.core.cache import cache
from django.core.exceptions import DisallowedHost
from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse
from django.utils.functional import SimpleLazyObject
from django.utils.http import urlencode

from tongming.core.accounts.viewers import Viewer
from tongming.core.organizations.models import Organization, Site
from tongming.core.organizations.queries import site_for, sites_beside, subtree_ids
from tongming.core.publications.queries import publishing_bodies
from tongming.core.ui.pieces import Link, SearchTab, SiteFace

DEFAULT_NAME = "政府信息公开"
TREE_SECONDS = 300
FIND = "find"
COLUMNS = (
    ("首页", "portal:home"),
    ("政策文件", "portal:document_list"),
    ("现行有效", "portal:in_force"),
    ("公开机构", "portal:organization_list"),
    ("工作台账", "portal:ledger"),
)


@dataclass(frozen=True)
class CurrentSite:
    """本站: the site of a request, what its pages say about it, and the bodies it shows (None: all of them)."""

    row: Site | None
    face: SiteFace
    bodies: tuple[int, ...] | None

    @property
    def organization(self) -> Organization | None:
        """Return the body that runs the site."""
        return self.row.organization if self.row else None


def viewer_of_request(request: HttpRequest) -> Viewer:
    """Return the viewer that the middleware put on a request."""
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    return viewer


def current(request: HttpRequest) -> CurrentSite:
    """Return the site of a request; worked out once per request."""
    known: CurrentSite | None = getattr(request, "portal_site", None)
    if known is None:
        row = site_for(host_of(request))
        known = CurrentSite(row, face_of(row), bodies_of(row, viewer_of_request(request)) if row else None)
        request.portal_site = known  # type: ignore[attr-defined]
    return known


def host_of(request: HttpRequest) -> str:
    """Return the host of a request; the page that refuses an unknown host is shown by the default site."""
    try:
        return request.get_host()
    except DisallowedHost:
        return ""


def context(request: HttpRequest) -> dict[str, object]:
    """Context processor: `site` for the base templates, asked for only where a template reads it."""
    return {"site": SimpleLazyObject(lambda: face_of_request(request))}


def face_of_request(request: HttpRequest) -> SiteFace:
    """Return the face of the site of a request; the desk needs no scope, so none is computed for it."""
    known: CurrentSite | None = getattr(request, "portal_site", None)
    return known.face if known else face_of(site_for(host_of(request)))


def address(name: str) -> str:
    """Return the address of a page, or an empty string while no such page is served."""
    try:
        return reverse(name)
    except NoReverseMatch:
        return ""


def leave_url(target: str) -> str:
    """Return the address of the page that warns before the reader leaves for another site."""
    page = address("portal:leave")
    return f"{page}?{urlencode({'to': target})}" if page else target


def face_of(row: Site | None) -> SiteFace:
    """Return what head and foot say about a site; what is not recorded is left out."""
    search = address("portal:search")
    tabs = (SearchTab(FIND, "查文件", search, "标题、文号或关键词", address("portal:suggest")),)
    shared = {
        "home_url": address("portal:home") or "/",
        "sitemap_url": address("portal:sitemap"),
        "fault_url": address("portal:error_report"),
        "navigation": tuple(Link(label, url) for label, name in COLUMNS if (url := address(name))),
        "search_tabs": tabs if search else (),
    }
    if row is None:
        return SiteFace(name=DEFAULT_NAME, **shared)  # type: ignore[arg-type]
    return SiteFace(
        name=row.name,
        domain=row.domain,
        code=row.site_code,
        organizer=row.organization.name,
        contact=row.host_contact,
        icp=row.icp_number,
        police_number=row.police_number,
        police_url=_police_url(row.police_number),
        **shared,  # type: ignore[arg-type]
    )


def _police_url(number: str) -> str:
    """Return the page of the public-security filing, whose code is the number's digits."""
    code = re.search(r"\d{10,}", number)
    return leave_url(f"https://beian.mps.gov.cn/#/query/webSearch?code={code[0]}") if code else ""


def bodies_of(row: Site, viewer: Viewer) -> tuple[int, ...] | None:
    """Return the ids of the publishing bodies that a site shows, or None when it shows all."""
    beside = sites_beside(row) if row.is_default else []
    if row.is_default and not beside:
        return None
    own = tree(row.organization_id, viewer.on)
    publishing = publishing_bodies(viewer)
    if row.is_default:
        others = frozenset[int]().union(*(tree(pk, viewer.on) for pk in beside)) - own
        if not others:
            return None
        publishing = publishing.exclude(pk__in=others)
    else:
        publishing = publishing.filter(pk__in=own)
    return tuple(publishing.values_list("pk", flat=True))


def tree(organization_id: int, on: date) -> frozenset[int]:
    """Return the body and all below it on a day; kept for some minutes, since the tree changes seldom."""
    key = f"portal-tree:{organization_id}:{on.isoformat()}"
    known: frozenset[int] | None = cache.get(key)
    if known is None:
        known = subtree_ids([organization_id], on)
        cache.set(key, known, TREE_SECONDS)
    return known
