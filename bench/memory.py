"""Memory of `tongming serve`: the sum of PSS over its processes, 60 s after the start, with the demonstration, after a search."""

import json
import os
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.parse
import urllib.request
from pathlib import Path

TONGMING = Path(sys.executable).parent / "tongming"
WAIT_SECONDS = 60


def free_port() -> int:
    """Return a loopback port that is free now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def family(root: int) -> list[int]:
    """Return a process and all below it."""
    # A child stands under the thread that started it, and the worker is started by a thread of the web process.
    children = [
        pid for file in Path(f"/proc/{root}/task").glob("*/children") for pid in file.read_text().split()
    ]
    return [root, *(pid for child in children for pid in family(int(child)))]


def pss_mebibytes(pid: int) -> float:
    """Return the proportional set size of a process."""
    lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    return sum(int(line.split()[1]) for line in lines if line.startswith("Pss:")) / 1024


def main() -> None:
    """Start the server, search once, wait, and add up."""
    with tempfile.TemporaryDirectory() as home:
        environment = {**os.environ, "TONGMING_HOME": home}
        subprocess.run([TONGMING, "demo", "--json"], env=environment, capture_output=True, check=True)
        port = free_port()
        server = subprocess.Popen(
            [TONGMING, "serve", "--port", str(port)], env=environment, stdout=subprocess.PIPE
        )
        began = time.monotonic()
        try:
            assert server.stdout is not None
            server.stdout.readline()
            query = urllib.parse.quote("政务公开")
            with urllib.request.urlopen(f"http://127.0.0.1:{port}/search/?q={query}") as answer:
                answer.read()
            time.sleep(max(0.0, WAIT_SECONDS - (time.monotonic() - began)))
            processes = family(server.pid)
            parts = [round(pss_mebibytes(pid), 1) for pid in processes]
        finally:
            server.send_signal(signal.SIGTERM)
            server.wait()
    print(
        json.dumps(
            {"processes": len(parts), "pss_mebibytes": round(sum(parts), 1), "parts": parts, "limit": 400}
        )
    )


main()
