"""The counsellor's session with the gateway: tokens asked, renewed and given back. The access token lives here only.

``requests-oauthlib`` makes the requests; state, ``iss``, nonce and the id_token, which it does not check, are ours.
"""

from __future__ import annotations

import hmac
import json
import secrets
import time
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated, Any, Final
from urllib.parse import urlsplit

import msgspec
import requests
from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import KeySet
from oauthlib.oauth2 import OAuth2Error
from requests_oauthlib import OAuth2Session

from desktop.errors import ServerTrouble, SignInNeeded
from desktop.sync.transport import (
    PATIENCE,
    SOCKET,
    fetched,
    is_json,
    offline,
    plain,
    prepare,
    secure,
    trouble,
    unusable,
)
from desktop.sync.wire import clean

CLIENT: Final = "escale-bureau"
SCOPE: Final = ("openid", "profile", "exchange")
Token = Annotated[str, msgspec.Meta(pattern=r"^[\x21-\x7e]{1,4096}\Z")]  # what may stand in a header
LONGEST: Final = 65_536  # bytes of an answer about tokens
DAY: Final = 86_400
SKEW: Final = 120  # seconds that two clocks may differ


class Discovery(msgspec.Struct, frozen=True):
    """What is used of OpenID Connect Discovery."""

    issuer: str
    authorization_endpoint: str
    token_endpoint: str
    revocation_endpoint: str
    jwks_uri: str


class Tokens(msgspec.Struct, frozen=True):
    """What is used of an answer of the token endpoint."""

    access_token: Token
    refresh_token: Token
    expires_in: Annotated[int, msgspec.Meta(ge=0)]


@dataclass(frozen=True, slots=True)
class Callback:
    """What came back to the loopback address."""

    code: str
    state: str
    issuer: str
    error: str = ""


@dataclass(frozen=True, slots=True)
class Asked:
    """A sign-in under way: the address to open in the browser, and what must come back."""

    url: str
    state: str
    nonce: str
    session: OAuth2Session
    discovery: Discovery


@dataclass(frozen=True, slots=True)
class Granted:
    """A sign-in concluded: the refresh token, who signed in (``subject``: the gateway's id), their name."""

    refresh: str
    subject: str
    name: str


