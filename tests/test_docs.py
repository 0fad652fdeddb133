"""Documentation against code: what one names, the other has."""

import ast
import os
import re
import subprocess
import sys
import tomllib
from pathlib import Path
from urllib.parse import unquote

import click
import pytest
from django.apps import apps
from django.db.models import Choices

from tongming.conf.env import SETTINGS
from tongming.core.events.registry import Event
from tongming.core.process.table import registered
from tongming.core.publications import kinds
from tongming.faces.cli.main import COMMANDS, program

ROOT = Path(__file__).resolve().parents[1]
DOCS = ROOT / "docs"
READMES = ("README.md", "README.zh-CN.md")
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))


def committed(*patterns: str) -> list[Path]:
    """The files of the repository that match, new ones too; what git ignores is left out."""
    command = ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z", "--", *patterns]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, check=False)
    if done.returncode:
        pytest.skip("this is not a clone of the repository", allow_module_level=True)
    paths = (ROOT / name for name in done.stdout.decode().split("\0") if name)
    return [path for path in paths if path.is_file()]


def text(name: str) -> str:
    return (ROOT / name).read_text("utf-8")


def cells(page: str) -> list[list[str]]:
    """The rows of all tables of a page."""
    rows = (line for line in page.splitlines() if line.startswith("| "))
    return [[cell.strip() for cell in re.split(r"(?<!\\)\|", line)[1:-1]] for line in rows]


def own_models():
    return [model for model in apps.get_models() if model.__module__.startswith("tongming.")]


def own_choices() -> dict[str, type[Choices]]:
    """Every enumeration of states, roles and kinds in the code, by name."""
    found = {}
    for name, module in sorted(sys.modules.items()):
        if name.startswith("tongming."):
            found |= {
                f"{name}.{key}": value
                for key, value in vars(module).items()
                if isinstance(value, type) and issubclass(value, Choices) and value.__module__ == name
            }
    return found


# Settings


def test_every_setting_has_its_row_and_every_row_its_setting():
    rows = {row[0].strip("`"): row for row in cells(text("docs/settings.md")) if row[0].startswith("`")}
    assert set(rows) == {setting.name for setting in SETTINGS}
    for setting in SETTINGS:
        default = f"`{setting.default}`" if setting.default else "empty"
        assert rows[setting.name][1:] == [default, setting.unit, setting.sentence]


def test_every_setting_says_in_a_sentence_what_it_is():
    for setting in SETTINGS:
        assert re.fullmatch(r"[A-Z].{10,}\.", setting.sentence), setting.name
        assert setting.unit, setting.name


def test_no_module_but_the_reader_takes_a_setting_from_the_environment():
    names = "|".join(setting.name for setting in SETTINGS)
    reading = re.compile(
        rf"environ\.get\(\s*[\"']({names})[\"']|environ\[[\"']({names})[\"']\](?!\s*=)|getenv\("
    )
    found = [
        path.name
        for path in committed("src/*.py")
        if path.name != "env.py" and reading.search(path.read_text("utf-8"))
    ]
    assert not found, "read it through tongming.conf.env"


# Commands


def subcommands(name: str) -> list[str]:
    command = program.get_command(click.Context(program), name)
    return [f"{name} {sub}" for sub in command.commands] if isinstance(command, click.Group) else [name]


ALL_COMMANDS = [full for name in COMMANDS for full in subcommands(name)]


def test_every_command_has_its_section_and_every_section_its_command():
    titles = re.findall(r"^## tongming (.+)$", text("docs/cli.md"), re.MULTILINE)
    named = [" ".join(word for word in title.split() if word.islower()) for title in titles]
    assert sorted(named) == sorted(ALL_COMMANDS)


@pytest.mark.parametrize("readme", READMES)
def test_the_table_of_a_readme_names_every_command_and_no_other(readme):
    named = [
        " ".join(word for word in row[0].strip("`").split() if word.islower())
        for row in cells(text(readme))
        if row[0].startswith("`")
    ]
    assert named == ALL_COMMANDS, "in the order of the help page"


def test_every_option_of_a_command_stands_in_its_section():
    page = text("docs/cli.md")
    for full in ALL_COMMANDS:
        section = re.split(r"^## ", page.split(f"## tongming {full}", 1)[1], maxsplit=1, flags=re.MULTILINE)[
            0
        ]
        command: click.Command = program
        context = click.Context(program)
        for word in full.split():
            assert isinstance(command, click.Group)
            command = command.get_command(context, word)
        for option in command.params:
            for name in option.opts:
                assert not name.startswith("--") or name in section, f"tongming {full} {name}"


# Drawn pages, pages of apps


