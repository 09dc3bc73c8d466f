"""What is said of nearby occupations: figures of the lists shown, and nothing more."""

from __future__ import annotations

import pytest

from desktop.models.nearby import Nearby
from desktop.models.nearby_words import extract_words, finding, marks, reading, unlocking_words, without_words
from desktop.models.occupation import Edition, Importance, Node, Requirement
from tests.models.people import skill


def near(shared: int, left: int = 1, **more: bool) -> Nearby:
    """An occupation that shares so many."""
    asked = tuple(Requirement(skill(f"{n}"), Importance.OTHER) for n in range(shared + left))
    official, regulated = more.get("official", False), more.get("regulated", False)
    return Nearby(Node("J1501", "Aide-soignant"), asked[:shared], asked[shared:], official, regulated)


@pytest.mark.parametrize(
    ("sizes", "said"),
    [
        ((14, 12, 11, 10, 10, 10, 9, 3), "Six métiers proches demandent déjà au moins dix compétences de ce parcours"),
        ((40, 2, 2, 1), "Trois métiers proches demandent déjà au moins deux compétences de ce parcours"),
        ((1,), "Un métier proche demande déjà au moins une compétence de ce parcours"),
        ((7, 6), "Deux métiers proches demandent déjà au moins cinq compétences de ce parcours"),
        ((30,) * 20, "20 métiers proches demandent déjà au moins 30 compétences de ce parcours"),
        ((), "Aucun métier proche pour l’instant"),
    ],
)
def test_the_finding_counts_occupations_of_the_list(sizes: tuple[int, ...], said: str) -> None:
    assert finding([near(size) for size in sizes]) == said


def test_the_reading_takes_the_first_line_as_example() -> None:
    said = reading([near(2, 3), near(1)], 2)
    assert said.startswith("Les deux plus proches. À droite, les compétences partagées ;")
    assert said.endswith("Aide-soignant : 2 partagées · 3 à explorer.")
    assert reading([near(2, 3)], 1).startswith("À droite")
    assert reading([], 0) == ""


def test_recurring_skills_are_said_with_how_many_occupations_ask_for_them() -> None:
    found = ((skill("1", "Conduire"), 9), (skill("2", "Compter"), 4))
    assert unlocking_words(found, 20) == (
        "Deux compétences rapprocheraient du plus grand nombre de ces métiers :"
        " « Conduire » (au cœur de 9 métiers sur 20) et « Compter » (4)."
    )
    assert unlocking_words(found[:1], 20).startswith("Une compétence rapprocherait du plus grand nombre")
    assert unlocking_words((), 20) == ""


def test_who_is_not_proposed_again_is_said_once() -> None:
    said = without_words({"A": "Caissier"}, {"A": "Caissier", "B": "Fleuriste"})
    assert said == "Ne sont pas proposés de nouveau : Caissier (déjà exercé) et Fleuriste (déjà visé)."
    assert without_words({}, {}) == ""


def test_an_extract_is_told_and_a_whole_referential_is_not() -> None:
    assert "48 métiers seulement" in extract_words(Edition("458", "", "", True, 48, 0, 0))
    assert extract_words(Edition("458", "", "", False, 1056, 0, 0)) == ""


def test_marks_are_words() -> None:
    assert marks(near(1, official=True, regulated=True)) == ("mobilité officielle du ROME", "métier réglementé")
    assert marks(near(1)) == ()
