"""Opens what was tampered with as the application would, and says whether it was noticed, told, and left as it was."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from types import TracebackType
from typing import Final

from desktop.custody.backup import FOLDER, Backups
from desktop.custody.opening import Watched, open_store
from desktop.custody.packet import read_packet
from desktop.errors import EscaleError, Refused
from desktop.models.store import Mode
from desktop.models.store.upkeep import held
from desktop.vault.derive import FLOOR
from desktop.vault.header import parsed_header, read_header
from desktop.vault.opened import Opened, opened_by, shelf_of
from desktop.vault.slots import by_recovery
from desktop.vault.vault import Vault
from tests.campaigns._tamper_scene import HEADER, NOW, SECOND, Scene, Shot

FRENCH: Final = re.compile(r"\b(le|la|les|des|du|de|un|une|ne|n’\w+)\b", re.IGNORECASE)
OURS: Final = ("escale.db-shm", "essais")  # SQLite's own, which holds nothing; and the count of attempts


class Fault(StrEnum):
    """What must never come of tampering."""

    MISSED = "altérations non détectées"
    NAKED = "exceptions nues"
    SILENT = "sans phrase en français"
    WRITABLE = "ouvertures en écriture malgré le doute"
    CHANGED = "fichiers modifiés par la tentative"
    ALARM = "fausses alertes"
    LOST = "notes manquantes sur une copie intacte"


class Heard:
    """Whatever a block raises, kept instead of raised: a campaign must see what nobody expected too."""

    def __init__(self) -> None:
        """Nothing yet."""
        self.error: BaseException | None = None

    def __enter__(self) -> Heard:
        """Itself."""
        return self

    def __exit__(self, _: type[BaseException] | None, error: BaseException | None, __: TracebackType | None) -> bool:
        """Keeps errors; lets the rest (an interruption) through."""
        self.error = error
        return isinstance(error, Exception)


@dataclass(frozen=True)
class Attempt:
    """One tampering: its class, what was done, what is then found, and how it is opened."""

    kind: str
    what: str
    make: Callable[[], Shot]
    way: Callable[[Scene, Shot, Path], Fault | None]


def by_store(scene: Scene, shot: Shot, home: Path) -> Fault | None:
    """The store, as after an unlocking whose header is the right one: no key is derived."""
    keyring = shot.write(home)
    vault = Vault(home, keyring, FLOOR)
    return _judged(shot, home, lambda: open_store(vault, _keys(scene, vault), home / "escale.db"))


def by_passphrase(scene: Scene, shot: Shot, home: Path) -> Fault | None:
    """The whole door: passphrase of today, then the store."""
    vault = Vault(home, shot.write(home), FLOOR)
    return _judged(shot, home, lambda: open_store(vault, vault.unlock(NOW), home / "escale.db"))


def by_second_copy(scene: Scene, shot: Shot, home: Path) -> Fault | None:
    """The header's second copy, when the first does not open."""
    vault = Vault(home, shot.write(home), FLOOR)
    return _judged(shot, home, lambda: open_store(vault, vault.use_copy(NOW), home / "escale.db"))


def by_backup(scene: Scene, shot: Shot, home: Path) -> Fault | None:
    """Every backup there, opened and read page by page, its copy of the header by the recovery key."""
    vault = Vault(home, shot.write(home, backups=True), FLOOR)
    backups = Backups(vault, scene.keys)

    def read() -> None:
        for path in sorted((home / FOLDER).iterdir()):
            by_recovery(parsed_header(read_packet(path).header), scene.sheet)
            with backups.room() as room:
                held(*backups.open(path, room))
            if not all(copy.verified for copy in backups.found().found):
                raise Refused("Cette sauvegarde n’est pas de ce coffre.")

    with Heard() as heard:
        read()
    return _told(heard.error) or _changed(shot, home, backups=True)


def by_expunging(scene: Scene, shot: Shot, home: Path) -> Fault | None:
    """A backup of before an erasure, put back: it is known to be, and will be rewritten."""
    vault = Vault(home, shot.write(home, backups=True), FLOOR)
    keys = _keys(scene, vault)
    watched = open_store(vault, keys, home / "escale.db")
    found = Backups(vault, keys).to_expunge(watched.store)
    watched.store.close()
    return None if found else Fault.MISSED


def untouched(scene: Scene, shot: Shot, home: Path, passphrase: str = "") -> Fault | None:
    """A copy that nobody tampered with: no doubt, and every note is there."""
    vault = Vault(home, shot.write(home), FLOOR)
    with Heard() as heard:
        keys = vault.unlock(passphrase) if passphrase else _keys(scene, vault)
        watched = open_store(vault, keys, home / "escale.db")
        people = [card.person for card in watched.store.passports.cards()]
        notes = sum(len(watched.store.items.of(person)) for person in people)
        watched.store.close()
    if heard.error or watched.doubt:
        return Fault.ALARM
    return None if notes or not people else Fault.LOST


def _keys(scene: Scene, vault: Vault) -> Opened:
    """What the right passphrase gives, from the master key."""
    header = read_header(vault.folder / HEADER)
    return opened_by(header, scene.master, shelf_of(header, vault.keychain, vault.folder, scene.master))


def _judged(shot: Shot, home: Path, opening: Callable[[], Watched]) -> Fault | None:
    with Heard() as heard:
        watched = opening()
        watched.store.close()
    if heard.error is not None:
        return _told(heard.error) or _changed(shot, home)
    if watched.doubt is None:
        return Fault.MISSED
    if not FRENCH.search(watched.doubt.sentence):
        return Fault.SILENT
    return Fault.WRITABLE if watched.store.mode is not Mode.READ_ONLY else _changed(shot, home)


def _told(error: BaseException | None) -> Fault | None:
    if error is None:
        return Fault.MISSED
    if not isinstance(error, EscaleError):
        return Fault.NAKED
    return None if FRENCH.search(error.sentence) and error.sentence.endswith(".") else Fault.SILENT


def _changed(shot: Shot, home: Path, *, backups: bool = False) -> Fault | None:
    """Every file that was there is as it was. The second copy of a header may be mended by the first, once proven."""
    before = {name: content for name, content in shot.files.items() if backups or not name.startswith(FOLDER)}
    return Fault.CHANGED if _different(before, home) else None


def _different(before: Mapping[str, bytes], home: Path) -> bool:
    for name, content in before.items():
        if name in OURS or (name.endswith("-journal") and not (home / name).exists()):
            continue
        now = (home / name).read_bytes() if (home / name).exists() else b""
        if now != content and not (name == SECOND and now == before.get(HEADER)):
            return True
    return False
