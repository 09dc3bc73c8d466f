"""The gateway as a WSGI application, and served on a port."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from flask import Flask, Response, redirect, send_from_directory, url_for
from waitress.server import create_server
from waitress.wasyncore import close_all, loop
from werkzeug.wrappers import Response as AnyResponse

from gateway.access import Gateway
from gateway.config import Config
from gateway.counsellors import demo_counsellor
from gateway.errors import say_troubles
from gateway.headers import guard
from gateway.holder import holder_routes
from gateway.people import load, read_people
from gateway.rate import Buckets
from gateway.sharing import sharing_routes
from gateway.signin import signin_routes
from gateway.store import Store
from gateway.tokens import Provider
from gateway.when import french_day

HERE = Path(__file__).resolve().parent
DEMO_PEOPLE = HERE / "demo" / "people"
LOOPBACK = ("127.0.0.1", "[::1]", "localhost")
DRAIN_BYTES = 64 * 1024 * 1024
DRAIN_SECONDS = 30


def create_app(config: Config, store: Store) -> Flask:
    """The application of ``config`` over an open ``store``; a demonstration loads ``config.people`` first."""
    app = Flask("gateway", root_path=str(HERE), template_folder="pages", static_folder=None)
    app.config["MAX_CONTENT_LENGTH"] = config.body_bytes
    app.config["MAX_FORM_MEMORY_SIZE"] = 64 * 1024
    app.config["TRUSTED_HOSTS"] = _hosts(config)
    app.jinja_env.filters["jour"] = french_day
    app.url_map.strict_slashes = False
    app.json.ensure_ascii = False  # type: ignore[attr-defined]  # Flask types the provider by its base
    gateway = Gateway(config, store, Buckets(config.rate))
    guard(app)
    say_troubles(app)
    app.register_blueprint(signin_routes(gateway, Provider(gateway, app)))
    app.register_blueprint(sharing_routes(gateway))
    app.add_url_rule("/style.css", view_func=_style)
    if config.demo:
        _load_demo(config, store)
        app.register_blueprint(holder_routes(gateway))
        app.add_url_rule("/", view_func=_home)
    return app


@contextmanager
def served(config: Config) -> Iterator[str]:
    """The gateway listening in threads of this process: ``with served(config) as url``; closed with the block."""
    listener = socket.create_server((config.host, config.port), family=_family(config.host))
    try:
        store = Store(config.database, config.threads, config.busy_seconds)
    except BaseException:
        listener.close()
        raise
    try:
        config = replace(config, issuer=config.issuer or _url(listener))
        with _running(create_app(config, store), listener, config.threads):
            yield _url(listener)
    finally:
        listener.close()
        store.close()


@contextmanager
def _running(app: Flask, listener: socket.socket, threads: int) -> Iterator[None]:
    channels: dict[int, Any] = {}
    server = create_server(
        app, map=channels, sockets=[listener], threads=threads, max_request_body_size=DRAIN_BYTES, ident=None
    )
    stopping = threading.Event()
    thread = threading.Thread(target=_listen, args=(channels, stopping), name="gateway")
    thread.start()
    try:
        yield
    finally:
        server.task_dispatcher.shutdown(timeout=DRAIN_SECONDS)
        stopping.set()
        server.trigger.pull_trigger()
        thread.join()
        close_all(channels)


def _listen(channels: dict[int, Any], stopping: threading.Event) -> None:
    """Waitress's loop until ``stopping``; nothing is closed before it ended, for descriptors are numbers used again."""
    while not stopping.is_set():
        loop(timeout=1.0, use_poll=True, map=channels, count=1)


def _load_demo(config: Config, store: Store) -> None:
    with store.writing() as session:
        counsellor = demo_counsellor(session)
        if config.people is not None:
            load(session, store.keys.signer, counsellor.id, read_people(config.people), config.clock())


def _hosts(config: Config) -> list[str]:
    """The names this server answers to: a page elsewhere cannot rename itself into ours (DNS rebinding)."""
    name = urlsplit(config.issuer).hostname or ""
    return [name, *LOOPBACK] if name in ("127.0.0.1", "::1", "localhost") else [name]


def _family(host: str) -> socket.AddressFamily:
    return socket.AF_INET6 if ":" in host else socket.AF_INET


def _url(listener: socket.socket) -> str:
    host, port = listener.getsockname()[:2]
    return f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}"


def _home() -> AnyResponse:
    return redirect(url_for("holder.people"))


def _style() -> Response:
    return send_from_directory(HERE / "pages", "style.css", mimetype="text/css")
