"""What a database keeps of deleted rows: pages in its file and in its log, which hold the words until they are written over.

SQLite overwrites deleted cells in its file (`secure_delete`), but its write-ahead log keeps the pages as they were. PostgreSQL keeps
dead rows until a vacuum. Neither may run inside a transaction.
"""

from django.apps import apps
from django.db import connection


def empty_write_ahead_log() -> bool:
    """Let go of the pages of deleted rows; return whether that was possible now (a reader may hold SQLite's log)."""
    if connection.in_atomic_block:
        return True  # a test inside one transaction: nothing has been committed
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            busy, *_ = cursor.fetchone()
            return not busy
        cursor.execute(f"VACUUM {', '.join(_own_tables())}")
    return True


def _own_tables() -> list[str]:
    """Return the quoted names of the tables of this platform."""
    models = [model for model in apps.get_models() if model.__module__.startswith("tongming.")]
    return sorted({connection.ops.quote_name(model._meta.db_table) for model in models})
