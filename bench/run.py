"""Runs every benchmark in a process of its own, one after another, and prints one JSON object.

python bench/run.py            all, with search at 400 and at 100,000 documents (some minutes, 6 GB of disk)
python bench/run.py --quick    without the 100,000 documents
"""

import json
import os
import subprocess
import sys
from pathlib import Path

BENCH = Path(__file__).parent
ALL = {
    "parse": ["parsing.py"],
    "import": ["importing.py"],
    "pages": ["pages.py"],
    "memory": ["memory.py"],
    "search_400": ["search.py", "--documents", "400"],
    "search_100000": ["search.py", "--documents", "100000"],
}


def main() -> int:
    """Run and print; a promise that a figure breaks is no reason to lose the figures, and the exit code is 1 then."""
    broken = False
    answer: dict[str, object] = {"processors": os.cpu_count(), "load_before": os.getloadavg()[0]}
    for name, (program, *arguments) in ALL.items():
        if "--quick" in sys.argv and name == "search_100000":
            continue
        done = subprocess.run([sys.executable, BENCH / program, *arguments], capture_output=True, check=False)
        if not done.stdout.strip():
            sys.exit(f"{name}: {done.stderr.decode()[-2000:]}")
        answer[name] = json.loads(done.stdout)
        broken = broken or done.returncode != 0
    print(json.dumps(answer, ensure_ascii=False, indent=1))
    return int(broken)


if __name__ == "__main__":
    sys.exit(main())
