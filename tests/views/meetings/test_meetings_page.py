"""The tab of meetings: written, marked, taken back, kept while being typed, exported without a name."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, time
from pathlib import Path

import pytest
from PySide6.QtCore import QDate, Qt
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from desktop.models.changes import Changes
from desktop.models.meeting import Medium, Meeting, Reception, Sort, Status, meeting_content, meetings
from desktop.models.news import Answer
from desktop.models.note import Delivery, Item, Kind, Theirs
from desktop.models.store import Store
from desktop.views.desk import Desk
from desktop.views.meetings.meetings_page import NONE, MeetingsPage
from tests.views.conftest import Shown
from tests.views.paper import PlainPapers
from tests.views.people import CLAIRE, MOUSSA
from tests.views.reach import cut, missed, unnamed

MONDAY = Meeting("m1", date(2026, 11, 23), time(9), 45, medium=Medium.PHONE, place="Mairie", theme="Le projet")
PAST = Meeting("m0", date(2026, 11, 16), time(14), 60, Status.HELD)
THEIRS = Meeting("m9", date(2026, 11, 24), time(10), 60)


def keep(desk: Desk, person: str, *wanted: Meeting) -> None:
    """Written before the page is shown."""
    for one in wanted:
        desk.background.write(
            lambda store, one=one: store.items.record(person, Kind.MEETING, meeting_content(one), item=one.id)  # type: ignore[misc]
        )


def kept(page: MeetingsPage, person: str = CLAIRE) -> tuple[Item, ...]:
    """What the store holds of meetings, drafts included."""
    every = page.desk.background.ask(lambda store: store.items.of(person))
    return tuple(item for item in every if item.kind is Kind.MEETING)


def titles(page: MeetingsPage) -> list[str]:
    return [row.title for row in page.list.rows.model_of_rows.rows]


@pytest.fixture
def page(desk: Desk, shown: Shown, qtbot: QtBot) -> MeetingsPage:
    """Claire's, on 22 November 2026: one past, one ahead; Moussa has one on Tuesday at 10."""
    keep(desk, CLAIRE, PAST, MONDAY)
    keep(desk, MOUSSA, THEIRS)
    return opened(Desk(desk.background, desk.reference, desk.theme, desk.today, PlainPapers()), shown, qtbot)


def opened(desk: Desk, shown: Shown, qtbot: QtBot) -> MeetingsPage:
    page = MeetingsPage(desk)
    desk.background.changed.connect(page.absorb)
    shown(page)
    page.show_person(CLAIRE)
    qtbot.waitUntil(lambda: bool(page._known.items))
    return page


def test_what_comes_is_first_and_the_next_one_is_said(page: MeetingsPage) -> None:
    assert titles(page) == ["À venir", "Demain à 9 h 00", "Passés", "Lundi 16 novembre à 14 h 00"]
    assert page.said.text() == "Le prochain : demain à 9 h 00, 45 minutes, au téléphone."
    assert page.detail.title.text() == "Demain à 9 h 00"
    assert page.list.rows.model_of_rows.rows[1].around == "Mairie · Le projet"
    assert unnamed(page) == []
    assert missed(page) == []


def test_one_that_was_found_is_gone_to_even_under_another_id(page: MeetingsPage, desk: Desk, qtbot: QtBot) -> None:
    far = Meeting("m7", date(2026, 12, 9), time(9))
    desk.background.write(
        lambda store: store.items.record(CLAIRE, Kind.MEETING, meeting_content(far), item="item-7")
    ).result()
    page.show_meeting("item-7")
    qtbot.waitUntil(lambda: page.detail.title.text() == "Mercredi 9 décembre à 9 h 00")
    page.show_meeting("m0")
    assert page.detail.title.text() == "Lundi 16 novembre à 14 h 00"


