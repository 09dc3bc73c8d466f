"""The one question that cannot wait: leave, although something would be lost?"""

from __future__ import annotations

from PySide6.QtWidgets import QMessageBox, QWidget


def agrees_to_leave(parent: QWidget, what: str) -> bool:
    """Say what would be lost and ask; staying is the default, and what Escape means."""
    box = QMessageBox(QMessageBox.Icon.Warning, "Escale", what, parent=parent)
    stay = box.addButton("Rester", QMessageBox.ButtonRole.RejectRole)
    leave = box.addButton("Quitter et le perdre", QMessageBox.ButtonRole.DestructiveRole)
    box.setDefaultButton(stay)
    box.setEscapeButton(stay)
    box.exec()
    return box.clickedButton() is leave
