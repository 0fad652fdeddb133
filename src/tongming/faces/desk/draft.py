"""The page of a draft: the parsed draft beside the original, every field open to correction, what may be done, and its history."""

from dataclasses import dataclass
from io import BytesIO
from typing import Any

from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import redirect

from tongming.core.clock import queries as clocks
from tongming.core.files.queries import content as file_content
from tongming.core.files.sandbox import Sandbox
from tongming.core.publications import policies, queries
from tongming.core.publications.actions import EditConflict
from tongming.core.publications.models import Draft, DraftFile
from tongming.core.trail.queries import history
from tongming.core.ui.diff import compare_paragraphs
from tongming.core.ui.pieces import DiffRow, Segments
from tongming.domains.documents.actions import correct
from tongming.domains.documents.models import RelationRole
from tongming.engines.gongwen.sources.encoding import decode
from tongming.errors import UserError
from tongming.faces.desk import deeds, draft_form, presenting
from tongming.faces.desk.base import DeskView, found
from tongming.faces.desk.draft_form import DraftForm

TEXT_TYPES = {"text/plain", "text/markdown", "text/html"}
MOST_SHOWN = 200_000  # characters of an original in the page; the rest is in the file


@dataclass(frozen=True)
class Original:
    """The file a draft was made from, and its words as far as they can be shown."""

    file: DraftFile
    text: str = ""
    is_cut: bool = False


def draft_of(view: DeskView, draft_id: int) -> Draft:
    """Return a draft the viewer may know of, or answer 404."""
    rows = queries.drafts(view.viewer).select_related("publication__publisher", "series")
    row: Draft = found(rows.filter(pk=draft_id).first())
    return row


class DraftPage(DeskView):
    """一份拟稿: shown to everyone of the body, open to its drafter."""

    template_name = "desk/draft.html"
    section = "desk:drafts"

    def get(self, request: HttpRequest, draft_id: int) -> HttpResponse:
        """Show the draft."""
        return self.page(draft_of(self, draft_id))

    def post(self, request: HttpRequest, draft_id: int) -> HttpResponse:
        """Save the corrections; with errors or a conflict the page comes back with everything that was typed."""
        draft = draft_of(self, draft_id)
        form = DraftForm(request.POST)
        if not form.is_valid():
            return self.page(draft, form=form, status=422)
        try:
            with Sandbox() as sandbox:
                correct(
                    self.viewer,
                    draft,
                    form.content(),
                    revision=form.cleaned_data["revision"],
                    parse=sandbox.parse,
                    now=self.now,
                )
        except EditConflict:
            return self.conflict(draft_of(self, draft_id), form)
        except UserError as error:
            form.add_error(None, str(error))
            return self.page(draft, form=form, status=422)
        self.say("已保存。")
        return redirect("desk:draft", draft.pk)

    def conflict(self, draft: Draft, form: DraftForm) -> HttpResponse:
        """Show the version that was saved meanwhile beside what was typed; saving again takes what was typed."""
        differences = compared(draft.content, form.content())
        retry = DraftForm(
            {
                **self.request.POST.dict(),
                "audiences": form.cleaned_data["audiences"],
                "revision": draft.revision,
            }
        )
        return self.page(draft, form=retry, differences=differences, status=409)

    def page(
        self,
        draft: Draft,
        *,
        form: DraftForm | None = None,
        kept: dict[str, str] | None = None,
        differences: list[DiffRow] | None = None,
        status: int = 200,
    ) -> HttpResponse:
        """Render the draft with a form where it may be edited, else as a table."""
        entries = list(history(draft))
        files = list(queries.draft_files(draft))
        may_edit = policies.drafts.may(self.viewer, "edit", draft)
        shown = (
            may_edit or form is not None
        )  # what was typed is never lost, even when it cannot be saved any more
        form = form or DraftForm(initial=draft_form.initial_of(draft.content, draft.revision))
        return self.show(
            {
                "draft": draft,
                "state": presenting.draft_state(draft),
                "steps": presenting.steps(draft),
                "persons": presenting.persons(draft, entries),
                "clocks": [
                    presenting.clock_face(clock, self.today, self.working) for clock in clocks.running(draft)
                ],
                "findings": [(finding, draft_form.anchor(finding)) for finding in draft.findings],
                "blocked": deeds.blocks(draft.findings),
                "parsed": parsing_notes(draft.content),
                "original": original_of(files),
                "files": files,
                "form": form if shown else None,
                "groups": draft_form.grouped(form, draft.findings) if shown else [],
                "entries": presenting.content_entries(draft.content),
                "paragraphs": (draft.content.get("text") or "").splitlines(),
                "choices": deeds.draft_choices(self.viewer, draft, kept=kept),
                "history": presenting.history_nodes(entries),
                "differences": differences,
            },
            status=status,
        )


def parsing_notes(content: dict[str, Any]) -> dict[str, Any]:
    """Return what the parser took out, doubts and found: shown so that nothing is changed behind an officer's back."""
    body = content.get("body") or {}
    roles = dict(RelationRole.choices)
    return {
        "removed": body.get("removed") or [],
        "warnings": body.get("warnings") or [],
        "references": [
            (
                roles.get(reference["role"], reference["role"]),
                reference.get("title"),
                reference.get("doc_number"),
            )
            for reference in body.get("references") or []
        ],
        "tables": len(body.get("tables") or []),
        "attachments": len(body.get("attachments") or []),
        "tasks": len(body.get("tasks") or []),
    }


def original_of(files: list[DraftFile]) -> Original | None:
    """Return the original file with the words a reader sees in it; a web page is read in the sandbox like any untrusted file."""
    file = next((file for file in files if file.is_original), None)
    if file is None:
        return None
    kind = file.stored.media_type
    if kind not in TEXT_TYPES:
        return Original(file)
    data = file_content(file.stored)
    try:
        if kind == "text/html":
            with Sandbox() as sandbox:
                text = sandbox.original_text(data, file.name)
        else:
            text = decode(data, file.name)
    except UserError:
        return Original(file)
    return Original(file, text[:MOST_SHOWN], is_cut=len(text) > MOST_SHOWN)


def compared(stored: dict[str, Any], typed: dict[str, Any]) -> list[DiffRow]:
    """Return where two contents differ: each differing field as one row, the text paragraph by paragraph."""
    rows = [
        DiffRow("changed", _labelled(label, stored.get(name)), _labelled(label, typed.get(name)))
        for name, label in draft_form.labels().items()
        if name != "text" and _words(stored.get(name)) != _words(typed.get(name))
    ]
    texts = (_words(content.get("text")).strip().splitlines() for content in (stored, typed))
    return rows + [row for row in compare_paragraphs(*texts) if row.kind != "same"]


def _labelled(label: str, value: Any) -> Segments:
    return ((f"{label}：", False), (_words(value) or "（空）", True))


def _words(value: Any) -> str:
    return "、".join(value) if isinstance(value, list) else str(value or "")


class DraftFileDownload(DeskView):
    """拟稿附件: always a download, never shown in the page, since what it holds is not trusted."""

    def get(self, request: HttpRequest, draft_id: int, file_id: int) -> FileResponse:
        """Return the file as it was uploaded."""
        draft = draft_of(self, draft_id)
        file: DraftFile = found(queries.draft_files(draft).filter(pk=file_id).first())
        data = BytesIO(file_content(file.stored))
        return FileResponse(data, as_attachment=True, filename=file.name, content_type=file.stored.media_type)
