"""What an erasure must have left: nothing of the person, everything of the others, and no word lost."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any, Final

import msgspec

from desktop.models.erasure import Copies, Reason
from desktop.models.note import Kind
from tests.campaigns._canary_forms import found
from tests.campaigns._erase_copies import Opened, opened_in
from tests.campaigns._erase_read import BYTES, COLUMN, PAGES, handed_over, readable, readable_here
from tests.campaigns._erase_scene import Scene
from tests.campaigns._erase_seat import Seat
from tests.campaigns._erase_town import Person
from tests.store.notes import every_note


class Trace(StrEnum):
    """What must never be found."""

    BYTES = "octets d’une personne dans un fichier"
    PAGES = "octets d’une personne sur une page déchiffrée"
    COLUMN = "octets d’une personne dans une colonne"
    SEALED = "clé ou colonne scellée restée sur une page"
    COPY = "passeport lisible dans une copie d’avant"
    BACK = "dossier revenu ou jamais parti"
    LOST = "écrit non transmis perdu"
    READABLE = "écrit remis, encore lisible au bureau"
    RECEIPT = "reçu absent, en trop, faux ou nominatif"
    OTHERS = "dossier d’une autre personne abîmé"


HOW: Final = {BYTES: Trace.BYTES, PAGES: Trace.PAGES, COLUMN: Trace.COLUMN}


@dataclass(slots=True)
class Counted:
    """What was looked at, over the whole campaign."""

    files: int = 0
    size: int = 0
    notes: int = 0  # columns of class N opened in earlier copies
    passports: int = 0  # of class P, without a keyring
    copies: int = 0
    handed: int = 0
    receipts: int = 0


Verdict = tuple[Trace, str]


def judged(scene: Scene, counted: Counted) -> Iterator[Verdict]:
    """Everything about each desk, as it stands now."""
    for seat in scene.seats:
        if not seat.watched.store._closed:
            yield from _searched(scene, seat, counted)
            yield from _rest(scene, seat)
    yield from _receipts(scene, counted)


def judged_copies(scene: Scene, counted: Counted) -> Iterator[Verdict]:
    """What the copies taken before still show."""
    for copy in scene.copies:
        opened = opened_in(scene, copy)
        counted.copies += 1
        counted.notes += opened.notes
        if scene.seat.ring is None:
            counted.passports += opened.passport
        elif shown := _shown(scene, opened):
            yield Trace.COPY, f"{copy.name} : {shown}"


def judged_words(scene: Scene, counted: Counted) -> Iterator[Verdict]:
    """Each writing that had not been sent is with the gateway, or sealed for it here; unreadable here."""
    there = {item: _text(body) for item, body in scene.town.handed().items()}
    for seat in scene.seats:
        for item, sealed in handed_over(seat).items():
            there[item] = _text(scene.town.opened(item, sealed))
            if readable_here(seat, item, sealed):
                yield Trace.READABLE, item
    counted.handed += len(there)
    for item, text in scene.unsent.items():
        if there.get(item) != text:
            yield Trace.LOST, f"{item} : {'absent' if item not in there else 'autre texte'}"


def _searched(scene: Scene, seat: Seat, counted: Counted) -> Iterator[Verdict]:
    needles, room = scene.needles(), scene.folder / "lecture"
    room.mkdir(exist_ok=True)
    for one in readable(seat, room):
        counted.files += 1
        counted.size += len(one.content)
        for name in found(needles, one.content):
            yield HOW[one.how], f"{name} : {one.where}"
        if one.how == PAGES:
            for trace in scene.traces:
                if trace.forms[0] in one.content:
                    yield Trace.SEALED, f"{trace.name} : {one.where}"
    for path in _temporary(scene.folder):
        for name in found(needles, path.read_bytes()):
            yield Trace.BYTES, f"{name} : fichier temporaire {path.name}"


def _temporary(folder: Path) -> Iterator[Path]:
    yield from (path for path in (folder.parent / "temporaire").rglob("*") if path.is_file())


def _rest(scene: Scene, seat: Seat) -> Iterator[Verdict]:
    store = seat.store
    if store.passports.card(scene.target.id) or store.items.of(scene.target.id):
        yield Trace.BACK, "le dossier est dans la liste"
    if (broken := store.journal.broken()) is not None:
        yield Trace.OTHERS, f"journal rompu à l’entrée {broken}"
    if seat is not scene.seat:
        return
    notes = {item.id: item.text for item in every_note(store) if item.kind is Kind.NOTE}
    for person in scene.others:
        card = store.passports.card(person.id)
        if card is None:
            yield Trace.OTHERS, f"{person.id} : absent"
        elif scene.whole and not _opens(seat, person):
            yield Trace.OTHERS, f"{person.id} : ne s’ouvre pas"
    for item, text in scene.kept.items():
        if scene.whole and notes.get(item) != text:
            yield Trace.OTHERS, f"une note sur une autre personne : {item}"


def _opens(seat: Seat, person: Person) -> bool:
    seat.store.reading = None  # the lease ends after some days without a network; it is not what is judged here
    file = seat.store.passports.file(person.id)
    return file is not None and person.mark in file.card.holder.family_name and bool(file.passport.skills)


def _receipts(scene: Scene, counted: Counted) -> Iterator[Verdict]:
    seat = scene.seats[-1]
    receipts = seat.store.receipts.all()
    counted.receipts += len(receipts)
    if len(receipts) != scene.receipts:
        yield Trace.RECEIPT, f"{len(receipts)} au lieu de {scene.receipts}"
    covered = Copies.COVERED if seat.ring and scene.reason is not Reason.REMOVED else Copies.OPEN
    for one in receipts:
        handed = one.handed if len(receipts) > 1 else len(scene.unsent)
        if (one.reason, one.copies, one.handed) != (scene.reason, covered, handed):
            yield Trace.RECEIPT, f"dit {one.reason}, {one.copies}, {one.handed} remis"
        if "aucune trace" not in one.scan:
            yield Trace.RECEIPT, f"recherche : {one.scan}"
        written = "\n".join((one.pseudonym, one.why, one.scan, *one.kept_elsewhere, str(msgspec.to_builtins(one))))
        for name in found(scene.needles(), written.encode()):
            yield Trace.RECEIPT, f"{name} dans un reçu"


def _shown(scene: Scene, opened: Opened) -> str:
    if opened.passport and scene.shared:
        return f"{opened.passport} colonnes P de la personne effacée"
    if opened.door and scene.shared:
        return f"{opened.door} dossiers par la porte d’Escale"
    return ""


def _text(body: dict[str, Any]) -> str:
    return str(body.get("content", {}).get("text", ""))
