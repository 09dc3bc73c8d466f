"""Typesetting happens in memory: no file is written, no network is asked; pictures of pages are what they should be."""

from __future__ import annotations

import os
import shutil
import struct
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from desktop.documents import parts, typeset
from desktop.errors import Refused
from installers.contents import shipped
from tests.documents.reading import words
from tests.sources import ROOT

ONE = (
    "import sys\n"
    "from desktop.documents import parts, typeset\n"
    "said = parts.sheet('Titre', 'Chapeau', 'Bas', [parts.text('Un texte 漢字 🦀')])\n"
    "typeset.pages('sheet', said)\n"
    "sys.stdout.buffer.write(typeset.pdf('sheet', said))\n"
)


def sheet(*pieces: parts.Part) -> dict[str, object]:
    """A document of these pieces."""
    return parts.sheet("Titre", "", "Bas de page", pieces)


def surroundings(folder: Path) -> dict[str, str]:
    """An environment whose every folder is ``folder``."""
    places = {name: str(folder) for name in ("HOME", "TMPDIR", "TEMP", "TMP", "XDG_CACHE_HOME", "XDG_DATA_HOME")}
    return {**os.environ, **places, "PYTHONPATH": str(ROOT), "PYTHONDONTWRITEBYTECODE": "1"}


@pytest.mark.skipif(sys.platform == "win32", reason="un tel plafond n’existe que sur les systèmes POSIX")
def test_no_file_is_written_even_where_every_write_fails(tmp_path: Path) -> None:
    capped = "import resource\nresource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))\n" + ONE
    done = subprocess.run([sys.executable, "-c", capped], capture_output=True, env=surroundings(tmp_path), cwd=tmp_path)
    assert done.returncode == 0, done.stderr.decode()
    assert done.stdout.startswith(b"%PDF-1.7")
    assert done.stderr == b""
    assert list(tmp_path.iterdir()) == []


@pytest.mark.skipif(not shutil.which("strace"), reason="strace n’est pas installé ici")
def test_the_system_is_asked_for_no_new_file_and_no_connection(tmp_path: Path) -> None:
    log = tmp_path.parent / f"{tmp_path.name}.strace"
    watched = "trace=open,openat,creat,connect,mkdir,rename,unlink,symlink,sendto,truncate"
    command = ["strace", "-f", "-qq", "-e", watched, "-o", str(log), sys.executable, "-c", ONE]
    done = subprocess.run(command, capture_output=True, env=surroundings(tmp_path), cwd=tmp_path)
    seen = log.read_text(encoding="utf-8", errors="replace").splitlines()
    log.unlink()
    if done.returncode and not seen:
        pytest.skip("strace ne peut rien suivre ici")
    assert done.stdout.startswith(b"%PDF"), done.stderr.decode()
    assert any("typst" in line for line in seen)
    made = [line for line in seen if any(word in line for word in ("O_CREAT", "O_WRONLY", "O_RDWR", "connect(",
            "mkdir(", "rename", "unlink", "symlink", "sendto", "truncate", "creat("))]  # fmt: skip
    assert [line for line in made if "/dev/" not in line] == []


def test_pages_are_pictures_of_the_size_asked_for() -> None:
    two = typeset.pages("sheet", sheet(parts.text("mot " * 2000)), 72)
    assert len(two) >= 2
    for page in two:
        assert page.startswith(b"\x89PNG")
        assert struct.unpack(">II", page[16:24]) == (595, 842)


def test_resolution_is_bounded() -> None:
    (page,) = typeset.pages("sheet", sheet(parts.text("a")), 0)
    assert struct.unpack(">I", page[16:20])[0] == 298


def test_the_same_values_give_the_same_bytes() -> None:
    said = sheet(parts.text("Toujours pareil."))
    assert typeset.pdf("sheet", said) == typeset.pdf("sheet", said)


def test_several_threads_typeset_at_once() -> None:
    with ThreadPoolExecutor(4) as pool:
        made = list(pool.map(lambda n: typeset.pdf("sheet", sheet(parts.text(f"page {n}"))), range(12)))
    assert all(f"page {n}" in words(pdf) for n, pdf in enumerate(made))


def test_what_is_too_long_is_refused_in_a_sentence() -> None:
    with pytest.raises(Refused, match="trop long"):
        typeset.pdf("sheet", sheet(parts.text("a b " * 3_100_000)))


def test_a_row_of_another_width_is_a_mistake() -> None:
    with pytest.raises(ValueError, match="one cell a column"):
        parts.table(("A", "B"), (1, 2), [("seul",)])


def test_every_template_is_shipped_and_holds_no_words() -> None:
    found = {Path(path).name: path for path, folder in shipped() if folder == "resources/templates"}
    assert {"paper.typ", "sheet.typ", "letter.typ", "recovery.typ"} <= set(found)
    for path in found.values():
        code = [line for line in Path(path).read_text(encoding="utf-8").splitlines() if not line.startswith("//")]
        assert not [line for line in code if any(letter in "éèàêçîôù" for letter in line)], path


def test_a_letter_that_our_fonts_lack_is_drawn_on_pictures_too() -> None:
    (one,), (other,) = (typeset.pages("sheet", sheet(parts.text(letter)), 60) for letter in ("漢", "한"))
    assert one != other
