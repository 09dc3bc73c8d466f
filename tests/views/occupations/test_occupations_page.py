"""« Métiers »: found by typing, read sheet by sheet, and the referential says what it is."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt, QUrl
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from desktop.charts.colours import colours
from desktop.models.occupation import Edition, Found, Node, Occupation
from desktop.views.desk import Desk
from desktop.views.occupation_field import said
from desktop.views.occupations.occupations_page import OccupationsPage
from desktop.views.occupations.sheet import said_edition, sheet
from tests.views.reach import cut, missed, unnamed


@pytest.fixture
def page(desk: Desk, shown: Callable[[QWidget], None], qtbot: QtBot) -> OccupationsPage:
    """The extract, read."""
    page = OccupationsPage(desk)
    shown(page)
    qtbot.waitUntil(lambda: bool(page.rows.model_of_rows.rows) and bool(page.sheet.toPlainText()))
    return page


def titles(page: OccupationsPage) -> list[str]:
    """The occupations listed."""
    return [row.title for row in page.rows.model_of_rows.rows if not row.heading]


def test_every_occupation_stands_under_its_domain(page: OccupationsPage, desk: Desk) -> None:
    edition = desk.reference().edition()
    assert len(titles(page)) == edition.occupations
    assert page.rows.model_of_rows.rows[0].heading
    assert page.count.text() == f"{edition.occupations} métiers"


def test_an_occupation_is_found_without_accents_and_shown(page: OccupationsPage, qtbot: QtBot) -> None:
    qtbot.keyClicks(page.search, "aide soignant")
    qtbot.waitUntil(lambda: "trouvé" in page.count.text())
    qtbot.keyClick(page.search, Qt.Key.Key_Down)
    qtbot.keyClick(page.search, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: page.sheet.toPlainText().startswith("Aide-soignant"))
    text = page.sheet.toPlainText()
    assert "J1501" in text
    assert text.index("Cœur de métier") < text.index("Savoir-être")


def test_nothing_found_says_so_and_an_empty_search_shows_all(page: OccupationsPage, qtbot: QtBot) -> None:
    before = titles(page)
    qtbot.keyClicks(page.search, "zzzz")
    qtbot.waitUntil(lambda: page.count.text().startswith("Aucun métier"))
    page.search.clear()
    assert titles(page) == before


def test_a_misspelt_word_is_read_as_the_nearest_and_said(page: OccupationsPage, qtbot: QtBot) -> None:
    qtbot.keyClicks(page.search, "boulangre")
    qtbot.waitUntil(lambda: page.count.text().startswith("Rien"))
    assert page.count.text().startswith("Rien pour « boulangre » ; voici pour « boulangère » : ")
    assert "Boulanger / Boulangère" in titles(page)
    assert cut(page) == []


def test_an_answer_says_how_the_words_were_read() -> None:
    found = Found("D1102", "Boulanger / Boulangère", corrected="boulangère")
    assert said(found) == "Boulanger / Boulangère (D1102) — pour « boulangère »"
    assert said(Found("D1102", "Boulanger", "Mitron", "123")) == "Boulanger (D1102) : Mitron"


def test_a_mobility_leads_to_its_sheet(page: OccupationsPage, qtbot: QtBot) -> None:
    page.show_occupation("J1501")
    qtbot.waitUntil(lambda: page.sheet.toPlainText().startswith("Aide-soignant"))
    before = page.sheet.toPlainText()
    start = page.sheet.toHtml().index("metier:") + len("metier:")
    page.sheet.anchorClicked.emit(QUrl("metier:" + page.sheet.toHtml()[start : start + 5]))
    qtbot.waitUntil(lambda: page.sheet.toPlainText() != before)


def test_an_unknown_code_is_said(page: OccupationsPage, qtbot: QtBot) -> None:
    page.show_occupation("A9999")
    qtbot.waitUntil(lambda: "A9999" in page.sheet.toPlainText())


def test_an_extract_says_that_it_is_one_and_how_to_have_the_whole(page: OccupationsPage, qtbot: QtBot) -> None:
    assert "extrait de démonstration" in page.edition.text()
    with qtbot.waitSignal(page.import_asked):
        qtbot.mouseClick(page.import_button, Qt.MouseButton.LeftButton)


def test_a_whole_edition_is_not_called_an_extract() -> None:
    whole = Edition("460", "2025-06-16", "France Travail", False, 1584, 17000, 90000)
    assert said_edition(whole) == "Source : France Travail · version 460 du 16 juin 2025 · 1584 métiers"


def test_foreign_words_are_not_markup() -> None:
    node = Node("A", "<b>Domaine</b>")
    one = Occupation("A1234", "<script>x</script>", node, node, "a < b", "", "", False, (), (), ("<i>",), ())
    html = sheet(one, colours("light", "DejaVu Sans", 15))
    assert "<script>" not in html
    assert "a &lt; b" in html


def test_everything_is_named_and_reached(page: OccupationsPage) -> None:
    assert unnamed(page) == []
    assert missed(page) == []
    assert cut(page) == []
