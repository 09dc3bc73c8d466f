"""A note made durable, a file of 400 notes opened, and a key painted in a note of twenty pages.

The limit of the first is the same rows written by the bare driver, as durable; a key has one frame of a screen.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from itertools import count
from pathlib import Path
from statistics import median, quantiles
from typing import TYPE_CHECKING, Any, Final, NoReturn

from benchmarks.ground import Ground
from benchmarks.measure import Measure, timed
from benchmarks.painted import Painted, application
from desktop.custody.opening import open_store
from desktop.models.access import Access, Basis
from desktop.models.news import News, Received
from desktop.models.note import Kind
from desktop.models.passport import Holder, Passport, Section
from desktop.models.store import Store
from desktop.models.store.engine import let_go, make_engine
from desktop.vault.derive import FLOOR
from desktop.vault.vault import Vault

if TYPE_CHECKING:
    from desktop.views.desk import Desk
    from desktop.views.notes.notes_page import NotesPage

PASSPHRASE: Final = "lampe verger canal moufle tisane galet horizon"  # noqa: S105  # of a vault that lasts a benchmark
PERSON: Final = "4f0e2c7a-0000-4000-8000-00000000000a"
WORDS: Final = "Elle veut travailler de jour, près de chez elle, et reprendre une formation courte avant l’été. "
TEXT: Final = WORDS * 12  # a page of an interview
PAGES: Final = 20
PAGE: Final = 2_500  # letters
FRAME: Final = 16.0  # milliseconds
LATE: Final = 20.0  # milliseconds that one write in twenty may exceed
SCHEMA: Final = (
    "CREATE TABLE persons (person TEXT PRIMARY KEY, contact TEXT)",
    "CREATE TABLE items (id TEXT PRIMARY KEY, person TEXT, kind TEXT, delivery TEXT, version INTEGER, written TEXT,"
    " sealed BLOB)",
    "CREATE INDEX by_person ON items (person)",
    "CREATE TABLE versions (item TEXT, number INTEGER, written TEXT, sealed BLOB, PRIMARY KEY (item, number))",
    "CREATE TABLE outbox (sequence INTEGER PRIMARY KEY AUTOINCREMENT, item TEXT UNIQUE)",
)


def measures(ground: Ground) -> Iterator[Measure]:
    """The three, one after the other."""
    yield from durable(ground.folder, ground.times(301, 61))
    yield from of_notes(ground.folder, 400, ground.times(15, 5), ground.times(201, 61))


def durable(folder: Path, times: int) -> Iterator[Measure]:
    """A saved note written again (sealed, its former text kept, in the outbox) beside the same rows; one in twenty."""
    store, engine = stocked(folder / "durable"), make_engine(folder / "nu.db", key := os.urandom(48))
    bare = bare_rows(engine.raw_connection().driver_connection)
    numbers = count()

    def ours() -> float:
        content = {"text": f"{next(numbers)} {TEXT}"}
        return timed(lambda: store.items.record(PERSON, Kind.NOTE, content, item="n"))

    taken: list[tuple[float, float]] = [(ours(), bare()) for _ in range(max(times, 40))]
    mine, theirs = zip(*taken[10:], strict=True)
    assert store.versions.of("n")
    store.close()
    let_go(engine, folder / "nu.db", key)
    yield Measure("une note durable", median(mine), median(theirs), "les mêmes lignes par le pilote nu", 6.0)
    yield Measure("une note durable, une fois sur vingt", quantiles(mine, n=20)[-1], LATE, "20 ms", 1.0)


def bare_rows(connection: Any) -> Callable[[], float]:
    """Writes what one note is, in one transaction, each time it is called."""
    for line in (*SCHEMA, f"INSERT INTO persons VALUES ('{PERSON}', '')"):
        connection.execute(line)
    numbers = count(1)

    def write() -> None:
        number, sealed, at = next(numbers), os.urandom(len(TEXT.encode()) + 60), "2026-11-22T09:00:00Z"
        connection.execute("BEGIN IMMEDIATE")
        connection.execute("INSERT INTO versions VALUES ('n', ?, ?, ?)", (number, at, sealed))
        connection.execute("DELETE FROM versions WHERE number = ?", (number - 49,))
        connection.execute("INSERT OR REPLACE INTO items VALUES ('n', ?, 'note', 'waiting', 0, ?, ?)",
                           (PERSON, at, sealed))  # fmt: skip
        connection.execute("DELETE FROM outbox WHERE item = 'n'")
        connection.execute("INSERT INTO outbox (item) VALUES ('n')")
        connection.execute("UPDATE persons SET contact = ? WHERE person = ?", (at, PERSON))
        connection.execute("COMMIT")

    return lambda: timed(write)


def of_notes(folder: Path, notes: int, times: int, keys: int) -> Iterator[Measure]:
    """The tab of notes of one person, from the click to its rows painted; then a key in a long note."""
    from desktop.background import Background
    from desktop.views.desk import Desk
    from desktop.views.theme import Theme

    application()
    store = stocked(folder / "notes")
    for number in range(notes):
        store.items.record(PERSON, Kind.NOTE, {"text": f"Note {number}. {TEXT}"})
    read = [timed(lambda: store.items.of(PERSON)) for _ in range(times)]
    background = Background(store)
    desk = Desk(background, nothing, Theme.named("light"), lambda: date(2026, 11, 22))
    try:
        opened = [timed_opening(desk) for _ in range(times)]
        pressed = timed_keys(desk, keys)
    finally:
        background.close()
    yield Measure(f"ouvrir un dossier de {notes} notes", median(opened), median(read), "leur lecture seule")
    key, late = f"une touche peinte, note de {PAGES} pages", quantiles(pressed, n=20)[-1]
    yield Measure(key, median(pressed), FRAME, "une image d’écran", 1.0)
    yield Measure(f"{key}, une fois sur vingt", late, FRAME, "une image d’écran", 1.0)


def timed_opening(desk: Desk) -> float:
    """Milliseconds until the rows of the notes are painted."""
    page = shown(desk)
    painted = Painted(page.rows.viewport(), lambda: page.rows.model().rowCount() > 0)

    def work() -> None:
        page.show_person(PERSON)
        painted.wait()

    taken = timed(work)
    page.close()
    page.deleteLater()
    return taken


def timed_keys(desk: Desk, keys: int) -> list[float]:
    """Milliseconds of each key typed in the middle of a long note, until it is painted."""
    from PySide6.QtGui import QTextCursor
    from PySide6.QtTest import QTest

    page = shown(desk)
    timed_person = Painted(page.rows.viewport(), lambda: page.rows.model().rowCount() > 0)
    page.show_person(PERSON)
    timed_person.wait()
    page.new_note()
    field = page.editor.field
    text = "\n".join(WORDS * 3 for _ in range(PAGES * PAGE // len(WORDS * 3)))
    field.insertPlainText(text)
    field.moveCursor(QTextCursor.MoveOperation.Start)
    for _ in range(40):
        field.moveCursor(QTextCursor.MoveOperation.Down)

    def press() -> None:
        painted = Painted(field.viewport())
        QTest.keyClick(field, "a")  # type: ignore[call-overload]  # a letter, which the stubs forget
        painted.wait()

    taken = [timed(press) for _ in range(keys + 5)][5:]
    page.close()
    page.deleteLater()
    return taken


def shown(desk: Desk) -> NotesPage:
    """The tab of notes, on the screen."""
    from desktop.views.notes.notes_page import NotesPage

    page = NotesPage(desk)
    page.resize(1366, 768)
    painted = Painted(page)
    page.show()
    painted.wait()
    return page


def stocked(home: Path) -> Store:
    """A vault of one person, whose file is shared."""
    home.mkdir(mode=0o700)
    vault = Vault(home, None, FLOOR)
    store = open_store(vault, vault.create(PASSPHRASE), home / "escale.db").store
    access = Access(Basis.PUBLICATION, (Section.EXPERIENCES,), date(2026, 1, 2), date(2099, 2, 14), "c1")
    file = Received(PERSON, 1, datetime(2026, 1, 5, tzinfo=UTC), Holder("Nadia", "B.", 1988), access,
                    Passport((), (), access.sections))  # fmt: skip
    store.intake.absorb(News("e", (), (file,), (), "c", more=False, remaining=0), nobody)
    return store


def nothing() -> NoReturn:
    """The tab of notes asks nothing of the referential."""
    raise RuntimeError("not asked")


def nobody(_plain: bytes, _item: str) -> NoReturn:
    """Nothing is handed over here."""
    raise RuntimeError("not asked")
