"""The window about what is missing, over the tab Parcours, with the two demonstration people whose story it is."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import msgspec
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from desktop.library import Library
from desktop.models.journal import Entry
from desktop.models.missing import PROMISE
from desktop.models.missing_case import ASKED, Answer, Case, Question, Thing
from desktop.models.missing_causes import Letter
from desktop.models.news import News, Received
from desktop.models.note import Item
from desktop.sync.wire import file as read_file
from desktop.views.desk import Desk
from desktop.views.passport.missing_dialog import KEPT, MissingDialog
from desktop.views.passport.parcours_page import ParcoursPage
from tests.sources import ROOT
from tests.views.conftest import Shown
from tests.views.paper import REFUSED, PlainPapers
from tests.views.people import ALI, CLAIRE, NADIA, no_envelope
from tests.views.reach import cut, missed, unnamed

CORINNE, ABROAD = "08-diplome-introuvable", "07-diplome-etranger"


def demonstration(name: str) -> Received:
    """A person of the demonstration, as the gateway would send them."""
    told = json.loads((ROOT / "gateway" / "demo" / "people" / f"{name}.json").read_text("utf-8"))
    consent = {"id": told["personne"], "fondement": "PUBLICATION_TITULAIRE", "sections": told["share"]["sections"],
               "debut": "2026-09-01", "fin": "2027-02-01"}  # fmt: skip
    wire = {"personne": told["personne"], "version": 1, "misAJour": "2026-11-20T08:00:00Z", "consentement": consent,
            "titulaire": told["titulaire"], "sections": told["sections"]}  # fmt: skip
    received = read_file(msgspec.Raw(json.dumps(wire).encode()))
    assert isinstance(received, Received)
    return received


@pytest.fixture
def papers() -> PlainPapers:
    return PlainPapers()


@pytest.fixture
def page(desk: Desk, papers: PlainPapers, shown: Shown) -> ParcoursPage:
    page = ParcoursPage(Desk(desk.background, desk.reference, desk.theme, desk.today, papers))
    desk.background.changed.connect(page.absorb)
    shown(page)
    return page


def opened(page: ParcoursPage, person: str, qtbot: QtBot) -> MissingDialog:
    """The window over that person's path."""
    page.show_person(person)
    qtbot.waitUntil(page.missing.button.isEnabled)
    page.missing.button.click()
    dialog = page.missing.dialog
    assert dialog is not None
    qtbot.waitExposed(dialog)
    return dialog


def arrive(page: ParcoursPage, name: str, qtbot: QtBot) -> str:
    """The id of a demonstration person, whose file has just been received."""
    received = demonstration(name)
    news = News("e1", (), (received,), (), "cursor-2", more=False, remaining=0)
    with qtbot.waitSignal(page.desk.background.changed):
        page.desk.background.write(lambda store: store.intake.absorb(news, no_envelope))
    return received.person


def sentences(dialog: MissingDialog) -> str:
    """Everything said at the right."""
    return "\n".join(piece.text() for piece in dialog.answer.findChildren(type(dialog.answer.near)) if
                     piece.isVisibleTo(dialog))  # fmt: skip


def answer(dialog: MissingDialog, question: Question, said: Answer = Answer.YES) -> None:
    dialog.form.questions.rows[question].buttons[said].click()


def notes(desk: Desk, person: str, qtbot: QtBot) -> tuple[Item, ...]:
    found = list[tuple[Item, ...]]()
    desk.background.read(desk.background, "items", lambda store: store.items.of(person), found.append)
    qtbot.waitUntil(lambda: bool(found))
    return found[0]


def journal(desk: Desk, qtbot: QtBot) -> list[tuple[str, str]]:
    found = list[tuple[Entry, ...]]()
    desk.background.read(desk.background, "entries", lambda store: store.journal.entries(), found.append)
    qtbot.waitUntil(lambda: bool(found))
    return [(str(entry.event), entry.what) for entry in found[0]]


