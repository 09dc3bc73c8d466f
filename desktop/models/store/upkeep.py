"""What custody asks of an encrypted file while no store holds it: another key, or what an exported file holds."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import func, select
from sqlcipher3 import dbapi2

from desktop.errors import StoreTrouble
from desktop.models.seal import Guard
from desktop.models.store.engine import driver, emptied, let_go, make_engine, troubles
from desktop.models.store.export import apart
from desktop.models.store.tables import items, persons


@dataclass(frozen=True, slots=True)
class Held:
    """What an exported file holds: files, writings."""

    files: int
    items: int


def rekey(path: Path, old: bytes, new: bytes, guard: Guard | None = None) -> None:
    """Every page under another key and salt (48 bytes), in one transaction, brought into the file.

    StoreTrouble when that could not be done: the file then opens with one of the two keys, never with neither.
    """
    engine = make_engine(path, old)
    try:
        with troubles():
            driver(engine).execute(f"PRAGMA rekey=\"x'{new.hex()}'\"")
        if not emptied(engine, guard):
            raise _busy()
    finally:
        let_go(engine, path, old, new)


def settle(path: Path, key: bytes, guard: Guard | None = None) -> None:
    """Bring the log into the file and empty it; StoreTrouble when that could not be done."""
    engine = make_engine(path, key)
    try:
        if not emptied(engine, guard):
            raise _busy()
    finally:
        let_go(engine, path, key)


def held(path: Path, key: bytes) -> Held:
    """What an exported file holds, every page and every row of it looked at; StoreTrouble when one is not right."""
    with apart(path, key) as connection, troubles():
        looked = [
            connection.exec_driver_sql(f"PRAGMA {check}").all() for check in ("cipher_integrity_check", "quick_check")
        ]
        if looked != [[], [("ok",)]]:
            raise dbapi2.DatabaseError("a page is not right")
        counts = (select(func.count()).select_from(table) for table in (persons, items))
        return Held(*(connection.execute(count).scalar_one() for count in counts))


def _busy() -> StoreTrouble:
    return StoreTrouble(
        "Le fichier chiffré est lu par un autre programme : sa clé n’a pas pu être changée maintenant.",
        "Fermez l’autre programme ; le changement sera terminé à la prochaine ouverture.",
    )
