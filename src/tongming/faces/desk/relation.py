"""Decision on a relation the parser found: what the one document says of the other, and what confirming it will change."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from tongming.core.accounts.viewers import Viewer
from tongming.core.process.table import Deed
from tongming.core.publications import policies
from tongming.core.publications.models import Validity
from tongming.core.publications.queries import content_of
from tongming.core.ui.pieces import DeedChoice
from tongming.core.ui.text import date_in_text
from tongming.domains.documents import actions, queries
from tongming.domains.documents.models import Relation, RelationRole
from tongming.domains.documents.process import RELATION
from tongming.errors import UserError
from tongming.faces.desk.base import DeskView, found

CHANGING = {RelationRole.REPEALS, RelationRole.AMENDS}


def relation_case(viewer: Viewer, relation: Relation, kept: dict[str, str] | None = None) -> dict[str, Any]:
    """Return the context of a relation: both documents, the effect before it happens, and the choice."""
    target = relation.target
    return {
        "relation": relation,
        "source_content": content_of(relation.source),
        "target_content": content_of(target) if target else None,
        "effect": effect_words(viewer, relation),
        "choices": choices(viewer, relation, kept or {}),
    }


def effect_words(viewer: Viewer, relation: Relation) -> str:
    """Return in one sentence what confirming the relation does to the cited document."""
    effect = queries.effect_of(relation, viewer.on)
    if effect is None:
        return "两份文件互相链接，不改变有效性。"
    articles = f"（{'、'.join(effect.articles)}）" if effect.articles else ""
    state = Validity(effect.state).label
    until = f"至{date_in_text(effect.valid_to)}前" if effect.valid_to else ""
    return (
        f"被引文件自{date_in_text(effect.valid_from)}起{until}标注为“{state}”{articles}，并以本文件为依据。"
    )


def choices(viewer: Viewer, relation: Relation, kept: dict[str, str]) -> list[DeedChoice]:
    """Return what may be decided, with the reason where it may not."""
    open_deeds = RELATION.possible(relation.state, viewer, relation.source.organization_id)
    return [_choice(viewer, relation, deed, kept) for deed in open_deeds]


def _choice(viewer: Viewer, relation: Relation, deed: Deed, kept: dict[str, str]) -> DeedChoice:
    mine = kept.get("deed") == deed.name
    return DeedChoice(
        deed.name,
        deed.label,
        reverse("desk:relation", args=[relation.pk]),
        description="确认原文确有此意。" if deed.name == "confirm" else "原文没有这个意思，或识别有误。",
        starts=(effect_words(viewer, relation),) if deed.name == "confirm" else (),
        reason_label="理由" if deed.needs_reason else "说明",
        reason_required=deed.needs_reason,
        reason=kept.get("reason", "") if mine else "",
        error=kept.get("error", "") if mine else "",
        refused_because=_refusal(viewer, relation) if deed.name == "confirm" else "",
        sharp=deed.name == "confirm" and relation.role in CHANGING,
    )


def _refusal(viewer: Viewer, relation: Relation) -> str:
    """Return why the relation cannot be confirmed yet or not by this person."""
    if relation.role not in CHANGING:
        return ""
    if relation.target is None:
        return "被引文件尚未入库，登记该文件之后才能确认。"
    if not policies.series.may(viewer, "state_validity", relation.target):
        return "确认会改变被引文件的有效性，应由该文件所属机构的发布人、办公室负责人或主管人员办理。"
    return ""


class RelationPage(DeskView):
    """一条文件关系: shown with its effect, confirmed or dismissed."""

    template_name = "desk/relation.html"
    section = "desk:inbox"

    def get(self, request: HttpRequest, relation_id: int) -> HttpResponse:
        """Show the relation."""
        relation = found(queries.relation(self.viewer, relation_id))
        return self.show(relation_case(self.viewer, relation))

    def post(self, request: HttpRequest, relation_id: int) -> HttpResponse:
        """Confirm or dismiss; a refusal comes back with what was typed."""
        relation = found(queries.relation(self.viewer, relation_id))
        name, reason = request.POST.get("deed", ""), request.POST.get("reason", "").strip()
        try:
            if name == "confirm":
                actions.confirm(self.viewer, relation, reason=reason, now=self.now)
                self.say("已确认这条文件关系。")
            elif name == "dismiss":
                actions.dismiss(self.viewer, relation, reason=reason, now=self.now)
                self.say("已排除这条文件关系。")
            else:
                return self.show(relation_case(self.viewer, relation), status=422)
        except UserError as error:
            kept = {"deed": name, "reason": reason, "error": str(error)}
            return self.show(relation_case(self.viewer, relation, kept), status=422)
        if request.POST.get("back") == "inbox":
            return redirect("desk:inbox")
        return redirect("desk:series", relation.source_id)
