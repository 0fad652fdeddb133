"""Readers of a body's disclosure column (政府信息公开专栏): its four modules hold statutory content only (fact sheet 5)."""

from collections.abc import Iterable
from datetime import datetime

from django.db.models import Count, Q, QuerySet

from tongming.core.accounts.viewers import Viewer
from tongming.core.publications import queries as publications
from tongming.core.publications.models import Series
from tongming.domains.documents.search import KIND

DISCLOSURE = Q(current__content__theme="综合政务", current__content__subtheme="政务公开")
RULES = Q(current__content__genre="法规规章") | Q(current__content__article20="20-1")
ANNUAL_REPORT = Q(current__content__title__contains="政府信息公开") & Q(
    current__content__title__contains="年度报告"
)


def disclosed(viewer: Viewer, organization_id: int) -> QuerySet[Series]:
    """Return what a body has published, the newest text first (法定主动公开内容)."""
    rows = publications.brief(publications.listed(viewer)).filter(kind=KIND, organization_id=organization_id)
    return rows.order_by("-current__content__formed_on", "-pk")


def item_counts(viewer: Viewer, organization_id: int) -> dict[str, int]:
    """Return how many documents a body has under each item of 条例 art. 20; the empty key counts those not yet assigned."""
    rows = publications.listed(viewer).filter(kind=KIND, organization_id=organization_id)
    counted = rows.order_by().values_list("current__content__article20").annotate(number=Count("pk"))
    return dict(counted)


def disclosure_rules(viewer: Viewer, organization_ids: Iterable[int]) -> QuerySet[Series]:
    """Return the rules on disclosure itself (政府信息公开制度) of a body and of those above it.

    They are known by their metadata: theme 综合政务, subtheme 政务公开, and either genre 法规规章 or art. 20 item 20-1. A body's other
    rules do not belong here.
    """
    rows = publications.brief(publications.listed(viewer)).filter(
        kind=KIND, organization_id__in=list(organization_ids)
    )
    return rows.filter(DISCLOSURE & RULES).order_by("-current__content__formed_on", "-pk")


def annual_reports(viewer: Viewer, organization_id: int) -> QuerySet[Series]:
    """Return the annual reports on disclosure (政府信息公开工作年度报告, 条例 art. 50), the newest first; known by their title."""
    return disclosed(viewer, organization_id).filter(ANNUAL_REPORT)


def published_since(
    viewer: Viewer, moment: datetime, organization_ids: Iterable[int] | None
) -> QuerySet[Series]:
    """Return what was published here since a moment, the last first; registrations of older files are not news."""
    rows = publications.brief(publications.newest(viewer, kind=KIND, organization_ids=organization_ids))
    return rows.filter(current__registered=False, current__published_at__gte=moment)
