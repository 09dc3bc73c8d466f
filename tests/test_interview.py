"""An interview, whole: held without a network, read together, ended with papers in hand, sent on the return.

``python3 dev.py test tests/test_interview.py --pictures FOLDER`` leaves a picture of each step.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from desktop.models.closing import Reason, closing_now
from desktop.models.diagnostic import Value, told
from desktop.models.interview import Moment, header_of
from desktop.models.journal import Event
from desktop.models.meeting import meetings
from desktop.models.note import Delivery, Kind
from desktop.models.plan import actions
from tests.counsellor import Network, Seat
from tests.documents.reading import words
from tests.vault.memory import MemoryKeyring
from tests.views.shared.conftest import settled
from tests.views.shared.walk import everything

SOLANGE = "29ce92bb-599b-42f1-a028-602ae0334a3d"
WORDS = "# Ce qui est demandé\nSolange souhaite revenir vers la comptabilité.\n- [ ] relire ensemble le parcours"
HINTED = "\nElle est dépressive."
OWN = "Chut : la relancer sur le financement"
CALL = "J’appelle le Greta pour la formation de comptable"
Picture = Callable[[QWidget, str], None]


@pytest.fixture
def network(tmp_path: Path) -> Iterator[Network]:
    made = Network(tmp_path)
    yield made
    made.cut()


@pytest.fixture
def seat(
    tmp_path: Path, network: Network, qapp: QApplication, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Seat]:
    """Signed in, everything received; then the network is gone."""
    made = Seat(tmp_path / "bureau", network.url, MemoryKeyring(), qtbot, monkeypatch)
    made.make_vault()
    made.sit_down()
    made.unlock()
    made.sign_in()
    network.cut()
    yield made
    made.close()


@pytest.fixture
def picture(pytestconfig: pytest.Config, seat: Seat, qtbot: QtBot) -> Picture:
    """Waits until a page is whole, then saves it under that name where ``--pictures`` says, if it says."""
    folder: Path | None = pytestconfig.getoption("--pictures")

    def take(widget: QWidget, name: str) -> None:
        settled(seat.front, qtbot)
        if folder:
            folder.mkdir(parents=True, exist_ok=True)
            assert widget.grab().save(str(folder / f"{name}.png"))

    return take


def test_an_interview_from_the_first_word_to_the_return(
    seat: Seat, network: Network, qtbot: QtBot, picture: Picture
) -> None:
    """Nothing of it needs a network, nothing of it is lost, and the person leaves with it."""
    seat.desk.window.resize(1366, 768)
    _find(seat, qtbot, picture)
    _write(seat, picture)
    _write_for_oneself(seat, picture)
    _explore(seat, picture)
    _choose(seat, qtbot, picture)
    _plan(seat, qtbot, picture)
    _meet_again(seat, picture)
    _read_together(seat, qtbot, picture)
    _hand_over(seat, picture)
    _come_home(seat, network, picture)
    _close(seat, picture)


def _find(seat: Seat, qtbot: QtBot, picture: Picture) -> None:
    """A name and Enter lead to the file."""
    desk = seat.desk
    desk.window.find_asked.emit()
    qtbot.keyClicks(desk.palette.field, "solange")
    seat.until(lambda: any(row.key == f"person {SOLANGE}" for row in desk.palette.results.model_of_rows.rows))
    qtbot.keyClick(desk.palette.field, Qt.Key.Key_Return)
    seat.until(lambda: desk.file.person == SOLANGE and desk.file.name.text())
    seat.until(lambda: desk.synthesis.strengths.model_of_rows.rows)
    picture(desk.window, "1-synthese")


def _write(seat: Seat, picture: Picture) -> None:
    """The moment brings its headings; a word that says too much is told; what is saved is the factual text."""
    desk, editor = seat.desk, seat.desk.notes.editor
    desk.file.show_tab("Notes")
    seat.until(editor.field.isVisible)
    desk.notes.new_note()
    moment = editor.bar.moment
    moment.setCurrentIndex(moment.findData(Moment.FIRST))
    moment.activated.emit(moment.currentIndex())
    seat.until(lambda: "# Ce qui est demandé" in editor.text)
    editor.field.selectAll()
    editor.field.insertPlainText(WORDS + HINTED)
    seat.until(lambda: desk.notes.hints.hits)
    assert desk.notes.hints.hits[0].word == "dépressive"
    picture(desk.window, "2-note")
    editor.field.document().undo()
    editor.field.selectAll()
    editor.field.insertPlainText(WORDS)
    editor.save_button.click()
    seat.until(lambda: not editor.pending)
    (note,) = (item for item in seat.items(SOLANGE) if item.kind is Kind.NOTE)
    assert (note.text, header_of(note.content).moment, note.delivery) == (WORDS, Moment.FIRST, Delivery.WAITING)


def _write_for_oneself(seat: Seat, picture: Picture) -> None:
    desk, editor = seat.desk, seat.desk.notes.editor
    desk.notes.new_note(Kind.WORKING)
    editor.field.insertPlainText(OWN)
    editor.save_button.click()
    seat.until(lambda: [item.delivery for item in seat.items(SOLANGE) if item.text == OWN] == [Delivery.PRIVATE])
    picture(desk.window, "3-note-de-travail")


def _explore(seat: Seat, picture: Picture) -> None:
    desk = seat.desk
    desk.file.show_tab("Diagnostic")
    seat.until(lambda: desk.diagnostic.rows.model_of_rows.rows)
    key = next(row.key for row in desk.diagnostic.rows.model_of_rows.rows if not row.heading)
    desk.diagnostic.say(key, Value.STRENGTH)

    def explored() -> bool:
        entry = told(seat.items(SOLANGE)).find(key)
        return entry is not None and entry.value is Value.STRENGTH

    seat.until(explored)
    picture(desk.window, "4-diagnostic")


def _choose(seat: Seat, qtbot: QtBot, picture: Picture) -> None:
    desk = seat.desk
    desk.file.show_tab("Avenir")
    field = desk.gap.targets.field
    seat.until(lambda: desk.gap.shown is not None)
    qtbot.keyClicks(field, "secretaire comptable")

    def chosen() -> bool:
        if desk.gap.shown and desk.gap.shown.occupation:
            return desk.gap.shown.occupation.code == "M1608"
        qtbot.keyClick(field, Qt.Key.Key_Return)
        return False

    seat.until(chosen)
    picture(desk.window, "5-avenir")


def _plan(seat: Seat, qtbot: QtBot, picture: Picture) -> None:
    desk = seat.desk
    desk.file.show_tab("Plan d’action")
    seat.until(desk.plan.entry.isVisible)
    desk.plan.entry.setText(CALL)
    qtbot.keyClick(desk.plan.entry, Qt.Key.Key_Return)
    seat.until(lambda: CALL in [one.what for one in actions(seat.items(SOLANGE))])
    picture(desk.window, "6-plan")


def _meet_again(seat: Seat, picture: Picture) -> None:
    desk = seat.desk
    desk.file.show_tab("Rendez-vous")
    seat.until(desk.meetings.form.isVisible)
    desk.meetings.form.place.setText("Mairie de Thouars")
    desk.meetings.form.save.click()
    seat.until(lambda: [one.place for one in meetings(seat.items(SOLANGE))] == ["Mairie de Thouars"])
    picture(desk.window, "7-rendez-vous")


def _read_together(seat: Seat, qtbot: QtBot, picture: Picture) -> None:
    """One gesture in, the five steps, one gesture out: no other name, no word of the working note meanwhile."""
    others = [card.holder.family_name for card in seat.cards() if card.person != SOLANGE]
    assert len(others) > 5
    with qtbot.waitSignal(seat.front.stage.shared, timeout=30_000):
        seat.desk.file.together.room.click()
    room = seat.front.room
    assert room
    room.window.resize(1366, 768)
    for step in room.window.steps:
        room.window.show_step(step.code)
        picture(room.window, f"8-ensemble-{step.code}")
        every = everything()
        assert not [word for word in (*others, OWN) if word in every]
    assert "comptabilité" in everything()
    qtbot.keyClick(room.window, Qt.Key.Key_Escape)
    seat.until(lambda: seat.front.furniture is not None and seat.desk.file.person == SOLANGE)
    assert OWN in [item.text for item in seat.items(SOLANGE)]


def _hand_over(seat: Seat, picture: Picture) -> None:
    """The synthesis says what was asked, chosen and agreed; the working note is nowhere in it."""
    desk = seat.desk
    desk.window.resize(1366, 768)
    desk.file.show_tab("Synthèse")
    handouts, made = desk.desk.handouts, list[bytes]()
    assert handouts
    desk.office.background.run(desk, lambda: handouts.summary(SOLANGE).files["pdf"], made.append)
    seat.until(lambda: made)
    said = " ".join(words(made[0]).split())
    for wanted in ("Solange", "comptabilité", "Secrétaire comptable", "Greta", "Mairie de Thouars"):
        assert wanted in said
    assert "relancer" not in said
    assert OWN.encode() not in made[0]
    picture(desk.window, "9-a-remettre")


def _come_home(seat: Seat, network: Network, picture: Picture) -> None:
    """The network is back: everything for both is acknowledged, what is one's own never left."""
    network.back()
    seat.exchange()
    seat.until(lambda: "Rien n’attend" in seat.desk.window.status_line.words.text())
    both = [item for item in seat.items(SOLANGE) if item.kind is not Kind.WORKING]
    assert {item.delivery for item in both} == {Delivery.SENT}
    assert all(item.version for item in both)
    assert [item.version for item in seat.items(SOLANGE) if item.kind is Kind.WORKING] == [0]
    seat.desk.sync.returned_asked.emit()
    seat.until(lambda: seat.desk.returned.found.groups)
    picture(seat.desk.window, "10-tout-est-rentre")


def _close(seat: Seat, picture: Picture) -> None:
    """Closed for a reason; the working note is destroyed, what both read stays."""
    desk = seat.desk
    desk.open_file(SOLANGE, "Partage")
    card = desk.sharing.closing
    seat.until(card.close_button.isVisible)
    card.close_button.click()
    card.form.reason.setCurrentIndex(card.form.reason.findData(Reason.TRAINING))
    picture(desk.window, "11-clore")
    card.form.act_button.click()
    seat.until(lambda: closing_now(seat.items(SOLANGE)))
    seat.until(lambda: not [item for item in seat.items(SOLANGE) if item.kind is Kind.WORKING])
    assert WORDS in [item.text for item in seat.items(SOLANGE)]
    assert {Event.READ_TOGETHER, Event.READ_TOGETHER_ENDED, Event.DESTROYED} <= set(seat.journal())
    assert not any(OWN.encode() in path.read_bytes() for path in desk.office.config.home.glob("escale.db*"))
