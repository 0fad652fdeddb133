"""Rows that never change: database triggers that refuse UPDATE and DELETE, on SQLite and on PostgreSQL.

A migration applies `RefuseChanges(table)`; nothing in the application can then alter a published row, not even by mistake in
raw SQL. `delete_when` names the one condition (in SQL, the row being `OLD`) under which a delete is let through.
"""

from typing import Any

from django.apps import apps
from django.db import connection
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.operations.base import Operation
from django.db.migrations.state import ProjectState


def _sqlite(table: str, delete_when: str | None) -> list[str]:
    unless = f"WHEN NOT ({delete_when}) " if delete_when else ""
    changed = f"SELECT RAISE(ABORT, 'rows of {table} never change')"
    deleted = f"SELECT RAISE(ABORT, 'rows of {table} are not deleted')"
    return [
        f"CREATE TRIGGER {table}_no_update BEFORE UPDATE ON {table} BEGIN {changed}; END",
        f"CREATE TRIGGER {table}_no_delete BEFORE DELETE ON {table} {unless}BEGIN {deleted}; END",
    ]


def _postgresql(table: str, delete_when: str | None) -> list[str]:
    allowed = f"IF TG_OP = 'DELETE' AND ({delete_when}) THEN RETURN OLD; END IF;" if delete_when else ""
    refuse = (
        f"RAISE EXCEPTION 'rows of {table} never change' USING ERRCODE = 'integrity_constraint_violation';"
    )
    calls = f"FOR EACH ROW EXECUTE FUNCTION {table}_refuse()"
    return [
        f"CREATE FUNCTION {table}_refuse() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN {allowed} {refuse} END $$",
        f"CREATE TRIGGER {table}_no_change BEFORE UPDATE OR DELETE ON {table} {calls}",
    ]


def _drop(vendor: str, table: str) -> list[str]:
    if vendor == "sqlite":
        return [f"DROP TRIGGER IF EXISTS {table}_no_update", f"DROP TRIGGER IF EXISTS {table}_no_delete"]
    return [
        f"DROP TRIGGER IF EXISTS {table}_no_change ON {table}",
        f"DROP FUNCTION IF EXISTS {table}_refuse()",
    ]


def _run(using: BaseDatabaseWrapper, statements: list[str]) -> None:
    with using.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)


class RefuseChanges(Operation):
    """Migration operation: from now on the database refuses to update or delete rows of a table."""

    reversible = True
    tables: dict[str, str | None] = {}  # noqa: RUF012  (a register: filled when migrations are loaded)

    def __init__(self, table: str, delete_when: str | None = None) -> None:
        self.table = table
        self.delete_when = delete_when
        self.tables[table] = delete_when

    def state_forwards(self, app_label: str, state: ProjectState) -> None:
        """Triggers are outside of Django's model state."""

    def database_forwards(
        self, app_label: str, schema_editor: BaseDatabaseSchemaEditor, from_state: Any, to_state: Any
    ) -> None:
        """Create the triggers."""
        guard(schema_editor.connection, self.table, self.delete_when)

    def database_backwards(
        self, app_label: str, schema_editor: BaseDatabaseSchemaEditor, from_state: Any, to_state: Any
    ) -> None:
        """Drop the triggers."""
        unguard(schema_editor.connection, self.table)

    def describe(self) -> str:
        """Return the line that `migrate` prints."""
        return f"Refuse changes to rows of {self.table}"


def guard(using: BaseDatabaseWrapper, table: str, delete_when: str | None) -> None:
    """Create the triggers of one table."""
    statements = _sqlite(table, delete_when) if using.vendor == "sqlite" else _postgresql(table, delete_when)
    _run(using, statements)


def unguard(using: BaseDatabaseWrapper, table: str) -> None:
    """Drop the triggers of one table (only migrations and the flush of a test database do so)."""
    _run(using, _drop(using.vendor, table))


def guarded_tables() -> list[str]:
    """Return the names of tables that are guarded and exist in this installation."""
    known = {model._meta.db_table for model in apps.get_models()}
    present = set(connection.introspection.table_names())
    return sorted(table for table in RefuseChanges.tables if table in known & present)
