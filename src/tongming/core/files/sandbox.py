"""Untrusted files are parsed in a child process (沙箱): limits on address space, processor time, size and waiting time.

The web and the command line use the same door. One child serves many files, because starting it costs more than a small file
does: `with Sandbox() as sandbox: sandbox.parse(data, name)`. A child that was ended by a limit is replaced for the next file, so
one bad file in a batch costs only itself. For a single file there is `parse_in_child`.
"""

import json
import os
import select
import subprocess
import sys
import time
from types import TracebackType
from typing import IO, Any, Self

from tongming.errors import UserError

ADDRESS_SPACE_MEBIBYTES = 1024
PROCESSOR_SECONDS = 20
WAITING_SECONDS = 60  # of the clock on the wall: a machine under load is slower than its processor time says
LARGEST_INPUT = 64 * 1024 * 1024
LARGEST_ANSWER = 256 * 1024 * 1024
PIECE = 64 * 1024
CHILD = "tongming.core.files.parsing_child"


class ParsingFailed(UserError):
    """A file that could not be parsed within the limits, or that the parser refuses; the message is one line for the user."""


class Sandbox:
    """A child process that parses file after file; a context manager, not to be shared between threads."""

    def __init__(
        self,
        *,
        address_space: int = ADDRESS_SPACE_MEBIBYTES,
        processor_seconds: int = PROCESSOR_SECONDS,
        waiting_seconds: float = WAITING_SECONDS,
    ) -> None:
        """Limits: address space in MiB, processor and waiting time in seconds for each file."""
        self.address_space = address_space
        self.processor_seconds = processor_seconds
        self.waiting_seconds = waiting_seconds
        self.child: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> Self:
        """Start nothing yet: the child starts with the first file."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        """End the child."""
        self.close()

    def parse(self, data: bytes, name: str, title: str | None = None) -> dict[str, Any]:
        """Return a parsed document with the places of nodes and tables (`ParsedDocument.to_body()`); raises `ParsingFailed`."""
        return self._ask("parse", data, name, title)

    def structure(self, data: bytes, name: str) -> dict[str, Any]:
        """Return the published shape of a parsed document (`ParsedDocument.to_dict()`); raises `ParsingFailed`."""
        return self._ask("structure", data, name, None)

    def original_text(self, data: bytes, name: str) -> str:
        """Return what a reader sees in the original file; raises `ParsingFailed`."""
        text: str = self._ask("original", data, name, None)["text"]
        return text

    def close(self) -> None:
        """End the child, if there is one, and wait for it."""
        child, self.child = self.child, None
        if child is None:
            return
        child.kill()
        for pipe in (child.stdin, child.stdout):
            if pipe:
                try:
                    pipe.close()
                except BrokenPipeError:
                    continue  # unsent bytes of a request that a limit cut short
        child.wait()

    def _ask(self, what: str, data: bytes, name: str, title: str | None) -> dict[str, Any]:
        if len(data) > LARGEST_INPUT:
            raise ParsingFailed(f"文件“{name}”超过{LARGEST_INPUT // 1024 // 1024}MiB，请拆分后再传。")
        child = self.child = self.child or self._start()
        request = {"what": what, "name": name, "title": title, "size": len(data)}
        head = json.dumps(request).encode() + b"\n"
        assert child.stdin
        assert child.stdout
        try:
            line = _exchange(child.stdin, child.stdout, head + data, time.monotonic() + self.waiting_seconds)
            answer: dict[str, Any] = json.loads(line)
        except (OSError, ValueError) as error:  # a timeout is an OSError
            self.close()
            raise ParsingFailed(
                f"文件“{name}”解析超出了时间或内存限制，已停止；请拆分后再传，或粘贴正文录入。"
            ) from error
        if "error" in answer:
            raise ParsingFailed(answer["error"])
        result: dict[str, Any] = answer["result"]
        return result

    def _start(self) -> subprocess.Popen[bytes]:
        """Start the child with the same interpreter and module path, and none of the environment that may hold secrets."""
        environment = {"PYTHONPATH": os.pathsep.join(filter(None, sys.path)), "PYTHONIOENCODING": "utf-8"}
        return subprocess.Popen(  # noqa: S603  (no shell; every argument is ours)
            [sys.executable, "-m", CHILD, str(self.address_space), str(self.processor_seconds)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=environment,
            bufsize=0,
        )


def _exchange(sink: IO[bytes], source: IO[bytes], message: bytes, until: float) -> bytes:
    """Write a request and read its answer, one line, without waiting longer than `until` for the other side."""
    unsent, received = memoryview(message), bytearray()
    os.set_blocking(sink.fileno(), False)
    while not received.endswith(b"\n"):
        left = until - time.monotonic()
        readable, writable, _ = select.select([source], [sink] if unsent else [], [], max(left, 0))
        if left <= 0 or not (readable or writable):
            raise TimeoutError
        if writable:
            unsent = unsent[os.write(sink.fileno(), unsent[:PIECE]) :]
        if readable:
            piece = os.read(source.fileno(), PIECE)
            received += piece
            if not piece or len(received) > LARGEST_ANSWER:
                raise OSError("the child ended, or its answer is too large")
    return bytes(received)


def parse_in_child(data: bytes, name: str, title: str | None = None) -> dict[str, Any]:
    """Parse one untrusted file in a child of its own; raises `ParsingFailed` with one Chinese line."""
    with Sandbox() as sandbox:
        return sandbox.parse(data, name, title)
