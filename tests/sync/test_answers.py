"""Whatever a server answers: one clear French sentence, in time, and nothing changed."""

from __future__ import annotations

import gzip
import re
import socket
import tracemalloc

import pytest

from desktop.errors import EscaleError, Offline, ServerTrouble, SignInNeeded
from desktop.sync.account import Account
from desktop.sync.transport import Later, prepare
from tests.sync.conftest import Desk, Town, desk_of
from tests.sync.faults import (
    BODY,
    EMPTY_BLOCKS,
    HEADERS,
    MIB,
    UNTIL_CLOSED,
    Fault,
    Faults,
    altered,
    bomb,
    cut,
    drip,
    edited,
    endless,
    lost,
    said,
)

DEEP = b'{"epoch":' + b"[" * 100_000 + b"]" * 100_000 + b"}"
SPOILT: dict[str, tuple[Fault, type[EscaleError]]] = {
    "500": (said(500, b"oops", "text/plain"), ServerTrouble),
    "404": (said(404), ServerTrouble),
    "413": (said(413), ServerTrouble),
    "422": (said(422), ServerTrouble),
    "captive portal": (said(200, b"<html>Bienvenue</html>", "text/html"), ServerTrouble),
    "wrong type": (said(200, b"{}", "application/octet-stream"), ServerTrouble),
    "no type": (said(200, b"{}", ""), ServerTrouble),
    "410 of a portal": (said(410, b"<html>", "text/html"), ServerTrouble),
    "429": (said(429, Retry_After="7"), Later),
    "503": (said(503, Retry_After="7"), Later),
    "redirect": (said(302, b"", Location="https://example.org/"), ServerTrouble),
    "redirect of a post": (said(307, b"", Location="http://127.0.0.1:9/"), ServerTrouble),
    "cut in the body": (cut(0.5), Offline),
    "cut before the body": (cut(0.0), Offline),
    "lost": (lost, Offline),
    "gzip bomb": (bomb, ServerTrouble),
    "endless": (endless, ServerTrouble),
    "not gzip": (said(200, b"{}", Content_Encoding="gzip"), ServerTrouble),
    "another encoding": (said(200, b"{}", Content_Encoding="br"), ServerTrouble),
    "half a gzip": (said(200, gzip.compress(b"{}")[:-3], Content_Encoding="gzip"), ServerTrouble),
    "truncated": (edited(lambda body: body[: len(body) // 2]), ServerTrouble),
    "empty": (said(200, b""), ServerTrouble),
    "deep": (said(200, DEEP), ServerTrouble),
    "a list": (said(200, b"[]"), ServerTrouble),
    "NaN": (edited(lambda body: body.replace(b'"remaining":0', b'"remaining":NaN')), ServerTrouble),
    "not UTF-8": (edited(lambda body: body.replace(b'"epoch":"', b'"epoch":"\xff')), ServerTrouble),
    "half a pair": (edited(lambda body: body.replace(b'"epoch":"', b'"epoch":"\\ud800')), ServerTrouble),
    "2^63": (altered(lambda page: page.update(remaining=2**63)), ServerTrouble),
    "a million digits": (
        edited(lambda body: body.replace(b'"remaining":0', b'"remaining":' + b"9" * 10**6)),
        ServerTrouble,
    ),
    "negative": (altered(lambda page: page.update(remaining=-1)), ServerTrouble),
    "long cursor": (altered(lambda page: page.update(cursor="a" * 201)), ServerTrouble),
    "no file list": (altered(lambda page: page.pop("files")), ServerTrouble),
    "it never ends": (altered(lambda page: page.update(more=True)), ServerTrouble),
    "drip of headers": (drip(HEADERS), Offline),
    "drip of a body": (drip(BODY), Offline),
    "drip until closed": (drip(UNTIL_CLOSED), Offline),
    "drip of nothing": (drip(EMPTY_BLOCKS), Offline),
}

OF_A_SIGN_IN = ("captive portal", "429", "redirect", "redirect of a post", "cut in the body", "gzip bomb", "deep",
                "a list", "drip of headers", "drip until closed")  # fmt: skip


@pytest.mark.parametrize("name", SPOILT)
def test_spoilt_page(name: str, desk: Desk, town: Town, faults: Faults) -> None:
    town.populate(3)
    desk.synchronise()
    note = desk.write(min(desk.people()))
    before = desk.store.state.get("cursor"), desk.people()
    fault, kind = SPOILT[name]
    if name.startswith("drip"):
        hurry(desk)
    faults.next("/api/v1/exchange", fault)
    with pytest.raises(kind) as raised:
        desk.synchronise()
    assert_french(raised.value)
    assert (desk.store.state.get("cursor"), desk.people()) == before
    assert not faults.planned
    assert desk.synchronise().sent == 1
    assert desk.note(note).version == 1


@pytest.mark.parametrize("path", ["/.well-known", "/oauth/token", "/oauth/jwks", "/api/v1/keys"])
@pytest.mark.parametrize("name", OF_A_SIGN_IN)
def test_spoilt_sign_in(name: str, path: str, newcomer: Desk, faults: Faults) -> None:
    faults.next(path, SPOILT[name][0])
    account = Account(faults.url, patience=0.5 if name.startswith("drip") else 20.0)
    desk = desk_of((newcomer.store, newcomer.box), account)
    with pytest.raises(EscaleError) as raised:
        desk.sign_in()
    account.close()
    assert_french(raised.value)
    assert desk.store.state.get("refresh") == ""
    assert not account.fresh()


@pytest.mark.parametrize("name", ["500", "captive portal", "cut in the body", "gzip bomb", "drip of headers", "a list"])
def test_spoilt_renewal_keeps_the_session(name: str, desk: Desk, faults: Faults) -> None:
    refresh = desk.store.state.get("refresh")
    desk.account.forget()
    hurry(desk)
    faults.next("/oauth/token", SPOILT[name][0])
    with pytest.raises(EscaleError) as raised:
        desk.synchronise()
    assert not isinstance(raised.value, SignInNeeded)
    assert desk.store.state.get("refresh") == refresh


@pytest.mark.parametrize(
    ("header", "seconds"),
    [("7", 7), ("0", 1), ("", 60), ("-3", 60), ("Fri, 31 Dec 2999 23:59:59 GMT", 60), ("٣", 60), ("9" * 11, 86_400),
     ("9" * 5000, 86_400), ("0000000000000012", 12)],
)  # fmt: skip
def test_retry_after(header: str, seconds: int, desk: Desk, faults: Faults) -> None:
    said_latin = header.encode().decode("latin-1")
    faults.next("/api/v1/exchange", said(429, Retry_After=said_latin))
    with pytest.raises(Later) as raised:
        desk.synchronise()
    assert raised.value.seconds == seconds


def test_retry_after_absent(desk: Desk, faults: Faults) -> None:
    faults.next("/api/v1/exchange", said(503))
    with pytest.raises(Later) as raised:
        desk.synchronise()
    assert raised.value.seconds == 60


def test_a_bomb_is_not_unpacked(desk: Desk, faults: Faults) -> None:
    faults.next("/api/v1/exchange", bomb)
    tracemalloc.start()
    try:
        with pytest.raises(ServerTrouble, match="trop longue"):
            desk.synchronise()
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert peak < 200 * MIB  # the server, in this very program, makes its 64 MiB of zeros


def test_offline(keeper: object, desk: Desk) -> None:
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    account = Account(f"http://127.0.0.1:{port}")
    with pytest.raises(Offline) as raised:
        desk_of((desk.store, desk.box), account).synchronise()
    account.close()
    assert (
        str(raised.value) == "Pas de réseau, ou serveur injoignable. Continuez : tout sera envoyé au retour du réseau."
    )


def assert_french(error: EscaleError) -> None:
    """One sentence, and one advice or two, without a word for machines."""
    assert re.fullmatch(r"[A-ZÉÀ][^.]{10,140}\.", error.sentence)
    assert error.advice.endswith(".")
    assert not re.search(r"exception|error|timeout|http[:/]|None|'", str(error), re.IGNORECASE)


def hurry(desk: Desk) -> None:
    """Half a second for one answer, from now on."""
    desk.account.close()
    prepare(desk.account.http, patience=0.5)
