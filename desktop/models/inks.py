"""The two inks of a note, in words: what each is, who reads it, what changing means (decision 0022)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from desktop.models.note import Kind


@dataclass(frozen=True, slots=True)
class Ink:
    """``question`` is what is asked before a note takes this ink, ``yes`` the button that answers."""

    kind: Kind
    name: str
    short: str  # in a list
    readers: str  # a sentence
    turn: str  # the gesture that asks for it
    question: str
    yes: str
    done: str


INKS: Final[Mapping[Kind, Ink]] = {
    Kind.NOTE: Ink(
        Kind.NOTE,
        "Texte à partager",
        "à partager",
        "La personne peut le lire, il peut figurer dans ses documents.",
        "En faire un texte à partager…",
        "La personne pourra lire tout ce qui est écrit ici. Relisez d’abord. Le texte ne partira que quand vous "
        "l’enregistrerez.",
        "En faire un texte à partager",
        "C’est maintenant un texte à partager.",
    ),
    Kind.WORKING: Ink(
        Kind.WORKING,
        "Note de travail",
        "note de travail",
        "Vous seul la lisez. Elle figure dans un rapport d’accès.",
        "En faire une note de travail…",
        "Vous seul lirez ces mots : ils ne seront jamais envoyés, montrés ni imprimés pour la personne. Un rapport "
        "d’accès les contiendra.",
        "En faire une note de travail",
        "C’est maintenant une note de travail.",
    ),
}
OFFERED: Final = "La personne peut le lire. Déjà enregistré pour l’envoi, il reste partagé."


def other(kind: Kind) -> Ink:
    """The ink that a note of this kind may take instead."""
    return INKS[Kind.NOTE if kind is Kind.WORKING else Kind.WORKING]
