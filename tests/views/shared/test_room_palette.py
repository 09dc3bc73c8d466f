"""Finding in the shared view: what both may read of one person, and the step that shows it."""

from __future__ import annotations

from datetime import date, time
from functools import partial

from PySide6.QtCore import Qt
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from desktop.front import Front
from desktop.models.changes import Changes
from desktop.models.diagnostic import About, Entry, Value, entry_content
from desktop.models.meeting import Meeting, meeting_content
from desktop.models.note import Kind
from desktop.models.store import Store
from desktop.shared_room import SharedRoom
from desktop.views.found_rows import FoundRow
from desktop.views.rows import RowsView
from tests.views.reach import missed, unnamed
from tests.views.shared.conftest import NINA, OTTO, WORDS, in_the_room, settled

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


def explored_and_met(person: str, store: Store) -> Changes:
    """A situation that was said, and a meeting, about that person."""
    said = Entry(About.SITUATION, "7", "Dépendant des transports en commun", Value.YES, of="23")
    met = Meeting(f"m-{person}", date(2026, 12, 3), time(14, 30), theme="Relire le contrat d’été")
    changes = store.items.record(person, Kind.DIAGNOSTIC, entry_content(said), item=f"d-{person}")
    return changes | store.items.record(person, Kind.MEETING, meeting_content(met), item=met.id)


def current_line(room: SharedRoom) -> str:
    """The key of the line under the keyboard, in the last step."""
    rows = room.window.focusWidget()
    assert isinstance(rows, RowsView)
    assert room.noted.chapters.isAncestorOf(rows)
    return rows.model_of_rows.rows[rows.currentIndex().row()].key


def test_each_answer_leads_to_its_step_and_its_line(front: Front, qtbot: QtBot) -> None:
    room = in_the_room(front, qtbot)
    note, action, meeting = looked_for(room, front, qtbot, SHARED)
    assert (note.said, action.said) == (f"Vu ensemble : {SHARED}.", f"J’appelle pour {SHARED}")
    assert (note.title, action.title, meeting.title) == ("", "", "")
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


def test_meetings_and_what_was_explored_lead_to_their_line(front: Front, qtbot: QtBot) -> None:
    assert front.office is not None
    background = front.office.background
    for person in (NINA, OTTO):
        background.write(partial(explored_and_met, person)).result()
    room = in_the_room(front, qtbot)
    (found,) = looked_for(room, front, qtbot, "transports")
    assert (found.title, found.around) == ("", "Diagnostic · oui")
    assert chosen(room, front, qtbot) == room.noted.code
    assert current_line(room) == f"d-{NINA}"
    place, area = room.noted.chapters.place_of(f"d-{NINA}"), room.noted._area.viewport()
    assert area.rect().contains(room.noted.chapters.mapTo(area, place.center()))
    (found,) = looked_for(room, front, qtbot, "contrat ete")
    assert (found.key, found.title) == (f"meeting {NINA} m-{NINA}", "")
    assert chosen(room, front, qtbot) == room.noted.code
    assert current_line(room) == f"m-{NINA}"


def test_in_the_office_a_meeting_leads_to_its_tab_and_its_line(front: Front, qtbot: QtBot) -> None:
    assert front.office is not None
    assert front.furniture is not None
    for person in (NINA, OTTO):
        front.office.background.write(partial(explored_and_met, person)).result()
    palette, file, page = front.furniture.palette, front.furniture.file, front.furniture.meetings
    for person in (OTTO, NINA):  # a file that is not open yet, then the next one
        palette.open()
        palette.field.setText("contrat ete")
        settled(front, qtbot)
        row = next(row for row in palette.results.model_of_rows.rows if row.key == f"meeting {person} m-{person}")
        assert row.title.startswith(WORDS[person][0])
        palette.results.chosen.emit(row)
        settled(front, qtbot)
        assert (file.person, file.tabs[file.bar.currentIndex()].title) == (person, page.title)
        rows = page.list.rows
        assert rows.model_of_rows.rows[rows.currentIndex().row()].key == f"m-{person}"
    page.show_meeting("nobody")  # gone meanwhile: the page stays where it is
    assert rows.model_of_rows.rows[rows.currentIndex().row()].key == f"m-{NINA}"


def test_what_is_typed_or_was_not_explored_is_not_found_in_the_room(front: Front, qtbot: QtBot) -> None:
    assert front.office is not None
    left = entry_content(Entry(About.NEED, "5", "Trouver sa formation", Value.NOT_EXPLORED))
    typed = meeting_content(Meeting("m", date(2026, 12, 3), time(14, 30), theme="bachotage"))

    def work(store: Store) -> Changes:
        return store.items.record(NINA, Kind.DIAGNOSTIC, left) | store.items.record(
            NINA, Kind.MEETING, typed, item="m", draft=True
        )

    front.office.background.write(work).result()
    room = in_the_room(front, qtbot)
    for words in ("trouver sa formation", "bachotage"):
        assert (words, looked_for(room, front, qtbot, words)) == (words, [])


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