class Account:
    """One gateway, one counsellor. Blocking; used from one pool thread at a time."""

    def __init__(self, issuer: str, proxies: Mapping[str, str] | None = None, patience: float = PATIENCE) -> None:
        """``issuer`` is the address that the site pinned; nothing is fetched yet. ``patience``: seconds an answer."""
        self.issuer = issuer.rstrip("/")
        self._proxies = proxies
        self._patience = patience
        self._discovery: Discovery | None = None
        self._access = ""
        self._until = 0.0
        self.http = requests.Session()
        prepare(self.http, proxies, patience)

    def ask(self, redirect: str) -> Asked:
        """Begin a sign-in towards that loopback address: PKCE S256, a fresh state and a fresh nonce."""
        discovery = self._discover()
        session = OAuth2Session(CLIENT, scope=SCOPE, redirect_uri=redirect, pkce="S256")
        prepare(session, self._proxies, self._patience)
        session.register_compliance_hook("access_token_response", _readable)
        state, nonce = secrets.token_urlsafe(32), secrets.token_urlsafe(32)
        url, _ = session.authorization_url(secure(discovery.authorization_endpoint), state=state, nonce=nonce)
        return Asked(plain(url), state, nonce, session, discovery)

    def conclude(self, asked: Asked, callback: Callback) -> Granted:
        """The session and whose it is, once state, issuer and id_token are checked."""
        with asked.session:
            if not _same(callback.state, asked.state) or callback.issuer != asked.discovery.issuer:
                raise refused_sign_in()
            if callback.error or not callback.code:
                raise SignInNeeded("La connexion n’a pas été accordée.", "Recommencez quand vous voudrez.")
            tokens = self._fetch(asked, callback.code)
        claims = self._claims(tokens.get("id_token"), asked)
        return Granted(self._accept(tokens), claims["sub"], clean(str(claims.get("name", ""))[:120]))

    def renew(self, refresh: str) -> str:
        """A new access token, and the next refresh token to keep in place of this one; SignInNeeded when refused."""
        form = {"grant_type": "refresh_token", "client_id": CLIENT, "refresh_token": refresh}
        status, headers, body = fetched(self.http, "POST", self._discover().token_endpoint, data=form)
        if status in (400, 401) and is_json(headers):
            self.forget()
            raise sign_in_again()
        if status != 200 or not is_json(headers):
            trouble(status, headers)
        return self._accept(_json(body))

    def fresh(self) -> bool:
        """Whether the access token still serves, with half a minute to spare."""
        return bool(self._access) and time.monotonic() < self._until - 30

    def revoke(self, refresh: str) -> None:
        """Give the tokens back (RFC 7009); the gateway may be out of reach, then they expire by themselves."""
        form = {"token": refresh, "client_id": CLIENT}
        self.forget()
        fetched(self.http, "POST", self._discover().revocation_endpoint, data=form)

    def forget(self) -> None:
        """Forget the access token."""
        self._access, self._until = "", 0.0

    def authorization(self) -> dict[str, str]:
        """The header of a request to the sharing API."""
        return {"Authorization": f"Bearer {self._access}"}

    def close(self) -> None:
        """Let go of the connections."""
        self.http.close()

    def _fetch(self, asked: Asked, code: str) -> Mapping[str, Any]:
        try:
            return asked.session.fetch_token(
                secure(asked.discovery.token_endpoint), code=code, include_client_id=True, timeout=SOCKET
            )
        except (OAuth2Error, ValueError, Warning) as error:  # a Warning is how oauthlib refuses another scope
            raise refused_sign_in() from error
        except requests.TooManyRedirects as error:
            raise unusable(302) from error
        except (requests.RequestException, OSError) as error:
            raise offline() from error

    def _accept(self, tokens: Mapping[str, Any]) -> str:
        try:
            found = msgspec.convert(dict(tokens), Tokens)
        except (msgspec.MsgspecError, ValueError) as error:
            raise unusable(200) from error
        self._access, self._until = found.access_token, time.monotonic() + min(found.expires_in, DAY)
        return found.refresh_token

    def _discover(self) -> Discovery:
        if self._discovery is None:
            url = f"{self.issuer}/.well-known/openid-configuration"
            status, headers, body = fetched(self.http, "GET", url)
            if status != 200 or not is_json(headers):
                trouble(status, headers)
            self._discovery = self._checked(body)
        return self._discovery

    def _checked(self, body: bytes) -> Discovery:
        try:
            found = msgspec.json.decode(body, type=Discovery)
        except (msgspec.MsgspecError, ValueError, RecursionError) as error:
            raise unusable(200) from error
        ends = (found.authorization_endpoint, found.token_endpoint, found.revocation_endpoint, found.jwks_uri)
        if found.issuer != self.issuer or any(_place(end) != _place(self.issuer) for end in ends):
            raise refused_sign_in()
        return found

    def _claims(self, token: object, asked: Asked) -> dict[str, Any]:
        status, headers, body = fetched(self.http, "GET", asked.discovery.jwks_uri)
        if status != 200 or not is_json(headers):
            trouble(status, headers)
        keys = _json(body)
        wanted = jwt.JWTClaimsRegistry(
            leeway=SKEW,
            iss={"essential": True, "value": asked.discovery.issuer},
            aud={"essential": True, "value": CLIENT},
            exp={"essential": True},
            sub={"essential": True},
            nonce={"essential": True, "value": asked.nonce},
        )
        try:
            claims = jwt.decode(str(token or ""), KeySet.import_key_set(keys), algorithms=["ES256"]).claims  # type: ignore[arg-type]  # a dict of the shape it asks
            wanted.validate(claims)
        except (JoseError, ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
            raise refused_sign_in() from error  # joserfc reads foreign keys without checking their shape
        if not isinstance(claims["sub"], str):
            raise refused_sign_in()
        return claims


def _place(url: str) -> tuple[str, str]:
    parts = urlsplit(url)
    return parts.scheme, parts.netloc


def _same(text: str, wanted: str) -> bool:
    return hmac.compare_digest(text.encode("utf-8", "replace"), wanted.encode())


def _readable(answer: requests.Response) -> requests.Response:
    """What the token endpoint said, before oauthlib reads it: a JSON object, or ServerTrouble."""
    if answer.status_code not in (200, 400, 401) or not is_json(answer.headers):
        trouble(answer.status_code, answer.headers)
    _json(answer.content)
    return answer


def _json(body: bytes) -> dict[str, Any]:
    try:
        found = json.loads(body if len(body) <= LONGEST else b"")
    except (ValueError, RecursionError) as error:
        raise unusable(200) from error
    if not isinstance(found, dict):
        raise unusable(200)
    return found


def refused_sign_in() -> ServerTrouble:
    """Said when an answer to a sign-in is not the one that was asked for."""
    return ServerTrouble(
        "La réponse du service de connexion n’est pas celle attendue : elle a été refusée.",
        "Recommencez la connexion. Si cela dure, prévenez votre informatique.",
    )


def sign_in_again() -> SignInNeeded:
    """Said when the session has ended."""
    return SignInNeeded("Votre session avec le serveur est terminée.", "Connectez-vous de nouveau pour échanger.")
