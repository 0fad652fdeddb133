"""App entry of organizations."""

from django.apps import AppConfig


class OrganizationsConfig(AppConfig):
    """Registers the app."""

    name = "tongming.core.organizations"
    label = "organizations"
    verbose_name = "组织机构"
