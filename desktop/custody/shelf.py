"""The folders of the backups: their names there, those that stay, and the room for what is being written.

A second folder (a key, a share) may serve several vaults: every name there bears a mark of its vault, and what bears
another's is never touched.
"""

from __future__ import annotations

import hashlib
import re
import shutil
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from tempfile import mkdtemp
from typing import Final

from desktop.errors import StoreTrouble

DAILY, WEEKLY = 7, 4
LONGEST: Final = timedelta(weeks=WEEKLY)  # that a backup set aside is kept
NAME: Final = re.compile(r"escale-(\d{4}-\d{2}-\d{2})(-avant)?(-[0-9a-f]{12})?\.sauvegarde(\.illisible)?")
ASIDE: Final = ".illisible"
WORKSHOP: Final = ".atelier-"
MOST: Final = 200  # files looked at in a folder


@dataclass(frozen=True, slots=True)
class Shelf:
    """Where the backups of a vault stand: a folder of its own, and a second one or None."""

    folder: Path
    vault: str
    second: Path | None = None

    @property
    def folders(self) -> tuple[Path, ...]:
        """The vault's own, made when needed, and the second one when it is there."""
        return (self.folder, *((self.second,) if self.second and self.second.is_dir() else ()))

    @property
    def mark(self) -> str:
        """What names bear in a folder that others may share."""
        return hashlib.sha256(self.vault.encode()).hexdigest()[:12]

    @property
    def workshop(self) -> str:
        """How everything unfinished of this vault begins."""
        return f"{WORKSHOP}{self.mark}-"

    def inside(self, folder: Path, name: str) -> Path:
        """Where the backup of that name (as in the vault's own folder) stands in one of the two."""
        return folder / (name if folder == self.folder else name.replace(".", f"-{self.mark}.", 1))

    def put_aside(self, path: Path) -> None:
        """A damaged backup is neither shown nor restored any more."""
        with writing():
            path.replace(path.with_name(path.name + ASIDE))

    def set_aside(self) -> tuple[Path, ...]:
        """The damaged ones of this vault."""
        return tuple(path for folder in self.folders for path in files(folder, aside=True) if self.owns(path))

    def owns(self, path: Path) -> bool:
        """Whether its place or its name says that it is this vault's."""
        return path.parent == self.folder or f"-{self.mark}." in path.name

    def tidy(self) -> None:
        """What a cut left of an unfinished one."""
        for folder in self.folders:
            with writing():
                for path in folder.glob(f"{WORKSHOP if folder == self.folder else self.workshop}*"):
                    shutil.rmtree(path) if path.is_dir() else path.unlink()


def keepable(days: Iterable[date], today: date = date.max) -> frozenset[date]:
    """The last seven days that have one, and the last day of each of the last four weeks that have one.

    Those of a clock that was ahead, later than ``today``, push none of these away; the seven nearest stay too.
    """
    known = sorted(set(days), reverse=True)
    past, ahead = [day for day in known if day <= today], [day for day in known if day > today]
    weeks: dict[date, date] = {}
    for day in past:
        weeks.setdefault(day - timedelta(days=day.weekday()), day)
    return frozenset(past[:DAILY]) | frozenset(list(weeks.values())[:WEEKLY]) | frozenset(ahead[-DAILY:])


def name_of(day: date, *, before: bool = False) -> str:
    """In the vault's own folder: ``escale-2026-11-22.sauvegarde``."""
    return f"escale-{day.isoformat()}{'-avant' if before else ''}.sauvegarde"


def day_of(path: Path) -> date:
    """The day that its name bears; ``date.min`` when it bears none."""
    found = NAME.fullmatch(path.name)
    try:
        return date.fromisoformat(found[1]) if found else date.min
    except ValueError:
        return date.min


def files(folder: Path, *, aside: bool = False) -> list[Path]:
    """What is named as a backup is (or, ``aside``, as a damaged one), newest first; at most ``MOST``."""
    if not folder.is_dir():
        return []
    named = (path for path in folder.iterdir() if day_of(path) > date.min and path.name.endswith(ASIDE) == aside)
    return sorted(named, reverse=True)[:MOST]


@contextmanager
def workshop(folder: Path, prefix: str) -> Iterator[Path]:
    """A folder beside the backups, gone afterwards; everything in it is encrypted."""
    with writing():
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        room = Path(mkdtemp(prefix=prefix, dir=folder))
    try:
        yield room
    finally:
        shutil.rmtree(room, ignore_errors=True)


@contextmanager
def writing() -> Iterator[None]:
    """OSError in French: StoreTrouble."""
    try:
        yield
    except OSError as error:
        raise StoreTrouble(
            "La sauvegarde n’a pas pu être écrite : le dossier choisi refuse, ou le disque est plein.",
            "Celles d’avant sont intactes. Libérez de la place ou choisissez un autre dossier, puis recommencez.",
        ) from error
