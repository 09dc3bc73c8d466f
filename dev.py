"""The one door of the project: ``python3 dev.py VERB`` prepares ``.venv`` and runs the verb inside it.

Standard library only, because it runs before anything is installed. Texts shown are French and paths are relative.
"""

from __future__ import annotations

import argparse
import contextlib
import ctypes
import hashlib
import importlib.util
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parent
LOCK = ROOT / "requirements.lock"
VENV = ROOT / ".venv"
UNFINISHED = "installation en cours"
VERBS = ("demo", "test", "lint", "bench", "build", "shots", "campaign")
FONTS = ("/usr/share/fonts", "/usr/local/share/fonts", "~/.local/share/fonts", "~/.fonts")

# What ``ldd`` shows of QtGui, QtNetwork and the offscreen plugin.
DRAWING = """libEGL.so.1 libGL.so.1 libX11.so.6 libdbus-1.so.3 libfontconfig.so.1 libfreetype.so.6
    libglib-2.0.so.0 libgssapi_krb5.so.2 libxkbcommon.so.0"""
# What the xcb plugin adds: needed by a real window, and by the bundle, which carries these libraries with it.
SCREEN = """libX11-xcb.so.1 libxcb-cursor.so.0 libxcb-icccm.so.4 libxcb-image.so.0 libxcb-keysyms.so.1
    libxcb-randr.so.0 libxcb-render.so.0 libxcb-render-util.so.0 libxcb-shape.so.0 libxcb-shm.so.0 libxcb-sync.so.1
    libxcb-util.so.1 libxcb-xfixes.so.0 libxcb-xkb.so.1 libxkbcommon-x11.so.0"""


class Stop(Exception):
    """The set-up cannot go on; the text is a French sentence that says what to do."""


def run(command: Sequence[str | Path], **variables: str) -> int:
    """Run a command at the project's root with extra environment variables; returns its exit code."""
    return subprocess.run([str(part) for part in command], cwd=ROOT, env=os.environ | variables, check=False).returncode


def venv_python(folder: Path, system: str = sys.platform) -> Path:
    """Where an environment keeps its interpreter on ``system``."""
    return folder / "Scripts" / "python.exe" if system == "win32" else folder / "bin" / "python"


def module(name: str, arguments: Sequence[str], **variables: str) -> int:
    """Run ``python -m name`` with the environment's interpreter; returns its exit code."""
    return run([venv_python(VENV), "-m", name, *arguments], **variables)


def debian_like(os_release: str) -> bool:
    """Whether the text of an ``os-release`` file names Debian, Ubuntu or one of their descendants."""
    fields = dict(line.split("=", 1) for line in os_release.splitlines() if "=" in line)
    names = f"{fields.get('ID', '')} {fields.get('ID_LIKE', '')}".replace('"', " ").replace("'", " ").split()
    return bool({"debian", "ubuntu"} & set(names))


def loads(library: str) -> bool:
    """Whether the system's loader finds this shared library."""
    with contextlib.suppress(OSError):
        return bool(ctypes.CDLL(library))
    return False


def has_font(folders: Iterable[str] = FONTS) -> bool:
    """Whether at least one TrueType or OpenType font is installed."""
    return any(found for folder in folders for found in Path(folder).expanduser().rglob("*.[to]tf"))


def packages_of(library: str) -> tuple[str, ...]:
    """The Debian packages that may hold a library, newest first: the policy derives their names from the soname."""
    if library == "libglib-2.0.so.0":
        return ("libglib2.0-0t64", "libglib2.0-0")
    stem, version = library.lower().replace("_", "-").split(".so.")
    package = f"{stem}-{version}" if stem[-1].isdigit() else f"{stem}{version}"
    return (f"{package}t64", package)


def needs(verb: str, checking: bool, system: str = sys.platform) -> dict[str, tuple[str, ...]]:
    """What Linux must offer for a verb: each library with the Debian packages that may bring it; nothing elsewhere."""
    if verb == "lint" or not system.startswith("linux"):
        return {}
    windowed = verb == "build" or (verb == "demo" and not checking)
    wanted = {name: packages_of(name) for name in f"{DRAWING} {SCREEN if windowed else ''}".split()}
    if verb == "build" and sys.base_prefix == "/usr":
        own = f"libpython{sys.version_info[0]}.{sys.version_info[1]}"
        wanted[f"{own}.so.1.0"] = (f"{own}t64", own)
    return wanted


