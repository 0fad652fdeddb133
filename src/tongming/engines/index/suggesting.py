"""Suggestions while typing (搜索联想): curated phrases, document numbers and titles, by characters or by pinyin.

What was typed is read as a row of characters, syllables and initials (`sound.typed_units`), and looked for as a phrase
over the `sound` field; titles that begin so come first, then by rank. No structure besides the index is kept.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from tantivy import Occur, Query

from . import numbers, segment, sound
from .records import Filters, Suggestion

if TYPE_CHECKING:
    from .reader import Reader

MAX_TYPED = 40
MAX_PHRASES = 3
_READ = 3  # titles read for each one shown, because versions share a title


def suggest(reader: Reader, typed: str, limit: int, filters: Filters) -> list[Suggestion]:
    """Up to `limit` lines, phrases before numbers before titles; nothing for an empty input."""
    typed = segment.fold(typed[:MAX_TYPED]).strip()
    if not segment.squeeze(typed) or limit < 1:
        return []
    found = [Suggestion(phrase, "phrase") for phrase in _phrases(reader, typed)]
    found += _numbers(reader, typed, limit, filters)
    if len(found) < limit:
        found += _titles(reader, typed, limit, filters)
    return list({suggestion.text: suggestion for suggestion in reversed(found)}.values())[::-1][:limit]


def _phrases(reader: Reader, typed: str) -> list[str]:
    wanted = segment.squeeze(typed)
    matching = [
        phrase
        for phrase, full, initials in phrase_sounds()
        if phrase != wanted
        and (phrase.startswith(wanted) or full.startswith(wanted) or initials.startswith(wanted))
    ]
    known = [(reader.searcher.doc_freq("words", phrase), phrase) for phrase in matching]
    return [
        phrase for frequency, phrase in sorted(known, key=lambda pair: -pair[0])[:MAX_PHRASES] if frequency
    ]


@lru_cache(maxsize=1)
def phrase_sounds() -> tuple[tuple[str, str, str], ...]:
    """(phrase, full pinyin, initials) of every word of the lexicon."""
    rows = []
    for phrase in segment.lexicon():
        names = [sound.readings().get(character, (character,))[0] for character in phrase]
        rows.append((phrase, "".join(names), "".join(name[0] for name in names)))
    return tuple(rows)


def _numbers(reader: Reader, typed: str, limit: int, filters: Filters) -> list[Suggestion]:
    """Records whose number begins with what was typed, in any brackets."""
    key = numbers.number_key(typed)
    if not any(character.isdigit() for character in key):
        return []
    query = Query.phrase_prefix_query(reader.schema, "number", [key])
    return [
        Suggestion(f"{doc_number} {title}", "number", record_key, url)
        for record_key, title, url, doc_number in _read(reader, query, limit, filters)
        if doc_number and numbers.number_key(doc_number).startswith(key)
    ]


def _titles(reader: Reader, typed: str, limit: int, filters: Filters) -> list[Suggestion]:
    """Titles that begin with what was typed, then those that have it anywhere."""
    rows = sound.typed_units(typed)
    found: dict[str, Suggestion] = {}
    for first in (True, False):
        clauses = [(Occur.Should, _row(reader, row, first=first)) for row in rows]
        if len(found) >= limit or not clauses:
            break
        query = Query.const_score_query(Query.boolean_query(clauses), 1.0)
        for record_key, title, url, _ in _read(reader, query, limit, filters):
            found.setdefault(title, Suggestion(title, "title", record_key, url))
    return list(found.values())


def _row(reader: Reader, row: tuple[str, ...], *, first: bool) -> Query:
    """The units at consecutive places; the last one may go on when it is unfinished Latin letters."""
    terms = sound.row_terms(row, first=first)
    last = terms[-1][1]
    if len(row[-1]) > 1 and row[-1].isascii():
        return Query.phrase_prefix_query(reader.schema, "sound", list(terms))
    if len(terms) == 1:
        return reader.planner.term("sound", last)
    return Query.phrase_query(reader.schema, "sound", list(terms))


def _read(
    reader: Reader, query: Query, limit: int, filters: Filters
) -> list[tuple[str, str, str, str | None]]:
    """(key, title, url, document number) of the best records."""
    asked = reader.filtered(query, filters)
    found = reader.searcher.search(asked, limit * _READ, count=False, weight_by_field="rank").hits
    metas = [reader.meta(address) for _, address in found]
    return [(meta[0], meta[3], meta[4], meta[5]) for meta in metas]
