"""What was copied in the office: out of reach while a file is read with its person, given back afterwards."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QMimeData
from PySide6.QtGui import QClipboard, QGuiApplication

from desktop.views.quiet_text import unremembered

MODES: Final = (QClipboard.Mode.Clipboard, QClipboard.Mode.Selection)  # the second one is pasted by the middle button


class Copied:
    """Nothing is laid aside until ``lay_aside``; what another program copied is never touched."""

    def __init__(self) -> None:
        """Nothing yet."""
        self._text = ""

    def lay_aside(self) -> None:
        """Nothing that was copied here can be pasted any more."""
        clipboard = QGuiApplication.clipboard()
        if clipboard.ownsClipboard():
            self._text = clipboard.text()
        for mode, ours in zip(MODES, (clipboard.ownsClipboard(), clipboard.ownsSelection()), strict=True):
            if ours:
                clipboard.clear(mode)

    def give_back(self) -> None:
        """As it was, unless something else was copied meanwhile."""
        clipboard = QGuiApplication.clipboard()
        if self._text and not clipboard.text():
            kept = QMimeData()
            kept.setText(self._text)
            clipboard.setMimeData(unremembered(kept))
        self._text = ""
