"""The shape of a policy: one per model answers "which rows" and "may this viewer do this deed to this row".

Default deny: the base refuses everything, a model's own policy opens what its rule allows.
"""

from typing import Generic, TypeVar

from django.db.models import Model, QuerySet

from tongming.core.accounts.viewers import Viewer

Row = TypeVar("Row", bound=Model)


class Policy(Generic[Row]):
    """Base of all policies."""

    model: type[Row]

    def rows(self, viewer: Viewer) -> QuerySet[Row]:
        """Return the rows the viewer may know of; a row outside answers 404."""
        return self.model._default_manager.none()

    def may(self, viewer: Viewer, deed: str, row: Row) -> bool:
        """Tell whether the viewer may do a deed to a row."""
        return False
