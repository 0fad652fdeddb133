"""Entries and checkpoints of the trail never change."""

from django.db import migrations

from tongming.core.guards import RefuseChanges


class Migration(migrations.Migration):
    dependencies = [("trail", "0001_initial")]
    operations = [RefuseChanges("trail_entry"), RefuseChanges("trail_checkpoint")]
