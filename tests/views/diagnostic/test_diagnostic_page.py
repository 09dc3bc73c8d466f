"""The diagnostic of a file: one click or one key an answer, undone exactly, who and when on each, on a real store."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from desktop.models.changes import Changes
from desktop.models.correction import item_about
from desktop.models.diagnostic import About, Entry, Impact, Value, entry_content, explored, told
from desktop.models.diagnostic_words import STRENGTHS
from desktop.models.news import Answer
from desktop.models.note import Delivery, Item, Kind, Theirs
from desktop.models.plan import actions
from desktop.models.store import Store
from desktop.views.desk import Desk
from desktop.views.diagnostic.diagnostic_page import DiagnosticPage
from tests.views.conftest import Shown
from tests.views.people import ALI, CLAIRE, TODAY
from tests.views.reach import cut, missed, unnamed

FIRST, MOBILITY = "need|1", "constraint|23"


@pytest.fixture
def page(desk: Desk, shown: Shown, qtbot: QtBot) -> DiagnosticPage:
    """Claire's diagnostic: nothing yet, and a counsellor who signed in."""
    desk.background.ask(lambda store: store.state.put({"counsellor": "Camille Ferrand"}))
    page = DiagnosticPage(desk)
    desk.background.changed.connect(page.absorb)
    page.show_person(CLAIRE)
    shown(page)
    qtbot.waitUntil(lambda: "encore exploré" in page.list.title.text())
    page.rows.setFocus()
    return page


def kept(page: DiagnosticPage, person: str = CLAIRE) -> tuple[Item, ...]:
    """What the store holds."""
    return page.desk.background.ask(lambda store: store.items.of(person))


def stored(page: DiagnosticPage, key: str) -> Entry:
    """An entry as the store tells it."""
    entry = told(kept(page)).find(key)
    assert entry is not None
    return entry


def at(page: DiagnosticPage, key: str) -> int:
    """The place of that entry's row."""
    return [row.key for row in page.rows.model_of_rows.rows].index(key)


def choose(page: DiagnosticPage, key: str) -> None:
    page.rows.setCurrentIndex(page.rows.model_of_rows.index(at(page, key)))


def headings(page: DiagnosticPage) -> list[str]:
    return [row.title for row in page.rows.model_of_rows.rows if row.heading]


def test_one_key_says_and_goes_on_with_the_next(page: DiagnosticPage, qtbot: QtBot) -> None:
    choose(page, FIRST)
    qtbot.keyClicks(page.rows, "fb")
    qtbot.waitUntil(lambda: stored(page, "need|2").value is Value.NEED)
    first = stored(page, FIRST)
    assert (first.value, first.by, first.day) == (Value.STRENGTH, "Camille Ferrand", TODAY)
    assert page.rows.currentIndex().row() == at(page, "need|3")
    assert headings(page)[:3] == [f"{STRENGTHS} · 1", "Besoins · 1", "À explorer ensemble : choisir un métier · 2"]
    assert page.list.title.text() == "1 point fort, 1 besoin"
    assert "Exploré par Camille Ferrand le 22 novembre 2026" in page.rows.model_of_rows.rows[1].around
    assert [item.delivery for item in kept(page)] == [Delivery.WAITING] * 2


def test_one_click_on_an_answer_says_it(page: DiagnosticPage, qtbot: QtBot) -> None:
    place = page.rows.visualRect(page.rows.model_of_rows.index(at(page, MOBILITY)))
    row = page.rows.model_of_rows.rows[at(page, MOBILITY)]
    frames = dict(page.rows.drawn.answers(row, place))
    assert set(frames) == {Value.NO, Value.YES}
    qtbot.mouseMove(page.rows.viewport(), frames[Value.YES].center())
    qtbot.mouseClick(page.rows.viewport(), Qt.MouseButton.LeftButton, pos=frames[Value.YES].center())
    qtbot.waitUntil(lambda: stored(page, MOBILITY).value is Value.YES)
    assert page.card.title.text() == "Développer sa mobilité"  # what it weighs is asked at once
    assert page.card.impact.isVisible()
    beside = QPoint(
        place.left() + 20, page.rows.visualRect(page.rows.model_of_rows.index(at(page, FIRST))).center().y()
    )
    qtbot.mouseClick(page.rows.viewport(), Qt.MouseButton.LeftButton, pos=beside)
    assert not stored(page, FIRST).explored  # a click beside the answers only shows
    assert page.card.title.text() == stored(page, FIRST).label


