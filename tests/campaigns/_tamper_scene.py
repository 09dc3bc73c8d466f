"""A counsellor's folder and keyring as they stood at several moments: what somebody who copies disks would have."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from desktop.custody.backup import FOLDER
from desktop.models.note import Kind
from desktop.vault.opened import Opened
from tests.campaigns._deeds import FIRST_PASSPHRASE, person_id
from tests.campaigns._desk import Desk, Keyring

MAIN: Final = "escale.db"
LOG: Final = "escale.db-wal"
SEAL: Final = "escale.sceau"
HEADER: Final = "coffre.json"
SECOND: Final = "coffre.json.1"
NOW: Final = "Violon Brume Cerise Lampe Dune Tulipe Ancre"  # the passphrase at the end; the first one before
ERASED: Final = person_id(5)


@dataclass(frozen=True)
class Shot:
    """The files of a vault, by name, and its keyring: None where the machine has none."""

    files: Mapping[str, bytes]
    kept: Mapping[tuple[str, str], str] | None

    def put(self, **named: bytes | None) -> Shot:
        """The same with other files: names as in ``FILES``; None takes one away."""
        return self.over({FILES[name]: content for name, content in named.items()})

    def over(self, files: Mapping[str, bytes | None]) -> Shot:
        """The same with other files; None takes one away."""
        both = {**self.files, **files}
        return replace(self, files={name: content for name, content in both.items() if content is not None})

    def item(self, name: str, secret: str | None) -> Shot:
        """The same with another item in the keyring; None takes it away."""
        kept = {place: old for place, old in (self.kept or {}).items() if place[1] != name}
        service = next(place[0] for place in self.kept or {} if place[1] == "half" or place[1].startswith("half-"))
        return replace(self, kept=kept if secret is None else {**kept, (service, name): secret})

    def secret(self, name: str) -> str:
        """What the keyring keeps under that name."""
        return next(secret for place, secret in (self.kept or {}).items() if place[1] == name)

    def with_keyring_of(self, other: Shot) -> Shot:
        """These files, that keyring."""
        return replace(self, kept=other.kept)

    def write(self, home: Path, *, backups: bool = False) -> Keyring | None:
        """The folder as it was, and its keyring."""
        shutil.rmtree(home, ignore_errors=True)
        for name, content in self.files.items():
            if backups or not name.startswith(FOLDER):
                path = home / name
                path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
                path.write_bytes(content)
        return None if self.kept is None else Keyring(dict(self.kept))


FILES: Final[Mapping[str, str]] = {"main": MAIN, "log": LOG, "seal": SEAL, "header": HEADER, "second": SECOND}


@dataclass(frozen=True)
class Scene:
    """One life: ``ancient`` (before a rotation of the database's key), ``old``, ``closed``, ``live``, ``late``.

    ``early`` and ``live`` were cut with their log; ``late`` has a note that the anchor does not know yet.
    """

    ancient: Shot
    old: Shot
    early: Shot
    closed: Shot
    live: Shot
    late: Shot
    crashes: tuple[Shot, ...]  # copies taken all along, in the middle of checkpoints too
    master: bytes
    sheet: str  # the recovery key
    keys: Opened  # for what is not opened by the passphrase: a backup


def scene(home: Path, *, keyring: bool, rounds: int = 1) -> Scene:
    """Live it; ``rounds`` makes the life longer, not its moments."""
    return _Life(home, keyring=keyring).lived(rounds)


class _Life:
    """Does things at a desk, and takes copies."""

    def __init__(self, home: Path, *, keyring: bool) -> None:
        home.mkdir(mode=0o700)
        self._home = home
        self._keyring = Keyring() if keyring else None
        self._desk = Desk(home, self._keyring)
        self._crashes: list[Shot] = []
        self._number = 0

    def lived(self, rounds: int) -> Scene:
        desk = self._desk
        desk.create(FIRST_PASSPHRASE)
        desk.do({"do": "page", "cursor": "c1", "people": " ".join(map(person_id, range(6)))})
        self._notes(6)
        ancient = self._closed()
        desk.unlock(FIRST_PASSPHRASE)
        desk.do({"do": "rotate"})
        self._notes(4 * rounds)
        sheet = desk.do({"do": "recovery"})["key"]
        desk.do({"do": "backup", "day": "1"})
        old = self._closed()
        self._again(FIRST_PASSPHRASE)
        self._notes(5 * rounds)
        early = self._shot()
        desk.do({"do": "erase", "cursor": "c2", "person": ERASED})
        self._notes(4)
        desk.do({"do": "passphrase", "to": NOW})
        closed = self._closed()
        self._again(NOW)
        self._notes(6)
        live = self._shot()
        desk.store.items.record(person_id(1), Kind.NOTE, {"text": "la dernière"}, item="late")
        late = self._shot().with_keyring_of(live)
        keys = desk.opened
        desk.close()
        return Scene(ancient, old, early, closed, live, late, tuple(self._crashes), keys.master, sheet, keys)

    def _notes(self, count: int) -> None:
        for _ in range(count):
            self._number += 1
            person = person_id(self._number % 5)
            self._desk.do({"do": "note", "item": f"i{self._number}", "person": person, "text": "note é " * 150})
            self._crashes.append(self._shot())

    def _again(self, passphrase: str) -> None:
        """Opened, and copied from now on inside each checkpoint."""
        self._desk.unlock(passphrase)
        seal = self._desk.watched.seal
        vars(seal).update(
            before_checkpoint=self._between(seal.before_checkpoint),
            after_checkpoint=self._between(seal.after_checkpoint),
        )

    def _between(self, step: Callable[[], None]) -> Callable[[], None]:
        def copied() -> None:
            self._crashes.append(self._shot())
            step()
            self._crashes.append(self._shot())

        return copied

    def _closed(self) -> Shot:
        """After a morning when nothing is done: the anchor knows the file that was closed."""
        self._desk.close()
        self._desk.unlock(self._desk.passphrase)
        self._desk.do({"do": "edit", "item": "i1", "person": person_id(1), "text": f"relue {self._number}"})
        self._desk.close()
        return self._shot()

    def _shot(self) -> Shot:
        names = (path for path in self._home.rglob("*") if path.is_file() and not path.name.endswith("-shm"))
        files = {path.relative_to(self._home).as_posix(): path.read_bytes() for path in names}
        return Shot(files, None if self._keyring is None else dict(self._keyring.kept))
