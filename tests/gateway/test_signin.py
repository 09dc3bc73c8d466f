"""Signing in: RFC 6749, 7636, 8252, 9207 and OpenID Connect, and those who try to get round them."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from urllib.parse import urlsplit

import pytest
import requests
from joserfc import jwt
from joserfc.jwk import KeySet

from gateway.app import served
from gateway.config import Config
from gateway.counsellors import add_counsellor
from gateway.store import Store
from tests.gateway.conftest import Clock
from tests.gateway.desk import REDIRECT, Contract, Desk, field, returned


def test_discovery_names_endpoints_that_exist(desk: Desk) -> None:
    """Every address said is under the issuer, and the document follows the contract."""
    answer = desk.web.get(f"{desk.url}/.well-known/openid-configuration")
    desk.contract.judge_response(answer)
    said = answer.json()
    assert said["issuer"] == desk.url
    assert all(said[name].startswith(desk.url) for name in said if name.endswith(("_endpoint", "_uri")))


def test_id_token_is_es256_with_nonce(desk: Desk) -> None:
    """The id_token verifies under the published keys and answers this very request."""
    keys = desk.web.get(f"{desk.url}/oauth/jwks")
    desk.contract.judge_response(keys)
    assert "d" not in keys.json()["keys"][0]
    token = jwt.decode(desk.tokens["id_token"], KeySet.import_key_set(keys.json()), algorithms=["ES256"])
    assert token.claims["nonce"] == desk.asked["nonce"]
    assert (token.claims["iss"], token.claims["aud"]) == (desk.url, "escale-bureau")
    assert token.claims["name"] == "Camille Moreau"
    assert token.claims["exp"] > token.claims["iat"]


def test_answer_carries_state_and_issuer(desk: Desk) -> None:
    """RFC 9207, for a code and for an error."""
    answer = desk.code()
    assert (answer["state"], answer["iss"]) == (desk.asked["state"], desk.url)
    page = desk.open_signin()
    refused = desk.web.post(
        page.url, data={"jeton": field(page.text, "jeton"), "refuser": "oui"}, allow_redirects=False
    )
    assert returned(refused) == {
        "error": "access_denied",
        "error_description": returned(refused)["error_description"],
        "state": desk.asked["state"],
        "iss": desk.url,
    }


@pytest.mark.parametrize(
    "redirect",
    [
        None,
        "http://127.0.0.1:51234/retour/",
        "http://127.0.0.1:51234/retour?x=1",
        "http://127.0.0.1:51234/Retour",
        "http://127.0.0.1:51234/retour\n",
        "http://127.0.0.1:51234/retour#x",
        "http://127.0.0.1/retour",
        "http://127.0.0.1:0/retour",
        "http://127.0.0.1:65536/retour",
        "http://localhost:51234/retour",
        "http://127.0.0.1:51234@evil.example/retour",
        "http://127.0.0.1.evil.example:51234/retour",
        "https://127.0.0.1:51234/retour",
        "escale://retour",
    ],
)
def test_foreign_redirect_goes_nowhere(desk: Desk, redirect: str | None) -> None:
    """Nothing but a loopback address and the exact path: 400, a page, no Location."""
    answer = desk.open_signin(redirect_uri=redirect)
    desk.contract.judge_response(answer)
    assert answer.status_code == 400
    assert "Location" not in answer.headers


@pytest.mark.parametrize("redirect", ["http://127.0.0.1:1/retour", "http://[::1]:65535/retour"])
def test_any_loopback_port_is_welcome(desk: Desk, redirect: str) -> None:
    """RFC 8252 §7.3; the page's policy lets its form go on there."""
    page = desk.open_signin(redirect_uri=redirect)
    assert page.status_code == 200
    target = "http:" if "::1" in redirect else "http://127.0.0.1:1"
    assert f"form-action 'self' {target}" in page.headers["Content-Security-Policy"]


def test_unknown_client_and_doubled_parameters_go_nowhere(desk: Desk) -> None:
    """A page, and no redirect."""
    assert desk.open_signin(client_id="autre").status_code == 400
    address = requests.Request("GET", f"{desk.url}/oauth/authorize", params=desk.request_for_code()).prepare().url
    answer = desk.web.get(f"{address}&redirect_uri=http://127.0.0.1:9/retour", allow_redirects=False)
    assert (answer.status_code, "Location" in answer.headers) == (400, False)


