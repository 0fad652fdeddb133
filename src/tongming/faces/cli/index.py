"""`tongming index rebuild`: the search index anew from the database, beside the old one."""

import click

from tongming.faces.cli.output import json_option, print_json


@click.group(help="检索库的维护。", subcommand_metavar="命令")
def command() -> None:
    """Carry the commands of the index."""


@command.command("rebuild", help="从数据库重建检索库；重建期间照常可以检索。")
@json_option
def rebuild(*, as_json: bool) -> None:
    """Rebuild the index and say how many records it has."""
    from tongming.faces.cli.bootstrap import django_setup

    django_setup()
    import time

    from tongming.core.search.actions import rebuild as rebuild_index

    began = time.monotonic()
    count = rebuild_index()
    seconds = round(time.monotonic() - began, 3)
    if as_json:
        print_json({"records": count, "seconds": seconds})
    else:
        print(f"检索库已重建：{count}条，用时{seconds}秒")
