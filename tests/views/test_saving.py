"""A document is written whole, for its owner alone, or not at all."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from PySide6.QtWidgets import QFileDialog, QWidget
from pytestqt.qtbot import QtBot

from desktop.errors import Refused
from desktop.views.saving import ask_where, write_privately


def test_it_is_written_for_its_owner_alone(tmp_path: Path) -> None:
    path = tmp_path / "rapport.pdf"
    path.write_bytes(b"before")
    path.chmod(0o644)
    write_privately(path, b"after")
    assert path.read_bytes() == b"after"
    assert sys.platform == "win32" or path.stat().st_mode & 0o777 == 0o600
    assert list(tmp_path.iterdir()) == [path]


def test_what_cannot_be_written_leaves_nothing(tmp_path: Path) -> None:
    place = tmp_path / "occupied"
    (place / "inside").mkdir(parents=True)
    with pytest.raises(Refused, match="n’a pas pu être enregistré"):
        write_privately(place, b"x")
    with pytest.raises(Refused):
        write_privately(tmp_path / "nowhere" / "x.pdf", b"x")
    assert list(tmp_path.iterdir()) == [place]


def test_the_place_is_asked_without_the_systems_memory(qtbot: QtBot, tmp_path: Path) -> None:
    parent, found = QWidget(), list[Path]()
    qtbot.addWidget(parent)
    dialog = ask_where(parent, "Enregistrer", str(tmp_path / "rapport"), "pdf", found.append)
    assert dialog.testOption(QFileDialog.Option.DontUseNativeDialog)
    dialog.accept()
    assert found == [tmp_path / "rapport.pdf"]
