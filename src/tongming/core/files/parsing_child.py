"""The program that parses untrusted files in a process of its own; `sandbox` starts it and speaks with it.

It limits itself before it has read a byte of a file: address space, processor time for each file, no file can be written, no
further file stays open. Requests and answers are one JSON line each on standard input and output; the bytes of a file follow
its request. Nothing of Django is loaded, so that the start is cheap and the process knows no secret.
"""

import json
import resource
import sys
import time
from typing import Any, BinaryIO

from tongming.engines.gongwen import ParsedDocument, parse_bytes, parse_text
from tongming.engines.gongwen.sources.encoding import decode, is_html
from tongming.engines.gongwen.sources.html import read_html
from tongming.errors import UserError

MEBIBYTE = 1024 * 1024


def limit_self(address_space: int) -> None:
    """Take away what parsing does not need; limits only ever go down, so nothing parsed can lift them."""
    resource.setrlimit(resource.RLIMIT_AS, (address_space, address_space))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_NOFILE, (16, 16))


def allow_seconds(seconds: int) -> None:
    """Give the next file its own processor time: what was used so far plus `seconds`; then the kernel ends the process."""
    used = int(time.process_time()) + 1
    _, hard = resource.getrlimit(resource.RLIMIT_CPU)
    resource.setrlimit(resource.RLIMIT_CPU, (used + seconds, hard))


def original_text(data: bytes, name: str) -> str:
    """Return what a reader sees in the original: the text of a file, the visible words of a page."""
    text = decode(data, name)
    if not is_html(text, name):
        return text
    source = read_html(text)
    lines: list[str] = []
    for block in source.blocks:
        rows = getattr(block, "rows", None)
        lines += ["\t".join(row) for row in rows] if rows is not None else [block.text]  # type: ignore[union-attr]
    return "\n".join(lines)


def answer(request: dict[str, Any], data: bytes) -> dict[str, Any]:
    """Return the result of one request, or the sentence that tells the user why there is none."""
    name, title = request["name"], request.get("title")
    try:
        if request["what"] == "original":
            return {"result": {"text": original_text(data, name)}}
        parsed = parse(data, name, title)
        return {"result": parsed.to_dict() if request["what"] == "structure" else parsed.to_body()}
    except UserError as error:
        return {"error": str(error)}
    except (MemoryError, RecursionError):
        return {"error": f"文件“{name}”过于庞大或嵌套过深，无法解析，请拆分后再传。"}
    except Exception as error:  # noqa: BLE001  (a defect of the parser must cost one file, not the batch)
        return {
            "error": f"文件“{name}”解析时出现内部错误（{type(error).__name__}），未能读取；请报告此问题。"
        }


def parse(data: bytes, name: str, title: str | None) -> ParsedDocument:
    """Parse a file; a title that is known apart from the text (a row of JSON lines) goes along with plain text."""
    if title:
        text = decode(data, name)
        if not is_html(text, name):
            return parse_text(text, title=title)
    return parse_bytes(data, name)


def serve(source: BinaryIO, sink: BinaryIO, seconds: int) -> None:
    """Answer requests until the other side closes the pipe."""
    while line := source.readline():
        request = json.loads(line)
        data = source.read(request["size"])
        allow_seconds(seconds)
        sink.write(json.dumps(answer(request, data), ensure_ascii=True).encode() + b"\n")
        sink.flush()


if __name__ == "__main__":
    limit_self(int(sys.argv[1]) * MEBIBYTE)
    serve(sys.stdin.buffer, sys.stdout.buffer, int(sys.argv[2]))
