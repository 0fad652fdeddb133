"""The query language (检索式): what was typed → a tree. Nothing raises: what makes no sense is read as plain words.

    政务公开 指南                 words: most of them must occur (see `planning`)
    “主动公开” "主动公开"         the exact words in this order
    AND OR NOT, 与 或 非          between spaces; also + - before a word, |, ｜, &&, ||, !
    标题: 文号: 发文机关: 正文: 索引号:   (title: number: issuer: text: index:) one field
    ( … ) （ … ）                 grouping
    通政办发[2021]42号            a document number in any brackets is taken out before anything else is read

OR binds loosest, AND tighter, NOT tightest; words side by side are pooled into one `Words`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from . import numbers, segment

FieldName = Literal["", "title", "number", "issuer", "text"]
MAX_LENGTH = 500  # characters of a query that are read; the rest is dropped with a note
MAX_DEPTH = 20
_FIELDS: dict[str, FieldName] = {
    "标题": "title", "title": "title",
    "文号": "number", "发文字号": "number", "number": "number", "索引号": "number", "index": "number",
    "发文机关": "issuer", "发布机构": "issuer", "机关": "issuer", "issuer": "issuer",
    "正文": "text", "全文": "text", "text": "text",
}  # fmt: skip
_QUOTES = {"“": "”", "”": "”", '"': '"', "「": "」", "『": "』", "＂": "＂", "„": "”", "‟": "”"}
_BRACKETS = "()（）"
_SIGNS: dict[str, Literal["(", ")", "+", "-"]] = {
    "(": "(", "（": "(", ")": ")", "）": ")", "+": "+", "＋": "+", "-": "-", "－": "-",
}  # fmt: skip
_OPERATORS = {"and": "AND", "or": "OR", "not": "NOT", "与": "AND", "或": "OR", "非": "NOT",
              "|": "OR", "||": "OR", "｜": "OR", "&&": "AND", "!": "NOT", "！": "NOT"}  # fmt: skip
_FIELD = re.compile(rf"({'|'.join(sorted(_FIELDS, key=len, reverse=True))})\s*[:：]\s*", re.IGNORECASE)
_BROKEN = "检索式不完整或有多余的符号，已按普通词语检索。"
_NOTHING = "检索词里没有可以检索的文字，已列出全部。"
_TOO_LONG = f"检索词超过{MAX_LENGTH}字，只用了前{MAX_LENGTH}字。"


@dataclass(frozen=True, slots=True)
class Words:
    """Plain words; `strict` asks for all of them."""

    text: str
    field: FieldName = ""
    strict: bool = False


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words in exactly this order."""

    text: str
    field: FieldName = ""


@dataclass(frozen=True, slots=True)
class Number:
    """A document number: its key and how it was typed."""

    key: str
    text: str


@dataclass(frozen=True, slots=True)
class All:
    """Every part must match."""

    parts: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Either:
    """One part must match."""

    parts: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Not:
    """The part must not match."""

    part: Node


Node = Words | Phrase | Number | All | Either | Not


@dataclass(frozen=True, slots=True)
class Parsed:
    """The tree (None for an empty query) and the notes for the reader."""

    tree: Node | None
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Token:
    kind: Literal["word", "phrase", "number", "operator", "field", "(", ")", "+", "-"]
    text: str
    key: str = ""


class _Malformed(Exception):
    """The tokens do not form an expression."""


def parse(query: str) -> Parsed:
    """Read a query; the notes say what could not be read as meant."""
    notes = [_TOO_LONG] if len(query) > MAX_LENGTH else []
    text = query[:MAX_LENGTH]
    tokens = _lex(text)
    try:
        tree = _Parser(tokens).parse()
    except _Malformed:
        notes.append(_BROKEN)
        tree = _plain(tokens)
    if tree is None and text.strip() and not notes:
        notes.append(_NOTHING)
    return Parsed(tree, tuple(notes))


def _plain(tokens: list[_Token]) -> Node | None:
    """All words of a malformed query, its operators and brackets left out."""
    words = " ".join(token.text for token in tokens if token.kind in {"word", "phrase", "number"})
    return Words(words) if segment.squeeze(words) else None


# --- lexer ---------------------------------------------------------------------------------------------------------


def _lex(text: str) -> list[_Token]:
    """Numbers first, because their brackets and digits would otherwise be read as something else."""
    tokens: list[_Token] = []
    position = 0
    quoted = [match.span() for match in re.finditer(r"“[^”]*”|\"[^\"]*\"|「[^」]*」", text)]
    for key, start, end in numbers.find_numbers(segment.fold(text)):
        if any(left < start and end <= right for left, right in quoted):
            continue
        tokens += _lex_piece(text[position:start])
        tokens.append(_Token("number", text[start:end], key))
        position = end
    return tokens + _lex_piece(text[position:])


def _lex_piece(text: str) -> list[_Token]:
    tokens: list[_Token] = []
    position = 0
    while position < len(text):
        token, position = _next_token(text, position)
        if token:
            tokens.append(token)
    return tokens


