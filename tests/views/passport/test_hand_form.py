"""A file typed by hand: with the keyboard alone, checked in sentences, found again as it was typed."""

from __future__ import annotations

from collections.abc import Callable
from threading import Event

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton, QWidget
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from desktop.models.access import Basis
from desktop.models.file import File
from desktop.models.hand import Entry
from desktop.models.passport import Origin, Section
from desktop.views.desk import Desk
from desktop.views.passport.entries_table import EntriesTable
from desktop.views.passport.hand_form import HandForm
from tests.views.people import ALI
from tests.views.reach import cut, missed, unnamed


@pytest.fixture
def form(desk: Desk, shown: Callable[[QWidget], None]) -> HandForm:
    """A new file."""
    form = HandForm(desk)
    shown(form)
    form.start()
    return form


def who(form: HandForm, qtbot: QtBot, year: str = "1990") -> None:
    """Type the person."""
    for field, text in ((form.first_name, "Lea"), (form.family_name, "Morel"), (form.birth_year, year)):
        qtbot.keyClicks(field, text)


def job(form: HandForm, qtbot: QtBot, start: str = "03/2019", end: str = "") -> None:
    """Type an experience and press Enter."""
    field = form.sections[Section.EXPERIENCES]
    for edit, text in ((field.what, "Vendeuse"), (field.place, "ADMR"), (field.start, start), (field.end, end)):
        edit.clear()
        qtbot.keyClicks(edit, text)
    qtbot.keyClick(field.end, Qt.Key.Key_Return)


