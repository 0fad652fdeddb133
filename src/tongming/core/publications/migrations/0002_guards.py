"""Published rows never change; words may be deleted only once their purge has been recorded."""

from django.db import migrations

from tongming.core.guards import RefuseChanges

PURGED = "EXISTS (SELECT 1 FROM publications_purge p WHERE p.publication_id = OLD.publication_id)"


class Migration(migrations.Migration):
    dependencies = [("publications", "0001_initial")]
    operations = [
        RefuseChanges("publications_publication"),
        RefuseChanges("publications_publicationcontent", delete_when=PURGED),
        RefuseChanges("publications_publicationfile", delete_when=PURGED),
        RefuseChanges("publications_statement"),
        RefuseChanges("publications_purge"),
    ]
