"""In the shared view nothing names anybody else or says a private word; the office, walked in the same way, does."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop.front import Front
from desktop.models.note import Kind
from desktop.models.shareable import Shareable, shareable
from desktop.models.store import Store
from desktop.shared_room import SharedRoom
from desktop.views.shared.audience_window import AudienceWindow
from desktop.views.theme import Theme
from tests.views.shared.conftest import (
    DRAFT,
    FORM,
    NINA,
    OTHERS,
    OTTO,
    PRIVATE,
    SHARED_WORDS,
    WORDS,
    ZOE,
    back,
    in_the_room,
    settled,
    store_day,
)
from tests.views.shared.walk import everything


def found(words: tuple[str, ...]) -> list[str]:
    """Those of these words that can be found somewhere now."""
    every = everything().casefold()
    return [word for word in words if word.casefold() in every]


def visited(front: Front, qtbot: QtBot) -> None:
    """The office as it is after a morning: every page was looked at, somebody searched for, a form half typed."""
    furniture = front.furniture
    assert furniture is not None
    for page in ("today", "files", "occupations", "sync", "settings"):
        furniture.window.show_page(page)
        settled(front, qtbot)
    furniture.window.new_file_asked.emit()
    qtbot.keyClicks(furniture.hand.first_name, FORM)
    for person in (OTTO, ZOE, NINA):
        furniture.open_file(person)
        for tab in furniture.file.tabs:
            furniture.file.show_tab(tab.title)
            settled(front, qtbot)
    furniture.palette.open()
    furniture.palette.field.setText(WORDS[OTTO][1])
    settled(front, qtbot)
    furniture.palette.close()


def searches(room: SharedRoom, front: Front, qtbot: QtBot) -> Iterator[str]:
    """What only other files, a working note or a line half typed hold is looked for: nothing comes."""
    finder = room.window.finder
    for words in (*OTHERS, *PRIVATE):
        room.window.find_button.click()
        finder.field.setText(words)
        settled(front, qtbot)
        assert (words, finder.results.model_of_rows.rows) == (words, ())
        finder.field.setText(words[:2])  # what was typed is no answer
        settled(front, qtbot)
        yield f"trouver : {words[:2]}"
        finder.reject()


def steps(room: SharedRoom, front: Front, qtbot: QtBot) -> Iterator[str]:
    """Every step, and whatever can be opened over it."""
    for step in room.window.steps:
        room.window.show_step(step.code)
        settled(front, qtbot)
        yield step.code
    for part in room.gap.parts:
        room.window.show_step(room.gap.code)
        room.gap.show_part(part.title)
        settled(front, qtbot)
        yield f"avenir : {part.title}"
    room.window.show_step(room.parcours.code)
    room.parcours.explain("f1")
    room.parcours.missing.open()
    settled(front, qtbot)
    yield "il manque"
    assert room.parcours.missing.dialog is not None
    room.parcours.missing.dialog.reject()
    yield from searches(room, front, qtbot)
    room.window.curtain.fall()
    yield "rideau"
    room.window.curtain.lift()


def test_the_office_names_everybody_and_says_private_words(front: Front, qtbot: QtBot) -> None:
    visited(front, qtbot)
    assert front.furniture is not None
    every = set(found((*OTHERS, *PRIVATE, *SHARED_WORDS)))
    for person, tab in (
        (OTTO, "Parcours"),
        (OTTO, "Notes"),
        (ZOE, "Parcours"),
        (ZOE, "Notes"),
        (NINA, "Plan d’action"),
    ):
        front.furniture.open_file(person, tab)
        settled(front, qtbot)
        every |= set(found((*OTHERS, *PRIVATE, *SHARED_WORDS)))
    assert every == {*OTHERS, *PRIVATE, *SHARED_WORDS}


@pytest.mark.usefixtures("own_copies")
def test_the_shared_view_names_nobody_else_and_says_no_private_word(front: Front, qtbot: QtBot) -> None:
    visited(front, qtbot)
    QApplication.clipboard().setText(f"Copié d’une note : {PRIVATE[0]}.")
    room, shown = in_the_room(front, qtbot), set[str]()
    assert front.furniture is None
    for where in steps(room, front, qtbot):
        assert (where, found((*OTHERS, *PRIVATE))) == (where, [])
        shown |= set(found(SHARED_WORDS))
    assert shown == set(SHARED_WORDS)
    assert QApplication.clipboard().text() == ""
    back(front, qtbot)
    assert QApplication.clipboard().text() == f"Copié d’une note : {PRIVATE[0]}."
    QApplication.clipboard().clear()


def test_windows_say_the_name_of_the_program_alone(front: Front, qtbot: QtBot) -> None:
    in_the_room(front, qtbot)
    assert [top.windowTitle() for top in QApplication.topLevelWidgets() if top.isWindow() and top.isVisible()] == [
        "Escale"
    ]


def test_what_happens_elsewhere_meanwhile_is_told_to_nobody_here(front: Front, qtbot: QtBot) -> None:
    room = in_the_room(front, qtbot)
    assert front.office is not None
    front.office.background.write(lambda store: store.items.record(OTTO, Kind.NOTE, {"text": "cannelle"})).result()
    front.office.background.write(lambda store: store.items.record(NINA, Kind.WORKING, {"text": "cannelle"})).result()
    settled(front, qtbot)
    for where in steps(room, front, qtbot):
        assert (where, found(("cannelle", *OTHERS, *PRIVATE))) == (where, [])


def test_the_dialog_that_lets_out_names_nobody(front: Front, qtbot: QtBot) -> None:
    room = in_the_room(front, qtbot)
    room.office.config = replace(room.office.config, passphrase_to_leave=True)
    room.window.leave_asked.emit()
    assert room.dialog is not None
    assert room.dialog.isVisible()
    assert found((*OTHERS, *PRIVATE)) == []
    room.dialog.reject()


def test_nothing_of_the_shared_view_is_left_once_back(front: Front, qtbot: QtBot) -> None:
    in_the_room(front, qtbot)
    furniture = back(front, qtbot)
    qtbot.waitUntil(lambda: furniture.file.person == NINA)
    assert front.room is None
    tops = [type(top).__name__ for top in QApplication.topLevelWidgets() if top.isVisible()]
    assert tops == ["MainWindow"]


def test_the_second_screen_is_given_only_what_may_be_shared(front: Front, qtbot: QtBot, theme: Theme) -> None:
    assert front.office is not None

    def work(store: Store) -> Shareable:
        file = store.passports.file(NINA)
        assert file is not None
        return shareable(file, store.items.of(NINA))

    shared = front.office.background.ask(work)
    front.close()
    window = AudienceWindow(theme, shared, store_day())
    qtbot.addWidget(window)
    window.resize(1366, 768)
    window.show()
    assert found((*OTHERS, *PRIVATE, DRAFT)) == []
    assert set(found(SHARED_WORDS)) == set(SHARED_WORDS)
