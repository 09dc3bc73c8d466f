"""What the person would read is what the access report prints, to the letter, drafts and working notes included."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from desktop.documents import access_report
from desktop.errors import Refused
from desktop.models.held import Custodian
from desktop.models.note import Kind
from desktop.papers import OfficePapers
from desktop.views.desk import Desk
from desktop.views.notes.notes_page import NotesPage
from desktop.views.notes.reported_link import ReportedDialog
from tests.views.notes.kept import kept
from tests.views.people import CLAIRE, TODAY
from tests.views.reach import cut, unnamed


@pytest.fixture
def page(desk: Desk, shown: Callable[[QWidget], None], qtbot: QtBot) -> NotesPage:
    """Claire's notes, in an office that makes documents."""
    papers = OfficePapers(desk.background, lambda: TODAY, Custodian("", ""), "K7QM")
    page = NotesPage(replace(desk, papers=papers))
    desk.background.changed.connect(page.absorb)
    shown(page)
    page.show_person(CLAIRE)
    qtbot.waitUntil(lambda: not page._fresh)
    return page


def asked(page: NotesPage, qtbot: QtBot) -> ReportedDialog:
    """Ask what the person would read of the note shown."""
    qtbot.waitUntil(page.reported.button.isEnabled)
    page.reported.button.click()
    qtbot.waitUntil(lambda: page.reported.dialog is not None)
    assert page.reported.dialog
    return page.reported.dialog


def printed(page: NotesPage) -> list[str]:
    """The texts of the report that is made of what the store holds."""
    store = page.desk.background.ask
    file, items = store(lambda store: store.passports.file(CLAIRE)), kept(page)
    versions = {item.id: store(lambda store, item=item: store.versions.of(item.id)) for item in items}
    assert file
    report = access_report.Report(file, items, versions, (), TODAY, Custodian("", ""))
    return [str(part["text"]) for part in access_report.values(report)["parts"] if "text" in part]  # type: ignore[attr-defined]


@pytest.mark.parametrize("kind", [Kind.NOTE, Kind.WORKING])
def test_what_is_shown_is_what_is_printed(page: NotesPage, kind: Kind, qtbot: QtBot) -> None:
    assert not page.reported.button.isEnabled()
    page.desk.background.ask(lambda store: store.items.record(CLAIRE, kind, {"text": "Premier jet.\nSuite.", "x": "y"}))
    page.refresh()
    qtbot.waitUntil(lambda: bool(page.rows.model_of_rows.rows))
    page.show_note(kept(page)[0].id)
    page.editor.field.insert(" Typed a moment ago.", at_end=True)
    dialog = asked(page, qtbot)
    assert "Typed a moment ago." in dialog.text.toPlainText()
    assert "x : y" in dialog.text.toPlainText()  # nothing is left out, even what this Escale does not know
    report = printed(page)
    assert dialog.heading.text() in report
    assert ("note de travail" in dialog.heading.text()) is (kind is Kind.WORKING)
    assert all(part in "\n\n".join(report) for part in dialog.text.toPlainText().split("\n\n"))
    assert dialog.text.isReadOnly()
    assert unnamed(dialog) == []
    assert cut(dialog) == []
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: page.reported.dialog is None)


def test_another_note_closes_it_and_nothing_stays_in_it(page: NotesPage, qtbot: QtBot) -> None:
    page.editor.field.insert("Bon entretien.")
    dialog = asked(page, qtbot)
    cleared: list[str] = []
    dialog.finished.connect(lambda _: cleared.append(dialog.text.toPlainText()))
    page.new_note()
    qtbot.waitUntil(lambda: page.reported.dialog is None)
    assert cleared == [""]


def test_a_note_that_is_gone_is_refused(page: NotesPage) -> None:
    papers = page.desk.papers
    assert papers
    with pytest.raises(Refused, match="n’est plus"):
        papers.reported("nowhere")


def test_it_is_not_offered_where_no_document_is_made(desk: Desk, qtbot: QtBot) -> None:
    page = NotesPage(desk)
    qtbot.addWidget(page)
    assert page.reported.isHidden()
