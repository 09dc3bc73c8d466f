"""Targets side by side, on a real store and the shipped extract."""

from __future__ import annotations

from dataclasses import replace
from threading import Barrier, Event

import pytest
from PySide6.QtCore import Qt
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from desktop.models.comparison import Comparison
from desktop.models.correction import Word, occupation_content, skill_content
from desktop.models.note import Kind
from desktop.models.skill import Standing
from desktop.reference.opened import Reference
from desktop.views.desk import Desk
from desktop.views.gap.compare_table import NOT_ASKED, CompareTable
from desktop.views.gap.compare_view import CompareView
from desktop.views.gap.gap_page import GapPage
from tests.views.conftest import Shown
from tests.views.people import ALI, NADIA
from tests.views.reach import cut, unnamed

TARGETS = (
    ("J1501", "Aide-soignant / Aide-soignante"),
    ("K1304", "Employé familial / Employée familiale"),
    ("K1306", "Auxiliaire de Vie Sociale (AVS)"),
)


def chosen(desk: Desk, *targets: tuple[str, str]) -> None:
    """Nadia looks at these; one skill that the first asks for is hers, another one is to acquire."""
    occupation = desk.reference().occupation(TARGETS[0][0])
    assert occupation is not None
    contents = [(Kind.OCCUPATION, occupation_content(code, label, True, edition="458")) for code, label in targets]
    for asked, word in zip(occupation.requirements[:2], (Word.SAID, Word.TO_ACQUIRE), strict=True):
        contents.append((Kind.CORRECTION, skill_content(asked.skill.code, asked.skill.label, word, "458")))
    for kind, content in contents:
        desk.background.write(
            lambda store, kind=kind, content=content: store.items.record(NADIA, kind, content)  # type: ignore[misc]
        ).result(10)


def opened(desk: Desk, shown: Shown, qtbot: QtBot) -> tuple[GapPage, CompareView]:
    """The tab on its part Comparer."""
    page = GapPage(desk)
    desk.background.changed.connect(page.absorb)
    page.show_person(NADIA)
    shown(page)
    qtbot.waitUntil(lambda: page.shown is not None)
    view = next(part for part in page.parts if isinstance(part, CompareView))
    page.show_part(view.title)
    return page, view


def drawn(view: CompareView, qtbot: QtBot, count: int) -> Comparison:
    """What is compared, once it was read."""
    qtbot.waitUntil(lambda: len(view.comparison.targets) == count)
    return view.comparison


def test_three_targets_keep_their_order_and_show_the_same_rows_everywhere(
    desk: Desk, shown: Shown, qtbot: QtBot
) -> None:
    chosen(desk, *TARGETS)
    page, view = opened(desk, shown, qtbot)
    comparison = drawn(view, qtbot, 3)
    assert page.shown is not None
    assert [one.code for one in comparison.targets] == [one.code for one in page.shown.targets]
    codes = [row.skill.code for row in comparison.rows]
    assert [row.key for row in view.rows.model_of_rows.rows if not row.heading] == codes
    assert [row.skill.code for row in view.model.lines] == codes
    looked_at = next(number for number, one in enumerate(comparison.targets) if one.code == page.shown.code)
    assert {row.skill.code: row.standing for row in comparison.columns[looked_at]} == {
        row.skill.code: row.standing for row in page.shown.rows
    }
    right = [row.key for view in (view.shared_rows, view.useful_rows) for row in view.model_of_rows.rows]
    assert right == [row.skill.code for row in comparison.common]
    assert "pour les autres" in view.card.title.text() or "chacun" in view.card.title.text() or right == []
    assert unnamed(page) == []
    assert cut(page) == []


def test_the_table_says_skill_target_and_standing(desk: Desk, shown: Shown, qtbot: QtBot) -> None:
    chosen(desk, *TARGETS[:2])
    _, view = opened(desk, shown, qtbot)
    comparison = drawn(view, qtbot, 2)
    row = next(n for n, one in enumerate(view.model.lines) if one.standing is Standing.SAID)
    column = 1 + view.model.lines[row].asked_by[0]
    spoken = view.model.index(row, column).data(Qt.ItemDataRole.AccessibleTextRole)
    assert spoken.startswith(f"{view.model.lines[row].skill.label}, {comparison.targets[column - 1].label} : dite en")
    alone = next(n for n, one in enumerate(view.model.lines) if len(one.asked_by) == 1)
    other = 1 + (1 - view.model.lines[alone].asked_by[0])
    assert view.model.index(alone, other).data() == NOT_ASKED
    view.card.switch.click()
    view.table.sortByColumn(1, Qt.SortOrder.DescendingOrder)
    assert view.table.model().index(0, 1).data() == NOT_ASKED


