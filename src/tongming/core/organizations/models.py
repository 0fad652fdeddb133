"""Tables of bodies. What changes with time (names, place in the tree, successors) is a dated row of its own."""

from typing import ClassVar

from django.db import models


class OrganizationKind(models.TextChoices):
    """Kinds of bodies that a city's platform knows."""

    NATIONAL = "national", "国家机关"
    PROVINCE = "province", "省（自治区、直辖市）"
    CITY = "city", "设区的市"
    COUNTY = "county", "县（市、区）"
    ZONE = "zone", "开发区（园区）"
    OFFICE = "office", "政府办公室"
    DEPARTMENT = "department", "政府部门"
    VERTICAL = "vertical", "垂直管理机构"
    UTILITY = "utility", "公共企事业单位"
    TOWNSHIP = "township", "乡镇（街道）"
    VILLAGE = "village", "村（社区）"


class Organization(models.Model):
    """A body (组织机构). `name` is its present name; earlier and short names are `OrganizationName` rows."""

    name = models.CharField("名称", max_length=120, db_index=True)
    kind = models.CharField("类别", max_length=12, choices=OrganizationKind)
    credit_code = models.CharField("统一社会信用代码", max_length=18, unique=True, null=True, blank=True)
    division_code = models.CharField("行政区划代码", max_length=12, blank=True, db_index=True)
    established_on = models.DateField("成立日期", null=True, blank=True)
    abolished_on = models.DateField("撤销日期", null=True, blank=True)
    two_persons_allowed = models.BooleanField("允许两人完成审核发布", default=False)
    introduction = models.TextField("机构职能", blank=True)
    address = models.CharField("办公地址", max_length=200, blank=True)
    office_hours = models.CharField("办公时间", max_length=100, blank=True)
    telephone = models.CharField("办公电话", max_length=60, blank=True)
    disclosure_office = models.CharField("政府信息公开工作机构", max_length=120, blank=True)
    demonstration = models.BooleanField("演示数据", default=False)

    class Meta:
        verbose_name = "组织机构"
        verbose_name_plural = "组织机构"
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["division_code", "kind"],
                condition=models.Q(kind__in=["province", "city", "county", "township", "village"])
                & ~models.Q(division_code=""),
                name="one_body_per_division",
            ),
            models.CheckConstraint(
                condition=models.Q(abolished_on__isnull=True)
                | models.Q(established_on__isnull=True)
                | models.Q(abolished_on__gt=models.F("established_on")),
                name="organization_ends_after_it_begins",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class NameKind(models.TextChoices):
    """What kind of name a dated name is."""

    FORMER = "former", "曾用名"
    SHORT = "short", "简称"


class OrganizationName(models.Model):
    """Another name of a body (机构别名): a short one as documents use it, or an earlier one with its dates."""

    organization = models.ForeignKey(Organization, on_delete=models.CASCADE, related_name="names")
    name = models.CharField("名称", max_length=120, db_index=True)
    kind = models.CharField("类别", max_length=8, choices=NameKind)
    valid_from = models.DateField("起", null=True, blank=True)
    valid_to = models.DateField("止（不含）", null=True, blank=True)

    class Meta:
        verbose_name = "机构别名"
        verbose_name_plural = "机构别名"
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["organization", "name", "kind"], name="name_once_per_organization"
            )
        ]

    def __str__(self) -> str:
        return self.name


class RelationKind(models.TextChoices):
    """What one body is to another; each relation has its dates."""

    PARENT = "parent", "隶属于"
    PREDECESSOR = "predecessor", "前身是"
    REVIEWING = "reviewing", "行政复议机关是"


class OrganizationRelation(models.Model):
    """A dated relation between two bodies (机构关系)."""

    organization = models.ForeignKey(Organization, on_delete=models.CASCADE, related_name="relations")
    related = models.ForeignKey(Organization, on_delete=models.CASCADE, related_name="related_by")
    kind = models.CharField("关系", max_length=12, choices=RelationKind)
    valid_from = models.DateField("起", null=True, blank=True)
    valid_to = models.DateField("止（不含）", null=True, blank=True)

    class Meta:
        verbose_name = "机构关系"
        verbose_name_plural = "机构关系"
        indexes: ClassVar = [models.Index(fields=["related", "kind"], name="relation_by_related")]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=~models.Q(organization=models.F("related")), name="no_relation_with_itself"
            ),
            models.UniqueConstraint(
                fields=["organization"],
                condition=models.Q(kind="parent", valid_to__isnull=True),
                name="one_present_parent",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.organization} {self.get_kind_display()} {self.related}"


class Site(models.Model):
    """A public site (站点) of one body: many run in one installation and are told apart by their domain."""

    organization = models.ForeignKey(Organization, on_delete=models.PROTECT, related_name="sites")
    domain = models.CharField("域名", max_length=120, unique=True)
    name = models.CharField("网站名称", max_length=80)
    is_default = models.BooleanField("缺省站点", default=False)
    site_code = models.CharField("政府网站标识码", max_length=10, blank=True)
    icp_number = models.CharField("ICP备案号", max_length=40, blank=True)
    police_number = models.CharField("公安备案号", max_length=40, blank=True)
    host_contact = models.CharField("主办单位联系方式", max_length=120, blank=True)
    sample_questions = models.JSONField("首页示例问题", default=list, blank=True)

    class Meta:
        verbose_name = "站点"
        verbose_name_plural = "站点"
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["is_default"], condition=models.Q(is_default=True), name="one_default_site"
            )
        ]

    def __str__(self) -> str:
        return self.name
