"""Build the bundle, then hold it against what it must do: ``python -m installers.build`` (``dev.py build``)."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from time import perf_counter
from typing import Final

from installers.contents import MIGRATIONS, ROOT

DIST: Final = ROOT / "dist"
WORK: Final = ROOT / "build"
KEPT: Final = ("SYSTEMROOT", "SYSTEMDRIVE", "WINDIR", "COMSPEC")  # without which no program starts on Windows
PATIENCE: Final = 120  # seconds for one command of the bundle


def main() -> int:
    """Build and try the bundle, saying size and seconds; 0 when everything it needs is there and works."""
    began = perf_counter()
    for folder in (WORK, DIST):
        shutil.rmtree(folder, ignore_errors=True)
    if code := _pyinstaller():
        return code
    bundle = DIST / "escale"
    size, files = weighed(bundle)
    print(f"Paquet : {size / 1e6:.0f} Mo, {files} fichiers, construit en {perf_counter() - began:.0f} s", flush=True)
    faults = [f"absent du paquet : {name}" for name in forgotten(ROOT, bundle / "_internal")]
    with tempfile.TemporaryDirectory(prefix="escale-") as home:
        faults += tried(program(bundle), Path(home))
    for fault in faults:
        print(f"ÉCHEC : {fault}", file=sys.stderr)
    print(f"dist/escale : {'prêt' if not faults else 'inutilisable'} ({perf_counter() - began:.0f} s en tout)")
    return 1 if faults else 0


def _pyinstaller() -> int:
    where = ["--distpath", str(DIST), "--workpath", str(WORK)]
    command = [sys.executable, "-m", "PyInstaller", "--noconfirm", "--log-level", "ERROR", *where]
    return subprocess.run([*command, str(ROOT / "installers" / "escale.spec")], cwd=ROOT, check=False).returncode


def program(bundle: Path, system: str = sys.platform) -> Path:
    """The program of a bundle."""
    return bundle / ("escale.exe" if system == "win32" else "escale")


def weighed(folder: Path) -> tuple[int, int]:
    """Bytes and number of files; a link weighs nothing, what it leads to is counted once."""
    files = [path for path in folder.rglob("*") if path.is_file() and not path.is_symlink()]
    return sum(path.stat().st_size for path in files), len(files)


def forgotten(root: Path, inside: Path) -> list[str]:
    """The resources and migrations of ``root`` that differ or are missing in the bundle's folder of files."""
    ours = [path for folder in ("resources", MIGRATIONS) for path in sorted((root / folder).rglob("*"))]
    names = [path.relative_to(root) for path in ours if path.is_file() and "__pycache__" not in path.parts]
    packed = ((name, inside / name) for name in names)
    return [
        name.as_posix()
        for name, path in packed
        if not path.is_file() or path.read_bytes() != (root / name).read_bytes()
    ]


def bare(home: Path, around: Mapping[str, str]) -> dict[str, str]:
    """The environment of somebody who has just received the bundle: nothing of ours, an ASCII console, no screen."""
    kept = {name: value for name, value in around.items() if name.upper() in KEPT}
    folders = dict.fromkeys(("HOME", "USERPROFILE", "APPDATA", "LOCALAPPDATA", "TEMP", "TMP", "TMPDIR"), str(home))
    return {**kept, **folders, "PATH": os.defpath, "LANG": "C", "QT_QPA_PLATFORM": "offscreen"}


def tried(escale: Path, home: Path) -> list[str]:
    """What went wrong when the bundle's program ran in an empty home; every line of its self-test is printed."""
    faults = []
    code, said, seconds = _run(escale, ["self-test"], home)
    print("\n".join(f"  {line}" for line in said.splitlines()))
    print(f"escale self-test : {seconds:.1f} s", flush=True)
    if code or "Tout est là." not in said:
        faults.append(f"escale self-test (code {code})")
    faults += list(_reference(escale, home))
    return faults


def _reference(escale: Path, home: Path) -> Iterator[str]:
    code, said, _ = _run(escale, ["reference", "search", "boulanger"], home)
    if code or "D1102" not in said:
        yield f"escale reference search boulanger (code {code}) : {said[:300]}"
    code, said, _ = _run(escale, ["reference", "list", "--json"], home)
    if code or not parses(said):
        yield f"escale reference list --json (code {code}) : {said[:300]}"


def parses(text: str) -> bool:
    """Whether the text is one JSON object or list that is not empty."""
    try:
        return bool(json.loads(text))
    except ValueError:
        return False


def _run(escale: Path, words: Sequence[str], home: Path) -> tuple[int, str, float]:
    """Exit code, both streams (the standard one alone when it went well) and seconds of one command."""
    began = perf_counter()
    command = [str(escale), "--home", str(home / "escale"), *words]
    ended = subprocess.run(
        command, cwd=home, env=bare(home, os.environ), capture_output=True, stdin=subprocess.DEVNULL, encoding="utf-8",
        errors="replace", timeout=PATIENCE, check=False,
    )  # fmt: skip
    said = ended.stdout if ended.returncode == 0 else ended.stdout + ended.stderr
    return ended.returncode, said, perf_counter() - began


if __name__ == "__main__":
    sys.exit(main())
