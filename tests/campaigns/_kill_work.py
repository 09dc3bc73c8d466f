"""What is being done when the kill comes, from where, and how a killed desk is told from what was promised."""

from __future__ import annotations

import shutil
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cached_property
from pathlib import Path
from random import Random
from types import MappingProxyType
from typing import Final

from desktop.vault.opened import Opened
from tests.campaigns._deeds import FIRST_PASSPHRASE, Deed, Expected, Plan, create, resume
from tests.campaigns._desk import Desk, Keyring
from tests.campaigns._judge import look
from tests.campaigns._kill_child import Ends, Kept, Known, Life, Line, Starts, Tell, ToldKeyring
from tests.store.conftest import KEY
from tests.store.people import ANNE, KARIM, passport
from tests.vault.memory import seals_in_memory

GOLDEN: Final = Path(__file__).parents[1] / "stores" / "0001.db"
NAMES: Final[Mapping[str, str]] = MappingProxyType({ANNE: "Zéphyrine", KARIM: "Karim"})


class Kind(StrEnum):
    """Kinds of work, as the table names them."""

    NOTES = "écriture de notes"
    PAGES = "réception de pages"
    ERASURE = "effacement"
    ROTATION = "changement de clé de base"
    PASSPHRASE = "changement de phrase"
    RECOVERY = "secours"
    SHEET = "fiche de secours refaite"
    BACKUP = "sauvegarde"
    RESTORE = "remise en place"
    MIGRATION = "migration"
    CREATION = "création"


SCRIPTS: Final[Mapping[Kind, tuple[str, ...]]] = MappingProxyType(
    {
        Kind.NOTES: ("note", "edit") * 15,
        Kind.PAGES: ("page", "note", "page", "page") * 3,
        Kind.ERASURE: ("erase", "note", "erase", "note", "erase"),
        Kind.ROTATION: ("rotate", "note", "rotate_later", "note"),
        Kind.PASSPHRASE: ("passphrase", "note"),
        Kind.RECOVERY: ("recovery", "recover", "note"),
        Kind.SHEET: ("recovery",) * 8,
        Kind.BACKUP: ("backup", "note", "backup"),
        Kind.RESTORE: ("restore", "page", "note"),
        Kind.MIGRATION: ("note", "note"),
        Kind.CREATION: ("create", "page", "note", "recovery"),
    }
)
BEFORE: Final = ("page", "page", "page", *("note",) * 8, "recovery", "backup", "note", "edit", "erase", "page", "note")


class Ancient(Desk):
    """A desk whose store is the one that the first released schema wrote."""

    def _open(self, opened: Opened) -> None:
        super()._open(replace(opened, database_keys=(KEY,), seals=seals_in_memory()))

    def is_whole(self, person: str, version: int) -> bool:
        """See Desk."""
        file = self.store.passports.file(person)
        return version == 1 and file is not None and file.passport == passport(NAMES.get(person, "Main"))


@dataclass(frozen=True, slots=True)
class Scene:
    """A closed desk: its folder, its keyring (None: none), what must be found in it, and what may follow."""

    home: Path
    secrets: dict[tuple[str, str], str] | None
    expected: Expected
    plan: Plan
    desk: type[Desk] = Desk

    def laid(self, home: Path) -> None:
        """A copy of it at ``home``, where nothing may be."""
        shutil.copytree(self.home, home)

    def deeds(self, kind: Kind, random: Random) -> tuple[Deed, ...]:
        """What is done in it."""
        if kind is Kind.MIGRATION:
            texts = [f"Note {number} {random.random()}" for number in range(len(SCRIPTS[kind]))]
            made = [{"do": "note", "item": text, "person": ANNE, "text": text} for text in texts]
        else:
            plan = self.plan.again(random)
            made = [create() if one == "create" else plan.deed(one) for one in SCRIPTS[kind]]
        return (resume([self.expected]), *made)


