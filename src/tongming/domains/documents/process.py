"""Process table of relations proposed by the parser."""

from tongming.core.accounts.models import Role
from tongming.core.process.table import Deed, Process, register
from tongming.domains.documents.models import RelationState

WHO = (Role.DRAFTER, Role.REVIEWER, Role.PUBLISHER, Role.OFFICE_HEAD)

RELATION = register(
    Process(
        name="relation",
        label="文件关系的确认",
        states={str(state.value): str(state.label) for state in RelationState},
        initial="proposed",
        deeds=(
            Deed(
                "confirm",
                "确认",
                ("proposed", "dismissed"),
                "confirmed",
                WHO,
                starts="双向链接；废止、修改关系使被引文件改变有效性",
            ),
            Deed("dismiss", "排除", ("proposed",), "dismissed", WHO, needs_reason=True),
        ),
    )
)
