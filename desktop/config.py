"""What Escale runs with: defaults, then the user's settings, then arguments, then what the site file locks.

A site file (JSON) is written by the organisation: ``/etc/escale/site.json`` on Linux, ``/Library/Application
Support/Escale/site.json`` on macOS, ``%PROGRAMDATA%\\Escale\\site.json`` on Windows. What it says wins.
"""

from __future__ import annotations

import os
import sys
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final, Literal

import msgspec
from platformdirs import user_data_path

from desktop.errors import Refused

LIMIT: Final = 64 * 1024
Appearance = Literal["", "light", "dark", "system"]


@dataclass(frozen=True, slots=True)
class Config:
    """``home`` holds everything of this user; ``issuer`` is the gateway's address, "" when none is set."""

    home: Path
    issuer: str = ""
    theme: str = "system"  # light, dark or system
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


def load(home: Path | None = None, site: Path | None = None) -> Config:
    """The configuration of this user; Refused when a file is not what it should be, naming the file."""
    chosen = home or user_data_path("Escale", appauthor=False)
    mine = _read(chosen / "reglages.json")
    theirs = _read(site or site_path())
    said = {name: value for name in ("issuer", "theme") if (value := getattr(theirs, name) or getattr(mine, name))}
    locked = tuple(name for name in ("issuer", "theme") if getattr(theirs, name))
    return replace(Config(chosen), **said, locked=locked)


def keep_theme(config: Config, theme: str) -> Config:
    """The configuration with another appearance, kept for next time unless the site locks it."""
    if "theme" in config.locked:
        return config
    from desktop.vault.header import write_durably  # not before a first window is painted

    path = config.home / "reglages.json"
    write_durably(path, msgspec.json.encode(msgspec.structs.replace(_read(path), theme=theme)))
    return replace(config, theme=theme)


def site_path() -> Path:
    """Where the organisation's file stands on this system."""
    if sys.platform == "win32":
        folder = Path(os.environ.get("PROGRAMDATA", r"C:\ProgramData")) / "Escale"
    elif sys.platform == "darwin":
        folder = Path("/Library/Application Support/Escale")
    else:
        folder = Path("/etc/escale")
    return folder / "site.json"


def _read(path: Path) -> Settings:
    try:
        with path.open("rb") as file:
            return msgspec.json.decode(file.read(LIMIT), type=Settings)
    except FileNotFoundError:
        return Settings()
    except (OSError, msgspec.MsgspecError, ValueError) as error:
        raise Refused(f"Le fichier de réglages « {path.name} » est illisible.", "Corrigez-le ou retirez-le.") from error
