"""Chinese word segmentation (分词): the one function that cuts text for the index and queries for searching.

`fold` evens out width and case character by character, so that every offset of the folded text is an offset of the
original. `token_spans` gives the words with their places, long words together with the words inside
them. New-word guessing (HMM) is off: it cuts the same phrase differently in different surroundings, and a query
is cut without surroundings. Measured over 435 texts: of word-bounded pieces of 2-8 characters 1.6 % were not found
with guessing, none without. `grams` gives the pairs of neighbouring characters for exact phrases and substrings.
"""

from __future__ import annotations

import re
import threading
import unicodedata
from functools import lru_cache
from importlib import resources
from operator import add

import rjieba

DATA = resources.files(__package__) / "data"
GAP = "·"  # stands between two sentences in a stream of pairs; the analyser drops it and keeps the distance
_SENTENCE_ENDS = re.compile(r"[。！？；!?;]+")
_NEITHER = re.compile(r"[^\w。！？；!?;]+|_+")
# A frequency as of a common word: enough to win against its parts, and the same for every word of the lexicon.
_LEXICON_FREQUENCY = 20_000
SHORTEST_COMPOUND = 2
_load_lock = threading.Lock()


class _Fold(dict[int, str]):
    """Translation table filled on demand: NFKC and lower case, only where both keep the length of one character."""

    def __missing__(self, code: int) -> str:
        if (
            0xD800 <= code <= 0xDFFF
        ):  # half a character, from a broken file name or argument; no index can hold it
            return " "
        character = chr(code)
        folded = unicodedata.normalize("NFKC", character).lower()
        result = folded if len(folded) == 1 else character
        self[code] = result
        return result


_table = _Fold()


def fold(text: str) -> str:
    """Half width and lower case, with the same length and offsets as `text`."""
    return text.translate(_table)


def is_word_character(character: str) -> bool:
    """Letters, digits and ideographs take part in words; everything else is punctuation."""
    return character.isalnum()


def is_ideograph(character: str) -> bool:
    """True for a Chinese character, the rare extensions included."""
    return "㐀" <= character <= "鿿" or "豈" <= character <= "﫿" or "\U00020000" <= character <= "\U0003ffff"


@lru_cache(maxsize=1)
def lexicon() -> tuple[str, ...]:
    """The words of `data/lexicon.txt` in their order."""
    lines = (DATA / "lexicon.txt").read_text(encoding="utf-8").splitlines()
    return tuple(dict.fromkeys(line.strip() for line in lines if line.strip() and not line.startswith("#")))


@lru_cache(maxsize=1)
def _load_lexicon() -> bool:
    """Teach the segmenter the lexicon, once in a process."""
    for word in lexicon():
        if len(word) > 1:
            rjieba.add_word(word, _LEXICON_FREQUENCY, None)
    return True


def _prepare() -> None:
    if not _load_lexicon.cache_info().currsize:
        with _load_lock:
            _load_lexicon()


def cut(folded: str, *, whole: bool = False) -> list[tuple[str, int, int]]:
    """Words of an already folded text with their spans; `whole` leaves out the words inside longer words."""
    found: list[tuple[str, int, int]] = []
    start = 0
    for piece in pieces(folded):
        for word, low in forms(piece)[-1:] if whole else forms(piece):
            found.append((word, start + low, start + low + len(word)))
        start += len(piece)
    return found


def pieces(folded: str) -> list[str]:
    """The whole of a folded text in consecutive pieces: words, and what stands between them."""
    _prepare()
    return list(rjieba.cut(folded, False))  # noqa: FBT003 - the second argument is the HMM switch


@lru_cache(maxsize=50_000)
def forms(piece: str) -> tuple[tuple[str, int], ...]:
    """(word, place) of what is indexed for a piece: the words inside it, then itself; nothing for punctuation."""
    low, high = 0, len(piece)
    while low < high and not is_word_character(piece[low]):
        low += 1
    while low < high and not is_word_character(piece[high - 1]):
        high -= 1
    if low == high:
        return ()
    token = piece[low:high]
    inner = _inner_words(token) if len(token) > SHORTEST_COMPOUND else ()
    return (*((word, low + place) for word, place in inner), (token, low))


def _inner_words(token: str) -> tuple[tuple[str, int], ...]:
    """(word, place) of the words of the dictionary or the lexicon that a longer word is made of.

    Only words between two seams count: 人民法院 is 人民|法院 and has no 民法 in it, 民事诉讼法 has 民事, 诉讼, 民事诉讼.
    """
    if not is_ideograph(token[0]):
        return ()
    seams = sorted({0, len(token), *_seams(token, 0)})
    spans = [(low, high) for low in seams for high in seams if high - low > 1 and high - low < len(token)]
    return tuple((token[low:high], low) for low, high in spans if rjieba.has_word(token[low:high]))


def _seams(token: str, offset: int) -> list[int]:
    """Where a word comes apart into the fewest words with the fewest single characters, and those in turn."""
    if len(token) <= SHORTEST_COMPOUND:
        return []
    best: list[tuple[int, tuple[int, ...]]] = [(0, ())]
    for end in range(1, len(token) + 1):
        options = []
        for start in range(end):
            size = end - start
            if size == len(token) or (size > 1 and not rjieba.has_word(token[start:end])):
                continue
            cost, cuts = best[start]
            options.append((cost + (10 if size == 1 else 1), (*cuts, end)))
        best.append(min(options, key=lambda option: (option[0], [-cut for cut in option[1]])))
    cuts = best[-1][1]
    if len(cuts) == len(token):
        return []
    found = list(cuts[:-1])
    for start, end in zip((0, *cuts), cuts, strict=False):
        found += _seams(token[start:end], start)
    return [offset + cut for cut in found]


def token_spans(text: str) -> list[tuple[str, int, int]]:
    """(token, start, end) of every word, in the offsets of `text`; words inside long words come before them."""
    return cut(fold(text))


@lru_cache(maxsize=4096)
def _cached_tokens(text: str) -> tuple[str, ...]:
    return tuple(token for token, _, _ in token_spans(text))


def tokens(text: str) -> list[str]:
    """The words of `text` for indexing and for queries alike; short texts are cached."""
    if len(text) <= 200:
        return list(_cached_tokens(text))
    return [token for token, _, _ in token_spans(text)]


def squeeze(folded: str) -> str:
    """The characters that take part in words, closed up, with a gap where a sentence ends.

    Closing up lets a phrase match across 、, quotation marks and line breaks; the gap keeps it inside a sentence.
    """
    return _SENTENCE_ENDS.sub(GAP, _NEITHER.sub("", folded)).lstrip(GAP)


def grams(squeezed: str) -> list[str]:
    """Pairs of neighbouring characters, one for each position; positions across a gap hold the gap mark."""
    found: list[str] = []
    for place, sentence in enumerate(squeezed.split(GAP)):
        if place:
            found += [GAP, GAP]
        found += map(add, sentence, sentence[1:])
    return found
