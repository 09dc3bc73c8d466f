"""Filters of nearby occupations: each can be taken off alone, and the page says which one to take off."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from desktop.models.filtering import Choices, Relief, chosen, nothing_passes, with_context, with_sort
from desktop.models.nearby import Filters
from desktop.models.occupation import Node
from desktop.models.riasec import SORTS

CHOICES = Choices(
    (
        ("Horaires", (Node("1", "Travail de nuit"), Node("2", "Travail le samedi"))),
        ("Lieux", (Node("3", "À domicile"),)),
    ),
    ((Node("85", "Santé"), ()), (Node("87", "Spectacle"), (Node("150", "Musique"),))),
)
FILTERS = st.builds(
    Filters,
    contexts=st.frozensets(st.sampled_from(("1", "2", "3", "999"))),
    riasec=st.sets(st.sampled_from(tuple(SORTS))).map(lambda found: "".join(one for one in SORTS if one in found)),
    sector=st.sampled_from(("", "85", "150", "0")),
    regulated=st.sampled_from((None, False, True)),
)


def test_each_filter_is_said_in_everyday_words() -> None:
    filters = Filters(frozenset({"3", "1"}), "SR", "150", regulated=False)
    assert [one.words for one in chosen(filters, CHOICES)] == [
        "Travail de nuit",
        "À domicile",
        "Aider, soigner, accueillir, transmettre",
        "Travailler de ses mains, dehors, sur des machines",
        "Musique",
        "Sans métier réglementé",
    ]


@given(FILTERS)
def test_taking_off_one_filter_after_another_leaves_none(filters: Filters) -> None:
    steps = 0
    while found := chosen(filters, CHOICES):
        filters, steps = found[0].without, steps + 1
        assert len(chosen(filters, CHOICES)) == len(found) - 1
    assert filters == Filters()
    assert steps <= 12


@given(FILTERS, st.sampled_from(tuple(SORTS)), st.sampled_from(("1", "2", "3")))
def test_ticking_twice_changes_nothing(filters: Filters, letter: str, context: str) -> None:
    assert with_sort(with_sort(filters, letter), letter) == filters
    assert with_context(with_context(filters, context), context) == filters


def test_when_nothing_passes_the_most_useful_filter_comes_first() -> None:
    said = nothing_passes((Relief("Santé", 2), Relief("Travail de nuit", 12), Relief("À domicile", 0)))
    assert said == (
        "Aucun métier ne passe ces filtres."
        " Retirez-en un : sans « Travail de nuit », 12 métiers ou sans « Santé », 2 métiers."
    )
    assert "plusieurs" in nothing_passes((Relief("Santé", 0),))
