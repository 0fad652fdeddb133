"""The ledger (工作台账) for the public: plans and how they stand, the notice as a dashboard, the tasks as a table.

Everybody sees what a person has confirmed, with its evidence; proposals stay inside.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import urlencode

from tongming.core.ui.exports import csv_response
from tongming.core.ui.links import with_parameter
from tongming.core.ui.pieces import ColumnMeta, FacetGroup, FacetValue, Link, OutlineNode
from tongming.domains.oversight import present, queries
from tongming.domains.oversight.models import Plan, Task
from tongming.faces.portal import inputs, sites
from tongming.faces.portal.ledger_values import task_view
from tongming.faces.portal.responses import public_page

COLUMN = ColumnMeta(
    "工作台账",
    "工作台账",
    "年度工作要点的任务、责任单位、完成时限、落实情况和佐证",
    ("政务公开", "工作要点", "任务"),
)
STATES = {"running": "进行中", "overdue": "逾期", "finished": "已完成"}
LEGEND = {"confirmed": "进行中", "overdue": "逾期", "finished": "已完成"}
ROWS = 50
UNITS_SHOWN = 12
UNIT_LENGTH = 120


@dataclass(frozen=True)
class PlanRow:
    """台账行: a plan with its figures, each leading to the list behind it; `share` is the finished part in percent."""

    url: str
    title: str
    line: str
    figures: Sequence[tuple[str, int, str, bool]]
    share: float


@public_page
def ledger(request: HttpRequest) -> HttpResponse:
    """工作台账首页: all plans with their figures."""
    site = sites.current(request)
    viewer = sites.viewer_of_request(request)
    rows = [
        plan_row(plan, figures)
        for plan, figures in queries.plans(viewer)
        if site.bodies is None or plan.organization_id in site.bodies
    ]
    context = {
        "column": COLUMN,
        "current_nav": reverse("portal:ledger"),
        "breadcrumb_links": [Link("首页", reverse("portal:home")), Link("工作台账", "")],
        "plans": rows,
        "today": viewer.on,
        "next_steps": [Link("看政策文件", reverse("portal:document_list"))],
    }
    return render(request, "portal/ledger_list.html", context)


def plan_row(plan: Plan, figures: queries.Figures) -> PlanRow:
    """Return a plan as a row of the list."""
    values = present.plan_values(plan, figures)
    line = " · ".join(
        filter(None, (plan.organization.name, values["doc_number"], f"{plan.year}年" if plan.year else ""))
    )
    return PlanRow(
        url=reverse("portal:plan", args=[plan.pk]),
        title=values["title"],
        line=line,
        figures=plan_figures(plan, figures),
        share=100 * figures.finished / figures.tasks if figures.tasks else 0,
    )


def plan_figures(plan: Plan, figures: queries.Figures) -> list[tuple[str, int, str, bool]]:
    """Return the figures of a plan as (label, number, address of the list behind it, is it an overdue count)."""
    address = reverse("portal:plan_tasks", args=[plan.pk])
    return [
        ("任务", figures.tasks, address, False),
        ("已完成", figures.finished, f"{address}?state=finished", False),
        ("逾期", figures.overdue, f"{address}?state=overdue", bool(figures.overdue)),
    ]


def plan_for(request: HttpRequest, plan_id: int) -> Plan:
    """Return a plan the public may see, or answer 404."""
    found = queries.plan(sites.viewer_of_request(request), plan_id)
    if found is None:
        raise Http404
    return found


@public_page
def plan(request: HttpRequest, plan_id: int) -> HttpResponse:
    """要点原文: the notice as a dashboard, each sentence with how its tasks stand."""
    row = plan_for(request, plan_id)
    viewer = sites.viewer_of_request(request)
    board = queries.dashboard(viewer, row)
    views = {
        task.pk: task_view(task, viewer.on)
        for block in board.blocks
        for duty in block.open_duties
        for task in duty.tasks
    }
    context = frame(request, row) | {
        "board": board,
        "blocks": [
            (block, [(duty, [views[task.pk] for task in duty.tasks]) for duty in block.open_duties])
            for block in board.blocks
        ],
        "outline": outline_of(board),
        "elsewhere": [task_view(task, viewer.on) for task in board.elsewhere],
        "legend": [(name, label, board.counts.get(name, 0)) for name, label in LEGEND.items()],
    }
    return render(request, "portal/ledger_plan.html", context)


def frame(request: HttpRequest, row: Plan) -> dict[str, object]:
    """Return what both pages of a plan share: its name, its figures, the two ways to look at it."""
    viewer = sites.viewer_of_request(request)
    figures = queries.figures(viewer, row)
    return {
        "column": COLUMN,
        "current_nav": reverse("portal:ledger"),
        "breadcrumb_links": [
            Link("首页", reverse("portal:home")),
            Link("工作台账", reverse("portal:ledger")),
            Link(f"{row.year}年任务" if row.year else "任务", ""),
        ],
        "plan": row,
        "heading": present.title_of(row.series),
        "row": plan_row(row, figures),
        "document_url": present.address_of(row.series),
        "today": viewer.on,
        "views": [
            Link("按原文看", reverse("portal:plan", args=[row.pk]), current=request.resolver_match is not None and request.resolver_match.url_name == "plan"),
            Link("按任务看", reverse("portal:plan_tasks", args=[row.pk]), current=request.resolver_match is not None and request.resolver_match.url_name == "plan_tasks"),
        ],
    }  # fmt: skip


def outline_of(board: queries.Dashboard) -> list[OutlineNode]:
    """Return the chapters of the notice with their clauses, for the outline beside the text."""
    nodes: list[OutlineNode] = []
    below: list[OutlineNode] = []
    for block in board.blocks:
        text = f"{block.number}{block.heading}".rstrip("。：")
        if block.level == 1 and text:
            below = []
            nodes.append(OutlineNode(f"p{block.anchor}", text, below))
        elif block.level == 2 and block.heading:
            below.append(OutlineNode(f"p{block.anchor}", text))
    return nodes


@public_page
def plan_tasks(request: HttpRequest, plan_id: int) -> HttpResponseBase:
    """任务表: the tasks of a plan by state and unit, also as CSV (`?format=csv`)."""
    row = plan_for(request, plan_id)
    viewer = sites.viewer_of_request(request)
    state = request.GET.get("state", "")
    wanted = queries.TaskFilter(
        state=state if state in STATES else "", unit=inputs.text(request.GET, "unit", longest=UNIT_LENGTH)
    )
    rows = queries.tasks(viewer, row, wanted)
    if request.GET.get("format") == "csv":
        return as_csv(rows, row, viewer.on)
    page = Paginator(rows, ROWS).get_page(inputs.page_number(request.GET))
    context = frame(request, row) | {
        "page": page,
        "tasks": [task_view(task, viewer.on) for task in page],
        "groups": facets(request, row, wanted),
        "csv_url": with_parameter(request.GET, "format", "csv"),
        "wanted": wanted,
        "state_label": STATES.get(wanted.state, ""),
        "clear_url": reverse("portal:plan_tasks", args=[row.pk]),
    }
    return render(request, "portal/ledger_tasks.html", context)


def as_csv(rows: Iterable[Task], row: Plan, today: date) -> HttpResponse:
    """Return the filtered table as a file; it is small enough to be made at once, so that it has an ETag."""
    streamed = csv_response(
        f"{present.title_of(row.series)}任务表",
        present.HEADER,
        (present.table_row(task, today) for task in rows),
    )
    response = HttpResponse(b"".join(streamed), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = streamed["Content-Disposition"]
    return response


def facets(request: HttpRequest, row: Plan, wanted: queries.TaskFilter) -> list[FacetGroup]:
    """Return the filters: state with counts, and the units that answer for most tasks."""
    viewer = sites.viewer_of_request(request)
    figures = queries.figures(viewer, row)
    counts = {
        "running": figures.tasks - figures.finished - figures.overdue,
        "overdue": figures.overdue,
        "finished": figures.finished,
    }
    states = [
        _value(request, "state", name, label, None if wanted.unit else counts[name], wanted.state)
        for name, label in STATES.items()
    ]
    choices = queries.unit_choices(viewer, row)
    shown = choices[:UNITS_SHOWN] + [choice for choice in choices[UNITS_SHOWN:] if choice.name == wanted.unit]
    units = [_value(request, "unit", choice.name, choice.name, choice.count, wanted.unit) for choice in shown]
    return [group for group in (FacetGroup("状态", states), FacetGroup("单位", units)) if group.values]


def _value(
    request: HttpRequest, name: str, value: str, label: str, count: int | None, chosen: str
) -> FacetValue:
    kept = {key: str(other) for key, other in request.GET.items() if key not in {name, "page", "format"}}
    active = value == chosen
    address = "?" + urlencode(kept if active else kept | {name: value})
    return FacetValue(label, address, None if active else count, active=active)
