"""App entry of accounts."""

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    """Registers the app."""

    name = "tongming.core.accounts"
    label = "accounts"
    verbose_name = "账号与角色"
