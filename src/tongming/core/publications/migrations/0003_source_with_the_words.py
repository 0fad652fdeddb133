"""The source of a registration is the name of a file as often as not, so it stands with the words, which a purge can delete.

On SQLite both columns are added and dropped in place; a table made anew would lose its triggers.
"""

from typing import Any

from django.db import migrations, models

from tongming.core.guards import guard, unguard

TABLE = "publications_publicationcontent"
PURGED = "EXISTS (SELECT 1 FROM publications_purge p WHERE p.publication_id = OLD.publication_id)"
MOVE = f"UPDATE {TABLE} SET source = (SELECT p.source FROM publications_publication p WHERE p.id = {TABLE}.publication_id)"


def move(apps: Any, editor: Any) -> None:
    """Copy the sources of what is published to their new place, with the guard of the words lifted meanwhile."""
    unguard(editor.connection, TABLE)
    editor.execute(MOVE)
    guard(editor.connection, TABLE, PURGED)


def guard_again(apps: Any, editor: Any) -> None:
    """Put the triggers of both tables in place again, whatever a change of columns did to them."""
    for table, delete_when in ((TABLE, PURGED), ("publications_publication", None)):
        unguard(editor.connection, table)
        guard(editor.connection, table, delete_when)


class Migration(migrations.Migration):
    dependencies = [("publications", "0002_guards")]
    operations = [
        migrations.AddField(
            "publicationcontent",
            "source",
            models.CharField("登记来源", max_length=300, blank=True, null=True),
        ),
        migrations.RunPython(move, guard_again),
        migrations.RemoveField("publication", "source"),
        migrations.RunPython(guard_again, migrations.RunPython.noop),
    ]
