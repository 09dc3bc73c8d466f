"""What the referential counts for somebody: shared skills under filters, many sheets at once, ideas."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from desktop.models.ideas import Idea
from desktop.models.nearby import Filters, Shared
from desktop.models.occupation import Found, Importance, Node
from desktop.reference.opened import Reference
from desktop.reference.shelf import Shelf

AIDE = Node("J1501", "Aide-soignant / Aide-soignante")
VIE = Node("K1302", "Assistant / Assistante de vie")


@pytest.fixture
def reference(shelf: Shelf, kit: Path, opened: Callable[[], Reference]) -> Reference:
    """The tiny kit, imported and open."""
    shelf.import_kit(kit)
    return opened()


def codes(found: tuple[Shared, ...]) -> list[str]:
    """The occupations counted, sorted."""
    return sorted(one.code for one in found)


def test_shared_skills_are_counted_and_contexts_are_not_skills(reference: Reference) -> None:
    assert sorted(reference.shared(["101", "300", "400", "999", "abc"])) == [
        Shared("J1501", AIDE.label, 1, 1, 1),
        Shared("K1302", VIE.label, 0, 1, 1),
    ]
    assert reference.shared([]) == ()


@pytest.mark.parametrize(
    ("filters", "expected"),
    [
        (Filters(), ["J1501", "K1302"]),
        (Filters(contexts=frozenset({"400"})), ["J1501"]),
        (Filters(contexts=frozenset({"400", "401"})), []),
        (Filters(riasec="R"), ["J1501"]),
        (Filters(riasec="AS"), ["J1501"]),
        (Filters(riasec="C"), []),
        (Filters(riasec="*"), []),
        (Filters(sector="85"), ["J1501"]),
        (Filters(sector="119"), ["J1501"]),
        (Filters(sector="86"), ["K1302"]),
        (Filters(regulated=False), ["K1302"]),
        (Filters(regulated=True), ["J1501"]),
        (Filters(sector="86", riasec="S"), []),
    ],
)
def test_filters(reference: Reference, filters: Filters, expected: list[str]) -> None:
    assert codes(reference.shared(["101"], filters)) == expected


def test_many_sheets_at_once_read_like_one(reference: Reference) -> None:
    many = reference.requirements(["J1501", "K1302", "A0000"])
    assert list(many) == ["J1501", "K1302"]
    for code, asked in many.items():
        sheet = reference.occupation(code)
        assert sheet is not None
        assert sheet.requirements == asked
    assert [one.importance for one in many["J1501"]] == [Importance.CORE, Importance.EMERGING, Importance.OTHER]


def test_whole_sheets_are_in_the_order_of_the_alphabet(whole: Reference) -> None:
    from desktop.reference.wording import fold

    rank = list(Importance)
    for asked in whole.requirements([node.code for node in whole.occupations()[:200]]).values():
        order = [(rank.index(one.importance), fold(one.skill.label)) for one in asked]
        assert order == sorted(order)
    labels = [fold(node.label) for node in whole.occupations()]
    assert labels == sorted(labels)


def test_ideas_answer_interests_or_letters(reference: Reference) -> None:
    assert reference.ideas(["22", "14"], "") == (
        Idea(AIDE, ("22",), ("22",), "SR"),
        Idea(VIE, ("14", "22"), ("14",), ""),
    )
    assert reference.ideas([], "RC") == (Idea(AIDE, (), (), "SR"),)
    assert reference.ideas([], "") == ()


def test_an_appellation_is_followed_by_its_number(reference: Reference) -> None:
    assert reference.moved_to("12") == Found("J1501", AIDE.label, "Auxiliaire de l’hôpital", "12")
    assert reference.moved_to("999") is None
    assert reference.moved_to("auxiliaire") is None


def test_the_whole_rome_has_its_interests_sectors_contexts_and_parents(whole: Reference) -> None:
    assert len(whole.interests()) == 30
    assert all(one.definition for one in whole.interests())
    sectors = whole.sectors()
    assert (len(sectors), sum(len(inner) for _, inner in sectors)) == (35, 40)
    assert [len(nodes) for _, nodes in whole.contexts()] == [58, 14, 5, 34, 10, 29]
    assert len(whole.children("A1101")) >= 1
    transversal = whole.rows("SELECT kind, count(*) FROM skill WHERE transversal GROUP BY kind ORDER BY kind")
    assert transversal == [("detailed", 1286), ("macro", 57), ("soft", 16)]


def test_the_demonstration_can_be_filtered_and_guided(demonstration: Reference) -> None:
    assert len(demonstration.interests()) == 22
    every = [node.code for node in demonstration.occupations()]
    asked = {one.skill.code for wanted in demonstration.requirements(every).values() for one in wanted}
    assert codes(demonstration.shared(asked)) == sorted(every)
    for sector, inner in demonstration.sectors():
        found = codes(demonstration.shared(asked, Filters(sector=sector.code)))
        assert found
        assert all(set(codes(demonstration.shared(asked, Filters(sector=one.code)))) <= set(found) for one in inner)
    assert demonstration.ideas(["22"], "")
