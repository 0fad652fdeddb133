"""Tables of publications.

A `Publication` row holds no words: title and text stand in `PublicationContent`, which a purge can delete while the row, its hash and
its trail remain. Both, and statements, are guarded by database triggers (`tongming.core.guards`).
"""

from typing import ClassVar

from django.conf import settings
from django.db import models

from tongming.core.files.models import StoredFile
from tongming.core.organizations.models import Organization


class Validity(models.TextChoices):
    """Validity states (有效性), fact sheet sections 6 and 19."""

    NOT_YET = "not_yet", "未生效"
    IN_FORCE = "in_force", "有效"
    AMENDED = "amended", "已修改"
    PARTLY_ENDED = "partly_ended", "部分失效"
    EXPIRED = "expired", "失效"
    REPEALED = "repealed", "废止"


class Series(models.Model):
    """One public thing through all its versions (系列). `current`, `validity`, `listed` are pointers moved by actions."""

    kind = models.CharField("类别", max_length=24, db_index=True)
    organization = models.ForeignKey(
        Organization, on_delete=models.PROTECT, related_name="series", verbose_name="公开机构"
    )
    index_number = models.CharField("索引号", max_length=40, unique=True, null=True)
    identity = models.CharField("导入标识", max_length=64, unique=True, null=True)
    current = models.ForeignKey(
        "Publication", on_delete=models.PROTECT, null=True, related_name="+", verbose_name="当前版本"
    )
    validity = models.CharField("有效性", max_length=16, choices=Validity, default=Validity.IN_FORCE)
    listed = models.BooleanField("在列表与检索中出现", default=False)
    purged = models.BooleanField("已清除", default=False)
    next_change_on = models.DateField("有效性下次变化日", null=True, db_index=True)
    created_at = models.DateTimeField("建立时间")

    class Meta:
        verbose_name = "系列"
        verbose_name_plural = "系列"
        indexes: ClassVar = [models.Index(fields=["organization", "kind", "listed"], name="series_by_body")]

    def __str__(self) -> str:
        return self.index_number or f"系列{self.pk}"


class Publication(models.Model):
    """One published version (发布版本); the row never changes."""

    series = models.ForeignKey(Series, on_delete=models.PROTECT, related_name="publications")
    version = models.PositiveIntegerField("版本")
    content_hash = models.CharField("内容杂凑值", max_length=64)
    published_at = models.DateTimeField("发布时间", db_index=True)
    drafter = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    reviewer = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    publisher = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    registered = models.BooleanField("登记已公开文件", default=False)

    class Meta:
        verbose_name = "发布版本"
        verbose_name_plural = "发布版本"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["series", "version"], name="one_row_per_version")
        ]

    def __str__(self) -> str:
        return f"{self.series} 第{self.version}版"


class PublicationContent(models.Model):
    """The words of a version (发布内容): deletable only after a purge of the version has been recorded."""

    publication = models.OneToOneField(
        Publication, on_delete=models.PROTECT, primary_key=True, related_name="content"
    )
    title = models.CharField("标题", max_length=500)
    doc_number = models.CharField("发文字号", max_length=80, null=True, db_index=True)
    issuers = models.JSONField("发文机关", default=list)
    genre = models.CharField("体裁", max_length=24, blank=True)
    theme = models.CharField("主题分类", max_length=40, blank=True)
    subtheme = models.CharField("主题子类", max_length=40, blank=True)
    audiences = models.JSONField("服务对象", default=list)
    article20 = models.CharField("法定主动公开事项", max_length=8, blank=True)
    disclosure = models.CharField("公开方式", max_length=12, blank=True)
    formed_on = models.DateField("成文日期", null=True, db_index=True)
    first_published_on = models.DateField("原发布日期", null=True)
    effective_on = models.DateField("施行日期", null=True)
    expires_on = models.DateField("失效日期", null=True)
    summary = models.TextField("内容概述", blank=True)
    keywords = models.JSONField("关键词", default=list)
    body = models.JSONField("正文结构", default=dict)
    text = models.TextField("正文")
    # Empty is NULL here: SQLite adds such a column in place, any other by making the table anew, without its triggers.
    source = models.CharField("登记来源", max_length=300, blank=True, null=True)

    class Meta:
        verbose_name = "发布内容"
        verbose_name_plural = "发布内容"

    def __str__(self) -> str:
        return self.title

    @property
    def issuer_names(self) -> str:
        """Return the printed issuers in one line."""
        return "、".join(self.issuers)


class PublicationFile(models.Model):
    """A file that goes with a version (附件): the original, or an attachment for download."""

    publication = models.ForeignKey(Publication, on_delete=models.PROTECT, related_name="files")
    stored = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="publication_files")
    name = models.CharField("文件名", max_length=200)
    is_original = models.BooleanField("原件", default=False)

    class Meta:
        verbose_name = "发布附件"
        verbose_name_plural = "发布附件"

    def __str__(self) -> str:
        return self.name


