"""Tables of clocks and of calendar days beyond the shipped calendar."""

from typing import ClassVar

from django.db import models


class CalendarYear(models.Model):
    """A year whose official arrangement of days off has been loaded (已载入的年度), with its source."""

    year = models.PositiveSmallIntegerField("年度", primary_key=True)
    source = models.CharField("依据文件", max_length=200)

    class Meta:
        verbose_name = "年度节假日安排"
        verbose_name_plural = "年度节假日安排"

    def __str__(self) -> str:
        return f"{self.year}年"


class CalendarDay(models.Model):
    """A day that differs from its weekday (特殊日期): a day off on a weekday, or a make-up working day."""

    day = models.DateField("日期", primary_key=True)
    is_working = models.BooleanField("工作日")
    reason = models.CharField("说明", max_length=40)

    class Meta:
        verbose_name = "特殊日期"
        verbose_name_plural = "特殊日期"

    def __str__(self) -> str:
        return f"{self.day} {self.reason}"


class Clock(models.Model):
    """A deadline of a case (时限). `due` is empty while the calendar year is unknown; then `not_before` says the least."""

    subject_kind = models.CharField("对象类别", max_length=24)
    subject_id = models.BigIntegerField("对象编号")
    name = models.CharField("时限名称", max_length=40)
    started_at = models.DateTimeField("起算时刻")
    length = models.PositiveIntegerField("长度")
    unit = models.CharField("单位", max_length=10)
    pauses = models.JSONField("暂停期间", default=list)
    restarted_at = models.DateTimeField("重新起算时刻", null=True)
    due = models.DateField("届满日", null=True, db_index=True)
    due_at = models.DateTimeField("届满时刻（按小时计的时限）", null=True)
    not_before = models.DateField("不早于", null=True)
    served_due = models.DateField("已告知的届满日", null=True)
    stopped_on = models.DateField("停止日", null=True)

    class Meta:
        verbose_name = "时限"
        verbose_name_plural = "时限"
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["subject_kind", "subject_id", "name"], name="clock_once_per_subject"
            )
        ]

    def __str__(self) -> str:
        return f"{self.name} {self.due or '未定'}"
