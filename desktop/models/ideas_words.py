"""What is said of first ideas: why each is there, in everyday words, and the choices made as the text of a note."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from desktop.models.ideas import FirstIdea
from desktop.models.riasec import SORTS
from desktop.models.text import joined

HEAD: Final = "Pour trouver des idées, nous avons choisi ensemble :"


def why(idea: FirstIdea) -> str:
    """``Répond à « J’aime organiser, planifier ». Un métier pour qui aime convaincre…``: only what was chosen."""
    attracts = joined(tuple(f"« {label} »" for label in idea.interests))
    does = joined(tuple(_lower(SORTS[letter].words) for letter in idea.letters if letter in SORTS), "et")
    parts = (f"Répond à {attracts}." if attracts else "", f"Un métier pour qui aime {does}." if does else "")
    return " ".join(part for part in parts if part)


def note_text(interests: Iterable[str], riasec: str, ideas: Iterable[str]) -> str:
    """One line a choice (labels), then the first ideas (labels of occupations)."""
    chosen = [*interests, *(SORTS[letter].words for letter in riasec if letter in SORTS)]
    lines = [HEAD, *(f"– {words}" for words in chosen)]
    if found := [f"– {label}" for label in ideas]:
        lines += ["Premières idées de métiers :", *found]
    return "\n".join(lines)


def _lower(words: str) -> str:
    return words[:1].lower() + words[1:]
