"""What makes the encrypted file doubtful, and what the counsellor can do about it.

A doubtful file is opened for reading only. Going on with it is a choice, and the journal keeps it.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import Final

ADVICE: Final = (
    "Rien n’a été effacé, et rien ne sera écrit dans ce fichier. Restaurez une sauvegarde, ou reprenez avec ce fichier"
    " si vous savez pourquoi il a changé : un échange complet avec le serveur suivra."
)


class Doubt(StrEnum):
    """Why the file that is here may not be the one that was closed here."""

    ROLLED_BACK = "rolled_back"
    REPLACED = "replaced"
    LOG_LOST = "log_lost"
    PAGES_CHANGED = "pages_changed"
    CHAIN_BROKEN = "chain_broken"
    EPOCH_LOST = "epoch_lost"
    ANCHOR_LOST = "anchor_lost"

    @property
    def sentence(self) -> str:
        """What was found, in one French sentence."""
        return _SENTENCES[self]

    @property
    def advice(self) -> str:
        """What to do about it."""
        return _EPOCH if self is Doubt.EPOCH_LOST else ADVICE


_SENTENCES: Final[Mapping[Doubt, str]] = {
    Doubt.ROLLED_BACK: "Le fichier du coffre est plus ancien que celui que vous aviez fermé sur ce poste.",
    Doubt.REPLACED: "Le sceau du fichier du coffre manque ou vient d’ailleurs : le fichier a pu être remplacé.",
    Doubt.LOG_LOST: "Les derniers enregistrements du coffre ont disparu ou ont été modifiés en dehors d’Escale.",
    Doubt.PAGES_CHANGED: "Des parties du fichier du coffre ont été modifiées ou remises en arrière en dehors d’Escale.",
    Doubt.CHAIN_BROKEN: "Le journal du coffre a été modifié ou raccourci en dehors d’Escale.",
    Doubt.ANCHOR_LOST: "Le trousseau de cet ordinateur ne sait plus quel était le dernier état du fichier du coffre.",
    Doubt.EPOCH_LOST: "Le trousseau de cet ordinateur ne contient plus la clé des passeports de ce coffre.",
}
_EPOCH: Final = (
    "Vos notes sont intactes. Reprenez avec ce fichier : les passeports seront reçus de nouveau au prochain échange."
)
