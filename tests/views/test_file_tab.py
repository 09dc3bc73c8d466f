"""What a tab shows is always about the person it is on, however late an answer comes."""

from __future__ import annotations

from collections.abc import Callable
from threading import Event
from typing import Any

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from desktop.models.changes import Changes
from desktop.models.note import Kind
from desktop.models.store import Store
from desktop.views.desk import Desk
from desktop.views.file.synthesis_page import SynthesisPage
from desktop.views.file_tab import FileTab
from desktop.views.gap.gap_page import GapPage
from desktop.views.notes.notes_page import NotesPage
from desktop.views.passport.parcours_page import ParcoursPage
from desktop.views.sharing.sharing_page import SharingPage
from desktop.views.skills.skills_page import SkillsPage
from tests.views.people import ALI, NADIA

Shows = tuple[type[FileTab], Callable[[Any], object]]
TABS: tuple[Shows, ...] = (
    (SynthesisPage, lambda tab: tab.shared.title.text()),
    (ParcoursPage, lambda tab: tab.passport),
    (SkillsPage, lambda tab: tab.shown),
    (GapPage, lambda tab: tab.shown),
    (NotesPage, lambda tab: (tab.editor.text, tab._notes)),
    (SharingPage, lambda tab: tab.basis.title.text()),
)


def late(tab: FileTab, qtbot: QtBot) -> None:
    """Nadia is asked for while the store is busy, Ali is shown at once after; then the store answers."""
    free, answered = Event(), list[bool]()

    def busy(_: Store) -> Changes:
        assert free.wait(10)
        return Changes()

    tab.desk.background.write(busy)
    tab.show_person(NADIA)
    tab.hide()
    tab.show_person(ALI)
    free.set()
    tab.desk.background.read(tab, "after", lambda _: True, answered.append)
    qtbot.waitUntil(lambda: bool(answered))


@pytest.mark.parametrize(("kind", "probe"), TABS, ids=lambda one: getattr(one, "__name__", ""))
def test_an_answer_about_somebody_else_is_dropped(
    kind: type[FileTab], probe: Callable[[Any], object], desk: Desk, shown: Callable[[QWidget], None], qtbot: QtBot
) -> None:
    desk.background.write(lambda store: store.items.record(NADIA, Kind.NOTE, {"text": "De Nadia"}, draft=True))
    tab = kind(desk)
    shown(tab)
    empty = probe(tab)
    late(tab, qtbot)
    assert probe(tab) == empty


def test_nothing_of_the_former_person_can_be_acted_upon(
    desk: Desk, shown: Callable[[QWidget], None], qtbot: QtBot
) -> None:
    gap, parcours = GapPage(desk), ParcoursPage(desk)
    for tab in (gap, parcours):
        shown(tab)
        tab.show_person(NADIA)
    qtbot.waitUntil(lambda: gap.shown is not None and bool(parcours.passport.facts))
    parcours.explain("f1")
    for tab in (gap, parcours):
        tab.show_person(ALI)
    assert gap.shown is None
    assert not gap.targets.field.isEnabled()
    assert not parcours.detail.ask.isVisible()
    assert parcours._read.items == ()
    qtbot.waitUntil(gap.targets.field.isEnabled)
