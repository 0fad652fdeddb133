"""Made-up values for the components of finding."""

from __future__ import annotations

from datetime import date

from django.urls import reverse

from tongming.core.ui.pieces import DataTile, FacetGroup, FacetValue, Link, ResultRow, SearchTab, SiteFace
from tongming.core.ui.samples.places import HERE

SUGGESTIONS = ("停车场管理办法", "停车收费标准", "公积金提取", "公租房申请")


def search_tabs() -> tuple[SearchTab, ...]:
    """The three ways of looking something up; the first one suggests while typing."""
    suggestions = reverse("ui:sample_suggestions")
    return (
        SearchTab("find", "查文件", HERE, "输入标题、文号或关键词", suggestions),
        SearchTab("ask", "答疑问", HERE, "用一句话问政策"),
        SearchTab("do", "办事项", HERE, "输入要办的事"),
    )


def site() -> SiteFace:
    """A site that does not exist."""
    return SiteFace(
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
        search_tabs=search_tabs(),
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

TILES = (
    DataTile("财政预决算", HERE, "412", "份", "市县两级单位", date(2026, 4, 1)),
    DataTile("政府债务", HERE, "1,386.2", "亿元", "限额内余额（演示）", date(2026, 3, 31)),
    DataTile("惠民补贴", HERE, "27", "项", "", date(2026, 4, 10)),
    DataTile("规划计划", HERE, "168", "份", "含历史规划", date(2026, 4, 2)),
)

EXAMPLES = (Link("新开一家小餐馆要办哪些证", HERE), Link("公积金怎么提取", HERE), Link("老年卡补办", HERE))

NEXT_STEPS = (
    Link("去掉“有效”这个条件", HERE),
    Link("换成“答疑问”来问", HERE),
    Link("申请公开这份信息", HERE),
)
