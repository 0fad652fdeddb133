"""Real data for tests: where it lies, and helpers that skip a test when it is missing."""

import gzip
import json
import os
from pathlib import Path
from typing import Any

import pytest

DATA = Path(os.environ.get("TONGMING_TEST_DATA", Path(__file__).resolve().parents[1] / "../shared/data"))


def data_path(name: str) -> Path:
    """The path of a data file; the test is skipped where it is missing."""
    path = DATA / name
    if not path.exists():
        pytest.skip(f"test data {name} is missing (TONGMING_TEST_DATA={DATA})")
    return path


def load_jsonl_gz(name: str) -> list[dict[str, Any]]:
    """The rows of a gzipped JSON-lines file."""
    with gzip.open(data_path(name), "rt", encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]
