"""Writers of accounts and roles. Call them inside the transaction of a deed."""

from datetime import date
from typing import Any

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError

from tongming.core.accounts.models import Appointment, Role, User
from tongming.core.organizations.models import Organization
from tongming.errors import UserError


class BadAccount(UserError):
    """An account or role that cannot be given; the message says why."""


def create_account(username: str, password: str, *, name: str, **fields: Any) -> User:
    """Open an account (开设账号) with a given password; there is no default one."""
    if User.objects.filter(username=username).exists():
        raise BadAccount(f"账号“{username}”已存在。")
    try:
        validate_password(password, User(username=username, name=name))
    except ValidationError as error:
        raise BadAccount("；".join(error.messages)) from error
    return User.objects.create_user(username, password, name=name, **fields)


def appoint(user: User, organization: Organization, role: str, *, since: date | None = None) -> Appointment:
    """Give a person a role in a body from a day on (任职); an administrator may also enter the master data."""
    if role not in Role.values:
        raise BadAccount(f"没有“{role}”这种角色。")
    if role == Role.ADMINISTRATOR and not user.is_staff:
        user.is_staff = user.is_superuser = True
        user.save(update_fields=["is_staff", "is_superuser"])
    return Appointment.objects.create(user=user, organization=organization, role=role, valid_from=since)


def dismiss(appointment: Appointment, *, on: date) -> None:
    """End a role on a day (免职); the row stays, so that old deeds still explain themselves."""
    appointment.valid_to = on
    appointment.save(update_fields=["valid_to"])
    user = appointment.user
    still = user.appointments.filter(role=Role.ADMINISTRATOR, valid_to__isnull=True).exists()
    if appointment.role == Role.ADMINISTRATOR and not still:
        user.is_staff = user.is_superuser = False
        user.save(update_fields=["is_staff", "is_superuser"])
