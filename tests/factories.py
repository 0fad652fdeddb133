"""Test objects, made through the real actions wherever there is one; a name is unique unless the test gives it."""

from dataclasses import dataclass
from datetime import date, datetime
from itertools import count
from typing import Any

from tests.moments import NOW, TODAY
from tongming.core.accounts.models import Appointment, Role, User
from tongming.core.accounts.viewers import Viewer, program, viewer_of
from tongming.core.organizations import actions as organizations
from tongming.core.organizations.models import Organization
from tongming.core.publications.actions import approve, create_draft, publish, register_published, submit
from tongming.core.publications.models import Draft, Publication, Series
from tongming.domains.documents.search import KIND

_numbers = count(1)


def make_body(name: str | None = None, kind: str = "department", **fields: Any) -> Organization:
    """A body without parent unless one is given."""
    return organizations.create(name or f"演示局{next(_numbers)}", kind, **fields)


def make_person(*posts: tuple[str, Organization], name: str | None = None, active: bool = True) -> User:
    """A person with roles in bodies, whose password is known to tests only."""
    number = next(_numbers)
    user = User.objects.create_user(
        f"person{number}", "correct horse battery", name=name or f"演示{number}", is_active=active
    )
    Appointment.objects.bulk_create(
        Appointment(user=user, organization=body, role=role) for role, body in posts
    )
    return user


def viewer(user: User, on: date = TODAY) -> Viewer:
    return viewer_of(user, on)


def operator(on: date = TODAY) -> Viewer:
    return program(on, "命令行")


@dataclass(frozen=True)
class Team:
    """Three persons of one body, and its office head."""

    body: Organization
    drafter: User
    reviewer: User
    publisher: User
    head: User


def make_team(body: Organization | None = None) -> Team:
    body = body or make_body()
    people = [
        make_person((role, body)) for role in (Role.DRAFTER, Role.REVIEWER, Role.PUBLISHER, Role.OFFICE_HEAD)
    ]
    return Team(body, *people)


def content(**fields: Any) -> dict[str, Any]:
    """Complete content that every check lets pass: a notice formed three days before today."""
    number = next(_numbers)
    return {
        "title": f"关于演示事项{number}的通知",
        "doc_number": f"演办发〔2026〕{number}号",
        "issuers": ["演示市人民政府办公室"],
        "genre": "通知",
        "theme": "综合政务",
        "subtheme": "政务公开",
        "audiences": ["社会公众"],
        "article20": "20-1",
        "disclosure": "主动公开",
        "formed_on": "2026-06-12",
        "effective_on": "2026-06-12",
        "summary": "演示用的内容概述。",
        "keywords": ["演示"],
        "text": f"为了演示，现就事项{number}通知如下。各单位要认真落实。",
        "body": {"outline": [], "attachments": [], "tables": [], "references": [], "tasks": []},
    } | fields


def make_draft(team: Team, *, now: datetime = NOW, series: Series | None = None, **fields: Any) -> Draft:
    return create_draft(
        viewer(team.drafter),
        kind=KIND,
        organization_id=team.body.pk,
        content=content(**fields),
        series=series,
        now=now,
    )


def make_approved(team: Team, *, now: datetime = NOW, series: Series | None = None, **fields: Any) -> Draft:
    draft = submit(viewer(team.drafter), make_draft(team, now=now, series=series, **fields), now=now)
    return approve(viewer(team.reviewer), draft, revision=draft.revision, now=now)


def make_published(
    team: Team | None = None,
    *,
    now: datetime = NOW,
    reason: str = "",
    series: Series | None = None,
    **fields: Any,
) -> Publication:
    """A document published by three persons."""
    team = team or make_team()
    draft = make_approved(team, now=now, series=series, **fields)
    return publish(viewer(team.publisher), [draft], reason=reason, now=now)[0]


def make_registered(body: Organization | None = None, *, now: datetime = NOW, **fields: Any) -> Publication:
    """A document that was public elsewhere, registered by the operator."""
    given = content(**fields)
    identity = f"test-{given['title']}-{given['doc_number']}"
    publication, _ = register_published(
        operator(),
        kind=KIND,
        organization_id=(body or make_body()).pk,
        content=given,
        identity=identity,
        source="测试",
        now=now,
    )
    return publication
