"""The real console script, run as other programs run it."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

SCRIPT = Path(sys.executable).parent / "tongming"


@pytest.fixture
def tongming():
    """Run `tongming` with arguments; returns the finished process with text in UTF-8."""

    def run(*arguments, stdin="", **environment):
        return subprocess.run(
            [SCRIPT, *arguments],
            input=stdin,
            capture_output=True,
            encoding="utf-8",
            env={**os.environ, **environment},
            timeout=60,
            check=False,
        )

    return run
