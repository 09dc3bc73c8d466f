"""Why an idea is there, and what a note keeps of the choices."""

from __future__ import annotations

from desktop.models.ideas import FirstIdea
from desktop.models.ideas_words import note_text, why
from desktop.models.occupation import Node


def idea(interests: tuple[str, ...], letters: str) -> FirstIdea:
    """A proposal for these reasons."""
    return FirstIdea(Node("A1203", "Jardinier"), interests, letters, 0)


def test_why_names_only_what_was_chosen() -> None:
    said = why(idea(("J’aime la nature", "J’aime bricoler"), "R"))
    assert said == (
        "Répond à « J’aime la nature » et « J’aime bricoler »."
        " Un métier pour qui aime travailler de ses mains, dehors, sur des machines."
    )
    assert why(idea((), "S")) == "Un métier pour qui aime aider, soigner, accueillir, transmettre."
    assert why(idea(("J’aime la nature",), "")) == "Répond à « J’aime la nature »."


def test_a_note_keeps_the_choices_and_the_ideas() -> None:
    assert note_text(["J’aime la nature"], "C", ["Jardinier"]).split("\n") == [
        "Pour trouver des idées, nous avons choisi ensemble :",
        "– J’aime la nature",
        "– Organiser, classer, compter, suivre une méthode",
        "Premières idées de métiers :",
        "– Jardinier",
    ]
    assert note_text(["J’aime la nature"], "", []).endswith("– J’aime la nature")
