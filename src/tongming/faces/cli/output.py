"""What commands print: JSON for programs, plain Chinese for people."""

import json
import sys
from collections.abc import Callable
from typing import Any

import click


def json_option(command: Callable[..., Any]) -> Callable[..., Any]:
    """Give a command the option `--json`; its function takes `as_json`."""
    return click.option("--json", "as_json", is_flag=True, help="以 JSON 输出，供程序读取。")(command)


def print_json(answer: object) -> None:
    """Print one JSON value, in UTF-8 and readable."""
    print(json.dumps(answer, ensure_ascii=False, indent=2))


def use_utf8() -> None:
    """Write UTF-8 whatever the locale says: JSON has to be, and Chinese must never fail."""
    for stream in (sys.stdout, sys.stderr):
        if reconfigure := getattr(stream, "reconfigure", None):
            # File names that are no UTF-8 come as lone surrogates; they are printed as escapes.
            reconfigure(encoding="utf-8", errors="backslashreplace")
