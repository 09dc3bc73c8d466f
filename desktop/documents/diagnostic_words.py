"""An entry of the diagnostic in the access report: everything that is kept of it, in words."""

from __future__ import annotations

from desktop.models.diagnostic import entry_of, unread
from desktop.models.diagnostic_words import ABOUT_WORDS, said_exploration, said_value
from desktop.models.note import Item

COUNSELLOR = "votre conseiller"


def said_explored(item: Item) -> str:
    """``Besoin « Trouver sa formation » : point fort``, who explored it, then whatever this Escale does not know."""
    entry, more = entry_of(item), unread(item)
    told = []
    if entry:
        who = said_exploration(entry, COUNSELLOR)
        told = [f"{ABOUT_WORDS[entry.about]} « {entry.label} » : {said_value(entry)}"]
        told += [who] if who else []
    return "\n".join([*told, *(f"{word} : {value}" for word, value in more.items())])
