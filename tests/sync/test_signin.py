"""The sign-in: what comes back is believed only when it is what was asked for, and secrets stay where they belong."""

from __future__ import annotations

import json
import logging
import socket
import time
from base64 import urlsafe_b64decode
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path
from threading import Event
from typing import Any

import pytest
import requests
from joserfc import jwt
from joserfc.jwk import ECKey, OctKey

from desktop.errors import EscaleError, Refused, ServerTrouble, SignInNeeded
from desktop.logs import Redaction, quiet
from desktop.sync.account import Callback
from desktop.sync.loopback import Loopback
from desktop.sync.signed import b64
from tests.sync.conftest import Desk, Town
from tests.sync.faults import Faults, altered, said

GOOD = {"code": "c", "state": "s" * 43, "iss": "http://127.0.0.1:1"}
STATE = GOOD["state"]


@pytest.fixture
def loopback() -> Iterator[Loopback]:
    with Loopback() as opened:
        yield opened


@pytest.fixture
def browser() -> Iterator[requests.Session]:
    with requests.Session() as session:
        session.trust_env = False
        yield session


def while_waiting(loopback: Loopback, act: Any, patience: float = 5.0) -> Callback:
    """What the loopback address believes while ``act`` runs beside it."""
    with ThreadPoolExecutor(1) as beside:
        acting = beside.submit(act)
        found = loopback.wait(STATE, Event(), patience)
        acting.result()
    return found


def test_happy_path(newcomer: Desk) -> None:
    assert newcomer.sign_in() == "Camille Moreau"
    kept = newcomer.store.state
    assert kept.get("counsellor") == "Camille Moreau"
    assert json.loads(kept.get("keys"))["signing"]["alg"] == "Ed25519"
    assert newcomer.account.fresh()


def strange(port: int) -> dict[str, bytes]:
    """Requests that are not the one that is waited for."""
    host = f"Host: 127.0.0.1:{port}\r\n\r\n".encode()
    good = f"/retour?code=c&iss=i&state={STATE}".encode()
    return {
        "wrong state": b"GET /retour?code=c&state=wrong HTTP/1.1\r\n" + host,
        "no state": b"GET /retour?code=c HTTP/1.1\r\n" + host,
        "two states": b"GET " + good + b"&state=other HTTP/1.1\r\n" + host,
        "another path": b"GET /autre" + good[7:] + b" HTTP/1.1\r\n" + host,
        "post": b"POST " + good + b" HTTP/1.1\r\n" + host,
        "other host": b"GET " + good + b" HTTP/1.1\r\nHost: example.org\r\n\r\n",
        "localhost": b"GET " + good + f" HTTP/1.1\r\nHost: localhost:{port}\r\n\r\n".encode(),
        "no host": b"GET " + good + b" HTTP/1.1\r\n\r\n",
        "a megabyte": b"GET " + good + b"&x=" + b"a" * 1_000_000 + b" HTTP/1.1\r\n" + host,
        "many fields": b"GET " + good + b"&state=x" * 900 + b" HTTP/1.1\r\n" + host,
        "half a request": b"GET " + good,
        "not HTTP": b"\x16\x03\x01\x02\x00\x01",
        "nothing": b"",
    }


@pytest.mark.parametrize("name", strange(1))
def test_strange_callbacks_are_ignored(name: str, loopback: Loopback, browser: requests.Session) -> None:
    port = int(loopback.redirect.split(":")[2].split("/")[0])

    def act() -> requests.Response:
        with socket.create_connection(("127.0.0.1", port)) as knocking:
            try:
                knocking.sendall(strange(port)[name])
                knocking.shutdown(socket.SHUT_WR)
                said = b"".join(iter(lambda: knocking.recv(65_536), b""))
            except OSError:  # reset, or reset already
                said = b""
        assert b" 200 " not in said.split(b"\r\n")[0]
        return browser.get(loopback.redirect, params=GOOD, timeout=5)

    assert while_waiting(loopback, act) == Callback("c", STATE, GOOD["iss"])


