"""Where requests may go: plain HTTP to this machine only, no environment, no redirect, and out of reach."""

from __future__ import annotations

import os

import pytest
import requests

from desktop.errors import EscaleError, ServerTrouble
from desktop.models.store import Store
from desktop.sync.account import Account
from desktop.sync.transport import PlainLoopback, fetched, prepare
from tests.sync.conftest import Desk
from tests.sync.faults import Faults, said

GOOD = {"code": "c", "state": "s" * 43, "iss": "http://127.0.0.1:1"}
STATE = GOOD["state"]


def test_plain_http_stays_on_this_machine(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:9")
    with requests.Session() as session:
        prepare(session)
        for url in ("http://example.org/", "http://127.0.0.1.example.org/", "http://localhost:9/", "ftp://127.0.0.2/"):
            with pytest.raises(ServerTrouble, match="https"):
                fetched(session, "GET", url)
        assert set(session.adapters) == {"https://", "https://127.0.0.1", "https://[::1]"}
        with pytest.raises(EscaleError):
            fetched(session, "GET", "https://127.0.0.1.example.org/")
        request = requests.Request("GET", "https://127.0.0.1.example.org/").prepare()
        with pytest.raises(requests.exceptions.InvalidURL):
            PlainLoopback().send(request)
        with pytest.raises(requests.exceptions.InvalidSchema):
            session.get("http://127.0.0.1:9/", timeout=1)


def test_nothing_from_the_environment(newcomer: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "http_proxy", "https_proxy", "all_proxy"):
        monkeypatch.setenv(name, "http://127.0.0.1:9")
    for name in ("NO_PROXY", "no_proxy"):
        monkeypatch.delenv(name, raising=False)
    assert not [name for name in os.environ if name.startswith("OAUTHLIB")]
    assert newcomer.sign_in() == "Camille Moreau"
    assert newcomer.synchronise().received == 0


def test_a_redirect_is_not_followed(desk: Desk, faults: Faults) -> None:
    asked = len(faults.sent)
    faults.next("/api/v1/exchange", said(307, b"", Location=f"{faults.url}/elsewhere"))
    with pytest.raises(ServerTrouble):
        desk.synchronise()
    assert len(faults.sent) == asked + 1


def test_offline_revocation_signs_out_all_the_same(desk: Desk) -> None:
    elsewhere = Account("http://127.0.0.1:9")
    desk.account.issuer, desk.account._discovery = elsewhere.issuer, None
    with pytest.raises(EscaleError):
        desk.exchange.sign_out()
    assert desk.store.state.get("refresh") == ""
    assert not desk.account.fresh()