def test_drawn_pages_are_current():
    command = [sys.executable, ROOT / "scripts/draw_docs.py", "--check"]
    environment = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
    done = subprocess.run(command, capture_output=True, check=False, env=environment)
    assert done.returncode == 0, done.stdout.decode() + done.stderr.decode()


def test_every_process_has_its_page_and_every_page_its_process():
    assert {path.stem for path in (DOCS / "processes").glob("*.md")} == {
        process.name for process in registered()
    }


def test_every_room_of_the_code_has_its_page():
    source = ROOT / "src/tongming"
    where = {"core": "core/{}.md", "domains": "{}.md", "engines": "engines-{}.md", "faces": "{}.md"}
    pages = [
        "ui.md" if path.parent.name == "ui" else where[path.parts[-3]].format(path.parent.name)
        for layer in where
        for path in sorted(source.glob(f"{layer}/*/__init__.py"))
    ]
    assert len(pages) > len(where)
    assert not [page for page in pages if not (DOCS / page).exists()]
    architecture = text("docs/architecture.md")
    assert not [page for page in pages if f"({page})" not in architecture], (
        "architecture.md links each of them"
    )


def test_the_architecture_names_every_app_that_is_installed():
    architecture = text("docs/architecture.md")
    own = [config.name for config in apps.get_app_configs() if config.name.startswith("tongming.")]
    names = {config_name.rpartition(".")[2] for config_name in own}
    assert not [
        name for name in names if f"**{name}**" not in architecture and f"[{name}](" not in architecture
    ]


# Glossary

GLOSSARY = "docs/glossary.md"


@pytest.mark.parametrize("model", own_models(), ids=lambda model: model.__name__)
def test_the_glossary_has_every_model_and_field(model):
    rows = {row[0].strip("*`"): row[1].strip("*") for row in cells(text(GLOSSARY))}
    assert rows.get(model.__name__) == str(model._meta.verbose_name)
    for field in model._meta.fields:
        if field.name == "id":
            continue
        term = rows.get(f"{model.__name__}.{field.name}")
        assert term, f"{model.__name__}.{field.name}"
        chinese = not str(field.verbose_name).isascii()
        assert not chinese or term == str(field.verbose_name), f"{model.__name__}.{field.name}"


def test_the_glossary_names_no_model_or_field_that_is_gone():
    known = {model.__name__: {field.name for field in model._meta.fields} for model in own_models()}
    for row in cells(text(GLOSSARY)):
        if found := re.fullmatch(r"`([A-Z]\w+)\.(\w+)`", row[0]):
            assert found[2] in known.get(found[1], set()), row[0]
        elif found := re.fullmatch(r"\*\*`(\w+)`\*\*", row[0]):
            assert found[1] in known, row[0]


def test_the_glossary_has_every_label_of_every_enumeration():
    page = text(GLOSSARY)
    missing = [
        f"{name}: `{value}` {label}"
        for name, choices in own_choices().items()
        for value, label in choices.choices
        if f"`{value}` {label}" not in page
    ]
    assert not missing


def test_the_glossary_has_every_state_and_deed_of_every_process():
    page = text(GLOSSARY)
    for process in registered():
        assert f"`{process.name}` {process.label}" in page
        pairs = [*process.states.items(), *((deed.name, deed.label) for deed in process.deeds)]
        assert not [f"`{name}` {label}" for name, label in pairs if f"`{name}` {label}" not in page]


def test_every_kind_of_publication_is_named():
    page = text("docs/glossary.md") + "".join(path.read_text("utf-8") for path in DOCS.glob("*.md"))
    assert not [name for name, label in kinds.labels().items() if f"`{name}` {label}" not in page]


def test_every_event_is_named_in_the_glossary_and_on_its_page():
    for page in (GLOSSARY, "docs/core/events.md"):
        named = {row[0].strip("`") for row in cells(text(page))}
        assert {str(event) for event in Event} <= named


# Links, versions, recipes


