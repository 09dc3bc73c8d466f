"""The six sorts of work that the ROME marks on each occupation (Holland's RIASEC), in everyday words.

They describe occupations, never people: nobody is tested and nobody gets a profile.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class Sort:
    """One letter, what one does in such work, and two occupations that the ROME marks with it first."""

    letter: str
    words: str
    examples: str


SORTS: Final[Mapping[str, Sort]] = {
    one.letter: one
    for one in (
        Sort("R", "Travailler de ses mains, dehors, sur des machines", "menuisier, jardinière"),
        Sort("I", "Chercher, comprendre, résoudre des problèmes", "technicienne de laboratoire, développeur"),
        Sort("A", "Créer, dessiner, écrire, jouer", "graphiste, photographe"),
        Sort("S", "Aider, soigner, accueillir, transmettre", "aide-soignant, formatrice"),
        Sort("E", "Convaincre, vendre, décider, mener une équipe", "commerciale, chef de chantier"),
        Sort("C", "Organiser, classer, compter, suivre une méthode", "secrétaire, comptable"),
    )
}
