"""Made-up values for the components of acting."""

from __future__ import annotations

from datetime import date

from django import forms

from tongming.core.ui.pieces import ClockFace, DeedChoice, OrganizationOption, SkippedDay, Step
from tongming.core.ui.samples.places import HERE

_APRIL = (7, 8, 9, 10, 13, 14, 15, 16, 17, 20, 21, 22, 23, 24, 27, 28, 29, 30)

COUNTED = (*(date(2026, 4, day) for day in _APRIL), date(2026, 5, 6), date(2026, 5, 7))

CLOCKS = (
    ClockFace(
        "running",
        7,
        due=date(2026, 5, 7),
        counted=COUNTED,
        elapsed=13,
        skipped=(
            SkippedDay(date(2026, 4, 6), "清明节（演示）"),
            SkippedDay(date(2026, 5, 1), "劳动节（演示）"),
        ),
        basis="自收到申请之日起20个工作日内答复（《条例》第三十三条）。",
    ),
    ClockFace("near", 1, due=date(2026, 4, 10), counted=COUNTED[:4], elapsed=3),
    ClockFace("overdue", 3, due=date(2026, 4, 3), basis="应当在期限内答复，现已超过。"),
    ClockFace("paused", 11, basis="等待申请人补正，补正之日起重新计算。"),
    ClockFace("undetermined", not_before=date(2027, 1, 11), basis="2027年放假安排尚未公布，公布后自动算出。"),
    ClockFace("done", due=date(2026, 4, 20), counted=COUNTED[:10], elapsed=10),
)

STEPS = (
    Step("填写申请", "done", HERE),
    Step("核对信息", "done", HERE),
    Step("选择送达方式", "now"),
    Step("提交", "next"),
)

DEEDS = (
    DeedChoice(
        "extend",
        "延期答复",
        HERE,
        "经负责人同意，可以延长一次，并告知申请人。",
        ("答复期限延长20个工作日", "向申请人送达延期告知书"),
        reason_label="延期的理由",
        reason_required=True,
        reason="需要向三家单位核实（演示）",
        error="理由要写明哪些内容需要核实、预计何时完成。",
    ),
    DeedChoice("refuse", "不予公开", HERE, starts=("生成不予公开决定书",), sharp=True, reason_required=True),
    DeedChoice(
        "close", "办结", HERE, refused_because="第三方的意见还没有收到，征求意见的期限到2026年5月7日。"
    ),
)

ORGANIZATIONS = (
    OrganizationOption("1", "演示市人民政府办公室", "市级部门"),
    OrganizationOption("2", "演示市财政局", "市级部门", selected=True),
    OrganizationOption("3", "演示市教育局", "市级部门"),
    OrganizationOption("4", "甲县人民政府", "县（市、区）"),
    OrganizationOption("5", "乙区人民政府", "县（市、区）"),
)


class SampleForm(forms.Form):
    """演示表单: one field of each kind, sent with errors."""

    name = forms.CharField(
        label="姓名", help_text="与身份证件一致", error_messages={"required": "请填写姓名"}
    )
    content = forms.CharField(
        label="所需信息的内容",
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "请写明文件名称、文号或者便于查找的其他特征"},
    )
    medium = forms.ChoiceField(
        label="获取方式",
        choices=[("mail", "邮寄"), ("email", "电子邮件")],
        widget=forms.RadioSelect,
        initial="mail",
    )
    phone = forms.CharField(label="联系电话", required=False)
    agreed = forms.BooleanField(label="我已阅读填写说明", required=False)
