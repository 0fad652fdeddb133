"""What the operator's commands share: who acts, under whose name, and seeing to it that the index is up to date."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

from django.utils import timezone

from tongming.core.accounts.viewers import Viewer, program
from tongming.core.events.actions import drain
from tongming.core.files.sandbox import Sandbox
from tongming.core.organizations import actions as organizations
from tongming.core.organizations.models import Organization, OrganizationKind
from tongming.core.organizations.queries import default_site, one_named
from tongming.core.trail.actions import deed
from tongming.domains.documents.batch import Publishers, Report, import_paths

OPERATOR = "命令行"
UNNAMED = "本级人民政府"
PROGRESS_EVERY = 20


def operator() -> Viewer:
    """Return the operator's command line as viewer."""
    return program(timezone.localdate(), OPERATOR)


def body_named(name: str, now: datetime) -> Organization:
    """Return the body of that name; the operator's word makes it when it is not there yet."""
    found = one_named(name, timezone.localdate(now)) or Organization.objects.filter(name=name).first()
    if found:
        return found
    with deed(operator(), now) as record:
        body = organizations.create(name, OrganizationKind.DEPARTMENT)
        record("create_organization", body, organization_id=body.pk)
    return body


def default_body(now: datetime) -> Organization:
    """Return the body of the default site; a new installation without any gets one."""
    site = default_site()
    return site.organization if site else body_named(UNNAMED, now)


def import_all(paths: list[Path], organization: str | None, *, show_progress: bool) -> Report:
    """Import everything under the paths, then deliver what waits, so that search and relations are up to date."""
    now = timezone.now()
    given = body_named(organization, now) if organization else None
    publishers = Publishers(timezone.localdate(now), given, given or default_body(now))
    with Sandbox() as sandbox, progress_line(show_progress) as progress:
        report = import_paths(
            operator(), paths, publishers=publishers, parse=sandbox.parse, now=timezone.now, progress=progress
        )
    began = timezone.now()
    drain(began)
    report.seconds = round(report.seconds + (timezone.now() - began).total_seconds(), 3)
    return report


class ProgressLine:
    """One line on stderr that says how far an import is."""

    def __init__(self, *, shown: bool) -> None:
        self.shown = shown

    def __call__(self, report: Report) -> None:
        """Write the line anew every few documents."""
        if self.shown and report.read % PROGRESS_EVERY == 0:
            sys.stderr.write(f"\r已读{report.read}份，拒绝{len(report.rejected)}份")
            sys.stderr.flush()


@contextmanager
def progress_line(shown: bool) -> Iterator[ProgressLine]:
    """Give a progress line and end it."""
    yield ProgressLine(shown=shown)
    if shown:
        sys.stderr.write("\n")