class StatementKind(models.TextChoices):
    """What a statement is about."""

    VALIDITY = "validity", "有效性"
    VISIBILITY = "visibility", "公开状态"


class Statement(models.Model):
    """A dated statement about a series (声明), append-only: what holds from when to when, on which basis, known since when."""

    series = models.ForeignKey(Series, on_delete=models.PROTECT, related_name="statements")
    kind = models.CharField("类别", max_length=12, choices=StatementKind)
    state = models.CharField("状态", max_length=16)
    valid_from = models.DateField("起", null=True)
    valid_to = models.DateField("止（不含）", null=True)
    articles = models.JSONField("涉及条款", default=list)
    basis_series = models.ForeignKey(Series, on_delete=models.PROTECT, null=True, related_name="+")
    reason = models.CharField("理由", max_length=300, blank=True)
    recorded_at = models.DateTimeField("记录时间")
    recorded_by = models.CharField("记录人", max_length=40)

    class Meta:
        verbose_name = "声明"
        verbose_name_plural = "声明"
        indexes: ClassVar = [
            models.Index(fields=["series", "kind", "recorded_at"], name="statement_by_series")
        ]

    def __str__(self) -> str:
        return f"{self.series} {self.state}"


class PurgeGround(models.TextChoices):
    """Why words must leave the platform."""

    PERSONAL_DATA = "personal_data", "泄露个人信息"
    NOTICE_ENDED = "notice_ended", "公示期届满"
    PENALTY_ENDED = "penalty_ended", "处罚公示期届满"
    COURT_ORDER = "court_order", "司法或复议决定"
    SECRET = "secret", "涉及国家秘密"


class Purge(models.Model):
    """The record that a version's words were taken out (清除): ground, reason and person; the words themselves are gone."""

    publication = models.OneToOneField(Publication, on_delete=models.PROTECT, related_name="purge")
    ground = models.CharField("事由", max_length=16, choices=PurgeGround)
    reason = models.CharField("说明", max_length=300)
    purged_at = models.DateTimeField("清除时间")
    purged_by = models.CharField("清除人", max_length=40)

    class Meta:
        verbose_name = "清除"
        verbose_name_plural = "清除"

    def __str__(self) -> str:
        return f"{self.publication_id} {self.get_ground_display()}"


class Draft(models.Model):
    """A draft (拟稿): a mutable case that ends in a publication. Approval holds only for exactly what was approved."""

    kind = models.CharField("类别", max_length=24)
    organization = models.ForeignKey(
        Organization, on_delete=models.PROTECT, related_name="drafts", verbose_name="公开机构"
    )
    series = models.ForeignKey(Series, on_delete=models.PROTECT, null=True, related_name="drafts")
    state = models.CharField("状态", max_length=16, default="drafting", db_index=True)
    title = models.CharField("标题", max_length=500, blank=True)
    content = models.JSONField("内容", default=dict)
    drafter = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    reviewer = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    approved_hash = models.CharField("审核时的杂凑值", max_length=64, blank=True)
    findings = models.JSONField("检查结果", default=list)
    revision = models.PositiveIntegerField("修订号", default=1)
    publication = models.OneToOneField(Publication, on_delete=models.PROTECT, null=True, related_name="draft")
    created_at = models.DateTimeField("建立时间")
    updated_at = models.DateTimeField("更新时间")

    class Meta:
        verbose_name = "拟稿"
        verbose_name_plural = "拟稿"
        indexes: ClassVar = [models.Index(fields=["organization", "state"], name="draft_by_body_and_state")]

    def __str__(self) -> str:
        return self.title or f"拟稿{self.pk}"


class DraftFile(models.Model):
    """A file of a draft (拟稿附件)."""

    draft = models.ForeignKey(Draft, on_delete=models.CASCADE, related_name="files")
    stored = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="draft_files")
    name = models.CharField("文件名", max_length=200)
    is_original = models.BooleanField("原件", default=False)

    class Meta:
        verbose_name = "拟稿附件"
        verbose_name_plural = "拟稿附件"

    def __str__(self) -> str:
        return self.name


class IndexCounter(models.Model):
    """The last serial of index numbers (索引号流水) of a body in a year."""

    organization = models.ForeignKey(Organization, on_delete=models.CASCADE, related_name="+")
    year = models.PositiveSmallIntegerField("年度")
    last = models.PositiveIntegerField("最后一号", default=0)

    class Meta:
        verbose_name = "索引号流水"
        verbose_name_plural = "索引号流水"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["organization", "year"], name="one_counter_per_year")
        ]

    def __str__(self) -> str:
        return f"{self.organization_id}/{self.year}-{self.last:05d}"
