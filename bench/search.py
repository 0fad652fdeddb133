"""Speed of the search engine beside plain Tantivy and SQLite FTS5, in one run; prints JSON.

    python bench/search.py --documents 400
    python bench/search.py --documents 100000 --folder DIR     (DIR is kept and used again)

The sample of full texts (TONGMING_TEST_DATA) is multiplied: every copy has its own title, number, date, issuer and
validity, and the whole text. A text is cut once and its tokens are used again for every copy. Compared over the same
queries: `ids` (bare keys) with the same query put to Tantivy by hand and with a flat OR over the same words; `page` (ten
hits with facets, snippets, spelling) with the bare ids of FTS5 (unicode61 over the same tokens, OR, bm25), and with
those for the naming words alone (`fts5_naming_words_ids`): FTS5 has no list of particles, and they cost it most.
"""

from __future__ import annotations

import argparse
import gzip
import json
import os
import random
import shutil
import sqlite3
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tantivy import Occur, Query

from tongming.engines.index import Filters, Index, SearchRecord, language, segment
from tongming.engines.index.planning import asking_words
from tongming.engines.index.schema import TokenisedText, tokenise
from tongming.engines.index.store import REBUILD_MEMORY, Store, Writer

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from tongming.engines.index.reader import Reader

DATA = Path(os.environ.get("TONGMING_TEST_DATA", Path(__file__).resolve().parents[1] / "../shared/data"))
Clock = Callable[[], float]
CLOCKS: dict[str, Clock] = {"wall": time.perf_counter, "cpu": time.thread_time}
QUERIES = 100
ROUNDS = 7
ISSUERS = ("南通市人民政府", "南通市人民政府办公室", "海安市人民政府", "如皋市人民政府", "启东市人民政府", "南通市财政局",
           "南通市教育局", "南通市民政局", "南通市司法局", "南通市生态环境局", "南通市交通运输局", "南通市水利局")  # fmt: skip
THEMES = (
    "综合政务",
    "财政、金融、审计",
    "科技、教育",
    "民政、扶贫、救灾",
    "农业、林业、水利",
    "卫生、体育",
    "城乡建设、环境保护",
)
VALIDITIES = ("有效",) * 7 + ("已修改", "失效", "废止")
QUESTIONS = ("{}怎么办理", "{}需要什么材料", "{}由谁负责", "违反{}会受到什么处罚", "{}的期限是多久")


