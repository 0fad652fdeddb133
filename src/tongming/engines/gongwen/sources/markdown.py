"""Markdown marks: takes them off a line and says which they were."""

from __future__ import annotations

import re
from dataclasses import dataclass

_HEADING = re.compile(r"(\s*)(#{1,6})\s+(.*?)(\s#+\s*)?$")
_BULLET = re.compile(r"(\s*)([-*+>]|\d+\.(?=\s))\s+(?=\S)")
_EMPHASIS = re.compile(r"(\*\*|__|~~|`)(?=\S)(.{1,300}?)(?<=\S)\1")
_LIGHT_EMPHASIS = re.compile(r"(?<!\*)\*(?=[^\s*])([^*]{1,300}?)(?<=\S)\*(?!\*)")
_LINK = re.compile(r"(!?\[)([^\[\]]*)(\]\([^()\s]*\))")
_NESTING = 3
_RULE = re.compile(r"\s*(?:-{3,}|\*{3,}|_{3,}|={3,})\s*")


@dataclass(frozen=True, slots=True)
class MarkdownLine:
    """A line without its marks. `heading` is 1-6 for # headings, 0 otherwise."""

    text: str
    heading: int = 0
    marks: tuple[str, ...] = ()


def read_markdown_line(line: str) -> MarkdownLine:
    """Strip heading, quote, bullet, emphasis and link marks from one line."""
    if _RULE.fullmatch(line):
        return MarkdownLine("", 0, (line.strip(),))
    marks: list[str] = []
    level = 0
    if match := _HEADING.match(line):
        level = len(match[2])
        marks.append(match[2] + (match[4] or "").strip())
        line = match[1] + match[3]
    elif (match := _BULLET.match(line)) and not match[2][0].isdigit():
        marks.append(match[2])
        line = match[1] + line[match.end() :]
    return MarkdownLine(_inline(line, marks), level, tuple(marks))


def _inline(line: str, marks: list[str]) -> str:
    """Take emphasis and links off a line, adding their marks to `marks`."""
    if "](" in line:
        marks.extend(match[1] + match[3] for match in _LINK.finditer(line))
        line = _LINK.sub(r"\2", line)
    if line.count("*") > 1:
        marks.extend("**" for _ in _LIGHT_EMPHASIS.finditer(line))
        line = _LIGHT_EMPHASIS.sub(r"\1", line)
    for _ in range(_NESTING):
        if not any(sign in line for sign in ("**", "__", "~~", "`")):
            break
        marks.extend(match[1] * 2 for match in _EMPHASIS.finditer(line))
        line = _EMPHASIS.sub(r"\2", line)
    return line


def pipe_cells(line: str) -> list[str]:
    """The cells of a Markdown table row."""
    return [cell.strip() for cell in line.strip().removeprefix("|").removesuffix("|").split("|")]
