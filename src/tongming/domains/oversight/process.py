"""Process table of tasks: who turns proposals into tasks, who shows that they are done."""

from tongming.core.accounts.models import Role
from tongming.core.process.table import Deed, Process, register
from tongming.domains.oversight.models import TaskState

SUPERVISORS = (Role.SUPERVISOR, Role.ADMINISTRATOR)
OFFICERS = (*SUPERVISORS, Role.OFFICE_HEAD, Role.PUBLISHER, Role.REVIEWER, Role.DRAFTER)

TASK = register(
    Process(
        name="task",
        label="任务的确认与完成",
        states={str(state.value): str(state.label) for state in TaskState},
        initial="proposed",
        deeds=(
            Deed("confirm", "确认", ("proposed",), "confirmed", SUPERVISORS, starts="任务向社会公开；牵头单位可提交佐证"),
            Deed("dismiss", "排除", ("proposed", "confirmed"), "dismissed", SUPERVISORS, needs_reason=True),
            Deed("reconsider", "重新考虑", ("dismissed",), "proposed", SUPERVISORS, needs_reason=True),
            Deed("attach_evidence", "提交佐证", ("confirmed",), "", OFFICERS, starts="佐证在任务旁向社会公开"),
            Deed("remove_evidence", "撤去佐证", ("confirmed",), "", SUPERVISORS, needs_reason=True),
            Deed("finish", "认定完成", ("confirmed",), "finished", SUPERVISORS, starts="任务标为已完成，不再计入逾期"),
            Deed("reopen", "重新办理", ("finished",), "confirmed", SUPERVISORS, needs_reason=True),
            Deed("expand", "分解到单位", ("confirmed",), "", SUPERVISORS, starts="每个单位一项子任务，各自提交佐证"),
            Deed("assign_unit", "对应机构", ("proposed", "confirmed"), "", SUPERVISORS),
            Deed("add_unit", "指定单位", ("proposed", "confirmed"), "", SUPERVISORS, starts="该单位可提交佐证"),
            Deed("set_deadline", "调整时限", ("proposed", "confirmed"), "", SUPERVISORS, needs_reason=True),
        ),
    )
)  # fmt: skip
