"""From a file on the disk to a store that can be used: its schema, its rack, its passports or what is left of them."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from uuid import uuid4

from sqlalchemy import Connection, Engine, delete, select, update

from desktop.errors import EpochLost, StoreTrouble
from desktop.models.file import Kept
from desktop.models.seal import Class, Guard, Seals
from desktop.models.store.engine import check_whole, emptied, transaction, troubles
from desktop.models.store.epoch import put_rack
from desktop.models.store.migrate import Migration, copy_aside, migrate
from desktop.models.store.state import write_state
from desktop.models.store.tables import persons, quarantine, rack, seals, sections


class Mode(StrEnum):
    """How a store is opened."""

    WHOLE = "whole"
    READ_ONLY = "read_only"  # nothing is written, not even by closing; passports that do not open show as awaited
    ANEW = "anew"  # passports are given up, to be received again; notes and files made by hand stay


def made_ready(engine: Engine, path: Path, given: Seals, mode: Mode, guard: Guard | None) -> bool:
    """Bring the file to where it can be used; True when its passports do not open (READ_ONLY alone).

    StoreTrouble when the file cannot be used, EpochLost when WHOLE and no epoch opens the rack.
    """
    if mode is Mode.READ_ONLY:
        return _as_it_is(engine, given)
    with troubles():
        if migrate(engine, path, given, guard=guard, anew=mode is Mode.ANEW):
            emptied(engine, guard)
        else:
            copy_aside(path).unlink(missing_ok=True)  # the migration before this opening went well
    opens = True
    with transaction(engine) as connection:
        sealed = connection.execute(select(rack.c.sealed)).scalar_one_or_none()
        if mode is Mode.ANEW:
            give_up(connection)
        if sealed is None or mode is Mode.ANEW:
            put_rack(connection, given.new_rack())
        else:
            opens = _opens(given, sealed)
    if not opens:
        check_whole(engine)  # a damaged page may be read as zeros: not the keyring's fault
        given.open_rack(sealed or b"")
    if mode is Mode.ANEW or _left(path):
        emptied(engine, guard)
    return False


def give_up(connection: Connection) -> None:
    """Inside a transaction: every shared file is awaited, and a full exchange brings them again."""
    shared = select(persons.c.person).where(persons.c.kept != Kept.HAND)
    connection.execute(delete(sections).where(sections.c.person.in_(shared)))
    connection.execute(delete(seals).where(seals.c["class"] == Class.PASSPORT))
    connection.execute(
        update(persons).where(persons.c.kept != Kept.HAND).values(kept=Kept.AWAITED, card=b"", version=0)
    )
    connection.execute(delete(quarantine))
    write_state(connection, {"cursor": "", "full_mark": str(uuid4()), "lease": "", "first": ""})


def _as_it_is(engine: Engine, given: Seals) -> bool:
    with troubles():
        old = Migration(engine).needed()
    if old:
        raise StoreTrouble(
            "Ce fichier date d’une version plus ancienne d’Escale : il ne se lit pas sans être modifié.",
            "Remettez une sauvegarde en place, ou reprenez avec ce fichier si vous le reconnaissez.",
        )
    with transaction(engine) as connection:
        sealed = connection.execute(select(rack.c.sealed)).scalar_one_or_none()
    return not _opens(given, sealed or b"")


def _opens(given: Seals, sealed: bytes) -> bool:
    try:
        given.open_rack(sealed)
    except EpochLost:
        return False
    return True


def _left(path: Path) -> bool:
    """Whether a log was left by a program that did not close, or by another that is open."""
    log = path.with_name(path.name + "-wal")
    return log.exists() and log.stat().st_size > 0
