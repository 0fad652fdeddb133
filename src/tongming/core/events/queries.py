"""Readers of the outbox: what stands still until an administrator looks."""

from django.db.models import QuerySet

from tongming.core.accounts.viewers import Viewer
from tongming.core.events.models import Delivery


def failed(viewer: Viewer) -> QuerySet[Delivery]:
    """Return the deliveries that were given up, the oldest first; only administrators see them."""
    if not viewer.is_administrator:
        return Delivery.objects.none()
    return Delivery.objects.filter(failed=True, done_at__isnull=True).order_by("created_at", "pk")
