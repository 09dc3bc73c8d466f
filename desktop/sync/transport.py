"""HTTP as Escale speaks it: bounded in bytes and in time, no redirects, no environment, trust from the system."""

from __future__ import annotations

import ssl
from collections.abc import Mapping
from datetime import datetime
from email.utils import parsedate_to_datetime
from io import BytesIO
from typing import Any, Final, NoReturn
from urllib.parse import urlsplit

import requests
import truststore
from requests.adapters import HTTPAdapter
from urllib3.exceptions import HTTPError

from desktop.errors import Offline, ServerTrouble
from desktop.sync.watch import Watch
from desktop.sync.zipped import whole

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


class Guarded(HTTPAdapter):
    """Reads each answer whole, within ``patience`` seconds and LONGEST bytes once decoded; trusts what the system does.

    ``requests`` bounds the wait for one piece only: a server that drips would hold it for ever.
    """

    def __init__(self, patience: float = PATIENCE) -> None:
        """Nothing is connected yet."""
        self._watch = Watch(patience)
        super().__init__()

    def init_poolmanager(self, *args: Any, **kwargs: Any) -> None:
        """Connections checked against the system's authorities, TLS 1.2 at least."""
        super().init_poolmanager(*args, **kwargs, ssl_context=_trusted())

    def proxy_manager_for(self, proxy: str, **kwargs: Any) -> Any:
        """The same through the site's proxy."""
        return super().proxy_manager_for(proxy, **kwargs, ssl_context=_trusted())

    def cert_verify(self, conn: Any, url: str, verify: bool | str, cert: Any) -> None:
        """No list of authorities of our own: the context of ``init_poolmanager`` holds the system's."""
        super().cert_verify(conn, url, verify, cert)  # type: ignore[no-untyped-call]  # requests leaves it so
        conn.ca_certs = conn.ca_cert_dir = None

    def get_connection_with_tls_context(self, *args: Any, **kwargs: Any) -> Any:
        """A pool whose connections can be cut."""
        return self._watch.over(super().get_connection_with_tls_context(*args, **kwargs))

    def send(self, request: requests.PreparedRequest, *args: Any, **kwargs: Any) -> requests.Response:
        """Send, and read the whole answer before it is given back."""
        with self._watch:
            answer = super().send(request, *args, **kwargs)
            try:
                with answer.raw as raw:
                    body = whole(raw, answer.headers.get("Content-Encoding", ""), LONGEST)
            except HTTPError as error:
                raise requests.ConnectionError("cut") from error
        answer.raw = BytesIO(body)
        return answer

    def close(self) -> None:
        """Cut what is under way, too."""
        super().close()
        self._watch.close()


class PlainLoopback(Guarded):
    """Lets an ``https`` address of this very machine travel as plain HTTP, which never leaves it.

    OAuth libraries refuse plain HTTP, rightly; instead of switching that check off for every address, only literal
    loopback ones are let through, and only when the site's configuration names such a gateway (RFC 8252 §8.3).
    """

    def send(self, request: requests.PreparedRequest, *args: Any, **kwargs: Any) -> requests.Response:
        """Send to the loopback address; InvalidURL for any other."""
        url = urlsplit(request.url or "")
        if url.hostname not in LOOPBACK:
            raise requests.exceptions.InvalidURL("not this machine")
        request.url = url._replace(scheme="http").geturl()
        return super().send(request, *args, **kwargs)


def secure(url: str) -> str:
    """The address that the OAuth libraries see: a loopback one is presented as https, see ``PlainLoopback``.

    ServerTrouble for plain HTTP towards any other machine: nothing is sent.
    """
    parts = urlsplit(url)
    if parts.scheme != "https" and not is_loopback(url):
        raise ServerTrouble(
            "L’adresse du serveur n’est pas protégée (https) : rien n’a été envoyé.", "Prévenez votre informatique."
        )
    return parts._replace(scheme="https").geturl()


def plain(url: str) -> str:
    """The address that a browser is given: a loopback one in plain HTTP."""
    parts = urlsplit(url)
    return parts._replace(scheme="http").geturl() if is_loopback(url) else url


def is_loopback(url: str) -> bool:
    """Whether the address is literally this machine."""
    return urlsplit(url).hostname in LOOPBACK


def prepare(session: requests.Session, proxies: Mapping[str, str] | None = None, patience: float = PATIENCE) -> None:
    """Settings of every session: nothing from the environment, plain HTTP only towards this machine."""
    session.trust_env = False
    session.proxies = dict(proxies or {})
    session.max_redirects = 0
    session.adapters.clear()
    session.mount("https://", Guarded(patience))
    for host in ("127.0.0.1", "[::1]"):
        session.mount(f"https://{host}", PlainLoopback(patience))
    session.headers.update({"Accept-Encoding": "gzip", "Accept": "application/json", "User-Agent": "Escale"})


def fetched(session: requests.Session, method: str, url: str, **sent: Any) -> tuple[int, Mapping[str, str], bytes]:
    """Status, headers and whole decoded body; Offline when the gateway cannot be reached in time."""
    try:
        answer = session.request(method, secure(url), timeout=SOCKET, allow_redirects=False, **sent)
    except requests.TooManyRedirects as error:
        raise unusable(302) from error
    except (requests.RequestException, OSError) as error:
        raise offline() from error
    return answer.status_code, answer.headers, answer.content


def _trusted() -> ssl.SSLContext:
    context = truststore.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    return context


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
        digits = asked.isascii() and asked.isdigit()
        raise Later(int(asked.lstrip("0")[:9] or 0) if digits else 60)
    if status >= 500:
        raise ServerTrouble(
            f"Le serveur a rencontré une erreur (code {status}).",
            "Rien n’est perdu : Escale réessaiera dans un moment.",
        )
    raise unusable(status)


def said_date(headers: Mapping[str, str]) -> datetime | None:
    """The server's clock (RFC 9110 §6.6.1); None when it says none that can be read. Trust it only once authenticated.

    Every request goes over TLS or stays on this machine, see ``secure``: nobody in between can set it.
    """
    try:
        said = parsedate_to_datetime(headers.get("Date", ""))
    except (ValueError, IndexError, OverflowError):
        return None
    return said if said.tzinfo and 2000 <= said.year < 2200 else None


def is_json(headers: Mapping[str, str]) -> bool:
    """Whether the answer says that it is JSON: a captive portal answers HTML."""
    return headers.get("Content-Type", "").split(";")[0].strip().lower() == "application/json"