def test_without_any_it_says_what_to_do(desk: Desk, shown: Shown, qtbot: QtBot) -> None:
    page = MeetingsPage(desk)
    shown(page)
    page.show_person(CLAIRE)
    qtbot.waitUntil(lambda: page.said.text() == NONE)
    assert not page.detail.isVisible()


def test_one_is_added_by_the_keyboard_and_can_be_taken_back(page: MeetingsPage, qtbot: QtBot) -> None:
    page.form.day.setDate(QDate(2026, 12, 1))
    page.form.sort.setCurrentIndex(page.form.sort.findData(Sort.WORKSHOP))
    page.form.group.setChecked(True)
    page.form.theme.setFocus()
    qtbot.keyClicks(page.form.theme, "Le CV")
    qtbot.keyClick(page.form.theme, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: "Mardi 1er décembre à 9 h 00" in titles(page))
    (added,) = [one for one in meetings(kept(page)) if one.theme == "Le CV"]
    assert (added.sort, added.reception, added.minutes) == (Sort.WORKSHOP, Reception.GROUP, 45)
    assert not page.form.dirty
    assert page.form.theme.text() == ""
    assert page.undo.words.text().startswith("Rendez-vous ajouté : mardi 1er décembre à 9 h 00")
    page.undo.button.click()
    qtbot.waitUntil(lambda: "Mardi 1er décembre à 9 h 00" not in titles(page))
    page.undo.button.click()
    qtbot.waitUntil(lambda: "Mardi 1er décembre à 9 h 00" in titles(page))


@pytest.mark.parametrize("status", [Status.HELD, Status.ABSENT, Status.CANCELLED])
def test_what_became_of_it_is_one_gesture_and_ctrl_z_takes_it_back(
    page: MeetingsPage, qtbot: QtBot, status: Status
) -> None:
    page.marks.buttons[status].click()
    qtbot.waitUntil(lambda: not page.marks.buttons[status].isVisible())
    assert page._find("m1") is not None
    assert {one.id: one.status for one in meetings(kept(page))}["m1"] is status
    page.list.rows.setFocus()
    qtbot.keyClick(page.list.rows, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: {one.id: one.status for one in meetings(kept(page))}["m1"] is Status.PLANNED)


def test_one_put_off_offers_another_like_it_a_week_later(page: MeetingsPage, qtbot: QtBot) -> None:
    page.marks.buttons[Status.MOVED].click()
    qtbot.waitUntil(page.marks.buttons[Status.PLANNED].isVisible)
    new = page.form.meeting
    assert (new.day, new.at, new.medium, new.theme) == (date(2026, 11, 30), time(9), Medium.PHONE, "Le projet")
    assert new.id != "m1"
    page.form.save.click()
    qtbot.waitUntil(lambda: "Lundi 30 novembre à 9 h 00" in titles(page))
    assert {one.id: one.status for one in meetings(kept(page))}["m1"] is Status.MOVED


def test_another_at_the_same_time_is_said_without_a_name_and_never_refused(page: MeetingsPage, qtbot: QtBot) -> None:
    assert not page.form.clash.isVisible()  # nothing is typed yet, though Monday at 9 is taken
    page.form.day.setDate(QDate(2026, 11, 24))
    page.form.at.setTime(page.form.at.time().fromString("10:15", "HH:mm"))
    said = "En même temps, un autre rendez-vous est prévu : de 10 h 00 à 11 h 00."
    assert page.form.clash.text() == said
    assert page.form.clash.isVisible()
    page.form.save.click()
    qtbot.waitUntil(lambda: "Mardi 24 novembre à 10 h 15" in titles(page))


