"""Nearby occupations: ranked by what is shared, explained by lists that add up."""

from __future__ import annotations

from desktop.models.nearby import Nearby, Shared, explained, ranked
from desktop.models.occupation import Importance, Node, Requirement
from tests.models.people import skill

CORE, OTHER = Importance.CORE, Importance.OTHER


def test_core_skills_weigh_three_then_fewest_left_then_the_alphabet() -> None:
    counts = [Shared("A", "Zoologue", 1, 0, 5), Shared("B", "Éleveur", 1, 0, 2), Shared("C", "Berger", 0, 4, 9),
              Shared("D", "Équitation", 1, 0, 2), Shared("E", "Aide", 0, 2, 0)]  # fmt: skip
    assert [one.code for one in ranked(counts)] == ["C", "B", "D", "A", "E"]


def test_occupations_left_out_are_not_ranked_and_no_more_than_asked() -> None:
    counts = [Shared(str(n), str(n), n, 0, n) for n in range(30)]
    assert [one.code for one in ranked(counts, without={"29"}, most=2)] == ["28", "27"]


def test_the_two_lists_are_what_the_occupation_asks_for() -> None:
    asked = (Requirement(skill("1"), CORE), Requirement(skill("2"), CORE), Requirement(skill("3"), OTHER))
    near = explained([Shared("J1501", "Aide-soignant", 1, 1, 2)], {"J1501": asked}, {"1", "3", "9"}, {"J1501"})[0]
    assert [one.skill.code for one in near.shared] == ["1", "3"]
    assert [one.skill.code for one in near.left] == ["2"]
    assert near.official
    assert (near.core_shared, near.core_left) == (1, 1)
    assert near.words == "2 partagées, dont 1 au cœur du métier · 1 à explorer"


def test_nothing_at_the_core_is_not_said() -> None:
    one = Nearby(Node("J1501", "Aide-soignant"), (Requirement(skill("3"), OTHER),), ())
    assert one.words == "1 partagée · 0 à explorer"
