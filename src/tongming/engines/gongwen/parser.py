"""From blocks to a parsed document: repair, divide, outline, metadata, tables, tasks, references, in this order."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from .blocks import Block, Paragraph, Source, TableBlock
from .citing import citing_lines
from .dates import first_date
from .division import Annex, Division, Part, divide
from .doc_numbers import normalise_doc_number
from .documents import METADATA_KEYS, Attachment, Node, ParsedDocument, Table
from .drafts import Draft, Freezer
from .head import Head
from .metadata import addressees_of, date_of_document, disclosure_of, issuers_of
from .outline import build_outline
from .references import find_references
from .repair import join_broken_lines, remove_contents, remove_furniture
from .tables import finish_table, merge_tables
from .tasks import read_tasks
from .titles import close_up, genre_of, join_title, title_word
from .words import squeeze
from .years import year_of

_CAPTION_KINDS = ("表", "清单", "目录", "一览表", "名单", "台账", "方案", "计划", "安排")


@dataclass(slots=True)
class _Work:
    """What the steps collect."""

    removed: list[str] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)
    tables: list[Table] = field(default_factory=list)


def parse_source(source: Source, *, title: str | None = None) -> ParsedDocument:
    """Read the structure of a document out of the blocks of any reader. `title`: known from elsewhere, if the text has none."""
    work = _Work(list(source.removed), list(source.warnings))
    labels = source.metadata
    known = title or labels.get("标题") or labels.get("标题_meta")
    blocks = _repair(list(source.blocks), work)
    page_title = labels.get("page_title", "")
    division = divide(blocks, known_title=known or (page_title if genre_of(page_title) else None))
    work.removed.extend(division.head.letterhead)
    outline = _main_outline(division, work)
    attachments = tuple(
        _attachment(place, annex, work) for place, annex in enumerate(division.annexes, start=1)
    )
    _miss_annexes(division, work)
    return _assemble(division, labels, known, outline, attachments, work)


def _repair(blocks: list[Block], work: _Work) -> list[Block]:
    """Furniture out, tables together, contents out, broken lines joined."""
    blocks, furniture = remove_furniture(blocks)
    blocks, notes = merge_tables(blocks)
    blocks, contents = remove_contents(blocks)
    blocks, doubts = join_broken_lines(blocks)
    work.removed.extend([*furniture, *notes, *contents])
    work.warnings.extend(doubts)
    return blocks


def _main_outline(division: Division, work: _Work) -> tuple[Node, ...]:
    """Head and cover as level-0 nodes, then the body's outline and its closing lines."""
    drafts = _head_drafts(division.head, "head")
    if division.cover is not None:
        drafts += _part_drafts(division.cover, "cover", flat=True)
    drafts += _under_title(division.body_head, _part_drafts(division.body, "text", flat=False))
    return _freeze(drafts, "", None, work)


def _head_drafts(head: Head, role: str) -> list[Draft]:
    """The lines of a head: its title as heading, the others as text."""
    if not head.lines:
        return []
    others = list(head.lines)
    for line in head.title_lines:
        others.remove(line)
    heading = join_title(head.title_lines) if head.title_lines else None
    return [Draft("preamble", 0, heading=heading, lines=others, role=role)]


def _under_title(head: Head | None, drafts: list[Draft]) -> list[Draft]:
    """The body's own title heads its opening paragraphs when nothing else stands in its head."""
    if head is None:
        return drafts
    titles = _head_drafts(head, "title")
    if titles and drafts and drafts[0].kind == "preamble" and not titles[0].lines:
        drafts[0].heading, drafts[0].role = titles[0].heading, "title"
        return drafts
    return titles + drafts


def _part_drafts(part: Part, role: str, *, flat: bool) -> list[Draft]:
    """Text and closing lines of a part. A cover's text stays at level 0 unless it is numbered itself."""
    drafts = build_outline(part.blocks)
    for draft in drafts:
        if flat and draft.kind == "preamble":
            draft.role = role
    if part.closing:
        drafts.append(
            Draft("closing", 0, lines=[paragraph.text for paragraph in part.closing], role="signature")
        )
    return drafts


def _attachment(place: int, annex: Annex, work: _Work) -> Attachment:
    """One annex: label line as a level-0 node, then its own outline."""
    drafts = [Draft("preamble", 0, lines=[annex.label], role="label")] if annex.label else []
    drafts += _part_drafts(annex.part, "text", flat=False)
    title = join_title(annex.title_lines) if annex.title_lines else None
    return Attachment(title, _freeze(drafts, f"x{place}-", place, work), annex.label)


def _freeze(drafts: list[Draft], prefix: str, attachment: int | None, work: _Work) -> tuple[Node, ...]:
    """Nodes of one outline; its tables go to `work` with the anchor they stood after."""
    drafts = _without_empty(drafts)
    for draft in _all(drafts):
        if draft.tables:
            _take_captions(draft)
    freezer = Freezer(prefix)
    nodes = freezer.freeze(drafts)
    for block, anchor in freezer.tables:
        sheet, removed, warnings = finish_table(block)
        work.removed.extend(removed)
        work.warnings.extend(warnings)
        caption = close_up(sheet.caption) if sheet.caption else None
        work.tables.append(Table(caption, sheet.header, sheet.rows, anchor, attachment, sheet.spans))
    return nodes


