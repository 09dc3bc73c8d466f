"""HTTP as Escale speaks it: bounded in bytes and in time, no redirects, no environment, trust from the system."""

from __future__ import annotations

import time
from collections.abc import Mapping
from typing import Any, Final, NoReturn
from urllib.parse import urlsplit

import requests
from requests.adapters import HTTPAdapter

from desktop.errors import Offline, ServerTrouble

LONGEST: Final = 20 * 1024 * 1024  # bytes of one decoded answer
PATIENCE: Final = 60.0  # seconds for one whole answer
SOCKET: Final = (5.0, 20.0)  # seconds to connect, and between two pieces
LOOPBACK: Final = ("127.0.0.1", "::1")


class Later(ServerTrouble):
    """The gateway asked to come back in ``seconds`` (429 or 503, Retry-After)."""

    def __init__(self, seconds: int) -> None:
        """Seconds are bounded to a day."""
        self.seconds = max(1, min(seconds, 86_400))
        super().__init__(
            "Le serveur est très occupé : il demande d’attendre un peu.", "Escale réessaiera de lui-même au bon moment."
        )


class PlainLoopback(HTTPAdapter):
    """Lets an ``https`` address of this very machine travel as plain HTTP, which never leaves it.

    OAuth libraries refuse plain HTTP, rightly; instead of switching that check off for every address, only literal
    loopback ones are let through, and only when the site's configuration names such a gateway (RFC 8252 §8.3).
    """

    def send(self, request: requests.PreparedRequest, *args: Any, **kwargs: Any) -> requests.Response:
        """Send to the loopback address; ValueError for any other."""
        url = urlsplit(request.url or "")
        if url.hostname not in LOOPBACK:
            raise ValueError("not this machine")
        request.url = url._replace(scheme="http").geturl()
        return super().send(request, *args, **kwargs)


def secure(url: str) -> str:
    """The address that the OAuth libraries see: a loopback one is presented as https, see ``PlainLoopback``."""
    parts = urlsplit(url)
    return parts._replace(scheme="https").geturl() if is_loopback(url) else url


def plain(url: str) -> str:
    """The address that a browser is given: a loopback one in plain HTTP."""
    parts = urlsplit(url)
    return parts._replace(scheme="http").geturl() if is_loopback(url) else url


def is_loopback(url: str) -> bool:
    """Whether the address is literally this machine."""
    return urlsplit(url).hostname in LOOPBACK


def prepare(session: requests.Session, proxies: Mapping[str, str] | None = None) -> None:
    """Settings of every session: nothing from the environment, plain HTTP only towards this machine."""
    session.trust_env = False
    session.proxies = dict(proxies or {})
    session.max_redirects = 0
    for host in ("127.0.0.1", "[::1]"):
        session.mount(f"https://{host}", PlainLoopback())
    session.headers.update({"Accept-Encoding": "gzip", "Accept": "application/json", "User-Agent": "Escale"})


def fetched(session: requests.Session, method: str, url: str, **sent: Any) -> tuple[int, Mapping[str, str], bytes]:
    """Status, headers and whole decoded body; Offline when the gateway cannot be reached in time."""
    try:
        answer = session.request(method, secure(url), timeout=SOCKET, allow_redirects=False, stream=True, **sent)
        with answer:
            return answer.status_code, answer.headers, _body(answer)
    except (requests.RequestException, OSError) as error:
        raise offline() from error


def _body(answer: requests.Response) -> bytes:
    deadline = time.monotonic() + PATIENCE
    pieces, size = [], 0
    while piece := answer.raw.read1(65_536, decode_content=True):
        size += len(piece)
        if size > LONGEST or time.monotonic() > deadline:
            raise ServerTrouble(
                "La réponse du serveur est trop longue.", "Réessayez plus tard, ou prévenez votre informatique."
            )
        pieces.append(piece)
    return b"".join(pieces)


def offline() -> Offline:
    """Said whenever the gateway is out of reach."""
    return Offline("Pas de réseau, ou serveur injoignable.", "Continuez : tout sera envoyé au retour du réseau.")


def unusable(status: int) -> ServerTrouble:
    """Said when an answer makes no sense to Escale."""
    return ServerTrouble(
        f"Le serveur a répondu quelque chose d’inattendu (code {status}).",
        "Rien n’est perdu : Escale réessaiera. Si cela dure, prévenez votre informatique.",
    )


def trouble(status: int, headers: Mapping[str, str]) -> NoReturn:
    """Raise what a status outside of 200 means; 401 and 410 are the caller's."""
    if status in (429, 503):
        asked = headers.get("Retry-After", "60")
        raise Later(int(asked) if asked.isascii() and asked.isdigit() and len(asked) < 7 else 60)
    if status >= 500:
        raise ServerTrouble(
            f"Le serveur a rencontré une erreur (code {status}).",
            "Rien n’est perdu : Escale réessaiera dans un moment.",
        )
    raise unusable(status)


def is_json(headers: Mapping[str, str]) -> bool:
    """Whether the answer says that it is JSON: a captive portal answers HTML."""
    return headers.get("Content-Type", "").split(";")[0].strip() == "application/json"