def test_a_constraint_says_what_it_weighs_its_situations_and_its_objectives(page: DiagnosticPage, qtbot: QtBot) -> None:
    choose(page, MOBILITY)
    qtbot.keyClicks(page.rows, "o")
    card = page.card
    card.impact.chips[Impact.STRONG].click()
    card.priority.click()
    qtbot.waitUntil(lambda: stored(page, MOBILITY).priority)
    assert stored(page, MOBILITY).impact is Impact.STRONG
    card.situations.setFocus()
    qtbot.keyClick(card.situations, Qt.Key.Key_Down)
    qtbot.keyClick(card.situations, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: stored(page, "situation|7").value is Value.YES)
    card.objectives.setFocus()
    qtbot.keyClicks(card.objectives, "r")
    qtbot.waitUntil(lambda: stored(page, "objective|4").value is Value.DONE)
    assert "Dépendant des transports en commun." in page.rows.model_of_rows.rows[1].said
    qtbot.keyClick(card.objectives, Qt.Key.Key_Space)  # after the last answer, the first one again
    qtbot.waitUntil(lambda: not stored(page, "objective|4").explored)
    assert stored(page, "objective|4").by == ""
    assert len(kept(page)) == 3


def test_undoing_gives_back_exactly_what_was_there(page: DiagnosticPage, qtbot: QtBot) -> None:
    entry = explored(stored(page, FIRST), Value.NEED, "Paul", TODAY)
    content = entry_content(entry) | {"later": "gardé"}
    page.desk.background.write(lambda store: store.items.record(CLAIRE, Kind.DIAGNOSTIC, content))
    qtbot.waitUntil(lambda: page.list.title.text() == "1 besoin")
    choose(page, FIRST)
    qtbot.keyClicks(page.rows, "f")
    qtbot.waitUntil(lambda: "point fort" in page.undo.words.text())
    assert kept(page)[0].content["later"] == "gardé"
    qtbot.waitUntil(page.undo.button.isVisible)
    page.undo.undo()
    qtbot.waitUntil(lambda: kept(page)[0].content == content)
    qtbot.waitUntil(lambda: page.list.title.text() == "1 besoin")
    page.undo.redo()
    qtbot.waitUntil(lambda: stored(page, FIRST).value is Value.STRENGTH)


def test_what_was_said_first_can_be_taken_back(page: DiagnosticPage, qtbot: QtBot) -> None:
    choose(page, FIRST)
    qtbot.keyClicks(page.rows, "f")
    qtbot.waitUntil(lambda: stored(page, FIRST).explored)
    qtbot.waitUntil(page.undo.button.isVisible)
    page.undo.undo()
    qtbot.waitUntil(lambda: not stored(page, FIRST).explored)
    qtbot.waitUntil(lambda: "encore exploré" in page.list.title.text())
    assert stored(page, FIRST).by == ""


def test_a_constraint_takes_back_that_there_is_none_in_one_gesture(page: DiagnosticPage, qtbot: QtBot) -> None:
    choose(page, "unconstrained|7")
    qtbot.keyClicks(page.rows, "o")
    qtbot.waitUntil(lambda: stored(page, "unconstrained|7").explored)
    choose(page, MOBILITY)
    qtbot.keyClicks(page.rows, "o")
    qtbot.waitUntil(lambda: stored(page, MOBILITY).explored)
    assert not stored(page, "unconstrained|7").explored
    qtbot.waitUntil(page.undo.button.isVisible)
    page.undo.undo()
    qtbot.waitUntil(lambda: stored(page, "unconstrained|7").explored)
    assert not stored(page, MOBILITY).explored


