"""What a hand does at a window: waits, types, answers; and a few things done to the store that no window offers."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, Final

from PySide6.QtCore import QEvent, QEventLoop, QObject, Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QFileDialog, QLineEdit

from desktop.custody.backup import Backups
from desktop.models.changes import Changes
from desktop.models.note import Kind
from desktop.models.store import Store

PAUSE: Final = 120  # milliseconds given to what was asked
CONFLICT: Final = "5b1e6f0a-9c2d-4e3f-8a7b-665544332211"  # the note that two desks write


def pause(milliseconds: int = PAUSE) -> None:
    """Let events go by."""
    loop = QEventLoop()
    QTimer.singleShot(milliseconds, loop.quit)
    loop.exec()


def until(holds: Callable[[], object], most: int = 200) -> bool:
    """Let events go by until it holds, or for ten seconds; whether it does."""
    for _ in range(most):
        if holds():
            return True
        pause(50)
    return bool(holds())


def typed(field: QLineEdit, text: str) -> None:
    """One key after the other, accents too."""
    for letter in text:
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            key = QKeyEvent(kind, Qt.Key.Key_unknown, Qt.KeyboardModifier.NoModifier, letter)
            QApplication.sendEvent(field, key)


def backed_up(store: Store, backups: Backups) -> Changes:
    """The backup of the day, made now."""
    backups.make(store)
    return Changes()


def recorder(person: str, text: str) -> Callable[[Store], Changes]:
    """Writes the note that two desks write."""
    return lambda store: store.items.record(person, Kind.NOTE, {"text": text}, item=CONFLICT)


def raiser(kind: type[Exception], text: str) -> Callable[[], None]:
    """Fails with a text, as a defect would."""

    def fail() -> None:
        typed = text
        raise kind(typed)

    return fail


def dialogs() -> Sequence[QFileDialog]:
    """Every save dialog that is open."""
    found = {id(one): one for top in QApplication.topLevelWidgets() for one in _within(top)}
    return [one for one in found.values() if one.isVisible()]


def _within(top: QObject) -> list[QFileDialog]:
    return [*([top] if isinstance(top, QFileDialog) else []), *top.findChildren(QFileDialog)]


def data_keys(store: Store, seals: Any) -> list[bytes]:
    """Six data keys as they are once unwrapped."""
    with store._engine.begin() as connection:
        found = connection.exec_driver_sql('SELECT person, class, wrapped FROM seals ORDER BY "class" LIMIT 6').all()
    return [seals._plain(person, kind, bytes(wrapped)) for person, kind, wrapped in found]
