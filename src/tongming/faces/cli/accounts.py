"""`tongming accounts open`: the first account of an installation; further ones are opened in the master data."""

import click

from tongming.errors import UserError
from tongming.faces.cli.output import json_option, print_json

ROLES = ("drafter", "reviewer", "publisher", "office_head", "supervisor", "administrator")


class NoSuchBody(UserError):
    """The body of a new account is not registered."""


@click.group(help="工作人员账号。", subcommand_metavar="命令")
def command() -> None:
    """Carry the commands of accounts."""


@command.command("open", help="开设账号并任职；口令随机生成，只显示这一次。")
@click.argument("username", metavar="账号")
@click.option("--name", "person", required=True, help="姓名。")
@click.option("--organization", "body_name", required=True, help="所在机构，须已登记。")
@click.option(
    "--role",
    "roles",
    type=click.Choice(ROLES),
    multiple=True,
    default=["administrator"],
    show_default=True,
    help="角色，可写多次。",
)
@json_option
def open_account(
    *, username: str, person: str, body_name: str, roles: tuple[str, ...], as_json: bool
) -> None:
    """Open an account with a random password and print it once."""
    from tongming.faces.cli.bootstrap import django_setup

    django_setup()
    import secrets

    from django.utils import timezone

    from tongming.core.accounts.actions import appoint, create_account
    from tongming.core.organizations.queries import one_named
    from tongming.core.trail.actions import deed
    from tongming.faces.cli.operating import operator

    now = timezone.now()
    body = one_named(body_name, timezone.localdate(now))
    if body is None:
        raise NoSuchBody(f"没有名为“{body_name}”的机构（或不止一个），请先登记机构或写全称。")
    password = secrets.token_urlsafe(12)
    with deed(operator(), now) as record:
        user = create_account(username, password, name=person)
        for role in roles:
            appoint(user, body, role)
        record("open_account", user, organization_id=body.pk, roles=list(roles))
    if as_json:
        print_json({"username": username, "password": password, "roles": list(roles)})
    else:
        print(f"账号 {username} 已开设。口令（只显示这一次）：{password}")
