"""The receipt of an erasure: what went, why, what was handed over before, and what may be left elsewhere; no name."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Final

from desktop.models.text import counted


class Reason(StrEnum):
    """Why a file is erased; the first three are the gateway's words."""

    WITHDRAWN = "withdrawn"
    EXPIRED = "expired"
    REASSIGNED = "reassigned"
    RETENTION = "retention"
    ABSENT = "absent"
    REMOVED = "removed"


class Copies(StrEnum):
    """Whether earlier copies of the disk can still show the passport."""

    COVERED = "covered"  # they cannot: the epoch that opened them is gone
    DUE = "due"  # not yet: the keyring refused, it is asked again
    OPEN = "open"  # they can: this vault has no keyring


WHY: Final[Mapping[Reason, str]] = {
    Reason.WITHDRAWN: "La personne a retiré son partage.",
    Reason.EXPIRED: "Le partage est arrivé à son dernier jour.",
    Reason.REASSIGNED: "La personne est accompagnée par quelqu’un d’autre.",
    Reason.RETENTION: "Douze mois ont passé sans contact.",
    Reason.ABSENT: "Le serveur ne proposait plus ce dossier ; vous avez demandé de l’effacer.",
    Reason.REMOVED: "Vous avez effacé ce dossier.",
}
COPIES: Final[Mapping[Copies, str]] = {
    Copies.COVERED: "Les copies anciennes de ce disque ne peuvent plus montrer ce passeport.",
    Copies.DUE: "Les copies anciennes de ce disque peuvent encore montrer ce passeport : le trousseau de clés"
    " a refusé, Escale recommencera.",
    Copies.OPEN: "Les copies anciennes de ce disque peuvent encore montrer ce passeport : ce coffre n’a pas de"
    " trousseau de clés.",
}


@dataclass(frozen=True, slots=True)
class Erasure:
    """One receipt. ``counts``: (French noun, rows) erased; ``handed`` and ``archived``: writings; ``at`` is UTC.

    ``scan`` is what a search of every page found afterwards, as a sentence, "" before it ran.
    """

    id: str
    pseudonym: str
    at: datetime
    reason: Reason
    counts: tuple[tuple[str, int], ...]
    handed: int
    archived: int
    copies: Copies
    scan: str = ""

    @property
    def why(self) -> str:
        """The reason, as a sentence."""
        return WHY[self.reason]

    @property
    def covers_copies(self) -> bool:
        """Whether earlier copies of the disk can no longer show the passport."""
        return self.copies is Copies.COVERED

    @property
    def kept_elsewhere(self) -> tuple[str, ...]:
        """What this erasure does not reach, in sentences; the first says where earlier copies of the disk stand."""
        said = [] if self.reason is Reason.REMOVED else [COPIES[self.copies]]
        if self.handed:
            said.append(f"{counted(self.handed, 'écrit')} non transmis : scellé pour le serveur, illisible ici.")
        if self.archived:
            said.append(f"{counted(self.archived, 'écrit')} déjà transmis : gardé sous pseudonyme, deux ans au plus.")
        said.append(
            "Ce que vous avez écrit ou saisi peut rester dans des copies qu’Escale ne gère pas"
            " (sauvegarde du poste, clé USB) ; les documents déjà enregistrés ou imprimés restent où ils sont."
        )
        return tuple(said)
