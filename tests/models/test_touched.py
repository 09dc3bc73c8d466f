"""Who is touched by a newer version: what has to be gone through again first, and figures that are lengths of lists."""

from __future__ import annotations

import pytest

from desktop.models.impact import Impact, Turn
from desktop.models.mention import Mention, Named
from desktop.models.touched import Touched, caseload_words, listed


def one(name: str, *turns: Turn) -> Touched:
    """Somebody for whom these happened."""
    mention = Mention(Named.TARGET, "J1501", "Aide-soignant")
    return Touched(name.lower(), name, tuple(Impact(mention, turn, "…") for turn in turns))


def test_those_with_something_to_go_through_again_come_first_then_by_name() -> None:
    people = (one("Zoé", Turn.RELABELLED), one("Éric", Turn.ASKS), one("Yann", Turn.MOVED), one("Ali", Turn.DROPPED))
    assert [person.name for person in listed(people)] == ["Ali", "Yann", "Éric", "Zoé"]
    assert listed(people)[0].words == "1 à revoir ensemble"


@pytest.mark.parametrize(
    ("counts", "said"),
    [
        ((0, 0, 0), "Aucun dossier à lire."),
        ((0, 5, 0), "Aucun dossier n’est concerné."),
        ((1, 5, 0), "1 dossier concerné sur 5."),
        ((3, 12, 2), "3 dossiers concernés sur 12. 2 dossiers, fermés en lecture, n’ont pas pu être lus."),
        ((0, 0, 1), "Aucun dossier à lire. 1 dossier, fermé en lecture, n’a pas pu être lu."),
    ],
)
def test_the_caseload_is_told_in_a_sentence(counts: tuple[int, int, int], said: str) -> None:
    assert caseload_words(*counts) == said
