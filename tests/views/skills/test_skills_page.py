"""The tab Compétences on a real store, and on more skills than anybody on this desk has."""

from __future__ import annotations

from collections import Counter

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from benchmarks.chart_scene import known, placed_skills
from desktop.models.correction import Word, experience_content, item_about, said_skills, skill_content
from desktop.models.note import Kind
from desktop.models.skill import Standing
from desktop.models.skillmap import MOST, Sort
from desktop.models.skilltree import Span
from desktop.reference.opened import Reference
from desktop.views.canvas import Canvas
from desktop.views.desk import Desk
from desktop.views.skills.skills_page import EMPTY, SkillsPage
from desktop.views.skills.skills_table import COLUMNS, SkillsTable
from desktop.views.theme import Theme
from tests.charts.test_skillmap import NEWER, ROWS
from tests.views.conftest import Shown
from tests.views.people import ALI, NADIA
from tests.views.reach import cut, missed, unnamed


@pytest.fixture
def page(desk: Desk, shown: Shown) -> SkillsPage:
    """The page, without anybody."""
    page = SkillsPage(desk)
    desk.background.changed.connect(page.absorb)
    shown(page)
    return page


@pytest.fixture
def full(page: SkillsPage, reference: Reference) -> SkillsPage:
    """The page with 300 skills of every standing."""
    page.show_known(known(reference, 300), placed_skills(reference, 300))
    return page


def canvas(page: SkillsPage) -> Canvas:
    """The drawing."""
    assert page.card.canvas is not None
    return page.card.canvas


def test_the_table_holds_the_same_skills_as_the_map(theme: Theme, qtmodeltester: ModelTester) -> None:
    model = SkillsTable(theme)
    model.show(NEWER)
    qtmodeltester.check(model)
    drawn = [one.held.code for row in NEWER.rows for one in row.skills]
    assert [line.held.code for line in model.lines] == drawn
    cells = [model.data(model.index(0, column)) for column in range(len(COLUMNS))]
    assert cells[:4] == ["Savoir Aider-00", "prouvée", "Preuve · détail", "2026, nouvelle"]
    assert cells[5:] == ["Aider", "Aider 0", "", "utile dans beaucoup"]
    model.show(ROWS)
    assert model.data(model.index(0, 3)) == "2026"


def test_the_table_follows_the_place_and_the_filter(full: SkillsPage) -> None:
    assert full.model.rowCount() == full.shown.size == 300
    full.go(full.shown.cells[0].place)
    assert full.model.rowCount() == full.shown.size < 300
    full.choices.across.click()
    assert 0 < full.model.rowCount() == len([one for one in full.model.lines if one.transversal])


def test_enter_descends_to_a_skill_and_escape_goes_up_to_where_one_was(full: SkillsPage, qtbot: QtBot) -> None:
    drawing = canvas(full)
    with qtbot.waitActive(full):
        full.activateWindow()
    drawing.setFocus(Qt.FocusReason.TabFocusReason)
    places = [full.place]
    while full.shown.level != "compétence":
        qtbot.keyClick(drawing, Qt.Key.Key_Return)
        assert full.place != places[-1]
        assert drawing.selected == full.shown.cells[0].key
        assert len(full.shown.cells) + sum(bool(row.label) for row in full.shown.rows) <= MOST
        places.append(full.place)
    assert len(places) > 1
    qtbot.keyClick(drawing, Qt.Key.Key_Return)
    assert full.side.title.text() == full.shown.cells[0].skills[0].held.label
    deep = full.place
    qtbot.keyClick(drawing, Qt.Key.Key_Backspace)
    assert deep[: len(full.place)] == full.place != deep
    here = full.shown.cell(drawing.selected)
    assert here is not None
    assert here.place[: len(deep)] == deep[: len(here.place)]
    while full.place:
        qtbot.keyClick(drawing, Qt.Key.Key_Escape)
    assert drawing.hasFocus()


def test_the_trail_leads_up_with_real_buttons(full: SkillsPage, qtbot: QtBot) -> None:
    assert not full.trail.isVisible()
    full.go(full.skills[0].place[:-1])
    assert unnamed(full) == []
    assert cut(full) == []
    with qtbot.waitActive(full):
        full.activateWindow()
    assert missed(full) == []
    first = full.trail.findChildren(type(full.card.switch))[0]
    assert first.accessibleName() == "Remonter à Toutes"
    first.click()
    assert full.place == ()


