"""The page of exchanges, on a real store."""

from __future__ import annotations

import json
from datetime import UTC, datetime

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QMessageBox
from pytestqt.qtbot import QtBot

from desktop.models.news import News, SetAside
from desktop.models.status import Going, Status
from desktop.views.desk import Desk
from desktop.views.sync.sync_page import SyncPage, said_rest
from tests.views.conftest import Shown
from tests.views.people import MOUSSA, NADIA, TODAY, no_envelope
from tests.views.reach import cut, missed, unnamed

GATEWAY = "https://passerelle.exemple.fr"
AT = datetime(2026, 11, 21, 12, 0, tzinfo=UTC)


@pytest.fixture
def page(desk: Desk, shown: Shown, qtbot: QtBot) -> SyncPage:
    page = SyncPage(desk)
    shown(page)
    qtbot.waitUntil(lambda: page.waiting.isVisible())
    return page


def test_three_facts_in_sentences(page: SyncPage) -> None:
    page.show_status(Status(Going.IDLE, AT, AT, 2, gateway=GATEWAY, counsellor="Camille Martin"))
    first, second, third = page.exchanges.facts.text().splitlines()
    assert first.startswith("Vous avez tout reçu jusqu’à hier ")
    assert second.startswith("Vos écrits sont partis jusqu’à hier ")
    assert third == "2 écrits attendent."
    assert page.sentence.text() == "Aucun échange depuis l’ouverture."
    assert page.exchanges.place.text() == f"Camille Martin, connecté à {GATEWAY}"


@pytest.mark.parametrize(
    ("going", "buttons"),
    [
        (Going.IDLE, {"sync_button", "sign_out_button"}),
        (Going.OFFLINE, {"sync_button", "sign_out_button"}),
        (Going.TROUBLE, {"sync_button", "sign_out_button"}),
        (Going.SIGNED_OUT, {"sign_in_button"}),
        (Going.RUNNING, {"cancel_button"}),
    ],
)
def test_only_what_can_be_done_is_offered(page: SyncPage, going: Going, buttons: set[str]) -> None:
    page.show_status(Status(going))
    every = ("sync_button", "sign_in_button", "sign_out_button", "cancel_button")
    assert {name for name in every if getattr(page.exchanges, name).isVisible()} == buttons


@pytest.mark.parametrize(
    ("going", "button", "signal"),
    [
        (Going.IDLE, "sync_button", "sync_asked"),
        (Going.IDLE, "sign_out_button", "sign_out_asked"),
        (Going.SIGNED_OUT, "sign_in_button", "sign_in_asked"),
        (Going.RUNNING, "cancel_button", "cancel_asked"),
    ],
)
def test_buttons_ask(page: SyncPage, qtbot: QtBot, going: Going, button: str, signal: str) -> None:
    page.show_status(Status(going))
    with qtbot.waitSignal(getattr(page, signal)):
        getattr(page.exchanges, button).click()


def test_progress_is_told_by_file(page: SyncPage) -> None:
    page.show_status(Status(Going.RUNNING, done=12, total=340))
    assert page.exchanges.done.text() == "12 dossiers sur 340"
    assert (page.exchanges.progress.value(), page.exchanges.progress.maximum()) == (12, 340)
    page.show_status(Status(Going.RUNNING))
    assert page.exchanges.done.text() == "La plateforme prépare sa réponse…"
    page.show_status(Status(Going.IDLE))
    assert not page.exchanges.progress.isVisible()


def test_the_last_trouble_is_said(page: SyncPage) -> None:
    page.show_status(Status(Going.TROUBLE, said="La plateforme a répondu autre chose."))
    assert page.exchanges.said.isVisible()
    assert page.exchanges.said.text() == "La plateforme a répondu autre chose."


def test_what_waits_is_listed_and_opens_its_file(page: SyncPage, qtbot: QtBot) -> None:
    refused, waits = page.waiting.model_of_rows.rows
    assert refused.title == "Note · Moussa D."
    assert refused.said.startswith("Refusé : le texte est trop long. ")
    assert waits.title == "Note · Nadia B."
    assert waits.said.startswith("En attente. ")
    for row, person in ((refused, MOUSSA), (waits, NADIA)):
        with qtbot.waitSignal(page.open_file) as asked:
            page.waiting.chosen.emit(row)
        assert asked.args == [person]


