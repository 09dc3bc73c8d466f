"""Kills of the whole program: its window, its keyring, its real gateway, a counsellor who types and exchanges.

The same desk goes through all the kills of a share, as a real one would: each is opened by the program that follows.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from random import Random
from typing import Final

from desktop.errors import EscaleError
from desktop.vault.derive import FLOOR
from desktop.vault.vault import Vault
from tests.campaigns._deeds import FIRST_PASSPHRASE
from tests.campaigns._desk import Desk, Doubted, Keyring
from tests.campaigns._frame import Campaign
from tests.campaigns._judge import Fault, Verdict, half, integrity, orphans
from tests.campaigns._kill_child import Ends, Failed, Instant, Life, lived
from tests.campaigns._kill_counsellor import deliver, play
from tests.campaigns._kill_forked import drawn, remembered
from tests.campaigns._kill_work import kept_after
from tests.campaigns._share import Part
from tests.store.notes import every_note

ROOT: Final = Path(__file__).parents[2]
WHOLE: Final = Instant(1 << 30)


def programs(campaign: Campaign, points: range, part: Part) -> None:
    """The kills of these points, one after the other on one desk; in the end, what was promised is delivered."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    with campaign.folder() as folder, _gateway(folder) as url:
        desk = _Desk(folder / "bureau", url)
        desk.begin()
        for point in points:
            life, verdict = desk.killed(point, campaign.random("program", point))
            part.add("arrêts")
            part.add("arrêts : programme entier")
            part.add("arrêts pendant le travail", int(life.cut))
            _judge(part, point, verdict)
        _judge(part, points[-1], desk.delivered())
        part.add("notes promises par le programme entier", len(desk.promised))


def _judge(part: Part, point: int, verdict: Verdict | None) -> None:
    if verdict:
        part.add(verdict.fault)
        part.faults.append((point, f"programme entier : {verdict.fault} : {verdict.detail}"))


class _Desk:
    """What the killed programs leave to one another, and what they promised."""

    def __init__(self, home: Path, url: str) -> None:
        self.promised: dict[str, str] = {}  # texts, by note
        self._home, self._url = home, url
        self._known = remembered()
        self._secrets: dict[tuple[str, str], str] = {}
        self._whole: Life | None = None
        home.mkdir(mode=0o700)
        Vault(home, Keyring(self._secrets), FLOOR).create(FIRST_PASSPHRASE)

    def begin(self) -> None:
        """Sign in, and a whole life: how long it lasts; RuntimeError when even that goes wrong."""
        for _ in range(2):
            life, found = self._live(0, WHOLE), self._found()
            if found or life.cut or _refused(life):
                raise RuntimeError(f"the program does not live: {found} {_refused(life)} {life.lines[-2:]}")
            self._whole = life

    def killed(self, point: int, random: Random) -> tuple[Life, Verdict | None]:
        """One more life, cut somewhere; and what is wrong with what it left."""
        life = self._live(point, drawn(self._whole, random) if self._whole else WHOLE)
        return life, _refused(life) or self._found()

    def delivered(self) -> Verdict | None:
        """A last life, with an exchange that ends: everything promised has left."""
        life = self._told(lived(partial(deliver, self._home, self._url, self._secrets, self._known), WHOLE))
        return _refused(life) or self._found()

    def _live(self, point: int, instant: Instant) -> Life:
        work = partial(play, self._home, self._url, dict(self._secrets), point, self._known)
        return self._told(lived(work, instant))

    def _told(self, life: Life) -> Life:
        self._known.learn(life.lines)
        self._secrets = kept_after(self._secrets, life.lines)
        self.promised |= {line.more["item"]: line.more["text"] for line in life.lines if isinstance(line, Ends)}
        return life

    def _found(self) -> Verdict | None:
        desk = Desk(self._home, Keyring(self._secrets))
        try:
            try:
                desk.unlock(FIRST_PASSPHRASE)
                found = self._lost(desk) or half(desk, self._secrets) or orphans(desk)
            finally:
                desk.close()
        except Doubted as alarm:
            return Verdict(Fault.ALARM, str(alarm))
        except EscaleError as trouble:
            return Verdict(Fault.UNREADABLE, str(trouble))
        return found or integrity(desk) or self._reported()

    def _lost(self, desk: Desk) -> Verdict | None:
        """Every note promised is there, to the letter; a page that counts as received came with its files."""
        notes = {note.id: note.text for note in every_note(desk.store)}
        lost = [text for item, text in self.promised.items() if notes.get(item) != text]
        if lost:
            return Verdict(Fault.LOST, f"{len(lost)}, dont {lost[0]!r}")
        cards, cursor = len(desk.store.passports.cards()), desk.store.state.get("cursor")
        return Verdict(Fault.HALF, f"curseur {cursor!r}, {cards} dossiers") if bool(cursor) != bool(cards) else None

    def _reported(self) -> Verdict | None:
        """No report of a bug was left behind."""
        reports = sorted(self._home.glob("rapports/*"))
        return Verdict(Fault.HALF, reports[0].read_text(encoding="utf-8")[-300:]) if reports else None


def _refused(life: Life) -> Verdict | None:
    failed = [line.why for line in life.lines if isinstance(line, Failed)]
    return Verdict(Fault.UNREADABLE, failed[0]) if failed else None


@contextmanager
def _gateway(folder: Path) -> Iterator[str]:
    """The reference gateway, as a program of its own that ends with this one; its address."""
    arguments = ("serve", "--demo", "--database", f"sqlite:///{folder}/passerelle.db", "--ready-file", "-")
    command = [sys.executable, "-m", "gateway", *arguments, "--until-stdin-closes"]
    with subprocess.Popen(command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as running:
        if running.stdout is None or running.stdin is None:
            raise RuntimeError("no pipe to the gateway")
        try:
            yield str(json.loads(running.stdout.readline())["url"])
        finally:
            running.stdin.close()
