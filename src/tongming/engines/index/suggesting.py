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
    from collections.abc import Iterator

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
    """Titles that begin with what was typed, those that have it anywhere, those where the last syllable goes on."""
    rows = sound.typed_units(typed)
    found: dict[str, Suggestion] = {}
    for first, is_open in ((True, False), (False, False), (False, True)):
        if len(found) >= limit:
            break
        queries = [
            _row(reader, row, first=first, is_open=is_open) for row in rows if not is_open or _goes_on(row)
        ]
        if not queries:
            continue
        either = Query.boolean_query([(Occur.Should, query) for query in queries])
        for record_key, title, url, _ in _read(reader, Query.const_score_query(either, 1.0), limit, filters):
            found.setdefault(title, Suggestion(title, "title", record_key, url))
    return list(found.values())


def _goes_on(row: tuple[str, ...]) -> bool:
    """Whether the last unit is a syllable that longer syllables begin with (zhen, zheng)."""
    return row[-1] in sound.longer_syllables()


def _row(reader: Reader, row: tuple[str, ...], *, first: bool, is_open: bool) -> Query:
    """The units at consecutive places; the last one may go on when it is `is_open` or no syllable yet."""
    terms = sound.row_terms(row, first=first)
    last = row[-1]
    if len(last) > 1 and last.isascii() and (is_open or last not in sound.syllables()):
        return Query.phrase_prefix_query(reader.schema, "sound", list(terms))
    if len(terms) == 1:
        return reader.planner.term("sound", terms[0][1])
    return Query.phrase_query(reader.schema, "sound", list(terms))


def _read(
    reader: Reader, query: Query, limit: int, filters: Filters
) -> Iterator[tuple[str, str, str, str | None]]:
    """(key, title, url, document number) of the best records; ends after `limit` different titles."""
    asked = reader.filtered(query, filters)
    found = reader.searcher.search(asked, limit * _READ, count=False, weight_by_field="rank").hits
    titles: set[str] = set()
    for _, address in found:
        meta = reader.meta(address)
        titles.add(meta[3])
        yield meta[0], meta[3], meta[4], meta[5]
        if len(titles) >= limit:
            return
