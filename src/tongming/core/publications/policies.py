"""Who sees which drafts and series. What each may do stands in the process tables."""

from django.db.models import QuerySet

from tongming.core.accounts.policies import Policy
from tongming.core.accounts.viewers import Viewer
from tongming.core.process.table import allowed
from tongming.core.publications.models import Draft, Series
from tongming.core.publications.process import DRAFT, SERIES


class DraftPolicy(Policy[Draft]):
    """Drafts are known in the body that makes them, and to whoever supervises it."""

    model = Draft

    def rows(self, viewer: Viewer) -> QuerySet[Draft]:
        """Return the drafts a viewer may know of."""
        if viewer.is_program:
            return Draft.objects.all()
        if viewer.is_public:
            return Draft.objects.none()
        return Draft.objects.filter(organization_id__in=viewer.organizations() | viewer.supervised)

    def may(self, viewer: Viewer, deed: str, row: Draft) -> bool:
        """Tell whether state, role and persons allow a deed."""
        found = DRAFT.deed(deed)
        if row.state not in found.sources or not allowed(found, viewer, row.organization_id):
            return False
        if deed in {"edit", "submit", "abandon"}:
            return viewer.is_program or row.drafter_id == viewer.user_id
        return row.drafter_id != viewer.user_id


class SeriesPolicy(Policy[Series]):
    """What was published is readable by all; withdrawn rows stay readable with a mark, purged ones show that they are gone."""

    model = Series

    def rows(self, viewer: Viewer) -> QuerySet[Series]:
        """Return the series that have ever been published."""
        del viewer
        return Series.objects.filter(current__isnull=False)

    def listed(self, viewer: Viewer) -> QuerySet[Series]:
        """Return the series that appear in lists, search and feeds."""
        return self.rows(viewer).filter(listed=True)

    def may(self, viewer: Viewer, deed: str, row: Series) -> bool:
        """Tell whether state and role allow a deed."""
        found = SERIES.deed(deed)
        return series_state(row) in found.sources and (
            allowed(found, viewer, row.organization_id) or row.organization_id in viewer.supervised
        )


def series_state(series: Series) -> str:
    """Return the state of a published series in its process table."""
    if series.purged:
        return "purged"
    return "listed" if series.listed else "withdrawn"


drafts = DraftPolicy()
series = SeriesPolicy()
