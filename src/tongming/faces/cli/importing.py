"""`tongming import`: registers documents that are already public, from files, folders and JSON lines."""

import sys
from pathlib import Path

import click

from tongming.faces.cli.output import json_option, print_json

HELP = """登记已公开文件：文件、文件夹，或每行一份的 JSON（至少有 title 和 text）。

同样的内容再次导入不产生变化；被拒绝的逐条列出原因，其余照常登记。结束前已编入检索。
"""


@click.command(help=HELP)
@click.argument("paths", metavar="路径…", nargs=-1, required=True)
@click.option("--organization", metavar="名称", help="以哪个机构的名义登记；没有这个机构时新建。")
@json_option
def command(*, paths: tuple[str, ...], organization: str | None, as_json: bool) -> None:
    """Import everything under the paths and print the report."""
    from tongming.faces.cli.bootstrap import django_setup

    django_setup()
    from tongming.faces.cli.operating import import_all

    report = import_all(
        [Path(path) for path in paths], organization, show_progress=sys.stderr.isatty() and not as_json
    )
    if as_json:
        print_json(report.as_dict())
        return
    print(
        f"读入{report.read}份：新增{report.created}，更新{report.updated}，未变{report.unchanged}，"
        f"拒绝{len(report.rejected)}，用时{report.seconds}秒"
    )
    for rejection in report.rejected:
        line = f" 第{rejection.line}行" if rejection.line else ""
        print(f"  拒绝 {rejection.path}{line}：{rejection.reason}")
