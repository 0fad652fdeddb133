"""The accounts of the demonstration: one person for each role, random passwords that are shown once and stored nowhere."""

import secrets
from dataclasses import dataclass

from tongming.core.accounts.actions import appoint, create_account
from tongming.core.accounts.models import Role, User
from tongming.core.organizations.models import Organization

ACCOUNTS = (
    ("nigao", "演示·拟稿人", Role.DRAFTER, "office"),
    ("shenhe", "演示·审核人", Role.REVIEWER, "office"),
    ("fabu", "演示·发布人", Role.PUBLISHER, "office"),
    ("zhuren", "演示·办公室负责人", Role.OFFICE_HEAD, "office"),
    ("zhuguan", "演示·政务公开主管", Role.SUPERVISOR, "city"),
    ("guanli", "演示·系统管理员", Role.ADMINISTRATOR, "city"),
    ("caizheng", "演示·财政局拟稿人", Role.DRAFTER, "department"),
)


@dataclass(frozen=True)
class Opened:
    """An account that was just opened, with the password that will not be shown again."""

    username: str
    name: str
    role: str
    password: str


def open_accounts(bodies: dict[str, Organization]) -> tuple[dict[str, User], list[Opened]]:
    """Open one account per role; returns them by role and body, and the list to print."""
    users: dict[str, User] = {}
    opened: list[Opened] = []
    for username, name, role, body in ACCOUNTS:
        password = secrets.token_urlsafe(12)
        user = create_account(username, password, name=name, demonstration=True)
        appoint(user, bodies[body], role)
        users[f"{role}@{body}"] = user
        opened.append(Opened(username, name, Role(role).label, password))
    return users, opened
