"""Operations of the vault, killed before each of their durable steps; what must open afterwards, opens.

Run as a program of its own: it forks a child for each step, which the kernel ends at once, without any clean-up.
"""

from __future__ import annotations

import json
import os
import shutil
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Final

from desktop.errors import EscaleError
from desktop.models.seal import Class
from desktop.vault.derive import FLOOR
from desktop.vault.header import write_durably
from desktop.vault.opened import Opened
from desktop.vault.vault import Vault

FIRST: Final = "Cerise Lampe Dune Tulipe Ancre Violon Brume"
SECOND: Final = "Tambour Hamac Sapin Fenouil Galet Orgue Plume"
MOST: Final = 40


class KeptInFile:
    """A keychain that outlives a killed program; writing is one rename."""

    def __init__(self, path: Path, name: str = "tests.Trousseau") -> None:
        """``path`` holds it all."""
        self._path, self.name = path, name

    def get(self, service: str, item: str) -> str | None:
        """See Keychain."""
        return self._all().get(f"{service} {item}")

    def put(self, service: str, item: str, secret: str) -> None:
        """See Keychain."""
        self._replace({**self._all(), f"{service} {item}": secret})

    def remove(self, service: str, item: str) -> None:
        """See Keychain."""
        self._replace({name: kept for name, kept in self._all().items() if name != f"{service} {item}"})

    def _all(self) -> dict[str, str]:
        return dict(json.loads(self._path.read_bytes())) if self._path.exists() else {}

    def _replace(self, kept: Mapping[str, str]) -> None:
        beside = self._path.with_suffix(".tmp")
        beside.write_text(json.dumps(kept), encoding="utf-8")
        beside.replace(self._path)


class Scene:
    """A folder with a vault and its keyring, as it stands between two programs."""

    def __init__(self, root: Path) -> None:
        """Everything lies under ``root``, so that a copy of it is another scene."""
        self.root = root
        self.keychain = KeptInFile(root / "trousseau.json")

    def vault(self, *, alone: bool = False) -> Vault:
        """A program that starts, with the keyring or without."""
        return Vault(self.root / "bureau", None if alone else self.keychain, FLOOR)

    def note(self, name: str, content: str) -> None:
        """What the counsellor has on paper, or the database on disk."""
        write_durably(self.root / name, content.encode())

    def noted(self, name: str) -> str:
        """The same, read."""
        return (self.root / name).read_text(encoding="utf-8")

    def unlocked(self, *passphrases: str, alone: bool = False) -> Opened | None:
        """The vault by the first passphrase that opens it."""
        for passphrase in passphrases:
            try:
                return self.vault(alone=alone).unlock(passphrase)
            except EscaleError:
                continue
        return None


def prepare(scene: Scene, *, alone: bool = False) -> None:
    """A vault with a sheet, and a rack that holds a passport."""
    opened = scene.vault(alone=alone).create(FIRST)
    scene.note("cle", opened.database_key.hex())
    scene.note("identite", opened.identity)
    scene.note("rayon", opened.seals.new_rack().hex())
    scene.note("fiche", scene.vault(alone=alone).new_recovery(FIRST))


def passports(scene: Scene, opened: Opened) -> bool:
    """Whether the rack on disk opens and a key can be made under it."""
    opened.seals.open_rack(bytes.fromhex(scene.noted("rayon")))
    opened.seals.end_epoch()
    return bool(opened.seals.new_key("anne", Class.PASSPORT))


def whole(scene: Scene, opened: Opened | None) -> bool:
    """Whether the same vault opened, with its database's key, its passports and its recovery sheet."""
    if opened is None:
        return False
    same = scene.noted("cle") in [key.hex() for key in opened.database_keys]
    return same and scene.vault().rehearse(scene.noted("fiche")).master == opened.master and passports(scene, opened)


def erase(scene: Scene, opened: Opened) -> None:
    """An erasure, the rack's file standing for the database's transaction."""
    opened.seals.open_rack(bytes.fromhex(scene.noted("rayon")))
    scene.note("rayon", opened.seals.begin_epoch([1, 2]).hex())
    opened.seals.end_epoch()


def rotate(scene: Scene, vault: Vault) -> None:
    """A rotation, the key's file standing for the database."""
    opened = vault.unlock(FIRST)
    scene.note("cle", vault.begin_rotation(opened).hex())
    vault.end_rotation(opened)


def bring_back(scene: Scene) -> None:
    """A new machine, with what the backup kept of the old one."""
    header = bytes.fromhex(scene.noted("copie"))
    scene.vault().bring_back(header, scene.noted("fiche"), SECOND)


def on_a_new_machine(scene: Scene) -> None:
    """Nothing left but the backup and the sheet."""
    prepare(scene)
    scene.note("copie", (scene.root / "bureau" / "coffre.json").read_bytes().hex())
    shutil.rmtree(scene.root / "bureau")
    (scene.root / "trousseau.json").unlink()


