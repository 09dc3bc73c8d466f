"""The referential in use: the shipped extract at first, the one before when an import is refused."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from desktop.errors import Refused
from desktop.library import Library
from desktop.reference.shelf import EXTRACT
from tests.reference.conftest import TINY, csv_text
from tests.reference.exports import fiche, flux


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    made = Library(tmp_path / "referentiels")
    yield made
    made.close()


def tiny_kit(folder: Path, version: str) -> Path:
    """The kit of two occupations, as one version of the ROME."""
    folder.mkdir()
    for resource, rows in TINY.items():
        (folder / f"unix_{resource}_{version}_utf8.csv").write_text(csv_text(rows), encoding="utf-8", newline="")
    return folder


def silent(_step: str, _done: int, _steps: int) -> None:
    """Tell nobody."""


def test_the_shipped_extract_is_there_at_first_and_is_opened_once(library: Library) -> None:
    with ThreadPoolExecutor(4) as pool:
        found = list(pool.map(lambda _: library(), range(8)))
    assert len({id(reference) for reference in found}) == 1
    assert found[0].edition().version == "458"


def test_a_kit_that_is_refused_changes_nothing(library: Library, tmp_path: Path) -> None:
    before = library()
    (tmp_path / "kit").mkdir()
    with pytest.raises(Refused):
        library.import_kit(tmp_path / "kit", silent)
    assert library() is before
    assert before.edition().version == "458"


def test_differences_are_read_again_once_another_edition_is_in_use(library: Library, tmp_path: Path) -> None:
    library.import_kit(tiny_kit(tmp_path / "older", "v457"), silent)
    library.use(EXTRACT)
    with_extract = library.changes("457")
    assert with_extract is not None
    assert with_extract.new.extract
    library.import_kit(tiny_kit(tmp_path / "newer", "v458"), silent)
    whole = library.changes("457")
    assert whole is not None
    assert not whole.new.extract


def test_without_an_import_the_extract_is_the_only_edition(library: Library) -> None:
    assert [edition.extract for edition in library.editions()] == [True]
    assert library.edition("458") is library()
    assert library.edition("461") is None
    assert library.use(EXTRACT).extract
    with pytest.raises(Refused, match="461"):
        library.use("461")


def test_an_older_edition_is_opened_beside_the_one_in_use(library: Library, tmp_path: Path) -> None:
    for version in ("v458", "v461"):
        library.import_kit(tiny_kit(tmp_path / version, version), silent)
    assert [edition.version for edition in library.editions()] == ["461", "458"]
    older = library.edition("458")
    assert older is not None
    assert older is library.edition("458")
    assert older is not library()
    assert library.edition("461") is library()
    before = library()
    assert library.use("458").version == "458"
    assert library().edition().version == "458"
    assert before.occupation("J1501") is not None


def test_it_opens_again_after_it_was_closed(library: Library) -> None:
    library()
    library.close()
    library.close()
    assert library().edition().version == "458"


def test_an_imported_kit_is_in_use_while_the_former_stays_open(library: Library, shared_data: Path) -> None:
    before = library()
    steps: list[str] = []
    edition = library.import_kit(shared_data / "rome_v458", lambda step, _done, _steps: steps.append(step))
    assert library() is not before
    assert library().edition() == edition
    assert before.edition().version == "458"
    assert steps


def test_the_crosswalk_is_read_once_and_again_after_an_import(library: Library, tmp_path: Path) -> None:
    first = library.crosswalk()
    assert library.crosswalk() is first
    assert first.extract
    (tmp_path / "table.csv").write_text("S1Z40;636d;G1602\n", "utf-8")
    library.import_crosswalk(tmp_path / "table.csv", silent)
    assert library.crosswalk().occupations("636d") == ("G1602",)
    assert not library.crosswalk().extract


def test_the_certifications_are_opened_once_and_the_former_ones_still_answer(library: Library, tmp_path: Path) -> None:
    first = library.certifications()
    assert library.certifications() is first
    path = tmp_path / "flux.xml"
    path.write_bytes(flux(fiche("RNCP1")))
    opened = library.import_certifications(path, silent)
    assert library.certifications() is opened
    assert opened.edition.sheets == 1
    assert first.of("RNCP37123") is not None


def test_certifications_that_are_refused_change_nothing(library: Library, tmp_path: Path) -> None:
    before = library.certifications()
    with pytest.raises(Refused):
        library.import_certifications(tmp_path / "absent.xml", silent)
    assert library.certifications() is before
