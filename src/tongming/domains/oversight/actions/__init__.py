"""Every change of plans and tasks, one deed each; no other module writes these tables."""

from tongming.domains.oversight.actions.deciding import (
    add_unit,
    assign_unit,
    confirm,
    dismiss,
    reconsider,
    set_deadline,
)
from tongming.domains.oversight.actions.dividing import expand
from tongming.domains.oversight.actions.planning import (
    MadePlan,
    NotAPlan,
    forget_purged,
    make_plan,
    propose_tasks,
)
from tongming.domains.oversight.actions.proving import attach_evidence, finish, remove_evidence, reopen

__all__ = [
    "MadePlan",
    "NotAPlan",
    "add_unit",
    "assign_unit",
    "attach_evidence",
    "confirm",
    "dismiss",
    "expand",
    "finish",
    "forget_purged",
    "make_plan",
    "propose_tasks",
    "reconsider",
    "remove_evidence",
    "reopen",
    "set_deadline",
]
