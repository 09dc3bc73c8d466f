"""Nearby occupations, by hand and by keyboard, on a real store and the shipped extract."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMenu, QPushButton, QWidget
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from desktop.models.correction import Word, experience_content, occupation_content, skill_content
from desktop.models.nearby import Filters
from desktop.models.note import Kind
from desktop.reference.opened import Reference
from desktop.views.desk import Desk
from desktop.views.gap.gap_page import GapPage
from desktop.views.gap.nearby_rows import DIAMOND
from desktop.views.gap.nearby_view import NearbyView
from desktop.views.gap.outlook import Outlook
from desktop.views.gap.surroundings import surroundings
from tests.views.conftest import Shown
from tests.views.people import ALI, NADIA
from tests.views.reach import cut, missed, unnamed

Open = Callable[[Desk, str], GapPage]
HELPER = ("K1304", "Employé familial")


@pytest.fixture
def opened(shown: Shown, qtbot: QtBot) -> Open:
    """The page of somebody, on its part "Métiers proches"."""

    def open_at(desk: Desk, person: str) -> GapPage:
        page = GapPage(desk)
        desk.background.changed.connect(page.absorb)
        page.show_person(person)
        shown(page)
        qtbot.waitUntil(lambda: page.shown is not None)
        page.show_part(NearbyView.title)
        return page

    return open_at


@pytest.fixture
def page(desk: Desk, opened: Open, qtbot: QtBot) -> GapPage:
    """Nadia, who was a home help, and what is near."""
    desk.background.write(lambda store: store.items.record(NADIA, Kind.CORRECTION, experience_content("f1", *HELPER)))
    page = opened(desk, NADIA)
    qtbot.waitUntil(lambda: bool(page.nearby.found.nearest))
    return page


def seen(page: GapPage) -> Outlook:
    """What is known of the person shown."""
    assert page.shown is not None
    return page.shown


def choose(page: GapPage, code: str, label: str = "") -> None:
    """Keep a target."""
    content = occupation_content(code, label or code, True)
    page.desk.background.write(lambda store: store.items.record(NADIA, Kind.OCCUPATION, content))


def test_every_figure_is_the_length_of_a_list_shown(page: GapPage) -> None:
    view = page.nearby
    held = set(seen(page).known.held)
    for near in view.found.nearest:
        view.explain(near.occupation.code)
        assert view.near.title.text() == near.occupation.label
        assert len(view.near.shared.model_of_rows.rows) == len(near.shared) > 0
        assert len(view.near.left.model_of_rows.rows) == len(near.left)
        assert {asked.skill.code for asked in near.shared} <= held
        assert not {asked.skill.code for asked in near.left} & held
        assert view.near.words.text() == near.words


def test_the_confirmed_occupation_is_not_proposed_and_the_page_says_so(page: GapPage) -> None:
    assert "K1304" not in {near.occupation.code for near in page.nearby.found.nearest}
    assert "Employé familial (déjà exercé)" in page.nearby.apart.text()
    assert "48 métiers seulement" in page.nearby.extract.text()
    assert page.nearby.extract.isVisible()


def test_official_mobilities_of_the_confirmed_occupation_are_marked(page: GapPage, reference: Reference) -> None:
    sheet = reference.occupation("K1304")
    assert sheet is not None
    wanted = {node.code for node in sheet.mobilities}
    found = page.nearby.found.nearest
    assert (
        {near.occupation.code for near in found if near.official}
        == wanted & {n.occupation.code for n in found}
        != set()
    )
    rows = {row.key: row for row in page.nearby.rows.model_of_rows.rows}
    for near in found:
        row = rows[near.occupation.code]
        assert (DIAMOND in row.around) is near.official
        assert DIAMOND not in row.spoken
        assert ("mobilité officielle" in row.spoken.lower()) is near.official
        sheet = reference.occupation(near.occupation.code)
        assert sheet is not None
        assert near.regulated is sheet.regulated


def test_the_chart_its_table_and_the_list_say_the_same(page: GapPage, qtmodeltester: ModelTester) -> None:
    view = page.nearby
    assert view.card.canvas is not None
    drawn = [region.key for region in view.card.canvas.regions]
    assert drawn == [near.occupation.code for near in view.model.lines]
    assert drawn == [row.key for row in view.rows.model_of_rows.rows][: len(drawn)]
    assert "compétence" in view.card.canvas.accessibleName()
    qtmodeltester.check(view.model)
    first = view.found.nearest[0]
    said = [view.model.data(view.model.index(0, column)) for column in range(view.model.columnCount())]
    assert said == [first.occupation.label, str(len(first.shared)), str(first.core_shared), str(len(first.left)),
                    str(first.core_left), "oui" if first.official else "non"]  # fmt: skip


def test_enter_on_a_row_then_the_button_keep_a_target(page: GapPage, qtbot: QtBot) -> None:
    view = page.nearby
    view.rows.setFocus()
    view.rows.step(1)
    qtbot.keyClick(view.rows, Qt.Key.Key_Return)
    wanted = view.found.nearest[0].occupation
    assert view.near.title.text() == wanted.label
    view.near.keep.setFocus()
    qtbot.keyClick(view.near.keep, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: [one.code for one in seen(page).targets] == [wanted.code])
    qtbot.waitUntil(lambda: wanted.code not in {near.occupation.code for near in view.found.nearest})
    assert f"{wanted.label} (déjà visé)" in view.apart.text()


def test_with_three_targets_the_card_says_why_nothing_more_can_be_kept(page: GapPage, qtbot: QtBot) -> None:
    for code in ("A1203", "A1401", "A1405"):
        choose(page, code)
    qtbot.waitUntil(lambda: len(seen(page).targets) == 3)
    qtbot.waitUntil(lambda: "A1405" in page.nearby.apart.text())
    page.nearby.explain(page.nearby.found.nearest[0].occupation.code)
    assert not page.nearby.near.keep.isVisible()
    assert "Trois métiers sont déjà visés" in page.nearby.near.full.text()


def test_a_filter_is_a_chip_that_takes_it_off(page: GapPage, qtbot: QtBot) -> None:
    view = page.nearby
    everything = {near.occupation.code for near in view.found.nearest}
    view.bar.free.click()
    qtbot.waitUntil(lambda: view.bar.filters.regulated is False)
    assert {near.occupation.code for near in view.found.nearest} <= everything
    assert not any(near.regulated for near in view.found.nearest)
    view.filter(replace(view.filters, riasec="S"))
    qtbot.waitUntil(lambda: view.bar.filters.riasec == "S")
    (chip,) = [one for one in view.bar.chips.findChildren(QWidget) if "Retirer le filtre" in one.accessibleName()]
    qtbot.mouseClick(chip, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: view.bar.filters.riasec == "")
    view.bar.free.click()
    qtbot.waitUntil(lambda: {near.occupation.code for near in view.found.nearest} == everything)


def test_a_menu_ticks_a_context_of_work(page: GapPage, qtbot: QtBot) -> None:
    view = page.nearby
    category = view.bar.contexts.menu().actions()[0].menu()
    assert isinstance(category, QMenu)
    action = category.actions()[0]
    action.trigger()
    qtbot.waitUntil(lambda: len(view.bar.filters.contexts) == 1)
    assert action.isChecked()
    qtbot.waitUntil(lambda: len(view.bar.chips.findChildren(QWidget)) == 1)


def test_filters_only_take_away(page: GapPage, reference: Reference) -> None:
    outlook = seen(page)
    everything = {one.code for one in reference.shared(outlook.known.held, Filters())}
    choices = page.nearby.found.choices
    contexts = [node.code for _, nodes in choices.contexts for node in nodes]
    sectors = [node.code for sector, parts in choices.sectors for node in (sector, *parts)]
    tried = [Filters(contexts=frozenset({code})) for code in contexts]
    tried += [Filters(riasec=letter) for letter in "RIASEC"] + [Filters(sector=code) for code in sectors]
    tried += [Filters(regulated=False)]
    for filters in tried:
        assert {near.occupation.code for near in surroundings(outlook, filters, reference).nearest} <= everything


def test_when_nothing_passes_the_page_says_which_filter_to_take_off(page: GapPage, qtbot: QtBot) -> None:
    view = page.nearby
    every = frozenset(node.code for _, nodes in view.found.choices.contexts for node in nodes)
    view.filter(Filters(contexts=every, riasec="S"))
    qtbot.waitUntil(lambda: view.nothing.isVisible())
    assert view.nothing.text().startswith("Aucun métier ne passe ces filtres.")
    assert not view.card.isVisible()
    assert view.bar.chips.isVisible()
    view.filter(Filters())
    qtbot.waitUntil(lambda: view.card.isVisible())
    assert not view.nothing.isVisible()


def test_nothing_known_leads_to_ideas(desk: Desk, opened: Open, qtbot: QtBot) -> None:
    page = opened(desk, ALI)
    qtbot.waitUntil(lambda: page.nearby.empty.isVisible())
    assert not page.nearby.card.isVisible()
    (button,) = page.nearby.empty.findChildren(QPushButton)
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert page.ideas.isVisible()


def test_what_is_said_moves_the_occupation_at_once(page: GapPage, qtbot: QtBot) -> None:
    view = page.nearby
    near = view.found.nearest[0]
    skill = near.left[0].skill
    said = skill_content(skill.code, skill.label, Word.SAID)
    page.desk.background.write(lambda store: store.items.record(NADIA, Kind.CORRECTION, said))

    def shared() -> int:
        return next((len(one.shared) for one in view.found.nearest if one.occupation == near.occupation), 0)

    qtbot.waitUntil(lambda: shared() == len(near.shared) + 1)


def test_somebody_else_finds_neither_the_occupations_nor_the_filters(page: GapPage, qtbot: QtBot) -> None:
    page.nearby.filter(Filters(riasec="S"))
    page.show_person(ALI)
    assert page.nearby.found.nearest == ()
    assert page.nearby.filters == Filters()
    assert not page.nearby.card.isVisible()


def test_everything_is_named_reached_and_whole(page: GapPage, qtbot: QtBot) -> None:
    page.nearby.explain(page.nearby.found.nearest[0].occupation.code)
    assert unnamed(page) == []
    assert cut(page) == []
    page.activateWindow()
    qtbot.waitUntil(page.isActiveWindow)
    page.nearby.rows.setFocus()
    assert missed(page) == []


def test_with_large_letters_nothing_is_cut(large_desk: Desk, opened: Open, qtbot: QtBot) -> None:
    tie = experience_content("f1", *HELPER)
    large_desk.background.write(lambda store: store.items.record(NADIA, Kind.CORRECTION, tie))
    page = opened(large_desk, NADIA)
    qtbot.waitUntil(lambda: bool(page.nearby.found.nearest))
    page.nearby.explain(page.nearby.found.nearest[0].occupation.code)
    qtbot.waitUntil(lambda: cut(page) == [])
