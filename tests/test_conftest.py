"""The checks of ``conftest.py`` themselves, on a small project that breaks them on purpose."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.sources import ROOT

PLANTED = """
import threading
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QMainWindow, QWidget

KEPT = []


def test_thread_left(request):
    stop = threading.Event()
    request.config.add_cleanup(stop.set)
    threading.Thread(target=stop.wait, name="oubli").start()


def test_widget_left(qtbot):
    KEPT.append(QWidget())


def test_timer_left(qtbot):
    timer = QTimer()
    timer.start(100_000)
    KEPT.append(timer)


def test_tidy(qtbot):
    window = QMainWindow()
    qtbot.addWidget(window)
    window.show()
    window.raise_()


def test_cycle_is_garbage(qtbot):
    widget = QWidget()
    widget.itself = widget


def test_shared(shared_data):
    assert shared_data.is_dir()
"""


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A project of one test file, with our settings and our ``conftest.py``, and no shared data beside it."""
    folder = tmp_path / "project"
    (folder / "tests").mkdir(parents=True)
    shutil.copy(ROOT / "pyproject.toml", folder)
    shutil.copy(ROOT / "tests" / "conftest.py", folder / "tests")
    (folder / "tests" / "test_planted.py").write_text(PLANTED, encoding="utf-8")
    return folder


def outcome(project: Path, *arguments: str) -> str:
    """What pytest prints for the planted project."""
    command = [sys.executable, "-m", "pytest", "-p", "no:cacheprovider", *arguments]
    done = subprocess.run(
        command, cwd=project, env=os.environ | {"COLUMNS": "300"}, capture_output=True, encoding="utf-8", check=False
    )
    return done.stdout


def test_what_a_test_leaves_behind_fails_that_test(project: Path) -> None:
    text = outcome(project, "-k", "not shared")
    assert "5 passed, 1 deselected, 3 errors" in text
    assert all(left in text for left in ("fil oubli", "fenêtre <", "QTimer actif <"))
    assert not any(f"teardown of {name}" in text for name in ("test_tidy", "test_cycle_is_garbage"))


def test_absent_shared_data_is_said_or_counted(project: Path) -> None:
    assert "--no-shared-data" in outcome(project, "-k", "shared")
    assert "1 test(s) écarté(s) par --no-shared-data" in outcome(project, "-k", "shared", "--no-shared-data")
    assert "1 passed" in outcome(project, "-k", "shared", "--shared-data", str(project))


def test_what_was_left_out_is_counted_once_when_two_processes_share_the_tests(project: Path) -> None:
    text = outcome(project, "-n", "2", "--no-shared-data", "-k", "shared or tidy")
    assert "1 test(s) écarté(s) par --no-shared-data" in text
    assert "1 passed" in text
