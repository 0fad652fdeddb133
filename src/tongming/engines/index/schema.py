"""The fields of the index and how a record becomes a Tantivy document.

words       every word of title, number, issuer, keywords and text: what a plain query is matched and scored by
title       the words of the title alone: the boost of title hits, and 标题:
pairs       pairs of neighbouring characters of the text with positions: exact phrases, substrings, 正文:
title_pairs the same for the title, single characters included
number      keys of the record's own numbers; `mention` keys of the numbers its text names
issuer_words words and single characters of the issuer's name, for 发文机关:
sound       every character of the title beside its pinyin syllables and their initials at the same position
The words carry no positions: phrases go by pairs, which need no agreement between two segmentations.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import tantivy

from . import numbers, segment, sound, texts

if TYPE_CHECKING:
    from datetime import date

    from .records import SearchRecord
    from .texts import Place

SCHEMA_VERSION = 4
SPACES = "spaces"
_RAW_TERMS = ("key", "series", "kind", "validity", "theme", "subtheme", "issuer", "issuer_id", "year", "site")
_FACETED = frozenset({"kind", "validity", "theme", "issuer", "year"})
NO_DAY = 0
# Repealed texts stand below valid ones of similar relevance; the factor multiplies the score.
VALIDITY_FACTOR = {
    "失效": 0.55,
    "废止": 0.5,
    "部分失效": 0.85,
    "部分废止": 0.85,
    "已修改": 0.92,
    "未生效": 0.95,
}
REPEALED = frozenset({"失效", "废止"})
_RECENCY = 0.04  # the newest text gains at most this share over the oldest: a tie breaker
_OLDEST_YEAR, _YEARS = 1980, 60
_SCALE = 4  # factors below a quarter cannot be told apart, because Tantivy knows no factor below 1


def build_schema() -> tantivy.Schema:
    """The schema of version SCHEMA_VERSION."""
    builder = tantivy.SchemaBuilder()
    for name in _RAW_TERMS:
        builder.add_text_field(name, tokenizer_name="raw", index_option="basic", fast=name in _FACETED)
    for name in ("number", "mention"):
        builder.add_text_field(name, tokenizer_name=SPACES, index_option="basic")
    for name in ("words", "title", "issuer_words"):
        builder.add_text_field(name, tokenizer_name=SPACES, index_option="freq")
    for name in ("pairs", "title_pairs", "sound"):
        builder.add_text_field(name, tokenizer_name=SPACES, index_option="position")
    builder.add_unsigned_field("day", indexed=True, fast=True)
    builder.add_unsigned_field("day_or_last", fast=True)
    builder.add_float_field("rank", fast=True)
    builder.add_bytes_field("meta", stored=True)
    return builder.build()


def register_tokenizers(index: tantivy.Index) -> None:
    """Text arrives cut and joined by spaces; the gap mark is dropped and leaves its distance."""
    builder = tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.whitespace())
    analyzer = builder.filter(tantivy.Filter.custom_stopword([segment.GAP])).build()
    index.register_tokenizer(SPACES, analyzer)


@dataclass(frozen=True, slots=True)
class TokenisedText:
    """The full text of a record cut for the index (and packed, see `texts`), so that a text used twice is cut once."""

    words: str
    pairs: str
    mentions: tuple[str, ...]
    stored: bytes


def tokenise(text: str) -> TokenisedText:
    """Cut a full text: words and pairs joined by spaces, the numbers it mentions, what snippets are cut from."""
    text = text.replace(texts.BOUND, " ")
    folded = segment.fold(text)
    pieces = segment.pieces(folded)
    return TokenisedText(
        words=" ".join([word for piece in pieces for word, _ in segment.forms(piece)]),
        pairs=" ".join(segment.grams(segment.squeeze(folded))),
        mentions=tuple(numbers.mentioned_keys(folded)),
        stored=texts.pack(texts.with_bounds(text, pieces), pieces),
    )


def build_document(record: SearchRecord, text: TokenisedText, place: Place) -> tantivy.Document:
    """The Tantivy document of a record whose text lies at `place`."""
    document = tantivy.Document()
    for name, value in _raw_values(record):
        if value:
            document.add_text(name, value)
    title_words = " ".join(segment.tokens(record.title))
    own = " ".join(segment.tokens(" ".join((record.doc_number or "", *record.keywords, record.issuer))))
    document.add_text("title", title_words)
    document.add_text("words", f"{title_words} {own} {text.words}")
    document.add_text("pairs", text.pairs)
    document.add_text("title_pairs", title_pairs(record.title))
    document.add_text(
        "issuer_words", " ".join((*segment.tokens(record.issuer), *segment.squeeze(record.issuer)))
    )
    document.add_pre_tokenized_text("sound", _sound(record.title))
    document.add_text("number", " ".join(numbers.own_keys(record.doc_number, record.numbers)))
    document.add_text("mention", " ".join(text.mentions))
    day = as_day(record.date)
    document.add_unsigned("day", day)
    document.add_unsigned("day_or_last", day or 99991231)
    document.add_float("rank", _as_weight(rank_of(record)))
    document.add_bytes("meta", _meta(record, place))
    return document


def _raw_values(record: SearchRecord) -> list[tuple[str, str]]:
    year = record.year or (record.date.year if record.date else None)
    values = [(name, str(getattr(record, name))) for name in _RAW_TERMS if name not in {"year", "site"}]
    values.append(("year", str(year) if year else ""))
    return values + [("site", site) for site in record.sites]


def title_pairs(title: str) -> str:
    """Pairs of the title's characters by position, then its single characters far behind them."""
    squeezed = segment.squeeze(segment.fold(title))
    return " ".join([*segment.grams(squeezed), segment.GAP, *squeezed])


def _sound(title: str) -> tantivy.PreTokenizedString:
    """Several terms share a position, which only a pre-tokenised text can say."""
    tokens = [tantivy.Token(term, position, 0, 0) for term, position in sound.title_terms(title)]
    return tantivy.PreTokenizedString("", tokens)


def as_day(day: date | None) -> int:
    """A date as yyyymmdd; NO_DAY for none."""
    return day.year * 10_000 + day.month * 100 + day.day if day else NO_DAY


def rank_of(record: SearchRecord) -> float:
    """The factor of the score that does not depend on the query: weight, validity, a trace of recency."""
    year = record.year or (record.date.year if record.date else _OLDEST_YEAR)
    recency = min(max(year - _OLDEST_YEAR, 0), _YEARS) / _YEARS
    return record.weight * VALIDITY_FACTOR.get(record.validity, 1.0) * (1 + _RECENCY * recency)


def _as_weight(factor: float) -> float:
    """What Tantivy multiplies a score by is log2(2 + value) of the stored value, so the factor (times _SCALE) is unlogged."""
    return float(2 ** (_SCALE * max(factor, 1 / _SCALE)) - 2)


def _meta(record: SearchRecord, place: Place) -> bytes:
    values = (
        record.key, record.kind, record.series, record.title, record.url, record.doc_number, record.issuer,
        record.date.isoformat() if record.date else None, record.validity, place,
    )  # fmt: skip
    return json.dumps(values, ensure_ascii=False, separators=(",", ":")).encode(errors="replace")


def read_meta(document: tantivy.Document) -> list[Any]:
    """What `_meta` stored: key, kind, series, title, url, document number, issuer, ISO date, validity, place."""
    return list(json.loads((document.get_first("meta") or b"[]").decode()))