def test_what_is_typed_is_kept_at_a_pause_and_comes_back(page: MeetingsPage, qtbot: QtBot) -> None:
    qtbot.keyClicks(page.form.place, "Salle 2")
    with qtbot.waitSignal(page.form.paused):
        pass
    qtbot.waitUntil(lambda: [item.delivery for item in kept(page)].count(Delivery.DRAFT) == 1)
    page.show_person(MOUSSA)
    qtbot.waitUntil(lambda: "Mardi 24 novembre à 10 h 00" in titles(page))
    assert page.form.place.text() == ""
    page.show_person(CLAIRE)
    qtbot.waitUntil(lambda: page.form.place.text() == "Salle 2")
    page.form.give_up.click()
    qtbot.waitUntil(lambda: all(item.delivery is not Delivery.DRAFT for item in kept(page)))
    assert page.form.place.text() == ""


def test_leaving_at_once_keeps_the_last_letter(page: MeetingsPage, qtbot: QtBot) -> None:
    qtbot.keyClicks(page.form.theme, "Le pro")
    page.flush().result(timeout=10)
    (typed,) = [item for item in kept(page) if item.delivery is Delivery.DRAFT]
    assert typed.content["theme"] == "Le pro"


def test_saving_leaves_no_draft_behind(page: MeetingsPage, qtbot: QtBot) -> None:
    qtbot.keyClicks(page.form.theme, "Le pro")
    page.flush()
    page.form.save.click()
    qtbot.waitUntil(lambda: not page.form.dirty)
    qtbot.waitUntil(lambda: all(item.delivery is not Delivery.DRAFT for item in kept(page)))
    assert [one.theme for one in meetings(kept(page))].count("Le pro") == 1


def test_saving_then_leaving_at_once_writes_it_once(page: MeetingsPage, qtbot: QtBot) -> None:
    qtbot.keyClicks(page.form.theme, "Vite")
    page.form.save.click()
    page.show_person(MOUSSA)
    page.show_person(CLAIRE)
    qtbot.waitUntil(lambda: all(item.delivery is not Delivery.DRAFT for item in kept(page)))
    assert [one.theme for one in meetings(kept(page))].count("Vite") == 1
    assert page.form.theme.text() == ""


def test_a_change_while_something_is_typed_loses_neither(page: MeetingsPage, qtbot: QtBot) -> None:
    qtbot.keyClicks(page.form.theme, "En cours")
    page.change.click()
    assert page.form.theme.text() == "Le projet"
    page.form.theme.setText("Le stage")
    page.form.save.click()
    qtbot.waitUntil(lambda: page.form.theme.text() == "En cours")
    assert {one.id: one.theme for one in meetings(kept(page))}["m1"] == "Le stage"


def test_one_is_taken_out_and_brought_back(page: MeetingsPage, qtbot: QtBot) -> None:
    page.remove.click()
    qtbot.waitUntil(lambda: "Demain à 9 h 00" not in titles(page))
    assert all("Mairie" not in item.content.values() for item in kept(page))
    page.undo.button.click()
    qtbot.waitUntil(lambda: "Demain à 9 h 00" in titles(page))


def saved(page: MeetingsPage, qtbot: QtBot, path: Path) -> str:
    """What the button writes at that place."""
    page.export.buttons["ics"].click()
    qtbot.waitUntil(lambda: any(one.isVisible() for one in page.findChildren(QFileDialog)))
    dialog = next(one for one in page.findChildren(QFileDialog) if one.isVisible())
    dialog.fileSelected.emit(str(path))
    dialog.reject()
    qtbot.waitUntil(lambda: page.told.text() == f"Enregistré : {path.name}.")
    return path.read_text()


def held(page: MeetingsPage) -> frozenset[str]:
    return page.desk.background.ask(lambda store: store.calendar.held())


def test_it_goes_to_a_calendar_without_a_name_and_the_journal_knows(
    page: MeetingsPage, qtbot: QtBot, tmp_path: Path
) -> None:
    written = saved(page, qtbot, tmp_path / "rendez-vous.ics")
    assert "DTSTART:20261123T080000Z" in written
    assert "Mairie" not in written
    entries = page.desk.background.ask(lambda store: store.journal.entries(CLAIRE))
    assert ("exported", "agenda") in [(str(entry.event), entry.what) for entry in entries]


