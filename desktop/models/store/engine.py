"""The one connection to the encrypted file, and what SQLite's complaints mean to a counsellor."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any, Final

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.exc import DBAPIError
from sqlalchemy.pool import StaticPool
from sqlcipher3 import dbapi2

from desktop.errors import EscaleError, StoreLocked, StoreTrouble
from desktop.models.seal import Guard

PRAGMAS: Final = (
    "cipher_log_level=NONE",
    "journal_mode=WAL",
    "synchronous=FULL",
    "fullfsync=ON",
    "checkpoint_fullfsync=ON",
    "foreign_keys=ON",
    "secure_delete=ON",
    "temp_store=MEMORY",
    "trusted_schema=OFF",
    "cell_size_check=ON",
    "mmap_size=0",
    "wal_autocheckpoint=0",
)


def make_engine(path: Path, key: bytes, *, read_only: bool = False) -> Engine:
    """An engine with one connection; ``key`` is 48 bytes, SQLCipher's raw key then salt. Opens nothing yet.

    ``read_only``: not a byte of the file or of its log changes, not even when it is closed.
    """

    def connect() -> dbapi2.Connection:
        check_log(path)
        connection = _read_only(path) if read_only else _writable(path)
        try:
            prepare(connection, key, (*PRAGMAS, f"query_only={int(read_only)}"))
        except BaseException:
            connection.close()
            raise
        return connection

    engine = create_engine("sqlite://", module=dbapi2, creator=connect, poolclass=StaticPool, hide_parameters=True)
    generations = _Generations(read_only=read_only)
    event.listen(engine, "begin", generations.begin)
    event.listen(engine, "commit", generations.commit)
    return engine


class _Generations:
    """Counts, in the file itself, the transactions that changed it: what an older copy cannot pretend."""

    def __init__(self, *, read_only: bool) -> None:
        self._before, self._read_only = 0, read_only

    def begin(self, connection: Connection) -> None:
        raw = _raw(connection)
        if self._read_only:
            raw.execute("BEGIN")
        else:
            begin_immediate(connection)
        self._before = raw.total_changes

    def commit(self, connection: Connection) -> None:
        raw = _raw(connection)
        if raw.total_changes != self._before:
            (generation,) = raw.execute("PRAGMA user_version").fetchone()
            raw.execute(f"PRAGMA user_version={generation + 1}")


def begin_immediate(connection: Connection) -> None:
    """Every transaction is a writer's from its start: none has to be begun again because another wrote meanwhile."""
    _raw(connection).execute("BEGIN IMMEDIATE")


def driver(engine: Engine) -> Any:
    """The one connection as the driver gives it, outside any transaction."""
    borrowed = engine.raw_connection()
    try:
        return borrowed.driver_connection
    finally:
        borrowed.close()


def _raw(connection: Connection) -> Any:
    return connection.connection.driver_connection


def _writable(path: Path) -> dbapi2.Connection:
    os.close(os.open(path, os.O_RDWR | os.O_CREAT, 0o600))
    return dbapi2.connect(str(path), isolation_level=None, check_same_thread=False, timeout=15)


def _read_only(path: Path) -> dbapi2.Connection:
    address = f"{path.absolute().as_uri()}?mode=ro"
    return dbapi2.connect(address, uri=True, isolation_level=None, check_same_thread=False, timeout=15)


def check_log(path: Path) -> None:
    """StoreTrouble when the log stands without its file: SQLite would throw away what it holds, and start anew."""
    log = path.with_name(path.name + "-wal")
    if log.exists() and log.stat().st_size and not (path.exists() and path.stat().st_size):
        raise _damaged()


def prepare(connection: dbapi2.Connection, key: bytes, pragmas: Iterable[str]) -> None:
    """Give the key, set the settings, and read something: the driver's error when the key is not the one."""
    connection.set_key(b"x'" + key.hex().encode() + b"'")
    for pragma in pragmas:
        connection.execute(f"PRAGMA {pragma}")
    if not connection.execute("PRAGMA cipher_version").fetchone():
        raise RuntimeError("this driver does not encrypt")
    connection.execute("SELECT count(*) FROM sqlite_master").fetchone()


