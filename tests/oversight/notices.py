"""Made-up notices for tests of the ledger, and how they get into the library: parsed and registered like any other."""

from datetime import datetime
from functools import cache
from typing import Any

from tests.data import data_path
from tests.factories import operator
from tests.moments import NOW
from tongming.core.organizations.models import Organization
from tongming.core.publications.actions import register_published
from tongming.core.publications.models import Publication
from tongming.domains.documents.rules import content_from_parsed
from tongming.domains.documents.search import KIND
from tongming.domains.oversight import queries
from tongming.domains.oversight.actions import make_plan
from tongming.domains.oversight.models import Plan, Task
from tongming.engines.gongwen import parse_bytes

NOTICE = """演示市人民政府办公室文件

演政办发〔2026〕7号

市政府办公室关于印发演示市2026年政务公开工作要点的通知

各县（市、区）人民政府，市各委、办、局：

《演示市2026年政务公开工作要点》已经市政府同意，现印发给你们，请认真贯彻执行。

演示市人民政府办公室

2026年3月2日

演示市2026年政务公开工作要点

2026年是“十五五”开局之年。做好政务公开工作，要以提升服务为目标，推动各项工作落实。

一、推进重点领域公开

（一）集中公开规范性文件。市司法局要会同有关部门，于5月底前完成现行有效规范性文件的清理，统一标注有效性。各县（市、区）政府（管委会）要同步开展清理。

（二）公开财政信息。及时公开预算、决算。近年来，公开范围逐步扩大，取得了明显成效。

二、加强保障

各地各部门要将本要点落实情况纳入年度报告。

附件：演示市2026年重点任务分解表

附件

演示市2026年重点任务分解表

序号\t主要内容\t牵头单位\t责任单位
1\t市司法局会同有关部门于5月底前完成现行有效规范性文件的清理，统一标注有效性。\t市司法局\t各县（市、区）政府（管委会） 市有关部门
2\t及时公开预算、决算和政府债务信息。\t市财政局等 有关部门\t各县（市、区）政府（管委会）
3\t举办政府开放日活动，全年不少于2次。\t市政府办\t市有关部门
"""
SHORTER = NOTICE.replace("及时公开预算、决算。近", "全面公开政府债务余额。近").replace(
    "3\t举办政府开放日活动，全年不少于2次。\t市政府办\t市有关部门\n", ""
)


@cache
def parsed(text: str) -> dict[str, Any]:
    """The parse of a notice."""
    return parse_bytes(text.encode(), "notice.txt").to_dict()


def real_notice() -> str:
    """The notice this project grew from; the test is skipped where it is missing."""
    return data_path("tong-zheng-ban-fa-2021-42.txt").read_text(encoding="utf-8")


def make_notice(body: Organization, text: str = NOTICE, *, now: datetime = NOW) -> Publication:
    """A notice in the library, registered as already public; a second text under the same body is its next version."""
    publication, _ = register_published(
        operator(),
        kind=KIND,
        organization_id=body.pk,
        content=content_from_parsed(parsed(text)),
        identity=f"notice-of-{body.pk}",
        source="测试",
        now=now,
    )
    return publication


def make_ledger(body: Organization, text: str = NOTICE, *, now: datetime = NOW) -> Plan:
    """The plan of a notice, with proposals only."""
    return make_plan(operator(), make_notice(body, text, now=now).series, now=now).plan


def proposals(plan: Plan) -> list[Task]:
    return list(queries.proposals(operator(), plan))


def task_numbered(plan: Plan, number: int) -> Task:
    return Task.objects.select_related("plan").get(plan=plan, number=number, parent=None)
