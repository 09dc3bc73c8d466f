"""The day's meetings on the page of the day, on a real store."""

from __future__ import annotations

from datetime import date, time
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from desktop.models.meeting import Medium, Meeting, Status, meeting_content, meetings
from desktop.models.note import Kind
from desktop.views.desk import Desk
from desktop.views.today.meetings_card import MeetingsCard
from desktop.views.today.today_page import TodayPage
from tests.views.conftest import Shown
from tests.views.paper import PlainPapers
from tests.views.people import ALI, CLAIRE, MOUSSA, NADIA, TODAY, YANN
from tests.views.reach import cut, missed, unnamed

SCENE = (
    (YANN, Meeting("past", date(2026, 11, 18), time(10), 30)),
    (NADIA, Meeting("nine", TODAY, time(9), 45, theme="Le projet")),
    (MOUSSA, Meeting("half", TODAY, time(9, 30), 30, medium=Medium.PHONE)),
    (CLAIRE, Meeting("later", date(2026, 11, 26), time(14), 60)),
)


def fill(desk: Desk) -> None:
    for person, one in SCENE:
        desk.background.write(
            lambda store, person=person, one=one: store.items.record(  # type: ignore[misc]
                person, Kind.MEETING, meeting_content(one), item=one.id
            )
        )


@pytest.fixture
def page(desk: Desk, shown: Shown, qtbot: QtBot) -> TodayPage:
    fill(desk)
    page = TodayPage(Desk(desk.background, desk.reference, desk.theme, desk.today, PlainPapers()))
    shown(page)
    qtbot.waitUntil(lambda: page.meetings.rows.isVisible())
    return page


def titles(card: MeetingsCard) -> list[str]:
    return [row.title for row in card.rows.model_of_rows.rows]


def status(page: TodayPage, identifier: str) -> Status:
    items = page.desk.background.ask(lambda store: store.items.of_kind(Kind.MEETING, 100))
    return {one.id: one.status for one in meetings(items)}[identifier]


def test_the_day_is_first_with_what_is_new_for_each(page: TodayPage) -> None:
    assert titles(page.meetings) == ["9 h 00 · Nadia B.", "9 h 30 · Moussa D."]
    first, second = page.meetings.rows.model_of_rows.rows
    assert first.said == "45 minutes, dans nos locaux · prévu"
    assert first.around.startswith("Le projet · En même temps qu’un autre rendez-vous · Partage reçu hier")
    assert second.around == "En même temps qu’un autre rendez-vous"
    assert page.meetings.said.text() == (
        "2 rendez-vous ont lieu en même temps. 1 rendez-vous passé n’a pas de suite notée : voir la semaine."
    )
    assert page.meetings.y() < page.fresh.y()
    assert unnamed(page) == []
    assert missed(page) == []


def test_the_week_is_one_key_away_and_back(page: TodayPage, qtbot: QtBot) -> None:
    page.meetings.rows.setFocus()
    qtbot.keyClick(page.meetings.rows, Qt.Key.Key_J, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: len(titles(page.meetings)) > 2)
    assert titles(page.meetings) == [
        "Passés, sans suite notée", "Mercredi 18 novembre, 10 h 00 · Yann L.", "Dimanche 22 novembre",
        "9 h 00 · Nadia B.", "9 h 30 · Moussa D.", "Jeudi 26 novembre", "14 h 00 · Claire P.",
    ]  # fmt: skip
    assert page.meetings.title.text() == "Rendez-vous des sept jours"
    page.meetings.turn.click()
    qtbot.waitUntil(lambda: len(titles(page.meetings)) == 2)