def test_a_second_callback_changes_nothing(loopback: Loopback, browser: requests.Session) -> None:
    assert while_waiting(loopback, lambda: browser.get(loopback.redirect, params=GOOD, timeout=5)).code == "c"
    other = GOOD | {"code": "another"}

    def act() -> int:
        return browser.get(loopback.redirect, params=other, timeout=5).status_code

    assert while_waiting(loopback, act).code == "c"


def test_patience_and_cancel(loopback: Loopback) -> None:
    with pytest.raises(SignInNeeded, match="n’a pas abouti"):
        loopback.wait(STATE, Event(), 0.2)
    cancelled = Event()
    cancelled.set()
    with pytest.raises(SignInNeeded, match="n’a pas abouti"):
        loopback.wait(STATE, cancelled)


@pytest.mark.parametrize(
    ("callback", "kind"),
    [
        ({"state": "other"}, ServerTrouble),
        ({"state": "é\ud800"}, ServerTrouble),
        ({"issuer": ""}, ServerTrouble),
        ({"issuer": "https://example.org"}, ServerTrouble),
        ({"error": "access_denied"}, SignInNeeded),
        ({"code": ""}, SignInNeeded),
        ({"code": "of-another-session"}, ServerTrouble),
    ],
)
def test_callbacks_that_are_refused(callback: dict[str, str], kind: type[EscaleError], newcomer: Desk) -> None:
    asked = newcomer.account.ask("http://127.0.0.1:9/retour")
    with pytest.raises(kind):
        newcomer.exchange.sign_in(asked, replace(Callback("c", asked.state, newcomer.account.issuer), **callback))
    assert newcomer.store.state.get("refresh") == ""
    assert not newcomer.account.fresh()


def test_each_sign_in_is_fresh(newcomer: Desk) -> None:
    asked = [newcomer.account.ask("http://127.0.0.1:9/retour") for _ in range(2)]
    assert asked[0].state != asked[1].state
    assert asked[0].nonce != asked[1].nonce
    assert "code_challenge_method=S256" in asked[0].url
    for one in asked:
        one.session.close()


KEY = ECKey.generate_key("P-256", {"use": "sig", "alg": "ES256"}, private=True, auto_kid=True)
CLAIMS: dict[str, dict[str, Any]] = {
    "aud": {"aud": "another"},
    "nonce": {"nonce": "n" * 43},
    "issuer": {"iss": "https://example.org"},
    "expired": {"exp": 1_000_000_000},
    "from tomorrow": {"iat": int(time.time()) + 86_400},
    "no exp": {"exp": None},
    "no nonce": {"nonce": None},
    "nobody": {"sub": None},
    "an empty name": {"sub": ""},
    "a number for a name": {"sub": 12},
}


def claims_of(token: str) -> dict[str, Any]:
    part = token.split(".")[1]
    found: dict[str, Any] = json.loads(urlsafe_b64decode(part + "=" * (-len(part) % 4)))
    return found


def signed(claims: dict[str, Any], how: str = "ES256") -> str:
    """An id_token by the forged provider."""
    if how == "none":
        return ".".join(b64(json.dumps(part).encode()) for part in ({"alg": "none"}, claims)) + "."
    if how == "HS256":
        secret = OctKey.import_key(json.dumps(KEY.as_dict(private=False)).encode())
        return jwt.encode({"alg": "HS256", "kid": KEY.kid}, claims, secret, algorithms=["HS256"])
    return jwt.encode({"alg": "ES256", "kid": KEY.kid}, claims, KEY)


def forge(faults: Faults, changes: dict[str, Any], how: str = "ES256") -> None:
    def change(tokens: dict[str, Any]) -> None:
        claims = claims_of(tokens["id_token"]) | changes
        tokens["id_token"] = signed({name: value for name, value in claims.items() if value is not None}, how)

    faults.next("/oauth/token", altered(change))
    faults.next("/oauth/jwks", said(200, json.dumps({"keys": [KEY.as_dict(private=False)]}).encode()))


