"""“Je ne sais pas encore”, by keyboard, on a real store and the shipped extract."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from desktop.models.note import Kind
from desktop.models.occupation import Node
from desktop.views.desk import Desk
from desktop.views.gap.gap_page import GapPage
from desktop.views.gap.ideas_choices import ChoicesModel, ChoicesView
from desktop.views.gap.ideas_view import MOST, IdeasView
from desktop.views.theme import Theme
from tests.views.conftest import Shown
from tests.views.people import ALI, NADIA
from tests.views.reach import cut, missed, unnamed


def opened(desk: Desk, person: str, shown: Shown, qtbot: QtBot) -> GapPage:
    """Somebody's page, on its part "Trouver des idées"."""
    page = GapPage(desk)
    desk.background.changed.connect(page.absorb)
    page.show_person(person)
    shown(page)
    qtbot.waitUntil(lambda: page.shown is not None)
    page.show_part(IdeasView.title)
    qtbot.waitUntil(lambda: bool(page.ideas.interests.choices.lines))
    return page


@pytest.fixture
def page(desk: Desk, shown: Shown, qtbot: QtBot) -> GapPage:
    """Ali, of whom nothing is known."""
    return opened(desk, ALI, shown, qtbot)


def tick(page: GapPage, qtbot: QtBot, view: ChoicesView, *keys: Qt.Key) -> None:
    """Come to a list with the keyboard, walk, and tick."""
    view.setFocus()
    for key in (*keys, Qt.Key.Key_Space):
        qtbot.keyClick(view, key)


def test_keyboard_alone_goes_from_tastes_to_a_target(page: GapPage, qtbot: QtBot) -> None:
    view = page.ideas
    tick(page, qtbot, view.interests)
    tick(page, qtbot, view.sorts, Qt.Key.Key_Down)
    assert len(view.ticked.interests) == 1
    assert view.ticked.riasec == "I"
    qtbot.waitUntil(lambda: bool(view.found))
    assert len(view.found) <= 12
    view.rows.setFocus()
    qtbot.keyClick(view.rows, Qt.Key.Key_Return)
    first = view.found[0].near.occupation
    assert view.near.title.text() == first.label
    qtbot.keyClick(view.near.keep, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: page.shown is not None and [one.code for one in page.shown.targets] == [first.code])
    qtbot.waitUntil(lambda: "déjà visé" in view.near.full.text())


def test_each_idea_says_why_in_the_words_that_were_ticked(page: GapPage, qtbot: QtBot) -> None:
    view = page.ideas
    tick(page, qtbot, view.interests)
    qtbot.waitUntil(lambda: bool(view.found))
    label = view.interests.choices.lines[0].label
    assert all(f"« {label} »" in row.said for row in view.rows.model_of_rows.rows)


def test_the_line_in_focus_is_explained(page: GapPage, qtbot: QtBot) -> None:
    view = page.ideas
    view.interests.setFocus()
    qtbot.keyClick(view.interests, Qt.Key.Key_Down)
    assert view.about.isVisible()
    assert view.about.title.text() in {line.label for line in view.interests.choices.lines}
    assert view.definition.text()


def test_a_fourth_choice_is_refused_and_said(page: GapPage, qtbot: QtBot) -> None:
    view = page.ideas
    for place in range(4):
        view.sorts.toggle(view.sorts.choices.index(place))
    assert len(view.ticked.riasec) == MOST
    assert view.full[1].isVisible()
    view.sorts.toggle(view.sorts.choices.index(0))
    assert not view.full[1].isVisible()
    assert len(view.ticked.riasec) == MOST - 1


def test_choices_are_kept_only_when_asked(page: GapPage, qtbot: QtBot) -> None:
    view, background = page.ideas, page.desk.background
    tick(page, qtbot, view.interests)
    qtbot.waitUntil(lambda: bool(view.found))
    assert background.ask(lambda store: store.items.of(ALI)) == ()
    view.note.click()
    qtbot.waitUntil(lambda: view.kept.isVisible())
    (item,) = background.ask(lambda store: store.items.of(ALI))
    assert item.kind is Kind.NOTE
    assert view.interests.choices.lines[0].label in item.text
    assert view.found[0].near.occupation.label in item.text


def test_unticking_everything_begins_again(page: GapPage, qtbot: QtBot) -> None:
    view = page.ideas
    tick(page, qtbot, view.interests)
    qtbot.waitUntil(lambda: bool(view.found))
    view.again.click()
    assert not view.ticked
    assert view.found == ()
    assert view.begin.isVisible()
    assert not view.note.isVisible()


def test_somebody_else_finds_no_choice(page: GapPage, qtbot: QtBot) -> None:
    tick(page, qtbot, page.ideas.interests)
    page.show_person(NADIA)
    assert not page.ideas.ticked
    assert page.ideas.found == ()


def test_everything_is_named_reached_and_whole(page: GapPage, qtbot: QtBot) -> None:
    tick(page, qtbot, page.ideas.interests)
    qtbot.waitUntil(lambda: bool(page.ideas.found))
    page.ideas.explain(page.ideas.found[0].near.occupation.code)
    assert unnamed(page) == []
    assert cut(page) == []
    page.activateWindow()
    qtbot.waitUntil(page.isActiveWindow)
    assert missed(page) == []


def test_with_large_letters_every_line_has_its_room(large_desk: Desk, shown: Shown, qtbot: QtBot) -> None:
    page = opened(large_desk, ALI, shown, qtbot)
    view = page.ideas.interests
    last = view.visualRect(view.choices.index(len(view.choices.lines) - 1))
    assert last.bottom() <= view.height()
    assert last.right() <= view.viewport().width()
    assert cut(page) == []


def test_the_choices_are_a_sound_model(qtmodeltester: ModelTester) -> None:
    model = ChoicesModel(2)
    model.show([Node(code, f"Ligne {code}") for code in "abc"], ("b",))
    qtmodeltester.check(model)
    assert model.data(model.index(1, 0), Qt.ItemDataRole.AccessibleTextRole) == "Ligne b, choisi"
    assert model.data(model.index(1, 0), Qt.ItemDataRole.CheckStateRole) is Qt.CheckState.Checked


def test_a_click_anywhere_on_a_line_ticks_it(theme: Theme, shown: Shown, qtbot: QtBot) -> None:
    view = ChoicesView(theme, "Choix", 2)
    shown(view)
    view.show_lines([Node(code, f"Ligne {code}") for code in "abc"])
    place = view.visualRect(view.choices.index(1))
    qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=place.center())
    assert view.choices.ticked == ("b",)
    qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=place.center() - place.center() / 2)
    assert len(view.choices.ticked) in (0, 2)