def test_the_side_follows_the_mouse_and_comes_back_to_what_was_chosen(full: SkillsPage, qtbot: QtBot) -> None:
    first, second = full.shown.cells[:2]
    full.explain(first.key)
    region = canvas(full).regions[1]
    QTest.mouseMove(canvas(full), QPoint(round(region.x + 6), round(region.y + 6)))
    qtbot.waitUntil(lambda: full.side.title.text() == second.label)
    canvas(full).pointed.emit("")
    assert full.side.title.text() == first.label


def test_those_that_have_no_room_are_in_the_table(page: SkillsPage, reference: Reference) -> None:
    skills = placed_skills(reference, 1_150)
    page.show_known(known(reference, 1_150), skills)
    (biggest, many), *_ = Counter(one.place[:-1] for one in skills).most_common(1)
    assert many > MOST
    page.go(biggest)
    rest = page.shown.cells[-1]
    assert rest.sort is Sort.REST
    canvas(page).chosen.emit(rest.key)
    assert page.table.isVisible()
    assert page.model.rowCount() == page.shown.size > MOST


def test_two_dates_are_compared_and_said(full: SkillsPage) -> None:
    year, three = full.choices.spans.values()
    year.click()
    assert full.choices.span is Span.YEAR
    assert "depuis un an" in full.card.title.text()
    fresh = full.shown.fresh
    three.click()
    assert not year.isChecked()
    assert full.shown.fresh > fresh > 0
    assert "d’après les dates des faits" in full.card.sentence.text()
    three.click()
    assert full.choices.span is None
    assert full.shown.fresh == 0


def test_what_was_not_shared_is_said_under_the_map(full: SkillsPage) -> None:
    assert full.unshared.text().startswith("Non partagé\u00a0: badges") or full.unshared.text().startswith(
        "Non partagé"
    )
    assert "badges" in full.unshared.text()


def tied(page: SkillsPage, desk: Desk, qtbot: QtBot) -> None:
    """Nadia's job is confirmed to be that of a cashier: core skills are deduced."""
    content = experience_content("f1", "D1505", "Caissier / Caissière")
    page.show_person(NADIA)
    desk.background.write(lambda store: store.items.record(NADIA, Kind.CORRECTION, content))
    qtbot.waitUntil(lambda: any(one.standing is Standing.DEDUCED for one in page.skills))


def word(desk: Desk, code: str) -> Word | None:
    """What was last said of a skill of Nadia's."""
    said = desk.background.ask(lambda store: said_skills(store.items.of(NADIA))).get(code)
    return said.word if said else None


def standing(page: SkillsPage, code: str) -> Standing | None:
    """That of the skill on the page; None when it is not there."""
    return next((one.standing for one in page.skills if one.held.code == code), None)


def test_a_deduced_skill_is_said_set_aside_and_taken_back(page: SkillsPage, desk: Desk, qtbot: QtBot) -> None:
    tied(page, desk, qtbot)
    one = next(one for one in page.skills if one.standing is Standing.DEDUCED)
    code = one.held.code
    page.explain(one.key)
    assert page.side.proofs.model_of_rows.rowCount() == 1
    assert "déduite" in page.side.proofs.model_of_rows.rows[0].said
    assert page.side.refuse.isVisible()
    page.side.say.click()
    qtbot.waitUntil(lambda: standing(page, code) is Standing.SAID)
    assert page.side.title.text() == one.held.label
    assert not page.side.say.isVisible()
    page.side.back.click()
    qtbot.waitUntil(lambda: standing(page, code) is Standing.DEDUCED)
    assert word(desk, code) is Word.NOTHING
    page.side.refuse.click()
    qtbot.waitUntil(lambda: standing(page, code) is None)
    qtbot.waitUntil(lambda: "écartée" in page.undo.words.text())
    page.undo.undo()
    qtbot.waitUntil(lambda: standing(page, code) is Standing.DEDUCED)


def test_a_skill_said_in_interview_is_added_in_one_gesture(page: SkillsPage, desk: Desk, qtbot: QtBot) -> None:
    page.show_person(NADIA)
    qtbot.waitUntil(lambda: bool(page.skills))
    qtbot.keyClicks(page.field.field, "caisse")
    qtbot.waitUntil(lambda: bool(page.field.proposed))
    skill = page.field.proposed[0]
    page.field.field.setText(skill.label)
    qtbot.keyClick(page.field.field, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: standing(page, skill.code) is Standing.SAID)
    assert page.side.title.text() == skill.label
    assert page.field.field.text() == ""
    qtbot.waitUntil(lambda: "dite en entretien" in page.undo.words.text())
    page.undo.undo()
    qtbot.waitUntil(lambda: standing(page, skill.code) is None)
    assert word(desk, skill.code) is Word.NOTHING


