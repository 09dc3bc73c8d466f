"""A counsellor who types in the real page of notes, in a process of their own, until somebody kills it.

Each key is told on a pipe before Qt is given it, with the time; then the text that came of it, by its sum; and each
writing when it begins, so that it can be aimed at.
"""

from __future__ import annotations

import sys
import time
import zlib
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from random import Random
from struct import Struct
from typing import Any, Final, NoReturn

from PySide6.QtCore import QEventLoop, QMessageLogContext, Qt, QTimer, QtMsgType, qInstallMessageHandler
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from desktop.background import Background
from desktop.custody.opening import open_store
from desktop.models.changes import Changes
from desktop.models.note import Kind
from desktop.models.store.items import Items
from desktop.vault.derive import FLOOR
from desktop.vault.vault import Vault
from desktop.views.desk import Desk
from desktop.views.notes.notes_page import NotesPage
from desktop.views.theme import Theme

PASSPHRASE: Final = "lampe verger canal moufle tisane galet horizon"
DATABASE: Final = "escale.db"
PERSON: Final = "h-ali"
TOLD: Final = Struct("<cdII")  # what, when, sum of the text, its length
READY, KEY, TEXT, LOCKED, WRITING = b"R", b"K", b"T", b"L", b"W"
OFFSCREEN: Final = "This plugin does not support propagateSizeHints()"  # of a screen that is not there
MOST: Final = 12_000  # keys of one life: a note has a length
LETTERS: Final = "aaaeeeeiioouurrssttnnllmdpcbvgfhqjkwxyz0123456789,.'-*# "
Tell = Callable[[bytes], object]


@dataclass(frozen=True, slots=True)
class Script:
    """How one life is typed: at a human pace or without any pause, in which ink, with how many locks."""

    seed: int
    human: bool
    kind: Kind
    locks: float  # chance of one after a key


def typed(home: Path, script: Script, tell: Tell) -> NoReturn:
    """Type for ever (a few minutes at most); the process is killed meanwhile."""
    qInstallMessageHandler(_said)
    app = QApplication([])
    theme = Theme.named("light")
    theme.apply(app)
    vault = Vault(home, None, FLOOR)
    background = Background(open_store(vault, vault.unlock(PASSPHRASE), home / DATABASE).store)
    page = NotesPage(Desk(background, _no_reference, theme, lambda: date(2026, 11, 22)))
    page.resize(1366, 768)
    page.show()
    page.show_person(PERSON)
    while page._fresh:
        app.processEvents()
    page.new_note(script.kind)
    tell(_line(READY, page))
    _announce(tell)
    random = Random(script.seed)  # noqa: S311  # keys to be typed again at will
    for _ in range(MOST):
        _press(page, random, tell)
        app.processEvents()
        if random.random() < script.locks:
            page.flush().result(timeout=30)
            tell(_line(LOCKED, page))
        if script.human:
            _wait(int(random.uniform(300, 1500) if random.random() < 0.04 else random.uniform(40, 220)))
    while True:
        _wait(1000)


def _announce(tell: Tell) -> None:
    """Tell each writing before the store begins it."""
    record = Items.record

    def announced(self: Items, *arguments: Any, **options: Any) -> Changes:
        tell(TOLD.pack(WRITING, time.monotonic(), 0, 0))
        return record(self, *arguments, **options)

    Items.record = announced  # type: ignore[method-assign]  # in this process, which dies


def _wait(milliseconds: int) -> None:
    """As the program waits: other threads run meanwhile, which ``QTest.qWait`` does not let them do."""
    loop = QEventLoop()
    QTimer.singleShot(milliseconds, loop.quit)
    loop.exec()


def _press(page: NotesPage, random: Random, tell: Tell) -> None:
    field, drawn = page.editor.field, random.random()
    key: Any = random.choice(LETTERS)  # Qt takes a letter or a key
    if drawn < 0.06:
        key = Qt.Key.Key_Backspace
    elif drawn < 0.09:
        key = Qt.Key.Key_Return
    elif drawn < 0.25:
        key = Qt.Key.Key_Space
    tell(TOLD.pack(KEY, time.monotonic(), 0, 0))
    QTest.keyClick(field, key)
    tell(_line(TEXT, page))


def _line(what: bytes, page: NotesPage) -> bytes:
    content = page.editor.text.encode() if page.editor.text.strip() else b""  # blanks alone are no note
    return TOLD.pack(what, time.monotonic(), zlib.crc32(content), len(content))


def _said(_kind: QtMsgType, _context: QMessageLogContext, text: str) -> None:
    if text != OFFSCREEN:
        print(text, file=sys.stderr, flush=True)


def _no_reference() -> NoReturn:
    raise RuntimeError("the page of notes asks nothing of the referential")
