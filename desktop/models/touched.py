"""The people for whom a newer version of the ROME changes something: a list to go through, never a ranking."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from desktop.models.impact import Impact, Turn, summary
from desktop.models.text import counted, folded


@dataclass(frozen=True, slots=True)
class Touched:
    """One person (an id, a name) and what changes for them, at least one thing."""

    person: str
    name: str
    impacts: tuple[Impact, ...]

    @property
    def words(self) -> str:
        """How many of each, in words."""
        return summary(self.impacts)


def listed(found: Iterable[Touched]) -> tuple[Touched, ...]:
    """Those with something to go through again together first, then by name."""
    again = (Turn.DROPPED, Turn.MOVED)
    return tuple(sorted(found, key=lambda one: (not any(i.turn in again for i in one.impacts), folded(one.name))))


def caseload_words(touched: int, read: int, closed: int) -> str:
    """``3 dossiers concernés sur 12. 2 dossiers, fermés en lecture, n’ont pas pu être lus.``"""
    if not touched:
        text = "Aucun dossier n’est concerné." if read else "Aucun dossier à lire."
    else:
        text = f"{counted(touched, 'dossier concerné', 'dossiers concernés')} sur {read}."
    if closed:
        shut = "n’a pas pu être lu" if closed < 2 else "n’ont pas pu être lus"
        text += f" {counted(closed, 'dossier')}, {'fermé' if closed < 2 else 'fermés'} en lecture, {shut}."
    return text
