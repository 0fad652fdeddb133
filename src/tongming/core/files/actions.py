"""Writers of files: the content is on disk, synced, before the row that names it is committed."""

import fcntl
import hashlib
import os
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime

from django.conf import settings
from django.db import IntegrityError

from tongming.core.files.models import StoredFile
from tongming.core.files.rules import media_type_of


def place(data: bytes) -> str:
    """Write content to disk under its SHA-256 and return the digest. Called before the transaction; a crash leaves at most a spare file."""
    digest = hashlib.sha256(data).hexdigest()
    folder = settings.FILES_ROOT / digest[:2]
    path = folder / digest
    if path.exists():
        return digest
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    partial = folder / f".{digest}.{os.getpid()}"
    descriptor = os.open(partial, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
    partial.rename(path)
    return digest


def store(data: bytes, name: str, now: datetime) -> StoredFile:
    """Judge a file and keep it; the same content is kept once. Raises `UnacceptableFile`."""
    media_type = media_type_of(data, name, settings.UPLOAD_LIMIT_BYTES)
    with one_at_a_time():
        digest = place(data)
        stored, _ = StoredFile.objects.get_or_create(
            digest=digest, defaults={"size": len(data), "media_type": media_type, "stored_at": now}
        )
    return stored


def wipe(stored: StoredFile) -> None:
    """Remove a file's row and content (purge), unless something uses it: the database refuses to let such a row go."""
    path = settings.FILES_ROOT / stored.path
    with one_at_a_time():
        try:
            stored.delete()
        except IntegrityError:  # ProtectedError among them
            return
        path.unlink(missing_ok=True)


@contextmanager
def one_at_a_time() -> Iterator[None]:
    """Keep and wipe one after the other: content that is stored again while it is wiped must be there afterwards."""
    settings.FILES_ROOT.mkdir(mode=0o700, parents=True, exist_ok=True)
    with (settings.FILES_ROOT / ".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield
