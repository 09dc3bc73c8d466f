"""Passing on with the person's agreement, on a real store: noted, listed, taken back; no sheet without one."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from desktop.models.continuity import Agreement, Piece, Way, agreement_content, agreements
from desktop.models.journal import Event
from desktop.models.note import Delivery, Item, Kind
from desktop.models.store import Store
from desktop.views.closing.handover import Handover
from desktop.views.closing.handover_form import NOBODY, NOTHING, TEXT, HandoverForm
from desktop.views.desk import Desk
from desktop.views.sharing.sharing_page import SharingPage
from tests.views.conftest import Shown
from tests.views.hand import PlainHandouts
from tests.views.people import ALI, NADIA, TODAY
from tests.views.reach import cut, missed, unnamed

LEA = Agreement("5d7f2a52-3c94-4c1e-8a83-0d6d4a7a2f11", TODAY, "Léa Morin", "Apec", pieces=(Piece.PLAN,))


@pytest.fixture
def handouts() -> PlainHandouts:
    return PlainHandouts()


@pytest.fixture
def page(desk: Desk, handouts: PlainHandouts, shown: Shown) -> SharingPage:
    page = SharingPage(replace(desk, handouts=handouts))
    desk.background.changed.connect(page.absorb)
    shown(page)
    return page


def show(page: SharingPage, person: str, qtbot: QtBot) -> Handover:
    page.show_person(person)
    qtbot.waitUntil(page.closing.isVisible)
    return page.closing.handover


def opened(handover: Handover) -> HandoverForm:
    handover.open_button.click()
    assert handover.form.isVisible()
    return handover.form


def of(page: SharingPage, person: str = NADIA) -> tuple[Item, ...]:
    return page.desk.background.ask(lambda store: store.items.of(person))


def record(page: SharingPage, agreement: Agreement) -> None:
    content = agreement_content(agreement)
    page.desk.background.write(lambda store: store.items.record(NADIA, Kind.CLOSING, content, item=agreement.id))


def tick(form: HandoverForm, *starts: str) -> None:
    for at in range(form.pieces.count()):
        if form.pieces.item(at).text().startswith(starts):
            form.pieces.item(at).setCheckState(Qt.CheckState.Checked)


def test_nothing_is_ticked_beforehand_and_nothing_is_made_without_an_agreement(page: SharingPage, qtbot: QtBot) -> None:
    handover = show(page, NADIA, qtbot)
    assert handover.rows == {}
    assert not handover.head.isVisible()
    form = opened(handover)
    assert form.agreement.pieces == ()
    form.act_button.click()
    assert form.said.text() == NOBODY
    form.to.setText("Léa Morin")
    form.act_button.click()
    assert form.said.text() == NOTHING
    assert unnamed(page) == []
    assert missed(page) == []
    form.give_up.click()
    assert handover.open_button.isVisible()
    assert agreements(of(page)) == ()


def test_an_agreement_is_noted_as_the_person_gave_it(page: SharingPage, qtbot: QtBot) -> None:
    page.desk.background.ask(lambda store: store.state.put({"counsellor": "Claire Vasseur"}))
    handover = show(page, NADIA, qtbot)
    form = opened(handover)
    qtbot.waitUntil(lambda: form.by == "Claire Vasseur")
    form.to.setText("Léa Morin")
    form.organisation.setText("Apec")
    form.way.show_code(Way.SIGNED)
    tick(form, "Le plan", "Texte partagé")
    form.act_button.click()
    qtbot.waitUntil(lambda: bool(handover.rows))
    (found,) = agreements(of(page))
    (text,) = [item.id for item in of(page) if item.kind is Kind.NOTE]
    assert (found.reader, found.way, found.by) == ("Léa Morin, Apec", Way.SIGNED, "Claire Vasseur")
    assert (found.pieces, found.texts, found.day) == ((Piece.TEXTS, Piece.PLAN), (text,), TODAY)
    assert len(found.marks) == 1
    assert found.item is not None
    assert found.item.delivery is Delivery.WAITING
    assert not form.isVisible()
    assert handover.rows[found.id].said.text().startswith("Accord donné par écrit le 22 novembre 2026 pour Léa Morin")
    assert unnamed(page) == []
    assert missed(page) == []
    page.closing.undo.undo()
    qtbot.waitUntil(lambda: not handover.rows)
    assert agreements(of(page)) == ()


def test_working_notes_and_drafts_cannot_be_ticked(page: SharingPage, qtbot: QtBot) -> None:
    def write(store: Store) -> None:
        store.items.record(NADIA, Kind.WORKING, {"text": "ZPRIVE"})
        store.items.record(NADIA, Kind.NOTE, {"text": "ZBROUILLON"}, draft=True)

    page.desk.background.ask(write)
    form = opened(show(page, NADIA, qtbot))
    rows = [form.pieces.item(at) for at in range(form.pieces.count())]
    assert len([row for row in rows if row.data(Qt.ItemDataRole.UserRole).startswith(TEXT)]) == 1
    assert not [row for row in rows if "ZPRIVE" in row.text() or "ZBROUILLON" in row.text()]


def test_taken_back_nothing_can_be_made_and_that_can_be_undone(page: SharingPage, qtbot: QtBot) -> None:
    record(page, LEA)
    handover = show(page, NADIA, qtbot)
    row = handover.rows[LEA.id]
    assert row.paper.isVisible()
    row.withdraw.click()
    qtbot.waitUntil(lambda: not row.paper.isVisible())
    assert not row.withdraw.isVisible()
    assert not row.paper.isEnabled()
    assert row.said.text().endswith("Repris le 22 novembre 2026 : plus rien ne peut être transmis.")
    assert agreements(of(page))[0].withdrawn == date(2026, 11, 22)
    page.closing.undo.undo()
    qtbot.waitUntil(row.paper.isVisible)
    assert agreements(of(page))[0].withdrawn is None


@pytest.mark.parametrize("kind", ["pdf", "docx"])
def test_the_sheet_is_saved_and_the_journal_says_so(
    kind: str, page: SharingPage, handouts: PlainHandouts, qtbot: QtBot, tmp_path: Path
) -> None:
    record(page, LEA)
    handover = show(page, NADIA, qtbot)
    handover.rows[LEA.id].paper.buttons[kind].click()
    qtbot.waitUntil(lambda: bool(page.findChildren(QFileDialog)))
    dialog = page.findChildren(QFileDialog)[-1]
    dialog.fileSelected.emit(str(tmp_path / f"f.{kind}"))
    dialog.reject()
    qtbot.waitUntil(lambda: handover.told.text() == f"Enregistré : f.{kind}.")
    assert [(name, person, which) for name, person, _, which in handouts.asked] == [
        ("fiche-de-continuite", NADIA, (LEA.id,))
    ]
    entries = page.desk.background.ask(lambda store: store.journal.entries(NADIA))
    assert (Event.EXPORTED, "fiche-de-continuite") in [(one.event, one.what) for one in entries]


def agreed_to_the_text(page: SharingPage, qtbot: QtBot) -> Agreement:
    """Nadia's only text, ticked and agreed to."""
    form = opened(show(page, NADIA, qtbot))
    form.to.setText("Léa Morin")
    form.organisation.setText("Apec")
    tick(form, "Texte partagé")
    form.act_button.click()
    qtbot.waitUntil(lambda: bool(page.closing.handover.rows))
    (found,) = agreements(of(page))
    return found