def test_a_mark_is_one_gesture_the_next_one_follows_and_all_can_be_undone(page: TodayPage, qtbot: QtBot) -> None:
    card = page.meetings
    assert card.about.text() == "9 h 00, Nadia B."
    card.marks.buttons[Status.HELD].click()
    qtbot.waitUntil(lambda: card.about.text() == "9 h 30, Moussa D.")
    card.marks.buttons[Status.ABSENT].click()
    qtbot.waitUntil(lambda: "absence" in card.rows.model_of_rows.rows[1].said)
    assert card.undo.words.text() == "Rendez-vous de 9 h 30, Moussa D. : absence."
    assert (status(page, "nine"), status(page, "half")) == (Status.HELD, Status.ABSENT)
    card.rows.setFocus()
    for left, wanted in ((2, "half"), (1, "nine")):
        qtbot.waitUntil(lambda left=left: len(card.undo._done) == left)  # type: ignore[misc]
        qtbot.keyClick(card.rows, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
        qtbot.waitUntil(lambda wanted=wanted: status(page, wanted) is Status.PLANNED)  # type: ignore[misc]


def test_the_current_row_is_kept_when_something_else_is_written(page: TodayPage, qtbot: QtBot) -> None:
    card = page.meetings
    card.rows.setCurrentIndex(card.rows.model_of_rows.index(1))
    assert card.about.text() == "9 h 30, Moussa D."
    page.desk.background.write(lambda store: store.passports.open(NADIA))
    qtbot.waitUntil(lambda: "Partage" not in card.rows.model_of_rows.rows[0].around)
    assert card.about.text() == "9 h 30, Moussa D."


def test_the_file_of_the_current_one_is_opened(page: TodayPage, qtbot: QtBot) -> None:
    with qtbot.waitSignal(page.open_file) as asked:
        page.meetings.open.click()
    assert asked.args == [NADIA, ""]


def saved(page: TodayPage, qtbot: QtBot, path: Path) -> str:
    """What the button writes at that place."""
    page.meetings.export.buttons["ics"].click()
    qtbot.waitUntil(lambda: any(one.isVisible() for one in page.findChildren(QFileDialog)))
    dialog = next(one for one in page.findChildren(QFileDialog) if one.isVisible())
    dialog.fileSelected.emit(str(path))
    dialog.reject()
    qtbot.waitUntil(lambda: page.meetings.told.text() == f"Enregistré : {path.name}.")
    return path.read_text()


def test_a_day_that_was_given_and_is_off_is_told_to_the_calendar(page: TodayPage, qtbot: QtBot, tmp_path: Path) -> None:
    card, before = page.meetings, saved(page, qtbot, tmp_path / "avant.ics")
    card.marks.buttons[Status.CANCELLED].click()
    qtbot.waitUntil(lambda: card.about.text() == "9 h 30, Moussa D.")
    card.marks.buttons[Status.MOVED].click()
    qtbot.waitUntil(lambda: "reporté" in card.rows.model_of_rows.rows[1].said)
    assert card.export.isVisible()
    after = saved(page, qtbot, tmp_path / "apres.ics")
    assert (before.count("STATUS:CONFIRMED"), after.count("STATUS:CANCELLED")) == (2, 2)


def test_the_day_goes_to_a_calendar_without_any_name(page: TodayPage, qtbot: QtBot, tmp_path: Path) -> None:
    written = saved(page, qtbot, tmp_path / "jour.ics")
    assert written.count("BEGIN:VEVENT") == 2
    assert "Nadia" not in written
    assert page.desk.background.ask(lambda store: store.calendar.held()) == {"nine", "half"}
    entries = page.desk.background.ask(lambda store: store.journal.entries())
    assert ("exported", "agenda", "") in [(str(entry.event), entry.what, entry.who) for entry in entries]


def test_a_day_without_any_says_so_and_offers_no_button(desk: Desk, shown: Shown, qtbot: QtBot) -> None:
    page = TodayPage(desk)
    shown(page)
    qtbot.waitUntil(lambda: page.meetings.said.text() == "Aucun rendez-vous aujourd’hui.")
    assert not page.meetings.marks.isVisible()
    assert not page.meetings.export.isVisible()
    assert not page.meetings.open.isVisible()
    assert missed(page) == []


def test_meetings_of_a_file_that_went_are_gone_from_the_day(page: TodayPage, qtbot: QtBot) -> None:
    one = Meeting("ali", TODAY, time(17))
    page.desk.background.write(lambda store: store.items.record(ALI, Kind.MEETING, meeting_content(one), item=one.id))
    qtbot.waitUntil(lambda: titles(page.meetings)[-1] == "17 h 00 · Ali R.")
    page.desk.background.write(lambda store: store.passports.remove(ALI))
    qtbot.waitUntil(lambda: titles(page.meetings) == ["9 h 00 · Nadia B.", "9 h 30 · Moussa D."])


def test_nothing_is_cut_with_letters_twice_as_big(large_desk: Desk, shown: Shown, qtbot: QtBot) -> None:
    fill(large_desk)
    page = TodayPage(large_desk)
    shown(page)
    page.resize(990, 700)
    qtbot.waitUntil(page.meetings.marks.isVisible)
    qtbot.waitUntil(lambda: cut(page) == [])
