"""What a part of the tab Avenir is: it shows one outlook, and asks the page for what concerns the others."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from desktop.views.desk import Desk
from desktop.views.gap.outlook import Outlook


class Part(QWidget):
    """Base of the parts; the page shows one at a time and gives it the outlook when it becomes visible or changes."""

    title = ""
    added = Signal(object)  # Found: an occupation to be kept as a target
    looked_at = Signal(str)  # the code of a target whose gap is wanted
    said = Signal(object, object)  # Skill, Word: what was just said of it
    planned = Signal(object)  # Action: to be put in the action plan
    saved = Signal()  # a drawing left as a file
    part_asked = Signal(str)  # the title of another part

    def __init__(self, desk: Desk) -> None:
        """Nothing until there is somebody."""
        super().__init__()
        self.desk = desk

    def show_outlook(self, outlook: Outlook) -> None:
        """Show this; called on the UI thread. Each part says its own."""
        raise NotImplementedError

    def forget(self) -> None:
        """Nothing of the person shown before stays, neither on the screen nor to be acted upon."""
        raise NotImplementedError
