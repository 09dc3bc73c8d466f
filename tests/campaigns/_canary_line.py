"""What the watched program and the campaign say to each other, over a socket: no file, no argument, no variable.

The program asks, the campaign answers; while it has not answered, nothing moves, and everything can be looked at.
"""

from __future__ import annotations

import json
import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final

ADDRESS: Final = "ESCALE_CANARY"
Said = dict[str, Any]


class Line:
    """The program's end."""

    def __init__(self, path: str) -> None:
        """Connects."""
        self._socket = socket.socket(socket.AF_UNIX)
        self._socket.connect(path)
        self._file = self._socket.makefile("rb")
        self._lock = threading.Lock()

    def ask(self, what: str, **said: object) -> Said:
        """Say it, and wait for the answer; from any thread."""
        with self._lock:
            self._socket.sendall(json.dumps({"what": what, **said}).encode() + b"\n")
            answer: Said = json.loads(self._file.readline())
        return answer


class LineKeyring:
    """A keyring whose secrets are in the campaign's memory: a lock does not lose them, and no file holds them."""

    name = "escale.campaign.Keyring"

    def __init__(self, line: Line) -> None:
        """Over this line."""
        self._line = line

    def get(self, service: str, item: str) -> str | None:
        """See Keychain."""
        found: str | None = self._line.ask("get", item=f"{service}|{item}")["secret"]
        return found

    def put(self, service: str, item: str, secret: str) -> None:
        """See Keychain."""
        self._line.ask("put", item=f"{service}|{item}", secret=secret)

    def remove(self, service: str, item: str) -> None:
        """See Keychain."""
        self._line.ask("remove", item=f"{service}|{item}")


@contextmanager
def answering(path: Path, answer: Callable[[Said], Said]) -> Iterator[None]:
    """The campaign's end: each program that connects is answered, one question after the other."""
    listener = socket.socket(socket.AF_UNIX)
    listener.bind(str(path))
    listener.listen(4)
    thread = threading.Thread(target=_serve, args=(listener, answer), name="line")
    thread.start()
    try:
        yield
    finally:
        listener.shutdown(socket.SHUT_RDWR)
        listener.close()
        thread.join()


def _serve(listener: socket.socket, answer: Callable[[Said], Said]) -> None:
    while True:
        try:
            connection, _ = listener.accept()
        except OSError:
            return
        with connection, connection.makefile("rb") as lines:
            for line in lines:
                connection.sendall(json.dumps(answer(json.loads(line))).encode() + b"\n")
