"""Draws a process table as Markdown: a Mermaid state diagram and the table itself."""

from tongming.core.process.table import Deed, Process


def page(process: Process, roles: dict[str, str]) -> str:
    """Return the documentation page of a process; `roles` maps role names to their Chinese labels."""
    states = "\n".join(f"    {name} : {label}" for name, label in process.states.items())
    arrows = "\n".join(
        f"    {source} --> {deed.target or source} : {deed.label}"
        for deed in process.deeds
        for source in deed.sources
    )
    rows = "\n".join(_row(process, deed, roles) for deed in process.deeds)
    return (
        f"# {process.label} (`{process.name}`)\n\n"
        "Drawn from the process table by `make docs`; do not edit.\n\n"
        f"```mermaid\nstateDiagram-v2\n{states}\n    [*] --> {process.initial}\n{arrows}\n```\n\n"
        "| deed | label | from | to | who | reason | what it starts |\n|---|---|---|---|---|---|---|\n"
        f"{rows}\n"
    )


def _row(process: Process, deed: Deed, roles: dict[str, str]) -> str:
    sources = "、".join(process.states[source] for source in deed.sources)
    who = "、".join(roles[role] for role in deed.roles)
    needed = "needed" if deed.needs_reason else ""
    target = process.states[deed.target] if deed.target else "（不变）"
    return f"| `{deed.name}` | {deed.label} | {sources} | {target} | {who} | {needed} | {deed.starts} |"
