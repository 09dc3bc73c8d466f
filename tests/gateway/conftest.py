"""A real gateway on 127.0.0.1, a desk that signs in like Escale does, and the contract every answer is held against."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from gateway.app import served
from gateway.config import Config
from gateway.counsellors import demo_counsellor
from gateway.made import load_made
from gateway.people import PersonFile, load
from gateway.store import Store
from gateway.when import now
from tests.gateway.desk import Contract, Desk


@pytest.fixture(scope="session")
def contract(pytestconfig: pytest.Config) -> Contract:
    """The contract's schemas."""
    return Contract(pytestconfig.rootpath / "resources" / "contract" / "openapi.yaml")


class Clock:
    """A clock that goes on from the present, and that a test can put forward."""

    def __init__(self) -> None:
        self.ahead = timedelta()

    def __call__(self) -> datetime:
        return now() + self.ahead


@pytest.fixture
def clock() -> Clock:
    """The clock of the gateway."""
    return Clock()


@pytest.fixture
def config(tmp_path: Path, clock: Clock) -> Config:
    """A demonstration over a file of its own, with no person in it."""
    return Config(database=f"sqlite:///{tmp_path / 'g.sqlite3'}", demo=True, clock=clock)


@pytest.fixture
def store(config: Config) -> Iterator[Store]:
    """The gateway's database, opened beside it."""
    opened = Store(config.database)
    yield opened
    opened.close()


@pytest.fixture
def desk(config: Config, contract: Contract) -> Iterator[Desk]:
    """A desk signed in to a gateway that holds nobody yet."""
    with served(config) as url, Desk(url, contract) as signed_in:
        signed_in.sign_in()
        yield signed_in


@pytest.fixture
def populate(store: Store) -> Callable[..., str]:
    """Add made-up people for Camille; returns her id."""

    def add(count: int, seed: int = 1) -> str:
        with store.writing() as session:
            counsellor = demo_counsellor(session).id
            if count:
                load_made(session, counsellor, count, seed, now())
        return counsellor

    return add


@pytest.fixture
def admit(store: Store, clock: Clock) -> Callable[[PersonFile], None]:
    """Load one person as a file would."""

    def add(person: PersonFile) -> None:
        with store.writing() as session:
            load(session, store.keys.signer, demo_counsellor(session).id, [person], clock())

    return add
