"""What Escale runs with: defaults, then the user's settings, then arguments, then what the site file locks.

A site file (JSON) is written by the organisation: ``/etc/escale/site.json`` on Linux, ``/Library/Application
Support/Escale/site.json`` on macOS, ``%PROGRAMDATA%\\Escale\\site.json`` on Windows. What it says wins.
"""

from __future__ import annotations

import os
import sys
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Annotated, Final, Literal

import msgspec
from platformdirs import user_data_path

from desktop.errors import Refused

LIMIT: Final = 64 * 1024
SHORTEST, USUAL, LONGEST = 1, 5, 15  # minutes without activity before Escale locks itself
MOST_BYTES: Final = 4096  # of a folder's name
Appearance = Literal["", "light", "dark", "system"]
AfterSharing = Literal["", "erase", "keep"]
# A user may say these, the site may lock them.
OURS: Final = ("issuer", "theme", "idle_minutes", "backup_folder", "passphrase_to_leave")
# The site alone says these.
THEIRS: Final = ("notes_after_sharing", "organisation_key", "organisation_name", "data_officer")


@dataclass(frozen=True, slots=True)
class Config:
    """``home`` holds everything of this user; ``issuer`` is the gateway's address, "" when none is set.

    ``organisation_key`` is the X25519 public key (base64url) that may open this vault for ``organisation_name``;
    ``data_officer`` says how to reach its data protection officer.
    """

    home: Path
    issuer: str = ""
    theme: str = "system"  # light, dark or system
    idle_minutes: int = USUAL
    backup_folder: str = ""  # a second place for backups
    passphrase_to_leave: bool = False  # asked before the shared view gives way to the office
    notes_after_sharing: str = "erase"  # or keep
    organisation_key: str = ""
    organisation_name: str = ""
    data_officer: str = ""
    demo: bool = False
    passphrase: str = ""  # only ever that of the demonstration
    locked: tuple[str, ...] = ()

    @property
    def store(self) -> Path:
        """The encrypted file."""
        return self.home / "escale.db"

    @property
    def references(self) -> Path:
        """The folder of compiled referentials."""
        return self.home / "referentiels"


class Settings(msgspec.Struct, frozen=True, omit_defaults=True):
    """What a settings file may say."""

    issuer: str = ""
    theme: Appearance = ""
    idle_minutes: Annotated[int, msgspec.Meta(ge=SHORTEST, le=LONGEST)] | None = None
    backup_folder: Annotated[str, msgspec.Meta(max_length=MOST_BYTES)] = ""
    passphrase_to_leave: bool = False
    notes_after_sharing: AfterSharing = ""
    organisation_key: Annotated[str, msgspec.Meta(pattern=r"^(?:[A-Za-z0-9_-]{43}=?)?$")] = ""
    organisation_name: Annotated[str, msgspec.Meta(max_length=200)] = ""
    data_officer: Annotated[str, msgspec.Meta(max_length=300)] = ""


def load(home: Path | None = None, site: Path | None = None) -> Config:
    """The configuration of this user; Refused when a file is not what it should be, naming the file."""
    chosen = home or user_data_path("Escale", appauthor=False)
    mine = _read(chosen / "reglages.json")
    theirs = _read(site or site_path())
    said = {name: value for name in OURS if (value := getattr(theirs, name) or getattr(mine, name))}
    said |= {name: value for name in THEIRS if (value := getattr(theirs, name))}
    locked = tuple(name for name in (*OURS, *THEIRS) if getattr(theirs, name))
    return replace(Config(chosen), **said, locked=locked)


def keep_theme(config: Config, theme: str) -> Config:
    """The configuration with another appearance, kept for next time unless the site locks it."""
    return keep(config, "theme", theme)


def keep(config: Config, name: str, value: str | int) -> Config:
    """The configuration with another value of one of ``OURS``, kept for next time unless the site locks it.

    The demonstration's is not kept. Refused when the value cannot be one.
    """
    if name in config.locked or name not in OURS:
        return config
    path = config.home / "reglages.json"
    if not config.demo:
        from desktop.vault.header import write_durably  # not before a first window is painted

        write_durably(path, _encoded(_read(path), name, value))
    return replace(config, **{name: value})  # type: ignore[arg-type]  # the names are checked above, mypy sees any


def site_path() -> Path:
    """Where the organisation's file stands on this system."""
    if sys.platform == "win32":
        folder = Path(os.environ.get("PROGRAMDATA", r"C:\ProgramData")) / "Escale"
    elif sys.platform == "darwin":
        folder = Path("/Library/Application Support/Escale")
    else:
        folder = Path("/etc/escale")
    return folder / "site.json"


def _encoded(settings: Settings, name: str, value: str | int) -> bytes:
    content = msgspec.json.encode(msgspec.structs.replace(settings, **{name: value}))
    try:
        msgspec.json.decode(content, type=Settings)
    except msgspec.ValidationError as error:
        raise Refused("Ce réglage n’est pas possible.", "Choisissez une autre valeur.") from error
    return content


def _read(path: Path) -> Settings:
    try:
        with path.open("rb") as file:
            return msgspec.json.decode(file.read(LIMIT), type=Settings)
    except FileNotFoundError:
        return Settings()
    except (OSError, msgspec.MsgspecError, ValueError) as error:
        raise Refused(f"Le fichier de réglages « {path.name} » est illisible.", "Corrigez-le ou retirez-le.") from error
