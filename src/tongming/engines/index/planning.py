"""From the tree of a query to Tantivy queries: what must match, what is optional, what weighs more.

Plain words are tried strictly first: all of them must occur. Where that finds too little, they are relaxed: any one of
two, any two of the most telling (rarest) ones of three and more, texts with all words first. So a sentence
finds what it is about although no text has all its words. Words that ask instead of naming (怎么、是否…) and
single characters add to the score and are never required. A short query that falls to single characters is
a piece of a longer word: a text that has it character by character matches too.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import lru_cache, partial
from typing import TYPE_CHECKING

import tantivy
from tantivy import Occur, Query

from . import numbers, segment
from .language import All, Either, Node, Not, Number, Phrase, Words
from .snippets import Marks

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

TITLE_BOOST = 2.0
TITLE_PHRASE_BOOST = 3.0
OWN_NUMBER_SCORE = 1000.0
MENTION_SCORE = 30.0
MAX_WORDS = 40
MAX_PIECE = 12  # characters of a piece of a word that is looked for as it stands
MOST_TELLING = 6
ENOUGH = 10  # results with all of three and more words that make relaxing needless
ALL_WORDS_SCORE = 10.0
Clause = tuple[Occur, Query]


@dataclass(frozen=True, slots=True)
class Plan:
    """The strict query, how to relax it if that is possible and when, what to mark, notes for the reader."""

    query: Query
    marks: Marks
    relax: Callable[[], Query] | None = None
    enough: int = 0
    notes: tuple[str, ...] = ()


class Planner:
    """Builds queries for one searcher (which tells what numbers exist)."""

    def __init__(self, schema: tantivy.Schema, searcher: tantivy.Searcher) -> None:
        self.schema = schema
        self.searcher = searcher

    def plan(self, tree: Node | None) -> Plan:
        """The queries of a tree; everything for an empty one."""
        if tree is None:
            return Plan(Query.all_query(), Marks())
        words = _loose_words(tree)
        relax = lru_cache(maxsize=1)(partial(self._query, tree, relaxed=True)) if len(words) > 1 else None
        enough = 1 if len(words) == 2 else ENOUGH
        return Plan(self._query(tree), self._marks(tree), relax, enough, self._notes(tree))

    def _marks(self, tree: Node) -> Marks:
        """What to mark; the rarest of the leading words first, those that no text has left out."""
        marks = marks_of(tree)
        frequencies = {word: self.searcher.doc_freq("words", word) for word in marks.leading}
        leading = sorted(filter(frequencies.get, marks.leading), key=frequencies.__getitem__)
        return replace(marks, leading=tuple(leading))

    def _notes(self, tree: Node) -> tuple[str, ...]:
        if isinstance(tree, Number) and self._known_key(tree.key) is None:
            return (f"没有文号是“{tree.text}”的文件，已按词语检索。",)
        return ()

    def term(self, field: str, value: str) -> Query:
        """One exact term of a field."""
        return Query.term_query(self.schema, field, value)

    def _query(self, node: Node, *, relaxed: bool = False) -> Query:
        if isinstance(node, Words):
            return self._words(node, relaxed=relaxed)
        if isinstance(node, Phrase):
            return self.phrase(node.text, node.field)
        if isinstance(node, Number):
            return self._number(node)
        if isinstance(node, Either):
            return Query.boolean_query(
                [(Occur.Should, self._query(part, relaxed=relaxed)) for part in node.parts]
            )
        return self._every(node.parts if isinstance(node, All) else (node,), relaxed=relaxed)

    def _every(self, parts: tuple[Node, ...], *, relaxed: bool) -> Query:
        clauses: list[Clause] = []
        for part in parts:
            if isinstance(part, Not):
                clauses.append((Occur.MustNot, self._query(part.part)))
            else:
                clauses.append((Occur.Must, self._query(part, relaxed=relaxed)))
        if all(occur == Occur.MustNot for occur, _ in clauses):
            clauses.append((Occur.Must, Query.all_query()))
        return Query.boolean_query(clauses)

    # -- words

    def _words(self, node: Words, *, relaxed: bool) -> Query:
        if node.field == "issuer":
            return self._issuer(node.text)
        if node.field == "text":
            return self.phrase(node.text, "text")
        if node.field == "title":
            return self._title(node.text)
        return self._relaxed(node.text) if relaxed and not node.strict else self._strict(node.text)

    def _issuer(self, text: str) -> Query:
        """All words of the name; a word that no name has is taken apart into characters."""
        words = [word for word, _, _ in segment.cut(segment.fold(text), whole=True)]
        known = [[word] if self.searcher.doc_freq("issuer_words", word) else list(word) for word in words]
        terms = dict.fromkeys(term for group in known for term in group)
        return self._all_terms("issuer_words", terms)

    def _title(self, text: str) -> Query:
        """All words of the title, or the characters as they stand."""
        words = naming_words(text)
        exact = self.phrase(text, "title")
        if not words:
            return exact
        return Query.boolean_query([(Occur.Should, self._all_terms("title", words)), (Occur.Should, exact)])

    def _all_terms(self, field: str, words: Iterable[str]) -> Query:
        return Query.boolean_query([(Occur.Must, self.term(field, word)) for word in words])

    def _strict(self, text: str) -> Query:
        """All naming words; or the text as it stands where it is a short piece of a longer word."""
        words, singles = naming_words(text), single_characters(text)
        if not words:
            return self._single_characters(text, singles)
        core = self._all_terms("words", words)
        if singles:
            core = self._or_as_it_stands(core, text)
        return Query.boolean_query([(Occur.Must, core), *self._bonus(text, words)])

    def _relaxed(self, text: str) -> Query:
        """Two of the rarest words, or one of two; every word adds to the score, all words together most."""
        strict = naming_words(text)
        frequencies = {
            word: self.searcher.doc_freq("words", word) for word in naming_words(text, whole=False)
        }
        words = [word for word, frequency in frequencies.items() if frequency]
        # A long word that no text has (a compound of the lexicon, say) is replaced by the words inside it.
        known = [
            word
            for word in words
            if word in strict or any(word in long for long in strict if long not in words)
        ]
        telling = sorted(known, key=frequencies.__getitem__)[:MOST_TELLING]
        if not telling:
            return self._strict(text)
        least = min(2 if len(strict) > 2 else 1, len(telling))
        some = Query.boolean_query([(Occur.Should, self.term("words", word)) for word in telling], least)
        clauses = [(Occur.Must, Query.const_score_query(some, 0.0))]
        clauses += [(Occur.Should, self.term("words", word)) for word in words]
        if all(self.searcher.doc_freq("words", word) for word in strict):
            every = self._all_terms("words", strict)
            clauses.append((Occur.Should, Query.const_score_query(every, ALL_WORDS_SCORE)))
        return Query.boolean_query([*clauses, *self._bonus(text, strict)])

    def _bonus(self, text: str, words: Iterable[str]) -> list[Clause]:
        """What raises a text that matches anyway: words in the title, the query itself in the title."""
        clauses = [(Occur.Should, Query.boost_query(self.term("title", word), TITLE_BOOST)) for word in words]
        if len(segment.squeeze(segment.fold(text))) > 1:
            clauses.append((Occur.Should, self.phrase(text, "title")))
        return clauses

    def _or_as_it_stands(self, core: Query, text: str) -> Query:
        pieces = [piece for piece in text.split() if len(segment.squeeze(piece)) > 1]
        if not pieces or any(len(piece) > MAX_PIECE for piece in pieces):
            return core
        exact = Query.boolean_query([(Occur.Must, self.phrase(piece, "")) for piece in pieces])
        return Query.boolean_query([(Occur.Should, core), (Occur.Should, exact)])

    def _single_characters(self, text: str, singles: Iterable[str]) -> Query:
        """A query without any longer word: as it stands, or its characters where they stand alone."""
        exact = self.phrase(text, "")
        if not singles:
            return exact
        return Query.boolean_query([(Occur.Should, exact), (Occur.Should, self._all_terms("words", singles))])

    # -- phrases and numbers

    def phrase(self, text: str, field: str) -> Query:
        """The characters of `text` in this order, in the title or the text (field "") or in one of them."""
        squeezed = segment.squeeze(segment.fold(text)).strip(segment.GAP)
        if field == "issuer":
            return self._issuer(text)
        title = Query.boost_query(self._pairs("title_pairs", squeezed), 1.0 if field else TITLE_PHRASE_BOOST)
        if field == "title":
            return title
        body = self._pairs("pairs", squeezed)
        if field == "text":
            return body
        return Query.boolean_query([(Occur.Should, title), (Occur.Should, body)])

    def _pairs(self, field: str, squeezed: str) -> Query:
        if not squeezed:
            return Query.empty_query()
        if len(squeezed) == 1:
            return self.term(field if field == "title_pairs" else "words", squeezed)
        pairs = segment.grams(squeezed)
        last = len(pairs) - 1
        # Every second pair covers all characters; the last one closes an odd length.
        places = [place for place in range(len(pairs)) if place % 2 == 0 or place == last]
        terms = [(place, pairs[place]) for place in places if pairs[place] != segment.GAP]
        if len(terms) == 1:
            return self.term(field, terms[0][1])
        if not terms:
            return Query.empty_query()
        return Query.phrase_query(self.schema, field, list(terms))

    def _known_key(self, typed: str) -> str | None:
        """The longest form of a typed number that the index knows, as its own or as mentioned."""
        for key in numbers.shorter_keys(typed):
            if self.searcher.doc_freq("number", key) or self.searcher.doc_freq("mention", key):
                return key
        return None

    def _number(self, node: Number) -> Query:
        """The record that has the number, then those that mention it; words when nobody knows the number."""
        key = self._known_key(node.key)
        if key is None:
            return self._strict(node.text)
        own = Query.const_score_query(self.term("number", key), OWN_NUMBER_SCORE)
        mention = Query.const_score_query(self.term("mention", key), MENTION_SCORE)
        return Query.boolean_query([(Occur.Should, own), (Occur.Should, mention)])


@lru_cache(maxsize=1)
def asking_words() -> frozenset[str]:
    """The words of `data/asking.txt`: 怎么, 是否, 的 …"""
    lines = (segment.DATA / "asking.txt").read_text(encoding="utf-8").splitlines()
    return frozenset(word for line in lines if not line.startswith("#") for word in line.split())


@lru_cache(maxsize=1024)
def naming_words(text: str, *, whole: bool = True) -> tuple[str, ...]:
    """The words of a query that name something; not whole: with the words inside long words."""
    found = dict.fromkeys(word for word, _, _ in segment.cut(segment.fold(text), whole=whole))
    return tuple(word for word in found if len(word) > 1 and word not in asking_words())[:MAX_WORDS]


@lru_cache(maxsize=1024)
def single_characters(text: str) -> tuple[str, ...]:
    """The characters of a query that stand alone and are not mere particles."""
    found = dict.fromkeys(word for word, _, _ in segment.cut(segment.fold(text), whole=True))
    return tuple(word for word in found if len(word) == 1 and word not in asking_words())[:MAX_WORDS]


def _loose_words(node: Node) -> list[str]:
    """The words of a tree that may be relaxed."""
    if isinstance(node, All | Either):
        return [word for part in node.parts for word in _loose_words(part)]
    if isinstance(node, Words) and not node.field and not node.strict:
        return list(naming_words(node.text))
    return []


def marks_of(node: Node) -> Marks:
    """What the results of a query are marked with."""
    if isinstance(node, Not):
        return Marks()
    if isinstance(node, All | Either):
        found = [marks_of(part) for part in node.parts]
        return Marks(
            tuple(dict.fromkeys(word for marks in found for word in marks.words)),
            tuple(dict.fromkeys(phrase for marks in found for phrase in marks.phrases)),
            tuple(dict.fromkeys(number for marks in found for number in marks.numbers)),
            tuple(dict.fromkeys(word for marks in found for word in marks.leading)),
        )
    folded = segment.fold(node.text)
    if isinstance(node, Phrase):
        return Marks(phrases=(folded,))
    words = [word for word, _, _ in segment.cut(folded)]
    named = [word for word in words if word not in asking_words()]
    longer = [word for word in named if len(word) > 1]
    return Marks(
        tuple(dict.fromkeys(longer or named or words)),
        tuple(piece for piece in folded.split() if longer != named and len(piece) <= MAX_PIECE),
        (node.key,) if isinstance(node, Number) else (),
        naming_words(node.text),
    )
