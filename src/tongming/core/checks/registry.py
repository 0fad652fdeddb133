"""What a check is, what it finds, and which checks there are."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import asdict, dataclass, field
from datetime import date
from enum import StrEnum
from typing import Any


class Severity(StrEnum):
    """How grave a finding is."""

    BLOCK = "block"
    WARNING = "warning"
    HINT = "hint"


@dataclass(frozen=True)
class Finding:
    """One thing a check found: what, where (a field name or a place in the text), how grave, what to do; texts in Chinese."""

    check: str
    severity: Severity
    field: str
    message: str
    remedy: str
    subject: int = 0

    def as_dict(self) -> dict[str, Any]:
        """Return the finding as plain values for storage and templates."""
        return asdict(self)


@dataclass(frozen=True)
class Candidate:
    """What is to be published, as checks see it: ids and content, no database."""

    draft_id: int
    kind: str
    content: dict[str, Any]
    files: tuple[tuple[str, str], ...] = field(default=())  # (name, media type)


Check = Callable[[Sequence[Candidate], date], Iterable[Finding]]
_checks: dict[str, Check] = {}


def register(name: str, check: Check) -> None:
    """Register a check under a name, once."""
    _checks[name] = check


def run_checks(candidates: Sequence[Candidate], today: date) -> list[Finding]:
    """Run every check over a set and return all findings, the gravest first."""
    order = list(Severity)
    findings = [finding for check in _checks.values() for finding in check(candidates, today)]
    return sorted(findings, key=lambda finding: (order.index(finding.severity), finding.subject))
