"""Every state change of the library."""

from tongming.domains.documents.actions.drafting import (
    Received,
    correct,
    open_new_version,
    read_upload,
    receive_files,
    receive_text,
)
from tongming.domains.documents.actions.importing import import_document
from tongming.domains.documents.actions.relating import confirm, dismiss, forget_purged, propose_relations

__all__ = [
    "Received",
    "confirm",
    "correct",
    "dismiss",
    "forget_purged",
    "import_document",
    "open_new_version",
    "propose_relations",
    "read_upload",
    "receive_files",
    "receive_text",
]
