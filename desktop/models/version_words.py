"""What is said of an earlier text of a note, and of what changed since: for eyes, and for ears."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Final

from desktop.models.inks import INKS
from desktop.models.note import Kind
from desktop.models.status import said_instant
from desktop.models.text import begun, counted
from desktop.models.version import Version
from desktop.models.wordwise import Change, Compared

MOST: Final = 200  # changes told one by one
LONGEST: Final = 300  # characters of one of them
TOLD: Final[Mapping[Change, str]] = {Change.ADDED: "Ajouté", Change.REMOVED: "Retiré"}
TO_SHARE: Final = (
    "Cette version était une note de travail. Si vous la reprenez, la personne pourra la lire : relisez-la d’abord."
)


def said_when(version: Version, today: date) -> str:
    """The day and the hour at which it was written."""
    when = said_instant(version.written, today)
    return begun(when)


def said_version(version: Version) -> str:
    """``120 mots · à partager``, with its author when it was written elsewhere."""
    author = f"écrite ailleurs par {version.author}" if version.author else ""
    parts = (counted(len(version.text.split()), "mot"), INKS[version.kind].short, author)
    return " · ".join(part for part in parts if part)


def warning(version: Version, kind: Kind) -> str:
    """What to know before taking it up again in a note of that kind; "" when there is nothing to."""
    return TO_SHARE if version.kind is Kind.WORKING and kind is Kind.NOTE else ""


def said_changes(pieces: Compared) -> str:
    """``Depuis cette version : 3 mots ajoutés, 12 mots retirés.``"""
    added, removed = (_words(pieces, change) for change in (Change.ADDED, Change.REMOVED))
    told = [counted(added, "mot ajouté", "mots ajoutés")] if added else []
    told += [counted(removed, "mot retiré", "mots retirés")] if removed else []
    if told:
        return f"Depuis cette version : {', '.join(told)}."
    same = all(change is Change.SAME for change, _ in pieces)
    return "C’est le texte d’aujourd’hui." if same else "Depuis cette version : seuls des signes ont changé."


def listed_changes(pieces: Compared) -> tuple[str, ...]:
    """Each change in its order, ``Ajouté : …`` or ``Retiré : …``; beyond ``MOST``, how many more."""
    every = [f"{TOLD[change]} : {_short(text)}" for change, text in pieces if change in TOLD and text.strip()]
    more = (f"Et {counted(len(every) - MOST, 'autre changement', 'autres changements')}.",)
    return (*every[:MOST], *(more if len(every) > MOST else ()))


def only_in(pieces: Compared, change: Change) -> tuple[tuple[int, int], ...]:
    """Where the words of one nature stand in the text that has them (from, to), counted in letters."""
    places, at = list[tuple[int, int]](), 0
    for one, text in pieces:
        if one is change:
            places.append((at, at + len(text)))
        at += len(text) if one in (change, Change.SAME) else 0
    return tuple(places)


def _words(pieces: Compared, change: Change) -> int:
    return sum(len(text.split()) for one, text in pieces if one is change)


def _short(text: str) -> str:
    flat = " ".join(text.split())
    return flat if len(flat) <= LONGEST else f"{flat[:LONGEST].rstrip()}…"
