"""First ideas: what answers most of what was chosen comes first, and each says what it answers."""

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


def test_each_says_what_it_answers() -> None:
    both, one, letters, nothing = first_ideas(
        [idea("A", ("22", "14"), (), "SR"), idea("B", ("14",)), idea("C", letters="S"), idea("D")],
        (CARE, HANDS),
        "S",
        {"A": 12, "B": 1},
    )
    assert (both.interests, both.letters, both.shared) == ((CARE.label, HANDS.label), "S", 12)
    assert (one.interests, one.letters, one.shared) == ((HANDS.label,), "", 1)
    assert (letters.interests, letters.letters) == ((), "S")
    assert (nothing.interests, nothing.letters, nothing.shared) == ((), "", 0)
