"""Parse speed over the sample, beside the segmentation of the same text into words; prints JSON."""

import json
import statistics

from common import ratio, sample, seconds

from tongming.engines.gongwen import parse_text
from tongming.engines.index import tokens

ROUNDS = 3


def main() -> None:
    """Parse all texts a few times, and cut the same texts into words."""
    rows = sample()
    megabytes = sum(len(row["text"].encode()) for row in rows) / 1e6
    tokens("暖机")
    ours, reference = [], []
    for _ in range(ROUNDS):
        ours.append(seconds(lambda: [parse_text(row["text"], title=row["title"]).to_dict() for row in rows]))
        reference.append(seconds(lambda: [tokens(row["text"]) for row in rows]))
    parsing, cutting = statistics.median(ours), statistics.median(reference)
    answer = {
        "documents": len(rows),
        "megabytes": round(megabytes, 2),
        "parse_megabytes_per_second": round(megabytes / parsing, 2),
        "reference": "segmentation of the same texts into words",
        "reference_megabytes_per_second": round(megabytes / cutting, 2),
        "time_ratio": ratio(parsing, cutting),
    }
    print(json.dumps(answer, ensure_ascii=False))


main()
