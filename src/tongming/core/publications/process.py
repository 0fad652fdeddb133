"""Process tables of drafts and of published series."""

from tongming.core.accounts.models import Role
from tongming.core.process.table import Deed, Process, register

DRAFT = register(
    Process(
        name="draft",
        label="拟稿、审核、发布",
        states={
            "drafting": "拟稿中",
            "reviewing": "待审核",
            "approved": "待发布",
            "published": "已发布",
            "abandoned": "已作废",
        },
        initial="drafting",
        deeds=(
            Deed(
                "edit",
                "修改",
                ("drafting", "reviewing", "approved"),
                "drafting",
                (Role.DRAFTER,),
                starts="已有的审核作废",
            ),
            Deed("submit", "送审", ("drafting",), "reviewing", (Role.DRAFTER,), starts="审核人的待办"),
            Deed(
                "return",
                "退回",
                ("reviewing", "approved"),
                "drafting",
                (Role.REVIEWER, Role.PUBLISHER),
                needs_reason=True,
            ),
            Deed(
                "approve",
                "审核通过",
                ("reviewing",),
                "approved",
                (Role.REVIEWER,),
                starts="固定内容杂凑值；发布人的待办",
            ),
            Deed(
                "publish",
                "发布",
                ("approved",),
                "published",
                (Role.PUBLISHER,),
                starts="不可更改的版本、索引号、检索、订阅",
            ),
            Deed("abandon", "作废", ("drafting",), "abandoned", (Role.DRAFTER,), needs_reason=True),
        ),
    )
)

SERIES = register(
    Process(
        name="series",
        label="公开之后",
        states={"listed": "公开", "withdrawn": "已撤下", "purged": "已清除"},
        initial="listed",
        deeds=(
            Deed(
                "state_validity",
                "标注有效性",
                ("listed",),
                "listed",
                (Role.OFFICE_HEAD, Role.PUBLISHER),
                needs_reason=True,
            ),
            Deed(
                "withdraw",
                "撤下",
                ("listed",),
                "withdrawn",
                (Role.OFFICE_HEAD, Role.PUBLISHER),
                needs_reason=True,
            ),
            Deed(
                "restore",
                "恢复",
                ("withdrawn",),
                "listed",
                (Role.OFFICE_HEAD, Role.PUBLISHER),
                needs_reason=True,
            ),
            Deed(
                "purge",
                "清除",
                ("listed", "withdrawn"),
                "purged",
                (Role.OFFICE_HEAD,),
                needs_reason=True,
                starts="文字从页面、历史、检索、订阅、接口和导出中移除，痕迹保留杂凑值",
            ),
        ),
    )
)
