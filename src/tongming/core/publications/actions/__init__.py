"""Every state change of drafts and publications, one deed each; no other module writes these tables."""

from tongming.core.publications.actions.drafting import (
    EditConflict,
    abandon,
    attach,
    create_draft,
    edit,
    return_to_drafter,
    submit,
)
from tongming.core.publications.actions.publishing import (
    PublicationRefused,
    approve,
    publish,
    register_published,
)
from tongming.core.publications.actions.purging import purge
from tongming.core.publications.actions.stating import refresh_validity, restore, state_validity, withdraw

__all__ = [
    "EditConflict",
    "PublicationRefused",
    "abandon",
    "approve",
    "attach",
    "create_draft",
    "edit",
    "publish",
    "purge",
    "refresh_validity",
    "register_published",
    "restore",
    "return_to_drafter",
    "state_validity",
    "submit",
    "withdraw",
]