def _next_token(text: str, position: int) -> tuple[_Token | None, int]:
    character, following = text[position], text[position + 1 : position + 2]
    if character in _QUOTES:
        closing = text.find(_QUOTES[character], position + 1)
        phrase = _Token("phrase", text[position + 1 : closing]) if closing > position else None
        return phrase, closing + 1 if phrase else position + 1
    if character in _SIGNS and (character in _BRACKETS or following.strip()):
        return _Token(_SIGNS[character], character), position + 1
    if match := _FIELD.match(text, position):
        return _Token("field", match[1].lower()), match.end()
    return (None, position + 1) if character.isspace() else _next_word(text, position)


def _next_word(text: str, position: int) -> tuple[_Token, int]:
    """A run up to a space, a quotation mark, a round bracket or a bar; alone it may be an operator."""
    end = position
    while end < len(text) and not text[end].isspace() and text[end] not in '()（）“”"「」『』＂':
        if text[end] in "|｜" and end > position and text[position] not in "|｜":
            break
        end += 1
        if text[position] in "|｜" and (end >= len(text) or text[end] not in "|｜"):
            break
    word = text[position:end] or text[position]
    end = max(end, position + 1)
    if word in _OPERATORS or (word.isupper() and word.lower() in _OPERATORS):
        return _Token("operator", _OPERATORS[word.lower()]), end
    if word[0] in "!！" and len(word) > 1 and segment.is_word_character(word[1]):
        return _Token("-", word[0]), position + 1
    return _Token("word", word), end


# --- parser --------------------------------------------------------------------------------------------------------


class _Parser:
    """Recursive descent over the tokens."""

    def __init__(self, tokens: list[_Token]) -> None:
        self.tokens = tokens
        self.position = 0
        self.depth = 0

    def parse(self) -> Node | None:
        """The tree of all tokens."""
        if not self.tokens:
            return None
        tree = self._either("")
        if self.position < len(self.tokens):
            raise _Malformed
        return tree

    def _peek(self) -> _Token | None:
        return self.tokens[self.position] if self.position < len(self.tokens) else None

    def _take_operator(self, name: str) -> bool:
        token = self._peek()
        if token and token.kind == "operator" and token.text == name:
            self.position += 1
            return True
        return False

    def _either(self, field: FieldName) -> Node | None:
        parts = [self._every(field)]
        while self._take_operator("OR"):
            parts.append(self._every(field))
        if len(parts) > 1 and None in parts:
            raise _Malformed
        kept = tuple(part for part in parts if part is not None)
        return Either(kept) if len(kept) > 1 else parts[0]

    def _every(self, field: FieldName) -> Node | None:
        """Operands side by side or joined by AND; joined ones are strict."""
        parts: list[Node] = []
        joined = False
        while (
            (token := self._peek())
            and token.kind != ")"
            and not (token.kind == "operator" and token.text == "OR")
        ):
            if self._take_operator("AND"):
                if not parts or not self._operand_follows():
                    raise _Malformed
                joined = True
                continue
            if (part := self._operand(field)) is not None:
                parts.append(part)
        if joined:
            parts = [
                Words(part.text, part.field, strict=True) if isinstance(part, Words) else part
                for part in parts
            ]
        return _all_of(parts)

    def _operand_follows(self) -> bool:
        token = self._peek()
        return token is not None and token.kind != ")" and (token.kind != "operator" or token.text == "NOT")

    def _operand(self, field: FieldName) -> Node | None:
        token = self._peek()
        if token is None:
            raise _Malformed
        self.position += 1
        if (token.kind == "operator" and token.text == "NOT") or token.kind == "-":
            part = self._operand(field)
            return Not(part) if part is not None else None
        if token.kind == "+":
            part = self._operand(field)
            return Words(part.text, part.field, strict=True) if isinstance(part, Words) else part
        if token.kind == "field":
            return self._operand(_FIELDS[token.text])
        return self._primary(token, field)

    def _primary(self, token: _Token, field: FieldName) -> Node | None:
        if token.kind == "(":
            return self._group(field)
        if token.kind == "number":
            return Number(token.key, token.text) if field in {"", "number"} else Words(token.text, field)
        if token.kind not in {"word", "phrase"}:
            raise _Malformed
        if not segment.squeeze(segment.fold(token.text)):
            return None
        if field == "number":
            return Number(numbers.number_key(token.text), token.text)
        return Phrase(token.text, field) if token.kind == "phrase" else Words(token.text, field)

    def _group(self, field: FieldName) -> Node | None:
        self.depth += 1
        if self.depth > MAX_DEPTH:
            raise _Malformed
        inner = self._either(field)
        token = self._peek()
        if token is None or token.kind != ")":
            raise _Malformed
        self.position += 1
        self.depth -= 1
        return inner


def _all_of(parts: list[Node]) -> Node | None:
    """One node for operands side by side: loose words without a field are pooled."""
    loose = [part.text for part in parts if isinstance(part, Words) and not part.field and not part.strict]
    others = [part for part in parts if not (isinstance(part, Words) and not part.field and not part.strict)]
    pooled: list[Node] = [Words(" ".join(loose)), *others] if loose else others
    if not pooled:
        return None
    return pooled[0] if len(pooled) == 1 else All(tuple(pooled))
