"""Registration of documents that are already public (登记已公开文件): from a parsed file or a row of JSON lines."""

import hashlib
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from tongming.core.accounts.viewers import Viewer
from tongming.core.files.actions import store
from tongming.core.files.models import StoredFile
from tongming.core.organizations.models import Organization
from tongming.core.publications.actions import register_published
from tongming.core.publications.models import Validity
from tongming.domains.documents.rules import content_from_parsed
from tongming.domains.documents.search import KIND
from tongming.domains.documents.taxonomy import split_theme
from tongming.errors import UserError

STATES = {str(label): str(value) for value, label in Validity.choices}


class RowRejected(UserError):
    """A row or file of an import that cannot be taken; the message is the reason in the report."""


@dataclass(frozen=True)
class Item:
    """What one row or file of an import comes to, parsed outside any transaction."""

    content: dict[str, Any]
    identity: str
    source: str
    original: tuple[bytes, str] | None = field(default=None)


def item_from_file(parsed: dict[str, Any], data: bytes, name: str, source: str) -> Item:
    """Return what a parsed file comes to; its bytes are kept as the original for download."""
    content = content_from_parsed(parsed)
    content["title"] = content["title"] or name.rsplit(".", 1)[0]
    content["disclosure"] = content["disclosure"] or "主动公开"
    return Item(content, identity_of(content), source, (data, name))


def item_from_row(parsed: dict[str, Any], row: dict[str, Any], source: str) -> Item:
    """Return what a row comes to: the metadata it gives wins over what its parsed text shows."""
    content = content_from_parsed(parsed)
    content["title"] = str(row["title"]).strip()
    _overlay(content, row)
    return Item(content, identity_of(content, str(row.get("id") or "")), source)


def _overlay(content: dict[str, Any], row: dict[str, Any]) -> None:
    """Put the metadata a row gives over what the parser found."""
    for name, key in (
        ("doc_number", "doc_number"),
        ("date", "formed_on"),
        ("effective_date", "effective_on"),
    ):
        if row.get(name):
            content[key] = _checked(row[name], name) if key != "doc_number" else row[name]
    if row.get("pub_date"):
        content["first_published_on"] = _checked(row["pub_date"], "pub_date")
    if issuer := str(row.get("issuer") or "").strip():
        content["issuers"] = [name for name in issuer.split("、") if name]
    if row.get("subject"):
        content["theme"], content["subtheme"] = split_theme(str(row["subject"]))
    content["index_number"] = row.get("index_number") or content.get("index_number")
    if row.get("validity"):
        if row["validity"] not in STATES:
            raise RowRejected(f"validity“{row['validity']}”不在{'、'.join(STATES)}之内。")
        content["validity"] = STATES[row["validity"]]
    content["disclosure"] = str(row.get("disclosure") or content["disclosure"] or "主动公开")


def _checked(value: Any, name: str) -> str:
    try:
        return date.fromisoformat(str(value)[:10]).isoformat()
    except ValueError as error:
        raise RowRejected(f"{name}“{value}”不是日期，应写成2021-04-09的形式。") from error


def identity_of(content: dict[str, Any], given: str = "") -> str:
    """Return the identity of an imported document: its id, else issuer, number, title and date."""
    parts = (
        [given]
        if given
        else [
            "、".join(content["issuers"]),
            content["doc_number"] or "",
            content["title"],
            content["formed_on"] or "",
        ]
    )
    return hashlib.sha256("\x1f".join(["id" if given else "printed", *parts]).encode()).hexdigest()


def import_document(viewer: Viewer, item: Item, organization: Organization, *, now: datetime) -> str:
    """Register one document; returns "created", "updated" or "unchanged"."""
    files: list[tuple[StoredFile, str, bool]] = []
    if item.original:
        data, name = item.original
        files = [(store(data, name, now), name, True)]
    _, outcome = register_published(
        viewer,
        kind=KIND,
        organization_id=organization.pk,
        content=item.content,
        identity=item.identity,
        source=item.source,
        files=files,
        now=now,
    )
    return outcome
