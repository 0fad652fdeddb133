"""What the benchmarks share: the sample texts, medians, a fresh data folder, the child processes of a server."""

import gzip
import json
import os
import statistics
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

DATA = Path(os.environ.get("TONGMING_TEST_DATA", Path(__file__).resolve().parents[1] / "../shared/data"))


def sample() -> list[dict[str, Any]]:
    """Return the full texts of the sample."""
    with gzip.open(DATA / "laws-sample.jsonl.gz", "rt", encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def seconds(work: Callable[[], object]) -> float:
    """Return how long a piece of work took."""
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


def summary(durations: list[float]) -> dict[str, float]:
    """Return median and 95th percentile in milliseconds."""
    ordered = sorted(durations)
    return {
        "p50_ms": round(statistics.median(ordered) * 1000, 2),
        "p95_ms": round(ordered[int(len(ordered) * 0.95) - 1] * 1000, 2),
    }


def ratio(ours: float, reference: float) -> float:
    """Return how many times the reference ours is."""
    return round(ours / reference, 3)