def test_the_diploma_that_cannot_be_found(
    page: ParcoursPage, papers: PlainPapers, qtbot: QtBot, tmp_path: Path
) -> None:
    dialog = opened(page, arrive(page, CORINNE, qtbot), qtbot)
    dialog.form.title_field.setText("CAP petite enfance")
    dialog.form.year.setText("2022")
    answer(dialog, Question.OTHER_NAME)
    qtbot.waitUntil(lambda: "transmet de nouveau" in sentences(dialog))
    said = sentences(dialog)
    assert "CAP Accompagnant éducatif petite enfance », 6 juillet 2022, seulement déclarée" in said
    assert "l’envoi peut être rejeté" in dialog.answer.reasons.first
    assert PROMISE in said
    assert dialog.answer.chosen is Letter.TRANSMIT
    assert not dialog.form.questions.rows[Question.EARLIER].isVisible()
    assert dialog.form.other_name.isVisible()
    dialog.answer.paper.buttons["pdf"].click()
    qtbot.waitUntil(lambda: bool(dialog.findChildren(QFileDialog)))
    chooser = dialog.findChildren(QFileDialog)[-1]
    chooser.fileSelected.emit(str(tmp_path / "lettre.pdf"))
    chooser.reject()
    qtbot.waitUntil(lambda: dialog.done_words.text() == "Enregistré : lettre.pdf.")
    assert papers.asked[-1][1].endswith("transmit CAP petite enfance")
    assert ("exported", "demande-pour-le-passeport") in journal(page.desk, qtbot)


def test_the_foreign_diploma_needs_no_letter(page: ParcoursPage, qtbot: QtBot) -> None:
    dialog = opened(page, arrive(page, ABROAD, qtbot), qtbot)
    answer(dialog, Question.ABROAD)
    assert dialog.answer.chosen is None
    assert dialog.answer.no_letter.isVisible()
    assert not dialog.answer.paper.isVisible()
    qtbot.waitUntil(lambda: "attestation de comparabilité" in sentences(dialog))
    assert "marque « déclarée », pas « prouvée »" in sentences(dialog)


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    """Ask for it before the desk: as in the program, it is closed once the searches under way have ended."""
    library = Library(tmp_path / "referentiels")
    yield library
    library.close()


def test_an_official_name_is_proposed_and_dropped_when_another_is_typed(
    library: Library, desk: Desk, shown: Shown, qtbot: QtBot
) -> None:
    page = ParcoursPage(replace(desk, packs=library))
    desk.background.changed.connect(page.absorb)
    shown(page)
    dialog = opened(page, arrive(page, CORINNE, qtbot), qtbot)
    QTest.keyClicks(dialog.form.title_field, "educatif petite")
    qtbot.waitUntil(lambda: bool(dialog.form.titles.found) and dialog.form.titles.buttons[0].isVisible())
    assert unnamed(dialog) == []
    qtbot.waitUntil(lambda: cut(dialog) == [])
    dialog.form.titles.buttons[0].click()
    assert dialog.case.numbers[0] == "RNCP28048"
    assert dialog.case.title == "CAP Accompagnant éducatif petite enfance"
    assert dialog.case.answer(Question.REGISTERED) is Answer.YES
    assert "RNCP28048" in dialog.form.official.text()
    qtbot.waitUntil(lambda: "seulement déclarée" in sentences(dialog))
    assert not dialog.form.titles.isVisible()
    QTest.keyClicks(dialog.form.title_field, "zz")
    assert dialog.case.numbers == ()
    assert not dialog.form.official.isVisible()
    dialog.form.thing.setCurrentIndex(1)
    qtbot.waitUntil(lambda: not dialog.form.titles.isVisible())
    dialog.reject()


def test_a_section_that_is_not_shared_is_the_first_reason(page: ParcoursPage, qtbot: QtBot) -> None:
    dialog = opened(page, NADIA, qtbot)
    dialog.form.thing.setCurrentIndex(list(Thing).index(Thing.TRAINING))
    assert dialog.answer.reasons.first == (
        "Cette rubrique (formations) n’est pas partagée avec vous : la ligne peut y être."
    )


def test_only_what_concerns_the_thing_is_asked(page: ParcoursPage, qtbot: QtBot) -> None:
    dialog = opened(page, CLAIRE, qtbot)
    for number, thing in enumerate(Thing):
        dialog.form.thing.setCurrentIndex(number)
        seen = tuple(one for one, row in dialog.form.questions.rows.items() if row.isVisible())
        assert seen == ASKED[thing]
        assert dialog.form.title_field.accessibleName()


