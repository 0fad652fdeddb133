"""Plans with their figures, tasks with what belongs to them, and what the desk offers to choose from."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Prefetch, Q, QuerySet

from tongming.core.accounts.viewers import Viewer
from tongming.core.organizations.models import Organization, OrganizationKind
from tongming.core.organizations.queries import existing, subtree_ids
from tongming.core.publications.models import Series
from tongming.core.publications.queries import listed
from tongming.domains.oversight import policies
from tongming.domains.oversight.matching import root_of
from tongming.domains.oversight.models import Evidence, Plan, Task, TaskSentence, TaskState, TaskUnit
from tongming.domains.oversight.rules import kinds_meant
from tongming.engines.gongwen.doc_numbers import normalise_doc_number

CANDIDATES = 20
DEPARTMENTS = (OrganizationKind.DEPARTMENT, OrganizationKind.OFFICE, OrganizationKind.VERTICAL)
OVERDUE, RUNNING = "overdue", "running"
LONG = ("text", "body")  # of a content: stays in the database where only its title and number are shown


@dataclass(frozen=True)
class Figures:
    """How the tasks of a plan stand today. `tasks` are those confirmed, the finished ones included; sub-tasks are not counted."""

    tasks: int = 0
    finished: int = 0
    overdue: int = 0
    proposed: int = 0
    dismissed: int = 0


@dataclass(frozen=True)
class TaskFilter:
    """Which tasks of a plan: by state, and by the name of a unit as printed or of the body it is.

    Besides the states of the process, `overdue` are the confirmed ones past their deadline and `running` those that are not.
    """

    state: str = ""
    unit: str = ""


@dataclass(frozen=True)
class UnitChoice:
    """A unit by which tasks can be filtered, with the number of tasks that name it."""

    name: str
    count: int


def _overdue(viewer: Viewer) -> Q:
    """Return the condition of `rules.is_overdue`, for the database."""
    return Q(state=TaskState.CONFIRMED, deadline__lt=viewer.on)


def plans(viewer: Viewer) -> list[tuple[Plan, Figures]]:
    """Return the plans a viewer may know of with their figures, the latest year first; two queries."""
    rows = list(
        policies.plans.rows(viewer)
        .select_related("series__current__content", "organization")
        .defer(*_long("series__current__content"))
        .order_by("-year", "-made_at", "-pk")
    )
    counted = _figures(viewer, [row.pk for row in rows])
    return [(row, counted.get(row.pk, Figures())) for row in rows]


def figures(viewer: Viewer, plan_row: Plan) -> Figures:
    """Return the figures of one plan."""
    return _figures(viewer, [plan_row.pk]).get(plan_row.pk, Figures())


def totals(viewer: Viewer, organization_ids: Iterable[int] | None = None) -> Figures:
    """Return the figures of all plans together, or of those of some bodies; one query (for the home page)."""
    rows = policies.plans.rows(viewer)
    if organization_ids is not None:
        rows = rows.filter(organization_id__in=list(organization_ids))
    counted = (
        policies.tasks.rows(viewer).filter(plan__in=rows, parent__isnull=True).aggregate(**_counts(viewer))
    )
    return Figures(**counted)


def _counts(viewer: Viewer) -> dict[str, Count]:
    """Return what `Figures` counts, for the database."""
    return {
        "tasks": Count("pk", filter=Q(state__in=policies.PUBLIC_STATES)),
        "finished": Count("pk", filter=Q(state=TaskState.FINISHED)),
        "overdue": Count("pk", filter=_overdue(viewer)),
        "proposed": Count("pk", filter=Q(state=TaskState.PROPOSED)),
        "dismissed": Count("pk", filter=Q(state=TaskState.DISMISSED)),
    }


def _figures(viewer: Viewer, plan_ids: Iterable[int]) -> dict[int, Figures]:
    known = policies.tasks.rows(viewer).filter(plan_id__in=list(plan_ids), parent__isnull=True)
    counted = known.values("plan_id").annotate(**_counts(viewer)).order_by("plan_id")
    rows: list[dict[str, Any]] = [dict(**row) for row in counted]
    return {row.pop("plan_id"): Figures(**row) for row in rows}


def plan(viewer: Viewer, plan_id: int) -> Plan | None:
    """Return a plan a viewer may know of, joined with its notice, or None."""
    return _joined(viewer).filter(pk=plan_id).first()


def plan_of(viewer: Viewer, series_id: int) -> Plan | None:
    """Return the plan made of a notice, or None; the words of the notice are left out."""
    return _joined(viewer).defer(*_long("publication__content")).filter(series_id=series_id).first()


def plan_titled(viewer: Viewer, words: str) -> list[Plan]:
    """Return the plans whose notice has this document number, title, part of the title, or id (of the plan); best first."""
    number = normalise_doc_number(words) or words
    rows = _joined(viewer)
    exact = Q(series__current__content__doc_number=number) | Q(series__current__content__title=words)
    if words.isascii() and words.isdigit() and len(words) < 19:
        exact |= Q(pk=int(words))
    found = list(rows.filter(exact).order_by("-year", "pk"))
    return found or list(
        rows.filter(series__current__content__title__icontains=words).order_by("-year", "pk")
    )


def _joined(viewer: Viewer) -> QuerySet[Plan]:
    """Return plans with the words they were made of; of the present version only what names it."""
    rows = policies.plans.rows(viewer).select_related(
        "series__current__content", "organization", "publication__content"
    )
    return rows.defer(*_long("series__current__content"))


def _long(path: str) -> list[str]:
    return [f"{path}__{name}" for name in LONG]


def without_plan(viewer: Viewer, words: str) -> QuerySet[Series]:
    """Return published texts of bodies the viewer supervises of which no ledger has been made, by title or number."""
    rows = listed(viewer).filter(plan__isnull=True)
    if not viewer.is_program:
        rows = rows.filter(organization_id__in=viewer.supervised)
    return _worded(rows, words).order_by("-current__published_at", "-pk")[:CANDIDATES]


def _worded(rows: QuerySet[Series], words: str) -> QuerySet[Series]:
    """Narrow series to those whose title, document number or index number holds the words."""
    number = normalise_doc_number(words) or words
    return rows.filter(
        Q(current__content__title__icontains=words)
        | Q(current__content__doc_number__icontains=number)
        | Q(index_number__icontains=words)
    )


def _full(viewer: Viewer) -> QuerySet[Task]:
    """Return tasks with units, sources, evidence and visible sub-tasks; a fixed number of queries for any number of rows."""
    joined = Evidence.objects.select_related("series__current__content", "series__organization", "added_by")
    evidence = joined.defer(*_long("series__current__content"))
    units = TaskUnit.objects.select_related("organization").order_by("role", "pk")
    sources = TaskSentence.objects.select_related("sentence").order_by("part")
    parts = policies.tasks.rows(viewer).order_by("pk").prefetch_related(Prefetch("units", units))
    return (
        policies.tasks.rows(viewer)
        .select_related("plan__series__current__content", "plan__organization", "parent")
        .defer(*_long("plan__series__current__content"))
        .prefetch_related(
            Prefetch("units", units),
            Prefetch("sources", sources),
            Prefetch("evidence", evidence.order_by("added_at", "pk")),
            Prefetch("subtasks", parts),
        )
    )


def tasks(viewer: Viewer, plan_row: Plan, wanted: TaskFilter | None = None) -> QuerySet[Task]:
    """Return the tasks of a plan in the order of the text; filtered by a unit also the sub-tasks of that unit."""
    wanted = wanted or TaskFilter()
    rows = _full(viewer).filter(plan=plan_row)
    rows = rows.filter(tasks_named(wanted.unit)) if wanted.unit else rows.filter(parent__isnull=True)
    if wanted.state == OVERDUE:
        rows = rows.filter(_overdue(viewer))
    elif wanted.state == RUNNING:
        rows = rows.filter(state=TaskState.CONFIRMED).exclude(_overdue(viewer))
    elif wanted.state:
        rows = rows.filter(state=wanted.state)
    else:
        rows = rows.filter(state__in=policies.PUBLIC_STATES)
    return rows.order_by("position", "number", "pk")


def tasks_named(unit: str) -> Q:
    """Return the condition that a task names a unit, as printed or by the name of the body it is."""
    named = TaskUnit.objects.filter(Q(name=unit) | Q(organization__name=unit))
    return Q(pk__in=named.values("task_id"))


def proposals(viewer: Viewer, plan_row: Plan, state: str = TaskState.PROPOSED) -> QuerySet[Task]:
    """Return the tasks of a plan in one state for its supervisors, in the order of the text."""
    return (
        _full(viewer)
        .filter(plan=plan_row, parent__isnull=True, state=state)
        .order_by("position", "number", "pk")
    )


def mine(viewer: Viewer) -> QuerySet[Task]:
    """Return the open tasks of the viewer's own bodies, those due first at the top."""
    own = TaskUnit.objects.filter(organization_id__in=viewer.organizations())
    rows = _full(viewer).filter(pk__in=own.values("task_id"), state=TaskState.CONFIRMED)
    return rows.order_by("deadline", "plan_id", "position", "pk")


