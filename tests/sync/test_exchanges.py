"""Exchanges as the window sees them, with the real gateway: told as a Status, one at a time, gone when closed."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from threading import Event

import pytest
from pytestqt.qtbot import QtBot
from sqlalchemy import select

from desktop.background import Background
from desktop.exchanges import Exchanges
from desktop.models.note import Kind
from desktop.models.status import Going, Status
from desktop.models.store import Store
from desktop.one_click import OneClick
from desktop.sync.account import Account
from desktop.sync.exchange import Exchange
from desktop.sync.parties import Outcome
from desktop.sync.rhythm import Rhythm
from desktop.vault.tokens import TokenBox
from gateway.tables import ItemRow
from tests.sync.conftest import Town
from tests.sync.faults import BODY, Faults, drip, lost, said

PAGE = "/api/v1/exchange"


@dataclass
class Seat:
    """What a window would hold."""

    background: Background
    exchanges: Exchanges
    seconds: list[float]
    told: list[Status]


@pytest.fixture
def seat(
    tmp_path: object, keeper_path: Callable[[], tuple[Store, TokenBox]], gateway: str, qtbot: QtBot
) -> Iterator[Seat]:
    store, box = keeper_path()
    background, account, click = Background(store), Account(gateway), OneClick()
    seconds = [0.0]
    rhythm = Rhythm(lambda: seconds[0], lambda: 0.5, after_writing=0.05)
    exchanges = Exchanges(background, account, Exchange(account, background, box), click, rhythm)
    found = Seat(background, exchanges, seconds, [])
    exchanges.status_changed.connect(found.told.append)
    yield found
    exchanges.close()
    background.close()
    click.close()
    account.close()


@pytest.fixture
def signed_in(seat: Seat, qtbot: QtBot) -> Seat:
    with qtbot.waitSignal(seat.exchanges.settled, timeout=5000):
        seat.exchanges.sign_in()
    return seat


def people(seat: Seat) -> list[str]:
    return sorted(card.person for card in seat.background.ask(lambda store: store.passports.cards()))


def test_signs_in_then_exchanges(seat: Seat, town: Town, qtbot: QtBot) -> None:
    town.populate(3)
    with qtbot.waitSignal(seat.exchanges.settled, timeout=5000):
        seat.exchanges.sign_in()
    qtbot.waitUntil(lambda: seat.exchanges.status.received_until is not None)
    assert len(people(seat)) == 3
    status = seat.exchanges.status
    assert (status.going, status.counsellor, status.said) == (Going.IDLE, "Camille Moreau", "3 dossiers reçus.")
    assert any(one.said.startswith("Connectez-vous") for one in seat.told if one.going is Going.RUNNING)
    assert any((one.done, one.total) == (3, 3) for one in seat.told)


def test_starts_without_a_session(seat: Seat, qtbot: QtBot) -> None:
    with qtbot.waitSignal(seat.exchanges.settled, timeout=5000):
        seat.exchanges.start()
    assert seat.exchanges.status.going is Going.SIGNED_OUT


def test_an_exchange_follows_a_note(signed_in: Seat, town: Town, qtbot: QtBot) -> None:
    town.populate(1)
    with qtbot.waitSignal(signed_in.exchanges.settled, timeout=5000):
        signed_in.exchanges.synchronise()
    (person,) = people(signed_in)
    with qtbot.waitSignal(signed_in.exchanges.settled, timeout=5000):
        signed_in.background.write(lambda store: store.items.record(person, Kind.NOTE, {"text": "Une note."}))
    assert len(town.rows(select(ItemRow))) == 1
    assert signed_in.exchanges.status.said == "1 écrit transmis."
    qtbot.waitUntil(lambda: signed_in.exchanges.status.sent_until is not None)


def test_a_note_written_while_an_exchange_ends_goes_too(
    signed_in: Seat, town: Town, faults: Faults, qtbot: QtBot
) -> None:
    town.populate(1)
    with qtbot.waitSignal(signed_in.exchanges.settled, timeout=5000):
        signed_in.exchanges.synchronise()
    (person,) = people(signed_in)
    whole = signed_in.exchanges._exchange.synchronise

    def last(progress: Callable[[int, int], None], cancelled: Event) -> Outcome:
        signed_in.exchanges._exchange.synchronise = whole  # type: ignore[method-assign]  # once
        outcome = whole(progress, cancelled)
        signed_in.background.write(lambda store: store.items.record(person, Kind.NOTE, {"text": "Tard."})).result()
        return outcome

    signed_in.exchanges._exchange.synchronise = last  # type: ignore[method-assign]  # the moment after the last batch
    signed_in.exchanges.synchronise()
    qtbot.waitUntil(lambda: bool(town.rows(select(ItemRow))), timeout=5000)
    qtbot.waitUntil(lambda: signed_in.exchanges.status.going is Going.IDLE)


def test_offline_then_back(signed_in: Seat, faults: Faults, qtbot: QtBot) -> None:
    faults.next(PAGE, lost)
    with qtbot.waitSignal(signed_in.exchanges.settled, timeout=5000):
        signed_in.exchanges.synchronise()
    assert signed_in.exchanges.status.going is Going.OFFLINE
    assert signed_in.exchanges.status.said.startswith("Pas de réseau")
    with qtbot.waitSignal(signed_in.exchanges.settled, timeout=5000):
        signed_in.exchanges.synchronise()
    assert signed_in.exchanges.status.going is Going.IDLE
    assert signed_in.exchanges.status.said == "Rien de nouveau."


def test_waits_as_the_gateway_asked(signed_in: Seat, faults: Faults, qtbot: QtBot) -> None:
    faults.next(PAGE, said(429, Retry_After="90"))
    with qtbot.waitSignal(signed_in.exchanges.settled, timeout=5000):
        signed_in.exchanges.synchronise()
    asked = faults.paths().count(PAGE)
    signed_in.exchanges.synchronise()
    assert "dans 2 minutes" in signed_in.exchanges.status.said
    assert faults.paths().count(PAGE) == asked
    signed_in.seconds[0] += 90
    with qtbot.waitSignal(signed_in.exchanges.settled, timeout=5000):
        signed_in.exchanges.synchronise()
    assert faults.paths().count(PAGE) == asked + 1


def test_cancelled_sign_in(seat: Seat, qtbot: QtBot) -> None:
    seat.exchanges._open_browser = lambda _: True
    with qtbot.waitSignal(seat.exchanges.settled, timeout=5000):
        seat.exchanges.sign_in()
        seat.exchanges.cancel()
    assert "n’a pas abouti" in seat.exchanges.status.said


def test_sign_out_while_an_exchange_runs(signed_in: Seat, faults: Faults, qtbot: QtBot) -> None:
    signed_in.exchanges.synchronise()
    signed_in.exchanges.sign_out()
    qtbot.waitUntil(lambda: "déconnecté" in signed_in.exchanges.status.said, timeout=5000)
    assert signed_in.background.ask(lambda store: store.state.get("refresh")) == ""
    assert "/oauth/revoke" in faults.paths()


def test_closed_while_an_exchange_waits(signed_in: Seat, faults: Faults, qtbot: QtBot) -> None:
    faults.next(PAGE, drip(BODY))
    asked = faults.paths().count(PAGE)
    signed_in.exchanges.synchronise()
    qtbot.waitUntil(lambda: faults.paths().count(PAGE) > asked, timeout=5000)
    signed_in.exchanges.close()
    signed_in.exchanges.synchronise()
    assert faults.paths().count(PAGE) == asked + 1
