"""`serve` and its worker when something around them fails, and log lines when something in them does."""

import logging
import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.factories import content, make_body, make_person, viewer
from tests.moments import NOW
from tongming.conf.logs import QuietFormatter
from tongming.core.accounts.models import Role
from tongming.core.process.table import DeedRefused
from tongming.core.publications.actions import register_published
from tongming.faces.cli import worker
from tongming.faces.cli.serving import AddressTaken, usable

TONGMING = Path(sys.executable).parent / "tongming"


@pytest.fixture
def taken():
    """A port that another program listens on, on IPv4 alone."""
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        yield other.getsockname()[1]


@pytest.fixture
def home(tmp_path):
    environment = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
    return environment | {
        "TONGMING_HOME": str(tmp_path / "home"),
        "DJANGO_SETTINGS_MODULE": "tongming.conf.production",
    }


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def workers_of(pid):
    """The children of every thread of a process."""
    found = []
    for thread in Path(f"/proc/{pid}/task").iterdir():
        found += [int(word) for word in (thread / "children").read_text().split()]
    return found


def is_running(pid):
    try:
        return Path(f"/proc/{pid}/stat").read_text().split()[2] != "Z"
    except FileNotFoundError:
        return False


def wait_until(condition, seconds=15):
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end, "waited in vain"
        time.sleep(0.1)


def test_a_port_taken_on_one_address_is_refused_whole(home, taken):
    with pytest.raises(AddressTaken):
        usable("127.0.0.1", taken)
    done = subprocess.run(
        [TONGMING, "serve", "--port", str(taken)], env=home, capture_output=True, check=False, timeout=60
    )
    assert done.returncode == 2
    [line] = done.stderr.decode().splitlines()
    assert "已被别的程序占用" in line


def test_an_address_the_machine_does_not_have_is_left_out():
    assert not usable("192.0.2.1", free_port())


@pytest.fixture
def served(home):
    process = subprocess.Popen(
        [TONGMING, "serve", "--host", "127.0.0.1", "--port", str(free_port())],
        env=home,
        stdout=subprocess.PIPE,
    )
    assert "通明已启动" in process.stdout.readline().decode()
    wait_until(lambda: workers_of(process.pid))
    yield process
    process.kill()
    process.communicate()


def test_a_killed_worker_is_started_again_and_sigterm_ends_both_quickly(served):
    [first] = workers_of(served.pid)
    os.kill(first, signal.SIGKILL)
    wait_until(lambda: [pid for pid in workers_of(served.pid) if pid != first and is_running(pid)])
    [second] = workers_of(served.pid)
    served.send_signal(signal.SIGTERM)
    served.wait(10)
    assert not is_running(second)


def test_a_worker_whose_web_process_was_killed_ends_by_itself(served):
    [pid] = workers_of(served.pid)
    served.kill()
    wait_until(lambda: not is_running(pid))


@pytest.mark.django_db
def test_a_daily_part_that_fails_holds_back_neither_the_others_nor_the_outbox(monkeypatch, caplog):
    done = []

    def fail(now):
        raise OSError("演示")

    monkeypatch.setattr("tongming.core.trail.actions.sign_checkpoint", fail)
    monkeypatch.setattr("tongming.core.search.actions.ensure_index", lambda: done.append("index"))
    worker.daily()
    assert done == ["index"]


def test_a_log_line_shows_kind_and_place_of_an_error_and_not_its_words():
    try:
        try:
            {}["张某某"]
        except KeyError as error:
            raise ValueError("张某某的住址") from error
    except ValueError:
        record = logging.getLogger("t").makeRecord("t", 40, "f", 1, "failed", (), sys.exc_info())
    text = QuietFormatter("{message}", style="{").format(record)
    assert "ValueError" in text
    assert "KeyError" in text
    assert "in test_a_log_line" in text
    assert text.count("张某某") == 2  # the two lines of code above, and not a third time in the messages


@pytest.mark.django_db
def test_an_administrator_of_one_body_registers_nothing_in_the_name_of_another():
    body, other = make_body(), make_body()
    administrator = viewer(make_person((Role.ADMINISTRATOR, body)))
    given = {"kind": "document", "content": content(), "source": "", "now": NOW}
    with pytest.raises(DeedRefused, match="系统管理员"):
        register_published(administrator, organization_id=other.pk, identity="一", **given)
    assert register_published(administrator, organization_id=body.pk, identity="二", **given)[1] == "created"