def task(viewer: Viewer, task_id: int) -> Task | None:
    """Return one task a viewer may know of, with everything that belongs to it, or None."""
    return _full(viewer).filter(pk=task_id).first()


def task_unit(viewer: Viewer, task_id: int, unit_id: int) -> TaskUnit | None:
    """Return a unit of a task a viewer may know of, or None."""
    known = policies.tasks.rows(viewer).filter(pk=task_id)
    return (
        TaskUnit.objects.filter(pk=unit_id, task__in=known).select_related("task__plan__organization").first()
    )


def sources_of(task_row: Task) -> list[TaskSentence]:
    """Return the sources of a task that `task` or `tasks` has loaded."""
    return list(task_row.sources.all())


def unit_choices(viewer: Viewer, plan_row: Plan) -> list[UnitChoice]:
    """Return the units by which the public tasks of a plan can be filtered, those with most tasks first; one query."""
    known = policies.tasks.rows(viewer).filter(plan=plan_row, state__in=policies.PUBLIC_STATES)
    rows = (
        TaskUnit.objects.filter(task__in=known)
        .values("name")
        .annotate(count=Count("task_id", distinct=True))
        .order_by("-count", "name")
    )
    return [UnitChoice(row["name"], row["count"]) for row in rows]


def expandable_to(viewer: Viewer, unit: TaskUnit) -> tuple[list[Organization], frozenset[int]]:
    """Return the bodies a collective may be expanded to today, and the ids of those its name means.

    For 各县（市、区）政府（管委会） those are the counties and zones below the plan's government; for 市有关部门 a person picks among
    the departments, so nothing is chosen beforehand.
    """
    root = root_of(unit.task.plan.organization, viewer.on)
    below = existing(viewer.on).filter(pk__in=subtree_ids([root.pk], viewer.on) - {root.pk})
    kinds = kinds_meant(unit.name)
    if kinds:
        bodies = list(below.filter(kind__in=kinds).order_by("kind", "division_code", "name"))
        return bodies, frozenset(body.pk for body in bodies)
    rows = below.filter(kind__in=DEPARTMENTS) if unit.name.endswith("部门") else below.exclude(kind="village")
    return list(rows.order_by("kind", "division_code", "name")), frozenset()


def expanded_bodies(task_row: Task) -> frozenset[int]:
    """Return the ids of the bodies that have a sub-task of a task already."""
    ids = TaskUnit.objects.filter(task__parent=task_row).values_list("organization_id", flat=True)
    return frozenset(pk for pk in ids if pk is not None)


def evidence_candidates(viewer: Viewer, task_row: Task, words: str) -> list[Series]:
    """Return published things by title or number that may be attached to a task; at most twenty, the last published first."""
    if not words.strip():
        return []
    rows = listed(viewer).exclude(pk=task_row.plan.series_id).exclude(evidence__task=task_row)
    return list(_worded(rows, words.strip()).order_by("-current__published_at", "-pk")[:CANDIDATES])


def readable_evidence(viewer: Viewer, series_id: int) -> Series | None:
    """Return a listed series by id, to be attached as evidence, or None."""
    return listed(viewer).filter(pk=series_id).first()
