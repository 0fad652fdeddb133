"""Reads the outline of a parsed document (the JSON shape of `ParsedDocument.to_dict()`) sentence by sentence.

Works on any notice. The number and heading of a clause are no task; a heading that is all a clause has is read as its
text. Sentences under an open lead (`各地要做好以下工作：`) keep that lead. A bracket of units after a sentence (`（牵头单位：…）`)
is given to the sentences before it.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from tongming.domains.oversight.rules.lexicon import PARTICULARS
from tongming.domains.oversight.rules.obligation import signals
from tongming.domains.oversight.rules.splitting import UNIT_NOTE, split
from tongming.domains.oversight.rules.units import NamedUnit, bearers, units_in_note

BACKGROUND = re.compile(
    r"指导思想|总体(?:要求|思路|目标)|基本(?:原则|情况|思路)|重要意义|重大意义|背景|目的|形势|概况|现状|定义|术语|说明|附则|适用范围|主要成效|工作回顾|存在(?:的)?问题"
)
# Chapters and articles of laws have no part that only explains; numbered sections of notices do.
EXPLAINING = frozenset({"一", "（一）", "1", "（1）"})
LAYOUT = re.compile(
    r"^(?:\d{4}年\d{1,2}月\d{1,2}日|[^。；，：]{2,40}(?:政府|办公室|办公厅|委员会|局|厅|部)|[（(][^）)]*(?:公开|件)[^）)]*[）)])$"
)


FULL_WIDTH = str.maketrans("()", "（）")


@dataclass(frozen=True)
class Sentence:
    """One sentence of a document: where it stands, what it says, whether it obliges a body and by which signals.

    `anchor` is the path of its clause ("2-1" is the first clause of the second chapter), `clause_label` what is printed
    ("二（一）"), `paragraph` counts within the clause, `lead` is what an item of a list hangs on.
    """

    order: int
    anchor: str
    clause_label: str
    paragraph: int
    text: str
    lead: str = ""
    obliging: bool = False
    signals: tuple[str, ...] = ()
    units: tuple[NamedUnit, ...] = ()

    @property
    def full(self) -> str:
        """The sentence with its lead: what a task says when it stands alone."""
        return f"{self.lead}{self.text}"


@dataclass(frozen=True)
class Place:
    """A clause while the outline is walked: its path and printed numbers, the lead above it, whether it only explains.

    `number` and `heading` are its own as printed; the heading is empty where it is all the clause has (it is its text then).
    """

    anchor: str
    label: str
    lead: str
    background: bool
    level: int = 0
    number: str = ""
    heading: str = ""
    flat: bool = False


def sentences(outline: Sequence[dict[str, Any]], *, year: int | None = None) -> list[Sentence]:
    """Return all sentences of an outline in reading order; `year` is the plan's year, for deadlines that name none."""
    found: list[Sentence] = []
    for place, paragraphs in clauses(outline):
        for number, paragraph in enumerate(paragraphs):
            found.extend(_paragraph(place, number, paragraph, year))
    return [replace(sentence, order=order) for order, sentence in enumerate(found, start=1)]


def clauses(outline: Sequence[dict[str, Any]]) -> Iterator[tuple[Place, list[str]]]:
    """Yield each clause with its paragraphs, in reading order."""
    top = Place("", "", "", background=False, flat=not any(node.get("level") for node in outline))
    for number, node in enumerate(outline, start=1):
        yield from _clause(node, number, top)


def _clause(node: dict[str, Any], number: int, above: Place) -> Iterator[tuple[Place, list[str]]]:
    heading, children = node.get("heading") or "", node.get("children") or []
    paragraphs = [line for line in (node.get("text") or "").split("\n") if line.strip()]
    if heading and not paragraphs and not children and node.get("level"):
        paragraphs, heading = [heading], ""
    preamble = node.get("kind") == "preamble" and not above.flat  # a notice without numbers is all preamble
    place = Place(
        anchor=f"{above.anchor}-{number}" if above.anchor else str(number),
        label=above.label + _label(node.get("number") or ""),
        lead=above.lead,
        background=above.background
        or preamble
        or (node.get("kind") in EXPLAINING and bool(BACKGROUND.search(heading))),
        level=int(node.get("level") or 0),
        number=node.get("number") or "",
        heading=heading,
        flat=above.flat,
    )
    yield place, paragraphs
    lead = _open_lead(paragraphs[-1]) if paragraphs and children else ""
    particulars = bool(paragraphs) and paragraphs[-1].rstrip().endswith(("：", ":")) and not lead
    below = replace(place, lead=lead or place.lead, background=place.background or particulars)
    for child_number, child in enumerate(children, start=1):
        yield from _clause(child, child_number, below)


def _label(number: str) -> str:
    """Return a printed number as it is cited: without its point, in full-width brackets."""
    return re.sub(r"[、.．\s]+$", "", number).translate(FULL_WIDTH)


def _open_lead(paragraph: str) -> str:
    """Return the last sentence of a paragraph when it ends in a colon and obliges: what follows hangs on it.

    A lead of conditions (有下列情形之一的：) is a sentence of its own, and what follows it are particulars.
    """
    last = split(paragraph)[-1].text if split(paragraph) else ""
    is_lead = last.rstrip().endswith(("：", ":")) and not PARTICULARS.search(last)
    return last if is_lead and signals(last) else ""


def _paragraph(place: Place, number: int, paragraph: str, year: int | None) -> list[Sentence]:
    found: list[Sentence] = []
    since = 0
    for piece in split(paragraph):
        text = piece.text.strip()
        note = UNIT_NOTE.match(text)
        if note and len(text) - note.end() <= 1:
            units = units_in_note(note[0])
            found[since:] = [replace(one, units=units or one.units) for one in found[since:]]
            found.append(Sentence(0, place.anchor, place.label, number, text))
            since = len(found)
            continue
        lead = piece.lead or place.lead
        found.append(_sentence(place, number, text, lead, year))
    return found


def _sentence(place: Place, number: int, text: str, lead: str, year: int | None) -> Sentence:
    is_lead = text.endswith(("：", ":")) and not PARTICULARS.search(text)
    reasons = (
        ()
        if is_lead or LAYOUT.match(text)
        else signals(f"{lead}{text}", year=year, background=place.background)
    )
    return Sentence(
        0,
        place.anchor,
        place.label,
        number,
        text,
        lead=lead,
        obliging=bool(reasons),
        signals=reasons,
        units=bearers(f"{lead}{text}") if reasons else (),
    )
