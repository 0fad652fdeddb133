"""Tables of the ledger: the plan made from a notice, its sentences, the tasks they give, the units who answer, the evidence.

Nothing here has effect before a person confirmed it: a task starts as a proposal. All words of the notice that are kept here
leave with the plan when the notice is purged.
"""

from typing import ClassVar

from django.conf import settings
from django.db import models

from tongming.core.organizations.models import Organization
from tongming.core.publications.models import Publication, Series


class Plan(models.Model):
    """A yearly plan of work read from a published notice (工作要点), and its ledger. `publication` is the version that was read."""

    series = models.OneToOneField(
        Series, on_delete=models.PROTECT, related_name="plan", verbose_name="来源文件"
    )
    publication = models.ForeignKey(Publication, on_delete=models.PROTECT, related_name="+")
    organization = models.ForeignKey(
        Organization, on_delete=models.PROTECT, related_name="plans", verbose_name="主管机构"
    )
    year = models.PositiveSmallIntegerField("年度", null=True)
    made_at = models.DateTimeField("建立时间")

    class Meta:
        verbose_name = "工作要点"
        verbose_name_plural = "工作要点"

    def __str__(self) -> str:
        return f"台账{self.pk}"


class PlanSentence(models.Model):
    """A sentence of the notice (要点语句) in its place. `in_text` is false when a later version no longer has it."""

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="sentences")
    key = models.CharField("标识", max_length=80)
    order = models.PositiveIntegerField("顺序")
    anchor = models.CharField("位置", max_length=40)
    clause = models.CharField("条款", max_length=40, blank=True)
    paragraph = models.PositiveSmallIntegerField("段落")
    lead = models.TextField("引语", blank=True)
    text = models.TextField("语句")
    obliging = models.BooleanField("含有任务")
    signals = models.JSONField("判断依据", default=list)
    in_text = models.BooleanField("现行文本中有", default=True)

    class Meta:
        verbose_name = "要点语句"
        verbose_name_plural = "要点语句"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["plan", "key"], name="plan_sentence_once"),
        ]
        indexes: ClassVar = [models.Index(fields=["plan", "order"], name="sentences_in_order")]

    def __str__(self) -> str:
        return f"{self.plan_id}-{self.order}"


class TaskState(models.TextChoices):
    """States of a task; deeds between them stand in `process.TASK`."""

    PROPOSED = "proposed", "待确认"
    CONFIRMED = "confirmed", "进行中"
    FINISHED = "finished", "已完成"
    DISMISSED = "dismissed", "已排除"


class Task(models.Model):
    """A task (任务) of a plan: a row of the annex (`number`) or an obliging sentence; a sub-task of one unit has a `parent`.

    `deadline` is what the text names; `deadline_reason` says why a person set another one.
    """

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="tasks")
    parent = models.ForeignKey("self", on_delete=models.CASCADE, null=True, related_name="subtasks")
    key = models.CharField("标识", max_length=80)
    number = models.PositiveSmallIntegerField("附件序号", null=True)
    position = models.PositiveIntegerField("顺序")
    content = models.TextField("任务内容")
    clause = models.CharField("条款", max_length=40, blank=True)
    deadline = models.DateField("完成时限", null=True)
    deadline_reason = models.CharField("时限说明", max_length=300, blank=True)
    state = models.CharField("状态", max_length=12, choices=TaskState, default=TaskState.PROPOSED)
    reason = models.CharField("理由", max_length=300, blank=True)
    decided_at = models.DateTimeField("确认时间", null=True)
    finished_at = models.DateTimeField("完成时间", null=True)

    class Meta:
        verbose_name = "任务"
        verbose_name_plural = "任务"
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["plan", "key"], condition=models.Q(parent__isnull=True), name="task_once_per_plan"
            ),
            models.UniqueConstraint(fields=["parent", "key"], name="subtask_once_per_task"),
            models.CheckConstraint(
                condition=models.Q(state="finished", finished_at__isnull=False)
                | (~models.Q(state="finished") & models.Q(finished_at__isnull=True)),
                name="task_finished_with_its_time",
            ),
            models.CheckConstraint(
                condition=models.Q(parent__isnull=True) | ~models.Q(parent=models.F("id")),
                name="task_is_not_its_own_part",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["plan", "state", "position"], name="tasks_of_plan"),
            models.Index(
                fields=["deadline"],
                condition=models.Q(state="confirmed", deadline__isnull=False),
                name="open_tasks_by_deadline",
            ),
        ]

    def __str__(self) -> str:
        return f"任务{self.pk}"


class TaskSentence(models.Model):
    """That a task rests on a sentence (任务出处). `row_text` is the annex's wording; `differences` are the words that differ.

    `sentence` is empty when the annex says what the text does not.
    """

    task = models.ForeignKey(Task, on_delete=models.CASCADE, related_name="sources")
    sentence = models.ForeignKey(PlanSentence, on_delete=models.CASCADE, null=True, related_name="sources")
    part = models.PositiveSmallIntegerField("附件第几句", default=1)
    row_text = models.TextField("附件语句", blank=True)
    differences = models.JSONField("不同之处", default=list)

    class Meta:
        verbose_name = "任务出处"
        verbose_name_plural = "任务出处"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["task", "part"], name="one_source_per_part"),
        ]

    def __str__(self) -> str:
        return f"{self.task_id} ← {self.sentence_id}"


class UnitRole(models.TextChoices):
    """What a unit is to a task, as the annex heads its columns."""

    LEAD = "lead", "牵头单位"
    RESPONSIBLE = "responsible", "责任单位"


class TaskUnit(models.Model):
    """A unit that answers for a task (任务单位), as printed. `organization` is the body meant, empty when no one body is certain.

    `added`: the text names nobody, a person did.
    """

    task = models.ForeignKey(Task, on_delete=models.CASCADE, related_name="units")
    role = models.CharField("角色", max_length=12, choices=UnitRole)
    name = models.CharField("单位（原文）", max_length=120)
    organization = models.ForeignKey(
        Organization, on_delete=models.PROTECT, null=True, related_name="task_units", verbose_name="对应机构"
    )
    is_collective = models.BooleanField("统称", default=False)
    open_ended = models.BooleanField("“等”，未列全", default=False)
    added = models.BooleanField("文中没有，由人指定", default=False)

    class Meta:
        verbose_name = "任务单位"
        verbose_name_plural = "任务单位"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["task", "role", "name"], name="unit_once_per_role"),
            models.CheckConstraint(
                condition=models.Q(is_collective=False) | models.Q(organization__isnull=True),
                name="collective_is_no_one_body",
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["organization", "task"], name="tasks_of_unit")]

    def __str__(self) -> str:
        return self.name


class Evidence(models.Model):
    """Evidence of a task (佐证): something the public can read, with an optional note of the person who attached it."""

    task = models.ForeignKey(Task, on_delete=models.CASCADE, related_name="evidence")
    series = models.ForeignKey(
        Series, on_delete=models.PROTECT, related_name="evidence", verbose_name="公开内容"
    )
    note = models.CharField("说明", max_length=300, blank=True)
    added_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    added_at = models.DateTimeField("提交时间")

    class Meta:
        verbose_name = "佐证"
        verbose_name_plural = "佐证"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["task", "series"], name="evidence_once_per_task"),
        ]

    def __str__(self) -> str:
        return f"{self.task_id} ← {self.series_id}"
