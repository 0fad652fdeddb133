"""Readers of the trail: the history of one thing, and the verification of the whole chain."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from django.conf import settings
from django.db.models import Model, Q, QuerySet
from django.utils import timezone

from tongming.core.accounts.viewers import Viewer
from tongming.core.trail.actions import signing_key
from tongming.core.trail.models import Checkpoint, Entry
from tongming.core.trail.rules import HASHED_FIELDS, Fault, chain_faults


def history(subject: Model) -> QuerySet[Entry]:
    """Return the entries about a row, in order. The caller has already got the row through its policy."""
    return Entry.objects.filter(subject_kind=subject._meta.model_name, subject_id=subject.pk).order_by("seq")


def entries(viewer: Viewer) -> QuerySet[Entry]:
    """Return what was done in the bodies a viewer works in or supervises, and by the viewer; the last first.

    Entries of no body (calendar, deliveries) are for administrators.
    """
    if viewer.is_public:
        return Entry.objects.none()
    rows = Entry.objects.order_by("-seq")
    if viewer.is_program:
        return rows
    known = Q(organization_id__in=viewer.organizations() | viewer.supervised) | Q(actor_id=viewer.user_id)
    return rows.filter(known | Q(organization_id__isnull=True) if viewer.is_administrator else known)


@dataclass(frozen=True)
class Verification:
    """What `tongming trail verify` found."""

    entries: int
    heads: int
    checkpoints: int
    faults: tuple[Fault, ...]


def verify() -> Verification:
    """Walk the whole chain against itself, the heads outside the database and the signed checkpoints."""
    heads = noted_heads()
    count = 0

    def counted() -> Iterator[dict[str, Any]]:
        nonlocal count
        for entry in (
            Entry.objects.order_by("seq").values(*HASHED_FIELDS, "previous_hash", "hash").iterator(2000)
        ):
            count += 1
            yield {**entry, "at": timezone.localtime(entry["at"]).isoformat()}

    faults = chain_faults(counted(), heads)
    checkpoints = list(Checkpoint.objects.order_by("seq"))
    faults += [fault for checkpoint in checkpoints if (fault := checkpoint_fault(checkpoint))]
    return Verification(count, len(heads), len(checkpoints), tuple(faults))


def noted_heads() -> dict[int, str]:
    """Return the heads noted outside the database; a last line cut short by a crash is left out."""
    path = settings.TRAIL_ROOT / "heads.log"
    if not path.exists():
        return {}
    pairs = (line.split() for line in path.read_text().splitlines())
    return {int(pair[0]): pair[1] for pair in pairs if len(pair) == 2 and len(pair[1]) == 64}


def checkpoint_fault(checkpoint: Checkpoint) -> Fault | None:
    """Return what is wrong with a signed checkpoint, or None."""
    entry = Entry.objects.filter(seq=checkpoint.seq).first()
    if entry is None or entry.hash != checkpoint.hash:
        return Fault(checkpoint.seq, "与签名检查点不符")
    own = signing_key().public_key().public_bytes_raw().hex()
    if checkpoint.public_key != own:
        return Fault(checkpoint.seq, "检查点不是由本系统的密钥签名")
    public = Ed25519PublicKey.from_public_bytes(bytes.fromhex(own))
    try:
        public.verify(bytes.fromhex(checkpoint.signature), f"{checkpoint.seq} {checkpoint.hash}".encode())
    except InvalidSignature:
        return Fault(checkpoint.seq, "检查点签名无效")
    return None
