"""Made-up values for the style guide. Every name, number and figure here is invented and marked 演示."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

from django import forms

from tongming.core.ui.diff import compare_paragraphs
from tongming.core.ui.pieces import (
    ArticleMeta,
    ClockFace,
    ColumnMeta,
    DataTile,
    DeedChoice,
    Entry,
    FacetGroup,
    FacetValue,
    Figure,
    FigureRow,
    Link,
    OrganizationOption,
    OutlineNode,
    PersonRole,
    ResultRow,
    SearchTab,
    SiteFace,
    SkippedDay,
    Step,
    TimelineNode,
)

HERE = "#components"

SEARCH_TABS = (
    SearchTab("find", "查文件", HERE, "输入标题、文号或关键词"),
    SearchTab("ask", "答疑问", HERE, "用一句话问政策"),
    SearchTab("do", "办事项", HERE, "输入要办的事"),
)

SITE = SiteFace(
    name="演示市政府信息公开",
    domain="www.example.gov.cn",
    code="0000000000",
    organizer="演示市人民政府办公室",
    contact="演示路 1 号，0000-00000000（工作日 9:00—17:30）",
    icp="演示ICP备00000000号",
    police_number="演示公网安备 00000000000000号",
    sitemap_url=HERE,
    fault_url=HERE,
    navigation=(
        Link("首页", HERE),
        Link("信息公开", HERE, current=True),
        Link("政策文件", HERE),
        Link("解读回应", HERE),
        Link("办事服务", HERE),
        Link("互动交流", HERE),
        Link("数据开放", HERE),
        Link("监督", HERE),
    ),
    search_tabs=SEARCH_TABS,
)

ROWS = (
    ResultRow(
        url=HERE,
        title=(("关于进一步优化", False), ("政务公开", True), ("工作流程的通知（演示）", False)),
        issuer="演示市人民政府办公室",
        number="演政办发〔2026〕12号",
        date=date(2026, 4, 9),
        validity="有效",
        kind="行政规范性文件",
        snippet=(
            ("各县（市、区）人民政府，市各部门：为提高", False),
            ("政务公开", True),
            (
                "工作的质量，现就公开目录的编制、审核、发布和更新通知如下。各单位应当在信息形成后二十个工作日内",
                False,
            ),
            ("公开", True),
            ("，并同步发布解读材料。", False),
        ),
    ),
    ResultRow(
        url=HERE,
        title=(("演示市公共停车场管理办法", False),),
        issuer="演示市人民政府",
        number="演政规〔2022〕3号",
        date=date(2022, 11, 30),
        validity="已修改",
        kind="规章",
        snippet=(("第四条 市住房城乡建设部门负责本市公共停车场的监督管理工作。", False),),
    ),
    ResultRow(
        url=HERE,
        title=(("关于开展春季造林工作的意见（演示）", False),),
        issuer="演示市林业局",
        number="演林发〔2015〕8号",
        date=date(2015, 2, 3),
        validity="废止",
        kind="其他文件",
        note="自2023年1月1日起废止，仅供查阅。",
    ),
)

FACETS = (
    FacetGroup(
        "效力",
        (
            FacetValue("有效", HERE, 1284, active=True),
            FacetValue("已修改", HERE, 76),
            FacetValue("废止", HERE, 312),
        ),
    ),
    FacetGroup(
        "发文机关",
        (
            FacetValue("演示市人民政府", HERE, 402),
            FacetValue("演示市人民政府办公室", HERE, 655),
            FacetValue("演示市财政局", HERE, 98),
        ),
    ),
    FacetGroup("年份", (FacetValue("2026", HERE, 41), FacetValue("2025", HERE, 187))),
)

OUTLINE = (
    OutlineNode("part-1", "一、总体要求"),
    OutlineNode(
        "part-2",
        "二、重点任务",
        (OutlineNode("part-2-1", "（一）编制公开目录"), OutlineNode("part-2-2", "（二）同步解读政策")),
    ),
    OutlineNode("part-3", "三、组织保障"),
)

ENTRIES = (
    Entry("索引号", "000000000/2026-00012"),
    Entry("主题分类", "综合政务\\政务公开"),
    Entry("发文机关", "演示市人民政府办公室", HERE),
    Entry("发文字号", "演政办发〔2026〕12号"),
    Entry("成文日期", date(2026, 4, 9)),
    Entry("发布日期", datetime(2026, 4, 12, 1, 30, tzinfo=UTC)),
    Entry("废止日期", None),
    Entry("公开方式", "主动公开", note="《条例》第二十条第一项"),
    Entry("内容概述", "规定公开目录的编制、审核、发布和更新（演示）。", wide=True),
)

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

TIMELINE = (
    TimelineNode("收到申请", "done", datetime(2026, 4, 3, 1, 12, tzinfo=UTC), "网上提交（演示）"),
    TimelineNode(
        "登记", "done", datetime(2026, 4, 3, 6, 40, tzinfo=UTC), "政务公开科", "与申请人确认收到日期。"
    ),
    TimelineNode(
        "征求第三方意见",
        "now",
        date(2026, 4, 14),
        "政务公开科",
        "第三方应当在15个工作日内提出意见，征求意见所需时间不计入答复期限。",
        (Link("为什么要征求意见", HERE), Link("查看依据", HERE)),
    ),
    TimelineNode("答复", "next", date(2026, 5, 7), note="预计不晚于这一天。"),
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

PERSONS = (
    PersonRole("拟稿人", "甲某（演示）", datetime(2026, 4, 8, 2, 0, tzinfo=UTC)),
    PersonRole("审核人", "乙某（演示）", datetime(2026, 4, 9, 3, 30, tzinfo=UTC)),
    PersonRole("发布人", ""),
)

CHART = Figure(
    title="2026年第一季度主动公开文件数（演示）",
    rows=(
        FigureRow("市政府及办公室", 86, url=HERE),
        FigureRow("市财政局", 41),
        FigureRow("市教育局", 28),
        FigureRow("市林业局", 0),
    ),
    unit="件",
    label_heading="单位",
    source="本平台发布记录",
    as_of=date(2026, 3, 31),
    download_url=HERE,
)

ORGANIZATIONS = (
    OrganizationOption("1", "演示市人民政府办公室", "市级部门"),
    OrganizationOption("2", "演示市财政局", "市级部门", selected=True),
    OrganizationOption("3", "演示市教育局", "市级部门"),
    OrganizationOption("4", "甲县人民政府", "县（市、区）"),
    OrganizationOption("5", "乙区人民政府", "县（市、区）"),
)

TILES = (
    DataTile("财政预决算", HERE, "412", "份", "市县两级单位", date(2026, 4, 1)),
    DataTile("政府债务", HERE, "1,386.2", "亿元", "限额内余额（演示）", date(2026, 3, 31)),
    DataTile("惠民补贴", HERE, "27", "项", "", date(2026, 4, 10)),
    DataTile("规划计划", HERE, "168", "份", "含历史规划", date(2026, 4, 2)),
)

DIFF = compare_paragraphs(
    [
        "第一条 为了规范公共停车场的管理，制定本办法。",
        "第二条 停车场应当在入口处公示收费标准，收费标准每两年核定一次。",
        "第三条 本办法所称主管部门，是指市建设局。",
    ],
    [
        "第一条 为了规范公共停车场的管理，制定本办法。",
        "第二条 停车场应当在入口处和缴费处公示收费标准，收费标准每年核定一次。",
        "第四条 违反前款规定，逾期不改的，由城市管理部门依法处理，并记入信用记录。",
    ],
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


def page_values() -> dict[str, Any]:
    """Context of the style guide: one entry for each component's sample."""
    return {
        "site": SITE,
        "column": ColumnMeta("样式指南", "信息公开目录", "组件与设计变量一览（演示）", ("样式", "组件")),
        "article": ArticleMeta("样式指南（演示）", datetime(2026, 4, 9, 1, 0, tzinfo=UTC), "本平台"),
        "breadcrumb_links": (Link("首页", "/"), Link("信息公开", HERE), Link("样式指南", HERE)),
        "states": ("未生效", "有效", "已修改", "部分失效", "失效", "废止", "草稿", "已办结", "逾期"),
        "basis": Link("关于废止部分文件的决定（演政发〔2022〕31号，演示）", HERE),
        "basis_date": date(2023, 1, 1),
        "examples": (
            Link("新开一家小餐馆要办哪些证", HERE),
            Link("公积金怎么提取", HERE),
            Link("老年卡补办", HERE),
        ),
        "next_steps": (
            Link("去掉“有效”这个条件", HERE),
            Link("换成“答疑问”来问", HERE),
            Link("申请公开这份信息", HERE),
        ),
        "citation": (
            "演示市人民政府办公室：《关于进一步优化政务公开工作流程的通知》"
            "（演政办发〔2026〕12号），2026年4月9日。"
        ),
        "search_tabs": SEARCH_TABS,
        "rows": ROWS,
        "facets": FACETS,
        "outline_nodes": OUTLINE,
        "entries": ENTRIES,
        "clocks": CLOCKS,
        "timeline_nodes": TIMELINE,
        "steps": STEPS,
        "deeds": DEEDS,
        "persons": PERSONS,
        "chart": CHART,
        "organizations": ORGANIZATIONS,
        "tiles": TILES,
        "diff_rows": DIFF,
        "form": SampleForm({"name": "", "medium": "mail"}),
    }
