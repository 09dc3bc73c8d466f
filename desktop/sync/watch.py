"""A clock over whole requests: when it has run out, the sockets are cut, whatever the server was dripping."""

from __future__ import annotations

import socket
from contextlib import suppress
from functools import partial
from threading import Event, Timer
from typing import Any

from urllib3.connection import HTTPConnection, HTTPSConnection

from desktop.errors import Offline


class Watch:
    """Context manager around one request at a time; keeps a second hold of every socket that is opened meanwhile."""

    def __init__(self, patience: float) -> None:
        """Seconds for one whole answer, from the first name looked up to the last byte."""
        self._patience = patience
        self._held: dict[HTTPConnection, socket.socket] = {}
        self._late = Event()
        self._timer = Timer(patience, self._run_out)

    def over(self, pool: Any) -> Any:
        """The urllib3 pool, its connections now held."""
        kind = _Secure if pool.scheme == "https" else _Plain
        pool.ConnectionCls = partial(kind, watch=self)
        return pool

    def hold(self, connection: HTTPConnection, opened: socket.socket) -> socket.socket:
        """Remember that socket; TimeoutError when time has run out already."""
        if self._late.is_set():
            opened.close()
            raise TimeoutError("out of time")
        if earlier := self._held.pop(connection, None):
            earlier.close()
        self._held[connection] = opened.dup()
        return opened

    def cut(self) -> None:
        """Wake up whoever reads or writes: their sockets are at an end."""
        for held in tuple(self._held.values()):
            with suppress(OSError):
                held.shutdown(socket.SHUT_RDWR)

    def close(self) -> None:
        """Cut, and let go of everything."""
        self.cut()
        self._let_go(everything=True)

    def __enter__(self) -> None:
        """Start the clock."""
        self._late.clear()
        self._timer = Timer(self._patience, self._run_out)
        self._timer.start()

    def __exit__(self, *_: object) -> None:
        """Stop it; Offline when it had run out, even where the cut looked like the end of an answer."""
        self._timer.cancel()
        self._timer.join()
        self._let_go()
        if self._late.is_set():
            raise Offline("Le serveur met trop de temps à répondre.", "Continuez : Escale réessaiera plus tard.")

    def _let_go(self, everything: bool = False) -> None:
        for connection, held in tuple(self._held.items()):
            if everything or connection.sock is None:
                self._held.pop(connection, None)
                held.close()

    def _run_out(self) -> None:
        self._late.set()
        self.cut()


class _Plain(HTTPConnection):
    def __init__(self, *args: Any, watch: Watch, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._watch = watch

    def _new_conn(self) -> socket.socket:
        return self._watch.hold(self, super()._new_conn())


class _Secure(HTTPSConnection):
    def __init__(self, *args: Any, watch: Watch, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._watch = watch

    def _new_conn(self) -> socket.socket:
        return self._watch.hold(self, super()._new_conn())
