"""The receipt of an erasure says what went and what is left, and names nobody."""

from __future__ import annotations

from dataclasses import replace

from desktop.documents import receipt
from desktop.models.erasure import COPIES, WHY, Copies, Reason
from tests.documents import made
from tests.documents.reading import words


def test_it_says_what_went_why_and_what_remains() -> None:
    said = words(receipt.paper(made.ERASURE).files["pdf"])
    for piece in ("K7QM-2F9D-XH4T", "22 novembre 2026", WHY[Reason.WITHDRAWN], "Sections du passeport", "7", "Écrits",
                  "12", "Aucune trace : 1 240 pages relues."):  # fmt: skip
        assert piece in said
    assert all(" ".join(left.split()[:6]) in said for left in made.ERASURE.kept_elsewhere)


def test_copies_that_are_not_covered_are_said() -> None:
    said = words(receipt.paper(replace(made.ERASURE, copies=Copies.OPEN)).files["pdf"])
    assert COPIES[Copies.OPEN].split(" : ")[0] in said
    assert COPIES[Copies.COVERED] not in said


def test_a_search_that_has_not_run_is_not_said_to_have_found_nothing() -> None:
    said = words(receipt.paper(replace(made.ERASURE, scan="")).files["pdf"])
    assert "pas encore terminée" in said
    assert "Aucune trace" not in said


def test_an_empty_file_still_has_a_receipt() -> None:
    assert "aucune ligne" in words(receipt.paper(replace(made.ERASURE, counts=())).files["pdf"])
