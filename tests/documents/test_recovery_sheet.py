"""The recovery sheet says the nine groups as they are typed back."""

from __future__ import annotations

import pytest

from desktop.documents import recovery_sheet
from desktop.errors import Refused
from desktop.models.recovery import grouped, parsed
from tests.documents import made
from tests.documents.reading import words


def test_the_groups_on_paper_are_the_key() -> None:
    said = words(recovery_sheet.paper(made.KEY, "Coffre de Claire", made.TODAY).files["pdf"])
    shown = [group for group in made.KEY.split("-") if group in said]
    assert parsed(" ".join(shown)) == bytes(range(20))
    assert "Coffre de Claire" in said
    assert "22 novembre 2026" in said
    for advice in ("Loin de l’ordinateur", "Gardée par", "neuf groupes"):
        assert advice in said


@pytest.mark.parametrize("key", ["", "ABCD", grouped(bytes(20))[:-1], grouped(bytes(20)) + "-0000"])
def test_half_a_key_makes_no_sheet(key: str) -> None:
    with pytest.raises(Refused, match="pas entière"):
        recovery_sheet.paper(key, "Coffre", made.TODAY)


def test_one_page_to_print_and_no_name_in_the_file() -> None:
    paper = recovery_sheet.paper(made.KEY, "x" * 5_000, made.TODAY, 72)
    assert len(paper.pages) == 1
    assert set(paper.files) == {"pdf"}
    assert paper.name == paper.code == "fiche-de-secours"
