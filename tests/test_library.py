"""The referential in use: the shipped extract at first, the one before when an import is refused."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from desktop.errors import Refused
from desktop.library import Library


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    made = Library(tmp_path / "referentiels")
    yield made
    made.close()


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