def test_what_is_typed_is_not_lost_by_backspace_nor_taken_for_another_skill(full: SkillsPage, qtbot: QtBot) -> None:
    full.go(full.shown.cells[0].place)
    place = full.place
    full.field.field.setFocus()
    qtbot.keyClicks(full.field.field, "zzz")
    qtbot.keyClick(full.field.field, Qt.Key.Key_Backspace)
    assert (full.place, full.field.field.text()) == (place, "zz")
    qtbot.keyClick(full.field.field, Qt.Key.Key_Return)
    assert full.field.trouble.isVisible()


def test_a_person_without_skills_is_told_what_to_do(page: SkillsPage, qtbot: QtBot) -> None:
    page.show_person(ALI)
    qtbot.waitUntil(lambda: page.card.canvas is not None)
    assert page.card.title.text() == "La carte se dessinera avec les premières compétences"
    assert page.side.words.text() == EMPTY
    assert not page.choices.isVisible()
    assert unnamed(page) == []


def test_somebody_else_is_shown_from_the_top(full: SkillsPage) -> None:
    full.go(full.shown.cells[0].place)
    full.choices.across.click()
    full.person = NADIA
    full.show_person(ALI)
    assert (full.place, full.skills, full.model.rowCount()) == ((), (), 0)
    assert not full.choices.across.isChecked()
    assert full.side.title.text() == "Preuves"


def test_a_plain_text_is_there_for_who_asks(full: SkillsPage) -> None:
    assert canvas(full).accessibleDescription().startswith("300 compétences sont connues.")
    full.card.plainly.click()
    assert full.card.plain.isVisible()


def test_what_was_said_since_is_not_undone(page: SkillsPage, desk: Desk, qtbot: QtBot) -> None:
    tied(page, desk, qtbot)
    one = next(one for one in page.skills if one.standing is Standing.DEDUCED)
    page.explain(one.key)
    page.side.say.click()
    qtbot.waitUntil(lambda: page.undo.button.isVisible() and standing(page, one.held.code) is Standing.SAID)
    newer = skill_content(one.held.code, one.held.label, Word.TO_ACQUIRE)
    known = desk.background.ask(lambda store: store.items.of(NADIA))
    desk.background.ask(lambda store: store.items.record(NADIA, Kind.CORRECTION, newer, item=item_about(known, newer)))
    page.undo.undo()
    qtbot.waitUntil(lambda: "changé depuis" in page.undo.words.text())
    assert word(desk, one.held.code) is Word.TO_ACQUIRE


def test_what_was_taken_back_is_not_offered_to_be_taken_back_again(page: SkillsPage, desk: Desk, qtbot: QtBot) -> None:
    tied(page, desk, qtbot)
    one = next(one for one in page.skills if one.standing is Standing.DEDUCED)
    page.explain(one.key)
    page.side.say.click()
    qtbot.waitUntil(page.side.back.isVisible)
    page.side.back.click()
    qtbot.waitUntil(lambda: standing(page, one.held.code) is Standing.DEDUCED)
    assert not page.side.back.isVisible()


def test_a_file_typed_here_was_shared_by_nobody(page: SkillsPage, qtbot: QtBot) -> None:
    page.show_person(NADIA)
    qtbot.waitUntil(lambda: page.unshared.isVisible())
    page.show_person(ALI)
    qtbot.waitUntil(lambda: page.known is not None and page.person == ALI)
    assert page.unshared.isHidden()


def test_how_a_misspelt_skill_was_read_is_said(page: SkillsPage, qtbot: QtBot) -> None:
    page.show_person(NADIA)
    qtbot.waitUntil(lambda: bool(page.skills))
    qtbot.keyClicks(page.field.field, "vehicle")
    assert page.field.proposed == ()
    qtbot.waitUntil(page.field.trouble.isVisible)
    assert page.field.trouble.text().startswith("Rien pour « vehicle » ; voici pour « véhicule")
    assert page.field.proposed
    qtbot.keyClicks(page.field.field, "z")
    assert page.field.proposed == ()
