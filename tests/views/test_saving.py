"""A document is written whole, for its owner alone, or not at all."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QSettings, QStandardPaths
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


@pytest.fixture
def settings(tmp_path: Path) -> Iterator[QSettings]:
    """What Qt writes down for every program of this person, kept here meanwhile."""
    usual = Path(QSettings(QSettings.Scope.UserScope, "QtProject").fileName()).parent
    native = (QSettings.Format.NativeFormat, QSettings.Scope.UserScope)
    QSettings.setPath(*native, str(tmp_path / "settings"))
    yield QSettings(QSettings.Scope.UserScope, "QtProject")
    QSettings.setPath(*native, str(usual))


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere Qt writes in the registry, or where it cannot be told")
@pytest.mark.parametrize("saves", [True, False])
def test_no_folder_that_was_gone_through_is_written_down(
    settings: QSettings, saves: bool, qtbot: QtBot, tmp_path: Path
) -> None:
    folder = tmp_path / "Nadia Benali"
    folder.mkdir()
    parent, found = QWidget(), list[Path]()
    qtbot.addWidget(parent)
    dialog = ask_where(parent, "Enregistrer", "synthese", "pdf", found.append)
    dialog.setDirectory(str(folder))
    dialog.selectFile(str(folder / "synthese.pdf"))
    dialog.accept() if saves else dialog.reject()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    assert found == ([folder / "synthese.pdf"] if saves else [])
    settings.sync()
    written = Path(settings.fileName())
    assert written.is_file()
    assert "Nadia" not in written.read_text(encoding="utf-8")
    assert tmp_path.name not in written.read_text(encoding="utf-8")
    again = ask_where(parent, "Enregistrer", "synthese", "pdf", found.append)
    assert "Nadia Benali" not in " ".join(again.history())
    again.reject()


def test_it_begins_where_the_person_keeps_documents(qtbot: QtBot) -> None:
    parent = QWidget()
    qtbot.addWidget(parent)
    dialog = ask_where(parent, "Enregistrer", "synthese", "pdf", lambda _: None)
    place = Path(dialog.directory().absolutePath())
    assert place in (
        Path.home(),
        Path(QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)),
    )
    dialog.reject()
