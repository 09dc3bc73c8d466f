"""Words of a plan that a full disk refused: never lost, never on another page, written once there is room."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from desktop.errors import StoreTrouble
from desktop.models.note import Delivery
from desktop.models.plan import Status
from desktop.models.plan_groups import Grouping
from desktop.views.lost_words import KEPT_IN_MEMORY, TAKE_UP
from desktop.views.plan.plan_page import PlanPage
from tests.views.disk import Disk
from tests.views.people import ALI, CLAIRE
from tests.views.plan.written import chosen, kept, listed, stored, typed


def away(page: PlanPage, qtbot: QtBot) -> None:
    """Ali’s plan is shown, and nothing on it is about somebody else."""
    with qtbot.waitSignal(page.desk.background.troubled) as told:
        page.show_person(ALI)
    assert "disque est plein" in str(told.args)
    assert (page.entry.text(), page.card.isVisible(), page.lost_notice.isVisible()) == ("", False, False)
    with pytest.raises(StoreTrouble):
        page.flush().result(timeout=10)


def take_up(page: PlanPage, qtbot: QtBot) -> None:
    """Claire’s plan again: the words in memory are offered, and taken up."""
    page.show_person(CLAIRE)
    qtbot.waitUntil(lambda: page.lost_notice.isVisible() and page._held.known)
    assert page.lost_notice.words.text() == KEPT_IN_MEMORY
    next(one for one in page.lost_notice.findChildren(QPushButton) if one.text() == TAKE_UP).click()


def test_words_of_an_action_refused_when_the_file_was_left_come_back(page: PlanPage, disk: Disk, qtbot: QtBot) -> None:
    typed(page, qtbot, "Appeler")
    disk.fill()
    page.card.how.setPlainText("le matin")
    away(page, qtbot)
    take_up(page, qtbot)
    assert page.card.how.words == "le matin"
    qtbot.waitUntil(lambda: page.card.pending() is not None)  # refused again: still there, still to be written
    assert stored(page)["Appeler"].how == ""
    disk.free()
    page.flush().result(timeout=10)
    assert stored(page)["Appeler"].how == "le matin"
    assert page.lost.trouble is None


def test_a_line_refused_when_the_file_was_left_comes_back(page: PlanPage, disk: Disk, qtbot: QtBot) -> None:
    disk.fill()
    qtbot.keyClicks(page.entry, "Ecrire a")
    away(page, qtbot)
    page.show_person(CLAIRE)
    qtbot.waitUntil(lambda: page.lost_notice.isVisible() and page._held.known)
    qtbot.keyClicks(page.entry, "Autre")
    next(one for one in page.lost_notice.findChildren(QPushButton) if one.text() == TAKE_UP).click()
    assert page.entry.text() == "Ecrire a"
    disk.free()
    page.flush().result(timeout=10)
    assert sorted(item.content["what"] for item in kept(page)) == ["Autre", "Ecrire a"]
    assert {item.delivery for item in kept(page)} == {Delivery.DRAFT}


def test_refused_words_are_written_while_another_file_is_shown(page: PlanPage, disk: Disk, qtbot: QtBot) -> None:
    typed(page, qtbot, "Appeler")
    disk.fill()
    page.card.how.setPlainText("le matin")
    away(page, qtbot)
    disk.free()
    page.flush().result(timeout=10)
    assert stored(page)["Appeler"].how == "le matin"
    assert stored(page, ALI) == {}
    page.show_person(CLAIRE)
    qtbot.waitUntil(lambda: listed(page) == ["Sans date · 1", "Appeler"])
    assert not page.lost_notice.isVisible()


def test_words_of_an_action_refused_once_another_one_is_looked_at_are_shown_with_it(
    page: PlanPage, disk: Disk, qtbot: QtBot
) -> None:
    typed(page, qtbot, "Appeler", "Relire")
    chosen(page, "Appeler")
    disk.fill()
    page.card.how.setPlainText("le matin")
    chosen(page, "Relire")
    qtbot.waitUntil(page.lost_notice.isVisible)
    assert page.card.how.words == ""
    disk.free()
    chosen(page, "Appeler")
    assert (page.card.how.words, page.lost_notice.isVisible()) == ("le matin", False)
    page.flush().result(timeout=10)
    assert stored(page)["Appeler"].how == "le matin"


def test_words_taken_up_before_the_plan_is_read_again_are_written(page: PlanPage, disk: Disk, qtbot: QtBot) -> None:
    typed(page, qtbot, "Appeler", "Relire")
    qtbot.waitUntil(lambda: len(page._held.read) == 2)
    chosen(page, "Appeler")
    page.lost.found.connect(disk.free)
    page.lost.found.connect(lambda: chosen(page, "Appeler"))
    disk.fill()
    page.card.how.setPlainText("le matin")
    chosen(page, "Relire")
    qtbot.waitUntil(lambda: stored(page)["Appeler"].how == "le matin")
    assert page.card.how.words == "le matin"


def test_a_new_action_and_what_was_said_of_it_come_back_whole(page: PlanPage, disk: Disk, qtbot: QtBot) -> None:
    disk.fill()
    page.entry.setText("Appeler")
    qtbot.keyClick(page.entry, Qt.Key.Key_Return)
    page.card.how.setPlainText("le matin")
    away(page, qtbot)
    take_up(page, qtbot)
    qtbot.waitUntil(lambda: page.lost.of(CLAIRE) is not None)  # refused again
    disk.free()
    page.flush().result(timeout=10)
    assert stored(page)["Appeler"].how == "le matin"


def test_a_gesture_refused_is_told_and_loses_no_words(page: PlanPage, disk: Disk, qtbot: QtBot) -> None:
    typed(page, qtbot, "Appeler", "Relire")
    page.by.chips[Grouping.OWNER].click()
    chosen(page, "Relire")
    page.rows.setFocus()
    qtbot.waitUntil(lambda: len(page._held.read) == 2)
    disk.fill()
    with qtbot.waitSignal(page.desk.background.troubled):
        qtbot.keyClick(page.rows, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    with qtbot.waitSignal(page.desk.background.troubled):
        qtbot.keyClicks(page.rows, "r")
    qtbot.waitUntil(lambda: page.card.pending() is not None)
    assert page.lost.trouble is None
    disk.free()
    page.flush().result(timeout=10)
    assert [(one.what, one.status) for one in stored(page).values()] == [
        ("Appeler", Status.TO_DO), ("Relire", Status.DONE),
    ]  # fmt: skip