def main() -> int:
    """Build, measure, print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--documents", type=int, default=400)
    parser.add_argument("--folder", type=Path, help="keep the indexes here and use them again")
    parser.add_argument("--without-fts5", action="store_true")
    parser.add_argument(
        "--clock", choices=sorted(CLOCKS), default="wall", help="cpu: where others use the machine too"
    )
    options = parser.parse_args()
    folder = options.folder or Path(tempfile.mkdtemp(prefix="bench-search-"))
    folder.mkdir(parents=True, exist_ok=True)
    try:
        result = run(
            folder, options.documents, with_fts5=not options.without_fts5, clock=CLOCKS[options.clock]
        )
    finally:
        if options.folder is None:
            shutil.rmtree(folder, ignore_errors=True)
    sys.stdout.write(json.dumps(result, ensure_ascii=False, indent=2) + "\n")
    return 0 if all(result["passed"].values()) else 1


def run(folder: Path, documents: int, *, with_fts5: bool, clock: Clock) -> dict[str, Any]:
    """All measurements over one set of documents."""
    rows = load_rows()
    texts = [tokenise(row["text"]) for row in rows]
    result: dict[str, Any] = {"documents": documents, "characters": characters(rows, documents)}
    build_index(folder / "index", rows, texts, documents, result)
    reader = Index(folder / "index").reader()
    queries = choose_queries(rows, documents)
    contenders = tantivy_contenders(reader, queries)
    if with_fts5:
        build_fts5(folder / "fts5.sqlite3", rows, texts, documents, result)
        connection = sqlite3.connect(folder / "fts5.sqlite3")
        contenders["fts5_ids"] = lambda query: fts5_ids(connection, all_words(query))
        contenders["fts5_naming_words_ids"] = lambda query: fts5_ids(connection, wanted_words(query))
    result |= {"queries": len(queries), "segments": reader.searcher.num_segments}
    result |= measure(contenders, queries, clock)
    result |= measure({"suggest": reader.suggest}, typed_beginnings(rows), clock)
    result["memory_peak_mb"] = peak_memory()
    result["passed"] = judge(result)
    return result


# --- documents -------------------------------------------------------------------------------------------------------


def load_rows() -> list[dict[str, Any]]:
    """The full texts of the sample."""
    with gzip.open(DATA / "laws-sample.jsonl.gz", "rt", encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def characters(rows: list[dict[str, Any]], documents: int) -> int:
    """Characters of all copies."""
    return sum(len(rows[number % len(rows)]["text"]) for number in range(documents))


def copies(rows: list[dict[str, Any]], documents: int) -> Iterator[tuple[SearchRecord, int]]:
    """(record, place of its text) for every copy; the first round keeps titles and numbers as they are."""
    for number in range(documents):
        place, round_number = number % len(rows), number // len(rows)
        row = rows[place]
        issuer = ISSUERS[number % len(ISSUERS)]
        day = date(1990, 1, 1) + timedelta(days=(number * 37) % 12_000)
        title = (
            row["title"]
            if round_number == 0
            else f"{issuer}关于贯彻《{row['title']}》的实施意见（{round_number}）"
        )
        doc_number = (
            row["doc_number"] if round_number == 0 else f"通政发〔{day.year}〕{round_number * 7 + place}号"
        )
        yield (
            SearchRecord(
                key=f"document:{number}", series=str(number), kind="document" if number % 5 else "interpretation",
                title=title, url=f"/documents/{number}", doc_number=doc_number or None,
                issuer=row["issuer"] if round_number == 0 else issuer, theme=THEMES[number % len(THEMES)],
                date=day, validity=VALIDITIES[number % len(VALIDITIES)],
            ),
            place,
        )  # fmt: skip


def build_index(
    path: Path, rows: list[dict[str, Any]], texts: list[TokenisedText], documents: int, result: dict[str, Any]
) -> None:
    """Fill a generation by the path that takes texts cut already, and put it in use."""
    if not (path / "current").exists():
        store = Store(path)
        began = time.perf_counter()
        generation, index = store.create()
        writer = Writer(index, generation, memory=REBUILD_MEMORY, threads=2, replace=False)
        for record, place in copies(rows, documents):
            writer.add_tokenised(record, texts[place])
        writer.commit()
        writer.close()
        store.use(generation)
        result["index_seconds"] = round(time.perf_counter() - began, 1)
    result["index_mb"] = round(
        sum(file.stat().st_size for file in path.rglob("*") if file.is_file()) / 1e6, 1
    )


def build_fts5(
    path: Path, rows: list[dict[str, Any]], texts: list[TokenisedText], documents: int, result: dict[str, Any]
) -> None:
    """A contentless FTS5 table over the same words."""
    if not path.exists():
        began = time.perf_counter()
        connection = sqlite3.connect(path)
        connection.execute("PRAGMA journal_mode=OFF")
        connection.execute("PRAGMA synchronous=OFF")
        connection.execute(
            "CREATE VIRTUAL TABLE documents USING fts5(words, content='', tokenize='unicode61')"
        )
        lines = (
            (number, f"{' '.join(segment.tokens(record.title))} {texts[place].words}")
            for number, (record, place) in enumerate(copies(rows, documents))
        )
        connection.executemany("INSERT INTO documents(rowid, words) VALUES (?, ?)", lines)
        connection.execute("INSERT INTO documents(documents) VALUES ('optimize')")
        connection.commit()
        connection.close()
        result["fts5_seconds"] = round(time.perf_counter() - began, 1)
    result["fts5_mb"] = round(path.stat().st_size / 1e6, 1)


# --- queries ---------------------------------------------------------------------------------------------------------


def choose_queries(rows: list[dict[str, Any]], documents: int) -> list[str]:
    """About a hundred: pieces of titles, whole titles, numbers, questions about a title's words."""
    chance = random.Random(2021)  # noqa: S311 - a fixed choice
    titles = [row["title"] for row in chance.sample(rows, len(rows))]
    queries = titles[:15]
    for title in titles[15:75]:
        words = [word for word, _, _ in segment.cut(segment.fold(title), whole=True) if len(word) > 1]
        size = chance.randint(1, 3)
        start = chance.randrange(max(1, len(words) - size + 1))
        piece = "".join(words[start : start + size])
        asked = chance.random() < 0.4
        queries.append(chance.choice(QUESTIONS).format(piece) if asked else piece)
    numbers = [record.doc_number for record, _ in copies(rows, min(documents, 5000)) if record.doc_number]
    queries += [number.replace("〔", "[").replace("〕", "]") for number in chance.sample(numbers, 25)]
    return [query for query in dict.fromkeys(queries) if query][:QUERIES]


