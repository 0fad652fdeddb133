"""How documents become search records."""

from collections.abc import Iterable

from tongming.core.publications import kinds
from tongming.core.publications.models import Series
from tongming.core.publications.queries import content_of
from tongming.engines.index import SearchRecord

KIND = "document"


def records(rows: Iterable[Series]) -> Iterable[SearchRecord]:
    """Return the record of each listed document; a row without words (purged) gives none."""
    for series in rows:
        content = content_of(series)
        if content is None:
            continue
        yield SearchRecord(
            key=f"{KIND}:{series.pk}",
            series=str(series.pk),
            kind=kinds.label(KIND),
            title=content.title,
            url=kinds.address(KIND, series.pk),
            doc_number=content.doc_number,
            numbers=tuple(filter(None, [series.index_number])),
            issuer=content.issuer_names,
            issuer_id=str(series.organization_id),
            theme=content.theme,
            subtheme=content.subtheme,
            date=content.formed_on,
            year=content.formed_on.year if content.formed_on else None,
            validity=series.get_validity_display(),
            text=content.text.removeprefix(content.title).lstrip(),  # a snippet must not repeat the title
            keywords=tuple(content.keywords),
        )
