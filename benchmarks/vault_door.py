"""The door of the vault: opened with the derivation apart, locked, and painted again by the process that follows."""

from __future__ import annotations

import gc
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path
from time import perf_counter

from benchmarks.ground import Ground
from benchmarks.locked_window import ready
from benchmarks.measure import Measure, medians, timed
from benchmarks.painted import application
from benchmarks.start import ROOT, painted
from benchmarks.twin import Twin, bare, emptied
from desktop.config import Config
from desktop.ends import ends
from desktop.front import Front, Ways
from desktop.models.lock import Locked, Reason
from desktop.timekeeping import Timekeeping
from desktop.vault import slots
from desktop.vault.derive import Cost, passphrase_key

Work = Callable[[], float]


def unlocking(ground: Ground, sizes: Sequence[int], times: int) -> Iterator[Measure]:
    """From the passphrase to a store whose every page was checked and where nothing that ended stays."""
    for size in sizes:
        twin = Twin(ground.stocked(size), ground.folder / f"porte-{size}")
        ours, derived, theirs, checked = _unlocking(twin, times)
        print(f"  {size} dossiers ({twin.size()}) : dérivation de la clé, à part : {derived:.0f} ms")
        name = f"déverrouiller {size} dossiers, sans la dérivation"
        yield Measure(name, ours, theirs, "SQLCipher nu, première lecture")
        yield Measure(f"{name}, chaque page vérifiée", ours, checked, "cipher_integrity_check nu", 2.0)


def _unlocking(twin: Twin, times: int) -> list[float]:
    apart: list[float] = []
    works: list[Work] = [
        lambda: unlocked(twin, apart),
        lambda: apart[-1],
        lambda: read(twin, check=False),
        lambda: read(twin, check=True),
    ]
    return medians(works, times)


def unlocked(twin: Twin, apart: list[float]) -> float:
    """Milliseconds of one unlock without its derivation, which goes to ``apart``."""
    derivations: list[float] = []

    def measured(passphrase: str, salt: bytes, cost: Cost) -> bytes:
        began = perf_counter()
        try:
            return passphrase_key(passphrase, salt, cost)
        finally:
            derivations.append((perf_counter() - began) * 1000)

    vars(slots)["passphrase_key"] = measured  # the one way to tell it apart without changing the vault
    try:
        began = perf_counter()
        twin.unlock()
        watched = twin.watched()
        ends(watched.store, Timekeeping.of(watched.store, watched.high_water), watched.doubt)
        taken = (perf_counter() - began) * 1000
    finally:
        vars(slots)["passphrase_key"] = passphrase_key
    watched.store.close()
    apart.append(sum(derivations))
    return taken - apart[-1]


def read(twin: Twin, *, check: bool) -> float:
    """Milliseconds to connect, give the key and read a row; and with ``check``, every page."""
    began = perf_counter()
    connection = bare(twin.path, twin.opened.database_key)
    assert connection.execute("SELECT person FROM persons LIMIT 1").fetchone()
    if check:
        assert connection.execute("PRAGMA cipher_integrity_check").fetchone() is None
    taken = (perf_counter() - began) * 1000
    connection.close()
    return taken


def locking(ground: Ground, sizes: Sequence[int], times: int) -> Iterator[Measure]:
    """From the call to where the process would end: a note and a form half written kept, the place too, all closed."""
    for size in sizes:
        desk = Twin(ground.stocked(size), ground.folder / f"verrou-{size}")
        plain = Twin(ground.stocked(size), ground.folder / f"verrou-nu-{size}")
        with Locks(desk) as locks:
            ours, theirs = medians([locks.one, partial(put_away, plain)], times)
        yield Measure(f"verrouiller, {size} dossiers", ours, theirs, "une ligne, point de contrôle, fermeture", 8.0)


class Locks:
    """One front that is opened and locked in turn, by a way of relaunching that stays."""

    def __init__(self, twin: Twin) -> None:
        """Shows the door."""
        dressed = application()
        ways = Ways(lambda theme: theme.apply(dressed), lambda _: False, lambda *_: True, self._end)
        self._front = Front(Config(twin.home, theme="light"), ways)
        self._ended: list[tuple[float, Locked]] = []

    def __enter__(self) -> Locks:
        """The door is shown."""
        self._front.begin()
        return self

    def __exit__(self, *_: object) -> None:
        """The door is closed."""
        self._front.close()
        gc.enable()  # a front leaves it off, for good

    def one(self) -> float:
        """Milliseconds of a lock; what was written has to be kept."""
        ready(self._front)
        self._ended.clear()
        began = perf_counter()
        self._front.lock(Reason.IDLE)
        ended, locked = self._ended[0]
        if not locked.whole:
            print("  (un verrouillage n’a pas attendu la fin des écritures)")
        return (ended - began) * 1000

    def _end(self, locked: Locked) -> None:
        self._ended.append((perf_counter(), locked))


def put_away(twin: Twin) -> float:
    """Milliseconds of one row written, the log brought into the file, the file closed."""
    connection = bare(twin.path, twin.opened.database_key)
    connection.execute("SELECT person FROM persons LIMIT 1").fetchone()

    def work() -> None:
        connection.execute("INSERT OR REPLACE INTO drafts VALUES ('place', randomblob(60), randomblob(300))")
        emptied(connection)
        connection.close()

    return timed(work)


def relaunching(ground: Ground, size: int, times: int) -> Measure:
    """From the lock of a real process to the door that the next one, in its place, has painted."""
    home = Twin(ground.stocked(size), ground.folder / "relance").home
    window = [sys.executable, "-m", "benchmarks.bare_window"]
    for _ in range(2):
        relaunched(home)
        painted(window)
    ours, theirs = medians([lambda: relaunched(home), lambda: painted(window)], times)
    return Measure("verrouiller, jusqu’à la porte repeinte", ours, theirs, "fenêtre vide", 3.0)


def relaunched(home: Path) -> float:
    """Milliseconds between the two instants that the process says, before and after it was replaced."""
    command = [sys.executable, "-m", "benchmarks.locked_window", str(home)]
    done = subprocess.run(command, capture_output=True, cwd=ROOT, check=False, timeout=120)
    said = done.stdout.split()
    if len(said) != 2:
        raise RuntimeError(f"no door: {done.stderr.decode(errors='replace')[-2000:]}")
    return (float(said[1]) - float(said[0])) * 1000