def missing(wanted: Mapping[str, tuple[str, ...]], verb: str) -> dict[str, tuple[str, ...]]:
    """The part of ``wanted`` that this machine lacks, with a font and PyInstaller's tools where they matter."""
    lacking = {name: packages for name, packages in wanted.items() if not loads(name)}
    if wanted and not has_font():
        lacking |= {"une police de caractères": ("fonts-dejavu-core",), "la police Inter": ("fonts-inter",)}
    if wanted and verb == "build" and not shutil.which("objcopy"):
        lacking["objcopy"] = ("binutils",)
    return lacking


def packages_for(lacking: Mapping[str, tuple[str, ...]], known: Callable[[str], bool]) -> list[str]:
    """One package a missing thing, the first name that this release knows; the last name when it knows none."""
    return sorted({next((name for name in names if known(name)), names[-1]) for names in lacking.values()})


def known_to_apt(package: str) -> bool:
    """Whether this release of Debian or Ubuntu has a real package of that name."""
    show = ["apt-cache", "show", package]
    return bool(shutil.which(show[0])) and subprocess.run(show, capture_output=True, check=False).returncode == 0


def advice(lacking: Iterable[str], packages: Sequence[str], debian: bool) -> str:
    """What to tell somebody who must install system packages by hand."""
    means = f": sudo apt-get install -y {' '.join(packages)}" if debian else "le gestionnaire de votre distribution."
    return f"Il manque au système : {', '.join(lacking)}.\nÀ installer avec {means}"


def install_system(lacking: Mapping[str, tuple[str, ...]]) -> None:
    """Install what is lacking when we may, otherwise raise ``Stop`` with the exact command."""
    release = Path("/etc/os-release")
    debian = release.is_file() and debian_like(release.read_text(encoding="utf-8"))
    if not (debian and os.access("/var/lib/dpkg", os.W_OK)):
        raise Stop(advice(lacking, packages_for(lacking, known_to_apt), debian))
    apt = ["apt-get", "-qq", "-o", "DPkg::Lock::Timeout=300", "-o", "Dpkg::Use-Pty=0"]
    run([*apt, "update"])
    packages = packages_for(lacking, known_to_apt)
    print(f"· Installation système : {' '.join(packages)}", flush=True)
    if run([*apt, "install", "-y", "--no-install-recommends", *packages], DEBIAN_FRONTEND="noninteractive"):
        raise Stop(advice(lacking, packages, debian))


def prepare_system(verb: str, checking: bool) -> None:
    """Make sure that Qt finds its libraries and a font."""
    wanted = needs(verb, checking)
    if lacking := missing(wanted, verb):
        install_system(lacking)
        if still := missing(wanted, verb):
            raise Stop(advice(still, packages_for(still, known_to_apt), debian=True))


def digest(lock: Path) -> str:
    """The SHA-256 of the lock file and of the interpreter's version, which together name an environment."""
    return hashlib.sha256(lock.read_bytes() + repr(sys.version_info[:2]).encode()).hexdigest()


def stamped(folder: Path) -> str:
    """What the last installation wrote into the environment: a digest, ``UNFINISHED``, or nothing."""
    stamp = folder / "escale.stamp"
    return stamp.read_text(encoding="utf-8") if stamp.is_file() else ""


def usable(folder: Path) -> bool:
    """Whether the environment was not left half made: its interpreter runs, has pip, and no install was cut short."""
    probe = [str(venv_python(folder)), "-c", "import pip"]
    whole = stamped(folder) != UNFINISHED and venv_python(folder).exists()
    return whole and subprocess.run(probe, capture_output=True, check=False).returncode == 0


def make_venv() -> None:
    """Create ``.venv`` anew, after installing the ``venv`` package that Debian keeps apart."""
    if Path(sys.prefix) == VENV:
        raise Stop("L’environnement .venv est incomplet. Relancez dev.py avec le Python du système.")
    if not importlib.util.find_spec("ensurepip"):
        own = f"python{sys.version_info[0]}.{sys.version_info[1]}-venv"
        install_system({"le module venv de Python": (own, "python3-venv")})
    print("· Création de .venv", flush=True)
    shutil.rmtree(VENV, ignore_errors=True)
    if run([sys.executable, "-m", "venv", VENV]):
        raise Stop("L’environnement .venv n’a pas pu être créé : voyez le message ci-dessus.")


