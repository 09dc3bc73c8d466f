"""A server between Escale and the gateway: it writes down what leaves, and spoils the answers it is told to."""

from __future__ import annotations

import gzip
import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http.client import HTTPConnection
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Event, Thread
from typing import Any

MIB = 1024 * 1024
HOP = ("connection", "transfer-encoding", "content-length", "date", "server")


@dataclass(frozen=True)
class Sent:
    """A request that left."""

    method: str
    path: str
    headers: dict[str, str]
    body: bytes


@dataclass(frozen=True)
class Answer:
    """An answer, as it is or as it should be."""

    status: int
    headers: dict[str, str]
    body: bytes


Ask = Callable[[], Answer]
Fault = Callable[["Between", Ask], None]


@dataclass
class Faults:
    """What is planned and what was seen; ``target`` is the gateway's port."""

    url: str
    target: int = 0
    planned: list[tuple[str, Fault]] = field(default_factory=list)
    sent: list[Sent] = field(default_factory=list)
    over: Event = field(default_factory=Event)

    def next(self, path: str, *faults: Fault) -> None:
        """Spoil the next answers to requests of which the path begins so."""
        self.planned += [(path, fault) for fault in faults]

    def take(self, path: str) -> Fault:
        """The fault that comes now for that path."""
        for place, (start, fault) in enumerate(self.planned):
            if path.startswith(start):
                del self.planned[place]
                return fault
        return faithful

    def paths(self) -> list[str]:
        """Which paths were asked, without their queries."""
        return [sent.path.split("?")[0] for sent in self.sent]

    def bodies(self, path: str) -> list[dict[str, Any]]:
        """The JSON bodies that were posted there."""
        return [json.loads(sent.body) for sent in self.sent if sent.path == path]


class Between(BaseHTTPRequestHandler):
    """One connection of the client's."""

    protocol_version = "HTTP/1.1"
    faults: Faults

    def do_GET(self) -> None:
        """Note the request, and answer as planned."""
        body = self.rfile.read(int(self.headers.get("Content-Length", "0")))
        headers = {name: value for name, value in self.headers.items() if name.lower() not in HOP}
        sent = Sent(self.command, self.path, headers, body)
        self.faults.sent.append(sent)
        with suppress(ConnectionError):
            self.faults.take(self.path)(self, lambda: ask(self.faults.target, sent))

    do_POST = do_GET

    def log_message(self, format: str, *args: object) -> None:
        """Nothing."""

    def give(self, answer: Answer, body: bytes | None = None) -> None:
        """Send an answer, or its headers with another body."""
        self.send_response(answer.status)
        for name, value in answer.headers.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(answer.body)))
        self.end_headers()
        self.wfile.write(answer.body if body is None else body)

    def hang_up(self) -> None:
        """Close without another word."""
        self.close_connection = True


def ask(port: int, sent: Sent) -> Answer:
    """The gateway's answer."""
    connection = HTTPConnection("127.0.0.1", port, timeout=30)
    try:
        connection.request(sent.method, sent.path, sent.body, sent.headers)
        answer = connection.getresponse()
        headers = {name: value for name, value in answer.getheaders() if name.lower() not in HOP}
        return Answer(answer.status, headers, answer.read())
    finally:
        connection.close()


@contextmanager
def standing() -> Iterator[Faults]:
    """Listen on 127.0.0.1; ``target`` has to be told before the first request."""
    faults = Faults("")
    server = ThreadingHTTPServer(("127.0.0.1", 0), type("One", (Between,), {"faults": faults}))
    faults.url = f"http://127.0.0.1:{server.server_port}"
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield faults
    finally:
        faults.over.set()
        server.shutdown()
        thread.join()
        server.server_close()


def faithful(between: Between, ask: Ask) -> None:
    """Nothing spoilt."""
    between.give(ask())


def said(status: int, body: bytes = b"{}", kind: str = "application/json", **headers: str) -> Fault:
    """Answer that, without asking the gateway; ``Retry_After`` stands for ``Retry-After``."""
    named = {"Content-Type": kind} | {name.replace("_", "-"): value for name, value in headers.items()}
    return lambda between, _: between.give(Answer(status, named, body))


def plain(answer: Answer) -> bytes:
    """A body without its gzip."""
    return gzip.decompress(answer.body) if answer.headers.get("Content-Encoding") == "gzip" else answer.body


def edited(edit: Callable[[bytes], bytes]) -> Fault:
    """The gateway's answer with another body."""

    def spoil(between: Between, ask: Ask) -> None:
        answer = ask()
        headers = {name: value for name, value in answer.headers.items() if name != "Content-Encoding"}
        between.give(Answer(answer.status, headers, edit(plain(answer))))

    return spoil


def altered(change: Callable[[dict[str, Any]], object]) -> Fault:
    """The gateway's JSON, changed in place."""

    def edit(body: bytes) -> bytes:
        found = json.loads(body)
        change(found)
        return json.dumps(found).encode()

    return edited(edit)


def cut(share: float) -> Fault:
    """That share of the body, then the end of the connection."""

    def spoil(between: Between, ask: Ask) -> None:
        answer = ask()
        between.give(answer, answer.body[: int(len(answer.body) * share)])
        between.hang_up()

    return spoil


def lost(between: Between, ask: Ask) -> None:
    """The gateway did it, and nobody hears."""
    ask()
    between.hang_up()


def bomb(between: Between, ask: Ask) -> None:
    """Sixty-four mebibytes in sixty-four kibibytes."""
    headers = {"Content-Type": "application/json", "Content-Encoding": "gzip"}
    between.give(Answer(200, headers, gzip.compress(bytes(64 * MIB))))


def endless(between: Between, ask: Ask) -> None:
    """More than anybody should read."""
    between.send_response(200)
    between.send_header("Content-Type", "application/json")
    between.end_headers()
    between.hang_up()
    for _ in range(40):
        between.wfile.write(b" " * MIB)


def drip(start: bytes) -> Fault:
    """``start``, then one byte now and then, for as long as somebody listens."""

    def spoil(between: Between, ask: Ask) -> None:
        between.hang_up()
        between.wfile.write(start)
        for _ in range(2000):
            if between.faults.over.wait(0.02):
                return
            between.wfile.write(b"a")

    return spoil


HEADERS = b"HTTP/1.1 200 OK\r\nX-Slow: "
BODY = b'HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 900000\r\n\r\n{"epoch": "'
UNTIL_CLOSED = b'HTTP/1.0 200 OK\r\nContent-Type: application/json\r\n\r\n{"epoch": "'
EMPTY_BLOCKS = b"HTTP/1.0 200 OK\r\nContent-Type: application/json\r\nContent-Encoding: gzip\r\n\r\n\x1f\x8b\x08\x10"
