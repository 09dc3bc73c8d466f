"""What a field proposes while one types: a list under it, lines as long as they need, arrows and Enter to choose."""

from __future__ import annotations

from PySide6.QtCore import QObject, QStringListModel, Qt
from PySide6.QtWidgets import QCompleter, QListView


def proposing(words: QStringListModel, parent: QObject, name: str, most: int) -> tuple[QCompleter, QListView]:
    """A completer that shows all of ``words``, whatever is typed, and its list, called ``name`` by a screen reader."""
    completer = QCompleter(words, parent)
    completer.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
    completer.setMaxVisibleItems(most)
    popup = QListView()
    popup.setAccessibleName(name)
    popup.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    popup.setTextElideMode(Qt.TextElideMode.ElideRight)
    popup.setWordWrap(True)
    popup.setResizeMode(QListView.ResizeMode.Adjust)
    completer.setPopup(popup)
    return completer, popup
