"""The matrix of keyrings: whatever it is or becomes, no note is lost, nothing falls back without a word.

Rings are real back-ends of the ``keyring`` library, in memory. Where the machine has a real one, and where a bundle was
built, these are run too; where not, it is said, and does not count as met.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from tests.campaigns._frame import Campaign, Figure, every, none, not_run, told
from tests.campaigns._keyring_cases import CASES, judged, life
from tests.campaigns._keyring_planted import PLANTED
from tests.campaigns._keyring_rings import MOST
from tests.campaigns._keyring_seat import Base, Fault, made
from tests.campaigns.tamper import remembered_keys

ROOT: Final = Path(__file__).parents[2]
DAEMON: Final = "gnome-keyring-daemon"
UNLOCKED: Final = f'printf essai | {DAEMON} --unlock --components=secrets --daemonize >/dev/null && exec "$@"'
LONG_ENOUGH: Final = 120  # seconds


def run(campaign: Campaign) -> Iterator[Figure]:
    """Each case a number of times, the real keyring and the bundle if there are, then the planted bugs."""
    with remembered_keys(), campaign.folder() as folder:
        faults, met, tried = _matrix(campaign, folder)
        for name in tried:
            yield every(name, met[name], tried[name])
        for fault in Fault:
            yield none(f"dont {fault}", faults[fault])
        if campaign.point is None:
            yield from _items(campaign, folder)
            yield _real(folder)
            yield _frozen()
            base = made(folder / "base-des-bogues", 8)
            found = [name for name in PLANTED if _shows(campaign, name, base, folder / "home")]
            yield every("bogues plantés trouvés", len(found), len(PLANTED))


def _matrix(campaign: Campaign, folder: Path) -> tuple[Counter[Fault], Counter[str], Counter[str]]:
    """Rounds of the whole matrix, each on a vault of its own; a point is one case of one round."""
    faults, met, tried, bases = Counter[Fault](), Counter[str](), Counter[str](), dict[int, Base]()
    names = [*CASES]
    for point in campaign.points(len(names), 20 * len(names)):
        turn, name = point // len(names), names[point % len(names)]
        if turn not in bases:
            bases.clear()
            bases[turn] = made(folder / f"base-{turn}", campaign.random(turn).randrange(5, 40))
        wrong = list(judged(CASES[name], bases[turn], folder / "home"))
        tried[name] += 1
        met[name] += not wrong
        for fault, detail in wrong:
            faults[fault] += 1
            campaign.fault(point, f"{fault} : {name} ({detail})")
    return faults, met, tried


def _items(campaign: Campaign, folder: Path) -> Iterator[Figure]:
    """The longest item of a caseload, against what Windows keeps."""
    files = campaign.count(300, 10_000)
    longest = life(folder / "windows", files)
    yield told("dossiers du trousseau de Windows", files)
    yield told(f"plus long article, sur {MOST} octets", longest)


def _real(folder: Path) -> Figure:
    """gnome-keyring, over a session bus that ends with the test."""
    label = "trousseau du système (gnome-keyring)"
    bus = shutil.which("dbus-run-session")
    if not bus or not shutil.which(DAEMON):
        return not_run(label, f"{DAEMON} n’est pas sur cette machine")
    home = folder / "real"
    home.mkdir(mode=0o700)
    script = [sys.executable, "-m", "tests.campaigns._keyring_real", str(home)]
    ended = subprocess.run(  # the data of the daemon stay in the folder of the run
        [bus, "--", "env", f"XDG_DATA_HOME={folder}", f"XDG_RUNTIME_DIR={folder}", "sh", "-c", UNLOCKED, "sh", *script],
        cwd=ROOT, capture_output=True, text=True, timeout=LONG_ENOUGH, check=False,
    )  # fmt: skip
    return every(f"{label} : {ended.stdout.strip()[-60:]}", int(ended.returncode == 0), 1)


def _frozen() -> Figure:
    """The bundle's own test says which keyring it found, and that its driver is inside."""
    label = "programme empaqueté (self-test)"
    program = ROOT / "dist" / "escale" / ("escale.exe" if sys.platform == "win32" else "escale")
    if not program.exists():
        return not_run(label, "dist/ n’a pas été construit")
    ended = subprocess.run(
        [str(program), "self-test"], capture_output=True, text=True, timeout=LONG_ENOUGH, check=False
    )
    driver = any(line.startswith("Trousseau") and "présent" in line for line in ended.stdout.splitlines())
    return every(label, int(ended.returncode == 0 and driver), 1)


def _shows(campaign: Campaign, name: str, base: Base, home: Path) -> bool:
    """Whether the planted bug makes one of its cases go wrong."""
    for case in PLANTED[name].shows:
        with PLANTED[name].planted():
            wrong = list(judged(CASES[case], base, home))
        if wrong:
            campaign.say(f"bogue planté trouvé : {name} ({wrong[0][0]} : {case})")
            return True
    campaign.say(f"bogue planté NON trouvé : {name}")
    return False
