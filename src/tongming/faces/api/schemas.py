"""Shapes of the API's answers. Dates are ISO, absent values null; docs of each field appear on the OpenAPI page."""

from datetime import date, datetime
from typing import Any

from ninja import Field, Schema


class OrganizationBrief(Schema):
    """A body in one line (组织机构)."""

    id: int
    name: str
    kind: str = Field(description="机构类别")


class OrganizationOut(OrganizationBrief):
    """A body with what the guide must name (条例 art. 12)."""

    credit_code: str | None
    division_code: str
    established_on: date | None
    abolished_on: date | None
    address: str
    office_hours: str
    telephone: str
    disclosure_office: str
    demonstration: bool


class FileOut(Schema):
    """A file for download."""

    name: str
    media_type: str
    size: int = Field(description="字节数")
    url: str


class StatementOut(Schema):
    """A dated statement about validity or visibility (声明)."""

    kind: str
    state: str
    valid_from: date | None
    valid_to: date | None = Field(description="不含当日")
    articles: list[str]
    basis: int | None = Field(description="作为依据的文件编号")
    reason: str
    recorded_at: datetime


class RelationOut(Schema):
    """A relation to another document, proposed by the parser or confirmed by a person."""

    role: str
    state: str
    title: str
    doc_number: str
    document: int | None = Field(description="被引文件编号；未入库时为空")


class DocumentBrief(Schema):
    """A document in a list."""

    id: int
    url: str
    index_number: str | None
    title: str
    doc_number: str | None
    issuers: list[str]
    organization: OrganizationBrief
    genre: str
    theme: str
    subtheme: str
    formed_on: date | None
    published_at: datetime
    validity: str


class DocumentOut(DocumentBrief):
    """A document with text, outline, history and relations."""

    version: int
    content_hash: str = Field(description="SM3")
    disclosure: str
    audiences: list[str]
    article20: str
    keywords: list[str]
    summary: str
    effective_on: date | None
    expires_on: date | None
    withdrawn: bool
    text: str
    structure: dict[str, Any] = Field(description="同 tongming parse 的输出，另有各节点的锚点")
    files: list[FileOut]
    statements: list[StatementOut]
    relations: list[RelationOut]


class VersionOut(Schema):
    """One published version."""

    version: int
    published_at: datetime
    content_hash: str
    title: str


class DocumentPage(Schema):
    """One page of documents."""

    total: int
    page: int
    pages: int
    items: list[DocumentBrief]


class OrganizationPage(Schema):
    """One page of bodies."""

    total: int
    page: int
    pages: int
    items: list[OrganizationBrief]


class HitOut(Schema):
    """One search hit."""

    kind: str
    id: int
    title: str
    url: str
    doc_number: str | None
    issuer: str
    date: date | None
    validity: str
    snippet: str
    score: float


class FacetCount(Schema):
    """A value of a facet with its count."""

    value: str
    count: int


class SearchOut(Schema):
    """One page of search results."""

    total: int
    took_ms: float
    hits: list[HitOut]
    facets: dict[str, list[FacetCount]]
    did_you_mean: str | None
    notes: list[str]


class SuggestionOut(Schema):
    """One line offered while typing."""

    text: str
    kind: str
    url: str


class ErrorOut(Schema):
    """What was wrong, and what to do (Chinese)."""

    error: str
