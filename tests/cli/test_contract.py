"""The contract with calling programs: exit codes, one line on stderr, JSON, a quick start."""

import json
import os
import re
import signal
import subprocess
import sys
from pathlib import Path

import pytest

SCRIPT = Path(sys.executable).parent / "tongming"
CHINESE = re.compile(r"[一-鿿]")


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ([], "没有给出命令"),
        (["frobnicate"], "frobnicate"),
        (["deadlin"], "'deadline'"),
        (["--frobnicate"], "--frobnicate"),
        (["deadline"], "起始日"),
        (["deadline", "2021-05-06"], "长度"),
        (["deadline", "2021-05-06", "20", "30"], "30"),
        (["deadline", "2021-05-06", "twenty"], "twenty"),
        (["deadline", "2021-05-06", "-5"], "负数"),
        (["deadline", "2021-05-06", "0"], "“0”"),
        (["deadline", "2021-05-06", "9" * 5000], "999"),
        (["deadline", "6.5.2021", "20"], "6.5.2021"),
        (["deadline", "2021-02-30", "20"], "2021-02-30"),
        (["deadline", "2021-05-06T25:00", "20", "--unit", "hour"], "T25:00"),
        (["deadline", "2021-05-06", "20", "--unit", "week"], "week"),
        (["deadline", "2021-05-06", "20", "--unit", "hour"], "起算时刻"),
        (["deadline", "2021-05-06", "20", "--unit"], "--unit"),
        (["deadline", "2021-05-06", "20", "--json=1"], "--json"),
        (["deadline", "2021-05-06", "20", "--pause", "2021-05-07"], "2021-05-07"),
        (["deadline", "2021-05-06", "20", "--pause", "2021-05-12:2021-05-11"], "2021-05-12"),
        (["deadline", "2021-05-06", "20", "--pause", "2021-05-01:2021-05-11"], "2021-05-01"),
        (["deadline", "2021-05-06", "20", "--restart", "2021-05-01"], "2021-05-01"),
        (["deadline", "2021-05-06\n错", "20"], "错"),
        (["deadline", "1999-05-06", "20"], "1999年"),
        (["parse"], "文件"),
        (["parse", "no such file"], "no such file"),
        (["parse", "."], "文件夹"),
    ],
)
def test_bad_input_is_answered_with_two_and_exactly_one_chinese_line(tongming, arguments, words):
    done = tongming(*arguments)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.endswith("\n")
    assert len(done.stderr.splitlines()) == 1
    assert CHINESE.search(done.stderr)
    assert words in done.stderr


@pytest.mark.parametrize("arguments", [["--help"], ["deadline", "--help"], ["parse", "--help"]])
def test_help_is_in_chinese_throughout(tongming, arguments):
    done = tongming(*arguments)
    assert (done.returncode, done.stderr) == (0, "")
    for english in ("Usage", "Options", "Commands", "Show", "default", "OPTIONS", "ARGS"):
        assert english not in done.stdout


def test_the_version_is_that_of_the_package(tongming):
    done = tongming("--version")
    assert done.returncode == 0
    assert re.search(r"tongming \d+\.\d+", done.stdout)


@pytest.mark.parametrize("locale", ["C", "POSIX", "en_US.ISO-8859-1", "zh_CN.GB18030"])
def test_output_is_utf_8_in_every_locale(tongming, locale):
    done = tongming("deadline", "2021-04-29", "1", LC_ALL=locale, PYTHONCOERCECLOCALE="0", PYTHONUTF8="0")
    assert done.returncode == 0
    assert "届满：2021-04-30 星期五" in done.stdout


def test_json_is_one_value_and_nothing_else(tongming):
    done = tongming("deadline", "2021-05-21", "1", "--json")
    assert (done.returncode, done.stderr) == (0, "")
    assert json.loads(done.stdout)["due"] == "2021-05-24"


def test_a_reader_that_goes_away_is_no_error_message():
    # The pipe's reading end is closed before the program writes.
    reading, writing = os.pipe()
    os.close(reading)
    with os.fdopen(writing, "wb") as stdout:
        done = subprocess.run(
            [SCRIPT, "deadline", "2021-05-06", "1000", "--unit", "calendar", "--json"],
            stdout=stdout,
            stderr=subprocess.PIPE,
            timeout=60,
            check=False,
        )
    assert (done.returncode, done.stderr) == (141, b"")


def test_an_interrupt_from_the_keyboard_ends_with_130_and_no_traceback():
    # `parse -` waits for its input; its first byte read shows that the program is past its start.
    def heed_the_keyboard():
        signal.signal(signal.SIGINT, signal.SIG_DFL)  # a shell in the background has its programs ignore it

    with subprocess.Popen(
        [SCRIPT, "parse", "-"],
        stdin=subprocess.PIPE,
        stderr=subprocess.PIPE,
        preexec_fn=heed_the_keyboard,  # noqa: PLW1509  (no thread of this test holds a lock)
    ) as process:
        wait_until_reading(process)
        process.send_signal(signal.SIGINT)
        _, stderr = process.communicate(timeout=60)
    assert process.returncode == 130
    assert b"Traceback" not in stderr


def wait_until_reading(process):
    """Fill the pipe until the program has taken something out of it."""
    descriptor = process.stdin.fileno()
    os.set_blocking(descriptor, False)
    block = b" " * 65536
    written = os.write(descriptor, block)
    while True:
        try:
            written += os.write(descriptor, block)
        except BlockingIOError:
            if written > 1_000_000:
                return
            process.poll()


def test_the_deadline_command_needs_neither_django_nor_the_parser():
    code = (
        "import sys; from tongming.faces.cli.main import main;"
        "code = main(['deadline', '2021-05-06', '20', '--json']);"
        "sys.exit(code or any(name.split('.')[0] in {'django', 'selectolax', 'tantivy'} for name in sys.modules))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, timeout=60, check=False)
    assert done.returncode == 0
