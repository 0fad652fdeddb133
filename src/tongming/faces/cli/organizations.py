"""`tongming organizations load`: divisions from a CSV; rejected rows are reported and the rest goes on."""

from pathlib import Path

import click

from tongming.errors import UserError
from tongming.faces.cli.output import json_option, print_json


class UnreadableTable(UserError):
    """A table of divisions that cannot be read."""


@click.group(help="组织机构的登记。", subcommand_metavar="命令")
def command() -> None:
    """Carry the commands of organizations."""


@command.command("load", help="从 CSV 载入行政区划（列：code,name,level,parent_code）；再次载入不产生变化。")
@click.argument("file", metavar="文件")
@json_option
def load(*, file: str, as_json: bool) -> None:
    """Load divisions and print the report."""
    from tongming.faces.cli.bootstrap import django_setup

    lines = read_lines(file)
    django_setup()
    from django.utils import timezone

    from tongming.core.organizations.actions import load_divisions
    from tongming.core.organizations.queries import top
    from tongming.core.trail.actions import deed
    from tongming.faces.cli.operating import operator

    with deed(operator(), timezone.now()) as record:
        report = load_divisions(lines)
        if body := top(timezone.localdate()):
            record("load_divisions", body, created=report.created)
    rejected = [{"line": line, "reason": reason} for line, reason in report.rejected]
    counts = {"read": report.read, "created": report.created, "unchanged": report.unchanged}
    if as_json:
        print_json({**counts, "rejected": rejected})
        return
    print(f"读入{report.read}行：新增{report.created}，未变{report.unchanged}，拒绝{len(rejected)}")
    for one in rejected:
        print(f"  拒绝第{one['line']}行：{one['reason']}")


def read_lines(file: str) -> list[str]:
    """Return the lines of a UTF-8 table."""
    try:
        return Path(file).read_text(encoding="utf-8-sig").splitlines(keepends=True)
    except OSError as error:
        raise UnreadableTable(f"读不到文件“{file}”：{error.strerror}，请核对路径和权限。") from error
    except UnicodeDecodeError as error:
        raise UnreadableTable(f"文件“{file}”不是UTF-8编码，请另存为UTF-8的CSV后再载入。") from error
