"""Everything that can be read of a desk: its files as they are, their pages decrypted, their columns opened."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from desktop.errors import EscaleError
from desktop.models.seal import Class, Key
from desktop.vault.wrap import Broken, unseal
from tests.campaigns._erase_scene import rows
from tests.campaigns._erase_seat import Seat
from tests.store.pages import decrypted

PAGE: Final = 4096
PLACES: Final[Mapping[tuple[str, str], str]] = {
    ("persons", "card"): "persons|{person}",
    ("sections", "sealed"): "sections|{person}|{section}",
    ("items", "sealed"): "items|{id}",
    ("items", "theirs"): "theirs|{id}",
    ("versions", "sealed"): "versions|{item}|{number}",
}
ALONE: Final = ("drafts", "archive")  # each row has a key of its own


@dataclass(frozen=True, slots=True)
class Readable:
    """Bytes that somebody may read: from where, and how they were had."""

    where: str
    how: str  # BYTES, PAGES, COLUMN
    content: bytes


BYTES, PAGES, COLUMN = "octets", "page déchiffrée", "colonne ouverte"


def readable(seat: Seat, room: Path) -> Iterator[Readable]:
    """Every file that Escale manages, every database among them decrypted, every column opened with every key."""
    for folder in seat.folders:
        for path in sorted(folder.rglob("*")):
            if path.is_file():
                yield Readable(path.name, BYTES, path.read_bytes())
    yield from _of_database("escale.db", seat, seat.path, seat.keys())
    for copy in seat.backups.found().found:
        with seat.backups.room() as inner:
            database, key = seat.backups.open(Path(copy.path), inner)
            placed = room / "sauvegarde.db"
            placed.write_bytes(database.read_bytes())
        yield from _of_database(Path(copy.path).name, seat, placed, (key,))
        placed.unlink()


def _of_database(name: str, seat: Seat, path: Path, keys: tuple[bytes, ...]) -> Iterator[Readable]:
    for key in keys:
        yield Readable(name, PAGES, decrypted(path, key))
    with rows(path, keys[0]) as connection:
        tables = {table: _rows(connection, table) for table in _tables(connection)}
    known = [(row, _data_key(seat, str(row["person"]), Class(str(row["class"])), row["wrapped"]))
             for row in tables["seals"]]  # fmt: skip
    for table, found in tables.items():
        for row in found:
            for column, value in row.items():
                if isinstance(value, str):
                    yield Readable(f"{name} {table}.{column}", COLUMN, value.encode())
                elif isinstance(value, bytes):
                    yield from _opened(f"{name} {table}.{column}", value, _places(table, column, row), known)
            if table in ALONE:
                owner = f"{table}|{row.get('name') or row.get('id')}"
                key_alone = _data_key(seat, owner, Class.NOTES, row["wrapped"])
                yield from _opened(f"{name} {table}", row["sealed"], [owner], [(row, key_alone)])


def handed_over(seat: Seat) -> dict[str, bytes]:
    """What waits, sealed, to be handed over: bytes by item."""
    with rows(seat.path, seat.watched.key) as connection:
        return {str(item): bytes(sealed) for item, sealed in connection.execute("SELECT id, sealed FROM handover")}


def readable_here(seat: Seat, item: str, sealed: bytes) -> bool:
    """Whether any key of this vault opens what was sealed for the gateway."""
    opened = seat.opened
    keys = (opened.master, opened.token_key, opened.backup_key, opened.anchor_key, opened.database_key[:32])
    for start in (0, 32):
        for key in keys:
            for place in (item, f"items|{item}", ""):
                try:
                    unseal(key, sealed[start:], place.encode())
                except Broken:
                    continue
                return True
    return False


def _tables(connection: object) -> list[str]:
    asked = "SELECT name FROM sqlite_master WHERE type = 'table'"
    return [str(row[0]) for row in connection.execute(asked)]  # type: ignore[attr-defined]  # the driver has no types


def _rows(connection: object, table: str) -> list[dict[str, object]]:
    cursor = connection.execute(f'SELECT * FROM "{table}"')  # type: ignore[attr-defined]
    names = [column[0] for column in cursor.description]
    return [dict(zip(names, row, strict=True)) for row in cursor]


def _data_key(seat: Seat, person: str, kind: Class, wrapped: object) -> Key | None:
    assert isinstance(wrapped, bytes)
    try:
        return seat.opened.seals.opened(person, kind, wrapped)
    except EscaleError:
        return None


def _places(table: str, column: str, row: Mapping[str, object]) -> list[str]:
    place = PLACES.get((table, column))
    return [place.format(**row)] if place else []


def _opened(
    where: str, sealed: object, places: list[str], keys: list[tuple[dict[str, object], Key | None]]
) -> Iterator[Readable]:
    assert isinstance(sealed, bytes)
    yield Readable(where, COLUMN, sealed)
    for place in places if sealed else ():
        for _, key in keys:
            try:
                if key:
                    yield Readable(where, COLUMN, key.open(sealed, place))
            except EscaleError:
                continue
