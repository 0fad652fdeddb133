"""The one door to the trail, and the one opener of transactions.

`with deed(viewer, now) as record:` opens a transaction; every `record(...)` becomes an entry. The entries are chained and written as
the last step, under a lock of the chain head, so that the order of the chain is the order of commits. After commit the head is also
appended to a file outside the database, because a chain alone cannot show the loss of its own end.
"""

import os
import uuid
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from django.conf import settings
from django.db import transaction
from django.utils import timezone

from tongming.core.accounts.viewers import Viewer
from tongming.core.trail.models import ChainHead, Checkpoint, Entry
from tongming.core.trail.rules import entry_hash


@dataclass
class Record:
    """Collects what a deed leaves behind; call it once for each thing that was changed."""

    viewer: Viewer
    now: datetime
    entries: list[dict[str, Any]] = field(default_factory=list)

    def __call__(
        self,
        deed_name: str,
        subject: Any,
        *,
        organization_id: int | None = None,
        reason: str = "",
        **detail: Any,
    ) -> None:
        """Note a deed done to a model row; `detail` holds ids, hashes and states, never personal text."""
        self.entries.append(
            {
                "at": timezone.localtime(self.now).isoformat(),
                "actor_id": self.viewer.user_id,
                "actor": self.viewer.name,
                "deed": deed_name,
                "subject_kind": subject._meta.model_name,
                "subject_id": subject.pk,
                "organization_id": organization_id,
                "reason": reason,
                "detail": detail,
            }
        )


@contextmanager
def deed(viewer: Viewer, now: datetime) -> Iterator[Record]:
    """Open the transaction of a deed; nothing of it remains unless all of it, its trail included, is committed."""
    record = Record(viewer, now)
    with transaction.atomic():
        yield record
        if record.entries:
            head = _append(record.entries, now)
            transaction.on_commit(lambda: _note_head(*head))


def _append(entries: list[dict[str, Any]], now: datetime) -> tuple[int, str]:
    """Chain and write entries under the lock of the head; return the new head."""
    head, _ = ChainHead.objects.select_for_update().get_or_create(pk=1)
    seq, previous = head.seq, head.hash
    rows = []
    for fields in entries:
        seq += 1
        digest = entry_hash({"seq": seq, **fields}, previous)
        rows.append(Entry(**{**fields, "seq": seq, "at": now}, previous_hash=previous, hash=digest))
        previous = digest
    Entry.objects.bulk_create(rows)
    ChainHead.objects.filter(pk=1).update(seq=seq, hash=previous)
    return seq, previous


def _note_head(seq: int, digest: str) -> None:
    """Append the head to the file outside the database; one short O_APPEND write is whole or absent."""
    folder = settings.TRAIL_ROOT
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    descriptor = os.open(folder / "heads.log", os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
    try:
        os.write(descriptor, f"{seq} {digest}\n".encode())
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def signing_key() -> Ed25519PrivateKey:
    """Return the key that signs checkpoints, made on first use in the keys folder."""
    path = settings.KEYS_ROOT / "trail-ed25519.pem"
    if not path.exists() or not path.stat().st_size:
        _make_signing_key(path)
    key = serialization.load_pem_private_key(path.read_bytes(), password=None)
    assert isinstance(key, Ed25519PrivateKey)
    return key


def _make_signing_key(path: Path) -> None:
    """Write a new key whole under another name and link it: another process sees all of it or nothing, and the first one wins."""
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    pem = Ed25519PrivateKey.generate().private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    partial = path.with_name(f".{path.name}.{uuid.uuid4().hex}")
    with os.fdopen(os.open(partial, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
        file.write(pem)
        file.flush()
        os.fsync(file.fileno())
    if path.exists() and not path.stat().st_size:
        path.unlink(missing_ok=True)  # an older version died between making and writing it
    with suppress(FileExistsError):
        os.link(partial, path)
    partial.unlink()


def sign_checkpoint(now: datetime) -> Checkpoint | None:
    """Sign the present head of the chain; return None when it is empty or signed already. The key is read outside of the transaction."""
    head = ChainHead.objects.filter(pk=1).first()
    if head is None or Checkpoint.objects.filter(seq=head.seq).exists():
        return None
    key = signing_key()
    public = key.public_key().public_bytes(serialization.Encoding.Raw, serialization.PublicFormat.Raw)
    signature = key.sign(f"{head.seq} {head.hash}".encode())
    fields = {"hash": head.hash, "at": now, "signature": signature.hex(), "public_key": public.hex()}
    checkpoint, is_new = Checkpoint.objects.get_or_create(seq=head.seq, defaults=fields)
    return checkpoint if is_new else None
