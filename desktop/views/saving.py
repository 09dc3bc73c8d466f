"""Writing a document where the person at the screen chooses: readable by them alone, whole or not at all."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from tempfile import mkstemp

from PySide6.QtWidgets import QFileDialog, QWidget

from desktop.errors import Refused
from desktop.models.paper import KINDS

Chosen = Callable[[Path], object]


def ask_where(parent: QWidget, title: str, name: str, suffix: str, then: Chosen) -> QFileDialog:
    """Ask for a place; ``then`` hears it unless the person gives up. ``name`` is proposed, without its suffix.

    Qt's own dialog: the system's would remember the document among the recent ones.
    """
    dialog = QFileDialog(parent, title, f"{name}.{suffix}", f"{KINDS[suffix]} (*.{suffix})")
    dialog.setOption(QFileDialog.Option.DontUseNativeDialog)
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.setDefaultSuffix(suffix)
    dialog.fileSelected.connect(lambda path: then(Path(path)))
    dialog.finished.connect(dialog.deleteLater)
    dialog.open()
    return dialog


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