class Scenes:
    """Where each kind of work begins; each scene is made when it is first asked for."""

    def __init__(self, folder: Path, random: Random) -> None:
        """Under ``folder``."""
        self._folder, self._random = folder, random

    @cached_property
    def usual(self) -> Scene:
        """A desk with a keyring."""
        return _usual(self._folder / "usual", {}, self._random)

    @cached_property
    def lone(self) -> Scene:
        """A desk without one."""
        return _usual(self._folder / "lone", None, self._random)

    @cached_property
    def ancient(self) -> Scene:
        """A store of the first schema."""
        return ancient_scene(self._folder / "ancient")

    @cached_property
    def nothing(self) -> Scene:
        """Before there is anything."""
        home = self._folder / "nothing"
        home.mkdir(mode=0o700)
        return Scene(home, {}, Expected(), Plan(self._random))

    def of(self, kind: Kind, random: Random) -> Scene:
        """One of those where that kind can be done."""
        if kind is Kind.MIGRATION:
            return self.ancient
        if kind is Kind.CREATION:
            return self.nothing
        return self.usual if random.random() < 0.6 else self.lone


def _usual(home: Path, secrets: dict[tuple[str, str], str] | None, random: Random) -> Scene:
    home.mkdir(mode=0o700)
    plan, expected = Plan(random), Expected()
    desk = Desk(home, None if secrets is None else Keyring(secrets))
    for deed in (create(), *(plan.deed(kind) for kind in BEFORE)):
        expected = expected.after(desk.do(deed))
    desk.close()
    return Scene(home, secrets, expected, plan)


def ancient_scene(home: Path) -> Scene:
    """A vault with a store of the first schema, made at ``home``.

    Everything that is read once migrated, without any failure, is what must be found.
    """
    trial = home.with_name("trial")
    for place in (home, trial):
        place.mkdir(mode=0o700)
    secrets: dict[tuple[str, str], str] = {}
    Ancient(home, Keyring(secrets)).vault.create(FIRST_PASSPHRASE)
    shutil.copyfile(GOLDEN, home / "escale.db")
    shutil.copytree(home, trial, dirs_exist_ok=True)
    desk = Ancient(trial, Keyring(dict(secrets)))
    desk.unlock(FIRST_PASSPHRASE)
    seen = look(desk)
    desk.close()
    gone = frozenset(str(number) for number in range(seen.counts["stones"]))
    expected = Expected(FIRST_PASSPHRASE, seen.cursor, seen.versions, seen.notes, gone=gone)
    return Scene(home, secrets, expected, Plan(Random(0)), Ancient)  # noqa: S311  # nothing is drawn


def working(scene: Scene, home: Path, deeds: Sequence[Deed], known: Known, tell: Tell) -> None:
    """In the child: do it all, telling what is promised."""
    known.tell = tell
    desk = scene.desk(home, None if scene.secrets is None else ToldKeyring(scene.secrets, tell))
    for number, deed in enumerate(deeds):
        tell(Starts(number))
        if desk.hasty:
            tell(Ends(number, {}))
        done = desk.do(deed)
        tell(Ends(number, {name: value for name, value in done.items() if name not in deed}))


def after(scene: Scene, deeds: Sequence[Deed], life: Life) -> tuple[dict[tuple[str, str], str] | None, list[Expected]]:
    """What the keyring holds, and what may be found, what was surely promised first."""
    secrets = None if scene.secrets is None else kept_after(scene.secrets, life.lines)
    sure, begun = scene.expected, -1
    for line in life.lines:
        if isinstance(line, Starts):
            begun = line.deed
        elif isinstance(line, Ends):
            sure, begun = sure.after({**deeds[line.deed], **line.more}), -1
    return secrets, [sure] if begun < 0 else [sure, sure.after(deeds[begun])]


def kept_after(secrets: dict[tuple[str, str], str], lines: Sequence[Line]) -> dict[tuple[str, str], str]:
    """What a keyring holds after what was told of it."""
    changed = {(line.service, line.item): line.secret for line in lines if isinstance(line, Kept)}
    return {name: secret for name, secret in (secrets | changed).items() if secret is not None}
