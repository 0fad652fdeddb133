"""Drafts of documents: received as files or pasted text, corrected by hand, opened anew from what is published.

Files are judged and parsed in the sandbox before the transaction of the deed.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol

from django.conf import settings

from tongming.core.accounts.viewers import Viewer
from tongming.core.files.actions import store
from tongming.core.files.rules import refuse_oversize
from tongming.core.process.table import DeedRefused
from tongming.core.publications.actions import create_draft, edit
from tongming.core.publications.content import DATE_FIELDS
from tongming.core.publications.models import Draft, PublicationContent, Series
from tongming.core.publications.queries import content_of, files
from tongming.domains.documents.rules import content_from_parsed, corrected_content
from tongming.domains.documents.search import KIND
from tongming.errors import UserError

Parse = Callable[[bytes, str, str | None], dict[str, Any]]
COPIED = (
    "title",
    "doc_number",
    "issuers",
    "genre",
    "theme",
    "subtheme",
    "audiences",
    "article20",
    "disclosure",
    "summary",
    "keywords",
    "body",
    "text",
)


@dataclass(frozen=True)
class Received:
    """What came of one file: its draft, or the sentence that says why there is none."""

    name: str
    draft: Draft | None = None
    problem: str = ""


class Upload(Protocol):
    """An uploaded file as the web framework hands it over, not yet in memory."""

    @property
    def name(self) -> str | None:
        """Return the name it had on the officer's machine."""

    @property
    def size(self) -> int | None:
        """Return the number of bytes."""

    def read(self) -> bytes:
        """Return the content."""
        ...


def read_upload(upload: Upload) -> bytes:
    """Return the content of an upload; one that is too large is refused unread."""
    refuse_oversize(upload.size or 0, upload.name or "未命名", settings.UPLOAD_LIMIT_BYTES)
    return upload.read()


def receive_files(
    viewer: Viewer, organization_id: int, uploads: Iterable[Upload], *, parse: Parse, now: datetime
) -> list[Received]:
    """Make a draft of each uploaded file (收件); one that cannot be taken does not stop the others."""
    outcomes: list[Received] = []
    for upload in uploads:
        name = upload.name or "未命名"
        try:
            data = read_upload(upload)
            stored = store(data, name, now)
            content = content_from_parsed(parse(data, name, None))
            content["title"] = content["title"] or name.rsplit(".", 1)[0]
            draft = create_draft(
                viewer,
                kind=KIND,
                organization_id=organization_id,
                content=content,
                files=[(stored, name, True)],
                now=now,
            )
            outcomes.append(Received(name, draft))
        except UserError as error:
            outcomes.append(Received(name, problem=str(error)))
    return outcomes


def receive_text(viewer: Viewer, organization_id: int, text: str, *, parse: Parse, now: datetime) -> Draft:
    """Make a draft of pasted text; there is no original file then."""
    content = content_from_parsed(parse(text.encode(), "粘贴的正文.txt", None))
    return create_draft(viewer, kind=KIND, organization_id=organization_id, content=content, now=now)


def correct(
    viewer: Viewer, draft: Draft, fields: dict[str, Any], *, revision: int, parse: Parse, now: datetime
) -> Draft:
    """Save corrected fields (修改); a changed text is parsed anew so that outline, tables and references follow it."""
    changed = str(fields["text"]).strip() != str(draft.content.get("text", "")).strip()
    parsed = (
        parse(fields["text"].encode(), "正文.txt", fields["title"] or None)
        if changed and fields["text"]
        else None
    )
    content = corrected_content(draft.content, fields, parsed)
    return edit(viewer, draft, content, revision=revision, now=now)


def open_new_version(viewer: Viewer, series: Series, *, now: datetime) -> Draft:
    """Open a draft of the next version with the words and files of the present one (起草新版本)."""
    content = content_of(series)
    if content is None or series.current is None:
        raise DeedRefused("该文件已清除，不能再发布新版本。")
    copies = [(file.stored, file.name, file.is_original) for file in files(series.current)]
    return create_draft(
        viewer,
        kind=series.kind,
        organization_id=series.organization_id,
        content=content_values(content),
        files=copies,
        series=series,
        now=now,
    )


def content_values(content: PublicationContent) -> dict[str, Any]:
    """Return published words in the shape a draft keeps them."""
    dates = {name: getattr(content, name) for name in DATE_FIELDS}
    return {**{name: getattr(content, name) for name in COPIED}, **dates}
