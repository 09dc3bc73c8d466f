"""What a newer edition of the ROME changes for one person: for what the file names, and nothing re-points itself."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import IntEnum
from typing import Final

from desktop.models.editions import AskedChange, EditionChanges
from desktop.models.mention import Mention, Named
from desktop.models.text import counted


class Turn(IntEnum):
    """What happened to a code that a file names, what most needs a human first."""

    DROPPED = 0
    MOVED = 1  # the appellation through which it was confirmed now belongs to another occupation
    ASKS = 2  # a chosen occupation asks for other skills
    RELABELLED = 3


@dataclass(frozen=True, slots=True)
class Impact:
    """One thing a file names, what happened to it, and the sentence that says so; ``to`` is where a title moved."""

    mention: Mention
    turn: Turn
    words: str
    to: str = ""


ABOUT: Final[Mapping[Named, str]] = {
    Named.TARGET: "Métier visé",
    Named.CONFIRMED: "Métier confirmé",
    Named.RECOGNITION: "Métier préparé",
    Named.SAID: "Compétence dite ensemble",
    Named.PASSPORT: "Compétence du passeport",
}


def concerning(mentions: Iterable[Mention], changes: EditionChanges) -> EditionChanges:
    """The part of the changes that these mentions may meet: cheap to look into, person after person."""
    mentions = tuple(mentions)
    occupations = {one.code for one in mentions if one.of_occupation}
    skills = {one.code for one in mentions if not one.of_occupation}
    return changes.of(occupations, skills, {one.title for one in mentions if one.title})


def impacts(mentions: Iterable[Mention], changes: EditionChanges) -> tuple[Impact, ...]:
    """Everything that changes for these mentions, what needs a human first; () when nothing does."""
    mentions = tuple(mentions)
    met = concerning(mentions, changes)
    found = (one for mention in mentions for one in _of(mention, met))
    return tuple(sorted(found, key=lambda one: (one.turn, list(Named).index(one.mention.named), one.mention.label)))


def summary(found: Iterable[Impact]) -> str:
    """``2 à revoir, 3 renommés``: how many of each, "" when there are none."""
    counts = dict.fromkeys(Turn, 0)
    for one in found:
        counts[one.turn] += 1
    again = counts[Turn.DROPPED] + counts[Turn.MOVED]
    parts = [f"{again} à revoir ensemble"] if again else []
    parts += [counted(counts[Turn.ASKS], "métier visé demande d’autres compétences", "métiers visés demandent d’autres"
              " compétences")] if counts[Turn.ASKS] else []  # fmt: skip
    parts += [counted(counts[Turn.RELABELLED], "nom a changé", "noms ont changé")] if counts[Turn.RELABELLED] else []
    return ", ".join(parts)


def _of(mention: Mention, met: EditionChanges) -> Iterator[Impact]:
    turnover = met.occupations if mention.of_occupation else met.skills
    what = f"{ABOUT[mention.named]}{f' pour « {mention.about} »' if mention.about else ''}"
    if any(one.code == mention.code for one in turnover.dropped):
        label = f"« {mention.label} » " if mention.label else ""
        words = f"{what} : {label}({mention.code}) n’existe plus. Rien n’a été remplacé : à revoir ensemble."
        yield Impact(mention, Turn.DROPPED, words)
    for change in turnover.relabelled:
        if change.code == mention.code:
            words = f"{what} : « {change.old} » s’appelle maintenant « {change.new} » ({change.code})."
            yield Impact(mention, Turn.RELABELLED, f"{words} C’est le même code.")
    yield from _moved(mention, met, what)
    if mention.named is Named.TARGET:
        yield from (_asks(mention, asked) for asked in met.asked if asked.occupation == mention.code)


def _moved(mention: Mention, met: EditionChanges, what: str) -> Iterator[Impact]:
    for moved in met.moved:
        if moved.title == mention.title and moved.new != mention.code:
            words = (
                f"{what} : l’appellation « {moved.label} » est passée de {moved.old} à {moved.new}. "
                "Le métier confirmé reste le même tant que vous n’en décidez pas autrement."
            )
            yield Impact(mention, Turn.MOVED, words, moved.new)


def _asks(mention: Mention, asked: AskedChange) -> Impact:
    parts = [
        counted(len(codes), one, many)
        for codes, one, many in (
            (asked.added, "compétence ajoutée", "compétences ajoutées"),
            (asked.removed, "compétence retirée", "compétences retirées"),
            (asked.core_added, "entrée au cœur", "entrées au cœur"),
            (asked.core_removed, "sortie du cœur", "sorties du cœur"),
        )
        if codes
    ]
    words = f"{ABOUT[mention.named]} « {mention.label} » ({mention.code}) : {', '.join(parts)}."
    return Impact(mention, Turn.ASKS, words)
