"""Search over the 435 real texts: what a person would try, with a floor for the quality of ranking."""

from datetime import date

import pytest

from tests.data import load_jsonl_gz
from tongming.engines.index import Filters, Index, SearchRecord
from tongming.engines.index.segment import cut, fold, is_ideograph


def as_record(row: dict) -> SearchRecord:
    return SearchRecord(
        key=f"document:{row['id']}", series=row["id"], kind="document", title=row["title"], issuer=row["issuer"] or "",
        doc_number=row["doc_number"] or None, numbers=tuple(filter(None, [row.get("index_number")])), text=row["text"],
        date=date.fromisoformat(row["date"]) if row["date"] else None, validity="有效",
    )  # fmt: skip


@pytest.fixture(scope="module")
def rows() -> list[dict]:
    return load_jsonl_gz("laws-sample.jsonl.gz")


@pytest.fixture(scope="module")
def laws(rows, tmp_path_factory) -> Index:
    index = Index(tmp_path_factory.mktemp("laws"))
    with index.writer() as writer:
        for row in rows:
            writer.add(as_record(row))
    return index


def test_every_title_finds_its_document_first(laws, rows):
    missed = []
    for row in rows[::4]:
        hit = laws.search(row["title"], limit=1, facets=(), correct=False).hits[0]
        if hit.title != row["title"]:
            missed.append((row["title"], hit.title))
    assert missed == []


def test_every_printed_number_finds_a_document_that_has_it(laws, rows):
    for row in [row for row in rows if row.get("index_number")]:
        styled = row["doc_number"].replace("〔", "[").replace("〕", "]")
        assert laws.search(styled, limit=1, correct=False).hits[0].doc_number == row["doc_number"]
        assert laws.search(row["index_number"], limit=1, correct=False).hits[0].series == row["id"]


def test_pieces_of_sentences_are_found_as_they_stand(laws, rows):
    missed = []
    for place, row in enumerate(rows[::6]):
        text = "".join(row["text"].split("。")[:1])
        middle = len(text) // 2
        piece = text[middle : middle + 5 + place % 5].strip()
        is_plain = len(piece) > 4 and all(map(is_ideograph, piece))
        if is_plain and not laws.search_keys(f"“{piece}”", filters=Filters(series=(row["id"],))):
            missed.append(piece)
    assert missed == []


def test_pieces_made_of_whole_words_need_no_quotation_marks(laws, rows):
    missed = []
    for row in rows[::6]:
        words = [word for word, _, _ in cut(fold(row["title"]), whole=True)]
        piece = "".join(words[-3:])
        if f"document:{row['id']}" not in laws.search_keys(piece, limit=100):
            missed.append(piece)
    assert missed == []


def test_questions_of_laypeople_find_the_law_among_the_first_ten(laws):
    questions = load_jsonl_gz("qa-dev.jsonl.gz")
    found = sum(
        bool({f"document:{name}" for name in row["relevant_docs"]} & set(laws.search_keys(row["question"])))
        for row in questions
    )
    assert found / len(questions) >= 0.9
