"""What a document page shows besides the text: metadata, validity, relations, files, citation. Values only, no request."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.http import urlencode

from tongming.core.publications.models import (
    Publication,
    PublicationContent,
    PublicationFile,
    Series,
    Statement,
    StatementKind,
    Validity,
)
from tongming.core.publications.queries import content_of
from tongming.core.ui.pieces import Entry, Link, PersonRole
from tongming.core.ui.text import date_in_text
from tongming.domains.documents.models import Relation, RelationRole, RelationState
from tongming.domains.documents.taxonomy import ARTICLE_20
from tongming.faces.portal.listing import ANY

CITES = {
    RelationRole.BASIS: "制定依据",
    RelationRole.IMPLEMENTS: "贯彻落实的文件",
    RelationRole.AMENDS: "本文件修改的文件",
    RelationRole.REPEALS: "本文件废止的文件",
    RelationRole.INTERPRETS: "本文件解释的文件",
    RelationRole.MENTIONS: "正文提及的文件",
}
CITED = {
    RelationRole.BASIS: "以本文件为依据的文件",
    RelationRole.IMPLEMENTS: "贯彻落实本文件的文件",
    RelationRole.AMENDS: "修改本文件的文件",
    RelationRole.REPEALS: "废止本文件的文件",
    RelationRole.INTERPRETS: "解释本文件的文件",
    RelationRole.MENTIONS: "提及本文件的文件",
}
REASONS = {
    Validity.NOT_YET: "本文件已经公布，尚未施行。",
    Validity.IN_FORCE: "",
    Validity.AMENDED: "本文件已被修改，办理事项请以修改后的文本为准。",
    Validity.PARTLY_ENDED: "本文件部分内容不再执行，其余内容仍然有效。",
    Validity.EXPIRED: "本文件已经失效，不再作为办理依据，仅供查阅。",
    Validity.REPEALED: "本文件已经废止，不再作为办理依据，仅供查阅。",
}
FILE_WORDS = {
    "text/plain": "文本",
    "text/html": "网页",
    "text/markdown": "文本",
    "text/csv": "表格",
    "application/pdf": "PDF",
    "application/ofd": "OFD",
    "application/msword": "Word",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": "Word",
    "application/vnd.ms-excel": "Excel",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": "Excel",
}
RELATIONS_SHOWN = 10


@dataclass(frozen=True)
class Banner:
    """效力提示: the state of a text on a day, since when, on which basis."""

    state: str
    reason: str
    since: date | None
    basis: Link | None
    note: str


@dataclass(frozen=True)
class RelatedItem:
    """相关文件: one related document; `mark` says what is not settled about it."""

    link: Link
    validity: str = ""
    articles: str = ""
    mark: str = ""


@dataclass(frozen=True)
class RelatedGroup:
    """相关文件组: the related documents of one role; those beyond the first stand in a fold."""

    label: str
    first: Sequence[RelatedItem]
    rest: Sequence[RelatedItem] = ()


@dataclass(frozen=True)
class Download:
    """下载: a file with its kind and size."""

    label: str
    url: str
    kind: str
    size: int
    is_original: bool


def name_of(content: PublicationContent) -> str:
    """Return 《title》（number） as citations write it."""
    number = f"（{content.doc_number}）" if content.doc_number else ""
    return f"《{content.title}》{number}"


def document_link(series: Series) -> Link | None:
    """Return the link to another document, None when its words are gone."""
    content = content_of(series)
    return Link(name_of(content), reverse("portal:document", args=[series.pk])) if content else None


def banner(statement: Statement | None, state: str | None, content: PublicationContent) -> Banner:
    """Return the validity of a text from the statement that decides it."""
    known = Validity(state) if state in Validity.values else None
    label = str(known.label) if known else "有效性未标注"
    if statement is None or known is None:
        return Banner(label, "登记时没有标注有效性，请向公开机构核实。", None, None, "")
    basis = document_link(statement.basis_series) if statement.basis_series else None
    note = f"涉及{'、'.join(statement.articles)}。" if statement.articles else ""
    reason = REASONS[known]
    if known == Validity.NOT_YET and content.effective_on:
        reason = f"本文件已经公布，自{date_in_text(content.effective_on)}起施行。"
    if known == Validity.IN_FORCE:
        reason = "现行有效。"
        note = statement.reason
    elif not basis and statement.reason:
        note = f"{note}{statement.reason}"
    since = None if known == Validity.NOT_YET else statement.valid_from
    return Banner(label, reason, since, basis, note)


def library_link(**conditions: str) -> str:
    """Return the library narrowed by conditions, whatever the validity."""
    return f"{reverse('portal:document_list')}?{urlencode({**conditions, 'validity': ANY})}"


def metadata(
    series: Series, publication: Publication, content: PublicationContent, validity: str
) -> list[Entry]:
    """Return the metadata of one disclosed document (fact sheet 5.1)."""
    theme = f"{content.theme}\\{content.subtheme}" if content.subtheme else content.theme
    conditions = {"theme": content.theme} | ({"subtheme": content.subtheme} if content.subtheme else {})
    article = content.article20
    return [
        Entry("索引号", series.index_number),
        Entry("主题分类", theme, library_link(**conditions) if theme else ""),
        Entry("体裁", content.genre),
        Entry("发文字号", content.doc_number),
        Entry(
            "发文机关",
            content.issuer_names,
            library_link(issuer=content.issuer_names) if content.issuers else "",
        ),
        Entry(
            "公开机构",
            series.organization.name,
            reverse("portal:organization", args=[series.organization_id]),
        ),
        Entry("成文日期", content.formed_on),
        _published(publication, content),
        Entry("施行日期", content.effective_on),
        Entry("失效日期", content.expires_on),
        Entry("有效性", validity),
        Entry(
            "公开方式",
            content.disclosure,
            note=f"《条例》第二十条：{ARTICLE_20[article]}" if article in ARTICLE_20 else "",
        ),
        Entry("服务对象", "、".join(content.audiences)),
        Entry("关键词", "、".join(content.keywords)),
        Entry("内容概述", content.summary, wide=True),
    ]


def _published(publication: Publication, content: PublicationContent) -> Entry:
    """Return 发布日期 with its time; of a registered file the day it was first published elsewhere, where that is known."""
    if publication.registered and content.first_published_on:
        return Entry("发布日期", content.first_published_on, note="原发布日期；本平台登记入库的文件")
    note = "本平台登记入库的时间" if publication.registered else ""
    return Entry("发布日期", publication.published_at, note=note)


def persons(publication: Publication) -> list[PersonRole]:
    """Return who drafted, reviewed and published; empty for a registered file, which has no three persons."""
    roles = (
        ("拟稿人", publication.drafter),
        ("审核人", publication.reviewer),
        ("发布人", publication.publisher),
    )
    return [PersonRole(role, person.name) for role, person in roles if person]


def citing_groups(relations: Iterable[Relation]) -> list[RelatedGroup]:
    """Return what the document cites, by role: confirmed plainly, proposals and what is not in the library so marked."""
    return _grouped(CITES, ((row, row.target) for row in relations))


def cited_groups(relations: Iterable[Relation]) -> list[RelatedGroup]:
    """Return which documents cite this one, by role."""
    return _grouped(CITED, ((row, row.source) for row in relations))


def _grouped(
    labels: dict[RelationRole, str], pairs: Iterable[tuple[Relation, Series | None]]
) -> list[RelatedGroup]:
    by_role: dict[str, list[RelatedItem]] = {}
    for relation, other in pairs:
        by_role.setdefault(relation.role, []).append(_related(relation, other))
    return [
        RelatedGroup(label, by_role[role][:RELATIONS_SHOWN], by_role[role][RELATIONS_SHOWN:])
        for role, label in labels.items()
        if role in by_role
    ]


def _related(relation: Relation, other: Series | None) -> RelatedItem:
    proposed = "待确认" if relation.state == RelationState.PROPOSED else ""
    articles = "、".join(relation.articles)
    link = document_link(other) if other else None
    if other is None or link is None:
        title = f"《{relation.cited_title}》" if relation.cited_title else ""
        number = (
            f"（{relation.cited_number}）"
            if relation.cited_title and relation.cited_number
            else relation.cited_number
        )
        return RelatedItem(Link(f"{title}{number}", ""), articles=articles, mark="尚未入库")
    return RelatedItem(link, str(other.get_validity_display()), articles, proposed)


def downloads(files: Iterable[PublicationFile]) -> list[Download]:
    """Return the files of a version, the original first."""
    return [
        Download(
            label=file.name,
            url=reverse("portal:file", args=[file.pk, file.name]),
            kind=FILE_WORDS.get(file.stored.media_type, "文件"),
            size=file.stored.size,
            is_original=file.is_original,
        )
        for file in files
    ]


def citation(content: PublicationContent) -> str:
    """Return how to cite the document: issuer, title, number, date."""
    issuer = f"{content.issuer_names}：" if content.issuers else ""
    day = f"，{date_in_text(content.formed_on)}" if content.formed_on else ""
    return f"{issuer}{name_of(content)}{day}。"


def withdrawal(statements: Iterable[Statement]) -> Statement | None:
    """Return the statement by which a text stands withdrawn, given all of them with the last recorded first."""
    shown = next((row for row in statements if row.kind == StatementKind.VISIBILITY), None)
    return shown if shown and shown.state == "withdrawn" else None
