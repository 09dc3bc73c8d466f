"""The forms about the end of an accompaniment: what is half typed is found again, in its file alone."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QDate, Qt
from pytestqt.qtbot import QtBot

from desktop.errors import EscaleError
from desktop.models.closing import Reason, closing_now
from desktop.views.closing.closing_card import ClosingCard
from desktop.views.desk import Desk
from desktop.views.sharing.sharing_page import SharingPage
from tests.views.conftest import Shown
from tests.views.disk import Disk
from tests.views.people import ALI, NADIA

WORDS = "Bonne route, et merci pour la confiance."


@pytest.fixture
def page(desk: Desk, shown: Shown) -> SharingPage:
    return made(desk, shown)


def made(desk: Desk, shown: Shown) -> SharingPage:
    page = SharingPage(desk)
    desk.background.changed.connect(page.absorb)
    shown(page)
    return page


def show(page: SharingPage, person: str, qtbot: QtBot) -> ClosingCard:
    page.flush()
    page.show_person(person)
    qtbot.waitUntil(page.closing.isVisible)
    return page.closing


def typed(card: ClosingCard) -> None:
    card.close_button.click()
    card.form.reason.show_code(Reason.TRAINING)
    card.form.words.setPlainText(WORDS)
    card.form.day.setDate(QDate(2026, 11, 20))
    card.handover.open_button.click()
    card.handover.form.to.setText("Lou Martin")
    card.handover.form.pieces.item(0).setCheckState(Qt.CheckState.Checked)


def drafts(desk: Desk, person: str) -> tuple[str, ...]:
    names = f"closing|{person}", f"handover|{person}"
    return desk.background.ask(lambda store: tuple(store.drafts.get(name) for name in names))


def test_what_is_half_typed_comes_back_in_its_file_alone(page: SharingPage, desk: Desk, qtbot: QtBot) -> None:
    typed(show(page, NADIA, qtbot))
    other = show(page, ALI, qtbot)
    assert other.form.isHidden()
    assert other.handover.form.isHidden()
    assert other.form.typed == other.handover.form.typed == {}
    card = show(page, NADIA, qtbot)
    qtbot.waitUntil(card.form.isVisible)
    assert card.form.closing.reason is Reason.TRAINING
    assert card.form.closing.words == WORDS
    assert card.form.chosen.isoformat() == "2026-11-20"
    assert card.handover.form.agreement.to == "Lou Martin"
    assert card.handover.form.agreement.pieces == (), "what the person accepts is asked anew"
    assert drafts(desk, ALI) == ("", "")


def test_it_comes_back_in_a_page_made_anew(page: SharingPage, desk: Desk, shown: Shown, qtbot: QtBot) -> None:
    typed(show(page, NADIA, qtbot))
    page.flush().result(timeout=20)
    card = show(made(desk, shown), NADIA, qtbot)
    assert card.form.closing.words == WORDS
    assert card.form.isVisible()


def test_a_pause_is_enough(page: SharingPage, desk: Desk, qtbot: QtBot) -> None:
    typed(show(page, NADIA, qtbot))
    qtbot.waitUntil(lambda: all(drafts(desk, NADIA)))


def test_given_up_or_written_it_is_forgotten(page: SharingPage, desk: Desk, qtbot: QtBot) -> None:
    card = show(page, NADIA, qtbot)
    typed(card)
    page.flush().result(timeout=20)
    assert all(drafts(desk, NADIA))
    card.handover.form.give_up.click()
    card.form.act_button.click()
    qtbot.waitUntil(lambda: closing_now(desk.background.ask(lambda store: store.items.of(NADIA))) is not None)
    qtbot.waitUntil(lambda: drafts(desk, NADIA) == ("", ""))


def test_an_erased_file_keeps_none(page: SharingPage, desk: Desk, qtbot: QtBot) -> None:
    typed(show(page, ALI, qtbot))
    page.flush().result(timeout=20)
    desk.background.write(lambda store: store.passports.remove(ALI)).result(timeout=20)
    page.drop()
    page.flush().result(timeout=20)
    assert drafts(desk, ALI) == ("", "")


def test_a_full_disk_is_told_and_loses_nothing(page: SharingPage, desk: Desk, disk: Disk, qtbot: QtBot) -> None:
    told = list[EscaleError]()
    desk.background.troubled.connect(told.append)
    typed(show(page, NADIA, qtbot))
    disk.fill()
    refused = page.flush()
    with pytest.raises(EscaleError, match="intact"):
        refused.result(timeout=20)
    show(page, ALI, qtbot)
    disk.free()
    page.flush().result(timeout=20)
    assert show(page, NADIA, qtbot).form.closing.words == WORDS
    assert told
