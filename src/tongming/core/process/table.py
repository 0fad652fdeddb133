"""Process tables: states, and deeds that lead from one to the next.

A deed says from which states it may be done, to which it leads, who may do it, whether it needs a reason, and what it starts.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from tongming.core.accounts.viewers import Viewer
from tongming.errors import UserError

LONGEST_REASON = 300  # characters


class DeedRefused(UserError):
    """A deed that may not be done now or not by this person; the message says why."""


@dataclass(frozen=True)
class Deed:
    """One row of a process table (行为). An empty `target` keeps the state the case is in."""

    name: str
    label: str
    sources: tuple[str, ...]
    target: str
    roles: tuple[str, ...]
    needs_reason: bool = False
    starts: str = ""


@dataclass(frozen=True)
class Process:
    """The table of one kind of case (流程): states with their Chinese labels, deeds, and where it begins."""

    name: str
    label: str
    states: dict[str, str]
    initial: str
    deeds: tuple[Deed, ...]

    def deed(self, name: str) -> Deed:
        """Return a deed by name."""
        return next(deed for deed in self.deeds if deed.name == name)

    def possible(self, state: str, viewer: Viewer, organization_id: int) -> list[Deed]:
        """Return the deeds that state and role allow; a case may bar some of them further."""
        return [
            deed for deed in self.deeds if state in deed.sources and allowed(deed, viewer, organization_id)
        ]

    def require(
        self, name: str, *, state: str, viewer: Viewer, organization_id: int, reason: str = ""
    ) -> Deed:
        """Return the deed if it may be done now by this viewer, else raise `DeedRefused` with the reason."""
        deed = self.deed(name)
        if state not in deed.sources:
            allowed_states = "、".join(self.states[source] for source in deed.sources)
            raise DeedRefused(
                f"当前状态是“{self.states[state]}”，不能{deed.label}；只有{allowed_states}时可以。"
            )
        if not allowed(deed, viewer, organization_id):
            raise DeedRefused(f"您在该机构没有{deed.label}所需的角色，请联系管理员。")
        if deed.needs_reason and not reason.strip():
            raise DeedRefused(f"{deed.label}需要填写理由。")
        refuse_long(reason)
        return deed


def refuse_long(reason: str) -> None:
    """Raise `DeedRefused` for a reason longer than the tables and the trail keep."""
    if len(reason) > LONGEST_REASON:
        raise DeedRefused(f"理由有{len(reason)}字，最多{LONGEST_REASON}字，请写得简短些。")


def allowed(deed: Deed, viewer: Viewer, organization_id: int) -> bool:
    """Tell whether a viewer holds one of the roles of a deed in the body of the case."""
    return any(viewer.holds(role, organization_id) for role in deed.roles)


_processes: dict[str, Process] = {}


def register(process: Process) -> Process:
    """Register a process table for the docs and the tests."""
    _processes[process.name] = process
    return process


def registered() -> Iterable[Process]:
    """Return all process tables."""
    return _processes.values()
