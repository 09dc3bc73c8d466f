"""Bugs that a power cut is not needed for: a kill is enough. The campaign must find each of them."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Any, ClassVar, Final

from sqlalchemy import Engine, event

from desktop.models import store
from desktop.vault import header
from desktop.vault.opened import Opened
from tests.campaigns._desk import Desk
from tests.campaigns._kill_work import Ancient, Kind
from tests.campaigns._planted import DroppedFirst

WRITES: Final = ("INSERT", "UPDATE", "DELETE", "CREATE", "DROP", "ALTER")


def piecemeal(engine: Engine) -> Engine:
    """Each statement that writes is committed by itself."""

    def commit(connection: Any, _cursor: object, statement: str, *_rest: object) -> None:
        raw = connection.connection.driver_connection
        if statement.lstrip().upper().startswith(WRITES) and raw.in_transaction:
            (generation,) = raw.execute("PRAGMA user_version").fetchone()
            raw.execute(f"PRAGMA user_version={generation + 1}")
            raw.execute("COMMIT")
            raw.execute("BEGIN IMMEDIATE")

    event.listen(engine, "after_cursor_execute", commit)
    return engine


class Apart(Desk):
    """A note is committed, then its place in the outbox."""

    def _open(self, opened: Opened) -> None:
        super()._open(opened)
        piecemeal(self.store._engine)


class Hurried(Desk):
    """What is written is promised before the commit."""

    hasty: ClassVar[bool] = True


class StepByStep(Ancient):
    """The migration as Alembic does it by default on SQLite: each step for itself."""

    def _open(self, opened: Opened) -> None:
        make = vars(store)["make_engine"]
        vars(store)["make_engine"] = lambda *arguments, **more: piecemeal(make(*arguments, **more))
        try:
            super()._open(opened)
        finally:
            vars(store)["make_engine"] = make


class Overwritten(Desk):
    """The header is written over itself, not beside and renamed."""

    def __init__(self, *arguments: Any) -> None:
        """From now on, this child writes headers so."""
        super().__init__(*arguments)
        vars(header)["_replace"] = _written_over(header._replace)


class Promoted(Desk):
    """The next epoch takes the place of the present one before the transaction that needs it is committed."""

    def _open(self, opened: Opened) -> None:
        super()._open(opened)
        seals: Any = opened.seals
        begin: Callable[[Collection[int]], bytes] = seals.begin_epoch

        def early(groups: Collection[int]) -> bytes:
            rack = begin(groups)
            seals._epochs.choose(pending=True)
            seals._epochs.settle()
            return rack

        seals.begin_epoch = early


def _written_over(whole: Callable[[Path, Path, bytes], None]) -> Callable[[Path, Path, bytes], None]:
    def replace(path: Path, beside: Path, content: bytes) -> None:
        if path.suffix != ".json":
            whole(path, beside, content)
            return
        with path.open("wb", buffering=0) as file:
            for byte in content:
                file.write(bytes((byte,)))

    return replace


@dataclass(frozen=True, slots=True)
class Plant:
    """A desk with a bug, and the work that shows it."""

    desk: type[Desk]
    kind: Kind


PLANTED: Final[Mapping[str, Plant]] = MappingProxyType(
    {
        "note et envoi séparés": Plant(Apart, Kind.NOTES),
        "promesse avant l’écriture": Plant(Hurried, Kind.NOTES),
        "migration par étapes": Plant(StepByStep, Kind.MIGRATION),
        "en-tête écrit sur place": Plant(Overwritten, Kind.SHEET),
        "époque remplacée trop tôt": Plant(Promoted, Kind.ERASURE),
        "ancienne clé oubliée d’abord": Plant(DroppedFirst, Kind.ROTATION),
    }
)
