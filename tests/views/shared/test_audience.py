"""The second screen: what it can be given, when it comes, and when it goes."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime
from typing import get_type_hints

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QScreen
from PySide6.QtWidgets import QPushButton, QWidget
from pytestqt.qtbot import QtBot

from desktop.models.changes import Changes
from desktop.models.file import File, ReadLock
from desktop.models.news import News, Withdrawal
from desktop.models.note import Kind
from desktop.models.reading import SKILLS
from desktop.models.shareable import Shareable, shareable
from desktop.models.store import Store
from desktop.views.desk import Desk
from desktop.views.shared.audience import Audience
from desktop.views.shared.audience_window import AudienceWindow
from desktop.views.shared.ways_in import WaysIn, other_screen
from desktop.views.theme import Theme
from tests.documents import made
from tests.models.people import written
from tests.views.conftest import Shown
from tests.views.people import NADIA, TODAY
from tests.views.reach import unnamed

FILE = File(made.CARD, made.PASSPORT)


class Screens(Audience):
    """An audience in a room with a second screen, whatever the computer of the tests has."""

    def other(self) -> QScreen | None:
        return self._office.screen()


@pytest.fixture
def office(shown: Shown) -> QWidget:
    window = QWidget()
    shown(window)
    return window


@pytest.fixture
def audience(desk: Desk, office: QWidget) -> Iterator[Screens]:
    audience = Screens(desk, office)
    yield audience
    audience.close()


def titles(window: AudienceWindow) -> list[str]:
    """The headings of what is shown."""
    return [card.title.text() for card in window.chapters.cards]


def test_it_is_given_what_may_be_shared_and_nothing_else(theme: Theme) -> None:
    hints = get_type_hints(AudienceWindow.__init__)
    assert hints == {"theme": Theme, "shared": Shareable, "today": date, "return": type(None)}
    note = written(Kind.WORKING, {"text": "PRIVE"})
    for other in (note, FILE, object()):
        with pytest.raises(TypeError, match="shared"):
            AudienceWindow(theme, other, TODAY)  # type: ignore[arg-type]


def test_it_says_the_file_in_large_letters_and_names_nobody_in_its_title(theme: Theme, shown: Shown) -> None:
    window = AudienceWindow(theme, shareable(FILE, ()), TODAY)
    shown(window)
    assert window.windowTitle() == "Escale"
    assert window.name.text() == made.HOLDER.name
    assert titles(window) == ["Expériences", "Diplômes et titres", SKILLS]
    assert window.name.fontMetrics().height() > 1.2 * theme.px(24)
    assert not unnamed(window)
    assert not window.findChildren(QPushButton)


def test_the_keys_turn_the_page_and_no_line_is_marked(theme: Theme, shown: Shown, qtbot: QtBot) -> None:
    window = AudienceWindow(theme, shareable(FILE, ()), TODAY)
    shown(window)
    with qtbot.waitActive(window):
        window.activateWindow()
    assert window.area.hasFocus()
    window.resize(600, 200)
    qtbot.keyClick(window.area, Qt.Key.Key_PageDown)
    assert window.area.verticalScrollBar().value() > 0


def test_it_follows_what_is_decided(audience: Screens, desk: Desk, qtbot: QtBot) -> None:
    audience.show_person(NADIA)
    qtbot.waitUntil(lambda: audience.window is not None)
    window = audience.window
    assert window is not None
    desk.background.write(lambda store: store.items.record(NADIA, Kind.NOTE, {"text": "Vu ensemble"}))
    desk.background.write(lambda store: store.items.record(NADIA, Kind.WORKING, {"text": "Pour moi"}))
    qtbot.waitUntil(
        lambda: "Vu ensemble" in str([card.rows.model_of_rows.rows for card in window.chapters.cards]), timeout=5_000
    )
    assert "Pour moi" not in str([card.rows.model_of_rows.rows for card in window.chapters.cards])
    assert audience.window is window


def test_escape_closes_it_and_so_does_leaving_the_file(audience: Screens, qtbot: QtBot) -> None:
    for leave in (
        lambda: qtbot.keyClick(audience.window, Qt.Key.Key_Escape),
        lambda: audience.leave(""),
        lambda: audience.leave("p-claire"),
        audience.close,
    ):
        audience.show_person(NADIA)
        qtbot.waitUntil(lambda: audience.window is not None)
        audience.leave(NADIA)
        assert audience.window is not None
        leave()
        assert audience.window is None


def test_it_goes_with_the_file(audience: Screens, desk: Desk, qtbot: QtBot) -> None:
    audience.show_person(NADIA)
    qtbot.waitUntil(lambda: audience.window is not None)
    gone = Withdrawal(NADIA, f"c-{NADIA}", datetime(2026, 11, 22, tzinfo=UTC), "withdrawn")
    page = News("e1", (gone,), (), (), "c2", more=False, remaining=0)
    desk.background.write(lambda store: store.intake.absorb(page, lambda _p, _i: ("k", b"s")))
    qtbot.waitUntil(lambda: audience.window is None)


def test_the_curtain_covers_both_screens(audience: Screens, qtbot: QtBot) -> None:
    audience.show_person(NADIA)
    qtbot.waitUntil(lambda: audience.window is not None)
    window = audience.window
    assert window is not None
    audience.cover()
    assert not window.isVisible()
    audience.uncover()
    assert window.isVisible()
    with qtbot.waitActive(window):
        window.activateWindow()
    with qtbot.waitSignal(audience.curtain_asked):
        qtbot.keyClick(window, Qt.Key.Key_F12)
    audience.close()
    audience.cover()
    audience.uncover()
    assert audience.window is None


def test_it_goes_when_the_file_may_not_be_read_for_now(audience: Screens, desk: Desk, qtbot: QtBot) -> None:
    audience.show_person(NADIA)
    qtbot.waitUntil(lambda: audience.window is not None)

    def close(store: Store) -> Changes:
        store.reading = ReadLock("Les passeports sont fermés à la lecture.")
        return Changes(everything=True)

    with qtbot.assertNotEmitted(desk.background.troubled):
        desk.background.write(close)
        qtbot.waitUntil(lambda: audience.window is None)


def test_it_never_comes_over_the_only_screen(desk: Desk, office: QWidget, qtbot: QtBot) -> None:
    audience = Audience(desk, office)
    with qtbot.assertNotEmitted(desk.background.changed):
        audience.show_person(NADIA)
        desk.background.ask(lambda _: None)
    assert audience.window is None


def test_the_other_screen_is_the_first_that_is_not_one_s_own() -> None:
    assert other_screen(["a", "b", "c"], "a") == "b"
    assert other_screen(["a", "b"], "b") == "a"
    assert other_screen(["a"], "a") is None


def test_the_second_screen_is_only_offered_while_there_is_one(shown: Shown) -> None:
    page = QWidget()
    ways = WaysIn(page)
    shown(ways)
    assert not ways.screen_button.isVisible()
    ways.offer_screens(("a", "b"))
    assert ways.screen_button.isVisible()
    ways.offer_screens(("a",))
    assert not ways.screen_button.isVisible()
    page.deleteLater()
