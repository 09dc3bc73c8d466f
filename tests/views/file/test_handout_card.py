"""« À remettre »: the synthesis in one click, its forms, the texts that go with it; never about somebody else."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtPrintSupport import QPrintDialog
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from desktop.models.changes import Changes
from desktop.models.handout import Form
from desktop.models.note import Kind
from desktop.models.store import Store
from desktop.views.desk import Desk
from desktop.views.file.handout_card import HandoutCard
from desktop.views.file.synthesis_page import SynthesisPage
from desktop.views.file.texts_dialog import TextsDialog
from tests.views.conftest import Shown
from tests.views.hand import PlainHandouts
from tests.views.paper import REFUSED
from tests.views.people import ALI, NADIA
from tests.views.reach import cut, missed, unnamed


@pytest.fixture
def handouts() -> PlainHandouts:
    return PlainHandouts()


@pytest.fixture
def page(desk: Desk, handouts: PlainHandouts, shown: Shown, qtbot: QtBot) -> SynthesisPage:
    page = SynthesisPage(replace(desk, handouts=handouts))
    page.show_person(NADIA)
    shown(page)
    qtbot.waitUntil(page.handouts.summary.isEnabled)
    return page


def save(page: SynthesisPage, path: Path, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: bool(page.findChildren(QFileDialog)))
    dialog = page.findChildren(QFileDialog)[-1]
    dialog.fileSelected.emit(str(path))
    dialog.reject()


def write(page: SynthesisPage, text: str, qtbot: QtBot, *, kind: Kind = Kind.NOTE, draft: bool = False) -> None:
    def work(store: Store) -> Changes:
        return store.items.record(NADIA, kind, {"text": text}, draft=draft)

    page.desk.background.write(work).result(timeout=20)
    page.refresh()


def test_one_click_gives_the_synthesis_with_the_last_text(
    page: SynthesisPage, handouts: PlainHandouts, qtbot: QtBot, tmp_path: Path
) -> None:
    assert page.handouts.with_texts.text().endswith("A évoqué un projet d’aide-soignante.")
    page.handouts.summary.buttons["pdf"].click()
    save(page, tmp_path / "s.pdf", qtbot)
    qtbot.waitUntil(lambda: page.handouts.said.text() == "Enregistré : s.pdf.")
    assert handouts.asked == [("synthese", NADIA, Form(), None)]
    assert NADIA not in (tmp_path / "s.pdf").name


def test_the_form_is_chosen_in_a_list(
    page: SynthesisPage, handouts: PlainHandouts, qtbot: QtBot, tmp_path: Path
) -> None:
    page.handouts.form.setCurrentText("Mots simples, grands caractères")
    page.handouts.summary.buttons["docx"].click()
    save(page, tmp_path / "s.docx", qtbot)
    qtbot.waitUntil((tmp_path / "s.docx").exists)
    assert handouts.asked == [("synthese", NADIA, Form(large=True, plain=True), None)]


def test_printing_makes_pages(page: SynthesisPage, handouts: PlainHandouts, qtbot: QtBot) -> None:
    page.handouts.plan.buttons["print"].click()
    qtbot.waitUntil(lambda: bool(page.findChildren(QPrintDialog)))
    page.findChildren(QPrintDialog)[0].reject()
    assert handouts.asked == [("plan-sur-une-page", NADIA, Form(), None)]


def test_texts_are_ticked_and_neither_drafts_nor_working_notes_are_listed(
    page: SynthesisPage, handouts: PlainHandouts, qtbot: QtBot, tmp_path: Path
) -> None:
    write(page, "# Bilan\nLe projet est clair.", qtbot)
    write(page, "ZBROUILLON", qtbot, draft=True)
    write(page, "ZPRIVE", qtbot, kind=Kind.WORKING)
    qtbot.waitUntil(lambda: len(page.handouts._texts) == 2)
    page.handouts.choose.click()
    (dialog,) = page.findChildren(TextsDialog)
    rows = [dialog.rows.item(at) for at in range(dialog.rows.count())]
    assert not [row.text() for row in rows if "ZBROUILLON" in row.text() or "ZPRIVE" in row.text()]
    assert len(dialog.ticked) == 1
    assert unnamed(dialog) == []
    for row in rows:
        row.setCheckState(Qt.CheckState.Checked)
    both = set(dialog.ticked)
    dialog.act_button.click()
    assert page.handouts.with_texts.text() == "2 textes joints."
    page.handouts.summary.buttons["pdf"].click()
    save(page, tmp_path / "s.pdf", qtbot)
    qtbot.waitUntil(lambda: bool(handouts.asked))
    assert set(handouts.asked[0][3] or ()) == both


def test_no_text_at_all_may_be_chosen(page: SynthesisPage) -> None:
    page.handouts.choose.click()
    (dialog,) = page.findChildren(TextsDialog)
    dialog.rows.item(0).setCheckState(Qt.CheckState.Unchecked)
    dialog.act_button.click()
    assert page.handouts.with_texts.text() == "Sans texte d’entretien."


def test_what_was_ticked_is_forgotten_with_the_person(page: SynthesisPage, qtbot: QtBot) -> None:
    page.handouts._chosen(NADIA, ())
    page.show_person(ALI)
    assert not page.handouts.summary.isEnabled()
    qtbot.waitUntil(page.handouts.summary.isEnabled)
    assert page.handouts.with_texts.text() == "Aucun texte d’entretien à joindre pour l’instant."
    assert page.handouts.choose.isHidden()
    page.handouts._chosen(NADIA, ("x",))
    assert page.handouts._ticked is None


def test_what_cannot_be_made_says_why(page: SynthesisPage, handouts: PlainHandouts, qtbot: QtBot) -> None:
    handouts.trouble = REFUSED
    page.handouts.summary.buttons["pdf"].click()
    qtbot.waitUntil(lambda: page.handouts.said.text() == str(REFUSED))
    assert page.handouts.summary.isEnabled()


def test_a_keyboard_reaches_everything_and_every_stop_has_a_name(page: SynthesisPage) -> None:
    assert unnamed(page) == []
    assert missed(page) == []
    assert cut(page) == []


def test_large_letters_cut_no_button(large_desk: Desk, handouts: PlainHandouts, shown: Shown, qtbot: QtBot) -> None:
    page = SynthesisPage(replace(large_desk, handouts=handouts))
    page.show_person(NADIA)
    shown(page)
    qtbot.waitUntil(page.handouts.summary.isEnabled)
    assert cut(page) == []


def test_without_handouts_nothing_is_offered(desk: Desk, qtbot: QtBot) -> None:
    card = HandoutCard(desk)
    qtbot.addWidget(card)
    card.show_person(NADIA, ())
    assert card.isHidden()
