"""Paragraph comparison of two texts, for the side-by-side view."""

from __future__ import annotations

from difflib import SequenceMatcher
from itertools import zip_longest
from typing import TYPE_CHECKING

from tongming.core.ui.pieces import DiffRow, Segments

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

SIMILAR_ENOUGH = 0.5
"""Below this share of common characters two paragraphs are shown as removed and added, not as one changed."""


def compare_paragraphs(old: Sequence[str], new: Sequence[str]) -> list[DiffRow]:
    """Rows of old and new paragraphs side by side; characters that differ are the hits of the segments."""
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    rows: list[DiffRow] = []
    for operation, old_from, old_to, new_from, new_to in matcher.get_opcodes():
        if operation == "equal":
            rows.extend(
                DiffRow("same", ((left, False),), ((right, False),))
                for left, right in zip(old[old_from:old_to], new[new_from:new_to], strict=True)
            )
        else:
            rows.extend(_compare_block(old[old_from:old_to], new[new_from:new_to]))
    return rows


def _compare_block(old: Sequence[str], new: Sequence[str]) -> Iterator[DiffRow]:
    """Pair the paragraphs of a differing block in order."""
    for left, right in zip_longest(old, new):
        if left is None:
            yield DiffRow("added", (), ((right, True),))
        elif right is None:
            yield DiffRow("removed", ((left, True),), ())
        else:
            yield from _compare_pair(left, right)


def _compare_pair(left: str, right: str) -> Iterator[DiffRow]:
    """One changed row, or a removed and an added row where the two have too little in common."""
    matcher = SequenceMatcher(None, left, right, autojunk=False)
    if matcher.ratio() < SIMILAR_ENOUGH:
        yield DiffRow("removed", ((left, True),), ())
        yield DiffRow("added", (), ((right, True),))
        return
    opcodes = matcher.get_opcodes()
    old_segments: Segments = tuple((left[a:b], op != "equal") for op, a, b, _, _ in opcodes if b > a)
    new_segments: Segments = tuple((right[c:d], op != "equal") for op, _, _, c, d in opcodes if d > c)
    yield DiffRow("changed", old_segments, new_segments)