def save(form: HandForm, qtbot: QtBot) -> File:
    """Save, and what the store then holds."""
    with qtbot.waitSignal(form.saved) as saved:
        qtbot.keyClick(form.first_name, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    person = saved.args[0] if saved.args else ""
    found = form._desk.background.ask(lambda store: store.passports.file(person))
    assert found is not None
    return found


def test_the_table_of_lines_is_a_sound_model(qtmodeltester: ModelTester) -> None:
    table = EntriesTable(("Emploi", "Employeur", "Quand"))
    table.show((Entry("Vendeuse", "Bonnet", "2014", "2018"), Entry("Aide", start="2019", ongoing=True)))
    qtmodeltester.check(table)
    assert [table.index(row, 2).data() for row in range(2)] == ["2014 – 2018", "depuis 2019"]


def test_a_file_typed_by_keyboard_is_found_again(form: HandForm, qtbot: QtBot) -> None:
    who(form, qtbot)
    job(form, qtbot)
    qtbot.keyClick(form.who.said, Qt.Key.Key_Space)
    file = save(form, qtbot)
    assert file.card.holder.name == "Lea Morel"
    assert file.card.access.basis is Basis.SAID
    (fact,) = file.passport.facts
    assert (fact.title, fact.place, str(fact.start), fact.origin) == (
        "Vendeuse",
        "ADMR",
        "2019-03",
        Origin.SAID,
    )


def test_a_line_typed_but_not_added_is_not_lost(form: HandForm, qtbot: QtBot) -> None:
    who(form, qtbot)
    qtbot.keyClicks(form.sections[Section.RECOGNITIONS].what, "CAP Cuisine")
    file = save(form, qtbot)
    assert [fact.title for fact in file.passport.of(Section.RECOGNITIONS)] == ["CAP Cuisine"]


@pytest.mark.parametrize(
    ("start", "end", "sentence"),
    [("31/02/2019", "", "vérifiez le jour"), ("2019", "2018", "vient avant"), ("hier", "", "ne se lit pas")],
)
def test_impossible_dates_are_said_and_nothing_is_lost(
    form: HandForm, qtbot: QtBot, start: str, end: str, sentence: str
) -> None:
    job(form, qtbot, start, end)
    field = form.sections[Section.EXPERIENCES]
    assert sentence in field.trouble.text()
    assert (field.what.text(), field.entries) == ("Vendeuse", ())


def test_a_person_too_young_is_refused_in_a_sentence(form: HandForm, qtbot: QtBot) -> None:
    who(form, qtbot, "2015")
    form.save()
    assert "15 ans ou plus" in form.trouble.text()
    assert form.first_name.text() == "Lea"


def test_a_skill_is_found_without_accents_and_added_once(form: HandForm, desk: Desk, qtbot: QtBot) -> None:
    wanted = desk.reference().search_skills("hygiene", 1)[0]
    for _ in range(2):
        form.skills.field.clear()
        with qtbot.waitSignal(form.skills.finder.names.modelReset):
            qtbot.keyClicks(form.skills.field, "hygiene")
        qtbot.waitUntil(lambda: wanted in form.skills.finder.proposed)
        form.skills.field.completer().activated.emit(wanted.label)
        qtbot.waitUntil(lambda: form.skills.field.text() == "")
    who(form, qtbot)
    (skill,) = save(form, qtbot).passport.skills
    assert (skill.code, skill.label, skill.source) == (wanted.code, wanted.label, "TITULAIRE")


def test_words_that_are_no_skill_are_not_taken(form: HandForm, qtbot: QtBot) -> None:
    qtbot.keyClicks(form.skills.field, "zzzz")
    qtbot.keyClick(form.skills.field, Qt.Key.Key_Return)
    assert form.skills.skills == ()
    assert "Choisissez" in form.skills.finder.trouble.text()


def test_a_line_is_taken_up_again_and_a_retired_one_comes_back(form: HandForm, qtbot: QtBot) -> None:
    field = form.sections[Section.EXPERIENCES]
    job(form, qtbot)
    field._again.click()
    assert (field.what.text(), field.start.text(), field.entries) == ("Vendeuse", "03/2019", ())
    field.take()
    field._remove.click()
    assert field.entries == ()
    next(link for link in field.notice.findChildren(QPushButton) if link.text() == "Remettre").click()
    assert [entry.title for entry in field.entries] == ["Vendeuse"]


def test_cancel_asks_only_when_something_was_typed(form: HandForm, qtbot: QtBot) -> None:
    with qtbot.waitSignal(form.cancelled):
        form.cancel()
    qtbot.keyClicks(form.first_name, "Lea")
    with qtbot.assertNotEmitted(form.cancelled):
        form.cancel()
    assert form.notice.isVisible()
    assert form.first_name.text() == "Lea"
    leave = next(link for link in form.notice.findChildren(QPushButton) if link.text() == "Quitter sans enregistrer")
    with qtbot.waitSignal(form.cancelled):
        leave.click()


def agree(form: HandForm) -> None:
    """Leave without saving."""
    links = form.notice.findChildren(QPushButton)
    [link for link in links if link.text() == "Quitter sans enregistrer"][-1].click()


def test_another_form_asks_before_what_is_typed_goes(form: HandForm, qtbot: QtBot) -> None:
    qtbot.keyClicks(form.first_name, "Lea")
    assert form.touched
    form.start()
    assert form.notice.isVisible()
    assert form.first_name.text() == "Lea"
    form.edit(ALI)
    assert form.first_name.text() == "Lea"
    agree(form)
    qtbot.waitUntil(lambda: form.first_name.text() == "Ali")
    assert not form.touched
    form.start()
    assert (form.heading.text(), form.first_name.text()) == ("Nouveau dossier", "")


def test_modifying_again_the_file_being_modified_keeps_what_is_typed(form: HandForm, qtbot: QtBot) -> None:
    form.edit(ALI)
    qtbot.waitUntil(lambda: form.first_name.text() == "Ali")
    qtbot.keyClicks(form.town, "Millau")
    form.edit(ALI)
    assert not form.notice.isVisible()
    assert form.town.text() == "Millau"


def test_a_file_read_too_late_does_not_fill_another_form(form: HandForm, qtbot: QtBot) -> None:
    free, answered = Event(), list[bool]()
    background = form._desk.background
    background.read(form, "busy", lambda _: free.wait(10), answered.append)
    form.edit(ALI)
    assert not form.first_name.isEnabled()
    form.start()
    qtbot.keyClicks(form.first_name, "Lea")
    free.set()
    background.read(form, "after", lambda _: True, answered.append)
    qtbot.waitUntil(lambda: len(answered) == 2)
    assert (form.first_name.text(), form.heading.text()) == ("Lea", "Nouveau dossier")


def test_everything_typed_survives_in_another_window(form: HandForm, desk: Desk, qtbot: QtBot) -> None:
    assert form.kept() is None
    who(form, qtbot)
    job(form, qtbot)
    qtbot.keyClick(form.who.said, Qt.Key.Key_Space)
    qtbot.keyClicks(form.sections[Section.RECOGNITIONS].what, "CAP Cuisine")
    qtbot.keyClicks(form.skills.field, "soins")
    other = HandForm(desk)
    qtbot.addWidget(other)
    other.restore(form.kept())
    assert other.touched
    assert other.kept() == form.kept()
    assert (other.birth_year.text(), other.skills.field.text()) == ("1990", "soins")
    assert other.sections[Section.RECOGNITIONS].what.text() == "CAP Cuisine"
    other.restore(None)
    assert other.first_name.text() == "Lea"


def test_saving_ends_what_is_unsaved_and_nothing_is_typed_meanwhile(form: HandForm, qtbot: QtBot) -> None:
    who(form, qtbot)
    with qtbot.waitSignal(form.saved):
        form.save()
        assert not form.first_name.isEnabled()
    assert not form.touched
    assert form.first_name.isEnabled()


def test_a_file_is_modified_without_changing_who_it_is(form: HandForm, qtbot: QtBot) -> None:
    who(form, qtbot)
    job(form, qtbot)
    before = save(form, qtbot)
    form.edit(before.card.person)
    qtbot.waitUntil(lambda: form.first_name.text() == "Lea")
    qtbot.keyClicks(form.town, "Millau")
    after = save(form, qtbot)
    assert after.card.person == before.card.person
    assert after.card.holder.town == "Millau"
    assert after.passport.facts == before.passport.facts


def test_a_shared_file_is_not_modified_here(form: HandForm, qtbot: QtBot) -> None:
    form.edit("p-nadia")
    qtbot.waitUntil(lambda: form.first_name.text() == "Nadia")
    form.save()
    qtbot.waitUntil(lambda: "ne se modifie pas ici" in form.trouble.text())


def test_everything_is_named_and_reached(form: HandForm, qtbot: QtBot) -> None:
    job(form, qtbot)
    assert unnamed(form) == []
    assert missed(form) == [repr(form.who.said)], "arrows walk the two choices, Tab stops on the chosen one"


def test_nothing_is_cut_when_letters_are_twice_as_big(large_desk: Desk, shown: Callable[[QWidget], None]) -> None:
    form = HandForm(large_desk)
    form.start()
    shown(form)
    assert cut(form) == []
