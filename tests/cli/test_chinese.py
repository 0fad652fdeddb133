"""Every text that click can show to a user has a Chinese wording."""

import ast
import string
from pathlib import Path

import click

from tongming.faces.cli.chinese import CATALOGUE

# Modules of click that we do not use: shell completion, progress bars and editors, Windows consoles.
UNUSED_MODULES = {"shell_completion.py", "_termui_impl.py", "_winconsole.py"}
# What click tells the programmer who declares a command wrongly.
FOR_PROGRAMMERS = (
    "Could not determine name",
    "No options defined",
    "Arguments take exactly one",
    "Name '{name}' defined twice",
    "Boolean option",
    "Invalid start character",
    "DeprecationWarning",
    "Unknown color",
    "Unknown standard stream",
)


def texts_of_click():
    for path in Path(click.__file__).parent.glob("*.py"):
        if path.name in UNUSED_MODULES:
            continue
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if (
                isinstance(node, ast.Call)
                and isinstance(node.func, ast.Name)
                and node.func.id in {"_", "ngettext"}
            ):
                yield from (
                    argument.value
                    for argument in node.args
                    if isinstance(argument, ast.Constant) and not argument.value.startswith(FOR_PROGRAMMERS)
                )


def fields(text):
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


def test_no_text_of_click_is_left_in_english():
    assert sorted(set(texts_of_click()) - set(CATALOGUE)) == []


def test_translations_use_only_the_fields_that_the_original_has():
    for english, chinese in CATALOGUE.items():
        assert fields(chinese) <= fields(english), english
