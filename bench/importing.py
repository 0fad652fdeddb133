"""Import speed through the real command, beside bare inserts of the same rows into SQLite with FTS5; prints JSON."""

import json
import os
import sqlite3
import subprocess
import sys
import tempfile
from pathlib import Path

from common import DATA, ratio, sample, seconds

from tongming.engines.index import tokens

TONGMING = Path(sys.executable).parent / "tongming"


def bare_inserts(folder: str) -> None:
    """Insert the rows and their words, each durable on its own as ours are."""
    database = sqlite3.connect(Path(folder) / "bare.sqlite3")
    database.executescript(
        "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; CREATE TABLE d(title, text);"
        "CREATE VIRTUAL TABLE f USING fts5(words, tokenize=unicode61);"
    )
    for row in sample():
        with database:
            database.execute("INSERT INTO d VALUES(?, ?)", (row["title"], row["text"]))
            database.execute("INSERT INTO f VALUES(?)", (" ".join(tokens(row["title"] + row["text"])),))
    database.close()


def import_once(home: str) -> dict[str, object]:
    """Run the command and return its report."""
    done = subprocess.run(
        [TONGMING, "import", DATA / "laws-sample.jsonl.gz", "--json"],
        env={**os.environ, "TONGMING_HOME": home},
        capture_output=True,
        check=True,
    )
    report: dict[str, object] = json.loads(done.stdout)
    return report


def main() -> None:
    """Import into a new folder, again into the same, and insert the bare rows."""
    with tempfile.TemporaryDirectory() as folder:
        first, again = import_once(folder), import_once(folder)
        reference = seconds(lambda: bare_inserts(folder))
    ours = float(str(first["seconds"]))
    answer = {
        "documents": first["created"],
        "documents_per_second": round(int(str(first["created"])) / ours, 1),
        "seconds": ours,
        "again_unchanged": again["unchanged"],
        "again_seconds": again["seconds"],
        "reference": "bare durable inserts with segmentation into SQLite and FTS5",
        "reference_seconds": round(reference, 2),
        "time_ratio": ratio(ours, reference),
    }
    print(json.dumps(answer, ensure_ascii=False))


main()
