"""A real encrypted store with five people, the shipped extract of the ROME, and a desk around them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from shutil import copytree

import pytest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from desktop.background import Background
from desktop.models.store import Store
from desktop.reference.opened import Reference
from desktop.reference.shelf import Shelf
from desktop.resources import resource
from desktop.vault.derive import FLOOR
from desktop.vault.header import parsed_header
from desktop.vault.opened import Opened, opened_by, shelf_of
from desktop.vault.vault import Vault
from desktop.views.desk import Desk
from desktop.views.theme import Theme
from tests.views.disk import Disk
from tests.views.people import PASSPHRASE, TODAY, fill


@pytest.fixture(scope="session")
def reference_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The shipped extract, compiled once."""
    return Shelf(tmp_path_factory.mktemp("reference"), resource("reference")).in_use()


@pytest.fixture
def reference(reference_file: Path) -> Iterator[Reference]:
    """The shipped extract, open."""
    with Reference.open(reference_file) as opened:
        yield opened


@pytest.fixture(scope="session")
def made_vault(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, bytes]:
    """The folder of a vault, by passphrase alone, and its master key: derived once, for that is slow on purpose."""
    folder = tmp_path_factory.mktemp("vault") / "coffre"
    return folder, Vault(folder, None, FLOOR).create(PASSPHRASE).master


@pytest.fixture
def opened_vault(made_vault: tuple[Path, bytes], tmp_path: Path) -> Opened:
    """A copy of that vault, open, with its keys."""
    folder, master = made_vault
    home = copytree(folder, tmp_path / "coffre")
    header = parsed_header((home / "coffre.json").read_bytes())
    return opened_by(header, master, shelf_of(header, None, home, master))


@pytest.fixture
def empty_store(opened_vault: Opened, tmp_path: Path) -> Store:
    """A real encrypted store without a file. ``background`` closes it; do so yourself otherwise."""
    return Store(tmp_path / "coffre" / "escale.db", opened_vault.database_key, opened_vault.seals)


@pytest.fixture
def store(empty_store: Store) -> Store:
    """The same with five people in it (see ``fill``)."""
    fill(empty_store)
    return empty_store


@pytest.fixture
def background(qapp: QApplication, store: Store) -> Iterator[Background]:
    """The store on its own thread; closed, with the store, at the end."""
    background = Background(store)
    yield background
    background.close()


@pytest.fixture
def empty_background(qapp: QApplication, empty_store: Store) -> Iterator[Background]:
    """A store without a file, on its own thread."""
    background = Background(empty_store)
    yield background
    background.close()


@pytest.fixture
def theme(qapp: QApplication) -> Iterator[Theme]:
    """Light, at its usual size; applied to the application and taken off at the end."""
    theme = Theme.named("light")
    theme.apply(qapp)
    yield theme
    qapp.setStyleSheet("")


@pytest.fixture
def desk(reference: Reference, background: Background, theme: Theme) -> Desk:
    """What every page is given, on 22 November 2026."""
    return Desk(background, lambda: reference, theme, lambda: TODAY)


@pytest.fixture
def empty_desk(reference: Reference, empty_background: Background, theme: Theme) -> Desk:
    """A desk without any file."""
    return Desk(empty_background, lambda: reference, theme, lambda: TODAY)


@pytest.fixture
def large_desk(reference: Reference, background: Background, qapp: QApplication) -> Iterator[Desk]:
    """The same desk with letters twice as big."""
    theme = Theme.named("light", 2.0)
    theme.apply(qapp)
    yield Desk(background, lambda: reference, theme, lambda: TODAY)
    qapp.setStyleSheet("")


@pytest.fixture
def disk() -> Iterator[Disk]:
    """A disk that a test can fill; it has room again at the end."""
    disk = Disk()
    yield disk
    disk.free()


Shown = Callable[[QWidget], None]


@pytest.fixture
def shown(qtbot: QtBot) -> Shown:
    """Shows a widget at 1366×768 and waits until it is on screen."""

    def show(widget: QWidget) -> None:
        qtbot.addWidget(widget)
        widget.resize(1366, 768)
        with qtbot.waitExposed(widget):
            widget.show()

    return show
