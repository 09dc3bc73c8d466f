"""Escale on a home given as argument: opened, something half written, then locked; replaced by ``first_window``.

Says the time of the lock; the process that takes its place says when its door is painted.
"""

from __future__ import annotations

import os
import sys
import time
from pathlib import Path

from benchmarks.painted import Painted
from benchmarks.settled import settle
from desktop.app import make_application
from desktop.config import Config
from desktop.demonstration import PASSPHRASE
from desktop.front import Front, Ways
from desktop.models.lock import Reason
from desktop.one import only_one
from desktop.rehearsal import waited
from desktop.relaunch import replacing


def main(home: Path) -> None:
    """Through the door, to work, and out."""
    application = make_application()
    relaunch = replacing([sys.executable, "-m", "benchmarks.first_window"], ["--home", str(home)])
    with only_one(home):
        front = Front(
            Config(home), Ways(lambda theme: theme.apply(application), lambda _: False, lambda *_: True, relaunch)
        )
        front.begin()
        ready(front)
        os.write(1, f"{time.monotonic()}\n".encode())
        front.lock(Reason.IDLE)


def ready(front: Front) -> None:
    """Unlocked, a form half typed, a note half written on the page that is shown."""
    with waited(front.opened):
        front.unlock(PASSPHRASE)
    furniture = front.furniture
    assert furniture
    settle(furniture.office.background)
    furniture.window.new_file_asked.emit()
    furniture.hand.first_name.insert("Awa")
    person = furniture.office.background.ask(lambda store: min(card.person for card in store.passports.cards()))
    field = furniture.notes.editor.field
    painted = Painted(field.viewport())
    furniture.open_file(person, furniture.notes.title)
    field.viewport().update()
    painted.wait()
    settle(furniture.office.background)
    field.insertPlainText("Reprendre contact avec la mission locale")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
