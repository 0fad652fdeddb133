"""Tables of people and of the roles they hold."""

from typing import ClassVar

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager, PermissionsMixin
from django.db import models

from tongming.core.organizations.models import Organization


class Role(models.TextChoices):
    """Roles a person may hold in a body; what each may do stands in the process tables and policies."""

    DRAFTER = "drafter", "拟稿人"
    REVIEWER = "reviewer", "审核人"
    PUBLISHER = "publisher", "发布人"
    OFFICE_HEAD = "office_head", "办公室负责人"
    SUPERVISOR = "supervisor", "政务公开主管人员"
    ADMINISTRATOR = "administrator", "系统管理员"


class UserManager(BaseUserManager["User"]):
    """Makes accounts; a password is always given, there is no default one."""

    def create_user(self, username: str, password: str, **fields: object) -> "User":
        """Return a new account with a hashed password."""
        user = self.model(username=username, **fields)
        user.set_password(password)
        user.save()
        return user


class User(AbstractBaseUser, PermissionsMixin):
    """A staff account (工作人员账号). Citizens need none."""

    username = models.CharField("账号", max_length=40, unique=True)
    name = models.CharField("姓名", max_length=40)
    is_active = models.BooleanField("启用", default=True)
    is_staff = models.BooleanField("可进入主数据管理", default=False)
    demonstration = models.BooleanField("演示数据", default=False)

    objects = UserManager()
    USERNAME_FIELD = "username"
    REQUIRED_FIELDS: ClassVar = ["name"]

    class Meta:
        verbose_name = "工作人员账号"
        verbose_name_plural = "工作人员账号"

    def __str__(self) -> str:
        return self.name


class Appointment(models.Model):
    """A role held in a body for a time (任职)."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="appointments")
    organization = models.ForeignKey(Organization, on_delete=models.CASCADE, related_name="appointments")
    role = models.CharField("角色", max_length=16, choices=Role)
    valid_from = models.DateField("起", null=True, blank=True)
    valid_to = models.DateField("止（不含）", null=True, blank=True)

    class Meta:
        verbose_name = "任职"
        verbose_name_plural = "任职"
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["user", "organization", "role", "valid_from"], name="appointment_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.user}（{self.organization} {self.get_role_display()}）"
