"""A newer ROME beside the older one: who is touched is told, nothing re-points itself, a human settles."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from benchmarks.larger_kit import written
from desktop.library import Library
from desktop.models.changes import Changes
from desktop.models.correction import (
    Word,
    confirmed_occupations,
    experience_content,
    occupation_content,
    skill_content,
)
from desktop.models.impact import Turn
from desktop.models.note import Kind
from desktop.views.desk import Desk
from desktop.views.editions.changes_page import ALONE, ChangesPage
from desktop.views.gap.gap_page import GapPage
from tests.reference.conftest import TINY
from tests.views.conftest import Shown
from tests.views.people import CLAIRE, NADIA
from tests.views.reach import cut, unnamed

OLD, NEW = "458", "461"


def kit(newer: bool) -> dict[str, list[dict[str, str]]]:
    """Two occupations; in the newer version one has another name, a title moved, a skill of the core came."""
    tables = {name: [dict(zip(rows[0], row, strict=True)) for row in rows[1:]] for name, rows in TINY.items()}
    if newer:
        tables["referentiel_code_rome"][1]["libelle_rome"] = "Auxiliaire de vie"
        tables["referentiel_appellation"][1]["code_rome"] = "K1302"
        bed = {"code_ogr": "199", "libelle_competence": "Border un lit"}
        tables["referentiel_competence"].append(tables["referentiel_competence"][2] | bed)
        tables["coherence_item"].append({"code_rome": "J1501", "code_ogr": "100", "coeur_metier": "Principale"})
    return tables


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    """Both versions on this computer, the newer one in use."""
    library = Library(tmp_path / "references")
    for version, newer in ((OLD, False), (NEW, True)):
        library.import_kit(written(kit(newer), tmp_path / version, int(version)), lambda *_: None)
    yield library
    library.close()


@pytest.fixture
def renewed(library: Library, desk: Desk) -> Desk:
    """Nadia's words were said with the older version."""
    said = (
        (Kind.OCCUPATION, occupation_content("J1501", "Aide-soignant / Aide-soignante", True, "", OLD)),
        (Kind.CORRECTION, experience_content("f1", "J1501", "Aide-soignant / Aide-soignante", "12", OLD)),
        (Kind.CORRECTION, skill_content("100", "Préparer des repas", Word.SAID, OLD)),
    )
    for kind, content in said:
        desk.background.write(
            lambda store, kind=kind, content=content: store.items.record(NADIA, kind, content)  # type: ignore[misc]
        ).result(10)
    return replace(desk, reference=library, packs=library)


def test_who_is_touched_is_told_and_the_rest_of_the_caseload_is_counted(
    renewed: Desk, shown: Shown, qtbot: QtBot
) -> None:
    page = ChangesPage(renewed)
    shown(page)
    qtbot.waitUntil(lambda: page.found.done)
    assert [one.person for one in page.found.touched] == [NADIA]
    assert page.people_words.text() == f"1 dossier concerné sur {page.found.read}."
    assert page.rome_words.text().startswith("Du ROME 458 au ROME 461 : 1 métier renommé")
    told = [row.title for row in page.rome.rows.model_of_rows.rows if row.heading]
    assert page.rome_words.text().count(" ajouté") == sum("ajouté" in heading for heading in told) == 1
    assert "Compétences et savoirs ajoutés · 1" in told
    page.people.rows.step(1)
    page.people.rows.choose_current()
    assert page.one.title.text() == "Nadia Benali"
    words = [row.title for row in page.one.rows.model_of_rows.rows]
    assert any("passée de J1501 à K1302" in line for line in words)
    assert any("1 compétence ajoutée, 1 entrée au cœur" in line for line in words)
    with qtbot.waitSignal(page.open_file) as opened:
        page.open.click()
    assert opened.args == [NADIA]
    assert (unnamed(page), cut(page)) == ([], [])


