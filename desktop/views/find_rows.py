"""What the palette finds, as rows by kind; the searches run away from the UI thread."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import TYPE_CHECKING, Final

from desktop.models.file import Card
from desktop.models.note import Item
from desktop.models.occupation import Found, Node
from desktop.models.status import said_instant
from desktop.models.text import counted, folded, matches
from desktop.views.rows import Row

if TYPE_CHECKING:
    from desktop.models.store import Store
    from desktop.reference.opened import Reference

UNFINISHED: Final = "Notes (la recherche se prépare encore)"
EACH: Final = 6  # answers of each kind
KINDS: Final = ("Personnes", "Notes", "Métiers", "Compétences")
AROUND: Final = 40  # letters of a note before the word that was found
EXTRACT: Final = 140  # letters of a note that are shown
Answers = Mapping[str, tuple[Row, ...]]


def kept_here(store: Store, text: str, day: date) -> Answers:
    """Persons and notes that answer ``text``; for the store thread."""
    cards = store.passports.cards()
    names = {card.person: card.holder.short_name for card in cards}
    notes = tuple(_note(note, names.get(note.person, ""), text, day) for note in store.search.notes(text, EACH))
    return {"Personnes": persons(cards, text), "Notes" if store.search.complete else UNFINISHED: notes}


def public(reference: Reference, text: str) -> Answers:
    """Occupations and skills that answer ``text``; for the pool."""
    skills = (Row(f"skill {one.code}", one.label) for one in reference.search_skills(text, EACH))
    return {"Métiers": tuple(map(_occupation, reference.search(text, EACH))), "Compétences": tuple(skills)}


def persons(cards: Iterable[Card], text: str) -> tuple[Row, ...]:
    """The first persons by name whose name or town answers ``text``."""
    known = ((f"{card.holder.name} {card.holder.town}", card) for card in cards)
    found = sorted(
        (card for words, card in known if matches(text, folded(words))), key=lambda card: folded(card.holder.name)
    )
    return tuple(Row(f"person {one.person}", one.holder.name, around=_who(one)) for one in found[:EACH])


def askers(found: Iterable[tuple[Node, int, int]]) -> tuple[Row, ...]:
    """The occupations that ask for a skill."""
    return tuple(
        Row(f"occupation {node.code}", node.label, around=f"{node.code} · {counted(asked, 'compétence')} en tout")
        for node, _, asked in found
    )


def grouped(answers: Answers) -> tuple[Row, ...]:
    """Every answer under the heading of its kind; kinds without an answer are left out."""
    order = (*KINDS, *(kind for kind in answers if kind not in KINDS))
    return tuple(row for kind in order if answers.get(kind) for row in (Row(kind, kind, heading=True), *answers[kind]))


def excerpt(words: str, wanted: str) -> str:
    """The part of a note where the first wanted word begins a word, on one line."""
    line = " ".join(words.split())
    first = next(iter(folded(wanted).split()), "")
    at = next((place for place in _starts(line) if folded(line[place:]).startswith(first)), 0)
    start = line.rfind(" ", 0, max(0, at - AROUND)) + 1 if at > AROUND else 0
    cut = line[start : start + EXTRACT]
    return ("… " if start else "") + cut + (" …" if start + EXTRACT < len(line) else "")


def _starts(line: str) -> Iterable[int]:
    return (at for at in range(min(len(line), 4000)) if at == 0 or not line[at - 1].isalnum())


def _note(note: Item, who: str, text: str, day: date) -> Row:
    return Row(f"note {note.person} {note.id}", who, excerpt(note.text, text), said_instant(note.written, day))


def _occupation(found: Found) -> Row:
    return Row(f"occupation {found.code}", found.label, around=" · ".join(filter(None, (found.code, found.through))))


def _who(card: Card) -> str:
    return " · ".join(part for part in (f"né(e) en {card.holder.birth_year}", card.holder.town) if part)
