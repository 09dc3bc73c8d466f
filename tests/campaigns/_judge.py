"""Opens what a failure left, as the application would, and says what is wrong with it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from types import MappingProxyType
from typing import Final

from sqlcipher3 import dbapi2

from desktop.errors import EscaleError
from desktop.models.doubt import Doubt
from desktop.models.erasure import Copies
from desktop.models.note import Kind
from desktop.models.store.engine import driver
from desktop.models.store.upkeep import held
from desktop.vault.shelves import PENDING
from tests.campaigns._deeds import UNKNOWN, Expected
from tests.campaigns._desk import Desk, Doubted, Keyring
from tests.store.notes import every_note

CHECKS: Final = (("cipher_integrity_check", ()), ("integrity_check", (("ok",),)), ("foreign_key_check", ()))

ORPHANS: Final[Mapping[str, str]] = MappingProxyType(
    {
        "écrit sans dossier": "SELECT count(*) FROM items WHERE person NOT IN (SELECT person FROM persons)",
        "clé sans dossier": "SELECT count(*) FROM seals WHERE person NOT IN (SELECT person FROM persons)",
        "section sans dossier": "SELECT count(*) FROM sections WHERE person NOT IN (SELECT person FROM persons)",
        "envoi sans écrit": "SELECT count(*) FROM outbox WHERE item NOT IN (SELECT id FROM items)",
        "écrit à envoyer sans envoi": "SELECT count(*) FROM items WHERE delivery = 'waiting'"
        " AND id NOT IN (SELECT item FROM outbox)",
        "dossier partagé sans clé": "SELECT count(*) FROM persons WHERE kept = 'shared'"
        " AND person NOT IN (SELECT person FROM seals WHERE class = 'P')",
    }
)
COUNTED: Final[Mapping[str, str]] = MappingProxyType(
    {
        "receipts": "SELECT count(*) FROM receipts",
        "erased": "SELECT count(*) FROM journal WHERE event = 'erased'",
        "handed": "SELECT count(*) FROM handover",
        "stones": "SELECT count(*) FROM tombstones",
        "items": "SELECT count(*) FROM items WHERE id <> 'after'",
    }
)
OPENED: Final = 3  # files opened at each failure, beside every card and every note


class Fault(StrEnum):
    """What a failure must never cause."""

    UNREADABLE = "coffre ou fichier illisible"
    LOST = "note promise perdue"
    HALF = "état à moitié fait"
    LOST_BACKUP = "sauvegarde annoncée perdue"
    ORPHAN = "ligne orpheline"
    DAMAGED = "page abîmée"
    ALARM = "fausse alerte"


@dataclass(frozen=True, slots=True)
class Verdict:
    """A fault, and what shows it."""

    fault: Fault
    detail: str


@dataclass(frozen=True, slots=True)
class Seen:
    """What the desk shows once open."""

    cursor: str
    versions: dict[str, int]
    notes: dict[str, tuple[str, str]]
    counts: dict[str, int]  # as COUNTED names them


def judged(
    home: Path,
    secrets: dict[tuple[str, str], str] | None,
    possible: Sequence[Expected],
    kind: type[Desk] = Desk,
) -> Verdict | None:
    """None when what is there is one of ``possible``, the first of which is what was surely promised."""
    desk = kind(home, None if secrets is None else Keyring(secrets))
    if not desk.vault.exists():
        nothing_yet = any(not one.passphrase for one in possible)
        return None if nothing_yet else Verdict(Fault.UNREADABLE, "le coffre n’est plus là")
    try:
        try:
            opened = desk.unlock_any([one.passphrase for one in possible if one.passphrase])
            seen = look(desk)
            found = half(desk, secrets) or orphans(desk) or _backup(desk, possible[0].backup)
        finally:
            desk.close()
    except Doubted as alarm:
        return Verdict(Fault.UNREADABLE if alarm.doubt is Doubt.EPOCH_LOST else Fault.ALARM, str(alarm))
    except EscaleError as trouble:
        return Verdict(Fault.UNREADABLE, str(trouble))
    fits = [one for one in possible if one.passphrase == opened]
    return _compared(seen, fits, possible[0]) or found or _recovery(desk, fits) or integrity(desk)


def look(desk: Desk) -> Seen:
    """Everything that is there; then something is written, to see that it can be."""
    store = desk.store
    versions = {card.person: card.version for card in store.passports.cards()}
    for person, version in [*versions.items()][:: max(1, len(versions) // OPENED)]:
        if not desk.is_whole(person, version):
            versions[person] = -1
    notes = {item.id: (item.person, item.text) for item in every_note(store) if item.id != "after"}
    counts = {name: _one(desk, query) for name, query in COUNTED.items()}
    seen = Seen(store.state.get("cursor"), versions, notes, counts)
    if versions:
        store.items.record(min(versions), Kind.NOTE, {"text": "encore"}, item="after")
    return seen


def _one(desk: Desk, query: str) -> int:
    return int(driver(desk.store._engine).execute(query).fetchone()[0])


def orphans(desk: Desk) -> Verdict | None:
    """Rows whose other half is missing."""
    found = [name for name, query in ORPHANS.items() if _one(desk, query)]
    return Verdict(Fault.ORPHAN, ", ".join(found)) if found else None


def half(desk: Desk, secrets: dict[tuple[str, str], str] | None) -> Verdict | None:
    """What an opening should have finished: a rotation, a change of epoch; and the journal holds together."""
    if len(desk.vault.unlock(desk.passphrase).database_keys) != 1:
        return Verdict(Fault.HALF, "deux clés de base après l’ouverture")
    if any(item == PENDING for _, item in secrets or ()) or (desk.path.parent / "epoque.suivante").exists():
        return Verdict(Fault.HALF, "une époque en attente après l’ouverture")
    if (broken := desk.store.journal.broken()) is not None:
        return Verdict(Fault.HALF, f"journal rompu à l’entrée {broken}")
    wanted = Copies.OPEN if secrets is None else Copies.COVERED
    wrong = [one for one in desk.store.receipts.all() if one.copies is not wanted]
    return Verdict(Fault.HALF, f"un reçu dit « {wrong[0].copies} »") if wrong else None


def _compared(seen: Seen, possible: Sequence[Expected], promised: Expected) -> Verdict | None:
    if any(_same(seen, one) for one in possible):
        return None
    allowed = [promised, *possible]
    for item, note in promised.notes.items():
        kept = [one.shown[item] for one in allowed if item in one.shown]
        if seen.notes.get(item) not in kept and len(kept) == len(allowed):
            return Verdict(Fault.LOST, f"{item} : {note[1][:12]!r}, trouvé {str(seen.notes.get(item))[:60]!r}")
    files = sorted(seen.versions.values())
    told = f"curseur {seen.cursor!r} pour {promised.cursor!r}, dossiers {files}, {seen.counts} pour {_counts(promised)}"
    return Verdict(Fault.HALF, told)


def _backup(desk: Desk, name: str) -> Verdict | None:
    """The last backup promised is there, opens, and holds what it says."""
    path = desk.backups.shelf.folder / name
    if name and not path.exists():
        return Verdict(Fault.LOST_BACKUP, name)
    if name:
        with desk.backups.room() as room:
            held(*desk.backups.open(path, room))
    return None


def _recovery(desk: Desk, possible: Sequence[Expected]) -> Verdict | None:
    """The last sheet printed opens the vault, whatever happened to the passphrase since."""
    for key in (one.recovery for one in possible):
        try:
            if key not in ("", UNKNOWN):
                desk.vault.rehearse(key)
            return None
        except EscaleError:
            continue
    return Verdict(Fault.UNREADABLE, "la clé de récupération imprimée n’ouvre plus")


def _same(seen: Seen, one: Expected) -> bool:
    return seen == Seen(one.cursor, dict(one.versions), one.shown, _counts(one))


def _counts(one: Expected) -> dict[str, int]:
    return {"receipts": one.receipts, "erased": one.receipts, "handed": one.handed, "stones": len(one.gone),
            "items": len(one.notes)}  # fmt: skip


def integrity(desk: Desk) -> Verdict | None:
    """After the checkpoint of ``close``: every page has its seal, every index its rows."""
    log = desk.path.with_name(desk.path.name + "-wal")
    if log.exists() and log.stat().st_size:
        return Verdict(Fault.DAMAGED, "le journal n’a pas été vidé à la fermeture")
    connection = dbapi2.connect(str(desk.path), isolation_level=None)
    try:
        connection.set_key(b"x'" + desk.store._key.hex().encode() + b"'")
        for pragma, right in CHECKS:
            found = tuple(connection.execute(f"PRAGMA {pragma}").fetchall())
            if found != right:
                return Verdict(Fault.DAMAGED, f"{pragma} : {found[:2]}")
    except dbapi2.Error as error:
        return Verdict(Fault.DAMAGED, str(error))
    finally:
        connection.close()
    return None
