"""The gateway's database: SQLite when embedded, any SQLAlchemy URL for an organisation."""

from __future__ import annotations

import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from sqlite3 import Connection as SqliteConnection

from sqlalchemy import Connection, Engine, create_engine, event, select, update
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError, SQLAlchemyError
from sqlalchemy.orm import Session

from gateway.errors import GatewayError
from gateway.keys import Keys
from gateway.tables import Base, HouseRow

PRAGMAS = ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON", "trusted_schema=OFF", "secure_delete=ON")
BUSY_SECONDS = 15.0


class Store:
    """Opens the database, makes its tables and its keys when it is new."""

    def __init__(self, url: str, connections: int = 8, busy_seconds: float = BUSY_SECONDS) -> None:
        """``connections`` is how many threads may hold one at a time; GatewayError for a URL that cannot open.

        ``busy_seconds`` is how long SQLite waits for another writer before a request is answered 503.
        """
        self._engine = _engine(url, connections, busy_seconds)
        try:
            Base.metadata.create_all(self._engine)
            self.keys = Keys(self._house_keys())
        except SQLAlchemyError as error:
            self._engine.dispose()
            raise GatewayError("La base de la passerelle ne s’ouvre pas : vérifiez son adresse.") from error

    def close(self) -> None:
        """Close every connection."""
        self._engine.dispose()

    @contextmanager
    def reading(self) -> Iterator[Session]:
        """A session for reading: other readers and one writer go on."""
        with Session(self._engine) as session:
            yield session

    @contextmanager
    def writing(self) -> Iterator[Session]:
        """A session that is alone to write, committed at the end of the block or rolled back by an exception.

        SQLite takes its write lock at BEGIN; elsewhere the house row is locked, so that sequences commit in order.
        """
        with (
            self._engine.connect().execution_options(escale_writes=True) as connection,
            Session(connection, expire_on_commit=False) as session,
            session.begin(),
        ):
            if connection.dialect.name != "sqlite":
                session.execute(select(HouseRow.id).with_for_update())
            yield session

    def renew_epoch(self) -> str:
        """Start a new epoch, after a backup was restored; returns it."""
        epoch = secrets.token_hex(8)
        with self.writing() as session:
            session.execute(update(HouseRow).values(epoch=epoch))
        return epoch

    def _house_keys(self) -> str:
        with self.writing() as session:
            house = session.get(HouseRow, 1)
            if house is None:
                house = HouseRow(id=1, epoch=secrets.token_hex(8), sequence=0, keys=Keys.made())
                session.add(house)
            return house.keys


def next_sequence(session: Session) -> int:
    """The next number of the house; numbers are given in the order of commits."""
    return session.scalars(update(HouseRow).values(sequence=HouseRow.sequence + 1).returning(HouseRow.sequence)).one()


def epoch_of(session: Session) -> str:
    """The epoch now in the database: it may have been renewed while the server runs."""
    return session.scalars(select(HouseRow.epoch)).one()


def _engine(url: str, connections: int, busy_seconds: float) -> Engine:
    try:
        parsed = make_url(url)
    except ArgumentError as error:
        raise GatewayError("L’adresse de la base n’est pas comprise.") from error
    if parsed.get_backend_name() != "sqlite":
        return create_engine(parsed, hide_parameters=True, pool_size=connections, pool_pre_ping=True)
    if parsed.database in (None, "", ":memory:"):
        raise GatewayError("La base de la passerelle doit être un fichier : plusieurs fils d’exécution la partagent.")
    arguments = {"isolation_level": None, "timeout": busy_seconds, "check_same_thread": False}
    engine = create_engine(parsed, connect_args=arguments, hide_parameters=True, pool_size=connections, max_overflow=2)
    event.listen(engine, "connect", _prepare)
    event.listen(engine, "begin", _begin)
    return engine


def _prepare(connection: SqliteConnection, _: object) -> None:
    for pragma in PRAGMAS:
        connection.execute(f"PRAGMA {pragma}")


def _begin(connection: Connection) -> None:
    writes = connection.get_execution_options().get("escale_writes", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")