@pytest.mark.parametrize("name", CLAIMS)
def test_an_id_token_for_something_else(name: str, newcomer: Desk, faults: Faults) -> None:
    forge(faults, CLAIMS[name])
    with pytest.raises(ServerTrouble, match="refusée"):
        newcomer.sign_in()
    assert newcomer.store.state.get("refresh") == ""


@pytest.mark.parametrize("how", ["none", "HS256"])
def test_an_id_token_signed_otherwise(how: str, newcomer: Desk, faults: Faults) -> None:
    forge(faults, {}, how)
    with pytest.raises(ServerTrouble, match="refusée"):
        newcomer.sign_in()


def test_clocks_may_differ_a_little_and_names_are_cleaned(newcomer: Desk, faults: Faults) -> None:
    forge(faults, {"iat": int(time.time()) + 60, "name": "Cam\u202eille"})
    assert newcomer.sign_in() == "Camille"


@pytest.mark.parametrize(
    "tokens",
    [
        {"id_token": None},
        {"id_token": "a.b"},
        {"id_token": 12},
        {"access_token": "a\r\nX: y"},
        {"access_token": "é"},
        {"refresh_token": None},
        {"refresh_token": "\ud800"},
        {"expires_in": "bientôt"},
        {"scope": "everything"},
    ],
)
def test_tokens_that_make_no_sense(tokens: dict[str, Any], newcomer: Desk, faults: Faults) -> None:
    faults.next("/oauth/token", altered(lambda found: found.update(tokens)))
    with pytest.raises(EscaleError):
        newcomer.sign_in()
    assert newcomer.store.state.get("refresh") == ""


def test_an_access_token_for_ever_lasts_a_day(newcomer: Desk, faults: Faults) -> None:
    faults.next("/oauth/token", altered(lambda found: found.update(expires_in=10**400)))
    newcomer.sign_in()
    assert newcomer.account.fresh()


@pytest.mark.parametrize("keys", [{}, {"keys": 1}, {"keys": []}, {"keys": [1]}, {"keys": [{"kty": "EC"}]}])
def test_keys_that_make_no_sense(keys: object, newcomer: Desk, faults: Faults) -> None:
    faults.next("/oauth/jwks", said(200, json.dumps(keys).encode()))
    with pytest.raises(ServerTrouble):
        newcomer.sign_in()


@pytest.mark.parametrize(
    "word", ["issuer", "authorization_endpoint", "token_endpoint", "revocation_endpoint", "jwks_uri"]
)
def test_a_discovery_of_elsewhere(word: str, newcomer: Desk, faults: Faults) -> None:
    faults.next("/.well-known", altered(lambda found: found.update({word: "https://example.org/x"})))
    with pytest.raises(ServerTrouble, match="refusée"):
        newcomer.sign_in()
    assert set(faults.paths()) == {"/.well-known/openid-configuration"}


@pytest.mark.parametrize("which", ["signing", "handover"])
def test_keys_that_changed_are_refused(which: str, desk: Desk, faults: Faults) -> None:
    pinned = desk.store.state.get("keys")
    other = "NYBy1jZYgNGu6jKa35EhODhR7SGijjt16WXQ0s0WYlQ"
    faults.next("/api/v1/keys", altered(lambda found: found[which].update(public=other)))
    with pytest.raises(ServerTrouble, match="signé"):
        desk.sign_in()
    assert desk.store.state.get("keys") == pinned
    assert not desk.account.fresh()


