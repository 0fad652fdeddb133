"""Every state change of the library."""

from tongming.domains.documents.actions.importing import import_document
from tongming.domains.documents.actions.relating import confirm, dismiss, forget_purged, propose_relations

__all__ = ["confirm", "dismiss", "forget_purged", "import_document", "propose_relations"]
