"""A meeting half typed that a full disk refused: it comes back in its file, or is written without anybody’s help."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from desktop.errors import StoreTrouble
from desktop.models.note import Delivery, Kind
from desktop.views.desk import Desk
from desktop.views.lost_words import KEPT_IN_MEMORY, TAKE_UP
from desktop.views.meetings.meetings_page import MeetingsPage
from tests.views.conftest import Shown
from tests.views.disk import Disk
from tests.views.people import CLAIRE, MOUSSA
from tests.views.reach import cut, unnamed


@pytest.fixture
def away(desk: Desk, disk: Disk, shown: Shown, qtbot: QtBot) -> MeetingsPage:
    """Claire’s meeting was being typed when the disk was full; Moussa’s meetings are shown."""
    page = MeetingsPage(desk)
    desk.background.changed.connect(page.absorb)
    shown(page)
    page.show_person(CLAIRE)
    qtbot.waitUntil(lambda: page._read)
    disk.fill()
    qtbot.keyClicks(page.form.theme, "Le projet")
    with qtbot.waitSignal(desk.background.troubled) as told:
        page.show_person(MOUSSA)
    assert "disque est plein" in str(told.args)
    assert (page.form.theme.text(), page.lost_notice.isVisible()) == ("", False)
    with pytest.raises(StoreTrouble):
        page.flush().result(timeout=10)
    return page


def themes(page: MeetingsPage, person: str) -> list[str]:
    """Of the meetings that the store holds as drafts."""
    items = page.desk.background.ask(lambda store: store.items.of(person))
    drafts = [item for item in items if item.kind is Kind.MEETING and item.delivery is Delivery.DRAFT]
    return [item.content["theme"] for item in drafts]


def test_it_is_offered_back_in_its_file(away: MeetingsPage, disk: Disk, qtbot: QtBot) -> None:
    away.show_person(CLAIRE)
    qtbot.waitUntil(lambda: away.lost_notice.isVisible() and away._read)
    assert away.lost_notice.words.text() == KEPT_IN_MEMORY
    assert unnamed(away) == cut(away) == []
    next(one for one in away.lost_notice.findChildren(QPushButton) if one.text() == TAKE_UP).click()
    assert (away.form.theme.text(), away.lost_notice.isVisible()) == ("Le projet", False)
    disk.free()
    away.flush().result(timeout=10)
    assert (themes(away, CLAIRE), themes(away, MOUSSA)) == (["Le projet"], [])


def test_it_is_written_while_another_file_is_shown(away: MeetingsPage, disk: Disk, qtbot: QtBot) -> None:
    disk.free()
    away.flush().result(timeout=10)
    assert (themes(away, CLAIRE), themes(away, MOUSSA)) == (["Le projet"], [])
    away.show_person(CLAIRE)
    qtbot.waitUntil(lambda: away.form.theme.text() == "Le projet")