def test_another_counsellor_is_refused_on_the_same_vault(desk: Desk, faults: Faults) -> None:
    kept = {name: desk.store.state.get(name) for name in ("refresh", "counsellor", "keys", "subject")}
    forge(faults, {"sub": "somebody-else", "name": "Noé Autre"})
    with pytest.raises(Refused, match="autre conseiller"):
        desk.sign_in()
    assert {name: desk.store.state.get(name) for name in kept} == kept
    assert faults.paths()[-1] == "/oauth/revoke"
    assert not desk.account.fresh()
    desk.exchange.sign_out()
    forge(faults, {"sub": "somebody-else"})
    faults.next("/oauth/revoke", said(500))
    with pytest.raises(Refused, match="autre conseiller"):
        desk.sign_in()
    assert desk.store.state.get("refresh") == ""
    assert desk.sign_in() == "Camille Moreau"
    assert desk.store.state.get("subject") == kept["subject"] != ""


@pytest.mark.parametrize("public", ["AAAA", "A" * 43, "é"])
def test_keys_that_do_not_serve_are_not_pinned(public: str, newcomer: Desk, faults: Faults) -> None:
    faults.next("/api/v1/keys", altered(lambda found: found["handover"].update(public=public)))
    with pytest.raises(ServerTrouble):
        newcomer.sign_in()
    assert newcomer.store.state.get("keys") == ""


def test_rotation_reuse_and_sign_out(desk: Desk, town: Town, faults: Faults) -> None:
    first = desk.box.open(desk.store.state.get("refresh"))
    desk.account.forget()
    desk.synchronise()
    second = desk.box.open(desk.store.state.get("refresh"))
    assert first != second
    with pytest.raises(SignInNeeded):
        desk.account.renew(first)
    desk.account.forget()
    with pytest.raises(SignInNeeded):
        desk.synchronise()
    assert desk.store.state.get("refresh") == ""
    desk.sign_in()
    third = desk.box.open(desk.store.state.get("refresh"))
    desk.exchange.sign_out()
    assert "/oauth/revoke" in faults.paths()
    assert (desk.store.state.get("refresh"), desk.store.state.get("counsellor")) == ("", "")
    with pytest.raises(SignInNeeded):
        desk.account.renew(third)


def test_the_refresh_token_is_sealed(desk: Desk, tmp_path: Path) -> None:
    kept = desk.store.state.get("refresh")
    token = desk.box.open(kept)
    assert token not in kept
    desk.store.flush()
    assert not [path for path in (tmp_path / "desk").iterdir() if token.encode() in path.read_bytes()]


def test_no_token_in_the_logs(newcomer: Desk, faults: Faults, caplog: pytest.LogCaptureFixture) -> None:
    before = {name: logging.getLogger(name).level for name in tuple(logging.root.manager.loggerDict)}
    with caplog.at_level(logging.DEBUG):
        quiet()
        newcomer.sign_in()
        newcomer.synchronise()
        newcomer.account.forget()
        newcomer.synchronise()
        newcomer.exchange.sign_out()
    secrets = {sent.headers["Authorization"].split()[1] for sent in faults.sent if "Authorization" in sent.headers}
    forms = b"&".join(sent.body for sent in faults.sent if sent.path.startswith("/oauth/")).decode()
    words = [part.partition("=") for part in forms.split("&")]
    secrets |= {value for word, _, value in words if word in ("code", "refresh_token", "token", "code_verifier")}
    assert len(secrets) >= 5
    assert not [secret for secret in secrets if secret in caplog.text]
    for name, level in before.items():
        logging.getLogger(name).setLevel(level)


@pytest.mark.parametrize(
    "text",
    [
        "Authorization: Bearer s3cr3t",
        "{'access_token': 's3cr3t', 'n': 1}",
        '{"refresh_token":"s3cr3t"}',
        "GET /retour?code=s3cr3t&state=s3cr3t",
        "code_verifier=s3cr3t",
    ],
)
def test_secrets_are_struck_out(text: str) -> None:
    record = logging.LogRecord("x", logging.WARNING, "x", 1, "seen: %s", (text,), None)
    assert Redaction().filter(record)
    assert "s3cr3t" not in record.getMessage()
    assert "[effacé]" in record.getMessage()
