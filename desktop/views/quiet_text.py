"""Texts whose words, once copied, are pasted as usual but kept by no history of the clipboard nor sent elsewhere.

Programs that keep such histories honour these marks (KDE, and Windows for its own history and its cloud).
"""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QMimeData
from PySide6.QtWidgets import QPlainTextEdit, QTextEdit

KDE: Final = "x-kde-passwordManagerHint"
WINDOWS: Final = (
    ("ExcludeClipboardContentFromMonitorProcessing", b"1"),
    ("CanIncludeInClipboardHistory", bytes(4)),  # the number 0
    ("CanUploadToCloudClipboard", bytes(4)),
)


class QuietText(QPlainTextEdit):
    """A plain text, written or only read."""

    def createMimeDataFromSelection(self) -> QMimeData:
        """What is copied."""
        return unremembered(super().createMimeDataFromSelection())


class QuietRich(QTextEdit):
    """A text with its colours."""

    def createMimeDataFromSelection(self) -> QMimeData:
        """What is copied."""
        return unremembered(super().createMimeDataFromSelection())


def unremembered(copied: QMimeData) -> QMimeData:
    """The same, marked as not to be kept."""
    copied.setData(KDE, b"secret")
    for name, value in WINDOWS:
        copied.setData(f'application/x-qt-windows-mime;value="{name}"', value)
    return copied
