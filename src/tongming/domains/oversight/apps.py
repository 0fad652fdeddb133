"""App entry of oversight."""

from django.apps import AppConfig


class OversightConfig(AppConfig):
    """Registers the app."""

    name = "tongming.domains.oversight"
    label = "oversight"
    verbose_name = "督办台账"
