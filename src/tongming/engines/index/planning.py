"""From the tree of a query to a Tantivy query: what must match, what is optional, what weighs more.

Plain words: all of one or two words must occur, of three and more two thirds (rounded up), so that a sentence finds what
it is about although no text has all its words. Words that ask instead of naming (怎么、是否…) and single characters
add to the score and are never required. A query that segmentation cuts into single characters is a piece of
a longer word: the text that has it character by character matches too.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import tantivy
from tantivy import Occur, Query

from . import numbers, segment
from .language import All, Any_, Node, Not, Number, Phrase, Words
from .snippets import Marks

TITLE_BOOST = 2.0
TITLE_PHRASE_BOOST = 3.0
OWN_NUMBER_SCORE = 1000.0
MENTION_SCORE = 30.0
MAX_WORDS = 40
MAX_PIECE = 12  # characters of a piece of a word that is looked for as it stands
_SHARE = 2 / 3
Clause = tuple[Occur, Query]
# Words by which a person asks; they say nothing about the text that answers.
ASKING = frozenset(
    "的 了 和 与 及 或 在 是 吗 呢 吧 啊 我 你 他 她 它 们 这 那 有 没有 就 都 也 还 被 把 对 从 到 给 让 向 为 以 于 之 其 等 个 "
    "怎么 怎样 怎么办 如何 什么 哪些 哪个 哪里 哪儿 谁 多少 几 为什么 为何 是否 能否 可否 能不能 是不是 可不可以 有没有 请问 想 想问 "
    "应该 应当 可以 能 能够 会 需要 要 问题 情况 关于 时候 如果 因为 所以 但是 而且 以及 我们 他们 自己 这个 那个 这些 那些 一个 "
    "进行 通过 根据 按照 对于 由于 之后 以后 之前 以前 还是 算 属于 不 请 说 做 去 来 该 呀 么 嘛 吗".split()
)


@dataclass(frozen=True, slots=True)
class Plan:
    """The Tantivy query and what to mark in its results."""

    query: Query
    marks: Marks


class Planner:
    """Builds queries for one searcher (which tells what numbers exist)."""

    def __init__(self, schema: tantivy.Schema, searcher: tantivy.Searcher) -> None:
        self.schema = schema
        self.searcher = searcher

    def plan(self, tree: Node | None) -> Plan:
        """The query of a tree; everything for an empty one."""
        if tree is None:
            return Plan(Query.all_query(), Marks())
        query = self._query(tree)
        if _only_negative(tree):
            query = Query.boolean_query([(Occur.Must, Query.all_query()), (Occur.Must, query)])
        return Plan(query, marks_of(tree))

    def term(self, field: str, value: str) -> Query:
        """One exact term of a field."""
        return Query.term_query(self.schema, field, value)

    def _query(self, node: Node) -> Query:
        if isinstance(node, Words):
            return self._words(node)
        if isinstance(node, Phrase):
            return self.phrase(node.text, node.field)
        if isinstance(node, Number):
            return self._number(node)
        if isinstance(node, Not):
            inner = self._query(node.part)
            return Query.boolean_query([(Occur.Must, Query.all_query()), (Occur.MustNot, inner)])
        if isinstance(node, Any_):
            return Query.boolean_query([(Occur.Should, self._query(part)) for part in node.parts])
        return self._every(node)

    def _every(self, node: All) -> Query:
        clauses: list[Clause] = []
        for part in node.parts:
            if isinstance(part, Not):
                clauses.append((Occur.MustNot, self._query(part.part)))
            else:
                clauses.append((Occur.Must, self._query(part)))
        if all(occur == Occur.MustNot for occur, _ in clauses):
            clauses.append((Occur.Must, Query.all_query()))
        return Query.boolean_query(clauses)

    # -- words

    def _words(self, node: Words) -> Query:
        if node.field == "issuer":
            return self._every_term("issuer_words", node.text)
        if node.field == "text":
            return self.phrase(node.text, "text")
        if node.field == "title":
            return self._title(node.text)
        return self._plain(node.text, strict=node.strict)

    def _every_term(self, field: str, text: str) -> Query:
        words = [word for word, _, _ in segment.cut(segment.fold(text), whole=True)]
        pieces: list[str] = []
        for word in words:
            known = self.searcher.doc_freq(field, word) > 0
            pieces += [word] if known else list(word)
        return Query.boolean_query([(Occur.Must, self.term(field, piece)) for piece in dict.fromkeys(pieces)])

    def _title(self, text: str) -> Query:
        """All words of the title, or the characters as they stand."""
        words = [word for word in dict.fromkeys(segment.tokens(text)) if len(word) > 1]
        exact = self.phrase(text, "title")
        if not words:
            return exact
        every = Query.boolean_query([(Occur.Must, self.term("title", word)) for word in words])
        return Query.boolean_query([(Occur.Should, every), (Occur.Should, exact)])

    def _plain(self, text: str, *, strict: bool) -> Query:
        words = list(dict.fromkeys(segment.tokens(text)))[:MAX_WORDS]
        required = [word for word in words if len(word) > 1 and word not in ASKING]
        singles = [word for word in words if len(word) == 1 and word not in ASKING]
        if not required:
            return self._single_characters(text, singles or words)
        least = len(required) if strict else required_matches(len(required))
        core = Query.boolean_query(
            [(Occur.Should, self.term("words", word)) for word in required], minimum_number_should_match=least
        )
        if singles:
            core = self._or_as_it_stands(core, text)
        optional = [Query.boost_query(self.term("title", word), TITLE_BOOST) for word in required]
        optional += [self.term("words", word) for word in singles]
        squeezed = segment.squeeze(segment.fold(text))
        if len(squeezed) > 1:
            optional.append(Query.boost_query(self.phrase(text, "title"), TITLE_PHRASE_BOOST))
        return Query.boolean_query([(Occur.Must, core), *((Occur.Should, query) for query in optional)])

    def _or_as_it_stands(self, core: Query, text: str) -> Query:
        pieces = [self.phrase(piece, "") for piece in text.split() if len(segment.squeeze(piece)) > 1]
        if not pieces:
            return core
        exact = Query.boolean_query([(Occur.Must, piece) for piece in pieces])
        return Query.boolean_query([(Occur.Should, core), (Occur.Should, exact)])

    def _single_characters(self, text: str, singles: list[str]) -> Query:
        """A query without any longer word: as it stands, or its characters where they stand alone."""
        clauses = [(Occur.Should, Query.boost_query(self.phrase(text, ""), TITLE_PHRASE_BOOST))]
        every = [(Occur.Must, self.term("words", single)) for single in singles]
        if every:
            clauses.append((Occur.Should, Query.boolean_query(every)))
        return Query.boolean_query(clauses)

    # -- phrases and numbers

    def phrase(self, text: str, field: str) -> Query:
        """The characters of `text` in this order, in the title or the text (field "") or in one of them."""
        squeezed = segment.squeeze(segment.fold(text)).strip(segment.GAP)
        if field == "issuer":
            return self._every_term("issuer_words", text)
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

    def _number(self, node: Number) -> Query:
        """The record that has the number, then those that mention it; words when nobody knows the number."""
        for key in numbers.shorter_keys(node.key):
            own, mention = self.term("number", key), self.term("mention", key)
            if self.searcher.doc_freq("number", key) or self.searcher.doc_freq("mention", key):
                scored = [
                    Query.const_score_query(own, OWN_NUMBER_SCORE),
                    Query.const_score_query(mention, MENTION_SCORE),
                ]
                return Query.boolean_query([(Occur.Should, query) for query in scored])
        return self._plain(node.text, strict=True)


def required_matches(count: int) -> int:
    """How many of `count` words must occur."""
    return count if count <= 2 else math.ceil(count * _SHARE)  # noqa: PLR2004


def _only_negative(node: Node) -> bool:
    return isinstance(node, Not)


def marks_of(node: Node) -> Marks:
    """What the results of a query are marked with."""
    if isinstance(node, Not):
        return Marks()
    if isinstance(node, All | Any_):
        found = [marks_of(part) for part in node.parts]
        return Marks(
            tuple(dict.fromkeys(word for marks in found for word in marks.words)),
            tuple(dict.fromkeys(phrase for marks in found for phrase in marks.phrases)),
            tuple(dict.fromkeys(number for marks in found for number in marks.numbers)),
        )
    folded = segment.fold(node.text)
    if isinstance(node, Phrase):
        return Marks(phrases=(folded,))
    words = [word for word, _, _ in segment.cut(folded)]
    named = [word for word in words if word not in ASKING]
    longer = [word for word in named if len(word) > 1]
    return Marks(
        tuple(dict.fromkeys(longer or named or words)),
        tuple(piece for piece in folded.split() if longer != named and len(piece) <= MAX_PIECE),
        (node.key,) if isinstance(node, Number) else (),
    )