def prepare_venv() -> None:
    """Leave ``.venv`` holding exactly the locked packages; the stamp says "unfinished" as long as pip works."""
    if stamped(VENV) == digest(LOCK) and venv_python(VENV).exists():
        return
    if not usable(VENV):
        make_venv()
    stamp = VENV / "escale.stamp"
    stamp.write_text(UNFINISHED, encoding="utf-8")
    print("· Installation des paquets verrouillés (requirements.lock)", flush=True)
    if module("pip", ["install", "-q", "--no-input", "--require-hashes", "-r", LOCK.name]):
        stamp.unlink()
        raise Stop("Les paquets n’ont pas pu être installés : vérifiez le réseau, puis relancez la même commande.")
    stamp.write_text(digest(LOCK), encoding="utf-8")


def screen(environment: Mapping[str, str], system: str = sys.platform) -> bool:
    """Whether a window can be shown: always but on a Linux without X11 nor Wayland."""
    known = {"DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"}
    return not system.startswith("linux") or any(map(environment.get, known))


def lint() -> int:
    """Ruff, its formatter, and mypy for the three systems; every stage runs, the worst exit code is returned."""
    codes = [module("ruff", ["check", "."]), module("ruff", ["format", "--check", "."])]
    for system in ("linux", "win32", "darwin"):
        print(f"· mypy pour {system}", flush=True)
        codes.append(module("mypy", ["--platform", system, "--cache-dir", f".mypy_cache/{system}"]))
    return max(codes)


def campaign(folder: Path, arguments: Sequence[str]) -> int:
    """Run one campaign of faults or attacks; code 2 and the list of those that exist when the name is unknown."""
    names = sorted(path.stem for path in folder.glob("*.py") if not path.stem.startswith("_"))
    if arguments and arguments[0] in names:
        return module("tests.campaigns", arguments, QT_QPA_PLATFORM="offscreen")
    listed = f"Campagnes disponibles : {', '.join(names)}." if names else "Aucune campagne n’est encore disponible."
    print(listed, file=sys.stderr)
    return 2


def dispatch(verb: str, arguments: Sequence[str]) -> int:
    """Run the verb in the prepared environment; returns the exit code of what it ran."""
    if verb == "lint":
        return lint()
    if verb == "campaign":
        return campaign(ROOT / "tests" / "campaigns", arguments)
    if verb == "demo":
        offscreen = {"QT_QPA_PLATFORM": "offscreen"} if "--check" in arguments else {}
        return module("desktop", ["--demo", *arguments], **offscreen)
    if verb == "test":
        shared = ["-n", str(os.cpu_count() or 1), "--dist", "worksteal"]  # -n0 after them: one process
        return module("pytest", [*shared, *arguments], QT_QPA_PLATFORM="offscreen")
    names = {"bench": "benchmarks", "build": "installers.build", "shots": "benchmarks.shots"}
    return module(names[verb], arguments, QT_QPA_PLATFORM="offscreen")


def main(argv: Sequence[str]) -> int:
    """Prepare the machine, then run the verb; returns the exit code."""
    parser = argparse.ArgumentParser(prog="dev.py", description="La porte du projet : prépare .venv, puis agit.")
    parser.add_argument("verb", choices=VERBS, metavar="VERBE", help=", ".join(VERBS))
    verb, arguments, checking = parser.parse_args(argv[:1]).verb, argv[1:], "--check" in argv
    try:
        if not (3, 11) <= sys.version_info[:2] < (3, 15):
            raise Stop("Escale demande Python 3.11, 3.12, 3.13 ou 3.14 : relancez dev.py avec l’un d’eux.")
        if verb == "demo" and not checking and not screen(os.environ):
            raise Stop("Aucun écran n’est disponible. Essayez : xvfb-run python3 dev.py demo, ou dev.py demo --check.")
        prepare_venv()
        prepare_system(verb, checking)
        return dispatch(verb, arguments)
    except Stop as stop:
        print(stop, file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
