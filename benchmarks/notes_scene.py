"""Notes in the pictures: a long one in two versions, one in each ink, a new one with its header and its headings."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import timedelta
from functools import partial
from typing import TYPE_CHECKING, Final

from benchmarks.settled import settle
from desktop.furniture import Furniture
from desktop.models.interview import Header, Level, Medium, Moment, with_header
from desktop.models.note import Kind
from desktop.models.note_templates import HEADINGS
from desktop.office import Office

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from desktop.models.changes import Changes
    from desktop.models.store import Store

SHORT: Final = (
    "Premier entretien. Nadia veut un métier de soin ; elle a accompagné sa grand-mère pendant trois ans.",
    "À voir ensemble : une immersion de deux semaines, les dates du prochain concours, la garde des enfants.",
)
PARTS: Final = (
    "Trouver un métier de **soin**, près de chez elle, sans travailler toutes les nuits.",
    "En intérim depuis mars : caisse et mise en rayon.\nPermis B, une voiture pour deux.",
    "- accueillir, rassurer : trois ans auprès de sa grand-mère\n"
    "- tenir une caisse, compter juste\n- travailler debout",
    "1. la garde des enfants le matin\n2. un revenu pendant la formation",
    "- [x] lire la fiche du métier ensemble\n- [ ] appeler la maison de santé pour l’**immersion**\n"
    "- [ ] revoir le budget",
)
WORKING: Final = "Vérifier avec la mission locale si la garde du matin est possible avant de lui en parler."
FIRST: Final = Header(Moment.FIRST, None, 60, Medium.OFFICE, "Thouars", Level.ONE)
LONG: Final = "5b1f0a52-6f0e-4c3e-9d53-2f6a4c1d7e90"


def write_notes(office: Office, person: str) -> None:
    """Everything written about that person."""
    ago = office.today() - timedelta(days=9)
    long = "\n\n".join(f"# {head}\n\n{part}" for head, part in zip(HEADINGS[Moment.FIRST], PARTS, strict=True))
    header = Header(FIRST.moment, ago, FIRST.minutes, FIRST.medium, FIRST.place, FIRST.level)
    earlier = long.replace(", sans travailler toutes les nuits", "").replace("trois ans", "longtemps")
    for text in (earlier, long):
        _record(office, person, Kind.NOTE, with_header({"text": text}, header), LONG)
    follow = Header(Moment.FOLLOW_UP, office.today() - timedelta(days=2), 20, Medium.PHONE, "", Level.ONE)
    _record(office, person, Kind.WORKING, with_header({"text": WORKING}, follow))
    for text in SHORT:
        _record(office, person, Kind.NOTE, {"text": text})


def notes_ways(person: str) -> Mapping[str, Callable[[Furniture], QWidget | None]]:
    """How to go to each picture of the notes of that person, by its name."""
    ways = {"longue": _long, "travail": _working, "nouvelle": _new, "versions": _versions}
    return {f"notes-{name}": partial(show, person) for name, show in ways.items()}


def _long(person: str, furniture: Furniture) -> None:
    furniture.open_file(person, furniture.notes.title)
    settle(furniture.office.background)
    furniture.notes.show_note(LONG)


def _working(person: str, furniture: Furniture) -> None:
    _long(person, furniture)
    found = next(note for note in furniture.notes._notes if note.kind is Kind.WORKING)
    furniture.notes.show_note(found.id)
    furniture.notes.editor.band.turn.click()


def _new(person: str, furniture: Furniture) -> None:
    _long(person, furniture)
    furniture.notes.new_note()
    bar = furniture.notes.editor.bar
    bar.moment.show_code(Moment.FUNDING)
    bar.moment.activated.emit(bar.moment.currentIndex())
    bar.opens.click()


def _versions(person: str, furniture: Furniture) -> QWidget | None:
    _long(person, furniture)
    furniture.notes.editor.versions.button.click()
    settle(furniture.office.background)
    return furniture.notes.editor.versions.dialog


def _record(office: Office, person: str, kind: Kind, content: dict[str, str], item: str = "") -> None:
    office.background.write(partial(_written, person, kind, content, item))


def _written(person: str, kind: Kind, content: dict[str, str], item: str, store: Store) -> Changes:
    return store.items.record(person, kind, content, item=item)