@pytest.fixture
def alone(tmp_path: Path) -> Iterator[Library]:
    """Only the shipped extract."""
    library = Library(tmp_path / "alone")
    yield library
    library.close()


def test_with_one_version_there_is_nothing_to_compare(alone: Library, desk: Desk, shown: Shown, qtbot: QtBot) -> None:
    page = ChangesPage(replace(desk, reference=alone, packs=alone))
    shown(page)
    qtbot.waitUntil(lambda: page.rome_words.text() == ALONE)
    assert not page.people.isVisible()


@pytest.fixture
def page(renewed: Desk, shown: Shown, qtbot: QtBot) -> GapPage:
    """Nadia's future, the newer version in use."""
    page = GapPage(renewed)
    renewed.background.changed.connect(page.absorb)
    page.show_person(NADIA)
    shown(page)
    qtbot.waitUntil(lambda: bool(page.renewing.shown.impacts))
    return page


def test_nothing_re_points_itself(page: GapPage) -> None:
    assert page.gap.edition.isVisible()
    assert {one.turn for one in page.renewing.shown.impacts} == {Turn.MOVED, Turn.ASKS}
    assert page.shown is not None
    assert confirmed_occupations(page.shown.known.items)["f1"].code == "J1501"


def test_the_gap_is_read_again_as_it_was_and_says_with_which_version(page: GapPage, qtbot: QtBot) -> None:
    def version() -> str:
        return page.shown.known.edition.version if page.shown else ""

    now = len(page.shown.rows) if page.shown else 0
    page.gap.edition.look.click()
    qtbot.waitUntil(lambda: version() == OLD)
    assert page.shown is not None
    assert len(page.shown.rows) == now - 1
    assert page.gap.source.text().startswith("ROME 4.0 version 458")
    qtbot.waitUntil(lambda: page.gap.edition.back.isVisible())
    page.gap.edition.back.click()
    qtbot.waitUntil(lambda: version() == NEW)


def test_what_was_read_again_together_is_written_with_the_version_in_use_and_can_be_undone(
    page: GapPage, qtbot: QtBot
) -> None:
    page.gap.edition.seen.click()
    qtbot.waitUntil(lambda: page.gap.edition.isHidden())
    assert page.shown is not None
    assert {item.content["edition"] for item in page.shown.known.items if "edition" in item.content} == {NEW}
    page.undo.undo()
    qtbot.waitUntil(lambda: not page.gap.edition.isHidden())


def test_a_title_that_moved_is_tied_again_only_when_asked(page: GapPage, qtbot: QtBot) -> None:
    card = page.gap.edition
    assert card.tie.text() == "Rattacher à K1302"
    other = next(row for row in card.rows.model_of_rows.rows if "passée de" not in row.title)
    card.rows.chosen.emit(other)
    assert card.tie.isHidden()
    card.rows.chosen.emit(next(row for row in card.rows.model_of_rows.rows if row is not other))
    card.tie.click()

    def confirmed() -> str:
        return confirmed_occupations(page.shown.known.items)["f1"].code if page.shown else ""

    qtbot.waitUntil(lambda: confirmed() == "K1302")
    page.undo.undo()
    qtbot.waitUntil(lambda: confirmed() == "J1501")


def test_another_part_is_always_read_with_the_version_in_use(page: GapPage, qtbot: QtBot) -> None:
    page.gap.edition.look.click()
    qtbot.waitUntil(lambda: page.shown is not None and page.shown.known.edition.version == OLD)
    page.show_part("Métiers proches")
    qtbot.waitUntil(lambda: page.shown is not None and page.shown.known.edition.version == NEW)


def test_somebody_else_hears_nothing_of_it(page: GapPage, qtbot: QtBot) -> None:
    page.show_person(CLAIRE)
    qtbot.waitUntil(lambda: page.shown is not None and page.person == CLAIRE)
    assert page.gap.edition.isHidden()
    page.desk.background.changed.emit(Changes(everything=True))
