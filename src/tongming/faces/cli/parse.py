"""`tongming parse`: an official document as one structure, for programs, or as an outline to read."""

import sys
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import click

from tongming.errors import UserError
from tongming.faces.cli.output import json_option, print_json

STDIN = "-"
INDENT = "  "
# An outline shows how a document is built; who wants whole paragraphs opens the document.
TEXT_SHOWN = 40
ROLE_NAMES = {
    "basis": "依据",
    "implements": "落实",
    "amends": "修改",
    "repeals": "废止",
    "interprets": "解读",
    "mentions": "提及",
}

HELP = """解析一份公文（文件为“-”时读标准输入），得出标题、发文字号、机关、正文层次、附件、表格、引用和任务。

文中没有的内容为空，不作推测；清理掉的内容和拿不准的地方另行列出。
"""


class UnreadableInput(UserError):
    """A file named on the command line cannot be read."""

    def __init__(self, name: str, why: str) -> None:
        super().__init__(f"读不到文件“{name}”：{why}，请核对路径和权限。")


@click.command(help=HELP)
@click.argument("file", metavar="文件")
@json_option
def command(*, file: str, as_json: bool) -> None:
    """Parse one document and print it."""
    data, name = read_input(file)

    from tongming.core.files.sandbox import Sandbox

    with Sandbox() as sandbox:
        document = sandbox.structure(data, name)
    if as_json:
        print_json(document)
    else:
        print("\n".join(readable(document)))


def read_input(file: str) -> tuple[bytes, str]:
    """Return the bytes of a file, or of standard input for `-`, and the name that tells its format."""
    if file == STDIN:
        return sys.stdin.buffer.read(), ""
    path = Path(file)
    try:
        return path.read_bytes(), path.name
    except FileNotFoundError as error:
        raise UnreadableInput(file, "文件不存在") from error
    except IsADirectoryError as error:
        raise UnreadableInput(file, "这是文件夹") from error
    except PermissionError as error:
        raise UnreadableInput(file, "没有读取权限") from error
    except (OSError, ValueError) as error:
        # ValueError: a name that no file can have, such as one with a zero byte.
        raise UnreadableInput(file, str(error)) from error


def readable(document: Mapping[str, Any]) -> Iterable[str]:
    """Yield the lines of the outline for people; what is absent in the document says so."""
    yield f"标题：{document['title'] or '（无）'}"
    for label, field in (
        ("发文字号", "doc_number"),
        ("文种", "genre"),
        ("日期", "date"),
        ("公开属性", "disclosure"),
    ):
        yield f"{label}：{document[field] or '（无）'}"
    for label, field in (("发文机关", "issuers"), ("主送机关", "addressees")):
        yield f"{label}：{'、'.join(document[field]) or '（无）'}"
    yield "正文："
    yield from outline_lines(document["outline"], INDENT)
    for attachment in document["attachments"]:
        yield f"附件：{attachment['title'] or '（无标题）'}"
        yield from outline_lines(attachment["outline"], INDENT)
    for table in document["tables"]:
        yield f"表格：{table['title'] or '（无标题）'}（{len(table['rows'])}行）"
    for reference in document["references"]:
        role = ROLE_NAMES.get(reference["role"], reference["role"])
        words = (role, reference["title"], reference["doc_number"])
        yield f"引用：{' '.join(word for word in words if word)}"
    for task in document["tasks"]:
        yield f"任务{task['number']}：{shortened(task['content'])}（牵头：{'、'.join(task['lead_units'])}）"
    if document["removed"]:
        yield f"清理：{len(document['removed'])}处（用 --json 查看内容）"
    for warning in document["warnings"]:
        yield f"提示：{warning}"


def outline_lines(nodes: Iterable[Mapping[str, Any]], indent: str) -> Iterable[str]:
    """Yield one line for each node of an outline, its children further in."""
    for node in nodes:
        number = node["number"] or ""
        # 一、 and （一） stand close to their heading, 第一条 has a blank after it.
        lead = number if not number or number[-1] in "、）．." else f"{number} "
        words = (f"{lead}{node['heading'] or ''}", shortened(node["text"]))
        yield indent + " ".join(word.strip() for word in words if word.strip())
        yield from outline_lines(node["children"], indent + INDENT)


def shortened(text: str | None) -> str:
    """Return the first line of a text, cut to what an outline can show."""
    line = " ".join((text or "").split())
    return line if len(line) <= TEXT_SHOWN else f"{line[:TEXT_SHOWN]}…"
