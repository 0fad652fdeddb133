"""`tongming trail verify`: does the chain of the trail hold."""

import click

from tongming.faces.cli.output import json_option, print_json


@click.group(help="办理痕迹的核验。", subcommand_metavar="命令")
def command() -> None:
    """Carry the commands of the trail."""


@command.command("verify", help="核验整条痕迹链、库外记录的链头和签名检查点；有问题时退出码为1。")
@json_option
@click.pass_context
def verify(context: click.Context, *, as_json: bool) -> None:
    """Walk the chain; exit 1 when something does not hold."""
    from tongming.faces.cli.bootstrap import django_setup

    django_setup()
    from tongming.core.trail.queries import verify as verify_trail

    found = verify_trail()
    faults = [{"seq": fault.seq, "problem": fault.problem} for fault in found.faults]
    if as_json:
        counts = {"entries": found.entries, "heads": found.heads, "checkpoints": found.checkpoints}
        print_json({"ok": not faults, **counts, "faults": faults})
    else:
        print(f"共{found.entries}条痕迹，{found.heads}个库外链头，{found.checkpoints}个签名检查点")
        print(
            "\n".join(f"第{fault['seq']}条：{fault['problem']}" for fault in faults)
            or "全部相连，未发现改动。"
        )
    if faults:
        context.exit(1)
