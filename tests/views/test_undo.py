"""What was said together can be taken back, by the button or Ctrl+Z, and never writes over what came since."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from desktop.models.correction import (
    Word,
    confirmed_occupations,
    experience_content,
    item_about,
    said_skills,
    skill_content,
)
from desktop.models.note import Item, Kind
from desktop.views.desk import Desk
from desktop.views.undo import UndoBar
from tests.views.conftest import Shown
from tests.views.people import CLAIRE, NADIA
from tests.views.reach import missed, unnamed

SAID = skill_content("121288", "Accueillir une clientèle", Word.SAID, "458")
LEARN = skill_content("121288", "Accueillir une clientèle", Word.TO_ACQUIRE, "458")
SENTENCE = "« Accueillir une clientèle » : dite en entretien."


class Scene(QWidget):
    """A page with a field and a bar, and whose page it is."""

    def __init__(self, desk: Desk) -> None:
        """Nadia's page."""
        super().__init__()
        self.person = NADIA
        self.field = QLineEdit()
        self.field.setAccessibleName("Champ")
        self.bar = UndoBar(desk, lambda: self.person)
        self.bar.listen(self)
        column = QVBoxLayout(self)
        column.addWidget(self.bar)
        column.addWidget(self.field)


@pytest.fixture
def scene(desk: Desk, shown: Shown) -> Scene:
    """On screen, nothing said yet."""
    scene = Scene(desk)
    shown(scene)
    return scene


@pytest.fixture
def items(desk: Desk) -> Callable[[str], tuple[Item, ...]]:
    """What the store holds of a person now."""
    return lambda person: desk.background.ask(lambda store: store.items.of(person))


def words(items: tuple[Item, ...]) -> dict[str, Word]:
    """What is said of each skill."""
    return {code: said.word for code, said in said_skills(items).items()}


def test_a_gesture_is_told_then_undone_then_done_again(
    scene: Scene, items: Callable[[str], tuple[Item, ...]], qtbot: QtBot
) -> None:
    bar = scene.bar
    assert not bar.isVisible()
    bar.record(NADIA, items(NADIA), Kind.CORRECTION, SAID, SENTENCE)
    qtbot.waitUntil(bar.isVisible)
    assert (bar.words.text(), bar.button.text()) == (SENTENCE, "Annuler")
    assert bar.button.accessibleName() == f"Annuler : {SENTENCE}"
    bar.button.click()
    qtbot.waitUntil(lambda: bar.button.text() == "Rétablir")
    assert bar.words.text().startswith("Annulé : ")
    assert words(items(NADIA)) == {"121288": Word.NOTHING}
    bar.button.click()
    qtbot.waitUntil(lambda: bar.button.text() == "Annuler")
    assert words(items(NADIA)) == {"121288": Word.SAID}
    assert len([one for one in items(NADIA) if one.kind is Kind.CORRECTION]) == 1
    assert unnamed(scene) == missed(scene) == []


def test_control_z_goes_back_through_what_was_said(
    scene: Scene, items: Callable[[str], tuple[Item, ...]], qtbot: QtBot
) -> None:
    bar = scene.bar
    bar.record(NADIA, items(NADIA), Kind.CORRECTION, SAID, SENTENCE)
    qtbot.waitUntil(lambda: bar.words.text() == SENTENCE)
    bar.record(NADIA, items(NADIA), Kind.CORRECTION, LEARN, "À acquérir.")
    qtbot.waitUntil(lambda: bar.words.text() == "À acquérir.")
    scene.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    scene.setFocus()
    qtbot.keyClick(scene, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: words(items(NADIA)) == {"121288": Word.SAID})
    qtbot.waitUntil(lambda: bar.button.text() == "Rétablir")
    qtbot.keyClick(scene, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: words(items(NADIA)) == {"121288": Word.NOTHING})


