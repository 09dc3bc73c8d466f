"""Two editions compared: what is found is what was done to the older one, code by code."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from benchmarks.larger_kit import Growth, Kit, Truth, grown, made, official, written
from benchmarks.made_kit import Size
from desktop.models.editions import AskedChange, EditionChanges
from desktop.models.occupation import Edition
from desktop.reference.changes import changes
from desktop.reference.check import check
from desktop.reference.opened import Reference
from desktop.reference.shelf import Shelf
from tests.reference.conftest import ROOT

SEED = 4


def compiled(kit: Kit, folder: Path, version: int) -> Path:
    """The kit of that version, imported on a shelf of its own."""
    shelf = Shelf(folder / f"shelf{version}", ROOT / "resources" / "reference")
    shelf.import_kit(written(kit, folder / f"kit{version}", version))
    return shelf.in_use()


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Reference, Reference, Truth]]:
    """A small kit made from nothing, a newer edition of it, and what differs."""
    folder = tmp_path_factory.mktemp("editions")
    kit = made(SEED, Size().times(0.03))
    newer, truth = grown(kit, SEED, Growth().times(0.03))
    with ExitStack() as stack:
        old = stack.enter_context(Reference.open(compiled(kit, folder, 458)))
        new = stack.enter_context(Reference.open(compiled(newer, folder, 461)))
        yield old, new, truth


def agree(found: EditionChanges, truth: Truth) -> None:
    """Everything found was done, and everything done is found."""
    assert {one.code for one in found.occupations.added} == truth.occupations
    assert found.occupations.dropped == ()
    assert {one.code for one in found.occupations.relabelled} == truth.renamed_occupations
    assert {one.code for one in found.skills.added} == truth.skills
    assert {one.code for one in found.skills.dropped} == truth.dropped_skills
    assert {one.code for one in found.skills.relabelled} == truth.renamed_skills
    assert {one.title: (one.old, one.new) for one in found.moved} == truth.moved
    assert {one.code for one in found.dropped_titles} == truth.dropped_titles
    assert {one.code for one in found.riasec} == truth.letters
    for name, done in (("added", truth.links), ("removed", truth.dropped_links),
                       ("core_added", truth.core), ("core_removed", truth.dropped_core)):  # fmt: skip
        told = {(one.occupation, code) for one in found.asked for code in getattr(one, name)}
        assert told == {pair for pair in done if pair[0] not in truth.occupations}, name


def test_what_is_found_is_what_was_done(small: tuple[Reference, Reference, Truth]) -> None:
    old, new, truth = small
    assert check(old).clean
    assert check(new).clean
    found = changes(old, new)
    agree(found, truth)
    assert (found.old.version, found.new.version) == ("458", "461")
    assert len(truth.moved) > 40
    assert len(truth.dropped_core) > 10
    assert found.words == (
        f"Du ROME 458 au ROME 461 : {len(truth.occupations)} métiers ajoutés, {len(truth.renamed_occupations)} métiers "
        f"renommés, {len(truth.skills)} compétences et savoirs ajoutés, {len(truth.renamed_skills)} compétences et "
        f"savoirs renommés, {len(truth.dropped_skills)} compétences et savoirs retirés et {len(truth.moved)} "
        "appellations déplacées."
    )


def test_labels_are_told_before_and_after(small: tuple[Reference, Reference, Truth]) -> None:
    old, new, _ = small
    one = changes(old, new).occupations.relabelled[0]
    sheets = old.occupation(one.code), new.occupation(one.code)
    assert [sheet.label for sheet in sheets if sheet] == [one.old, one.new]


def test_going_back_tells_the_contrary(small: tuple[Reference, Reference, Truth]) -> None:
    old, new, truth = small
    found = changes(new, old)
    assert {one.code for one in found.occupations.dropped} == truth.occupations
    assert {one.code for one in found.skills.added} == truth.dropped_skills
    assert {one.title: (one.new, one.old) for one in found.moved} == truth.moved


def test_what_concerns_a_file(small: tuple[Reference, Reference, Truth]) -> None:
    old, new, truth = small
    found = changes(old, new)
    code, skill, title = (min(codes) for codes in (truth.renamed_occupations, truth.dropped_skills, truth.moved))
    mine = found.of([code, "A0000"], [skill], [title])
    assert [one.code for one in mine.occupations.relabelled] == [code]
    assert [one.code for one in mine.skills.dropped] == [skill]
    assert [one.title for one in mine.moved] == [title]
    assert {one.occupation for one in mine.asked} <= {code}
    assert not mine.nothing
    assert found.of().nothing
    moved = new.moved_to(title)
    assert moved is not None
    assert moved.code == truth.moved[title][1]


def test_the_same_edition_has_nothing_to_tell(small: tuple[Reference, Reference, Truth]) -> None:
    found = changes(small[0], small[0])
    assert found.nothing
    assert found.words == "Du ROME 458 au ROME 458 : rien ne change."


def test_what_an_extract_leaves_out_is_neither_added_nor_dropped(demonstration: Reference, whole: Reference) -> None:
    assert changes(demonstration, whole).nothing
    assert changes(whole, demonstration).nothing


def test_a_core_that_changes_is_told() -> None:
    edition = Edition("458", "", "", False, 1, 1, 1)
    assert not EditionChanges(edition, edition, asked=(AskedChange("J1501", core_added=("1",)),)).nothing


def test_the_official_edition_grown_as_the_real_one_grew(shared_data: Path, whole: Reference, tmp_path: Path) -> None:
    newer, truth = grown(official(shared_data / "rome_v458"), SEED, Growth())
    with Reference.open(compiled(newer, tmp_path, 461)) as new:
        sizes = check(new)
        assert sizes.clean
        assert (sizes.occupations, sum(sizes.skills.values()) + sizes.contexts) == (1584, 33_850)
        assert sum(sizes.links.values()) == 104_219
        found = changes(whole, new)
        agree(found, truth)
        assert (len(found.moved), len(found.occupations.relabelled)) == (1784, 195)
        assert new.search("infirmière")
        assert len(new.shared([skill.code for skill in new.core_skills("J1501")])) > 20
