"""What earlier copies of the whole home still show to somebody who has everything of today.

Everything: the passphrase, hence the master key; every secret that the keyring holds now; the present files, hence
the rack in use; and the copy itself, with each version of the rack on its pages.
"""

from __future__ import annotations

import base64
import shutil
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from sqlcipher3 import dbapi2

from desktop.errors import EpochLost
from desktop.models.seal import Class
from desktop.models.store import Mode, Store
from desktop.vault.derive import FLOOR, expanded
from desktop.vault.seals import GROUPS, RACK
from desktop.vault.shelves import FileShelf
from desktop.vault.vault import Vault
from desktop.vault.wrap import Broken, unseal
from tests.campaigns._erase_scene import Scene, rows
from tests.campaigns._erase_seat import Seat, Stubborn


@dataclass(frozen=True, slots=True)
class Opened:
    """How many columns of the target's opened, by class; ``door``: by the application's own door, of anybody's."""

    passport: int
    notes: int
    door: int


def opened_in(scene: Scene, copy: Path) -> Opened:
    """What that copy gives."""
    seat, room = scene.seat, scene.folder / "attaque"
    shutil.rmtree(room, ignore_errors=True)
    shutil.copytree(copy, room)
    database = room / seat.path.name
    key = next(key for key in _database_keys(room, seat) if _opens(database, key))
    try:
        racks = list(_racks(seat, room, key))
        with rows(database, key) as connection:
            passport = _columns(connection, scene.target.id, _passport_keys(connection, scene, racks))
            notes = _columns(connection, scene.target.id, _notes_keys(connection, scene))
        return Opened(passport, notes, _by_the_door(seat, room))
    finally:
        shutil.rmtree(room)


def _by_the_door(seat: Seat, room: Path) -> int:
    """Cards of shared files that Escale itself shows over that copy, with the present passphrase and keyring."""
    ring = Stubborn(dict(seat.ring.kept)) if seat.ring else None
    try:
        opened = Vault(room, ring, FLOOR).unlock(seat.passphrase)
        store = Store(room / seat.path.name, opened.database_key, opened.seals, mode=Mode.READ_ONLY)
    except EpochLost:
        return 0
    try:
        return sum(bool(card.holder.family_name) for card in store.passports.cards() if card.access.consent)
    finally:
        store.close()


def _database_keys(room: Path, seat: Seat) -> Iterator[bytes]:
    ring = Stubborn(dict(seat.ring.kept)) if seat.ring else None
    yield from seat.keys()
    yield from Vault(room, ring, FLOOR).unlock(seat.passphrase).database_keys


def _opens(path: Path, key: bytes) -> bool:
    with rows(path, key) as connection:
        try:
            return connection.execute("SELECT count(*) FROM persons").fetchone() is not None
        except dbapi2.DatabaseError:
            return False


def _epochs(seat: Seat, room: Path) -> Iterator[bytes]:
    """The keys of every epoch that can be had: today's keyring, today's files, the copy's own files."""
    for secret in seat.ring.kept.values() if seat.ring else ():
        try:
            raw = base64.b64decode(secret, validate=True)
        except ValueError:
            continue
        if len(raw) == 32:
            yield expanded(seat.opened.master, "escale/v1/epoch", raw)
    for folder in (seat.home, room):
        shelf = FileShelf(folder, expanded(seat.opened.master, "escale/v1/epoch-file"), seat.opened.identity)
        for kept in (shelf.present(), shelf.pending()):
            if kept:
                yield expanded(seat.opened.master, "escale/v1/epoch", kept)


def _racks(seat: Seat, room: Path, key: bytes) -> Iterator[tuple[bytes, ...]]:
    """Every rack that any epoch opens, of today's file and of the copy."""
    sealed = [_rack(room / seat.path.name, key), _rack(seat.path, seat.watched.key)]
    for epoch in _epochs(seat, room):
        for one in sealed:
            try:
                plain = unseal(epoch, one, RACK)
            except Broken:
                continue
            yield tuple(plain[at * 32 : at * 32 + 32] for at in range(GROUPS))


def _rack(path: Path, key: bytes) -> bytes:
    with rows(path, key) as connection:
        found = connection.execute("SELECT sealed FROM rack").fetchone()
    return bytes(found[0]) if found else b""


def _passport_keys(connection: dbapi2.Connection, scene: Scene, racks: Sequence[tuple[bytes, ...]]) -> list[bytes]:
    place = f"escale/v1/key|{scene.target.id}|{Class.PASSPORT}".encode()
    wrapping = {one for rack in racks for one in rack}
    return [plain for sealed in _wrapped(connection, scene, Class.PASSPORT)
            for key in wrapping if (plain := _opened(key, sealed, place))]  # fmt: skip


def _notes_keys(connection: dbapi2.Connection, scene: Scene) -> list[bytes]:
    place = f"escale/v1/key|{scene.target.id}|{Class.NOTES}".encode()
    key = expanded(scene.seat.opened.master, "escale/v1/notes")
    return [plain for sealed in _wrapped(connection, scene, Class.NOTES) if (plain := _opened(key, sealed, place))]


def _wrapped(connection: dbapi2.Connection, scene: Scene, kind: Class) -> list[bytes]:
    asked = "SELECT wrapped FROM seals WHERE person = ? AND class = ?"
    return [bytes(row[0]) for row in connection.execute(asked, (scene.target.id, kind))]


def _columns(connection: dbapi2.Connection, person: str, keys: Iterable[bytes]) -> int:
    """How many of the target's columns one of these keys opens."""
    columns = [
        (bytes(card), f"persons|{person}")
        for (card,) in connection.execute("SELECT card FROM persons WHERE person = ?", (person,))
        if card
    ]
    asked = "SELECT section, sealed FROM sections WHERE person = ?"
    columns += [
        (bytes(sealed), f"sections|{person}|{section}") for section, sealed in connection.execute(asked, (person,))
    ]
    asked = "SELECT id, sealed FROM items WHERE person = ?"
    columns += [(bytes(sealed), f"items|{item}") for item, sealed in connection.execute(asked, (person,))]  # fmt: skip
    keys = list(keys)
    return sum(any(_opened(key, sealed, place.encode()) for key in keys) for sealed, place in columns)


def _opened(key: bytes, sealed: bytes, place: bytes) -> bytes:
    try:
        return unseal(AESGCM(key), sealed, place)
    except Broken:
        return b""