@pytest.mark.parametrize(
    "changes",
    [
        {"code_challenge": None},
        {"code_challenge_method": None},
        {"code_challenge_method": "plain"},
        {"code_challenge": "a" * 42},
        {"code_challenge": "a" * 44},
        {"state": "court"},
        {"state": None},
        {"nonce": "court"},
        {"nonce": None},
        {"scope": "exchange"},
        {"response_type": "token"},
        {"response_type": None},
    ],
)
def test_weak_request_is_sent_back(desk: Desk, changes: dict[str, str | None]) -> None:
    """PKCE S256, long state and nonce, openid: else an error to the desk, with the issuer."""
    answer = returned(desk.open_signin(**changes))
    assert answer["error"] in {"invalid_request", "unsupported_response_type", "invalid_scope"}
    assert answer["iss"] == desk.url
    assert "code" not in answer


@pytest.mark.parametrize("odd", ["é", '"', "a\\b", "\n", "x" * 5000, "\x00"])
def test_odd_words_are_no_bug(desk: Desk, odd: str) -> None:
    """Authlib puts some words into its sentences, and refuses to build a sentence around others."""
    for name in ("response_type", "scope", "state", "nonce", "code_challenge", "code_challenge_method", "prompt"):
        assert desk.open_signin(**{name: odd}).status_code in {200, 302, 400}
    for name in ("grant_type", "code", "refresh_token", "client_id", "code_verifier", "scope"):
        form = {"grant_type": "refresh_token", "refresh_token": "x", name: odd}
        assert desk.ask_token(**form).status_code in {400, 401}


def test_form_must_come_from_our_page(desk: Desk) -> None:
    """Without the cookie, or with another's token, nothing happens."""
    page = desk.open_signin()
    form = {"jeton": field(page.text, "jeton"), "counsellor": field(page.text, "counsellor")}
    assert requests.post(page.url, data=form, allow_redirects=False, timeout=5).status_code == 403
    forged = desk.web.post(page.url, data=form | {"jeton": "x"}, allow_redirects=False)
    assert forged.status_code == 403
    cookie = page.headers["Set-Cookie"]
    assert "HttpOnly" in cookie
    assert "SameSite=Strict" in cookie


def test_code_serves_once_and_its_reuse_revokes(desk: Desk) -> None:
    """RFC 6749 §4.1.2."""
    code = desk.code()["code"]
    desk.tokens = desk.redeem(code).json()
    assert desk.keys().status_code == 200
    assert desk.redeem(code).json()["error"] == "invalid_grant"
    assert desk.keys().status_code == 401


@pytest.mark.parametrize(
    "changes",
    [{"code_verifier": "a" * 43}, {"redirect_uri": "http://127.0.0.1:9/retour"}, {"code_verifier": ""}, {"code": "x"}],
)
def test_stolen_code_is_useless_and_spent(desk: Desk, changes: dict[str, str]) -> None:
    """Without the verifier it opens nothing, and trying spends it."""
    code = desk.code()["code"]
    assert desk.redeem(**({"code": code} | changes)).status_code == 400
    if "code" not in changes:
        assert desk.redeem(code).status_code == 400


def test_code_lives_a_minute(desk: Desk, clock: Clock) -> None:
    """Then it is refused."""
    code = desk.code()["code"]
    clock.ahead = timedelta(seconds=61)
    assert desk.redeem(code).json()["error"] == "invalid_grant"


def test_nonce_serves_once(desk: Desk) -> None:
    """A sign-in cannot be replayed with the nonce of an earlier one."""
    page = desk.open_signin(nonce=desk.asked["nonce"])
    form = {"jeton": field(page.text, "jeton"), "counsellor": field(page.text, "counsellor")}
    answer = desk.web.post(page.url, data=form, allow_redirects=False)
    assert returned(answer)["error"] == "invalid_request"


def test_refresh_rotates_and_reuse_revokes_the_family(desk: Desk) -> None:
    """The contract's rule: a token used twice ends every token of the sign-in."""
    first = desk.tokens
    desk.tokens = desk.ask_token(grant_type="refresh_token", refresh_token=first["refresh_token"]).json()
    assert desk.tokens["refresh_token"] != first["refresh_token"]
    assert desk.keys().status_code == 200
    again = desk.ask_token(grant_type="refresh_token", refresh_token=first["refresh_token"])
    assert again.json()["error"] == "invalid_grant"
    assert desk.keys().status_code == 401
    newest = desk.ask_token(grant_type="refresh_token", refresh_token=desk.tokens["refresh_token"])
    assert newest.json()["error"] == "invalid_grant"


