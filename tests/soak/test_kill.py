"""kill -9 at random points: no confirmed publication is lost, none is half done, the index catches up, the trail verifies."""

import json
import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.data import data_path

pytestmark = pytest.mark.soak
PROGRAM = Path(__file__).parent / "publishing_program.py"
ROOT = PROGRAM.parents[2]
TONGMING = Path(sys.executable).parent / "tongming"
KILLS = 25  # of each kind: 50 in all


@pytest.fixture
def home(tmp_path):
    return {
        **os.environ,
        "TONGMING_HOME": str(tmp_path / "home"),
        "DJANGO_SETTINGS_MODULE": "tongming.conf.production",
        "PYTHONPATH": str(ROOT),
    }


def kill_after(process, seconds):
    """Let a process run for a while, kill it without warning, and return what it had said by then."""
    time.sleep(seconds)
    process.send_signal(signal.SIGKILL)
    said, _ = process.communicate()
    return said.decode().splitlines(keepends=True)


def tongming(home, *arguments, expect=0):
    done = subprocess.run([TONGMING, *arguments], env=home, capture_output=True, check=False)
    assert done.returncode == expect, done.stderr.decode()
    return json.loads(done.stdout)


INSPECT = """
from tongming.faces.cli.bootstrap import django_setup
django_setup()
import json
from django.utils import timezone
from tongming.core.accounts.viewers import public
from tongming.core.events.actions import LEASE, drain
from tongming.core.events.models import Delivery
from tongming.core.publications.models import Draft, Publication, PublicationContent, Series, Statement
from tongming.core.search.queries import search
Delivery.objects.filter(done_at=None).update(lease_until=None)  # as if the leases of the killed had run out
drained = drain(timezone.now())
series = Series.objects.select_related("current__content")
print(json.dumps({
    "drained": drained,
    "titles": {str(row.pk): row.current.content.title for row in series},
    "without_current": Series.objects.filter(current=None).count(),
    "without_words": Publication.objects.exclude(pk__in=PublicationContent.objects.values("pk")).count(),
    "without_validity": Series.objects.exclude(pk__in=Statement.objects.values("series_id")).count(),
    "without_number": Series.objects.filter(index_number=None).count(),
    "published_drafts_without_publication": Draft.objects.filter(state="published", publication=None).count(),
    "indexed": search(public(timezone.localdate()), "").total,
}))
"""


def inspect(home):
    done = subprocess.run([sys.executable, "-c", INSPECT], env=home, capture_output=True, check=False)
    assert done.returncode == 0, done.stderr.decode()
    return json.loads(done.stdout)


def assert_nothing_half_done(found):
    assert found["drained"]
    for name in ("without_current", "without_words", "without_validity", "without_number"):
        assert found[name] == 0, name
    assert found["published_drafts_without_publication"] == 0
    assert found["indexed"] == len(found["titles"])


def test_killed_publications_are_whole_or_absent_and_confirmed_ones_are_never_lost(home):
    chance = random.Random(20210409)
    confirmed = {}
    for run in range(KILLS):
        process = subprocess.Popen(
            [sys.executable, PROGRAM], env=home, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
        )
        # Most runs are killed among publications, however slow the machine; every fifth one anywhere, even while it starts.
        first = [process.stdout.readline().decode()] if run % 5 else []
        lines = first + kill_after(process, chance.random() * 1.5)
        confirmed |= dict(line.rstrip("\n").split("\t") for line in lines if line.endswith("\n"))
    assert len(confirmed) > KILLS
    found = inspect(home)
    assert confirmed.items() <= found["titles"].items()
    assert_nothing_half_done(found)
    assert tongming(home, "trail", "verify", "--json")["ok"]


def test_killed_imports_are_whole_or_absent_and_the_last_run_completes_them(home):
    chance = random.Random(20190515)
    path = data_path("laws-sample.jsonl.gz")
    for _ in range(KILLS):
        process = subprocess.Popen(
            [TONGMING, "import", path, "--json"], env=home, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
        )
        kill_after(process, 1.0 + chance.random() * 4)
        assert tongming(home, "trail", "verify", "--json")["ok"]
    report = tongming(home, "import", str(path), "--json")
    assert report["created"] + report["unchanged"] == 435
    assert report["rejected"] == []
    found = inspect(home)
    assert len(found["titles"]) == 435
    assert_nothing_half_done(found)


def test_a_rebuild_killed_at_any_point_leaves_search_working(home):
    chance = random.Random(20150214)
    tongming(home, "import", str(data_path("govcn-html.jsonl.gz")), "--json")
    for _ in range(10):
        process = subprocess.Popen([TONGMING, "index", "rebuild"], env=home, stdout=subprocess.PIPE)
        kill_after(process, 0.5 + chance.random())
        assert tongming(home, "search", "通知", "--json")["total"] > 0
    assert tongming(home, "index", "rebuild", "--json")["records"] == 21
