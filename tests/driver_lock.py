"""Escale as it is started, without a screen: unlocks itself, then locks as its one order says. Run by the tests.

Orders, in the variable ESCALE_TEST_ORDER: ``clock`` (the machine slept), ``hung`` (the store never answers),
``dialog`` (a question is open, then the machine sleeps), ``stay`` (says that it is open, and stays). The process that
comes after a lock tells what it finds, and ends.
"""

from __future__ import annotations

import json
import os
import sys
import threading
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QLabel, QMessageBox

from desktop import front
from desktop.__main__ import main
from desktop.furniture import Furniture
from desktop.models.lock import Locked
from desktop.views.unlock.unlock_page import UnlockPage

PASSPHRASE = "Cerise Lampe Dune Tulipe Ancre Violon Brume"


def tell(**said: object) -> None:
    """One line of JSON, at once."""
    os.write(1, json.dumps(said).encode() + b"\n")


class Driven(front.Front):
    """The front door, and a hand that opens it."""

    def begin(self, locked: Locked | None = None) -> None:
        """Open, or say what the person would see."""
        super().begin(locked)
        if locked is None:
            self.opened.connect(self._order)
            self.unlock(PASSPHRASE)
            return
        assert isinstance(self.gate, UnlockPage)
        argv = Path("/proc/self/cmdline").read_bytes() if sys.platform == "linux" else b""
        environment = Path("/proc/self/environ").read_bytes() if sys.platform == "linux" else b""
        tell(
            pid=os.getpid(),
            said=self.gate.why.text(),
            shown=self.gate.why.isVisible(),
            secret=PASSPHRASE.encode() in argv + environment,
            labels=[label.text() for label in self.gate.findChildren(QLabel)],
        )
        QTimer.singleShot(0, lambda: os._exit(0))

    def _order(self, furniture: Furniture) -> None:
        tell(pid=os.getpid(), open=True)
        order = os.environ["ESCALE_TEST_ORDER"]
        if order == "hung":
            furniture.office.background.run(furniture, threading.Event().wait, lambda _: None)
            furniture.office.background.write(lambda _store: threading.Event().wait())
        if order == "dialog":
            QTimer.singleShot(0, lambda: QMessageBox.question(furniture.window, "Escale", "Une question ?"))
        if order != "stay":
            QTimer.singleShot(50, self._sleep)

    def _sleep(self) -> None:
        assert self._guard
        self._guard.locking._ticked -= 3600
        self._guard.locking.tick()


if __name__ == "__main__":
    vars(sys.modules["desktop.front"])["Front"] = Driven
    sys.exit(main(sys.argv[1:]))
