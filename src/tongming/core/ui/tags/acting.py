"""Components for acting: forms, deeds, deadlines, files, dialogs."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, Any

from django import forms, template
from django.template.loader import render_to_string

if TYPE_CHECKING:
    from collections.abc import Sequence

    from django.utils.safestring import SafeString

    from tongming.core.ui.pieces import ClockFace, DeedChoice, OrganizationOption, Step

register = template.Library()

NOTICE_WORDS = {"info": "提示", "warn": "注意", "error": "出错", "success": "完成"}


@register.simple_block_tag(end_name="endnotice")
def notice(content: str, level: str = "info", title: str = "") -> SafeString:
    """提示: a message of level info, warn, error or success around its text."""
    values = {"content": content, "level": level, "word": NOTICE_WORDS[level], "title": title}
    return render_to_string("ui/components/notice.html", values)


@register.inclusion_tag("ui/components/form_field.html")
def form_field(field: forms.BoundField, optional_mark: bool = True) -> dict[str, Any]:
    """表单项: label, help, errors and widget of one bound field."""
    kind = getattr(field.field.widget, "input_type", "")
    grouped = field.field.widget.use_fieldset
    return {"field": field, "kind": kind, "grouped": grouped, "optional_mark": optional_mark}


@register.inclusion_tag("ui/components/error_summary.html")
def error_summary(form: forms.BaseForm) -> dict[str, Any]:
    """错误汇总: every error of a form in one place, each linked to its field."""
    return {"form": form, "fields": [field for field in form if field.errors] if form.is_bound else []}


@register.inclusion_tag("ui/components/clock_chip.html")
def clock_chip(clock: ClockFace) -> dict[str, Any]:
    """期限: what remains until the deadline, with the counted and skipped days behind it."""
    days = [(day, place < clock.elapsed) for place, day in enumerate(clock.counted)]
    return {"clock": clock, "days": days}


@register.inclusion_tag("ui/components/stepper.html")
def stepper(steps: Sequence[Step], title: str = "步骤") -> dict[str, Any]:
    """步骤条: the steps of a procedure and where it stands."""
    return {"steps": steps, "title": title}


@register.simple_block_tag(takes_context=True, end_name="enddeed_form")
def deed_form(context: template.Context, content: str, deed: DeedChoice) -> SafeString:
    """办理动作: a deed with its reason field and what it starts; further fields stand in the block."""
    values = {"deed": deed, "content": content, "csrf_token": context.get("csrf_token")}
    return render_to_string("ui/components/deed_form.html", values)


@register.inclusion_tag("ui/components/upload.html", takes_context=True)
def upload(
    context: template.Context,
    action: str,
    name: str = "file",
    accept: str = "",
    *,
    label: str = "选择文件",
    help_text: str = "",
) -> dict[str, Any]:
    """上传: a file form that works by itself; with script it shows progress."""
    token = context.get("csrf_token")
    return {
        "action": action,
        "name": name,
        "accept": accept,
        "label": label,
        "help_text": help_text,
        "csrf_token": token,
    }


@register.inclusion_tag("ui/components/organization_picker.html")
def organization_picker(
    name: str,
    options: Sequence[OrganizationOption],
    label: str = "机构",
    mode: str = "select",
    *,
    help_text: str = "",
) -> dict[str, Any]:
    """机构选择: `mode` is select (one of few), suggest (one of many, by name) or many (several)."""
    groups = [(group, list(members)) for group, members in groupby(options, key=lambda option: option.group)]
    chosen = next((option for option in options if option.selected), None)
    return {
        "name": name,
        "groups": groups,
        "options": options,
        "chosen": chosen,
        "label": label,
        "mode": mode,
        "help_text": help_text,
    }


@register.simple_block_tag(end_name="enddialog")
def dialog(content: str, identifier: str, title: str, opener: str, fallback_url: str) -> SafeString:
    """对话框: `opener` labels the link that opens it; without script the link leads to `fallback_url`."""
    values = {
        "content": content,
        "identifier": identifier,
        "title": title,
        "opener": opener,
        "fallback_url": fallback_url,
    }
    return render_to_string("ui/components/dialog.html", values)