def typed_beginnings(rows: list[dict[str, Any]]) -> list[str]:
    """What a person types on the way to a title: characters, pinyin, initials."""
    from tongming.engines.index import sound

    chance = random.Random(12)  # noqa: S311 - a fixed choice
    typed: list[str] = []
    for row in chance.sample(rows, 40):
        title = "".join(character for character in row["title"] if segment.is_ideograph(character))
        piece = title[chance.randrange(max(1, len(title) - 4)) :][: chance.randint(1, 5)]
        names = [sound.readings().get(character, ("",))[0] for character in piece]
        typed += [piece, "".join(names), "".join(name[:1] for name in names)]
    return [entry for entry in typed if entry]


# --- measuring -------------------------------------------------------------------------------------------------------


def measure(
    contenders: dict[str, Callable[[str], Any]], queries: list[str], clock: Clock
) -> dict[str, dict[str, float]]:
    """Milliseconds of one call of every contender, which take turns so that all see the same machine.

    Of each query the quickest of its rounds counts, because the rest is what other processes took; one round warms up.
    """
    times: dict[str, list[list[float]]] = {name: [[] for _ in queries] for name in contenders}
    for round_number in range(ROUNDS + 1):
        for place, query in enumerate(queries):
            for name, function in contenders.items():
                began = clock()
                function(query)
                if round_number:
                    times[name][place].append((clock() - began) * 1000)
    return {name: figures(min(rounds) for rounds in of_queries) for name, of_queries in times.items()}


def figures(milliseconds: Iterable[float]) -> dict[str, float]:
    """Median, p95 and the slowest."""
    ordered = sorted(milliseconds)
    return {
        "p50_ms": round(statistics.median(ordered), 3),
        "p95_ms": round(ordered[int(len(ordered) * 0.95)], 3),
        "max_ms": round(ordered[-1], 3),
    }


def tantivy_contenders(reader: Reader, queries: list[str]) -> dict[str, Callable[[str], Any]]:
    """Bare ids by hand (the query as we parse it, and a flat OR), bare ids by us, and the page."""
    searcher = reader.searcher

    def ids_of(query: Query) -> list[Any]:
        return [searcher.doc(address).get_first("meta") for _, address in searcher.search(query, 10).hits]

    parsed = {query: used_query(reader, query) for query in queries}
    flat = {query: flat_or(reader, query) for query in queries}
    return {
        "plain_tantivy_same_query_ids": lambda query: ids_of(parsed[query]),
        "plain_tantivy_flat_or_ids": lambda query: ids_of(flat[query]),
        "ids": reader.search_keys,
        "page": reader.search,
    }


def used_query(reader: Reader, query: str) -> Query:
    """The Tantivy query that a search really uses: the strict or the relaxed one."""
    plan = reader.planner.plan(language.parse(query).tree)
    return reader._best(plan, Filters(), "relevance", 0, 10)[0]  # noqa: SLF001 - a look inside, for the comparison


def all_words(query: str) -> list[str]:
    """The words of a query, each once."""
    return list(dict.fromkeys(segment.tokens(query)))


def wanted_words(query: str) -> list[str]:
    """The words of a query that name something, which spares a reference the commonest words."""
    words = all_words(query)
    return [word for word in words if word not in asking_words()] or words


def flat_or(reader: Reader, query: str) -> Query:
    """An OR over the words of the query in the field that holds every word."""
    terms = [(Occur.Should, reader.planner.term("words", word)) for word in wanted_words(query)]
    return Query.boolean_query(terms)


def fts5_ids(connection: sqlite3.Connection, words: list[str]) -> list[int]:
    """Bare ids of FTS5 for any of the words."""
    wanted = " OR ".join(f'"{word}"' for word in words)
    statement = "SELECT rowid FROM documents WHERE documents MATCH ? ORDER BY bm25(documents) LIMIT 10"
    return [row[0] for row in connection.execute(statement, (wanted,))]


def peak_memory() -> float:
    """The most memory this process has held (MB), building included."""
    import resource

    return round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024, 1)


def judge(result: dict[str, Any]) -> dict[str, bool]:
    """The promises that the figures of this run keep or break."""
    reference = result["plain_tantivy_same_query_ids"]["p95_ms"]
    promises = {
        "ids_within_1_ms_of_plain_tantivy": result["ids"]["p95_ms"] <= reference + 1,
        "page_within_30_ms": result["page"]["p95_ms"] <= 30,
        "suggest_within_10_ms": result["suggest"]["p95_ms"] <= 10,
    }
    if "fts5_ids" in result:
        promises["page_faster_than_fts5_ids"] = result["page"]["p95_ms"] < result["fts5_ids"]["p95_ms"]
    return promises


if __name__ == "__main__":
    sys.exit(main())