@contextmanager
def transaction(engine: Engine) -> Iterator[Connection]:
    """One transaction, whole or not at all; SQLite's failures become StoreTrouble, with what to do."""
    with troubles(), engine.begin() as connection:
        yield connection


def asked(engine: Engine, question: str, parameters: Sequence[object]) -> list[Any]:
    """The rows that answer one question, put to the driver itself: for what is asked at each keystroke.

    Outside any transaction; a single question reads the store as it is at one instant all the same.
    """
    with troubles():
        return list(driver(engine).execute(question, parameters))


def writable(connection: Connection) -> bool:
    """Whether the file was opened to be written: what nobody asked to keep is not kept otherwise."""
    return not connection.exec_driver_sql("PRAGMA query_only").scalar_one()


def check_whole(engine: Engine) -> None:
    """StoreTrouble when a page of the file is not as it was written; reads them all."""
    with troubles():
        if driver(engine).execute("PRAGMA cipher_integrity_check").fetchone() is not None:
            raise _damaged()


def emptied(engine: Engine, guard: Guard | None = None) -> bool:
    """Bring the write-ahead log into the file and empty it; False when somebody else is reading it meanwhile."""
    with troubles():
        if guard:
            guard.before_checkpoint()
        (busy, _, _) = driver(engine).execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
        if guard and not busy:
            guard.after_checkpoint()
    return not busy


def let_go(engine: Engine, path: Path, *keys: bytes) -> None:
    """Close the connection, without the checkpoint that SQLite does of its own, behind the guard's back.

    It does none while somebody else holds the file, and whoever may only read does none either. ``keys``: those that
    may open the file now.
    """
    log = path.with_name(path.name + "-wal")
    holders = [make_engine(path, key, read_only=True) for key in keys]
    try:
        for holder in holders:
            with suppress(EscaleError), troubles():
                if log.exists() and log.stat().st_size:
                    driver(holder)
    finally:
        engine.dispose()
        for holder in holders:
            holder.dispose()


@contextmanager
def troubles() -> Iterator[None]:
    """Convert the driver's failures at the border; the text of the database is never shown."""
    try:
        yield
    except OSError as error:
        raise StoreTrouble(
            "Le dossier d’Escale ne s’ouvre pas sur cet ordinateur.",
            "Vérifiez que le disque est branché et que vous avez le droit d’y écrire, puis rouvrez Escale.",
        ) from error
    except DBAPIError as error:
        raise _said(error.orig) from error
    except dbapi2.Error as error:
        raise _said(error) from error


def _said(error: BaseException | None) -> EscaleError:
    code = getattr(error, "sqlite_errorcode", 0) & 0xFF
    if code in (5, 6):  # SQLITE_BUSY, SQLITE_LOCKED
        return StoreLocked(
            "Le fichier chiffré d’Escale est tenu par un autre programme.",
            "Fermez l’autre Escale, puis recommencez : rien n’a été perdu.",
        )
    if code == 8:  # SQLITE_READONLY
        return StoreTrouble(
            "Escale est ouvert en lecture seule : rien ne peut y être écrit pour l’instant.",
            "Ce que vous lisez est intact. Lisez l’avertissement en haut de la fenêtre pour reprendre.",
        )
    if code in (13, 10):  # SQLITE_FULL, SQLITE_IOERR: a full disk says either
        return StoreTrouble(
            "Le disque est plein ou refuse d’écrire : ce qui était enregistré est intact.",
            "Libérez de la place, puis recommencez : Escale n’a rien perdu.",
        )
    if code in (26, 11):  # SQLITE_NOTADB, SQLITE_CORRUPT
        return _damaged()
    return StoreTrouble(
        f"Le fichier chiffré d’Escale n’a pas pu être utilisé (code {code}).",
        "Ce qui était enregistré est intact. Fermez Escale puis rouvrez-le.",
    )


def _damaged() -> StoreTrouble:
    return StoreTrouble(
        "Le fichier chiffré d’Escale est abîmé : il ne s’ouvre plus avec sa clé.",
        "Rien n’a été effacé. Ne supprimez rien et demandez de l’aide à votre informatique.",
    )
