"""The header of a note: proposed, never imposed; saved with its words; its moment brings headings."""

from __future__ import annotations

from datetime import date, time

from PySide6.QtCore import QDate, Qt
from pytestqt.qtbot import QtBot

from desktop.models import meeting as met
from desktop.models.interview import Header, Level, Medium, Moment, header_of
from desktop.models.meeting import Meeting, meeting_content
from desktop.models.note import Kind
from desktop.models.note_templates import template
from desktop.views.desk import Desk
from desktop.views.notes.header_form import NO_DAY
from desktop.views.notes.notes_page import NotesPage
from tests.views.notes.kept import kept, listed
from tests.views.people import ALI, TODAY
from tests.views.reach import missed, unnamed


def choose(page: NotesPage, moment: Moment | None) -> None:
    """As the keyboard would, in the list of the moments."""
    field = page.editor.bar.moment
    field.show_code(moment or "")
    field.activated.emit(field.currentIndex())


def test_today_is_proposed_and_nothing_is_written_for_it(page: NotesPage) -> None:
    assert page.editor.bar.header == Header(day=TODAY)
    assert page.editor.bar.said.text() == "Proposé : 22 novembre 2026"
    page.flush().result(timeout=10)
    assert kept(page) == ()


def test_the_meeting_of_the_day_is_proposed(page: NotesPage, desk: Desk, qtbot: QtBot) -> None:
    one = Meeting("m", TODAY, time(9), 30, medium=met.Medium.HOME, place="Thouars")
    desk.background.write(lambda store: store.items.record(ALI, Kind.MEETING, meeting_content(one))).result(timeout=10)
    page.show_person(ALI)
    qtbot.waitUntil(lambda: "Thouars" in page.editor.bar.said.text())
    assert page.editor.bar.header == Header(None, TODAY, 30, Medium.HOME, "Thouars")


def test_the_header_is_kept_with_the_words_and_shown_in_the_list(page: NotesPage, qtbot: QtBot) -> None:
    bar = page.editor.bar
    bar.opens.click()
    assert unnamed(page) == missed(page) == []
    bar.form.day.setDate(QDate(2026, 11, 20))
    bar.form.minutes.setValue(45)
    bar.form.medium.show_code(Medium.PHONE)
    bar.form.medium.activated.emit(1)
    bar.form.place.setText("")
    qtbot.keyClicks(bar.form.place, "Mairie")
    bar.form.level.show_code(Level.TWO)
    bar.form.level.activated.emit(1)
    choose(page, Moment.FOLLOW_UP)
    page.editor.field.setPlainText("Elle va mieux")
    page.editor.save()
    listed(page, qtbot, "niveau 2 · en attente")
    (note,) = kept(page)
    expected = Header(Moment.FOLLOW_UP, date(2026, 11, 20), 45, Medium.PHONE, "Mairie", Level.TWO)
    assert header_of(note.content) == expected
    assert page.rows.model_of_rows.rows[0].said == "Suivi · 20 novembre"
    page.new_note()
    assert page.editor.bar.header == Header(None, TODAY, 0, Medium.PHONE, "Mairie", Level.TWO)
    page.show_note(note.id)
    assert page.editor.bar.header == expected
    assert page.editor.bar.said.text().startswith("20 novembre 2026 · 45 minutes · par téléphone · Mairie")


def test_a_header_alone_changed_is_kept(page: NotesPage, qtbot: QtBot) -> None:
    qtbot.keyClicks(page.editor.field, "Un")
    page.flush().result(timeout=10)
    page.editor.bar.form.day.setDate(NO_DAY)
    page.flush().result(timeout=10)
    assert header_of(kept(page)[0].content) == Header()


def test_a_header_without_words_is_no_note(page: NotesPage) -> None:
    page.editor.bar.form.minutes.setValue(30)
    page.flush().result(timeout=10)
    assert kept(page) == ()


def test_a_moment_brings_its_headings_where_nothing_stands_and_ctrl_z_takes_them_out(
    page: NotesPage, qtbot: QtBot
) -> None:
    choose(page, Moment.FIRST)
    assert page.editor.text == template(Moment.FIRST)
    choose(page, Moment.REVIEW)
    assert page.editor.text == template(Moment.REVIEW), "nobody had written anything"
    page.editor.field.setFocus()
    qtbot.keyClick(page.editor.field, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    qtbot.keyClick(page.editor.field, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert page.editor.text == ""


def test_what_was_typed_is_never_replaced_by_headings(page: NotesPage, qtbot: QtBot) -> None:
    qtbot.keyClicks(page.editor.field, "Deja ecrit")
    choose(page, Moment.FUNDING)
    assert page.editor.text == "Deja ecrit"
    assert page.editor.marks.headings.isVisible()
    page.editor.marks.headings.click()
    assert page.editor.text.startswith("Deja ecrit\n\n# Ce qu’il faut financer")
    assert not page.editor.marks.headings.isVisible()
    qtbot.keyClick(page.editor.field, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert page.editor.text == "Deja ecrit"


def test_another_person_never_receives_a_header(page: NotesPage, qtbot: QtBot) -> None:
    page.editor.bar.form.place.setText("Chez Claire")
    page.editor.bar.form.place.textEdited.emit("Chez Claire")
    page.show_person(ALI)
    qtbot.waitUntil(lambda: not page._fresh)
    assert page.editor.bar.header.place == ""