def anchors(page: Path) -> set[str]:
    """The anchors that headings of a page get: lower case, blanks to hyphens, other signs gone."""
    titles = re.findall(r"^#+ (.+)$", page.read_text("utf-8"), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", title.lower()).strip().replace(" ", "-") for title in titles}


@pytest.mark.parametrize("page", committed("*.md"), ids=lambda path: str(path.relative_to(ROOT)))
def test_every_relative_link_leads_somewhere(page):
    plain = re.sub(r"```.*?```|`[^`\n]*`", "", page.read_text("utf-8"), flags=re.DOTALL)
    for target in re.findall(r"\]\(([^)\s]+)\)", plain):
        if re.match(r"[a-z]+:", target):
            continue
        name, _, anchor = target.partition("#")
        goal = (page.parent / unquote(name)) if name else page
        assert goal.exists(), target
        assert not anchor or goal.suffix != ".md" or anchor in anchors(goal), target


@pytest.mark.parametrize("readme", READMES)
def test_the_versions_of_a_readme_are_those_of_the_project(readme):
    page = text(readme)
    [least] = re.findall(r">=(\d+\.\d+)", PROJECT["project"]["requires-python"])
    assert set(re.findall(r"Python (\d+\.\d+)", page)) == {least}
    assert "Debian 12" in page
    licence = {"MulanPSL-2.0": ("Mulan PSL v2", "木兰宽松许可证第2版")}[PROJECT["project"]["license"]]
    assert any(name in page for name in licence)


def test_the_changelog_begins_with_the_version_of_the_project():
    releases = re.findall(r"^## (\S+)", text("CHANGELOG.md"), re.MULTILINE)
    assert releases[0] == PROJECT["project"]["version"]
    for release in text("CHANGELOG.md").split("\n## ")[1:]:
        assert release.split("\n### ")[1].startswith("Upgrade notes"), "upgrade notes stand first"


def recipes() -> dict[str, str]:
    """The recipes of the Makefile with their comments."""
    return dict(re.findall(r"^([a-z]+):[^#\n]*## (.+)$", text("Makefile"), re.MULTILINE))


@pytest.mark.parametrize("page", [*READMES, "docs/development.md", "docs/performance.md"])
def test_every_make_command_that_a_page_names_is_a_recipe(page):
    named = set(re.findall(r"(?:`|^)(?:\w+=\S+ )?make ([a-z]+)", text(page), re.MULTILINE))
    assert named
    assert named <= set(recipes())


def test_the_development_page_names_every_recipe():
    page = text("docs/development.md")
    assert not [name for name in recipes() if name != "help" and f"| `make {name}` |" not in page]


def test_ci_runs_what_the_readmes_name():
    run = set(re.findall(r"^make (\w+)$", text(".ci/run"), re.MULTILINE))
    assert run
    for readme in READMES:
        block = text(readme).split("```sh", 1)[1].split("```", 1)[0]
        assert run <= set(re.findall(r"^make (\w+)", block, re.MULTILINE))


# The repository


def test_every_dependency_says_why_it_is_there():
    lines = text("pyproject.toml").splitlines()
    wanted = [*PROJECT["project"]["dependencies"], *PROJECT["dependency-groups"]["dev"]]
    for dependency in wanted:
        [line] = [line for line in lines if line.strip().startswith(f'"{dependency}"')]
        [reason] = re.findall(r"#\s*(\S.*)$", line)
        assert len(reason) > 5, dependency
        assert reason.lower() != dependency.lower()


def test_every_decision_has_context_decision_and_consequence_and_a_number_of_its_own():
    pages = sorted((DOCS / "adr").glob("*.md"))
    assert [page.name[:4] for page in pages] == [f"{number:04d}" for number in range(1, len(pages) + 1)]
    for page in pages:
        body = page.read_text("utf-8")
        assert body.startswith(f"# {page.name[:4]} ")
        order = [body.find(f"**{part}.**") for part in ("Context", "Decision", "Consequence")]
        assert -1 not in order, page.name
        assert order == sorted(order), page.name


# Written in pieces, so that this file does not name what it looks for.
FORBIDDEN = [
    "/" + "home" + "/",
    "/" + "root" + "/",
    "/" + "work" + "/",
    "pypi" + ".org",
    "files.python" + "hosted",
    "registry." + "npmjs",
]


def test_no_file_names_a_folder_of_a_machine_or_a_host_of_a_registry():
    found = []
    for path in committed():
        try:
            body = path.read_text("utf-8")
        except UnicodeDecodeError:
            continue
        found += [f"{path.relative_to(ROOT)}: {word}" for word in FORBIDDEN if word in body]
    assert not found


def test_the_picture_is_small_enough_for_a_page():
    assert (DOCS / "images/notice.png").stat().st_size < 300_000


def test_no_page_leaves_a_gap_to_be_filled():
    gaps = re.compile(r"\b(TODO|TBD|FIXME|FIGURES|XXX)\b")
    assert not [
        f"{path.relative_to(ROOT)}: {word}"
        for path in committed("*.md")
        for word in gaps.findall(path.read_text("utf-8"))
    ]


def test_every_module_says_what_it_is():
    silent = []
    for path in committed("src/*.py"):
        module = ast.parse(path.read_text("utf-8"))
        if module.body and "migrations" not in path.parts and not ast.get_docstring(module):
            silent.append(str(path.relative_to(ROOT)))
    assert not silent
