"""The access journal: what was done here, when, about whom (a pseudonym), each entry chained to the one before."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Final


class Event(StrEnum):
    """What is worth an entry; the values are kept for good."""

    VIEWED = "viewed"
    EXPORTED = "exported"
    PRINTED = "printed"
    SHARED = "shared"
    READ_TOGETHER = "read_together"
    READ_TOGETHER_ENDED = "read_together_ended"
    ERASED = "erased"
    DESTROYED = "destroyed"
    UNLOCKED = "unlocked"
    LOCKED = "locked"
    RECOVERED = "recovered"
    RESTORED = "restored"
    RESUMED = "resumed"
    BACKED_UP = "backed_up"
    REHEARSED = "rehearsed"
    PASSPHRASE_CHANGED = "passphrase_changed"  # noqa: S105  # a word of the journal
    RECOVERY_RENEWED = "recovery_renewed"
    ROTATED = "rotated"
    SIGNED_IN = "signed_in"
    SIGNED_OUT = "signed_out"


EVENT_WORDS: Final[Mapping[Event, str]] = {
    Event.VIEWED: "Dossier ouvert",
    Event.EXPORTED: "Document enregistré",
    Event.PRINTED: "Document imprimé",
    Event.SHARED: "Document remis à la personne",
    Event.READ_TOGETHER: "Dossier lu avec la personne (vue partagée)",
    Event.READ_TOGETHER_ENDED: "Fin de la vue partagée",
    Event.ERASED: "Dossier effacé",
    Event.DESTROYED: "Notes de travail détruites",
    Event.UNLOCKED: "Coffre déverrouillé",
    Event.LOCKED: "Coffre verrouillé",
    Event.RECOVERED: "Coffre rouvert avec la clé de secours",
    Event.RESTORED: "Sauvegarde remise en place",
    Event.RESUMED: "Reprise avec un fichier qui n’était pas celui attendu",
    Event.BACKED_UP: "Sauvegarde faite",
    Event.REHEARSED: "Sauvegarde essayée",
    Event.PASSPHRASE_CHANGED: "Phrase de passe changée",
    Event.RECOVERY_RENEWED: "Clé de secours renouvelée",
    Event.ROTATED: "Clé du fichier changée",
    Event.SIGNED_IN: "Connexion au serveur de partage",
    Event.SIGNED_OUT: "Déconnexion du serveur de partage",
}


@dataclass(frozen=True, slots=True)
class Entry:
    """One line: ``seq`` from 1, ``at`` UTC, ``who`` a pseudonym or "", ``what`` a short code, never content."""

    seq: int
    at: datetime
    event: Event
    who: str
    what: str

    @property
    def word(self) -> str:
        """What happened, in French."""
        return EVENT_WORDS[self.event]
