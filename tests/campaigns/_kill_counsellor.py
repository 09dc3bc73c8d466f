"""In the child: the whole program with nobody at the screen, played by its own window, until it is killed."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path
from typing import Final

from PySide6.QtCore import QEventLoop, Qt, QTimer, qInstallMessageHandler
from PySide6.QtTest import QTest

from desktop.app import make_application
from desktop.config import Config
from desktop.errors import Refused
from desktop.front import Front, Ways
from desktop.furniture import Furniture
from desktop.models.note import Delivery
from desktop.one import only_one
from desktop.one_click import OneClick
from desktop.vault import keychain
from tests.campaigns._deeds import FIRST_PASSPHRASE
from tests.campaigns._desk import Keyring
from tests.campaigns._kill_child import Ends, Known, Starts, Tell, ToldKeyring
from tests.store.notes import every_note

NOTES: Final = 8  # typed in a life
PATIENCE: Final = 20_000  # milliseconds for one step
STEP: Final = 3  # milliseconds between two looks


def play(home: Path, url: str, secrets: dict[tuple[str, str], str], life: int, known: Known, tell: Tell) -> None:
    """Unlock, type notes and exchange; each note is promised once its editor says that it is kept."""
    known.tell = tell
    with ExitStack() as stack:
        counsellor = _Counsellor(stack, home, url, ToldKeyring(secrets, tell))
        tell(Starts(0))
        for number in range(NOTES):
            item, text = counsellor.write(life * NOTES + number, f"Note {life} {number} : le stage en cuisine")
            tell(Ends(number, {"item": item, "text": text}))
            counsellor.exchange(wait=number % 4 == 3)


def deliver(home: Path, url: str, secrets: dict[tuple[str, str], str], known: Known, tell: Tell) -> None:
    """Unlock, and exchange until nothing waits any more; Refused when something still does after a few exchanges."""
    known.tell = tell
    with ExitStack() as stack:
        counsellor = _Counsellor(stack, home, url, ToldKeyring(secrets, tell))
        for _ in range(4):
            counsellor.exchange(wait=True)
        counsellor.check_delivered()


class _Counsellor:
    """The program, opened, signed in, with at least one file."""

    def __init__(self, stack: ExitStack, home: Path, url: str, keyring: Keyring) -> None:
        vars(keychain)["system_keychain"] = lambda: keyring
        qInstallMessageHandler(lambda *_: None)  # the offscreen plugin says what it cannot do
        self._application = make_application()
        stack.enter_context(only_one(home))
        browser = OneClick()
        dress = Ways(lambda theme: theme.apply(self._application), browser, lambda *_: True, lambda _: None)
        self._front = Front(Config(home, url, theme="light"), dress)
        self._front.begin()
        self._front.unlock(FIRST_PASSPHRASE)
        self._until(lambda: self._front.furniture is not None, "la fenêtre ne s’ouvre pas")
        first = not self._people()
        self.exchange(wait=first)
        if first:  # the first one signs in
            self.exchange(wait=True)

    @property
    def _furniture(self) -> Furniture:
        if self._front.furniture is None:
            raise Refused("la fenêtre s’est fermée")
        return self._front.furniture

    def write(self, number: int, text: str) -> tuple[str, str]:
        """Type a new note about one of the persons; its id and its text, once they are kept."""
        people, furniture = self._people(), self._furniture
        if not people:
            raise Refused(f"aucun dossier n’est arrivé : {furniture.office.exchanges.status.said}")
        furniture.open_file(people[number % len(people)], "Notes")
        page = furniture.notes
        self._until(page.editor.field.isVisible, "l’éditeur ne se montre pas")
        page.new_note()
        QTest.keyClicks(page.editor.field, text)
        item = page.editor.id
        QTest.keyClick(page.editor.field, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
        self._until(lambda: not page.editor.pending, "la note n’est pas gardée")
        return item, text

    def exchange(self, *, wait: bool) -> None:
        """As its button asks, which does nothing while one is under way; ``wait`` until it has ended."""
        exchanges = self._furniture.office.exchanges
        self._furniture.window.sync_asked.emit()
        if wait:
            self._until(lambda: not exchanges._busy, "l’échange ne finit pas")

    def check_delivered(self) -> None:
        """Refused when a note has not reached the gateway."""
        notes = self._furniture.office.background.ask(every_note)
        late = [note for note in notes if note.delivery is not Delivery.SENT and note.delivery is not Delivery.DRAFT]
        if late:
            raise Refused(f"{len(late)} notes ne sont pas parties, dont une « {late[0].delivery} »")

    def _people(self) -> list[str]:
        return self._furniture.office.background.ask(
            lambda store: sorted(one.person for one in store.passports.cards())
        )

    def _until(self, holds: Callable[[], object], why: str) -> None:
        """Let events go by until it holds; Refused after a while."""
        if holds():
            return
        loop, left = QEventLoop(), [PATIENCE // STEP]

        def look() -> None:
            left[0] -= 1
            if holds() or not left[0]:
                loop.exit(0 if left[0] else 1)

        timer = QTimer(interval=STEP)
        timer.timeout.connect(look)
        timer.start()
        if loop.exec():
            raise Refused(why)
