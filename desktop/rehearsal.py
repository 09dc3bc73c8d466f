"""The demonstration played by nobody: what ``--check``, pictures and the story test start from."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from PySide6.QtCore import QEventLoop, QTimer, SignalInstance

from desktop.config import Config
from desktop.errors import Refused
from desktop.front import Front, Ways
from desktop.furniture import Furniture
from desktop.one_click import OneClick
from desktop.views.theme import Theme

Dress = Callable[[Theme], None]
PATIENCE = 60_000  # milliseconds for one step


@contextmanager
def signed_in(config: Config, dress: Dress) -> Iterator[tuple[Front, Furniture]]:
    """An open office whose first exchange has ended."""
    browser = OneClick()
    front = Front(config, Ways(dress, browser, lambda _window, _losses: True, lambda _locked: None))
    try:
        front.begin()
        with waited(front.opened):
            front.unlock(config.passphrase)
        furniture = front.furniture
        if furniture is None:
            raise Refused("Le coffre de démonstration ne s’est pas ouvert.")
        with waited(furniture.office.exchanges.settled):
            pass
        with waited(furniture.office.exchanges.settled):
            furniture.office.exchanges.sign_in()
        yield front, furniture
    finally:
        front.close()
        browser.close()


@contextmanager
def waited(signal: SignalInstance) -> Iterator[None]:
    """Run the block, then let events go by until the signal comes; Refused after a minute."""
    loop = QEventLoop()
    timer = QTimer(singleShot=True, interval=PATIENCE)
    timer.timeout.connect(lambda: loop.exit(1))
    came = []

    def arrived(*_: object) -> None:
        came.append(True)
        loop.exit(0)

    signal.connect(arrived)
    timer.start()
    yield
    if not came and loop.exec():
        raise Refused("La démonstration n’a pas répondu à temps.")
    timer.stop()


def rehearse(config: Config, dress: Dress) -> int:
    """Say what was received; 0 when at least ten files came."""
    with signed_in(config, dress) as (_, furniture):
        count = furniture.office.background.ask(lambda store: len(store.passports.cards()))
        said = furniture.office.exchanges.status.said
        print(f"Démonstration : connexion faite, {count} dossiers reçus et chiffrés. {said}")
        return 0 if count >= 10 else 1
