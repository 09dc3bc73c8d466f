"""A real office over a real store with three people; every word about each of them is nobody else's."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, time
from pathlib import Path
from shutil import copytree
from typing import Final

import pytest
from PySide6.QtGui import QClipboard
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop.config import Config
from desktop.demonstration import PASSPHRASE
from desktop.front import Front, Ways
from desktop.furniture import Furniture
from desktop.models.access import Access, Basis
from desktop.models.changes import Changes
from desktop.models.correction import occupation_content
from desktop.models.lock import Locked
from desktop.models.meeting import Meeting, meeting_content
from desktop.models.news import News, Received
from desktop.models.note import Kind
from desktop.models.passport import Fact, HeldSkill, Holder, Origin, Passport, Section
from desktop.models.plan import Action, action_content
from desktop.models.store import Store
from desktop.models.when import When
from desktop.shared_room import SharedRoom
from desktop.vault.derive import FLOOR
from desktop.vault.vault import Vault
from tests.store.people import envelope

NINA, OTTO, ZOE = "p-nina", "p-otto", "p-zoe"
WORDS: Final = {  # first name, family name, town, employer, the text for both, the working note
    NINA: ("Nina", "Quincampoix", "Marzy", "Briqueterie Vaudoyer", "cardamome", "brouette"),
    OTTO: ("Ottokar", "Vaugrineuse", "Lormes", "Tuilerie Escoffre", "paprika", "girouette"),
    ZOE: ("Zoélie", "Pelletanche", "Varzy", "Sucrerie Andrezel", "safran", "pirouette"),
}
DRAFT = "escarpolette"  # being typed in Nina's plan
FORM = "Barnabette"  # being typed in the form of a new file
SHARED_WORDS = (*WORDS[NINA][:2], WORDS[NINA][3], WORDS[NINA][4])
OTHERS = (*WORDS[OTTO], *WORDS[ZOE], FORM)
PRIVATE = (WORDS[NINA][5], DRAFT)
LINE = "4f0e2c7a-0000-4000-8000-0000000000d1"
AHEAD = date(2099, 2, 14)


def received(person: str) -> Received:
    """A file with one job and one skill."""
    first, family, town, employer, *_ = WORDS[person]
    access = Access(Basis.PUBLICATION, tuple(Section), date(2026, 9, 1), AHEAD, f"c-{person}")
    job = Fact(
        "f1", Section.EXPERIENCES, Origin.GUARANTEED, "DSN", "Aide à domicile", employer, When(2019, 3), ongoing=True
    )
    skill = HeldSkill("s1", "121288", "Accueillir une clientèle", Origin.DECLARED, "TITULAIRE")
    changed = datetime(2026, 11, 3, 9, tzinfo=UTC)
    return Received(
        person, 1, changed, Holder(first, family, 1988, town), access, Passport((job,), (skill,), tuple(Section))
    )


def fill(store: Store) -> Changes:
    """Three files; for each a text in each ink, an action, a meeting, an occupation; a line half typed for Nina."""
    page = News("e1", (), tuple(received(person) for person in WORDS), (), "cursor-1", more=False, remaining=0)
    changes = store.intake.absorb(page, envelope)
    for number, (person, (*_, shared, private)) in enumerate(WORDS.items()):
        changes |= store.items.record(person, Kind.NOTE, {"text": f"Vu ensemble : {shared}."})
        changes |= store.items.record(person, Kind.WORKING, {"text": f"Pour moi seul : {private}."})
        action = action_content(Action(f"a{number}", f"J’appelle pour {shared}"))
        changes |= store.items.record(person, Kind.PLAN, action, item=f"a{number}")
        meeting = meeting_content(Meeting(f"m{number}", store_day(), time(9), 30, theme=shared))
        changes |= store.items.record(person, Kind.MEETING, meeting, item=f"m{number}")
    aide = occupation_content("J1501", "Aide-soignant / Aide-soignante", chosen=True)
    changes |= store.items.record(NINA, Kind.OCCUPATION, aide)
    line = {"about": "action", "id": LINE, "what": f"Rappeler {DRAFT}"}
    return changes | store.items.record(NINA, Kind.PLAN, line, item=LINE, draft=True)


def store_day() -> date:
    """Today, so that the page of the day has something to say."""
    return datetime.now(UTC).date()


@pytest.fixture
def locks() -> list[Locked]:
    """Each lock that would have ended this process."""
    return []


@pytest.fixture
def front(
    tmp_path: Path,
    qapp: QApplication,
    qtbot: QtBot,
    locks: list[Locked],
    reference_file: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> Iterator[Front]:
    """The office, open; its referential was compiled once for all."""
    copytree(reference_file.parent, tmp_path / "referentiels")
    monkeypatch.setattr("desktop.late.PATIENCE", 20)  # however slow the computer of the tests
    Vault(tmp_path, None, FLOOR).create(PASSPHRASE)
    ways = Ways(lambda theme: theme.apply(qapp), lambda _: False, lambda _window, _losses: True, locks.append)
    made = Front(Config(tmp_path, theme="light", demo=True), ways)
    made.begin()
    unlocked(made, qtbot).office.background.write(fill).result()
    yield made
    made.close()
    qapp.setStyleSheet("")


@pytest.fixture
def own_copies(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is copied is this program's: the screen of the tests never says whose it is."""
    monkeypatch.setattr(QClipboard, "ownsClipboard", lambda clipboard: bool(clipboard.text()))


def unlocked(front: Front, qtbot: QtBot) -> Furniture:
    """Through the door."""
    with qtbot.waitSignal(front.opened, timeout=20_000):
        front.unlock(PASSPHRASE)
    assert front.furniture is not None
    return front.furniture


def settled(front: Front, qtbot: QtBot) -> None:
    """Wait until what was asked of the store and of the pool has come back."""
    assert front.office is not None
    background, done = front.office.background, list[bool]()
    for _ in range(3):  # an answer may ask again
        for _ in range(3):  # one for each thread of the pool
            background.run(background, lambda: background.ask(lambda _store: True), done.append)
        wanted = len(done) + 3
        qtbot.waitUntil(lambda wanted=wanted: len(done) >= wanted, timeout=20_000)


def in_the_room(front: Front, qtbot: QtBot, tab: str = "Parcours") -> SharedRoom:
    """Nina's file, read together."""
    assert front.furniture is not None
    front.furniture.open_file(NINA, tab)
    settled(front, qtbot)
    with qtbot.waitSignal(front.stage.shared, timeout=20_000):
        front.furniture.file.together.room.click()
    assert front.room is not None
    settled(front, qtbot)
    return front.room


def back(front: Front, qtbot: QtBot) -> Furniture:
    """Out again, by the button."""
    assert front.room is not None
    with qtbot.waitSignal(front.stage.returned, timeout=20_000):
        front.room.window.leave_asked.emit()
    assert front.furniture is not None
    settled(front, qtbot)
    return front.furniture
