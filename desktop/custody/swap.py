"""Putting a whole, verified store in the place of another: once it is decided, a power cut only delays it.

The new file waits beside (``escale.nouveau.db`` and its seal). What decides is ``restauration``: its anchor, under the
vault's own MAC, of a later seal than any known, so that nobody else can decide, nor an earlier decision come back.
"""

from __future__ import annotations

from pathlib import Path
from typing import Final

from desktop.custody.anchor import AnchorKeeper
from desktop.custody.pageseal import seal_of
from desktop.errors import StoreTrouble
from desktop.models.anchor import LONGEST, Anchor, read
from desktop.vault.header import sync_folder, write_durably

DECIDED: Final = "restauration"
SIDES: Final = ("", "-wal", "-shm", "-journal")


def waiting(path: Path) -> Path:
    """Where the store that is to take this one's place is made."""
    return path.with_name("escale.nouveau.db")


def decide(path: Path, key: bytes, keeper: AnchorKeeper, anchor: Anchor) -> None:
    """The waiting store, closed and sealed as this anchor says, takes the place; StoreTrouble when it cannot."""
    write_durably(path.with_name(DECIDED), anchor.written(key).encode())
    finish_swap(path, key, keeper)


def finish_swap(path: Path, key: bytes, keeper: AnchorKeeper) -> None:
    """Carry out what was decided, if anything was; what waits without a decision is forgotten."""
    decided, fresh = path.with_name(DECIDED), waiting(path)
    try:
        anchor = _decision(decided, key, keeper)
        if anchor is not None:
            _carry_out(path, fresh)
            keeper.renew(anchor)
        forget(fresh)
        decided.unlink(missing_ok=True)
    except OSError as error:
        raise StoreTrouble(
            "La sauvegarde n’a pas pu être remise en place : le dossier d’Escale refuse d’écrire.",
            "Vérifiez le disque, puis rouvrez Escale : la remise en place sera terminée.",
        ) from error


def forget(fresh: Path) -> None:
    """A waiting store that nobody decided for. OSError as it comes."""
    for path in (*(fresh.with_name(fresh.name + side) for side in SIDES), seal_of(fresh)):
        path.unlink(missing_ok=True)


def _decision(decided: Path, key: bytes, keeper: AnchorKeeper) -> Anchor | None:
    if not decided.exists():
        return None
    with decided.open("rb") as file:
        anchor = read(file.read(LONGEST).decode("utf-8", "replace"), key)
    known, _ = keeper.known()
    return anchor if anchor and (known is None or anchor == known or anchor.seal > known.seal) else None


def _carry_out(path: Path, fresh: Path) -> None:
    """Each step is done or has been; the old log goes before its file, which it could not belong to any more."""
    if fresh.exists():
        for side in SIDES[1:]:
            path.with_name(path.name + side).unlink(missing_ok=True)
        fresh.replace(path)
    if seal_of(fresh).exists():
        seal_of(fresh).replace(seal_of(path))
    sync_folder(path.parent)
