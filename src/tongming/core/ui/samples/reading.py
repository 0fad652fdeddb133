"""Made-up values for the components of reading."""

from __future__ import annotations

from datetime import UTC, date, datetime

from tongming.core.ui.diff import compare_paragraphs
from tongming.core.ui.pieces import Entry, Figure, FigureRow, Link, OutlineNode, PersonRole, TimelineNode
from tongming.core.ui.samples.places import HERE

STATES = ("未生效", "有效", "已修改", "部分失效", "失效", "废止", "草稿", "已办结", "逾期")

BASIS = Link("关于废止部分文件的决定（演政发〔2022〕31号，演示）", HERE)
BASIS_DATE = date(2023, 1, 1)

CITATION = (
    "演示市人民政府办公室：《关于进一步优化政务公开工作流程的通知》（演政办发〔2026〕12号），2026年4月9日。"
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