def test_every_answer_is_within_reach_of_a_screen_reader_too(page: DiagnosticPage, qtbot: QtBot) -> None:
    choose(page, FIRST)
    page.card.values[About.NEED].chips[Value.NEED].click()
    qtbot.waitUntil(lambda: stored(page, FIRST).value is Value.NEED)
    assert page.card.title.text() == stored(page, FIRST).label  # what is said at the right stays at the right
    assert page.rows.model_of_rows.rows[1].spoken.startswith(f"{stored(page, FIRST).label}. besoin")
    choose(page, MOBILITY)
    qtbot.keyClicks(page.rows, "o")
    QApplication.processEvents()
    assert unnamed(page) == []
    assert missed(page) == []
    assert cut(page) == []


def test_a_need_goes_to_the_plan_once(page: DiagnosticPage, qtbot: QtBot) -> None:
    choose(page, "need|6")
    qtbot.keyClicks(page.rows, "b")
    qtbot.waitUntil(lambda: stored(page, "need|6").explored)
    page.show_entry("need|6")
    page.card.plan.click()
    qtbot.waitUntil(lambda: bool(actions(kept(page))))
    (action,) = actions(kept(page))
    assert (action.what, action.step, action.theme) == ("Monter son dossier de formation", "Q07", "P02")
    qtbot.waitUntil(page.card.in_plan.isVisible)
    assert not page.card.plan.isVisible()


def in_conflict(store: Store) -> Changes:
    """The first need is a strength here, a need at the gateway."""
    entry = told(()).find(FIRST)
    assert entry
    mine, theirs = (
        entry_content(explored(entry, value, who, TODAY))
        for value, who in ((Value.STRENGTH, "Camille Ferrand"), (Value.NEED, "Paul Noël"))
    )
    store.items.record(CLAIRE, Kind.DIAGNOSTIC, mine)
    item = item_about(store.items.of(CLAIRE), mine)
    waiting = [sent for sent in store.post.batch() if sent.item.id == item]
    other = Theirs(2, datetime(2026, 11, 21, tzinfo=UTC), "Paul Noël", theirs)
    return store.post.settle(waiting, [Answer(item, "conflict", 2, "", other)])


def test_two_answers_wait_for_a_choice(page: DiagnosticPage, qtbot: QtBot) -> None:
    page.desk.background.write(in_conflict)
    qtbot.waitUntil(lambda: page.list.title.text() == "1 point fort")
    choose(page, FIRST)
    assert page.card.two.isVisible()
    assert "besoin. Exploré par Paul Noël" in page.card.theirs.text()
    qtbot.keyClicks(page.rows, "x")
    assert stored(page, FIRST).value is Value.STRENGTH
    page.card.keep_theirs.click()
    qtbot.waitUntil(lambda: stored(page, FIRST).value is Value.NEED)
    qtbot.waitUntil(lambda: not page.card.two.isVisible())


def test_another_file_shows_nothing_of_the_first(page: DiagnosticPage, qtbot: QtBot) -> None:
    choose(page, FIRST)
    qtbot.keyClicks(page.rows, "f")
    qtbot.waitUntil(lambda: stored(page, FIRST).explored)
    page.show_person(ALI)
    qtbot.waitUntil(lambda: "encore exploré" in page.list.title.text())
    assert not page.undo.isVisible()
    choose(page, FIRST)
    qtbot.keyClicks(page.rows, "b")
    qtbot.waitUntil(lambda: [item.delivery for item in kept(page, ALI)] == [Delivery.LOCAL])


def test_rows_are_a_model_that_holds(page: DiagnosticPage, qtmodeltester: ModelTester) -> None:
    qtmodeltester.check(page.rows.model_of_rows)


def test_nothing_is_cut_with_large_letters(large_desk: Desk, shown: Shown, qtbot: QtBot) -> None:
    page = DiagnosticPage(large_desk)
    large_desk.background.changed.connect(page.absorb)
    page.show_person(CLAIRE)
    shown(page)
    qtbot.waitUntil(lambda: bool(page.rows.model_of_rows.rows))
    page.say(MOBILITY, Value.YES)
    assert cut(page) == []
    found = replace(page.rows.model_of_rows.rows[1])
    assert found.key == MOBILITY
