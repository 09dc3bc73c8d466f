"""The whole way: a real encrypted store, a real gateway, and between them a server that can spoil answers."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from concurrent.futures import Future
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from threading import Event
from typing import Any, TypeVar
from urllib.parse import urlsplit

import pytest
from sqlalchemy import select

from desktop.models.changes import Changes
from desktop.models.note import Item, Kind
from desktop.models.store import Store
from desktop.one_click import OneClick
from desktop.sync.account import Account
from desktop.sync.exchange import Exchange
from desktop.sync.loopback import Loopback
from desktop.sync.parties import Outcome
from desktop.vault.derive import FLOOR
from desktop.vault.tokens import TokenBox
from desktop.vault.vault import Vault
from gateway.app import served
from gateway.config import Config
from gateway.counsellors import demo_counsellor
from gateway.made import load_made
from gateway.shares import withdraw
from gateway.store import Store as GatewayStore
from gateway.tables import IN_FORCE, ShareRow
from gateway.when import now
from tests.gateway.desk import Contract
from tests.sync.faults import Faults, standing

T = TypeVar("T")
API = "/api/v1/"
DESK = "5b1e6f0a-9c2d-4e3f-8a7b-665544332211"


class Ledger:
    """The store, asked in this very thread; counts its writes that empty the log."""

    def __init__(self, store: Store) -> None:
        self.store = store
        self.before_write: Callable[[], object] = lambda: None

    def ask(self, work: Callable[[Store], T]) -> T:
        return work(self.store)

    def write(self, work: Callable[[Store], Changes]) -> Future[Changes]:
        future: Future[Changes] = Future()
        future.set_result(work(self.store))
        return future


@dataclass(frozen=True)
class Town:
    """The gateway from the inside: what people do there."""

    store: GatewayStore

    def populate(self, count: int, seed: int = 1) -> None:
        with self.store.writing() as session:
            load_made(session, demo_counsellor(session).id, count, seed, now())

    def withdraw(self, person: str, at: datetime | None = None) -> None:
        with self.store.writing() as session:
            share = session.scalars(select(ShareRow).where(ShareRow.person == person, ShareRow.state == IN_FORCE)).one()
            withdraw(session, self.store.keys.signer, share, at or now(), "withdrawn")

    def rows(self, statement: Any) -> list[Any]:
        with self.store.reading() as session:
            return list(session.scalars(statement).all())


@dataclass(frozen=True)
class Desk:
    """One counsellor's desk."""

    store: Store
    ledger: Ledger
    account: Account
    exchange: Exchange
    box: TokenBox

    def sign_in(self) -> str:
        click = OneClick()
        try:
            with Loopback() as loopback:
                asked = self.account.ask(loopback.redirect)
                click(asked.url)
                return self.exchange.sign_in(asked, loopback.wait(asked.state, Event(), 10))
        finally:
            click.close()

    def synchronise(self, cancelled: Event | None = None) -> Outcome:
        return self.exchange.synchronise(lambda *_: None, cancelled or Event())

    def people(self) -> set[str]:
        return {card.person for card in self.store.passports.cards()}

    def write(self, person: str, text: str = "Une note.", kind: Kind = Kind.NOTE, **how: Any) -> Item:
        known = {item.id for item in self.store.items.of(person)}
        self.store.items.record(person, kind, {"text": text}, **how)
        return next(item for item in self.store.items.of(person) if item.id not in known or item.id == how.get("item"))

    def note(self, item: Item) -> Item:
        return next(one for one in self.store.items.of(item.person) if one.id == item.id)


@pytest.fixture(scope="session")
def contract(pytestconfig: pytest.Config) -> Contract:
    return Contract(pytestconfig.rootpath / "resources" / "contract" / "openapi.yaml")


@pytest.fixture
def faults() -> Iterator[Faults]:
    with standing() as between:
        yield between


@pytest.fixture
def config(tmp_path: Path, faults: Faults) -> Config:
    """A gateway that knows itself by the address of the server in between."""
    return Config(f"sqlite:///{tmp_path / 'g.sqlite3'}", issuer=faults.url, demo=True)


@pytest.fixture
def gateway(config: Config, faults: Faults) -> Iterator[str]:
    with served(replace(config)) as url:
        faults.target = urlsplit(url).port or 0
        yield faults.url


@pytest.fixture
def town(config: Config, gateway: str) -> Iterator[Town]:
    store = GatewayStore(config.database)
    yield Town(store)
    store.close()


@pytest.fixture
def keeper(tmp_path: Path) -> Iterator[tuple[Store, TokenBox]]:
    """A store opened by a vault, and the box of its tokens."""
    folder = tmp_path / "desk"
    folder.mkdir()
    opened = Vault(folder, None, FLOOR).create("Kv7tqzR2wLxp9mNd4h")
    store = Store(folder / "escale.db", opened.database_key, opened.seals)
    yield store, TokenBox(opened.token_key)
    store.close()


@pytest.fixture
def store(keeper: tuple[Store, TokenBox]) -> Store:
    return keeper[0]


def desk_of(keeper: tuple[Store, TokenBox], account: Account) -> Desk:
    ledger = Ledger(keeper[0])
    return Desk(keeper[0], ledger, account, Exchange(account, ledger, keeper[1], DESK), keeper[1])


@pytest.fixture
def newcomer(keeper: tuple[Store, TokenBox], gateway: str) -> Iterator[Desk]:
    """A desk where nobody has signed in yet."""
    account = Account(gateway)
    yield desk_of(keeper, account)
    account.close()


@pytest.fixture
def desk(newcomer: Desk) -> Desk:
    """A desk signed in."""
    newcomer.sign_in()
    return newcomer


@pytest.fixture
def exchange(desk: Desk) -> Exchange:
    return desk.exchange


@pytest.fixture
def keeper_path(tmp_path: Path) -> Callable[[], tuple[Store, TokenBox]]:
    """Opens a store that its new owner closes."""

    def opened() -> tuple[Store, TokenBox]:
        folder = tmp_path / "seat"
        folder.mkdir()
        vault = Vault(folder, None, FLOOR).create("Kv7tqzR2wLxp9mNd4h")
        return Store(folder / "escale.db", vault.database_key, vault.seals), TokenBox(vault.token_key)

    return opened


def small(desk: Desk, size: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """Pages of ``size`` files, asked as the client asks."""
    monkeypatch.setattr("desktop.sync.client.Client.exchange.__defaults__", (size,))
