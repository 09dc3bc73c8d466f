"""What to do next: certifications that would cover what is left, proposed once a target is looked at."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from desktop.library import Library
from desktop.models.correction import occupation_content
from desktop.models.note import Kind
from desktop.models.plan import About, Action, Link, actions
from desktop.views.desk import Desk
from desktop.views.gap.gap_page import GapPage
from tests.views.conftest import Shown
from tests.views.people import NADIA
from tests.views.reach import cut, unnamed


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    """The shipped extracts."""
    library = Library(tmp_path / "references")
    yield library
    library.close()


@pytest.fixture
def page(library: Library, desk: Desk, shown: Shown, qtbot: QtBot) -> GapPage:
    """Nadia looks at the occupation of home carer."""
    content = occupation_content("K1304", "Employé familial", True, edition="458")
    desk.background.write(lambda store: store.items.record(NADIA, Kind.OCCUPATION, content)).result(10)
    page = GapPage(replace(desk, packs=library))
    desk.background.changed.connect(page.absorb)
    page.show_person(NADIA)
    shown(page)
    qtbot.waitUntil(lambda: page.gap.forward.ways_words.text() != "", timeout=20_000)
    return page


def test_certifications_tell_what_they_cover_and_until_when(page: GapPage) -> None:
    card = page.gap.forward
    way = card.ways[0]
    assert way.certification.number == "RNCP37715"
    rows = card.certifications.model_of_rows.rows
    assert rows[0].said == way.sentence()
    assert "Enregistrée jusqu’au" in rows[0].around
    assert card.proposal.text().endswith("extrait des certifications : d’autres existent.")
    assert (unnamed(page), cut(page)) == ([], [])


def test_choosing_one_lists_every_skill_it_covers(page: GapPage) -> None:
    card = page.gap.forward
    assert not card.detail.isVisible()
    card.certifications.step(1)
    card.certifications.choose_current()
    lines = card.detail.text().splitlines()
    covered = [asked.skill.label for asked in card.ways[0].skills]
    assert [line.removeprefix("– ") for line in lines[1 : len(covered) + 1]] == covered


def test_a_certification_goes_to_the_plan_in_one_gesture(page: GapPage, qtbot: QtBot) -> None:
    card, background = page.gap.forward, page.desk.background

    def plan() -> tuple[Action, ...]:
        return actions(background.ask(lambda store: store.items.of(NADIA)))

    assert not card.plan.isVisible()
    card.certifications.step(1)
    card.certifications.choose_current()
    number, name = card.ways[0].certification.number, card.ways[0].certification.name
    card.plan.click()
    qtbot.waitUntil(card.in_plan.isVisible)
    assert not card.plan.isVisible()
    (one,) = plan()
    assert (one.what, one.link) == (f"S’informer sur : {name}", Link(About.CERTIFICATION, number, name))
    assert (one.step, one.theme) == ("Q06", "P02")
    page.undo.undo()
    qtbot.waitUntil(card.plan.isVisible)
    assert plan() == ()


def test_nothing_of_somebody_else_stays(page: GapPage) -> None:
    page.forget()
    assert page.gap.forward.isHidden()
    assert page.gap.forward.certifications.model_of_rows.rows == ()
    assert page.gap.forward.detail.text() == ""


def test_certifications_of_another_target_go_before_its_own_come(page: GapPage, qtbot: QtBot) -> None:
    card, before = page.gap.forward, page.shown
    assert before is not None
    assert card.ways
    other = occupation_content("J1501", "Aide-soignant", True, edition="458")
    page.desk.background.write(lambda store: store.items.record(NADIA, Kind.OCCUPATION, other)).result(10)
    qtbot.waitUntil(lambda: page.shown is not None and len(page.shown.targets) == 2)
    card.show_outlook(replace(before, code="J1501"))
    assert card.ways == ()
    assert card.certifications.model_of_rows.rows == ()
    assert card.isHidden()


def test_where_nothing_is_left_no_certification_is_looked_for(page: GapPage) -> None:
    assert page.shown is not None
    page.gap.forward.show_outlook(replace(page.shown, code="X", rows=()))
    assert page.gap.forward.isHidden()
    assert not page.gap.forward.reading
