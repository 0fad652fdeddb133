"""The walk of all addresses as all roles.

Every address of the resolver must stand in `TABLE` with what each kind of person gets there; a new one that is missing fails the test.
Persons are the public, a person whose account is out of use, each role in the body the rows belong to (supervisor and administrator
stand in the city above it), and each role in another city.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

import pytest
import time_machine
from django.test import Client
from django.urls import URLPattern, get_resolver, reverse

from tests.factories import make_body, make_person, make_published, make_team, viewer
from tests.moments import NOW
from tongming.core.accounts.models import Role
from tongming.core.clock.models import CalendarDay, CalendarYear
from tongming.core.files.actions import store
from tongming.core.organizations import actions as organizations
from tongming.core.organizations.models import Site
from tongming.core.publications.actions import create_draft
from tongming.core.trail.models import Entry
from tongming.domains.documents.models import Relation
from tongming.domains.documents.rules import content_from_parsed
from tongming.domains.documents.search import KIND
from tongming.domains.oversight import actions as oversight
from tongming.domains.oversight.models import Task
from tongming.engines.gongwen import parse_text
from tongming.faces.desk.base import DeskView

pytestmark = pytest.mark.django_db

BODY_ROLES = (Role.DRAFTER, Role.REVIEWER, Role.PUBLISHER, Role.OFFICE_HEAD)
CITY_ROLES = (Role.SUPERVISOR, Role.ADMINISTRATOR)
ROLES = tuple(str(role) for role in (*BODY_ROLES, *CITY_ROLES))
PEOPLE = (
    "public",
    "inactive",
    "unposted",
    *(f"own {role}" for role in ROLES),
    *(f"other {role}" for role in ROLES),
)

Expected = Callable[[str], str]


def everyone(outcome: str = "page") -> Expected:
    """The same for all: public pages know no sign-in state."""
    return lambda who: outcome


def signed_in(outcome: str = "page") -> Expected:
    """Desk pages without rows of a body."""
    return lambda who: "sign-in" if who in {"public", "inactive"} else outcome


def in_role(*roles: str) -> Expected:
    """Desk pages for some roles, wherever they are held."""
    return lambda who: signed_in("page" if who.partition(" ")[2] in roles else "refused")(who)


def own(outcome: str = "page") -> Expected:
    """Rows of a body: whoever works in it or above it; nobody else knows that they exist."""
    return lambda who: signed_in(outcome if who.startswith("own ") else "unknown")(who)


def own_in_role(*roles: str) -> Expected:
    """Rows of a body, and some roles only."""
    return lambda who: own("page" if who.partition(" ")[2] in roles else "refused")(who)


def administrators(outcome: str = "page") -> Expected:
    """Master data without scope."""
    return lambda who: outcome if who.endswith(" administrator") else "admin-login"


def own_administrator(outcome: str = "page", elsewhere: str = "redirect") -> Expected:
    """Master data of bodies in scope; elsewhere Django says on its index that there is no such row."""
    return lambda who: administrators(outcome if who.startswith("own ") else elsewhere)(who)


STATERS = ("publisher", "office_head", "supervisor", "administrator")
PURGERS = ("office_head", "supervisor", "administrator")

TABLE: dict[str, Expected] = {
    # desk
    "desk:inbox": signed_in(),
    "desk:sign_in": lambda who: "page" if who in {"public", "inactive"} else "redirect",
    "desk:sign_out": signed_in("method"),
    "desk:password": signed_in(),
    "desk:drafts": signed_in(),
    "desk:drafts_csv": signed_in(),
    "desk:upload": in_role("drafter"),
    "desk:draft": own(),
    "desk:draft_deed": own("method"),
    "desk:draft_attach": own("method"),
    "desk:draft_file": own(),
    "desk:publish": signed_in(),
    "desk:published": signed_in(),
    "desk:published_csv": signed_in(),
    "desk:series": own(),
    "desk:series_deed": own("method"),
    "desk:new_version": own("method"),
    "desk:validity": own_in_role(*STATERS),
    "desk:purge": own_in_role(*PURGERS),
    "desk:relation": own(),
    "desk:history": signed_in(),
    "desk:history_csv": signed_in(),
    "desk:deliveries": in_role("administrator"),
    # the ledger: confirmed tasks are public, so every officer may read them
    "desk:ledger": signed_in(),
    "desk:plan": signed_in(),
    "desk:plan_deeds": signed_in("method"),
    "desk:task": signed_in(),
    "desk:task_deed": signed_in("method"),
    "desk:expand_unit": lambda who: signed_in(
        "page" if who in {"own supervisor", "own administrator"} else "refused"
    )(who),
    # administration
    "admin:index": administrators(),
    "admin:login": lambda who: (
        "sign-in"
        if who in {"public", "inactive"}
        else "redirect"
        if who.endswith("administrator")
        else "refused"
    ),
    "admin:logout": lambda who: "method" if who.endswith(" administrator") else "redirect",
    "admin:password_change": administrators("redirect"),
    "admin:password_change_done": administrators(),
    "admin:autocomplete": administrators("refused"),
    "admin:jsi18n": administrators(),
    "admin:view_on_site": administrators("unknown"),
    "admin:app_list": administrators(),
    "admin/(?P<url>.*)$": administrators("unknown"),
    # API and public site
    "api:openapi-json": everyone(),
    "api:openapi-view": everyone(),
    "api:api-root": everyone("unknown"),
    "api:list_documents": everyone(),
    "api:get_document": everyone(),
    "api:list_versions": everyone(),
    "api:list_organizations": everyone(),
    "api:get_organization": everyone(),
    "api:get_search": everyone(),
    "api:get_suggestions": everyone(),
    "ui:styleguide": everyone(),
    "ui:sample_suggestions": everyone(),
    "ui:preferences": everyone(),
    "portal:home": everyone(),
    "portal:search": everyone(),
    "portal:suggest": everyone(),
    "portal:document_list": everyone(),
    "portal:document": everyone(),
    "portal:document_text": everyone(),
    "portal:document_history": everyone(),
    "portal:document_compare": everyone(),
    "portal:file": everyone(),
    "portal:in_force": everyone(),
    "portal:unresolved": everyone(),
    "portal:organization_list": everyone(),
    "portal:organization": everyone(),
    "portal:organization_module": everyone(),
    "portal:ledger": everyone(),
    "portal:plan": everyone(),
    "portal:plan_tasks": everyone(),
    "portal:feed": everyone(),
    "portal:organization_feed": everyone(),
    "portal:sitemap": everyone(),
    "portal:sitemap_index": everyone(),
    "portal:sitemap_section": everyone(),
    "portal:robots": everyone(),
    "portal:leave": everyone("bad"),  # no target is named
    "portal:error_report": everyone(),
}
SCOPED = ("organizations_organization", "organizations_site", "accounts_user", "accounts_appointment")
READ_ONLY = ("organizations_organizationrelation", "clock_calendarday")
for model in (*SCOPED, "organizations_organizationrelation", "clock_calendaryear", "clock_calendarday"):
    rows = own_administrator if model.startswith(("organizations", "accounts")) else administrators
    TABLE |= {
        f"admin:{model}_changelist": administrators(),
        f"admin:{model}_add": administrators("refused" if model in READ_ONLY else "page"),
        f"admin:{model}_change": rows(),
        f"admin:{model}_history": own_administrator("redirect")
        if rows is own_administrator
        else administrators("redirect"),
        f"admin:{model}_delete": administrators("refused"),
        f"admin/{model.replace('_', '/')}/<path:object_id>/": administrators("redirect"),
    }
TABLE["admin:auth_user_password_change"] = own_administrator(elsewhere="unknown")


@dataclass
class World:
    """A city with an office and its rows, another city with an office, and one person for each line of the table."""

    clients: dict[str, Client] = field(default_factory=dict)
    ids: dict[str, Any] = field(default_factory=dict)
    objects: dict[str, Any] = field(default_factory=dict)


NOTICE = "关于演示工作的通知\n\n各县（市、区）人民政府：\n\n一、落实公开责任。各地要在2026年底前完成目录编制。\n\n演示市人民政府办公室\n2026年6月10日\n"


@pytest.fixture(autouse=True)
def _given_time():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def world() -> World:
    made = World()
    city, office = _city("320600000000", "甲市"), None
    for place, code, name in (("other", "320500000000", "乙市"), ("own", None, "甲市")):
        top = city if place == "own" else _city(code, name)
        office = organizations.create(f"{name}政府办公室", "office", parent=top)
        for role in ROLES:
            made.clients[f"{place} {role}"] = _client(
                make_person((role, top if role in CITY_ROLES else office))
            )
    made.clients["public"] = Client()
    made.clients["inactive"] = _client(make_person((Role.ADMINISTRATOR, city), active=False))
    made.clients["unposted"] = _client(make_person())
    _rows(made, city, office)
    return made


def _city(code: str, name: str):
    return make_body(f"{name}人民政府", kind="city", division_code=code)


def _client(person) -> Client:
    client = Client()
    client.force_login(person, backend="django.contrib.auth.backends.ModelBackend")
    return client


def _rows(made: World, city, office) -> None:
    """Make one row of everything that has a page."""
    team = make_team(office)
    content = content_from_parsed(parse_text(NOTICE).to_dict()) | {
        "theme": "综合政务",
        "subtheme": "政务公开",
    }
    series = make_published(team, **{name: content[name] for name in ("body", "text", "title")}).series
    stored = store(b"a", "a.txt", NOW)
    draft = create_draft(
        viewer(team.drafter),
        kind=KIND,
        organization_id=office.pk,
        content=content,
        files=[(stored, "a.txt", True)],
        now=NOW,
    )
    file = series.current.files.create(stored=stored, name="a.txt")
    relation = Relation.objects.create(source=series, target=None, role="basis", cited_title="演示条例")
    supervisor = viewer(make_person((Role.SUPERVISOR, city)))
    plan = oversight.make_plan(supervisor, series, now=NOW).plan
    task = oversight.confirm(supervisor, list(Task.objects.filter(plan=plan)[:1]), now=NOW)[0]
    unit = task.units.get()
    person = make_person((Role.DRAFTER, office))
    site = Site.objects.create(organization=city, domain="own.example", name="甲市", is_default=True)
    CalendarYear.objects.create(year=2027, source="演示")
    CalendarDay.objects.create(day="2027-01-01", is_working=False, reason="元旦")
    made.ids = {
        "series_id": series.pk, "draft_id": draft.pk, "relation_id": relation.pk, "plan_id": plan.pk, "task_id": task.pk,
        "unit_id": unit.pk, "organization_id": office.pk, "module": "guide", "name": "a.txt", "number": 1, "url": "nothing/",
        "content_type_id": "1", "app_label": "accounts", "id": person.pk,
    }  # fmt: skip
    made.objects = {
        "desk:draft_file": draft.files.get().pk, "portal:file": file.pk, "organization": office.pk, "site": site.pk,
        "organizationrelation": office.relations.get().pk, "user": person.pk, "appointment": person.appointments.get().pk,
        "calendaryear": 2027, "calendarday": "2027-01-01",
    }  # fmt: skip


@dataclass(frozen=True)
class Address:
    """One address pattern of the resolver."""

    key: str
    route: str
    pattern: URLPattern

    def url(self, made: World) -> str:
        """The address with the ids of the world filled in."""
        values = {}
        for name in self.pattern.pattern.regex.groupindex:
            if name == "file_id":
                values[name] = made.objects[self.key]
            elif name == "object_id":
                values[name] = made.objects.get(self._model(), 1)
            else:
                values[name] = made.ids[name]
        if self.pattern.name:
            return reverse(self.key, kwargs=values)
        url = "/" + self.route.replace("(?P<url>.*)$", "nothing/")
        return url.replace("<path:object_id>", str(values.get("object_id", "")))

    def _model(self) -> str:
        parts = self.route.split("/")
        return parts[2] if len(parts) > 2 else ""


def addresses(patterns: list[Any] | None = None, prefix: str = "", space: str = "") -> Iterator[Address]:
    """Every address of the resolver."""
    for pattern in get_resolver().url_patterns if patterns is None else patterns:
        if isinstance(pattern, URLPattern):
            route = prefix + str(pattern.pattern)
            yield Address(f"{space}:{pattern.name}" if pattern.name else route, route, pattern)
        else:
            inner = ":".join(filter(None, (space, pattern.namespace)))
            yield from addresses(pattern.url_patterns, prefix + str(pattern.pattern), inner)


def read_through(response) -> None:
    """Read a streamed answer to its end, so that the file behind it is closed."""
    for _ in response.streaming_content if response.streaming else ():
        pass


def outcome(response) -> str:
    """What an answer comes to."""
    status, location = response.status_code, response.get("Location", "")
    if status in {301, 302}:
        gates = {"/desk/sign-in/": "sign-in", "/admin/login/": "admin-login"}
        return next((name for gate, name in gates.items() if location.startswith(gate)), "redirect")
    return {200: "page", 400: "bad", 403: "refused", 404: "unknown", 405: "method"}.get(
        status, f"status {status}"
    )


def test_every_address_stands_in_the_table_and_none_too_many():
    assert sorted({address.key for address in addresses()} ^ set(TABLE)) == []


@pytest.mark.parametrize("who", PEOPLE)
def test_the_walk_of_all_addresses(world, who):
    client, got, expected = world.clients[who], {}, {}
    for address in addresses():
        response = client.get(address.url(world))
        read_through(response)
        got[address.key] = outcome(response)
        expected[address.key] = TABLE[address.key](who)
    assert got == expected


@pytest.mark.parametrize(
    "who",
    ["public", "unposted", "own drafter", "own administrator", "other office_head", "other administrator"],
)
def test_posting_nothing_anywhere_breaks_and_changes_nothing(world, who):
    client, before = world.clients[who], Entry.objects.count()
    for address in addresses():
        url = address.url(world)
        if address.key in {"desk:sign_out", "admin:logout", "desk:new_version"} and who != "public":
            continue  # these do what they are for without any field
        response = client.post(url)
        read_through(response)
        assert response.status_code < 500, (address.key, response.status_code)
        if url.startswith("/desk/") and who == "public" and address.key != "desk:sign_in":
            assert outcome(response) == "sign-in", address.key
        if who.startswith(("other", "unposted")) and _is_row_of_a_body(address):
            assert outcome(response) in {"unknown", "method", "refused"}, address.key
    assert Entry.objects.count() == before


def _is_row_of_a_body(address: Address) -> bool:
    return address.key.startswith("desk:") and TABLE[address.key]("other drafter") == "unknown"


def test_every_desk_screen_asks_for_sign_in_by_its_base_class():
    views = {
        a.key: getattr(a.pattern.callback, "view_class", None)
        for a in addresses()
        if a.route.startswith("desk/")
    }
    open_to_all = [key for key, view in views.items() if view is None or not issubclass(view, DeskView)]
    assert open_to_all == ["desk:sign_in"]


def test_public_pages_carry_no_sign_in_state(world):
    for key in ("portal:home", "portal:document", "portal:document_list"):
        url = next(address for address in addresses() if address.key == key).url(world)
        staff, public = (world.clients[who].get(url) for who in ("own administrator", "public"))
        assert staff.content == public.content, key
        assert "sessionid" not in staff.cookies
