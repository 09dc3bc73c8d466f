"""The one connection to the encrypted file, and what SQLite's complaints mean to a counsellor."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.exc import DBAPIError
from sqlalchemy.pool import StaticPool
from sqlcipher3 import dbapi2

from desktop.errors import EscaleError, StoreLocked, StoreTrouble

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
)


def make_engine(path: Path, key: bytes) -> Engine:
    """An engine with one connection; ``key`` is 48 bytes, SQLCipher's raw key then salt. Opens nothing yet."""

    def connect() -> dbapi2.Connection:
        _check_log(path)
        os.close(os.open(path, os.O_RDWR | os.O_CREAT, 0o600))
        connection = dbapi2.connect(str(path), isolation_level=None, check_same_thread=False, timeout=15)
        try:
            _prepare(connection, key)
        except BaseException:
            connection.close()
            raise
        return connection

    engine = create_engine("sqlite://", module=dbapi2, creator=connect, poolclass=StaticPool, hide_parameters=True)
    event.listen(engine, "begin", lambda connection: connection.exec_driver_sql("BEGIN IMMEDIATE"))
    return engine


def _check_log(path: Path) -> None:
    """StoreTrouble when the log stands without its file: SQLite would throw away what it holds, and start anew."""
    log = path.with_name(path.name + "-wal")
    if log.exists() and log.stat().st_size and not (path.exists() and path.stat().st_size):
        raise _damaged()


def _prepare(connection: dbapi2.Connection, key: bytes) -> None:
    connection.set_key(b"x'" + key.hex().encode() + b"'")
    for pragma in PRAGMAS:
        connection.execute(f"PRAGMA {pragma}")
    if not connection.execute("PRAGMA cipher_version").fetchone():
        raise RuntimeError("this driver does not encrypt")
    connection.execute("SELECT count(*) FROM sqlite_master").fetchone()


@contextmanager
def transaction(engine: Engine) -> Iterator[Connection]:
    """One transaction, whole or not at all; SQLite's failures become StoreTrouble, with what to do."""
    with troubles(), engine.begin() as connection:
        yield connection


def emptied(engine: Engine) -> None:
    """Bring the write-ahead log into the file and empty it, so that what was deleted is on no page of either."""
    with troubles(), engine.connect() as connection:
        connection.exec_driver_sql("ROLLBACK")
        connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()


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
