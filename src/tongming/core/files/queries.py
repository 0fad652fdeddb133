"""Readers of files."""

from typing import BinaryIO

from django.conf import settings

from tongming.core.files.models import StoredFile


def content(stored: StoredFile) -> bytes:
    """Return the bytes of a file the caller has reached through its policy."""
    data: bytes = (settings.FILES_ROOT / stored.path).read_bytes()
    return data


def opened(stored: StoredFile) -> BinaryIO:
    """Open a file the caller has reached through its policy, to be sent piece by piece; raises `FileNotFoundError`."""
    file: BinaryIO = (settings.FILES_ROOT / stored.path).open("rb")
    return file