def test_tokens_end_with_time(desk: Desk, clock: Clock) -> None:
    """Ten minutes for access, twelve hours for refreshing."""
    clock.ahead = timedelta(minutes=11)
    assert desk.keys().status_code == 401
    desk.tokens = desk.ask_token(grant_type="refresh_token", refresh_token=desk.tokens["refresh_token"]).json()
    assert desk.keys().status_code == 200
    clock.ahead += timedelta(hours=12)
    late = desk.ask_token(grant_type="refresh_token", refresh_token=desk.tokens["refresh_token"])
    assert late.json()["error"] == "invalid_grant"


def test_revocation_ends_the_signin(desk: Desk) -> None:
    """RFC 7009, for a known token and an unknown one."""
    for token in ("inconnu", desk.tokens["refresh_token"]):
        answer = desk.web.post(f"{desk.url}/oauth/revoke", data={"client_id": "escale-bureau", "token": token})
        desk.contract.judge_response(answer)
        assert answer.status_code == 200
    assert desk.keys().status_code == 401


def test_database_holds_no_token(desk: Desk, config: Config) -> None:
    """Only SHA-256 of tokens: no byte of one in the file or its journal."""
    kept = b"".join(path.read_bytes() for path in _files(config))
    assert hashlib.sha256(desk.tokens["access_token"].encode()).hexdigest().encode() in kept
    assert desk.tokens["access_token"].encode() not in kept
    assert desk.tokens["refresh_token"].encode() not in kept


def _files(config: Config) -> list[Path]:
    base = Path(config.database.removeprefix("sqlite:///"))
    return sorted(base.parent.glob(f"{base.name}*"))


def test_access_token_is_not_another_kind(desk: Desk) -> None:
    """A refresh token opens nothing by itself, and a scope without exchange neither."""
    desk.tokens["access_token"] = desk.tokens["refresh_token"]
    assert desk.keys().status_code == 401
    desk.tokens = desk.redeem(desk.code(scope="openid")["code"]).json()
    assert desk.keys().status_code == 401


PASSWORD = "sept mots que personne ne devine ici"


def test_password_opens_and_attempts_are_counted(config: Config, store: Store, contract: Contract) -> None:
    """Outside the demonstration: no one-click, a password, five failures and a 429 page."""
    with store.writing() as session:
        add_counsellor(session, "Jo@exemple.fr", "Jo Exemple", "Essai", PASSWORD)
    with served(replace(config, demo=False)) as url, Desk(url, contract) as desk:
        page = desk.open_signin()
        assert "Démonstration" not in page.text
        assert desk.web.get(f"{url}/titulaire").status_code == 404
        form = {"jeton": field(page.text, "jeton"), "courriel": "jo@EXEMPLE.fr", "secret": PASSWORD}
        assert "code" in returned(desk.web.post(page.url, data=form, allow_redirects=False))
        page = desk.open_signin()
        wrong = [desk.web.post(page.url, data=form | {"secret": "faux"}, allow_redirects=False) for _ in range(6)]
        assert [answer.status_code for answer in wrong] == [401] * 5 + [429]
        right = desk.web.post(page.url, data=form, allow_redirects=False)
        assert (right.status_code, right.headers["Retry-After"]) == (429, "900")


def test_headers_shut_the_browser(desk: Desk) -> None:
    """No script, no frame, no memory, no referrer; the redirect target alone is added."""
    page = desk.open_signin()
    policy = page.headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "frame-ancestors 'none'" in policy
    assert f"http://{urlsplit(REDIRECT).netloc}" in policy
    assert page.headers["Cache-Control"] == "no-store"
    assert "<script" not in page.text
    assert "Démonstration" in page.text


def test_other_host_names_are_refused(desk: Desk) -> None:
    """DNS rebinding: a foreign name that leads here gets nothing."""
    answer = desk.web.get(f"{desk.url}/titulaire", headers={"Host": "evil.example"})
    assert answer.status_code == 400
    assert "titulaire/" not in answer.text