def test_a_calendar_that_holds_it_can_be_told_that_it_is_cancelled(
    page: MeetingsPage, qtbot: QtBot, tmp_path: Path
) -> None:
    assert "STATUS:CONFIRMED" in saved(page, qtbot, tmp_path / "avant.ics")
    assert held(page) == {"m1"}
    page.marks.buttons[Status.CANCELLED].click()
    qtbot.waitUntil(lambda: page.marks.buttons[Status.PLANNED].isVisible())
    assert page.export.isVisible()
    assert "STATUS:CANCELLED" in saved(page, qtbot, tmp_path / "apres.ics")


def test_one_that_no_calendar_holds_is_cancelled_here_alone(page: MeetingsPage, qtbot: QtBot) -> None:
    page.export.buttons["ics"].click()
    qtbot.waitUntil(lambda: bool(page.findChildren(QFileDialog)))
    page.findChildren(QFileDialog)[-1].reject()  # nothing was saved
    assert held(page) == frozenset()
    page.marks.buttons[Status.CANCELLED].click()
    qtbot.waitUntil(lambda: page.marks.buttons[Status.PLANNED].isVisible())
    assert not page.export.isVisible()


def test_one_that_is_taken_out_stays_in_the_calendar_and_the_sentence_says_so(
    page: MeetingsPage, qtbot: QtBot, tmp_path: Path
) -> None:
    saved(page, qtbot, tmp_path / "rendez-vous.ics")
    page.remove.click()
    qtbot.waitUntil(lambda: "Demain à 9 h 00" not in titles(page))
    assert page.undo.words.text().endswith("Il est dans un agenda : retirez-le aussi de là.")


def test_what_became_of_a_past_one_is_no_calendar_any_more(page: MeetingsPage) -> None:
    page.list.rows.setCurrentIndex(page.list.rows.model_of_rows.index(3))
    assert not page.export.isVisible()
    assert page.marks.buttons[Status.PLANNED].isVisible()
    assert not page.marks.buttons[Status.HELD].isVisible()


@pytest.mark.parametrize(("button", "hour"), [("ours", 9), ("theirs", 11)])
def test_one_changed_here_and_elsewhere_says_both_and_the_counsellor_keeps_one(
    page: MeetingsPage, qtbot: QtBot, button: str, hour: int
) -> None:
    other = meeting_content(replace(MONDAY, at=time(11), theme="Autre chose"))
    theirs = Theirs(2, datetime(2026, 11, 22, 7, 0, tzinfo=UTC), "C. Martin", other)

    def answered(store: Store) -> Changes:
        sent = [one for one in store.post.batch() if one.item.id == "m1"]
        return store.post.settle(sent, [Answer("m1", "conflict", 2, "", theirs)])

    page.desk.background.write(answered)
    qtbot.waitUntil(page.both.isVisible)
    assert page.both.words.text() == (
        "Changé ailleurs par C. Martin : demain à 11 h 00, 45 minutes, au téléphone · prévu · Mairie · Autre chose."
    )
    assert not page.marks.buttons[Status.HELD].isVisible()
    assert not page.change.isVisible()
    assert unnamed(page) == []
    getattr(page.both, button).click()
    qtbot.waitUntil(lambda: not page.both.isVisible())
    assert {one.id: one.start.hour for one in meetings(kept(page))}["m1"] == hour
    assert page.marks.buttons[Status.HELD].isVisible()


def test_nothing_is_cut_with_letters_twice_as_big(large_desk: Desk, shown: Shown, qtbot: QtBot) -> None:
    keep(large_desk, CLAIRE, replace(MONDAY, place="", theme=""))
    page = opened(large_desk, shown, qtbot)
    qtbot.waitUntil(page.marks.isVisible)
    assert cut(page) == []