def test_what_was_set_aside_is_said_without_a_name(page: SyncPage, qtbot: QtBot) -> None:
    assert not page.aside_card.isVisible()
    news = News("e1", (), (), (SetAside("p-9", 3, "Une date de ce dossier n’existe pas."),), "c2", False, 0)
    page.desk.background.write(lambda store: store.intake.absorb(news, no_envelope))
    qtbot.waitUntil(lambda: page.aside_card.isVisible())
    (row,) = page.aside.model_of_rows.rows
    assert (row.title, row.said) == ("Dossier 1", "Une date de ce dossier n’existe pas.")


def test_nothing_waits_without_a_file(empty_desk: Desk, shown: Shown) -> None:
    page = SyncPage(empty_desk)
    shown(page)
    assert page.calm.isVisible()
    assert page.exchanges.facts.text().splitlines()[0] == "Rien n’a encore été reçu."
    assert empty_desk.today() == TODAY


@pytest.mark.parametrize("going", list(Going))
def test_everything_has_a_name_and_is_on_the_way_of_tab(page: SyncPage, going: Going) -> None:
    page.show_status(Status(going, gateway=GATEWAY))
    assert unnamed(page) == []
    assert missed(page) == []


def test_nothing_is_cut_with_letters_twice_as_big(large_desk: Desk, shown: Shown, qtbot: QtBot) -> None:
    page = SyncPage(large_desk)
    shown(page)
    page.resize(990, 700)
    page.show_status(Status(Going.IDLE, gateway=GATEWAY))
    qtbot.waitUntil(lambda: cut(page) == [])


def test_the_address_of_a_sign_in_can_be_copied(page: SyncPage, qtbot: QtBot) -> None:
    address = "http://127.0.0.1:8765/oauth/authorize?" + "x" * 400
    page.show_status(Status(Going.RUNNING, address=address))
    line = page.exchanges.address
    assert line.isVisible()
    qtbot.mouseClick(line.copy_button, Qt.MouseButton.LeftButton)
    assert QGuiApplication.clipboard().text() == address
    assert page.minimumSizeHint().width() < 700
    page.show_status(Status(Going.IDLE))
    assert not line.isVisible()


def test_what_the_list_does_not_show_is_said(page: SyncPage) -> None:
    assert said_rest(False, 0, 0) == "Aucun écrit enregistré n’attend d’être envoyé."
    assert said_rest(True, 0, 0) == ""
    sealed = "2 écrits scellés pour le serveur attendent : leur dossier a été effacé."
    assert said_rest(True, 2, 1) == f"{sealed} 1 brouillon reste à enregistrer."
    page.show_status(Status(Going.STOPPED, said="Arrêté avant la fin : 100 dossiers reçus."))
    assert "arrêté" in page.sentence.text()


QUESTION = "12 dossiers ne sont plus proposés par le serveur, sans qu’il dise pourquoi. Qu’en faire ?"


def test_files_no_longer_offered_are_a_question(page: SyncPage, qtbot: QtBot) -> None:
    assert not page.question.isVisible()
    page.show_status(Status(Going.IDLE, question=QUESTION))
    assert page.question.question.text() == QUESTION
    assert unnamed(page) == []
    with qtbot.waitSignal(page.absence_answered) as answered:
        page.question.keep_button.click()
    assert answered.args == [False]
    page.show_status(Status(Going.IDLE))
    assert not page.question.isVisible()


def test_erasing_them_is_asked_once_more(page: SyncPage, qtbot: QtBot) -> None:
    page.show_status(Status(Going.IDLE, question=QUESTION))
    with qtbot.assertNotEmitted(page.absence_answered):
        page.question.erase_button.click()
        (box,) = page.window().findChildren(QMessageBox)
        assert box.defaultButton().text().replace("&", "") == "Garder les dossiers"
    with qtbot.waitSignal(page.absence_answered) as answered:
        next(one for one in box.buttons() if one.text().replace("&", "") == "Effacer").click()
    assert answered.args == [True]


def test_a_warning_is_said_although_the_exchange_went_well(page: SyncPage) -> None:
    page.show_status(Status(Going.IDLE, warning="L’horloge de cet ordinateur est en retard."))
    assert page.exchanges.said.isVisible()
    assert page.exchanges.said.text() == "L’horloge de cet ordinateur est en retard."


def test_when_the_journal_was_countersigned(page: SyncPage, qtbot: QtBot) -> None:
    assert not page.exchanges.countersigned.isVisible()
    kept = {"payload": {"head": "ab", "at": "2026-11-22T12:00:00Z"}, "kid": "k", "signature": "s"}
    page.desk.background.write(lambda store: store.state.put({"countersigned": json.dumps(kept)}))
    qtbot.waitUntil(page.exchanges.countersigned.isVisible)
    assert page.exchanges.countersigned.text().startswith("Registre contresigné par le serveur : ")
