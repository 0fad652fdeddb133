"""The form of a draft: every metadata field of the disclosure catalogue, grouped as officers think of them."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django import forms

from tongming.core.publications.content import DATE_FIELDS, LIST_FIELDS, TEXT_FIELDS
from tongming.domains.documents.taxonomy import ARTICLE_20, AUDIENCES, DISCLOSURES, GENRES, THEMES

BLANK = ("", "请选择")
BETWEEN = "\\"  # 综合政务\政务公开, as the State Council's document library writes it
GROUPS = (
    ("文件", ("title", "doc_number", "issuers", "genre")),
    ("日期", ("formed_on", "first_published_on", "effective_on", "expires_on")),
    ("分类与公开", ("classification", "article20", "disclosure", "audiences")),
    ("内容", ("summary", "keywords", "text")),
)
# Findings name the fields of the content; two of those are one choice in the form.
SHOWN_AT = {"theme": "classification", "subtheme": "classification"}
SEPARATORS = re.compile(r"[、，,；;\n]+")


def theme_choices() -> list[Any]:
    """Return the 22 themes with their subthemes as one grouped list, which needs no script to be dependent."""
    groups: list[Any] = [BLANK]
    for theme, subthemes in THEMES.items():
        options = [(f"{theme}{BETWEEN}", f"{theme}（不分子类）")]
        options += [(f"{theme}{BETWEEN}{subtheme}", f"{theme}＞{subtheme}") for subtheme in subthemes]
        groups.append((theme, options))
    return groups


class DraftForm(forms.Form):
    """拟稿内容. Nothing is required here: an unfinished draft can be saved, the checks say what publication needs."""

    title = forms.CharField(
        label="标题", required=False, max_length=500, widget=forms.Textarea(attrs={"rows": 2})
    )
    doc_number = forms.CharField(
        label="发文字号", required=False, max_length=80, help_text="各种括号都可以，保存时统一为〔〕。"
    )
    issuers = forms.CharField(
        label="发文机关",
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="联合发文的，一行写一个机关。",
    )
    genre = forms.ChoiceField(
        label="体裁", required=False, choices=[BLANK, *((word, word) for word in GENRES)]
    )
    formed_on = forms.DateField(label="成文日期", required=False)
    first_published_on = forms.DateField(
        label="原发布日期", required=False, help_text="此前已在别处公开的才填。"
    )
    effective_on = forms.DateField(label="施行日期", required=False)
    expires_on = forms.DateField(
        label="失效日期", required=False, help_text="不再有效的第一天，即有效期届满的次日。"
    )
    classification = forms.ChoiceField(label="主题分类", required=False, choices=theme_choices)
    article20 = forms.ChoiceField(
        label="法定主动公开事项",
        required=False,
        choices=[BLANK, *((code, f"第{code[3:]}项 {words}") for code, words in ARTICLE_20.items())],
        help_text="《政府信息公开条例》第二十条。",
    )
    disclosure = forms.ChoiceField(
        label="公开方式", required=False, choices=[BLANK, *((word, word) for word in DISCLOSURES)]
    )
    audiences = forms.MultipleChoiceField(
        label="服务对象",
        required=False,
        choices=[(word, word) for word in AUDIENCES],
        widget=forms.CheckboxSelectMultiple,
    )
    summary = forms.CharField(
        label="内容概述", required=False, max_length=2000, widget=forms.Textarea(attrs={"rows": 4})
    )
    keywords = forms.CharField(label="关键词", required=False, help_text="用顿号隔开。")
    text = forms.CharField(
        label="正文",
        required=False,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 24}),
        help_text="一行一段。改动正文后，层次、表格和引用按新的正文重新识别。",
    )
    revision = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Use the browser's date fields, whose value is always an ISO date."""
        super().__init__(*args, **kwargs)
        for name in DATE_FIELDS:
            self.fields[name].widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
            self.fields[name].error_messages["invalid"] = "不是日期，应写成2021-04-09的形式。"

    def content(self) -> dict[str, Any]:
        """Return the cleaned fields in the shape a draft keeps them."""
        values = self.cleaned_data
        theme, _, subtheme = values["classification"].partition(BETWEEN)
        fields: dict[str, Any] = {name: values[name] for name in TEXT_FIELDS if name in values}
        fields |= {name: values[name].isoformat() if values[name] else None for name in DATE_FIELDS}
        fields |= {"issuers": split(values["issuers"]), "keywords": split(values["keywords"])}
        fields["text"] = values["text"].replace("\r\n", "\n")
        fields["title"] = " ".join(values["title"].split())
        return {
            **fields,
            "audiences": values["audiences"],
            "doc_number": values["doc_number"],
            "theme": theme,
            "subtheme": subtheme,
        }


def split(text: str) -> list[str]:
    """Return the words of a field that holds several, each once, in order."""
    return list(dict.fromkeys(word.strip() for word in SEPARATORS.split(text) if word.strip()))


def initial_of(content: dict[str, Any], revision: int) -> dict[str, Any]:
    """Return what the form shows of a draft's content."""
    theme = content.get("theme") or ""
    plain = {name: content.get(name) or "" for name in (*TEXT_FIELDS, *DATE_FIELDS, "doc_number")}
    return {
        **plain,
        "issuers": "\n".join(content.get("issuers") or []),
        "keywords": "、".join(content.get("keywords") or []),
        "audiences": content.get("audiences") or [],
        "classification": f"{theme}{BETWEEN}{content.get('subtheme') or ''}" if theme else "",
        "revision": revision,
    }


@dataclass(frozen=True)
class FieldRow:
    """A field with what the checks found about it."""

    field: forms.BoundField
    findings: tuple[dict[str, Any], ...]


def anchor(finding: dict[str, Any]) -> str:
    """Return the id of the form field a finding is about, or an empty string."""
    name = SHOWN_AT.get(finding["field"], finding["field"])
    return f"id_{name}" if name in DraftForm.base_fields else ""


def grouped(form: DraftForm, findings: Sequence[dict[str, Any]]) -> list[tuple[str, list[FieldRow]]]:
    """Return the fields in their groups, each with its findings beside it."""
    return [(label, [_row(form[name], findings) for name in names]) for label, names in GROUPS]


def _row(field: forms.BoundField, findings: Iterable[dict[str, Any]]) -> FieldRow:
    about = tuple(f for f in findings if SHOWN_AT.get(f["field"], f["field"]) == field.name)
    return FieldRow(field, about)


def labels() -> dict[str, str]:
    """Return the Chinese label of every content field, for comparisons."""
    texts = {name: label for name, (label, _) in TEXT_FIELDS.items()}
    return {**texts, **DATE_FIELDS, **LIST_FIELDS, "doc_number": "发文字号"}