def _without_empty(drafts: list[Draft]) -> list[Draft]:
    """Level-0 drafts that hold nothing but tables give them to the draft before; one that stands first stays."""
    kept: list[Draft] = []
    for draft in drafts:
        if kept and not (draft.number or draft.heading or draft.lines or draft.children):
            kept[-1].tables.extend(draft.tables)
        else:
            kept.append(draft)
    return kept


def _all(drafts: list[Draft]) -> list[Draft]:
    """All drafts of an outline."""
    found, stack = [], list(drafts)
    while stack:
        draft = stack.pop()
        found.append(draft)
        stack.extend(draft.children)
    return found


def _take_captions(draft: Draft) -> None:
    """The line right above a node's only table, when it names the table, becomes the table's title."""
    line = draft.lines[-1] if draft.lines else ""
    first = draft.tables[0]
    is_caption = (
        draft.role != "label"
        and 0 < len(line) <= 60
        and line[-1] not in "。；：，、"
        and (line.startswith("表") or (title_word(line) or "") in _CAPTION_KINDS)
    )
    if len(draft.tables) == 1 and is_caption and first.caption is None:
        draft.lines.pop()
        draft.tables[0] = TableBlock(first.rows, first.has_header, line, first.spans)


def _miss_annexes(division: Division, work: _Work) -> None:
    """Say which promised annexes the text does not hold."""
    printed = squeeze(division.body_head.title or "") if division.body_head else ""
    missing = [title for title in division.promised if squeeze(title) != printed]
    if missing and not division.annexes:
        names = "、".join(f"《{title}》" for title in missing[:5])
        work.warnings.append(f"附件说明列出了{names}，但文中没有附件内容。")


def _assemble(
    division: Division,
    labels: dict[str, str],
    known: str | None,
    outline: tuple[Node, ...],
    attachments: tuple[Attachment, ...],
    work: _Work,
) -> ParsedDocument:
    """Metadata, tasks and references on top of the outline."""
    title = _title(division, labels, known)
    number = division.head.doc_number or normalise_doc_number(labels.get("发文字号", "")) or None
    if division.head.doc_number and labels.get("发文字号"):
        number = normalise_doc_number(labels["发文字号"]) or number
    date = date_of_document(division, labels.get("成文日期"))
    year = year_of(title, date, number)
    tasks = []
    for table in work.tables:
        annex = attachments[table.attachment - 1].title if table.attachment else None
        rows, doubts = read_tasks(table, year_of(annex or table.title, None, None) or year)
        tasks.extend(rows)
        work.warnings.extend(doubts)
    citing = citing_lines(outline, attachments, work.tables, division.head.title)
    return ParsedDocument(
        title=title,
        doc_number=number,
        issuers=issuers_of(division, title, labels.get("发文机关")),
        genre=genre_of(title) if title else None,
        addressees=addressees_of(division.head.addressees),
        date=date,
        disclosure=disclosure_of(division, labels.get("公开方式")),
        outline=outline,
        attachments=attachments,
        tables=tuple(work.tables),
        references=tuple(
            find_references(
                "\n".join(line.text for line in citing),
                own_title=title,
                own_number=number,
                own_parts=_own_parts(division, attachments),
                repealed={line.text for line in citing if line.repeals},
            )
        ),
        tasks=tuple(tasks),
        removed=tuple(work.removed),
        warnings=tuple(dict.fromkeys(work.warnings)),
        metadata=_metadata(labels),
    )


def _own_parts(division: Division, attachments: tuple[Attachment, ...]) -> list[str]:
    """Titles of the body behind a cover and of the annexes."""
    titles = [
        division.body_head.title if division.body_head else None,
        *(attachment.title for attachment in attachments),
    ]
    return [title for title in [*titles, *division.promised] if title]


def _title(division: Division, labels: dict[str, str], known: str | None) -> str | None:
    """The printed title; of an order the title of what it promulgates."""
    if known:
        return close_up(known)
    head = division.head
    if head.order_body and division.body_head and division.body_head.title:
        return division.body_head.title
    if head.order_line and not head.title:
        return re.sub(r"第?[^令告]*号?$", "", head.order_line)
    return head.title or (close_up(labels["page_title"]) if labels.get("page_title") else None)


def _metadata(labels: dict[str, str]) -> dict[str, str | None]:
    """The page's own metadata under the published keys; dates as ISO where they are dates."""
    result: dict[str, str | None] = {}
    for key in METADATA_KEYS:
        value = labels.get(key)
        if value and key.endswith("_on"):
            day = first_date(value)
            value = day.isoformat() if day else value
        result[key] = value
    return result


__all__ = ["Paragraph", "parse_source"]
