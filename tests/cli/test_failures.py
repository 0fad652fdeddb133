"""Which exception becomes which exit code, in this process."""

import click
import pytest

from tongming.errors import UserError
from tongming.faces.cli import main as entry


class KnownMistake(UserError):
    """A made-up error of a command."""


def command_that_raises(error):
    @click.command()
    def command():
        raise error

    return command


def command_that_leaves(code):
    @click.command()
    @click.pass_context
    def command(context):
        context.exit(code)

    return command


@pytest.fixture
def run(monkeypatch):
    """Run a command under the name `try` through the real entry point."""

    def run_it(command):
        monkeypatch.setitem(entry.COMMANDS, "try", f"{__name__}:command")
        monkeypatch.setattr(entry, "import_module", lambda _: type("module", (), {"command": command}))
        return entry.main(["try"])

    return run_it


def test_a_failed_check_leaves_with_one_and_says_nothing_on_stderr(run, capsys):
    assert run(command_that_leaves(1)) == 1
    assert capsys.readouterr().err == ""


def test_a_user_error_of_any_layer_is_bad_input(run, capsys):
    assert run(command_that_raises(KnownMistake("第3行\n没有标题，\x1b[31m请补上。"))) == 2
    assert capsys.readouterr().err == "错误：第3行 没有标题，\N{REPLACEMENT CHARACTER}[31m请补上。\n"


def test_an_unexpected_exception_is_one_line_and_seventy(run, capsys, monkeypatch):
    monkeypatch.delenv("TONGMING_DEBUG", raising=False)
    assert run(command_that_raises(ZeroDivisionError("division\nby zero"))) == 70
    line = capsys.readouterr().err
    assert line.startswith("内部错误：ZeroDivisionError：division by zero。")
    assert line.count("\n") == 1


def test_the_traceback_is_shown_on_request(run, capsys, monkeypatch):
    monkeypatch.setenv("TONGMING_DEBUG", "1")
    assert run(command_that_raises(ZeroDivisionError("division"))) == 70
    assert "Traceback" in capsys.readouterr().err


@pytest.mark.parametrize("error", [KeyboardInterrupt(), click.Abort()])
def test_an_interruption_is_130_without_words(run, capsys, error):
    assert run(command_that_raises(error)) == 130
    assert capsys.readouterr().err == ""


def test_every_command_of_the_table_exists_and_has_a_chinese_help():
    for name in entry.COMMANDS:
        command = entry.program.get_command(click.Context(entry.program), name)
        assert command.name in {name, "command"}
        assert any("一" <= character <= "鿿" for character in command.help)
