"""Tables of the trail. Entries are guarded by triggers; the head is one row that is locked last."""

from typing import ClassVar

from django.db import models


class Entry(models.Model):
    """One deed (痕迹): who did what to what, when and why. Holds ids and hashes, never personal text of the public."""

    seq = models.BigIntegerField("序号", primary_key=True)
    at = models.DateTimeField("时间")
    actor_id = models.BigIntegerField("办理人编号", null=True)
    actor = models.CharField("办理人", max_length=40)
    deed = models.CharField("行为", max_length=40, db_index=True)
    subject_kind = models.CharField("对象类别", max_length=24)
    subject_id = models.BigIntegerField("对象编号")
    organization_id = models.BigIntegerField("机构编号", null=True)
    reason = models.TextField("理由", blank=True)
    detail = models.JSONField("细节", default=dict)
    previous_hash = models.CharField("前一条杂凑值", max_length=64)
    hash = models.CharField("杂凑值", max_length=64)

    class Meta:
        verbose_name = "办理痕迹"
        verbose_name_plural = "办理痕迹"
        indexes: ClassVar = [
            models.Index(fields=["subject_kind", "subject_id", "seq"], name="entry_by_subject")
        ]

    def __str__(self) -> str:
        return f"{self.seq} {self.actor} {self.deed}"


class ChainHead(models.Model):
    """The present end of the chain (链头): one row, locked as the last step of every transaction."""

    seq = models.BigIntegerField("序号", default=0)
    hash = models.CharField("杂凑值", max_length=64, default="0" * 64)

    class Meta:
        verbose_name = "链头"
        verbose_name_plural = "链头"

    def __str__(self) -> str:
        return f"{self.seq}:{self.hash[:8]}"


class Checkpoint(models.Model):
    """A signed state of the chain (签名检查点); the key lies outside the database."""

    seq = models.BigIntegerField("序号", unique=True)
    hash = models.CharField("杂凑值", max_length=64)
    at = models.DateTimeField("时间")
    signature = models.CharField("签名", max_length=256)
    public_key = models.CharField("公钥", max_length=128)

    class Meta:
        verbose_name = "签名检查点"
        verbose_name_plural = "签名检查点"

    def __str__(self) -> str:
        return f"{self.seq} {self.at:%Y-%m-%d}"
