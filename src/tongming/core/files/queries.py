"""Readers of files."""

from django.conf import settings

from tongming.core.files.models import StoredFile


def content(stored: StoredFile) -> bytes:
    """Return the bytes of a file the caller has reached through its policy."""
    data: bytes = (settings.FILES_ROOT / stored.path).read_bytes()
    return data
