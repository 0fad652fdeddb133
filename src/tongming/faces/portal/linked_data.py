"""Documents as schema.org data (JSON-LD) for search engines: type Legislation, in a data block that no browser executes."""

import json
from collections.abc import Iterable
from typing import Any

from django.utils import timezone
from django.utils.safestring import SafeString, mark_safe

from tongming.core.publications.models import Publication, PublicationContent, Series, Validity
from tongming.domains.documents.models import Relation, RelationRole, RelationState

FORCE = {
    Validity.IN_FORCE: "InForce",
    Validity.PARTLY_ENDED: "PartiallyInForce",
    Validity.AMENDED: "NotInForce",
    Validity.NOT_YET: "NotInForce",
    Validity.EXPIRED: "NotInForce",
    Validity.REPEALED: "NotInForce",
}
ROLES = {
    RelationRole.AMENDS: "legislationChanges",
    RelationRole.REPEALS: "legislationRepeals",
    RelationRole.IMPLEMENTS: "legislationApplies",
    RelationRole.BASIS: "isBasedOn",
}
ESCAPES = {ord("<"): "\\u003C", ord(">"): "\\u003E", ord("&"): "\\u0026"}


def legislation(
    series: Series, publication: Publication, content: PublicationContent, *, url: str
) -> dict[str, Any]:
    """Return a document as `Legislation`; what is not known is left out."""
    values = {
        "@context": "https://schema.org",
        "@type": "Legislation",
        "@id": url,
        "url": url,
        "name": content.title,
        "legislationIdentifier": content.doc_number or series.index_number,
        "identifier": series.index_number,
        "legislationType": content.genre,
        "legislationDate": _iso(content.formed_on),
        "legislationDateVersion": _iso(content.effective_on),
        "temporalCoverage": _coverage(content),
        "datePublished": _iso(content.first_published_on)
        or timezone.localdate(publication.published_at).isoformat(),
        "version": publication.version,
        "legislationPassedBy": [
            {"@type": "GovernmentOrganization", "name": name} for name in content.issuers
        ],
        "publisher": {"@type": "GovernmentOrganization", "name": series.organization.name},
        "legislationLegalForce": f"https://schema.org/{FORCE[Validity(series.validity)]}",
        "abstract": content.summary,
        "keywords": content.keywords,
        "about": content.theme,
        "inLanguage": "zh-CN",
    }
    return {name: value for name, value in values.items() if value}


def related(relations: Iterable[Relation], absolute: Any) -> dict[str, list[str]]:
    """Return the confirmed relations to documents of the library; `absolute` turns a path into an address."""
    found: dict[str, list[str]] = {}
    for relation in relations:
        name = ROLES.get(RelationRole(relation.role))
        if name and relation.target_id and relation.state == RelationState.CONFIRMED:
            found.setdefault(name, []).append(absolute(relation.target_id))
    return found


def script(data: dict[str, Any]) -> SafeString:
    """Return data for a script element, with the characters escaped that could end it."""
    return mark_safe(json.dumps(data, ensure_ascii=False, default=str).translate(ESCAPES))  # noqa: S308


def _iso(day: Any) -> str | None:
    return day.isoformat() if day else None


def _coverage(content: PublicationContent) -> str | None:
    """Return the span in which the text holds by its own dates, open at the end when it names none."""
    if content.effective_on is None:
        return None
    return f"{content.effective_on.isoformat()}/{_iso(content.expires_on) or '..'}"
