"""The first day, whole: the real window over the real store and the real gateway, on this machine's loopback."""

from __future__ import annotations

import re
import socket
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
import requests
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from desktop.config import Config
from desktop.demonstration import PASSPHRASE
from desktop.furniture import Furniture
from desktop.models.file import Card
from desktop.models.note import Delivery, Item, Kind
from desktop.models.skill import Standing
from desktop.models.status import Going
from desktop.rehearsal import signed_in
from desktop.vault.derive import FLOOR
from desktop.vault.vault import Vault
from gateway.app import DEMO_PEOPLE, served
from gateway.config import Config as Gateway

NADIA = "52077f34-b3db-4ba6-827a-d12cab7150e4"
SOLANGE = "29ce92bb-599b-42f1-a028-602ae0334a3d"
WORDS = "Nadia souhaite découvrir le métier d’aide-soignante."


class Network:
    """The gateway, which can be cut and put back at the same address."""

    def __init__(self, folder: Path) -> None:
        with socket.create_server(("127.0.0.1", 0)) as free:
            self.port = free.getsockname()[1]
        self.url = f"http://127.0.0.1:{self.port}"
        self._config = Gateway(f"sqlite:///{folder}/g.db", demo=True, people=DEMO_PEOPLE, port=self.port)
        self._running = ExitStack()

    def back(self) -> None:
        self._running.enter_context(served(self._config))

    def cut(self) -> None:
        self._running.close()


@pytest.fixture
def network(tmp_path: Path) -> Iterator[Network]:
    made = Network(tmp_path)
    made.back()
    yield made
    made.cut()


@pytest.fixture
def desk(tmp_path: Path, network: Network, qapp: QApplication) -> Iterator[Furniture]:
    home = tmp_path / "bureau"
    Vault(home, None, FLOOR).create(PASSPHRASE)
    config = Config(home, network.url, theme="light", demo=True, passphrase=PASSPHRASE)
    with signed_in(config, lambda theme: theme.apply(qapp)) as (_, furniture):
        yield furniture


def test_a_counsellors_first_day(desk: Furniture, network: Network, qtbot: QtBot) -> None:
    """Read a parcours, a map and a gap; write without a network; see it delivered; watch a file go."""
    assert len(_cards(desk)) == 11
    _read_a_parcours_and_a_map(desk, qtbot)
    _read_a_gap(desk, qtbot)
    network.cut()
    _write_a_note(desk, qtbot)
    _exchange(desk, qtbot)
    assert desk.office.exchanges.status.going is Going.OFFLINE
    assert "Hors ligne" in desk.window.status_line.words.text()
    network.back()
    _exchange(desk, qtbot)
    _until(qtbot, lambda: "Rien n’attend" in desk.window.status_line.words.text())
    note = next(item for item in _items(desk, NADIA) if item.kind is Kind.NOTE)
    assert (note.delivery, note.version, note.text) == (Delivery.SENT, 1, WORDS)
    _withdraw(network, NADIA)
    _exchange(desk, qtbot)
    assert NADIA not in {card.person for card in _cards(desk)}
    _until(qtbot, lambda: "Nadia" not in desk.file.name.text())
    assert not list(desk.office.config.home.glob("rapports/*"))
    assert not any(NADIA.encode() in path.read_bytes() for path in desk.office.config.home.glob("escale.db*"))


def _read_a_parcours_and_a_map(desk: Furniture, qtbot: QtBot) -> None:
    desk.open_file(SOLANGE, "Parcours")
    _until(qtbot, lambda: desk.parcours.isVisible() and _text_of(desk.parcours, "emploi"))
    desk.file.show_tab("Compétences")
    _until(qtbot, lambda: _text_of(desk.skills, "compétences. Chaque case est"))


def _read_a_gap(desk: Furniture, qtbot: QtBot) -> None:
    desk.open_file(SOLANGE, "Avenir")
    _until(qtbot, lambda: desk.gap.shown is not None)
    field = desk.gap.targets.field
    qtbot.keyClicks(field, "secretaire comptable")
    _until(qtbot, lambda: _press_enter_once_found(qtbot, desk, field))
    shown = desk.gap.shown
    assert shown is not None
    assert shown.occupation is not None
    assert shown.occupation.code == "M1608"
    assert {Standing.PROVEN, Standing.TO_EXPLORE} <= {row.standing for row in shown.rows}
    assert Standing.TO_ACQUIRE not in {row.standing for row in shown.rows}


def _press_enter_once_found(qtbot: QtBot, desk: Furniture, field: QLineEdit) -> bool:
    if desk.gap.shown and desk.gap.shown.occupation:
        return True
    qtbot.keyClick(field, Qt.Key.Key_Return)
    return False


def _write_a_note(desk: Furniture, qtbot: QtBot) -> None:
    desk.open_file(NADIA, "Notes")
    _until(qtbot, desk.notes.editor.field.isVisible)
    with qtbot.waitActive(desk.window):  # offscreen, nobody gives it back after a popup
        desk.window.activateWindow()
    desk.notes.editor.field.setFocus()
    QApplication.clipboard().setText(WORDS)
    qtbot.keyClick(desk.notes.editor.field, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    qtbot.keyClick(desk.notes.editor.field, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    _until(qtbot, lambda: any(item.delivery is Delivery.WAITING for item in _items(desk, NADIA)))


def _exchange(desk: Furniture, qtbot: QtBot) -> None:
    with qtbot.waitSignal(desk.office.exchanges.settled, timeout=20_000):
        desk.window.sync_asked.emit()


def _withdraw(network: Network, person: str) -> None:
    with requests.Session() as holder:
        page = holder.get(f"{network.url}/titulaire/{person}", timeout=10).text
        token = re.search(r'name="jeton" value="([^"]+)"', page)
        share = re.search(r'name="partage" value="([^"]+)"', page)
        assert token
        assert share
        sent = {"jeton": token[1], "partage": share[1]}
        assert holder.post(f"{network.url}/titulaire/{person}/retirer", data=sent, timeout=10).ok


def _cards(desk: Furniture) -> tuple[Card, ...]:
    return desk.office.background.ask(lambda store: store.passports.cards())


def _items(desk: Furniture, person: str) -> tuple[Item, ...]:
    return desk.office.background.ask(lambda store: store.items.of(person))


def _text_of(page: QWidget, wanted: str) -> bool:
    return any(wanted in one.text() for one in page.findChildren(QLabel))


def _until(qtbot: QtBot, holds: Callable[[], object]) -> None:
    qtbot.waitUntil(lambda: bool(holds()), timeout=10_000)
