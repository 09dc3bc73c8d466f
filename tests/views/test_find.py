"""Finding anything, on a real store and the shipped extract."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from desktop.views.desk import Desk
from desktop.views.find import FindPalette
from desktop.views.find_rows import excerpt
from desktop.views.rows import Row
from tests.views.conftest import Shown
from tests.views.people import MOUSSA, NADIA
from tests.views.reach import missed, unnamed


@pytest.fixture
def palette(desk: Desk, shown: Shown, qtbot: QtBot) -> FindPalette:
    under = QWidget()
    shown(under)
    palette = FindPalette(desk, under)
    palette.open()
    qtbot.waitExposed(palette)
    return palette


def rows(palette: FindPalette) -> tuple[Row, ...]:
    return palette.results.model_of_rows.rows


def headings(palette: FindPalette) -> list[str]:
    return [row.title for row in rows(palette) if row.heading]


def looked_for(palette: FindPalette, qtbot: QtBot, text: str, key: str) -> None:
    """Type ``text`` and wait until a row of that key has come."""
    palette.field.setText(text)
    qtbot.waitUntil(lambda: any(row.key == key for row in rows(palette)))


def test_a_person_is_found_by_the_start_of_any_name(palette: FindPalette, qtbot: QtBot) -> None:
    looked_for(palette, qtbot, "bena", f"person {NADIA}")
    assert rows(palette)[1].title == "Nadia Benali"
    assert rows(palette)[1].around == "né(e) en 1988 · Saint-Affrique"
    with qtbot.waitSignal(palette.person_chosen) as chosen:
        qtbot.keyClick(palette.field, Qt.Key.Key_Return)
    assert chosen.args == [NADIA]
    assert not palette.isVisible()


def test_a_note_leads_to_its_person_and_to_itself(palette: FindPalette, qtbot: QtBot) -> None:
    (note,) = palette._desk.background.ask(lambda store: store.items.of(MOUSSA))
    looked_for(palette, qtbot, "cariste", f"note {MOUSSA} {note.id}")
    with qtbot.waitSignal(palette.note_chosen) as chosen:
        qtbot.keyClick(palette.field, Qt.Key.Key_Return)
    assert chosen.args == [MOUSSA, note.id]


def test_kinds_come_in_order_and_arrows_go_down(palette: FindPalette, qtbot: QtBot) -> None:
    looked_for(palette, qtbot, "aide", "occupation J1501")
    qtbot.waitUntil(lambda: headings(palette)[:2] == ["Notes", "Métiers"])
    assert palette.results.currentIndex().row() == 1
    qtbot.keyClick(palette.field, Qt.Key.Key_Down)
    with qtbot.waitSignal(palette.occupation_chosen) as chosen:
        qtbot.keyClick(palette.field, Qt.Key.Key_Enter)
    assert chosen.args == ["J1501"]


def test_a_skill_leads_to_the_occupations_that_ask_for_it(palette: FindPalette, qtbot: QtBot) -> None:
    palette.field.setText("accueillir")
    qtbot.waitUntil(lambda: "Compétences" in headings(palette))
    skill = next(row for row in rows(palette) if row.key.startswith("skill "))
    palette.results.chosen.emit(skill)
    qtbot.waitUntil(lambda: headings(palette) == [f"Métiers qui demandent : {skill.title}"])
    assert all(row.key.startswith("occupation ") for row in rows(palette)[1:])
    assert palette.isVisible()


def test_answers_to_older_letters_are_dropped(palette: FindPalette, qtbot: QtBot) -> None:
    for text in ("c", "ca", "car", "cari", "diall"):
        palette.field.setText(text)
    qtbot.waitUntil(lambda: [row.key for row in rows(palette) if not row.heading] == [f"person {MOUSSA}"])


def test_nothing_found_says_so(palette: FindPalette, qtbot: QtBot) -> None:
    palette.field.setText("zzzz")
    qtbot.waitUntil(lambda: palette.hint.text() == "Rien ne répond à ces mots.")
    assert not palette.results.isVisible()
    palette.field.clear()
    assert palette.hint.text().startswith("↑ ↓")


def test_escape_closes_and_opening_again_starts_afresh(palette: FindPalette, qtbot: QtBot) -> None:
    looked_for(palette, qtbot, "bena", f"person {NADIA}")
    qtbot.keyClick(palette, Qt.Key.Key_Escape)
    assert not palette.isVisible()
    palette.open()
    assert palette.field.text() == ""
    assert rows(palette) == ()


def test_everything_has_a_name_and_is_on_the_way_of_tab(palette: FindPalette, qtbot: QtBot) -> None:
    looked_for(palette, qtbot, "bena", f"person {NADIA}")
    assert unnamed(palette) == []
    assert missed(palette) == []


def test_an_excerpt_shows_the_word_that_was_found() -> None:
    words = "mot " * 60 + "Été à la mairie, puis " + "fin " * 60
    assert "Été à la mairie" in excerpt(words, "ete mairie")
    assert excerpt(words, "ete").startswith("… ")
    assert excerpt("Une note\ncourte", "note") == "Une note courte"
