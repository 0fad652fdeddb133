"""Mutated real texts, many times: a result in which no character is lost, or one error line; never anything else."""

import random
import time
from collections import Counter

import pytest

from tests.data import load_jsonl_gz
from tongming.engines.gongwen import UnreadableDocument, parse_bytes, parse_text

pytestmark = pytest.mark.soak
TEXTS = 6_000
BYTES = 6_000
LONGEST = 20_000


def visible(*parts):
    """Return the multiset of characters that are not white space."""
    return Counter(character for part in parts for character in part if not character.isspace())


def words_of(nodes):
    for node in nodes:
        yield from (node["number"] or "", node["heading"] or "", node["text"] or "")
        yield from words_of(node["children"])


def kept(parsed):
    """Return the characters that the structure accounts for."""
    parts = [*words_of(parsed["outline"]), *parsed["removed"]]
    for attachment in parsed["attachments"]:
        parts += [attachment["title"] or "", *words_of(attachment["outline"])]
    for table in parsed["tables"]:
        parts += [table["title"] or "", *table["header"], *(cell for row in table["rows"] for cell in row)]
    return visible(*parts)


def mutated(chance, text):
    """Cut, shuffle, double, break and sprinkle a text the way copying, scanning and old systems do."""
    start = chance.randrange(max(1, len(text) - 200))
    piece = text[start : start + chance.randint(50, 4000)]
    for _ in range(chance.randint(1, 4)):
        lines = piece.split("\n")
        kind = chance.randrange(6)
        if kind == 0:
            chance.shuffle(lines)
        elif kind == 1:
            lines.insert(
                chance.randrange(len(lines) + 1),
                chance.choice(["— 3 —", "附件", "第一章 总则", "序号\t内容", "（一）", "1."]),
            )
        elif kind == 2:
            lines = [lines[0]] * 2 + lines
        piece = "\n".join(lines)
        if kind == 3:
            place = chance.randrange(len(piece) + 1)
            piece = (
                piece[:place]
                + chance.choice(["\n\n", "\t", "\u3000", "《", "”", "〔", "\x00", "\ufeff"])
                + piece[place:]
            )
        elif kind == 4:
            piece = piece.translate(str.maketrans("，。（）：", ",.():"))
        elif kind == 5:
            piece = piece[:: chance.choice([1, 1, 2])]
    return piece


def test_mutated_texts_lose_no_character():
    rows = load_jsonl_gz("laws-sample.jsonl.gz")
    chance = random.Random(7)
    slowest = 0.0
    for number in range(TEXTS):
        text = mutated(chance, chance.choice(rows)["text"])
        began = time.perf_counter()
        parsed = parse_text(text).to_dict()
        slowest = max(slowest, time.perf_counter() - began)
        assert kept(parsed) == visible(text), f"text {number}: {text!r}"
    assert slowest < 20


def test_mutated_bytes_give_a_result_or_one_error_line():
    pages = [row["html"].encode() for row in load_jsonl_gz("govcn-html.jsonl.gz")]
    chance = random.Random(11)
    for _ in range(BYTES):
        page = chance.choice(pages)
        start = chance.randrange(len(page))
        data = bytearray(page[start : start + chance.randint(1, LONGEST)])
        for _ in range(chance.randint(0, 20)):
            data[chance.randrange(len(data))] = chance.randrange(256)
        name = chance.choice(["a.html", "a.txt", "a.md", "a", ""])
        try:
            assert parse_bytes(bytes(data), name).to_dict()
        except UnreadableDocument as error:
            assert str(error)
            assert "\n" not in str(error)
