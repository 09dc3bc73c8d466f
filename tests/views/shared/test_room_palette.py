"""Finding in the shared view: what both may read of one person, and the step that shows it."""

from __future__ import annotations

from PySide6.QtCore import Qt
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from desktop.front import Front
from desktop.models.diagnostic import About, Entry, Value, entry_content
from desktop.models.note import Kind
from desktop.shared_room import SharedRoom
from desktop.views.found_rows import FoundRow
from tests.views.reach import missed, unnamed
from tests.views.shared.conftest import NINA, WORDS, in_the_room, settled

EMPLOYER, SHARED = WORDS[NINA][3:5]


def looked_for(room: SharedRoom, front: Front, qtbot: QtBot, words: str) -> list[FoundRow]:
    """What answers, in a search opened by its keys."""
    with qtbot.waitActive(room.window):
        room.window.activateWindow()
    qtbot.keyClick(room.window.bar, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    assert room.window.finder.isVisible()
    room.window.finder.field.setText(words)
    settled(front, qtbot)
    return [row for row in room.window.finder.results.model_of_rows.rows if isinstance(row, FoundRow)]


def chosen(room: SharedRoom, front: Front, qtbot: QtBot) -> str:
    """Enter on the first answer; the step it leads to."""
    qtbot.keyClick(room.window.finder.field, Qt.Key.Key_Return)
    settled(front, qtbot)
    assert not room.window.finder.isVisible()
    return room.window.shown.code


def test_each_answer_leads_to_its_step_and_its_line(front: Front, qtbot: QtBot) -> None:
    room = in_the_room(front, qtbot)
    action, note = looked_for(room, front, qtbot, SHARED)[::-1]
    assert (note.said, action.said) == (f"Vu ensemble : {SHARED}.", f"J’appelle pour {SHARED}")
    assert (note.title, action.title) == ("", "")
    assert chosen(room, front, qtbot) == room.noted.code
    texts = room.noted.chapters.cards[0].rows
    assert texts.model_of_rows.rows[texts.currentIndex().row()].key == note.key.split()[-1]
    looked_for(room, front, qtbot, f"appelle {SHARED}")
    assert chosen(room, front, qtbot) == room.plan.code
    assert room.plan.card.what.words == action.said
    looked_for(room, front, qtbot, EMPLOYER)
    assert chosen(room, front, qtbot) == room.parcours.code
    assert room.parcours.detail.fact is not None
    looked_for(room, front, qtbot, "clientele")
    assert chosen(room, front, qtbot) == room.skills.code
    assert [one.held.code for one in room.skills.skills if one.key == room.skills._pinned] == ["121288"]


def test_what_no_step_shows_is_not_found(front: Front, qtbot: QtBot) -> None:
    assert front.office is not None
    content = entry_content(Entry(About.NEED, "5", "Trouver sa formation", Value.STRENGTH))
    front.office.background.write(lambda store: store.items.record(NINA, Kind.DIAGNOSTIC, content)).result()
    room = in_the_room(front, qtbot)
    assert looked_for(room, front, qtbot, "trouver sa formation") == []


def test_the_curtain_falls_over_an_open_search(front: Front, qtbot: QtBot) -> None:
    room = in_the_room(front, qtbot)
    looked_for(room, front, qtbot, SHARED)
    qtbot.keyClick(room.window.finder.field, Qt.Key.Key_F12)
    assert not room.window.finder.isVisible()
    assert room.window.curtain.isVisible()
    room.window.curtain.lift()


def test_everything_is_named_and_reached(front: Front, qtbot: QtBot, qtmodeltester: ModelTester) -> None:
    room = in_the_room(front, qtbot)
    looked_for(room, front, qtbot, SHARED)
    assert unnamed(room.window.finder) == []
    assert missed(room.window.finder) == []
    qtmodeltester.check(room.window.finder.results.model_of_rows)
