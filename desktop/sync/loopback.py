"""Where the browser comes back after a sign-in: one address of this machine, for a short while (RFC 8252 §7.3)."""

from __future__ import annotations

import hmac
import select
import socket
import time
from http.server import BaseHTTPRequestHandler, HTTPServer
from io import BytesIO
from threading import Event
from typing import Final
from urllib.parse import parse_qs, urlsplit

from desktop.errors import SignInNeeded
from desktop.sync.account import Callback

PATH: Final = "/retour"
PATIENCE: Final = 180.0  # seconds
LONGEST: Final = 16_384  # bytes of a request
HURRY: Final = 1.0  # seconds for a whole request: a browser may knock once more and say nothing
REQUESTS: Final = 50
PAGE: Final = """<!doctype html><html lang="fr"><meta charset="utf-8"><title>Escale</title>
<style>body{{font:18px/1.5 system-ui,sans-serif;max-width:36em;margin:15vh auto;padding:0 1em}}
html{{color:#1D2430;background:#F6F5F1}}
h1{{font-size:1.4em;color:#1F5A6B}}</style><h1>{title}</h1><p>{text}</p></html>"""


class Loopback:
    """Listens on 127.0.0.1, any free port; use as a context manager."""

    def __init__(self) -> None:
        """Binds at once, so that the address can be given to the gateway."""
        self._server = _Server(("127.0.0.1", 0), _Request)

    def __enter__(self) -> Loopback:
        """Itself."""
        return self

    def __exit__(self, *_: object) -> None:
        """Stop listening."""
        self._server.server_close()

    @property
    def redirect(self) -> str:
        """The address to come back to."""
        return f"http://127.0.0.1:{self._server.server_port}{PATH}"

    def wait(self, state: str, cancelled: Event, patience: float = PATIENCE) -> Callback:
        """The one answer that carries ``state``; others are refused. SignInNeeded after ``patience`` seconds."""
        self._server.state = state
        deadline = time.monotonic() + patience
        for _ in range(REQUESTS):
            while not self._server.ready() and not cancelled.is_set() and time.monotonic() < deadline:
                pass
            if cancelled.is_set() or time.monotonic() >= deadline:
                break
            self._server.handle_request()
            if self._server.callback:
                return self._server.callback
        raise SignInNeeded("La connexion n’a pas abouti.", "Recommencez quand vous voudrez : rien n’a été changé.")


class _Server(HTTPServer):
    state = ""
    callback: Callback | None = None
    timeout = 0.2

    def ready(self) -> bool:
        """Whether somebody is at the door; waits a fifth of a second at most."""
        return bool(select.select([self.socket], [], [], self.timeout)[0])

    def handle_error(self, request: object, client_address: object) -> None:
        """A browser that hangs up is no event; nothing is printed, for addresses carry codes."""


class _Request(BaseHTTPRequestHandler):
    server: _Server
    server_version = "Escale"
    sys_version = ""

    def setup(self) -> None:
        """Read the request whole before anything is made of it, within bounds of time and size."""
        super().setup()
        self.rfile = BytesIO(_head(self.connection))

    def do_GET(self) -> None:
        """Check host, path and state; take the first answer that fits, refuse the rest."""
        target = urlsplit(self.path)
        if self.headers.get("Host") != f"127.0.0.1:{self.server.server_port}" or target.path != PATH:
            self._say(404, "Adresse inconnue", "Cette page n’existe pas.")
            return
        words = {word: values[0] for word, values in parse_qs(target.query).items() if len(values) == 1}
        if self.server.callback or not hmac.compare_digest(words.get("state", "").encode(), self.server.state.encode()):
            self._say(
                400, "Réponse refusée", "Cette réponse ne correspond pas à la demande d’Escale. Elle a été ignorée."
            )
            return
        self.server.callback = Callback(
            words.get("code", ""), words["state"], words.get("iss", ""), words.get("error", "")
        )
        if words.get("error"):
            self._say(200, "Connexion non accordée", "Vous pouvez fermer cette page et revenir à Escale.")
        else:
            self._say(200, "C’est fait", "Vous êtes connecté. Fermez cette page et revenez à Escale.")

    def send_error(self, code: int, *_: object, **__: object) -> None:
        """What is not a GET, or no HTTP at all."""
        self._say(code, "Demande refusée", "Escale n’attend ici que la réponse à une connexion.")

    def log_message(self, format: str, *args: object) -> None:
        """Nothing: the address carries the code."""

    def _say(self, status: int, title: str, text: str) -> None:
        body = PAGE.format(title=title, text=text).encode()
        self.send_response(status)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.send_header("Content-Security-Policy", "default-src 'none'; style-src 'unsafe-inline'")
        self.send_header("Cache-Control", "no-store")
        self.send_header("Referrer-Policy", "no-referrer")
        self.end_headers()
        self.wfile.write(body)


def _head(connection: socket.socket) -> bytes:
    """A request's bytes up to its empty line, what came of it when time or room ran out."""
    deadline = time.monotonic() + HURRY
    found = b""
    while b"\r\n\r\n" not in found and len(found) < LONGEST:
        connection.settimeout(max(0.01, deadline - time.monotonic()))
        try:
            piece = connection.recv(4096)
        except TimeoutError:
            break
        if not piece or time.monotonic() > deadline:
            break
        found += piece
    connection.settimeout(HURRY)
    return found
