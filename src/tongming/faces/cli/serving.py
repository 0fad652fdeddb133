"""The web process and its worker: how `tongming serve` starts, watches and ends them."""

import errno
import hashlib
import os
import signal
import socket
import subprocess
import sys
import threading
from pathlib import Path
from types import FrameType
from typing import Any

import waitress
from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command

from tongming.conf.env import value
from tongming.errors import UserError

THREADS = 8
RESTART_PAUSE_SECONDS = 2.0
WORKER_PATIENCE_SECONDS = 10.0


class AddressTaken(UserError):
    """An address and port that cannot be listened on."""


def serve(hosts: list[str], port: int) -> None:
    """Serve on every address until SIGINT or SIGTERM; the worker is started again when it ends by itself."""
    addresses = [
        f"[{host}]:{port}" if ":" in host else f"{host}:{port}" for host in hosts if usable(host, port)
    ]
    if not addresses:
        raise AddressTaken(
            f"端口{port}在{'、'.join(hosts)}上都无法监听，请换一个端口（--port）或停用占用它的程序。"
        )
    collect_static()
    from tongming.conf.wsgi import application

    server: Any = waitress.create_server(
        application, listen=" ".join(addresses), threads=THREADS, ident="", **proxy_options()
    )
    stopping = threading.Event()
    watcher = threading.Thread(target=watch_worker, args=(stopping,), name="worker watcher")
    signal.signal(signal.SIGTERM, raise_interrupt)
    try:
        watcher.start()
        print(f"通明已启动：{'  '.join(f'http://{address}' for address in addresses)}", flush=True)
        server.run()
    finally:
        stopping.set()
        if watcher.ident:
            watcher.join()


def proxy_options() -> dict[str, Any]:
    """Return what the server believes of a proxy: with TONGMING_HTTPS that the reader came by HTTPS, and never anything else.

    Without it a header that anybody can send would be taken for HTTPS; with it, not to believe the header would refuse every form.
    """
    if not value("TONGMING_HTTPS"):
        return {"clear_untrusted_proxy_headers": True}
    return {
        "trusted_proxy": "*",
        "trusted_proxy_headers": {"x-forwarded-proto"},
        "clear_untrusted_proxy_headers": True,
    }


def usable(host: str, port: int) -> bool:
    """Tell whether an address can be listened on: a machine may have no IPv6. Raises `AddressTaken` for a port in use."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        with socket.socket(family, socket.SOCK_STREAM) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind((host, port))
    except OSError as error:
        if (
            error.errno == errno.EADDRINUSE
        ):  # never half: a reader would meet the other program at this address
            raise AddressTaken(
                f"端口{port}在{host}上已被别的程序占用，请换一个端口（--port）或停用占用它的程序。"
            ) from error
        return False
    return True


def raise_interrupt(number: int, frame: FrameType | None) -> None:
    """End on SIGTERM as on Ctrl-C, so that the worker is ended too."""
    raise KeyboardInterrupt


def watch_worker(stopping: threading.Event) -> None:
    """Keep one worker process running until told to stop."""
    while not stopping.is_set():
        worker = subprocess.Popen(  # noqa: S603  (no shell; every argument is ours)
            [sys.executable, "-m", "tongming.faces.cli.worker", str(os.getpid())], env=os.environ
        )
        while worker.poll() is None and not stopping.wait(0.5):
            pass
        if worker.poll() is None:
            end(worker)
        stopping.wait(RESTART_PAUSE_SECONDS)


def end(worker: subprocess.Popen[bytes], patience: float = WORKER_PATIENCE_SECONDS) -> None:
    """End the worker; one that does not listen in time is killed, which loses nothing: its leases run out."""
    worker.terminate()
    try:
        worker.wait(patience)
    except subprocess.TimeoutExpired:
        worker.kill()
        worker.wait()


def collect_static() -> None:
    """Collect static files under hashed names, only when one of them changed."""
    stamp = Path(settings.STATIC_ROOT) / ".stamp"
    state = static_state()
    if stamp.exists() and stamp.read_text() == state:
        return
    call_command("collectstatic", interactive=False, verbosity=0, clear=True)
    stamp.write_text(state)


def static_state() -> str:
    """Return a digest of names, sizes and times of all static files."""
    digest = hashlib.sha256()
    for finder in get_finders():
        for path, storage in finder.list([]):
            status = Path(storage.path(path)).stat()
            digest.update(f"{path} {status.st_size} {status.st_mtime_ns}\n".encode())
    return digest.hexdigest()
