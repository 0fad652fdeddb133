"""From rows to the API's shapes; every row has come through a query that took the viewer."""

from typing import Any

from django.urls import reverse

from tongming.core.organizations.models import Organization
from tongming.core.publications import kinds
from tongming.core.publications.models import PublicationContent, Series
from tongming.core.publications.queries import content_of, files, statements
from tongming.domains.documents.models import Relation


def organization_brief(body: Organization) -> dict[str, Any]:
    """Return a body in one line."""
    return {"id": body.pk, "name": body.name, "kind": body.get_kind_display()}


def organization(body: Organization) -> dict[str, Any]:
    """Return a body with its contact data."""
    names = (
        "credit_code",
        "division_code",
        "established_on",
        "abolished_on",
        "address",
        "office_hours",
        "telephone",
        "disclosure_office",
        "demonstration",
    )
    return {**organization_brief(body), **{name: getattr(body, name) for name in names}}


def document_brief(series: Series) -> dict[str, Any]:
    """Return a document in a list; its words are joined by the query."""
    content = content_of(series)
    assert content is not None
    assert series.current is not None
    return {
        "id": series.pk,
        "url": kinds.address(series.kind, series.pk),
        "index_number": series.index_number,
        "organization": organization_brief(series.organization),
        "published_at": series.current.published_at,
        "validity": series.get_validity_display(),
        **_columns(content, "title", "doc_number", "issuers", "genre", "theme", "subtheme", "formed_on"),
    }


def document(series: Series, relations: list[Relation]) -> dict[str, Any]:
    """Return a whole document."""
    content = content_of(series)
    assert content is not None
    assert series.current is not None
    names = (
        "disclosure",
        "audiences",
        "article20",
        "keywords",
        "summary",
        "effective_on",
        "expires_on",
        "text",
    )
    return {
        **document_brief(series),
        **_columns(content, *names),
        "version": series.current.version,
        "content_hash": series.current.content_hash,
        "withdrawn": not series.listed,
        "structure": content.body,
        "files": [file_values(file) for file in files(series.current)],
        "statements": [statement_values(statement) for statement in statements(series)],
        "relations": [relation_values(relation) for relation in relations],
    }


def _columns(content: PublicationContent, *names: str) -> dict[str, Any]:
    return {name: getattr(content, name) for name in names}


def file_values(file: Any) -> dict[str, Any]:
    """Return a file for download."""
    return {
        "name": file.name,
        "media_type": file.stored.media_type,
        "size": file.stored.size,
        "url": reverse("portal:file", args=[file.pk, file.name]),
    }


def statement_values(statement: Any) -> dict[str, Any]:
    """Return a statement."""
    names = ("kind", "state", "valid_from", "valid_to", "articles", "reason", "recorded_at")
    return {**{name: getattr(statement, name) for name in names}, "basis": statement.basis_series_id}


def relation_values(relation: Relation) -> dict[str, Any]:
    """Return a relation of a document to another."""
    return {
        "role": relation.role,
        "state": relation.state,
        "title": relation.cited_title,
        "doc_number": relation.cited_number,
        "document": relation.target_id,
    }
