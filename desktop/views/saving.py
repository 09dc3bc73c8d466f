"""Writing a document where the person at the screen chooses: readable by them alone, whole or not at all."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from tempfile import mkstemp

from PySide6.QtCore import QDir, QStandardPaths
from PySide6.QtWidgets import QFileDialog, QWidget

from desktop.errors import Refused
from desktop.models.paper import KINDS

Chosen = Callable[[Path], object]


def ask_where(parent: QWidget, title: str, name: str, suffix: str, then: Chosen) -> QFileDialog:
    """Ask for a place, the person's documents first; ``then`` hears it unless they give up.

    ``name`` is proposed, without its suffix. Qt's own dialog: the system's would remember the document among the recent
    ones. Qt would write down the folders that were gone through, and show them to whoever saves next: they name people.
    """
    dialog = QFileDialog(parent, title, str(_documents() / f"{name}.{suffix}"), f"{KINDS[suffix]} (*.{suffix})")
    dialog.setOption(QFileDialog.Option.DontUseNativeDialog)
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.setDefaultSuffix(suffix)
    dialog.setHistory([])
    dialog.fileSelected.connect(lambda path: then(Path(path)))

    def ended() -> None:
        dialog.setDirectory(QDir.homePath())
        dialog.setHistory([])
        dialog.deleteLater()

    dialog.finished.connect(ended)
    dialog.open()
    return dialog


def _documents() -> Path:
    """Where the person at the screen keeps their documents; their own folder when there is no such place."""
    place = Path(QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation))
    return place if place.is_dir() else Path.home()


def write_privately(path: Path, content: bytes) -> None:
    """Write the file for its owner alone (0600), replacing what was there in one go. Raises Refused."""
    beside = ""
    try:
        number, beside = mkstemp(dir=path.parent, prefix=".escale-")  # 0600 from its birth
        with os.fdopen(number, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        Path(beside).replace(path)
    except OSError as error:
        if beside:
            Path(beside).unlink(missing_ok=True)
        raise Refused("Le document n’a pas pu être enregistré.", "Choisissez un autre dossier.") from error
