"""An action said by whoever does it: continued when it begins with a verb, never bent otherwise."""

from __future__ import annotations

import pytest

from desktop.models.first_person import counsellors, mine


@pytest.mark.parametrize(
    ("what", "said"),
    [
        ("Monter le dossier", "Je vais monter le dossier"),
        ("  Écrire à la mairie", "Je vais écrire à la mairie"),
        ("S’inscrire au concours", "Je vais m’inscrire au concours"),
        ("Se renseigner", "Je vais me renseigner"),
        ("J’appelle la mission locale", "J’appelle la mission locale"),
        ("je m’inscris", "je m’inscris"),
        ("Me présenter", "Je vais me présenter"),
        ("Dossier d’inscription", "Je m’occupe de ceci : Dossier d’inscription"),
        ("Lettre de motivation", "Je m’occupe de ceci : Lettre de motivation"),
        ("CV à refaire", "Je m’occupe de ceci : CV à refaire"),
        ("", "Je m’occupe de ceci : Action sans intitulé"),
        ("S’", "Je m’occupe de ceci : S’"),
    ],
)
def test_what_begins_with_a_verb_is_continued(what: str, said: str) -> None:
    assert mine(what) == said


def test_the_counsellor_is_a_third_person() -> None:
    assert counsellors("Envoyer les dates") == "Mon conseiller va envoyer les dates"
    assert counsellors("Dates du concours") == "Mon conseiller s’occupe de ceci : Dates du concours"
