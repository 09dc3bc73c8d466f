"""A counsellor at one computer: the real front, a keyring that lasts as long as the test, what is read on the pages."""

from __future__ import annotations

import re
import socket
from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path
from typing import TypeVar

import pytest
import requests
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from desktop.config import Config
from desktop.front import Front, Ways
from desktop.furniture import Furniture
from desktop.models.file import Card
from desktop.models.journal import Event
from desktop.models.lock import Locked
from desktop.models.note import Item
from desktop.models.status import Going
from desktop.one_click import OneClick
from desktop.vault.derive import FLOOR
from desktop.vault.keychain import SystemKeychain
from desktop.vault.vault import Vault
from desktop.views.unlock.gate import Gate
from gateway.app import DEMO_PEOPLE, served
from gateway.config import Config as Gateway
from tests.vault.memory import MemoryKeyring

PASSPHRASE = "Cerise Lampe Dune Tulipe Ancre Violon Brume"
ANOTHER = "Navire Cerise Lampe Dune Tulipe Ancre Violon"

G = TypeVar("G", bound=Gate)


class Network:
    """The demonstration's gateway, which can be cut and put back at the same address."""

    def __init__(self, folder: Path) -> None:
        """Put in service at once."""
        with socket.create_server(("127.0.0.1", 0)) as free:
            port = free.getsockname()[1]
        self.url = f"http://127.0.0.1:{port}"
        self._config = Gateway(f"sqlite:///{folder}/g.db", demo=True, people=DEMO_PEOPLE, port=port)
        self._running = ExitStack()
        self.back()

    def back(self) -> None:
        """Answer again."""
        self._running.enter_context(served(self._config))

    def cut(self) -> None:
        """Answer no more."""
        self._running.close()

    def withdraw(self, person: str) -> None:
        """What a holder does on their own page."""
        with requests.Session() as holder:
            page = holder.get(f"{self.url}/titulaire/{person}", timeout=10).text
            token = re.search(r'name="jeton" value="([^"]+)"', page)
            share = re.search(r'name="partage" value="([^"]+)"', page)
            assert token
            assert share
            sent = {"jeton": token[1], "partage": share[1]}
            assert holder.post(f"{self.url}/titulaire/{person}/retirer", data=sent, timeout=10).ok


class Seat:
    """One home, one keyring (``ring`` None: none), the front before it; ``close`` leaves the computer."""

    def __init__(
        self, home: Path, issuer: str, ring: MemoryKeyring | None, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """Nothing is shown yet."""
        self.home, self._issuer, self._ring, self.bot, self._patch = home, issuer, ring, qtbot, monkeypatch
        self.locks: list[Locked] = []
        self.key = ""  # of the recovery sheet
        self.refuse = False  # to lose what is asked about
        self._front: Front | None = None
        self._browser: OneClick | None = None

    def sit_down(self) -> None:
        """Start the program."""
        application = QApplication.instance()
        assert isinstance(application, QApplication)
        keychain = SystemKeychain(self._ring) if self._ring else None
        self._patch.setattr("desktop.entrance.system_keychain", lambda: keychain)
        self._browser = OneClick()
        ways = Ways(
            lambda theme: theme.apply(application), self._browser, lambda *_: not self.refuse, self.locks.append
        )
        self._front = Front(Config(self.home, self._issuer, theme="light"), ways)
        self._front.begin()

    def make_vault(self, passphrase: str = PASSPHRASE) -> None:
        """A vault made before, at the lowest cost, and its sheet."""
        vault = Vault(self.home, SystemKeychain(self._ring) if self._ring else None, FLOOR)
        vault.create(passphrase)
        self.key = vault.new_recovery(passphrase)

    def close(self) -> None:
        """Leave the program; may be called again."""
        if self._front:
            self._front.close()
            self._front = None
        if self._browser:
            self._browser.close()
            self._browser = None

    @property
    def front(self) -> Front:
        """The program."""
        assert self._front
        return self._front

    @property
    def desk(self) -> Furniture:
        """The open office."""
        assert self.front.furniture
        return self.front.furniture

    def page(self, kind: type[G]) -> G:
        """The page before the office, once it is of that kind."""
        self.until(lambda: isinstance(self.front.gate, kind))
        gate = self.front.gate
        assert isinstance(gate, kind)
        return gate

    def unlock(self, passphrase: str = PASSPHRASE) -> None:
        """By the passphrase."""
        with self.bot.waitSignal(self.front.opened, timeout=30_000):
            self.front.unlock(passphrase)

    def until(self, holds: Callable[[], object], seconds: int = 30) -> None:
        """Wait for it."""
        self.bot.waitUntil(lambda: bool(holds()), timeout=seconds * 1000)

    def sign_in(self) -> None:
        """With one click, and receive."""
        exchanges = self.desk.office.exchanges
        self.until(lambda: exchanges.status.going is Going.SIGNED_OUT)
        with self.bot.waitSignal(exchanges.settled, timeout=30_000):
            self.desk.window.sync_asked.emit()

    def exchange(self) -> None:
        """As the button does."""
        with self.bot.waitSignal(self.desk.office.exchanges.settled, timeout=30_000):
            self.desk.window.sync_asked.emit()

    def write(self, person: str, words: str) -> None:
        """A note, in its field, saved."""
        self.desk.open_file(person, "Notes")
        editor = self.desk.notes.editor
        self.until(lambda: editor.field.isVisible() and editor._person == person)
        editor.edit(person, None)
        editor.field.insertPlainText(words)
        editor.save_button.click()
        self.until(lambda: not editor.pending)

    def cards(self) -> tuple[Card, ...]:
        """Every file that the lists show."""
        return self.desk.office.background.ask(lambda store: store.passports.cards())

    def items(self, person: str) -> tuple[Item, ...]:
        """What was written about somebody, and may be read."""
        return self.desk.office.background.ask(lambda store: store.items.of(person))

    def journal(self) -> list[Event]:
        """The events of the journal."""
        return [entry.event for entry in self.desk.office.background.ask(lambda store: store.journal.entries())]


def said(page: QWidget) -> str:
    """Every sentence that can be seen on a page."""
    return "\n".join(one.text() for one in page.findChildren(QLabel) if one.isVisibleTo(page))