def test_a_note_keeps_the_case_only_when_asked(page: ParcoursPage, qtbot: QtBot) -> None:
    before = len(notes(page.desk, CLAIRE, qtbot))
    dialog = opened(page, CLAIRE, qtbot)
    assert not dialog.act_button.isEnabled()
    QTest.keyClicks(dialog.form.title_field, "BEP sanitaire")
    QTest.keyClick(dialog.form.title_field, Qt.Key.Key_Return)
    assert len(notes(page.desk, CLAIRE, qtbot)) == before
    dialog.act_button.click()
    qtbot.waitUntil(lambda: dialog.done_words.text() == KEPT)
    kept = notes(page.desk, CLAIRE, qtbot)
    assert len(kept) == before + 1
    assert "BEP sanitaire" in kept[0].text or "BEP sanitaire" in kept[-1].text
    assert not dialog.act_button.isEnabled()


def test_the_case_stays_until_the_file_is_closed(page: ParcoursPage, qtbot: QtBot) -> None:
    dialog = opened(page, CLAIRE, qtbot)
    dialog.form.show_case(Case(Thing.EXPERIENCE, "Vendangeuse", "Domaine", "2019", "", {Question.RECENT: Answer.NO}))
    dialog.close_button.click()
    assert page.missing.case.title == "Vendangeuse"
    again = opened(page, CLAIRE, qtbot)
    assert again.case.title == "Vendangeuse"
    assert again.case.answer(Question.RECENT) is Answer.NO
    QTest.keyClick(again, Qt.Key.Key_Escape)
    page.show_person(NADIA)
    assert page.missing.case == Case()


def test_the_window_leaves_with_the_file_and_with_the_page(page: ParcoursPage, qtbot: QtBot) -> None:
    dialog = opened(page, ALI, qtbot)
    dialog.form.title_field.setText("CAP")
    with qtbot.waitSignal(page.desk.background.changed):
        page.desk.background.write(lambda store: store.passports.remove(ALI))
    assert page.missing.dialog is None
    assert page.missing.case == Case()
    opened(page, CLAIRE, qtbot)
    page.hide()
    assert page.missing.dialog is None


def test_the_letter_can_be_copied_and_a_trouble_is_said(page: ParcoursPage, papers: PlainPapers, qtbot: QtBot) -> None:
    dialog = opened(page, CLAIRE, qtbot)
    dialog.form.title_field.setText("BEP sanitaire")
    dialog.answer.letter.setCurrentIndex(1)
    chosen = dialog.answer.chosen
    answer(dialog, Question.APPRENTICE, Answer.NO)
    assert dialog.answer.chosen is chosen is Letter.TRANSMIT
    dialog.answer.copy.click()
    copied = QGuiApplication.clipboard().text()
    assert "Claire Petit" in copied
    assert "« BEP sanitaire »" in copied
    assert ("exported", "demande-pour-le-passeport") in journal(page.desk, qtbot)
    QGuiApplication.clipboard().clear()
    papers.trouble = REFUSED
    dialog.answer.paper.buttons["pdf"].click()
    qtbot.waitUntil(lambda: dialog.said.text() == str(REFUSED))


def test_everything_has_a_name_and_the_keyboard_is_enough(page: ParcoursPage, qtbot: QtBot) -> None:
    dialog = opened(page, CLAIRE, qtbot)
    answer(dialog, Question.OTHER_NAME)
    assert unnamed(dialog) == []
    qtbot.waitUntil(lambda: cut(dialog) == [])
    with qtbot.waitActive(dialog):
        dialog.activateWindow()
    assert missed(dialog) == []


def test_nothing_is_cut_with_large_letters(large_desk: Desk, shown: Shown, qtbot: QtBot) -> None:
    page = ParcoursPage(large_desk)
    shown(page)
    dialog = opened(page, CLAIRE, qtbot)
    qtbot.waitUntil(lambda: cut(dialog) == [])
    assert dialog.width() <= page.window().width()
    assert dialog.height() <= page.window().height()
