"""Queries of every page, the same at 20 and at 200 rows; a change of a figure is made here on purpose."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.factories import make_registered
from tongming.domains.documents.models import Relation

QUERY_COUNTS = {
    "home": 5,
    "list": 3,
    "search": 3,
    "suggest": 3,
    "document": 8,
    "history": 5,
    "organization": 7,
    "content": 7,
    "rules": 8,
    "organizations": 4,
    "in force": 4,
    "unresolved": 4,
    "feed": 3,
    "sitemap": 3,
    "sitemap file": 3,
}


def count(client, address):
    with CaptureQueriesContext(connection) as captured:
        response = client.get(address)
    assert response.status_code == 200
    return len(captured)


@pytest.mark.parametrize("rows", [20, 200])
def test_pages_ask_the_database_a_fixed_number_of_times(client, city, reindex, rows):
    main = make_registered(city.body, title="演示总则")
    others = [make_registered(city.team.body).series for _ in range(rows)]
    for target in (main.series, None):
        Relation.objects.bulk_create(
            Relation(
                source=series,
                target=target,
                role="mentions",
                cited_title="演示总则" if target else "缺少的条例",
            )
            for series in others
        )
    reindex()
    pages = {
        "home": "/",
        "list": "/documents/",
        "search": "/search/?q=演示",
        "suggest": "/suggest/?q=演示",
        "document": f"/documents/{main.series_id}/",
        "history": f"/documents/{main.series_id}/history/",
        "organization": f"/organizations/{city.team.body.pk}/",
        "content": f"/organizations/{city.team.body.pk}/content/",
        "rules": f"/organizations/{city.team.body.pk}/rules/",
        "organizations": "/organizations/",
        "in force": "/in-force/",
        "unresolved": "/unresolved/",
        "feed": "/feeds/latest.atom",
        "sitemap": "/sitemap/",
        "sitemap file": "/sitemap-1.xml",
    }
    found = {name: count(client, address) for name, address in pages.items()}
    assert found == QUERY_COUNTS
