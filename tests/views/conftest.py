"""A real encrypted store with five people, the shipped extract of the ROME, and a desk around them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from desktop.background import Background
from desktop.models.access import Access, Basis
from desktop.models.news import Answer, News, Received
from desktop.models.note import Kind
from desktop.models.passport import Fact, HeldSkill, Holder, Origin, Passport, Section
from desktop.models.store import Store
from desktop.models.when import When
from desktop.reference.opened import Reference
from desktop.reference.shelf import Shelf
from desktop.resources import resource
from desktop.vault.derive import FLOOR
from desktop.vault.vault import Opened, Vault
from desktop.views.desk import Desk
from desktop.views.theme import Theme

TODAY = date(2026, 11, 22)
PASSPHRASE = "lampe verger canal moufle tisane galet horizon"
NADIA, CLAIRE, YANN, MOUSSA, ALI = "p-nadia", "p-claire", "p-yann", "p-moussa", "h-ali"
SHARED = (Section.EXPERIENCES, Section.RECOGNITIONS, Section.SKILLS)


def received(
    person: str, name: tuple[str, str], changed: datetime, end: date, sections: tuple[Section, ...]
) -> Received:
    """A shared file with one experience and one skill."""
    first, family = name
    holder = Holder(first, family, 1988, "Saint-Affrique")
    access = Access(Basis.PUBLICATION, sections, date(2026, 9, 1), end, f"c-{person}")
    job = Fact(
        "f1", Section.EXPERIENCES, Origin.GUARANTEED, "DSN", "Aide à domicile", "ADMR", When(2019, 3), ongoing=True
    )
    skill = HeldSkill("s1", "121288", "Accueillir une clientèle", Origin.DECLARED, "TITULAIRE")
    return Received(person, 1, changed, holder, access, Passport((job,), (skill,), sections))


def a_page_of_news() -> News:
    """Four shared files: one that ends soon, one with the whole passport."""
    yesterday, earlier = datetime(2026, 11, 21, 16, 5, tzinfo=UTC), datetime(2026, 11, 3, 9, 0, tzinfo=UTC)
    far, soon = date(2027, 2, 14), date(2026, 11, 25)
    files = (
        received(NADIA, ("Nadia", "Benali"), yesterday, far, SHARED),
        received(CLAIRE, ("Claire", "Petit"), earlier, soon, tuple(Section)),
        received(YANN, ("Yann", "Le Goff"), yesterday, far, tuple(Section)[:-1]),
        received(MOUSSA, ("Moussa", "Diallo"), earlier, far, SHARED),
    )
    return News("e1", (), files, (), "cursor-1", more=False, remaining=0)


def no_envelope(plain: bytes, item: str) -> tuple[str, bytes]:
    """Nothing is handed over in these tests."""
    raise AssertionError("nothing was to be handed over")


def fill(store: Store) -> None:
    """Four shared files, one of them read, one made by hand; a note that waits, one refused, one private."""
    store.intake.absorb(a_page_of_news(), no_envelope)
    store.passports.open(MOUSSA)
    by_hand = Access(Basis.SAID, (Section.EXPERIENCES,), TODAY)
    store.passports.create(ALI, Holder("Ali", "Roux", 1979), by_hand, Passport((), (), (Section.EXPERIENCES,)))
    store.items.record(MOUSSA, Kind.NOTE, {"text": "Souhaite reprendre une formation de cariste avant l’été."})
    store.items.record(NADIA, Kind.NOTE, {"text": "A évoqué un projet d’aide-soignante."})
    refused = store.post.batch()[:1]
    store.post.settle(refused, [Answer(refused[0].item.id, "refused", reason="too_large")])
    store.items.record(NADIA, Kind.NOTE, {"text": "À rappeler en décembre."}, private=True)


@pytest.fixture(scope="session")
def reference_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The shipped extract, compiled once."""
    return Shelf(tmp_path_factory.mktemp("reference"), resource("reference")).in_use()


@pytest.fixture
def reference(reference_file: Path) -> Iterator[Reference]:
    """The shipped extract, open."""
    with Reference.open(reference_file) as opened:
        yield opened


@pytest.fixture
def opened_vault(tmp_path: Path) -> Opened:
    """A vault just made, by passphrase alone, at the lowest cost allowed."""
    return Vault(tmp_path / "coffre", None, FLOOR).create(PASSPHRASE)


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
def desk(background: Background, reference: Reference, theme: Theme) -> Desk:
    """What every page is given, on 22 November 2026."""
    return Desk(background, lambda: reference, theme, lambda: TODAY)


@pytest.fixture
def empty_desk(empty_background: Background, reference: Reference, theme: Theme) -> Desk:
    """A desk without any file."""
    return Desk(empty_background, lambda: reference, theme, lambda: TODAY)


@pytest.fixture
def large_desk(background: Background, reference: Reference, qapp: QApplication) -> Iterator[Desk]:
    """The same desk with letters twice as big."""
    theme = Theme.named("light", 2.0)
    theme.apply(qapp)
    yield Desk(background, lambda: reference, theme, lambda: TODAY)
    qapp.setStyleSheet("")


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
