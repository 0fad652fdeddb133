"""The viewer: who asks, on which day, with which roles in which bodies. Every query and action takes one."""

from dataclasses import dataclass, field
from datetime import date

from tongming.core.accounts.models import Appointment, Role, User
from tongming.core.organizations.queries import in_force, subtree_ids


@dataclass(frozen=True)
class Viewer:
    """A person, the public, or a program, as seen by policies.

    `posts` are (role, organization id) pairs held on the day `on`; `supervised` are the ids of all bodies below those in
    which the person is supervisor or administrator.
    """

    on: date
    user_id: int | None = None
    name: str = "公众"
    posts: frozenset[tuple[str, int]] = field(default=frozenset())
    supervised: frozenset[int] = field(default=frozenset())
    is_program: bool = False

    @property
    def is_public(self) -> bool:
        """Tell whether this is the public, who sees only what is published."""
        return self.user_id is None and not self.is_program

    @property
    def is_administrator(self) -> bool:
        """Tell whether the viewer administers the installation (a program run by the operator does)."""
        return self.is_program or any(role == Role.ADMINISTRATOR for role, _ in self.posts)

    @property
    def is_supervisor(self) -> bool:
        """Tell whether the viewer supervises open-government work somewhere."""
        return self.is_administrator or any(role == Role.SUPERVISOR for role, _ in self.posts)

    def holds(self, role: str, organization_id: int) -> bool:
        """Tell whether the viewer holds a role in a body; programs hold every role."""
        return self.is_program or (role, organization_id) in self.posts

    def organizations(self, *roles: str) -> frozenset[int]:
        """Return the ids of the bodies in which the viewer holds one of the roles (any role when none is named)."""
        return frozenset(body for role, body in self.posts if not roles or role in roles)


def public(on: date) -> Viewer:
    """Return the public on a day."""
    return Viewer(on=on)


def program(on: date, name: str) -> Viewer:
    """Return the operator's command line (命令行): it acts with every role and is named in the trail."""
    return Viewer(on=on, name=name, is_program=True)


def viewer_of(user: User, on: date) -> Viewer:
    """Return a signed-in person as viewer on a day; an inactive account is the public."""
    if not user.is_active:
        return public(on)
    posts = frozenset(
        Appointment.objects.filter(in_force(on), user=user).values_list("role", "organization_id")
    )
    heads = {body for role, body in posts if role in {Role.SUPERVISOR, Role.ADMINISTRATOR}}
    return Viewer(
        on=on,
        user_id=user.pk,
        name=user.name,
        posts=posts,
        supervised=subtree_ids(heads, on) if heads else frozenset(),
    )
