"""First ideas: what answers most of what was chosen comes first, and each says why."""

from __future__ import annotations

from desktop.models.ideas import Idea, first_ideas
from desktop.models.occupation import Interest, Node

CARE, HANDS = Interest("22", "Je souhaite prendre soin des autres"), Interest("14", "J’aime le travail manuel")


def idea(code: str, interests: tuple[str, ...] = (), principal: tuple[str, ...] = (), letters: str = "") -> Idea:
    """One occupation named after its code."""
    return Idea(Node(code, f"Métier {code}"), interests, principal, letters)


def order(*ideas: Idea, riasec: str = "", **shared: int) -> str:
    """The codes in the order of the proposals."""
    return "".join(one.occupation.code for one in first_ideas(ideas, (CARE, HANDS), riasec, shared))


def test_most_interests_first_then_main_ones() -> None:
    assert order(idea("A", ("22",), ("22",)), idea("B", ("22", "14")), idea("C", ("14",)), B=0, C=9) == "BAC"


def test_then_letters_the_major_one_ahead_then_skills_then_the_alphabet() -> None:
    ideas = [
        idea(code, ("22",), (), letters) for code, letters in zip("ABCDE", ("", "RS", "SR", "S", "SI"), strict=True)
    ]
    assert order(*ideas, riasec="S") == "CDEBA"
    assert order(*ideas, riasec="S", E=3) == "ECDBA"
    assert order(*ideas, riasec="RS") == "BCDEA"


def test_no_more_than_asked() -> None:
    assert len(first_ideas([idea(str(n)) for n in range(30)], (), "", {}, most=5)) == 5
    assert len(first_ideas([idea(str(n)) for n in range(30)], (), "", {})) == 12


def test_each_says_why() -> None:
    both, one, letters, nothing = first_ideas(
        [idea("A", ("22", "14"), (), "SR"), idea("B", ("14",)), idea("C", letters="S"), idea("D")],
        (CARE, HANDS),
        "S",
        {"A": 12, "B": 1},
    )
    assert both.words == (
        "Répond à 2 de vos 2 centres d’intérêt :"
        " « Je souhaite prendre soin des autres » et « J’aime le travail manuel »."
        " A un côté social, comme vous l’avez choisi. 12 compétences demandées sont déjà dans votre dossier."
    )
    assert one.words == (
        "Répond à 1 de vos 2 centres d’intérêt : « J’aime le travail manuel »."
        " 1 compétence demandée est déjà dans votre dossier."
    )
    assert letters.words == "A un côté social, comme vous l’avez choisi."
    assert (nothing.words, nothing.shared) == ("", 0)


def test_an_only_interest_is_not_counted() -> None:
    (found,) = first_ideas([idea("A", ("22",))], (CARE,), "", {})
    assert found.words == "Répond à votre centre d’intérêt : « Je souhaite prendre soin des autres »."
