"""What the web server believes of a proxy in front of it, and how the worker is ended."""

import signal
import subprocess
import sys

import pytest
from waitress.adjustments import Adjustments
from waitress.proxy_headers import proxy_headers_middleware

from tongming.core.events import registry
from tongming.core.events.actions import deliver_waiting, emit
from tongming.core.events.models import Delivery
from tongming.core.events.registry import Event, Handler
from tongming.faces.cli import worker
from tongming.faces.cli.serving import end, proxy_options


@pytest.fixture
def seen(monkeypatch):
    """The environment that Django would see of a request with headers that anybody can send."""

    def environment(https):
        monkeypatch.setenv("TONGMING_HTTPS", https)
        options = Adjustments(**proxy_options())
        got = {}
        application = proxy_headers_middleware(
            lambda environ, start_response: got.update(environ) or [],
            trusted_proxy=options.trusted_proxy,
            trusted_proxy_count=options.trusted_proxy_count or 1,
            trusted_proxy_headers=options.trusted_proxy_headers,
            clear_untrusted=options.clear_untrusted_proxy_headers,
        )
        application(
            {
                "REMOTE_ADDR": "127.0.0.1",
                "REMOTE_HOST": "127.0.0.1",
                "SERVER_NAME": "127.0.0.1",
                "SERVER_PORT": "8000",
                "wsgi.url_scheme": "http",
                "HTTP_HOST": "www.example.gov.cn",
                "HTTP_X_FORWARDED_PROTO": "https",
                "HTTP_X_FORWARDED_HOST": "elsewhere.example",
                "HTTP_X_FORWARDED_FOR": "192.0.2.1",
            },
            lambda status, headers: None,
        )
        return got

    return environment


def test_behind_https_the_proxy_is_believed_about_the_scheme_alone(seen):
    environ = seen("1")
    assert environ["wsgi.url_scheme"] == "https"
    assert environ["HTTP_HOST"] == "www.example.gov.cn"
    assert environ["REMOTE_ADDR"] == "127.0.0.1"


def test_without_https_no_header_of_a_proxy_reaches_the_application(seen):
    environ = seen("0")
    assert environ["wsgi.url_scheme"] == "http"
    assert not [name for name in environ if name.startswith("HTTP_X_FORWARDED")]


@pytest.mark.django_db
def test_sigterm_in_the_middle_of_a_delivery_ends_the_worker_and_costs_no_attempt(monkeypatch, now):
    monkeypatch.setattr(registry, "_handlers", registry.defaultdict(dict))

    def interrupted(batch):
        worker.stop(signal.SIGTERM, None)

    registry.subscribe(Event.CALENDAR_CHANGED, Handler("interrupted", interrupted))
    emit(Event.CALENDAR_CHANGED, now, year=2026)
    with pytest.raises(worker.Stop):
        deliver_waiting(now)
    row = Delivery.objects.get()
    assert (row.attempts, row.done_at) == (0, None)


def test_a_worker_that_does_not_listen_is_killed():
    deaf = "import signal, time; signal.signal(signal.SIGTERM, signal.SIG_IGN); print(1, flush=True); time.sleep(60)"
    with subprocess.Popen([sys.executable, "-c", deaf], stdout=subprocess.PIPE) as process:
        process.stdout.readline()
        end(process, patience=0.2)
        assert process.returncode == -signal.SIGKILL


def test_a_worker_that_listens_is_not_killed():
    polite = "import time; print(1, flush=True); time.sleep(60)"
    with subprocess.Popen([sys.executable, "-c", polite], stdout=subprocess.PIPE) as process:
        process.stdout.readline()
        end(process)
        assert process.returncode == -signal.SIGTERM