def test_the_model_is_sound_with_and_without_targets(
    desk: Desk, shown: Shown, qtbot: QtBot, qtmodeltester: ModelTester
) -> None:
    chosen(desk, *TARGETS[:2])
    _, view = opened(desk, shown, qtbot)
    model = CompareTable(desk.theme)
    qtmodeltester.check(model)
    model.show(drawn(view, qtbot, 2))
    qtmodeltester.check(model)
    model.show(Comparison())
    assert (model.rowCount(), model.columnCount()) == (0, 1)


def test_choosing_a_column_shows_its_gap(desk: Desk, shown: Shown, qtbot: QtBot) -> None:
    chosen(desk, *TARGETS)
    page, view = opened(desk, shown, qtbot)
    drawn(view, qtbot, 3)
    assert view.card.canvas is not None
    last = view.card.canvas.regions[-1]
    view.card.canvas.chosen.emit(last.key)
    qtbot.waitUntil(lambda: page.shown is not None and page.shown.code == last.key.partition(":")[0])
    assert page.gap.isVisible()


@pytest.mark.parametrize("count", [0, 1])
def test_with_fewer_than_two_the_page_says_what_to_do(desk: Desk, shown: Shown, qtbot: QtBot, count: int) -> None:
    chosen(desk, *TARGETS[:count])
    page, view = opened(desk, shown, qtbot)
    assert view.empty.isVisible()
    assert "deux ou trois métiers" in view.empty_words.text()
    assert not view.card.isVisible()
    assert not view.shared.isVisible()
    assert unnamed(page) == []


def test_the_way_to_nearby_occupations_is_asked_for(desk: Desk, qtbot: QtBot) -> None:
    view = CompareView(desk)
    qtbot.addWidget(view)
    link = next(one for one in view.empty.findChildren(type(view.card.switch)) if "proches" in one.text())
    with qtbot.waitSignal(view.part_asked) as asked:
        link.click()
    assert asked.args == ["Métiers proches"]


def test_a_target_that_the_referential_lacks_is_named(desk: Desk, shown: Shown, qtbot: QtBot) -> None:
    chosen(desk, *TARGETS[:2], ("A9999", "Un métier d’ailleurs"))
    _, view = opened(desk, shown, qtbot)
    drawn(view, qtbot, 2)
    qtbot.waitUntil(view.lost.isVisible)
    assert view.lost.text() == "Pas dans le référentiel installé sur ce poste : Un métier d’ailleurs."


def test_nothing_stays_of_the_person_shown_before(desk: Desk, shown: Shown, qtbot: QtBot) -> None:
    chosen(desk, *TARGETS)
    page, view = opened(desk, shown, qtbot)
    drawn(view, qtbot, 3)
    page.show_person(ALI)
    assert view.comparison == Comparison()
    assert view.rows.model_of_rows.rows == ()
    assert not view.card.isVisible()


def test_an_answer_that_comes_late_is_not_shown(desk: Desk, shown: Shown, qtbot: QtBot) -> None:
    chosen(desk, *TARGETS)
    page, view = opened(desk, shown, qtbot)
    drawn(view, qtbot, 3)
    assert page.shown is not None
    open_up, answered, reference = Event(), Event(), desk.reference()

    def slow() -> Reference:
        open_up.wait(10)
        answered.set()
        return reference

    late = CompareView(replace(desk, reference=slow))
    qtbot.addWidget(late)
    late.show_outlook(page.shown)
    late.forget()
    open_up.set()
    together, home = Barrier(3), list[int]()  # every thread of the pool: the late one is free, its answer left before
    for _ in range(together.parties):
        desk.background.run(late, lambda: together.wait(10), home.append)
    qtbot.waitUntil(lambda: len(home) == together.parties)
    assert answered.is_set()
    assert late.comparison == Comparison()


def test_an_exported_drawing_says_its_source_and_its_day(desk: Desk, shown: Shown, qtbot: QtBot) -> None:
    chosen(desk, *TARGETS)
    page, view = opened(desk, shown, qtbot)
    drawn(view, qtbot, 3)
    assert view.card.foot == "22 novembre 2026 · ROME 4.0 version 458, 16 décembre 2024, France Travail"
    assert page.gap.card.foot == view.card.foot
