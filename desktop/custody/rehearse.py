"""Trying the recovery sheet and the newest backup for real, twice a year; nothing is changed by it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Final

from desktop.custody.backup import Backups
from desktop.custody.packet import read_packet
from desktop.errors import Refused
from desktop.models.journal import Event
from desktop.models.safekeeping import REHEARSE, Sheet
from desktop.models.store import Store
from desktop.models.store.upkeep import Held, held
from desktop.vault.header import parsed_header
from desktop.vault.slots import by_recovery
from desktop.vault.vault import Vault

MADE: Final = "sheet_made"  # of the state: ISO day of the last recovery sheet
REHEARSED: Final = "rehearsed"  # of the state: ISO day of the last one that went well


@dataclass(frozen=True, slots=True)
class Rehearsal:
    """What the recovery key opened: the backup (None when there is none yet), and what is in it."""

    backup: Path | None = None
    held: Held | None = None


def rehearse(vault: Vault, recovery_key: str) -> Rehearsal:
    """The recovery key opens the vault, then the newest backup, in a temporary encrypted place. Not on the UI thread.

    Refused when the key is not this vault's, or only opens the vault: the backup is older than the sheet. Nothing is
    changed; ``remember`` keeps that it went well.
    """
    opened = vault.rehearse(recovery_key)
    backups = Backups(vault, opened)
    newest = next(iter(backups.found().found), None)
    if newest is None:
        return Rehearsal()
    path = Path(newest.path)
    _opens_alone(path, recovery_key)
    with backups.room() as room:
        database, key = backups.open(path, room)
        return Rehearsal(path, held(database, key))


def remember(store: Store, today: date) -> None:
    """On the store's thread: it went well today."""
    store.state.put({REHEARSED: today.isoformat()})
    store.journal.note(Event.REHEARSED)


def last(store: Store) -> date | None:
    """The day of the last one that went well; None when never."""
    kept = store.state.get(REHEARSED)
    return date.fromisoformat(kept) if kept else None


def due(store: Store, today: date) -> bool:
    """Whether half a year has passed since."""
    known = last(store)
    return known is None or today - known >= REHEARSE


def sheet(store: Store, organisation: str) -> Sheet:
    """When the recovery sheet was made and proved; on the store's thread."""
    kept = store.state.get(MADE)
    return Sheet(date.fromisoformat(kept) if kept else None, last(store), organisation)


def forget_made(store: Store) -> dict[str, str]:
    """On the store's thread: no sheet is known to be good from now on; what was known of the one before."""
    known = {name: store.state.get(name) for name in (MADE, REHEARSED)}
    store.state.put({MADE: "", REHEARSED: ""})
    return known


def remember_made(store: Store, today: date) -> None:
    """On the store's thread: a sheet was made today, that nobody has proved yet."""
    store.state.put({MADE: today.isoformat(), REHEARSED: ""})


def remember_used(store: Store, today: date) -> None:
    """On the store's thread: the sheet has just opened this vault."""
    store.state.put({MADE: store.state.get(MADE) or today.isoformat(), REHEARSED: today.isoformat()})


def _opens_alone(path: Path, recovery_key: str) -> None:
    """As on a new machine, where there is nothing but the backup and the sheet."""
    try:
        by_recovery(parsed_header(read_packet(path).header), recovery_key)
    except Refused as refused:
        raise Refused(
            "Cette clé ouvre le coffre, mais pas encore la dernière sauvegarde : elle a été faite avant cette fiche.",
            "Faites une sauvegarde maintenant, puis recommencez l’essai.",
        ) from refused
