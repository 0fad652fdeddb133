"""Writing events, and the worker that delivers them.

A delivery is claimed by one conditional UPDATE that sets a lease; a killed worker's lease runs out and the delivery is taken again.
"""

import logging
import time
import traceback
import uuid
from datetime import datetime, timedelta

from django.db.models import Q, QuerySet
from django.utils import timezone

from tongming.core.accounts.viewers import Viewer
from tongming.core.events.models import Delivery
from tongming.core.events.queries import failed
from tongming.core.events.registry import Event, Handler, handler_named, handlers_of
from tongming.core.trail.actions import deed

LEASE = timedelta(minutes=5)
MAX_ATTEMPTS = 8
POLL_SECONDS = 0.2
logger = logging.getLogger(__name__)


class Later(Exception):
    """Raised by a handler that cannot run just now (a lock is held); costs no attempt."""


def emit(event: Event, now: datetime, **ids: int) -> None:
    """Write one delivery per handler; call it inside the transaction of the deed."""
    Delivery.objects.bulk_create(
        Delivery(event=event, handler=handler.name, payload=ids, created_at=now, run_after=now)
        for handler in handlers_of(event)
    )


def waiting(now: datetime) -> QuerySet[Delivery]:
    """Return the deliveries that may be taken at a moment."""
    free = Q(lease_until__isnull=True) | Q(lease_until__lt=now)
    return Delivery.objects.filter(free, done_at__isnull=True, failed=False, run_after__lte=now)


def deliver_waiting(now: datetime, *, only: str | None = None, rounds: int = 1000) -> int:
    """Deliver what waits, batch after batch, until nothing is left; return how many deliveries were done."""
    done = 0
    for _ in range(rounds):
        moment = max(now, timezone.now())
        rows = waiting(moment)
        if only:
            rows = rows.filter(handler=only)
        first = rows.order_by("run_after", "pk").first()
        if first is None:
            break
        done += _deliver_batch(first, moment)
    return done


def drain(now: datetime, *, patience: timedelta = timedelta(minutes=10)) -> bool:
    """Deliver everything written up to a moment, waiting for other workers; return whether all of it is done.

    What has failed for good does not hold it back: it stands on the desk.
    """
    end = time.monotonic() + patience.total_seconds()
    outstanding = Delivery.objects.filter(done_at__isnull=True, failed=False, created_at__lte=now)
    while time.monotonic() < end:
        deliver_waiting(now)
        if not outstanding.exists():
            return True
        time.sleep(POLL_SECONDS)
    return False


def _deliver_batch(first: Delivery, now: datetime) -> int:
    """Claim and run one batch of the same event and handler; return how many were done."""
    handler = handler_named(first.event, first.handler)
    batch = handler.batch if handler else 1
    token = _claim(first, batch, now)
    deliveries = list(Delivery.objects.filter(lease=token).order_by("pk"))
    if not deliveries:
        return 0
    if handler is None:
        _give_up(token, f"没有名为 {first.handler} 的处理者")
        return 0
    return _run(handler, deliveries, token, now)


def _claim(first: Delivery, batch: int, now: datetime) -> str:
    """Lease up to `batch` waiting deliveries like `first` with one conditional UPDATE; return the lease token."""
    token = str(uuid.uuid4())
    alike = waiting(now).filter(event=first.event, handler=first.handler).order_by("run_after", "pk")
    ids = list(alike.values_list("pk", flat=True)[:batch])
    free = Q(lease_until__isnull=True) | Q(lease_until__lt=now)
    Delivery.objects.filter(free, pk__in=ids, done_at__isnull=True).update(
        lease=token, lease_until=now + LEASE
    )
    return token


def _run(handler: Handler, deliveries: list[Delivery], token: str, now: datetime) -> int:
    """Run a claimed batch and mark it done, put off, or failed."""
    claimed = Delivery.objects.filter(lease=token, pk__in=[delivery.pk for delivery in deliveries])
    try:
        handler.handle([delivery.payload for delivery in deliveries])
    except Later:
        claimed.update(lease="", lease_until=None, run_after=now + timedelta(seconds=2))
        return 0
    except Exception as error:  # noqa: BLE001  (whatever a handler raises must cost its own delivery, not the worker)
        if len(deliveries) > 1:  # one that cannot be handled must not hold back those that came along with it
            return sum(_run(handler, [delivery], token, now) for delivery in deliveries)
        told = what_happened(error)
        logger.error("handler %s failed on delivery %s: %s", handler.name, deliveries[0].pk, told)  # noqa: TRY400  (no traceback: it quotes)
        _retry(deliveries, token, now, error)
        return 0
    return claimed.update(done_at=timezone.now(), lease="", lease_until=None, error="")


def _retry(deliveries: list[Delivery], token: str, now: datetime, error: Exception) -> None:
    """Put failed deliveries off, twice as long each time; after `MAX_ATTEMPTS` they stand on the desk."""
    for delivery in deliveries:
        attempts = delivery.attempts + 1
        Delivery.objects.filter(pk=delivery.pk, lease=token).update(
            attempts=attempts,
            failed=attempts >= MAX_ATTEMPTS,
            run_after=now + timedelta(seconds=2**attempts),
            lease="",
            lease_until=None,
            error=what_happened(error),
        )


def what_happened(error: Exception) -> str:
    """Return the kind of an error and where it was raised; its message is left out, since it may quote what was handled."""
    places = traceback.extract_tb(error.__traceback__)
    own = [place for place in places if "tongming" in place.filename] or places
    return f"{type(error).__name__}（{own[-1].name}，第{own[-1].lineno}行）" if own else type(error).__name__


def _give_up(token: str, why: str) -> None:
    """Stop trying; the delivery stands on the desk until someone looks."""
    Delivery.objects.filter(lease=token).update(failed=True, lease="", lease_until=None, error=why)


def retry_failed(viewer: Viewer, ids: list[int], now: datetime) -> int:
    """Put failed deliveries back in the queue (重新投递); return how many. Only administrators may."""
    with deed(viewer, now) as record:
        rows = list(failed(viewer).filter(pk__in=ids).select_for_update())
        for row in rows:
            record("retry_delivery", row, event=row.event, handler=row.handler)
        return Delivery.objects.filter(pk__in=[row.pk for row in rows]).update(
            failed=False, attempts=0, run_after=now
        )


def forget_done(before: datetime) -> int:
    """Delete deliveries done before a moment; return how many."""
    return Delivery.objects.filter(done_at__lt=before).delete()[0]
