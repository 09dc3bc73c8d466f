"""Closing, on a real store: everything is said first, working notes go, what may be taken back is."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from PySide6.QtCore import QDate
from pytestqt.qtbot import QtBot

from desktop.models.closing import Closing, Outcome, Reason, closing_content, closing_now, closings
from desktop.models.note import Delivery, Item, Kind, Theirs
from desktop.views.closing.closing_card import ClosingCard
from desktop.views.closing.closing_form import ClosingForm
from desktop.views.desk import Desk
from desktop.views.sharing.sharing_page import SharingPage
from tests.views.conftest import Shown
from tests.views.people import ALI, CLAIRE, NADIA
from tests.views.reach import cut, missed, unnamed

PAST = Closing("5d7f2a52-3c94-4c1e-8a83-0d6d4a7a2f10", date(2026, 5, 20), Reason.TRAINING, "Bonne route !")


@pytest.fixture
def page(desk: Desk, shown: Shown) -> SharingPage:
    page = SharingPage(desk)
    desk.background.changed.connect(page.absorb)
    shown(page)
    return page


def show(page: SharingPage, person: str, qtbot: QtBot) -> ClosingCard:
    page.show_person(person)
    qtbot.waitUntil(page.closing.isVisible)
    return page.closing


def of(desk: Desk, person: str) -> tuple[Item, ...]:
    return desk.background.ask(lambda store: store.items.of(person))


def opened(card: ClosingCard) -> ClosingForm:
    card.close_button.click()
    assert card.form.isVisible()
    return card.form


def test_an_accompaniment_that_goes_on_says_so(page: SharingPage, qtbot: QtBot) -> None:
    card = show(page, NADIA, qtbot)
    assert card.said.text() == "Cet accompagnement est en cours."
    assert card.close_button.isVisible()
    assert not any(piece.isVisible() for piece in (card.reopen_button, card.row, card.after, card.left, card.words))
    assert unnamed(page) == []
    assert missed(page) == []


def test_everything_is_said_before_anything_is_done(page: SharingPage, qtbot: QtBot) -> None:
    form = opened(show(page, NADIA, qtbot))
    assert form.act_button.text() == "Clore et détruire 1 note de travail"
    assert form.goes.text().startswith("1 note de travail est détruite maintenant")
    assert form.later.text().startswith("À partir du 22 mai 2027, Aujourd’hui vous rappellera")
    assert "se termine avant, le 14 février 2027" in form.later.text()
    form.day.setDate(QDate(2026, 5, 20))
    assert form.later.text().startswith("À partir du 20 novembre 2026")
    assert unnamed(page) == []
    assert missed(page) == []
    form.act_button.click()
    assert form.said.text() == "Choisissez un motif."
    form.give_up.click()
    assert page.closing.close_button.isVisible()
    assert not form.isVisible()
    assert closings(of(page.desk, NADIA)) == ()
    assert any(item.delivery is Delivery.PRIVATE for item in of(page.desk, NADIA))


def test_closing_destroys_the_working_notes_and_nothing_else(page: SharingPage, qtbot: QtBot) -> None:
    form = opened(show(page, NADIA, qtbot))
    form.reason.show_code(Reason.LASTING_JOB)
    form.words.setPlainText("Bonne continuation à l’hôpital.")
    form.act_button.click()
    qtbot.waitUntil(page.closing.reopen_button.isVisible)
    assert page.closing.said.text() == "Accompagnement clos le 22 novembre 2026 : emploi durable (plus de 6 mois)."
    assert page.closing.words.text() == "Bonne continuation à l’hôpital."
    assert page.closing.due.text() == "À demander à partir du 22 mai 2027."
    left = of(page.desk, NADIA)
    assert not any(item.delivery is Delivery.PRIVATE for item in left)
    assert [item.text for item in left if item.kind is Kind.NOTE] == ["A évoqué un projet d’aide-soignante."]
    (written,) = closings(left)
    assert written.item is not None
    assert written.item.delivery is Delivery.WAITING
    assert not page.closing.form.isVisible()


def test_words_that_are_too_long_are_not_cut(page: SharingPage, qtbot: QtBot) -> None:
    form = opened(show(page, NADIA, qtbot))
    form.reason.show_code(Reason.OTHER)
    form.words.setPlainText("a" * 2001)
    form.act_button.click()
    assert form.said.text() == "Ces mots sont trop longs : 2000 caractères au plus."
    assert len(form.words.words) == 2001
    assert closings(of(page.desk, NADIA)) == ()


def test_a_closing_is_taken_back_and_made_again(page: SharingPage, qtbot: QtBot) -> None:
    page.desk.background.write(lambda store: store.items.record(ALI, Kind.CLOSING, closing_content(PAST), item=PAST.id))
    card = show(page, ALI, qtbot)
    card.reopen_button.click()
    qtbot.waitUntil(card.close_button.isVisible)
    assert closing_now(of(page.desk, ALI)) is None
    assert closings(of(page.desk, ALI))[0].reopened == date(2026, 11, 22)
    form = opened(card)
    form.reason.show_code(Reason.OTHER)
    form.act_button.click()
    qtbot.waitUntil(card.reopen_button.isVisible)
    assert [one.reason for one in closings(of(page.desk, ALI))] == [Reason.TRAINING, Reason.OTHER]


def test_six_months_later_one_gesture_says_what_became_of_the_person(page: SharingPage, qtbot: QtBot) -> None:
    page.desk.background.write(lambda store: store.items.record(ALI, Kind.CLOSING, closing_content(PAST), item=PAST.id))
    card = show(page, ALI, qtbot)
    assert card.row.isVisible()
    assert not any(button.isChecked() for button in card.outcomes.values())
    card.outcomes[Outcome.JOB].click()
    qtbot.waitUntil(card.undo.isVisible)
    qtbot.waitUntil(lambda: "en emploi, noté le 22 novembre 2026" in card.said.text())
    assert card.outcomes[Outcome.JOB].isChecked()
    card.outcomes[Outcome.TRAINING].click()
    qtbot.waitUntil(lambda: "en formation" in card.said.text())
    card.undo.undo()
    qtbot.waitUntil(lambda: "en emploi" in card.said.text())
    card.undo.undo()
    qtbot.waitUntil(lambda: "Six mois" not in card.said.text())
    assert not any(button.isChecked() for button in card.outcomes.values())
    assert unnamed(page) == []


def test_a_working_note_written_after_the_end_is_told_and_can_go(page: SharingPage, qtbot: QtBot) -> None:
    page.desk.background.write(lambda store: store.items.record(ALI, Kind.CLOSING, closing_content(PAST), item=PAST.id))
    page.desk.background.write(lambda store: store.items.record(ALI, Kind.WORKING, {"text": "rappeler"}))
    card = show(page, ALI, qtbot)
    assert card.left.text().startswith("1 note de travail reste")
    card.destroy_button.click()
    qtbot.waitUntil(lambda: not card.left.isVisible())
    assert not any(item.delivery is Delivery.PRIVATE for item in of(page.desk, ALI))


def test_what_changed_elsewhere_too_is_said_and_one_is_kept(page: SharingPage, qtbot: QtBot) -> None:
    page.desk.background.write(
        lambda store: store.items.record(NADIA, Kind.CLOSING, closing_content(PAST), item=PAST.id)
    )
    card = show(page, NADIA, qtbot)
    known = [item for item in of(page.desk, NADIA) if item.kind is Kind.CLOSING]
    other = closing_content(replace(PAST, reason=Reason.MOVED))
    torn = replace(known[0], delivery=Delivery.CONFLICT, theirs=Theirs(3, known[0].written, "Léa", other))
    card.both.offer((torn,))
    assert card.both.words.text() == "Changé ailleurs par Léa. Accompagnement clos le 20 mai 2026 : déménagement."
    with qtbot.waitSignal(card.settled) as kept:
        card.both.theirs.click()
    assert kept.args == [PAST.id, other]


def test_nothing_is_cut_when_letters_are_twice_as_big(large_desk: Desk, shown: Shown, qtbot: QtBot) -> None:
    page = SharingPage(large_desk)
    shown(page)
    large_desk.background.write(
        lambda store: store.items.record(CLAIRE, Kind.CLOSING, closing_content(PAST), item=PAST.id)
    )
    show(page, CLAIRE, qtbot)
    assert cut(page) == []
    show(page, ALI, qtbot).close_button.click()
    qtbot.waitUntil(lambda: cut(page) == [])
    assert unnamed(page) == []
