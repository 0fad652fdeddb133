"""Publishes documents one after another and says each one only after its publication was confirmed; made to be killed."""

import itertools
import os
import sys

from tongming.faces.cli.bootstrap import django_setup

django_setup()

from django.utils import timezone  # noqa: E402

from tests.factories import Team, content, make_team, viewer  # noqa: E402
from tongming.core.accounts.models import Role, User  # noqa: E402
from tongming.core.events.actions import deliver_waiting  # noqa: E402
from tongming.core.organizations.models import Organization  # noqa: E402
from tongming.core.publications.actions import approve, create_draft, publish, submit  # noqa: E402


def team() -> Team:
    """Return the team of the first run, or make one."""
    body = Organization.objects.filter(name="杀不死局").first()
    if body is None:
        body = Organization.objects.create(name="杀不死局", kind="department")
        return make_team(body)
    people = [
        User.objects.get(appointments__organization=body, appointments__role=role) for role in list(Role)[:4]
    ]
    return Team(body, *people)


def main() -> None:
    """Publish until killed."""
    people, today = team(), timezone.localdate()
    for number in itertools.count():
        now = timezone.now()
        title = f"第{os.getpid()}次运行第{number}份文件"
        fields = content(title=title, formed_on=today.isoformat(), doc_number=None)
        draft = create_draft(
            viewer(people.drafter, today),
            kind="document",
            organization_id=people.body.pk,
            content=fields,
            now=now,
        )
        submit(viewer(people.drafter, today), draft, now=now)
        approve(viewer(people.reviewer, today), draft, now=now)
        [publication] = publish(viewer(people.publisher, today), [draft], reason="压力试验", now=now)
        sys.stdout.write(f"{publication.series_id}\t{title}\n")
        sys.stdout.flush()
        if number % 3 == 0:
            deliver_waiting(timezone.now(), rounds=2)


main()
