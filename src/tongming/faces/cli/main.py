"""The entry point of `tongming`: a table of commands, each loaded only when it is called.

Loading late keeps the quick commands quick: `tongming deadline` never imports Django. A command is a click
command in a module of its own and stands in `COMMANDS`; what it needs beyond click it imports inside its
function.
"""

import sys
from collections.abc import Sequence
from importlib import import_module

import click

from tongming.faces.cli.chinese import speak_chinese
from tongming.faces.cli.failures import exit_code
from tongming.faces.cli.output import use_utf8

speak_chinese()

PROGRAM = "tongming"

# Name on the command line → module and attribute, in the order in which the help page shows them.
COMMANDS = {
    "parse": "tongming.faces.cli.parse:command",
    "deadline": "tongming.faces.cli.deadline:command",
    "import": "tongming.faces.cli.importing:command",
    "search": "tongming.faces.cli.search:command",
    "index": "tongming.faces.cli.index:command",
    "trail": "tongming.faces.cli.trail:command",
    "ledger": "tongming.faces.cli.ledger:command",
    "organizations": "tongming.faces.cli.organizations:command",
    "accounts": "tongming.faces.cli.accounts:command",
    "demo": "tongming.faces.cli.demo:command",
    "serve": "tongming.faces.cli.serve:command",
}


class LazyCommands(click.Group):
    """The group of all commands of the table."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the names in the order of the table."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import and return the command, or None when the table has no such name."""
        if cmd_name not in COMMANDS:
            return None
        module, attribute = COMMANDS[cmd_name].split(":")
        command: click.Command = getattr(import_module(module), attribute)
        command.options_metavar = "[选项]"
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Find the command of the first argument; an unknown name is answered with those that are close."""
        if not args[0].startswith("-") and args[0] not in COMMANDS:
            raise click.NoSuchCommand(args[0], possibilities=COMMANDS, ctx=ctx)
        return super().resolve_command(ctx, args)


@click.group(
    cls=LazyCommands,
    no_args_is_help=False,
    options_metavar="[选项]",
    subcommand_metavar="命令 [参数]…",
    help="通明：统一政府信息公开平台的命令行。每个命令的用法见 tongming 命令 --help。",
    epilog="退出码：0 完成；1 检查未通过；2 输入有误（标准错误输出恰好一行说明）。",
)
@click.version_option(package_name="tongming", prog_name=PROGRAM)
def program() -> None:
    """Carry the commands; it does nothing itself."""


def run(arguments: Sequence[str]) -> None:
    """Run one command line; everything that goes wrong, and any exit code but 0, leaves as an exception."""
    with program.make_context(PROGRAM, list(arguments)) as context:
        program.invoke(context)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run `tongming` with the arguments (those of the process by default) and return its exit code."""
    use_utf8()
    try:
        try:
            run(sys.argv[1:] if arguments is None else arguments)
            code = 0
        except click.exceptions.Exit as leave:
            code = leave.exit_code
        # Written here and not at the end of the process, where a reader that went away could no longer be
        # handled.
        sys.stdout.flush()
    except (Exception, KeyboardInterrupt) as error:  # noqa: BLE001 - the last place that can turn it into an answer
        return exit_code(error)
    return code
