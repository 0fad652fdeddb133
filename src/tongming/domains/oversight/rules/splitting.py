"""Cuts a paragraph into sentences where a sentence really ends.

Order: pairs of quotes and brackets are matched first, then 。！？ outside of them end a sentence, then a ； between
clauses ends a piece. A ；-joined item keeps the lead it hangs on (`各地要做到：…；…`, `各地要…；…`) as a value of
its own, so that its text stays verbatim. A bracket after the stop that names units is a piece of its own. Nothing
is dropped: the texts of all pieces of a paragraph, put together, are the paragraph.
"""

import re
from dataclasses import dataclass

OPENING = {"“": "”", "‘": "’", "《": "》", "〈": "〉", "「": "」", "『": "』", "【": "】", "〔": "〕", "（": "）", "(": ")", "[": "]"}  # fmt: skip
# A text typed in two hands mixes the widths of brackets.
CLOSES = {closing: opening for opening, closing in OPENING.items()} | {")": "（", "）": "（"}
ALIKE = {"(": "（"}
QUOTES = frozenset("“‘《〈「『")
SPEECH = frozenset("“‘「『")
STOPS = frozenset("。！？!?")
SEMICOLONS = frozenset("；;")
GOES_ON = frozenset("，、；：。的等”’」』")
UNIT_NOTE = re.compile(
    r"[（(][^（()）]*(?:单位|牵头|负责|配合|按职责|参加)[^（()）]*(?:[（(][^（()）]*[）)][^（()）]*)*[）)]"
)
SUBJECT_LEAD = re.compile(r"^[^，。；：、]{1,24}?(?:应当|必须|不得|[要应须])")
MASK = "＊"


@dataclass(frozen=True)
class Piece:
    """One sentence, or one item of a ；-joined list with the lead it hangs on."""

    text: str
    lead: str = ""


def pairs(text: str) -> list[tuple[int, int]]:
    """Return the (opening, closing) places of matched quotes and brackets; unmatched ones are left out."""
    stack: list[tuple[str, int]] = []
    found: list[tuple[int, int]] = []
    for place, character in enumerate(text):
        if character in OPENING:
            stack.append((ALIKE.get(character, character), place))
        elif character in CLOSES:
            wanted = CLOSES[character]
            depth = next((n for n in range(len(stack) - 1, -1, -1) if stack[n][0] == wanted), None)
            if depth is not None:
                found.append((stack[depth][1], place))
                del stack[depth:]
    return found


def enclosed(text: str) -> list[bool]:
    """Tell for each character whether it stands inside matched quotes or brackets (the marks themselves included)."""
    inside = [False] * len(text)
    for start, end in pairs(text):
        inside[start : end + 1] = [True] * (end + 1 - start)
    return inside


def masked(text: str, *, brackets: bool = True) -> str:
    """Return the text with everything quoted (and bracketed) covered, same length: a title such as 《…要点》 obliges nobody."""
    characters = list(text)
    for start, end in pairs(text):
        if brackets or text[start] in QUOTES:
            characters[start : end + 1] = MASK * (end + 1 - start)
    return "".join(characters)


def split(paragraph: str) -> list[Piece]:
    """Return the pieces of a paragraph in order."""
    pieces: list[Piece] = []
    for sentence in _sentences(paragraph):
        pieces.extend(_items(sentence))
    return pieces


def _sentences(paragraph: str) -> list[str]:
    inside = enclosed(paragraph)
    speech = _speech_ends(paragraph)
    found: list[str] = []
    start = 0
    for place, character in enumerate(paragraph):
        following = paragraph[place + 1 : place + 2]
        ends = character in STOPS and not inside[place] and following not in STOPS
        if ends or place in speech:
            found.extend(_unit_notes(paragraph[start : place + 1]))
            start = place + 1
    found.extend(_unit_notes(paragraph[start:]))
    return [sentence for sentence in found if sentence.strip()]


def _speech_ends(paragraph: str) -> frozenset[int]:
    """Return where a quotation closes that is a sentence itself: it opens after a colon or at the start and has its own stop.

    A quoted name that merely contains a stop (坚持“公开为常态。”原则) ends nothing.
    """
    ends = set()
    for start, end in pairs(paragraph):
        opens = paragraph[start] in SPEECH and paragraph[start - 1 : start] in {"", "：", ":"}
        if opens and paragraph[end - 1] in STOPS and paragraph[end + 1 : end + 2] not in GOES_ON:
            ends.add(end)
    return frozenset(ends)


def _unit_notes(sentence: str) -> list[str]:
    """Cut off a bracket that opens the sentence and names units: it belongs to the sentence before."""
    note = UNIT_NOTE.match(sentence)
    if not note:
        return [sentence]
    end = note.end() + (
        1 if sentence[note.end() : note.end() + 1] in STOPS and note.end() < len(sentence) else 0
    )
    return [sentence[:end], *_unit_notes(sentence[end:])] if sentence[end:] else [sentence[:end]]


def _items(sentence: str) -> list[Piece]:
    inside = enclosed(sentence)
    cuts = [
        n + 1
        for n, c in enumerate(sentence)
        if c in SEMICOLONS and not inside[n] and sentence[n + 1 :].strip()
    ]
    if not cuts:
        return [Piece(sentence)]
    texts = [sentence[a:b] for a, b in zip([0, *cuts], [*cuts, len(sentence)], strict=True)]
    lead = _lead(texts[0])
    by_subject = bool(lead) and lead[-1] not in "：:"
    return [Piece(texts[0])] + [
        Piece(text, "" if by_subject and SUBJECT_LEAD.match(masked(text)) else lead) for text in texts[1:]
    ]


def _lead(first: str) -> str:
    """Return what a list hangs on: the words up to the colon, else subject and modal word of its first item."""
    inside = enclosed(first)
    colon = next((n for n, c in enumerate(first) if c in "：:" and not inside[n]), None)
    if colon is not None:
        return first[: colon + 1]
    subject = SUBJECT_LEAD.match(masked(first))
    return first[: subject.end()] if subject else ""
