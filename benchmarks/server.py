"""A gateway of made-up people that also says how long it took, beside plain pages on the same waitress.

``python -m benchmarks.server FOLDER COUNT`` prints its address and serves until its standard input closes.
"""

from __future__ import annotations

import json
import socket
import sys
from collections.abc import Callable, Iterable
from pathlib import Path
from threading import Lock, Thread
from time import perf_counter
from typing import Any, Final
from urllib.parse import parse_qs

from waitress.server import create_server

from gateway.app import create_app
from gateway.config import Config, Rate
from gateway.counsellors import demo_counsellor
from gateway.made import load_made
from gateway.store import Store
from gateway.when import now

Environ = dict[str, Any]
Application = Callable[[Environ, Callable[..., Any]], Iterable[bytes]]
LARGEST: Final = 64 * 1024 * 1024


class Beside:
    """The application, timed, and ``/mesure/…``: files of a folder, bare answers, the time spent so far."""

    def __init__(self, application: Application, folder: Path) -> None:
        """``folder`` is where the static pages are read."""
        self._application = application
        self._folder = folder
        self._lock = Lock()
        self._seconds = 0.0

    def __call__(self, environ: Environ, start: Callable[..., Any]) -> Iterable[bytes]:
        """WSGI."""
        path = str(environ["PATH_INFO"])
        if not path.startswith("/mesure/"):
            return [self._timed(environ, start)]
        environ["wsgi.input"].read()
        body = self._plain(path.rsplit("/", 1)[-1], parse_qs(str(environ["QUERY_STRING"])))
        start("200 OK", [("Content-Type", "application/json"), ("Content-Length", str(len(body)))])
        return [body]

    def _timed(self, environ: Environ, start: Callable[..., Any]) -> bytes:
        began = perf_counter()
        body = b"".join(self._application(environ, start))
        with self._lock:
            self._seconds += perf_counter() - began
        return body

    def _plain(self, name: str, asked: dict[str, list[str]]) -> bytes:
        if name == "nu":
            return b" " * min(int(asked["octets"][0]), LARGEST)
        if name == "passerelle":
            with self._lock:
                taken, self._seconds = self._seconds, 0.0
            return json.dumps(taken).encode()
        return (self._folder / Path(name).name).read_bytes()


def filled(folder: Path, count: int) -> Store:
    """The gateway's store with ``count`` people shared with the demonstration's counsellor."""
    store = Store(f"sqlite:///{(folder / 'passerelle.db').as_posix()}")
    with store.writing() as session:
        load_made(session, demo_counsellor(session).id, count, 2026, now())
    return store


def main(folder: Path, count: int) -> None:
    """Serve until the standard input closes."""
    pages = folder / "pages"
    pages.mkdir()
    listener = socket.create_server(("127.0.0.1", 0))
    url = f"http://127.0.0.1:{listener.getsockname()[1]}"
    store = filled(folder, count)
    config = Config("", url, demo=True, rate=Rate(1_000_000, 1_000_000.0))
    server = create_server(
        Beside(create_app(config, store), pages), sockets=[listener], threads=8, max_request_body_size=LARGEST
    )
    Thread(target=server.run, daemon=True).start()
    print(json.dumps({"url": url}), flush=True)
    sys.stdin.read()


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]))
