"""`tongming demo`: loads the demonstration city once."""

import click

from tongming.faces.cli.output import json_option, print_json


@click.command(help="载入演示城市：真实的要点通知、南通的机构和演示账号。口令随机生成，只显示这一次。")
@json_option
def command(*, as_json: bool) -> None:
    """Load the demonstration and print the accounts; when it is there already, say so."""
    from tongming.faces.cli.bootstrap import django_setup

    django_setup()
    from tongming.faces.cli.demonstration.city import load

    accounts = load()
    if as_json:
        print_json(
            {"loaded": accounts is not None, "accounts": [vars(account) for account in accounts or []]}
        )
    elif accounts is None:
        print("演示城市已经载入；演示账号的口令只在载入时显示。")
    else:
        print("演示城市已载入。演示账号（口令只显示这一次）：")
        for account in accounts:
            print(f"  {account.username}\t{account.password}\t{account.role}\t{account.name}")
