"""Joins an annex row with the sentences of the text that say the same, and shows the words that differ.

Each sentence of the row looks for the sentence of the text that shares most character triples with it; where they differ
nothing is merged: both wordings stay, with the differing words marked. The result depends neither on the order of the rows
nor on that of the sentences (ties go to the earlier place in the text).
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from tongming.domains.oversight.rules.reading import Sentence
from tongming.domains.oversight.rules.splitting import split
from tongming.engines.index.segment import cut, fold, is_word_character

ENOUGH = 0.6
GRAM = 3
# A row that says more than the sentence must hold nearly all of it, and the sentence must be more than a phrase.
NEARLY_ALL, LEAST_CONTAINED = 0.8, 6


@dataclass(frozen=True)
class Difference:
    """Words that differ between the row and the text; an empty side means that the other one says more."""

    row: str
    text: str


@dataclass(frozen=True)
class Match:
    """One sentence of a row: the place (order) of the sentence it repeats or None, how much of it, and what differs."""

    row_text: str
    order: int | None
    share: float
    differences: tuple[Difference, ...] = ()


def squeezed(text: str) -> str:
    """Return a text as it is compared: one width, no punctuation, no white space."""
    return "".join(character for character in fold(text) if is_word_character(character))


def join(row: str, sentences: Sequence[Sentence]) -> list[Match]:
    """Return for each sentence of an annex row the sentence of the text that says the same, if there is one."""
    candidates = [(sentence, _grams(sentence.text)) for sentence in sentences]
    matches = []
    for piece in split(row.replace("\n", "")):
        text = piece.text.strip()
        grams = _grams(text)
        best = max(candidates, key=lambda c: (_share(grams, c[1]), -c[0].order), default=None)
        share = _share(grams, best[1]) if best else 0.0
        if best is None or share < ENOUGH:
            matches.append(Match(text, None, 0.0))
        else:
            matches.append(Match(text, best[0].order, round(share, 3), differences(text, best[0].text)))
    return matches


def _grams(text: str) -> Counter[str]:
    bare = squeezed(text)
    return Counter(bare[n : n + GRAM] for n in range(max(1, len(bare) - GRAM + 1)) if bare)


def _share(row: Counter[str], other: Counter[str]) -> float:
    """Return how much of the row's triples the sentence holds, or, when the row says more, how much of it the row holds; 0 to 1."""
    common = (row & other).total()
    if not common:
        return 0.0
    contained = common / other.total()
    if other.total() < LEAST_CONTAINED or contained < NEARLY_ALL:
        contained = 0.0
    return max(common / row.total(), contained)


def differences(row: str, text: str) -> tuple[Difference, ...]:
    """Return the words that differ, in order; punctuation and width are no difference."""
    found = []
    for same, left, right in compared(row, text):
        if not same:
            bare_left, bare_right = left.strip("，。；、：,;: "), right.strip("，。；、：,;: ")
            if squeezed(bare_left) != squeezed(bare_right):
                found.append(Difference(bare_left, bare_right))
    return tuple(found)


def compared(row: str, text: str) -> list[tuple[bool, str, str]]:
    """Return both texts cut at their differing words: (same, piece of the row, piece of the text), together the whole texts."""
    left, right = _words(row), _words(text)
    matcher = SequenceMatcher(None, [fold(w) for w in left], [fold(w) for w in right], autojunk=False)
    return [
        (operation == "equal", "".join(left[a:b]), "".join(right[c:d]))
        for operation, a, b, c, d in matcher.get_opcodes()
    ]


def _words(text: str) -> list[str]:
    """Return the words of a text with everything between them, so that they join to the text again."""
    words: list[str] = []
    place = 0
    for _, start, end in cut(fold(text), whole=True):
        words.extend(text[place:start])
        words.append(text[start:end])
        place = end
    return [*words, *text[place:]]
