"""One life of a typist and its end: forked, killed at an instant, then the store opened and held against the keys."""

from __future__ import annotations

import os
import select
import shutil
import signal
import time
import traceback
import zlib
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Final

from desktop.custody.opening import open_store
from desktop.errors import EscaleError
from desktop.models.access import Access, Basis
from desktop.models.note import NOTES
from desktop.models.passport import Holder, Passport, Section
from desktop.vault.derive import FLOOR
from desktop.vault.vault import Vault
from tests.campaigns._notes_planted import Plant
from tests.campaigns._notes_typist import (
    DATABASE,
    KEY,
    LOCKED,
    PASSPHRASE,
    PERSON,
    READY,
    TEXT,
    TOLD,
    WRITING,
    Script,
    typed,
)

PATIENCE: Final = 60.0  # seconds for a window to be there
NEXT: Final = 3.0  # seconds for a next writing to begin
Mark = tuple[int, int]  # sum of a text and its length


@dataclass(slots=True)
class Life:
    """What a typist told: when each key was pressed, what came of it; how many keys the last lock promised."""

    keys: list[float] = field(default_factory=list)
    texts: list[Mark] = field(default_factory=list)  # before any key, then after each one that was told
    promised: int = 0
    locks: int = 0
    writings: int = 0
    killed: float = 0.0


@dataclass(frozen=True, slots=True)
class Loss:
    """What a kill cost: keys, and the seconds between the first of them and the kill; or what is wrong, in words."""

    keys: int = 0
    seconds: float = 0.0
    wrong: str = ""


@dataclass(frozen=True, slots=True)
class End:
    """When to kill: so many seconds after the window is there; ``writing``: then that long after a writing begins."""

    seconds: float
    writing: float | None = None


@dataclass(slots=True)
class _Reader:
    """What a typist tells, taken line by line."""

    pipe: int
    left: bytes = b""

    def until(self, life: Life, done: Callable[[], bool], seconds: float) -> None:
        """Listen until that is so, at most so many seconds; ``RuntimeError`` when the typist ends by itself."""
        end = time.monotonic() + seconds
        while not done() and (left := end - time.monotonic()) > 0:
            if not select.select([self.pipe], [], [], left)[0]:
                return
            if not (content := os.read(self.pipe, 1 << 16)):
                raise RuntimeError("the typist ended by itself")
            self.left = _follow(life, self.left + content)

    def rest(self, life: Life) -> None:
        """What was told before the end."""
        while content := os.read(self.pipe, 1 << 16):
            self.left = _follow(life, self.left + content)


def laid(folder: Path) -> Path:
    """A vault with one file in it, to be copied for each life."""
    home = folder / "modele"
    home.mkdir(mode=0o700)
    vault = Vault(home, None, FLOOR)
    store = open_store(vault, vault.create(PASSPHRASE), home / DATABASE).store
    by_hand = Access(Basis.SAID, (Section.EXPERIENCES,), date(2026, 11, 22))
    store.passports.create(PERSON, Holder("Ali", "Roux", 1979), by_hand, Passport((), (), by_hand.sections))
    store.close()
    return home


def lived(home: Path, script: Script, end: End, plant: Plant | None = None) -> Life:
    """Type in a copy of that vault, and die at that instant."""
    pipe, told = os.pipe()
    pid = os.fork()
    if not pid:
        os.close(pipe)
        _typist(home, script, told, plant)
    os.close(told)
    life, read = Life(), _Reader(pipe)
    try:
        read.until(life, lambda: bool(life.texts), PATIENCE)
        if not life.texts:
            raise RuntimeError("the window never came")
        read.until(life, lambda: False, end.seconds)
        if end.writing is not None:
            already = life.writings
            read.until(life, lambda: life.writings > already, NEXT)
            read.until(life, lambda: False, end.writing)
    finally:
        os.kill(pid, signal.SIGKILL)
        life.killed = time.monotonic()
        os.waitpid(pid, 0)
        read.rest(life)
        os.close(pipe)
    return life


def judged(home: Path, life: Life) -> Loss:
    """Open what is left, as the next start would, and find which key the store stopped at."""
    try:
        vault = Vault(home, None, FLOOR)
        watched = open_store(vault, vault.unlock(PASSPHRASE), home / DATABASE)
        try:
            if watched.doubt:
                return Loss(wrong=f"coffre douteux : {watched.doubt}")
            notes = [item.text for item in watched.store.items.of(PERSON) if item.kind in NOTES]
        finally:
            watched.store.close()
    except EscaleError as error:
        return Loss(wrong=f"coffre illisible : {error}")
    if len(notes) > 1:
        return Loss(wrong=f"{len(notes)} notes au lieu d’une")
    return compared("".join(notes), life)


def compared(text: str, life: Life) -> Loss:
    """How many keys are missing from that text."""
    content = text.encode() if text.strip() else b""
    mark = zlib.crc32(content), len(content)
    known = [number for number, one in enumerate(life.texts) if one == mark]
    if known:
        kept = known[-1]
    elif len(life.keys) == len(life.texts):  # killed between a key and what came of it: it may have been kept
        kept = len(life.keys)
    else:
        return Loss(wrong=f"un texte qui n’a jamais été écrit ({len(content)} octets)")
    if kept < life.promised:
        return Loss(wrong=f"{life.promised - kept} frappes perdues après un verrouillage")
    lost = len(life.keys) - kept
    return Loss(lost, life.killed - life.keys[kept] if lost else 0.0)


def copied(model: Path, home: Path) -> Path:
    """A fresh copy of the vault."""
    shutil.rmtree(home, ignore_errors=True)
    shutil.copytree(model, home)
    return home


def _follow(life: Life, content: bytes) -> bytes:
    """Take what was told whole; the rest comes later."""
    whole = len(content) // TOLD.size * TOLD.size
    for what, at, digest, length in TOLD.iter_unpack(content[:whole]):
        if what == KEY:
            life.keys.append(at)
        elif what in (READY, TEXT):
            life.texts.append((digest, length))
        elif what == LOCKED:
            life.promised, life.locks = len(life.keys), life.locks + 1
        elif what == WRITING:
            life.writings += 1
    return content[whole:]


def _typist(home: Path, script: Script, told: int, plant: Plant | None) -> None:
    """In the child: it never comes back."""
    try:
        if plant:
            plant()
        typed(home, script, lambda line: os.write(told, line))  # less than a pipe's atomic size: never cut
    except BaseException:
        traceback.print_exc()
        raise
    finally:
        os._exit(70)
