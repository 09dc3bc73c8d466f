"""Words that the disk refused: nobody goes into the shared view or locks before it is said, and nothing shows there."""

from __future__ import annotations

from dataclasses import replace

import pytest
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from desktop.front import Front
from desktop.furniture import Furniture
from desktop.models.lock import Locked, Reason
from desktop.models.note import Delivery
from tests.views.disk import Disk
from tests.views.shared.conftest import NINA, OTTO, back, in_the_room, settled

LINE = "Je rappelle"


@pytest.fixture
def losing(front: Front, disk: Disk, qtbot: QtBot) -> Disk:
    """A line of Nina’s plan was refused by this full disk; another file is open."""
    furniture = office(front)
    furniture.open_file(NINA, furniture.plan.title)
    settled(front, qtbot)
    disk.fill()
    furniture.plan.entry.setText(LINE)
    furniture.open_file(OTTO, furniture.plan.title)
    qtbot.waitUntil(lambda: furniture.plan.lost.of(NINA) is not None)
    assert furniture.plan.entry.text() == ""
    return disk


def office(front: Front) -> Furniture:
    """What is shown."""
    assert front.furniture is not None
    return front.furniture


def lines(front: Front) -> list[str]:
    """The lines of Nina’s plan that the store holds as drafts."""
    items = office(front).office.background.ask(lambda store: store.items.of(NINA))
    return [item.content["what"] for item in items if item.delivery is Delivery.DRAFT]


def test_the_shared_view_waits_for_them_and_never_shows_them(front: Front, losing: Disk, qtbot: QtBot) -> None:
    with qtbot.assertNotEmitted(front.stage.shared):
        office(front).file.together.room.click()
        settled(front, qtbot)
    assert "disque est plein" in office(front).window.trouble_bar.sentence.text()
    losing.free()
    room = in_the_room(front, qtbot, office(front).plan.title)
    assert (room.person, room.plan.entry.text(), room.plan.lost_notice.isVisible()) == (NINA, "", False)
    back(front, qtbot)
    assert LINE in lines(front)


def test_a_lock_that_is_asked_for_says_so_first(front: Front, losing: Disk, locks: list[Locked]) -> None:
    told = list[str]()

    def stay(_window: object, losses: str) -> bool:
        told.append(losses)
        return False

    front._ways = replace(front._ways, agrees=stay)
    front.lock()
    assert (locks, ["disque est plein" in one for one in told]) == ([], [True])
    losing.free()
    front.lock()
    assert (locks, len(told)) == ([Locked(Reason.ASKED)], 1)


def test_a_lock_that_nobody_asked_for_says_that_something_is_missing_and_keeps_nothing(
    front: Front, losing: Disk, locks: list[Locked], qtbot: QtBot
) -> None:
    def end(locked: Locked) -> None:
        locks.append(locked)
        losing.free()  # the process that held the store would have ended here

    front._ways = replace(front._ways, relaunch=end)
    lost = office(front).plan.lost
    front.lock(Reason.IDLE)
    assert locks == [Locked(Reason.IDLE, whole=False)]
    qtbot.waitUntil(lambda: not isValid(lost))  # what was in memory went with the window