def test_a_field_being_typed_in_keeps_its_own_control_z(
    scene: Scene, items: Callable[[str], tuple[Item, ...]], qtbot: QtBot
) -> None:
    scene.bar.record(NADIA, items(NADIA), Kind.CORRECTION, SAID, SENTENCE)
    qtbot.waitUntil(scene.bar.isVisible)
    scene.field.setFocus()
    qtbot.keyClicks(scene.field, "soudeur")
    qtbot.keyClick(scene.field, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert scene.field.text() == ""
    assert scene.bar.words.text() == SENTENCE


def test_several_things_said_at_once_are_an_item_each_and_one_undo(
    scene: Scene, items: Callable[[str], tuple[Item, ...]], qtbot: QtBot
) -> None:
    contents = [experience_content(fact, "A1401", "Ouvrier agricole") for fact in ("f1", "f2", "f3")]
    scene.bar.record_all(NADIA, items(NADIA), Kind.CORRECTION, contents, "Trois emplois confirmés.")
    qtbot.waitUntil(scene.bar.isVisible)
    assert set(confirmed_occupations(items(NADIA))) == {"f1", "f2", "f3"}
    scene.bar.undo()
    qtbot.waitUntil(lambda: scene.bar.button.text() == "Rétablir")
    assert confirmed_occupations(items(NADIA)) == {}


def test_what_changed_elsewhere_since_is_not_written_over(
    scene: Scene, desk: Desk, items: Callable[[str], tuple[Item, ...]], qtbot: QtBot
) -> None:
    scene.bar.record(NADIA, items(NADIA), Kind.CORRECTION, SAID, SENTENCE)
    qtbot.waitUntil(scene.bar.isVisible)
    known = items(NADIA)
    desk.background.ask(lambda store: store.items.record(NADIA, Kind.CORRECTION, LEARN, item=item_about(known, LEARN)))
    scene.bar.undo()
    qtbot.waitUntil(lambda: "changé depuis" in scene.bar.words.text())
    assert not scene.bar.button.isVisible()
    assert words(items(NADIA)) == {"121288": Word.TO_ACQUIRE}


def test_nothing_is_undone_for_somebody_who_is_shown_no_more(
    scene: Scene, items: Callable[[str], tuple[Item, ...]], qtbot: QtBot
) -> None:
    scene.bar.record(NADIA, items(NADIA), Kind.CORRECTION, SAID, SENTENCE)
    qtbot.waitUntil(scene.bar.isVisible)
    scene.person = CLAIRE
    scene.bar.undo()
    assert words(items(NADIA)) == {"121288": Word.SAID}
    scene.bar.clear()
    assert not scene.bar.isVisible()
    scene.person = NADIA
    scene.bar.undo()
    assert words(items(NADIA)) == {"121288": Word.SAID}


def test_what_is_undone_is_what_was_really_there_however_old_the_page(
    scene: Scene, items: Callable[[str], tuple[Item, ...]], qtbot: QtBot
) -> None:
    stale = items(NADIA)
    scene.bar.record(NADIA, stale, Kind.CORRECTION, SAID, SENTENCE)
    scene.bar.record(NADIA, stale, Kind.CORRECTION, LEARN, "À acquérir.")
    qtbot.waitUntil(lambda: scene.bar.words.text() == "À acquérir.")
    scene.bar.undo()
    qtbot.waitUntil(lambda: scene.bar.button.text() == "Rétablir")
    assert words(items(NADIA)) == {"121288": Word.SAID}
    scene.bar.undo()
    qtbot.waitUntil(lambda: words(items(NADIA)) == {"121288": Word.NOTHING})


def test_control_z_twice_in_a_row_waits_for_the_first_then_takes_back_the_one_before(
    scene: Scene, items: Callable[[str], tuple[Item, ...]], qtbot: QtBot
) -> None:
    bar = scene.bar
    bar.record(NADIA, items(NADIA), Kind.CORRECTION, SAID, SENTENCE)
    bar.record(NADIA, items(NADIA), Kind.CORRECTION, LEARN, "À acquérir.")
    bar.undo()  # neither is confirmed yet
    bar.undo()
    qtbot.waitUntil(lambda: words(items(NADIA)) == {"121288": Word.NOTHING})
    qtbot.waitUntil(lambda: bar.words.text() == f"Annulé : {SENTENCE}")
    assert bar.button.text() == "Rétablir"
    bar.undo()
    bar.redo()
    qtbot.waitUntil(lambda: words(items(NADIA)) == {"121288": Word.SAID})


def test_what_waits_to_be_undone_is_forgotten_with_the_person(
    scene: Scene, items: Callable[[str], tuple[Item, ...]], qtbot: QtBot
) -> None:
    bar = scene.bar
    bar.record(NADIA, items(NADIA), Kind.CORRECTION, SAID, SENTENCE)
    bar.undo()
    bar.clear()
    qtbot.waitUntil(lambda: bar.words.text() == SENTENCE)
    assert words(items(NADIA)) == {"121288": Word.SAID}
