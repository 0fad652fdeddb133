"""Server time and query counts of home and document page, beside the smallest page of the same stack; prints JSON."""

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

from common import DATA, ratio, seconds, summary

TONGMING = Path(sys.executable).parent / "tongming"
REQUESTS = 60
SMALLEST = "/robots.txt"


def measured(address: str) -> dict[str, object]:
    """Return server time and query count of an address."""
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    client = Client(headers={"host": "127.0.0.1"})
    with CaptureQueriesContext(connection) as queries:
        status = client.get(address).status_code
    assert status == 200, f"{address} answered {status}"
    return {
        "queries": len(queries),
        **summary([seconds(lambda: client.get(address)) for _ in range(REQUESTS)]),
    }


def main() -> None:
    """Load the demonstration and the sample, then measure."""
    with tempfile.TemporaryDirectory() as home:
        os.environ["TONGMING_HOME"] = home
        subprocess.run([TONGMING, "demo", "--json"], capture_output=True, check=True)
        subprocess.run(
            [TONGMING, "import", DATA / "laws-sample.jsonl.gz", "--json"], capture_output=True, check=True
        )
        from tongming.faces.cli.bootstrap import django_setup
        from tongming.faces.cli.serving import collect_static

        django_setup()
        collect_static()
        from django.utils import timezone

        from tongming.core.accounts.viewers import public
        from tongming.domains.documents.queries import library

        notice = library(public(timezone.localdate())).get(
            current__content__doc_number="通政办发〔2021〕42号"
        )
        smallest = measured(SMALLEST)
        pages = {
            "home": "/",
            "document": f"/documents/{notice.pk}/",
            "list": "/documents/",
            "search": "/search/?q=公开",
        }
        figures = {name: measured(address) for name, address in pages.items()}
    for figure in figures.values():
        figure["time_ratio"] = ratio(float(str(figure["p50_ms"])), float(str(smallest["p50_ms"])))
    print(
        json.dumps(
            {"reference": f"{SMALLEST} of the same server", "smallest": smallest, **figures},
            ensure_ascii=False,
        )
    )


main()
