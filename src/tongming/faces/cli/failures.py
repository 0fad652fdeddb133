"""From exceptions to exit codes: what a calling program and a person see when a command does not succeed.

0 done; 1 a check failed (a command says so by `context.exit(1)`); 2 the input is wrong; 70 a defect of ours;
130 interrupted from the keyboard; 141 the reader of our output went away. For 2 and 70 exactly one line is
written to stderr. Exit codes 70, 130 and 141 are those of sysexits.h and of shells.
"""

import os
import re
import sys
import traceback

import click

from tongming.conf import env
from tongming.errors import UserError

BAD_INPUT = 2
INTERNAL_ERROR = 70
INTERRUPTED = 130
READER_GONE = 141

DEBUG_VARIABLE = "TONGMING_DEBUG"


def exit_code(error: BaseException) -> int:
    """Tell the user about the error, as far as there is something to tell, and return the exit code."""
    if isinstance(error, (KeyboardInterrupt, click.Abort)):
        return INTERRUPTED
    if isinstance(error, BrokenPipeError):
        silence_stdout()
        return READER_GONE
    if isinstance(error, (UserError, click.ClickException)):
        write_line(f"错误：{user_text(error)}")
        return BAD_INPUT
    if debugging():
        traceback.print_exception(error)
    else:
        advice = f"请报告此问题；设 {DEBUG_VARIABLE}=1 重新运行可看到详细信息"
        write_line(f"内部错误：{type(error).__name__}：{error}。{advice}。")
    return INTERNAL_ERROR


def debugging() -> bool:
    """Tell whether a traceback is wanted; an unreadable value is no reason to fail on the way out."""
    try:
        return bool(env.value(DEBUG_VARIABLE))
    except env.SettingError:
        return False


def user_text(error: UserError | click.ClickException) -> str:
    """Return what is wrong, where, and what to do."""
    if isinstance(error, UserError):
        return str(error)
    if isinstance(error, click.NoSuchOption) and re.match(r"-\d", error.option_name):
        text = "数字不能是负数，请核对。"
    else:
        # Click joins its sentences with Western points and blanks of its own.
        text = re.sub(r"\.(?= |$)", "。", error.format_message()).replace("。 ", "。")
    context = error.ctx if isinstance(error, click.UsageError) else None
    return f"{text}用法见 {context.command_path} --help。" if context else text


def write_line(text: str) -> None:
    """Write exactly one line to stderr, whatever line breaks or control characters the text brings along."""
    line = " ".join(text.split())
    visible = "".join(
        character if character.isprintable() else "\N{REPLACEMENT CHARACTER}" for character in line
    )
    sys.stderr.write(f"{visible}\n")


def silence_stdout() -> None:
    """Send the rest of our output nowhere, so that closing stdout at exit does not complain again."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
