"""The worker: delivers the outbox, and does once a day what the date brings (validity reached, a signed checkpoint)."""

import logging
import os
import signal
import sys
import time
from collections.abc import Callable
from datetime import date, timedelta
from types import FrameType

from tongming.faces.cli.bootstrap import django_setup

IDLE_SECONDS = 0.5
KEEP_DONE = timedelta(days=7)
logger = logging.getLogger(__name__)


class Stop(BaseException):
    """Raised by SIGTERM, at any place: no `except Exception` on the way, ours or a library's, may swallow it."""


def stop(number: int, frame: FrameType | None) -> None:
    """Turn SIGTERM into an exception, so that a batch is rolled back and its lease runs out."""
    raise Stop


def run(parent: int) -> None:
    """Work until told to stop or until the web process is gone."""
    from django.db import close_old_connections
    from django.utils import timezone

    from tongming.core.events.actions import deliver_waiting

    last_day: date | None = None
    while os.getppid() == parent:
        now = timezone.now()
        if timezone.localdate(now) != last_day:
            daily()
            last_day = timezone.localdate(now)
        try:
            done = deliver_waiting(now, rounds=20)
        except Exception:
            logger.exception("the worker goes on after an error")
            done = 0
        close_old_connections()
        if not done:
            time.sleep(IDLE_SECONDS)


def daily() -> None:
    """Do what a new day brings, each part for itself: one that fails holds back neither the others nor the outbox. Safe to repeat."""
    from django.utils import timezone

    from tongming.core.accounts.viewers import program
    from tongming.core.events.actions import forget_done
    from tongming.core.publications.actions import refresh_validity
    from tongming.core.search.actions import ensure_index
    from tongming.core.trail.actions import sign_checkpoint

    now = timezone.now()
    viewer = program(timezone.localdate(now), "后台进程")
    parts: tuple[Callable[[], object], ...] = (
        lambda: refresh_validity(viewer, now=now),
        lambda: sign_checkpoint(now),
        lambda: forget_done(now - KEEP_DONE),
        ensure_index,
    )
    for part in parts:
        try:
            part()
        except Exception:
            logger.exception("a daily part failed; the worker goes on")


def main() -> None:
    """Run the worker as a process of its own."""
    signal.signal(signal.SIGTERM, stop)
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C reaches the whole group; the web process ends us
    parent = (
        int(sys.argv[1]) if len(sys.argv) > 1 else os.getppid()
    )  # told, since it may be gone before we look
    try:
        django_setup()
        run(parent)
    except Stop:
        return


if __name__ == "__main__":
    main()