def reword(page: SharingPage, words: str) -> None:
    (text,) = [item for item in of(page) if item.kind is Kind.NOTE]
    page.desk.background.write(lambda store: store.items.record(NADIA, Kind.NOTE, {"text": words}, item=text.id))


def test_words_that_changed_since_are_told_and_asked_anew(page: SharingPage, qtbot: QtBot) -> None:
    row = page.closing.handover.rows[(found := agreed_to_the_text(page, qtbot)).id]
    qtbot.waitUntil(row.paper.isVisible)
    assert not row.changed.isVisible()
    reword(page, "A évoqué un projet d’aide-soignante. Ne pas en parler à son frère.")
    qtbot.waitUntil(row.changed.isVisible)
    assert row.changed.text().startswith("1 texte choisi a changé depuis cet accord")
    assert not row.paper.isVisible()
    assert not row.paper.isEnabled()
    assert unnamed(page) == []
    assert missed(page) == []
    row.again.click()
    form = page.closing.handover.form
    assert (form.to.text(), form.organisation.text()) == ("Léa Morin", "Apec")
    assert form.agreement.pieces == ()  # nothing is ticked beforehand, this time either
    tick(form, "Texte partagé")
    form.act_button.click()
    qtbot.waitUntil(lambda: len(page.closing.handover.rows) == 2)
    (new,) = [one for one in agreements(of(page)) if one.id != found.id]
    qtbot.waitUntil(page.closing.handover.rows[new.id].paper.isVisible)
    reword(page, "A évoqué un projet d’aide-soignante.")  # the first words again
    qtbot.waitUntil(lambda: row.paper.isVisible())
    assert not page.closing.handover.rows[new.id].paper.isVisible()


def test_a_tick_does_not_stay_on_words_that_change_meanwhile(page: SharingPage, qtbot: QtBot) -> None:
    form = opened(show(page, NADIA, qtbot))
    tick(form, "Texte partagé", "Le plan")
    reword(page, "A évoqué un projet d’aide-soignante.\nEt autre chose.")
    qtbot.waitUntil(lambda: form.agreement.pieces == (Piece.PLAN,))
    assert form.isVisible()


def test_what_is_typed_stays_while_the_page_is_read_again(page: SharingPage, qtbot: QtBot) -> None:
    form = opened(show(page, NADIA, qtbot))
    form.to.setText("Léa Morin")
    tick(form, "Le plan")
    record(page, LEA)
    qtbot.waitUntil(lambda: bool(page.closing.handover.rows))
    assert form.isVisible()
    assert form.agreement.pieces == (Piece.PLAN,)
    show(page, ALI, qtbot)
    qtbot.waitUntil(lambda: not page.closing.handover.rows)
    assert form.agreement.reader == ""
    assert not form.isVisible()


def test_nothing_is_cut_when_letters_are_twice_as_big(large_desk: Desk, shown: Shown, qtbot: QtBot) -> None:
    page = SharingPage(replace(large_desk, handouts=PlainHandouts()))
    shown(page)
    record(page, LEA)
    opened(show(page, NADIA, qtbot))
    qtbot.waitUntil(lambda: cut(page) == [])
    assert unnamed(page) == []
