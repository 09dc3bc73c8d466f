"""A lock ends the process that held the keys: another shows the locked screen, whatever the first one was doing."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from desktop.errors import Refused, StoreLocked
from desktop.models.lock import Locked, Reason, locked_by, locked_of
from desktop.one import WATCH, only_one
from desktop.supervisor import supervise
from desktop.vault.derive import FLOOR
from desktop.vault.vault import Vault
from tests.driver_lock import PASSPHRASE
from tests.sources import ROOT

posix = pytest.mark.skipif(sys.platform == "win32", reason="a process cannot replace itself on Windows")


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A vault that a few milliseconds open, by passphrase alone as no keyring answers here."""
    Vault(tmp_path / "bureau", None, FLOOR).create(PASSPHRASE)
    return tmp_path / "bureau"


@contextmanager
def started(home: Path, order: str, *arguments: str) -> Iterator[subprocess.Popen[bytes]]:
    """The program at work in ``home``; ended with the block."""
    quiet = {"PYTHON_KEYRING_BACKEND": "keyring.backends.null.Keyring", "QT_QPA_PLATFORM": "offscreen"}
    environment = os.environ | quiet | {"ESCALE_TEST_ORDER": order, "QT_LOGGING_RULES": "*=false"}
    command = [sys.executable, "-m", "tests.driver_lock", "--home", str(home), *arguments]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, cwd=ROOT, env=environment) as one:
        try:
            yield one
        finally:
            one.kill()


def line(program: subprocess.Popen[bytes]) -> dict[str, Any]:
    """The next line that the program says; fails with its error stream when it says nothing."""
    assert program.stdout
    assert program.stderr
    said = program.stdout.readline()
    assert said, program.stderr.read().decode(errors="replace")
    answer: dict[str, Any] = json.loads(said)
    return answer


@posix
@pytest.mark.parametrize("order", ["clock", "dialog"])
def test_the_process_replaces_itself_and_says_why(home: Path, order: str) -> None:
    with started(home, order) as program:
        first, second = line(program), line(program)
        assert program.wait(timeout=20) == 0
    assert first["pid"] == second["pid"] == program.pid
    assert second["shown"]
    assert second["said"].startswith("Escale s’est verrouillé parce que l’ordinateur s’est mis en veille.")
    assert "vous le retrouverez" in second["said"]
    assert not second["secret"]


@posix
def test_a_store_that_never_answers_holds_nothing_back(home: Path) -> None:
    with started(home, "hung") as program:
        first, second = line(program), line(program)
    assert first["pid"] == second["pid"]
    assert "vos dernières secondes de saisie manquent peut-être" in second["said"]


def test_a_supervised_process_ends_and_its_parent_starts_another(home: Path) -> None:
    with started(home, "clock", "--supervised") as child:
        line(child)
        assert locked_by(child.wait(timeout=20)) == Locked(Reason.SLEEP)


def test_the_parent_adds_the_reason_and_ends_with_the_last_code(tmp_path: Path) -> None:
    trace = tmp_path / "trace"
    program = (
        "import sys, pathlib; p = pathlib.Path(sys.argv[1]); said = p.read_text() if p.exists() else '';"
        "p.write_text(said + '|' + ' '.join(sys.argv[2:])); sys.exit(3 if said else int(sys.argv[2]))"
    )
    code = Locked(Reason.SESSION, whole=False).code
    assert supervise([sys.executable, "-c", program, str(trace), str(code)]) == 3
    assert trace.read_text("utf-8") == f"|{code}|{code} --locked session-hurried"


@posix
def test_a_second_copy_is_told_so_while_the_first_is_open_or_supervised(home: Path) -> None:
    with started(home, "stay") as first:
        line(first)
        with pytest.raises(StoreLocked, match="déjà ouvert"), only_one(home):
            pass
        with started(home, "clock", "--locked", "idle") as second:
            assert second.stderr
            assert "une autre copie d’Escale s’est ouverte" in second.stderr.readline().decode()
    with only_one(home), only_one(home, WATCH):
        pass


@pytest.mark.parametrize("locked", [Locked(reason, whole) for reason in Reason for whole in (True, False)])
def test_a_lock_is_found_again_from_its_word_and_from_its_code(locked: Locked) -> None:
    assert locked_of(locked.word) == locked
    assert locked_by(locked.code) == locked


def test_other_codes_and_words_mean_no_lock() -> None:
    assert [locked_by(code) for code in (0, 1, 74, 75 + 2 * len(Reason), -9)] == [None] * 5
    for word in ("", "demain", "idle-vite", "-hurried"):
        with pytest.raises(Refused):
            locked_of(word)