def damaged(scene: Scene) -> None:
    """A header of which a byte changed, its second copy whole."""
    prepare(scene)
    path = scene.root / "bureau" / "coffre.json"
    path.write_bytes(path.read_bytes().replace(b'"mac":"', b'"mac":"x'))


def carelessly(scene: Scene) -> None:
    """A change as it must never be made: the header is removed, then written."""
    path = scene.root / "bureau" / "coffre.json"
    content = path.read_bytes()
    path.unlink()
    write_durably(path, content)


def begun_or_not(scene: Scene, make: Callable[[], object], passphrase: str) -> bool:
    """Whether the vault is there and opens, or is not there and can be made."""
    if not scene.vault().exists():
        make()
    return scene.unlocked(passphrase) is not None


def recovered(scene: Scene, *, alone: bool, before: bool) -> bool:
    """Whether one of the two vaults, before or after, opens with its passphrase and its keyring; and by the sheet."""
    found = scene.unlocked(FIRST, alone=before) or scene.unlocked(SECOND, alone=alone)
    return found is not None and scene.vault().rehearse(scene.noted("fiche")).master == found.master


Part = tuple[Callable[[Scene], object], Callable[[Scene], object], Callable[[Scene], bool]]
OPERATIONS: Final[Mapping[str, Part]] = {
    "create": (
        lambda _: None,
        lambda scene: scene.vault().create(FIRST),
        lambda scene: begun_or_not(scene, lambda: scene.vault().create(FIRST), FIRST),
    ),
    "bring back": (
        on_a_new_machine,
        bring_back,
        lambda scene: begun_or_not(scene, lambda: bring_back(scene), SECOND),
    ),
    "passphrase": (
        prepare,
        lambda scene: scene.vault().change_passphrase(FIRST, SECOND),
        lambda scene: whole(scene, scene.unlocked(FIRST, SECOND)),
    ),
    "sheet": (
        prepare,
        lambda scene: scene.vault().new_recovery(FIRST),
        lambda scene: (found := scene.unlocked(FIRST)) is not None and passports(scene, found),
    ),
    "recover": (
        prepare,
        lambda scene: scene.vault().recover(scene.noted("fiche"), SECOND),
        lambda scene: whole(scene, scene.unlocked(FIRST, SECOND)),
    ),
    "to a keyring": (
        lambda scene: prepare(scene, alone=True),
        lambda scene: scene.vault().recover(scene.noted("fiche"), SECOND),
        lambda scene: whole(scene, scene.unlocked(FIRST, SECOND)),
    ),
    "away from the keyring": (
        prepare,
        lambda scene: scene.vault(alone=True).recover(scene.noted("fiche"), SECOND),
        lambda scene: recovered(scene, alone=True, before=False),
    ),
    "rotation": (
        prepare,
        lambda scene: rotate(scene, scene.vault()),
        lambda scene: whole(scene, scene.unlocked(FIRST)),
    ),
    "erasure": (
        prepare,
        lambda scene: erase(scene, scene.vault().unlock(FIRST)),
        lambda scene: whole(scene, scene.unlocked(FIRST)),
    ),
    "erasure without a keyring": (
        lambda scene: prepare(scene, alone=True),
        lambda scene: erase(scene, scene.vault(alone=True).unlock(FIRST)),
        lambda scene: whole(scene, scene.unlocked(FIRST, alone=True)),
    ),
    "planted fault": (prepare, carelessly, lambda scene: whole(scene, scene.unlocked(FIRST))),
    "second copy": (
        damaged,
        lambda scene: scene.vault().use_copy(FIRST),
        lambda scene: whole(scene, scene.unlocked(FIRST) or scene.vault().use_copy(FIRST)),
    ),
}


def killed(step: int, act: Callable[[], object]) -> bool:
    """Whether ``act`` was ended before its step of that number; False when it has no more steps."""
    child = os.fork()
    if child == 0:
        left = [step]

        def before(event: str, _: tuple[object, ...]) -> None:
            if event in ("os.rename", "os.remove"):
                left[0] -= 1
                if left[0] == 0:
                    os._exit(9)

        sys.addaudithook(before)
        act()
        os._exit(0)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 9


def campaign(root: Path, name: str) -> tuple[int, list[int]]:
    """How many steps the operation was killed before, and after which of them the vault was not whole."""
    prepared, act, holds = OPERATIONS[name]
    (root / "0").mkdir()
    prepared(Scene(root / "0"))
    broken = []
    for step in range(1, MOST):
        scene = Scene(shutil.copytree(root / "0", root / str(step)))
        more = killed(step, lambda scene=scene: act(scene))  # type: ignore[misc]  # bound at once
        if not holds(scene):
            broken.append(step)
        if not more:
            return step - 1, broken
    raise AssertionError("an operation without an end")


if __name__ == "__main__":
    print(json.dumps(campaign(Path(sys.argv[1]), sys.argv[2])))
