"""The outbox table: one row per event and handler."""

from typing import ClassVar

from django.db import models


class Delivery(models.Model):
    """One event for one handler (投递): waits, is leased to a worker, is done, or stands on the desk after N failures."""

    event = models.CharField("事件", max_length=24)
    handler = models.CharField("处理者", max_length=40)
    payload = models.JSONField("内容")
    created_at = models.DateTimeField("产生时间")
    run_after = models.DateTimeField("最早执行时间")
    lease_until = models.DateTimeField("占用至", null=True)
    lease = models.CharField("占用标记", max_length=36, blank=True)
    attempts = models.PositiveSmallIntegerField("已尝试次数", default=0)
    failed = models.BooleanField("已停止重试", default=False)
    error = models.TextField("最近错误", blank=True)
    done_at = models.DateTimeField("完成时间", null=True)

    class Meta:
        verbose_name = "投递"
        verbose_name_plural = "投递"
        indexes: ClassVar = [
            models.Index(
                fields=["event", "handler", "run_after"],
                condition=models.Q(done_at__isnull=True, failed=False),
                name="waiting_deliveries",
            )
        ]

    def __str__(self) -> str:
        return f"{self.event} → {self.handler}"
