"""The smallest judgements about a piece of text: its form without white space, and whether a sentence ends with it."""

from __future__ import annotations

_TERMINAL = "。！？；：!?;:…．"
_CLOSERS = "”’』」）)》】〕]"


def squeeze(text: str) -> str:
    """The text without any white space, for comparing lines laid out differently."""
    return "".join(text.split())


def ends_sentence(text: str) -> bool:
    """Whether a paragraph ends where a sentence, list item or lead-in ends, closing brackets and quotes looked through."""
    stripped = text.rstrip(_CLOSERS)
    if not stripped:
        return True
    return _is_end(stripped) or (len(stripped) < len(text) and text[-1] in "”』」）)")


def stops(text: str) -> bool:
    """Whether an end mark closes the text; a bracket alone does not (stricter than `ends_sentence`)."""
    stripped = text.rstrip(_CLOSERS)
    return not stripped or _is_end(stripped)


def _is_end(text: str) -> bool:
    """Whether the last character is an end mark; a half-width full stop only behind a Chinese character."""
    return text[-1] in _TERMINAL or (text[-1] == "." and len(text) > 1 and not text[-2].isascii())
