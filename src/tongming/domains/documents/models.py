"""Tables of the library: relations between documents. The documents themselves are publications."""

from typing import ClassVar

from django.conf import settings
from django.db import models

from tongming.core.publications.models import Series


class RelationRole(models.TextChoices):
    """What the citing document does to the cited one."""

    BASIS = "basis", "依据"
    IMPLEMENTS = "implements", "贯彻落实"
    AMENDS = "amends", "修改"
    REPEALS = "repeals", "废止"
    INTERPRETS = "interprets", "解释"
    MENTIONS = "mentions", "提及"


class RelationState(models.TextChoices):
    """A relation found by the parser is a proposal until a person confirms it; nothing inferred has legal effect."""

    PROPOSED = "proposed", "待确认"
    CONFIRMED = "confirmed", "已确认"
    DISMISSED = "dismissed", "已排除"


class Relation(models.Model):
    """A document's relation to another (文件关系). `target` is empty while the cited document is not in the library."""

    source = models.ForeignKey(Series, on_delete=models.CASCADE, related_name="relations_out")
    target = models.ForeignKey(Series, on_delete=models.SET_NULL, null=True, related_name="relations_in")
    role = models.CharField("关系", max_length=12, choices=RelationRole)
    cited_title = models.CharField("所引标题", max_length=500, blank=True)
    cited_number = models.CharField("所引文号", max_length=80, blank=True, db_index=True)
    articles = models.JSONField("涉及条款", default=list)
    state = models.CharField("状态", max_length=12, choices=RelationState, default=RelationState.PROPOSED)
    reason = models.CharField("理由", max_length=300, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    decided_at = models.DateTimeField("确认时间", null=True)

    class Meta:
        verbose_name = "文件关系"
        verbose_name_plural = "文件关系"
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["source", "role", "cited_title", "cited_number"], name="relation_once_per_citation"
            )
        ]
        indexes: ClassVar = [
            models.Index(
                fields=["cited_title"], condition=models.Q(target__isnull=True), name="unresolved_by_title"
            )
        ]

    def __str__(self) -> str:
        return f"{self.source_id} {self.get_role_display()} {self.cited_title or self.cited_number}"
