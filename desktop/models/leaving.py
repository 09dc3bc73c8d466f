"""Prêt à partir: what a day away from the network will need, each thing as a fact, whether it is ready, what to do.

Nothing is green for want of being looked at: what Escale cannot see on this computer is said to be the counsellor's to
check.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Final

from desktop.models.access import Access
from desktop.models.agenda import said_when
from desktop.models.file import Card, Kept, ReadLock
from desktop.models.meeting import Meeting, Status
from desktop.models.occupation import Edition
from desktop.models.safekeeping import Copies, Sheet, said_last, said_moment, said_sheet, said_size
from desktop.models.status import said_waiting
from desktop.models.text import counted, folded
from desktop.models.today import Leads
from desktop.models.when import said_day

SPARE: Final = 200_000_000  # bytes: room for a backup of the day and a few papers, beside twice the store itself
FRESH: Final = 1  # days: what was received or backed up since yesterday is fresh


class Mark(StrEnum):
    """Whether a thing is ready, in words."""

    SEE = "à voir"
    READY = "prêt"
    YOURS = "à vérifier vous-même"


@dataclass(frozen=True, slots=True)
class Check:
    """One thing: its name, whether it is ready, the fact that says so, what to do about it ("" when nothing)."""

    name: str
    mark: Mark
    said: str
    advice: str = ""
    leads: Leads | None = None


@dataclass(frozen=True, slots=True)
class Aboard:
    """One file: who (short name), whether it is ready until the return, when they are met, how fresh it is."""

    person: str
    who: str
    mark: Mark
    met: str
    said: str


@dataclass(frozen=True, slots=True)
class Ground:
    """What was read on this computer; None for what could not be. Instants are UTC, sizes in bytes."""

    received: datetime | None = None
    waiting: int = 0
    drafts: int = 0
    reading_until: datetime | None = None  # of the lease
    lock: ReadLock | None = None
    unlocked: datetime | None = None
    sheet: Sheet | None = None
    copies: Copies | None = None
    free: int | None = None
    size: int | None = None  # of the encrypted file
    edition: Edition | None = None
    printers: int | None = None  # None: not looked for


@dataclass(frozen=True, slots=True)
class Leaving:
    """The sentence over the page, the checks, those to see first, and the files, those who are met first."""

    said: str
    checks: tuple[Check, ...]
    aboard: tuple[Aboard, ...]


def leaving(cards: Iterable[Card], meetings: Iterable[Meeting], ground: Ground, day: date, back: date) -> Leaving:
    """What a departure on that day needs until the return."""
    cards = tuple(cards)
    met = _met(meetings, day, back)
    aboard = sorted(
        (_aboard(card, met.get(card.person), ground, day, back) for card in cards), key=lambda pair: pair[0]
    )
    files = tuple(one for _, one in aboard)
    checks = (
        _exchange(ground, day), _writings(ground), _reading(cards, ground, back), _sharing(files), _unlock(ground),
        _sheet(ground, back), _copies(ground, day), _disk(ground), _edition(ground), _printers(ground),
        Check("Batterie et chargeur", Mark.YOURS, "Escale ne les voit pas."),
    )  # fmt: skip
    told = tuple(sorted(checks, key=lambda one: list(Mark).index(one.mark)))
    return Leaving(_said(told, len(files)), told, files)


def _said(checks: Sequence[Check], files: int) -> str:
    see = sum(one.mark is Mark.SEE for one in checks)
    board = counted(files, "dossier") + " à bord. "
    return board + (f"{counted(see, 'point')} à voir avant de partir." if see else "Rien à voir avant de partir.")


def _met(meetings: Iterable[Meeting], day: date, back: date) -> dict[str, Meeting]:
    """The first meeting planned with each person between departure and return."""
    planned = (one for one in meetings if one.status is Status.PLANNED and day <= one.start.date() <= back)
    found: dict[str, Meeting] = {}
    for one in sorted(planned, key=lambda one: one.begins):
        found.setdefault(one.person, one)
    return found


def _aboard(
    card: Card, meeting: Meeting | None, ground: Ground, day: date, back: date
) -> tuple[tuple[bool, str, bool, str], Aboard]:
    why = _why(card, ground, back)
    mark = Mark.SEE if why else Mark.READY
    end = card.access.end
    until = f"partagé jusqu’au {said_day(end, end.year != day.year)}" if end and card.kept is not Kept.HAND else ""
    at = card.changed.astimezone().date()
    version = f"version {card.version}, du {said_day(at, at.year != day.year)}"
    fresh = "créé ici" if card.kept is Kept.HAND else "passeport absent" if card.kept is Kept.AWAITED else version
    said = " · ".join(part for part in (why, fresh, until) if part)
    met = f"Rendez-vous {said_when(meeting, day)}" if meeting else ""
    order = (meeting is None, meeting.begins.isoformat() if meeting else "", not why, folded(card.holder.name))
    return order, Aboard(card.person, card.holder.short_name, mark, met, said)


def _why(card: Card, ground: Ground, back: date) -> str:
    """Why a file may not be readable until the return; "" when it will be."""
    if card.kept is Kept.HAND:
        return ""
    if card.kept is Kept.AWAITED:
        return "à recevoir de nouveau"
    if card.kept is Kept.ABSENT:
        return "la plateforme ne le liste plus"
    if ground.lock and ground.lock.closes(card.access.consent):
        return "fermé en lecture"
    return "le partage se termine avant votre retour" if _ends(card.access, back) else ""


def _ends(access: Access, back: date) -> bool:
    return access.end is not None and access.end < back


def _exchange(ground: Ground, day: date) -> Check:
    if ground.received is None:
        return Check("Échanges", Mark.SEE, "Rien n’a encore été reçu.", "Synchronisez.", Leads.EXCHANGE)
    age = (day - ground.received.astimezone().date()).days
    said = f"Dernier échange complet : {said_moment(ground.received)}."
    if age > 0:
        return Check("Échanges", Mark.SEE, said, "Synchronisez avant de partir.", Leads.EXCHANGE)
    return Check("Échanges", Mark.READY, said)


def _writings(ground: Ground) -> Check:
    drafts = (
        f" {counted(ground.drafts, 'brouillon reste', 'brouillons restent')} à enregistrer." if ground.drafts else ""
    )
    if ground.waiting or ground.drafts:
        advice = "Ils sont gardés ici et partiront au prochain échange." if ground.waiting else ""
        leads = Leads.EXCHANGE if ground.waiting else None
        return Check("Vos écrits", Mark.SEE, f"{said_waiting(ground.waiting)}.{drafts}", advice, leads)
    return Check("Vos écrits", Mark.READY, "Rien n’attend d’être envoyé.")


def _reading(cards: Sequence[Card], ground: Ground, back: date) -> Check:
    name = "Lecture sans réseau"
    if not any(card.access.consent for card in cards if card.kept is not Kept.HAND):
        return Check(name, Mark.READY, "Aucun dossier partagé : rien ne se fermera.")
    if ground.lock and ground.lock.only is None:
        return Check(name, Mark.SEE, ground.lock.sentence, ground.lock.advice, Leads.EXCHANGE)
    if ground.reading_until is None:
        return Check(name, Mark.SEE, "Le serveur n’a pas encore dit jusqu’à quand.", "Synchronisez.", Leads.EXCHANGE)
    until = said_moment(ground.reading_until)
    if ground.reading_until.astimezone().date() <= back:
        said = f"Les passeports se ferment en lecture le {until}, avant la fin de votre déplacement."
        advice = "Un échange d’ici là repousse cette date ; vos notes, elles, restent ouvertes."
        return Check(name, Mark.SEE, said, advice, Leads.EXCHANGE)
    return Check(name, Mark.READY, f"Les passeports restent lisibles jusqu’au {until}.")


def _sharing(files: Sequence[Aboard]) -> Check:
    see = sum(one.mark is Mark.SEE for one in files)
    if not see:
        return Check("Partages", Mark.READY, "Tous les dossiers restent lisibles jusqu’à votre retour.")
    verb = "ne sera pas lisible" if see < 2 else "ne seront pas lisibles"
    said = f"{counted(see, 'dossier')} {verb} jusqu’à votre retour : la liste dit lesquels et pourquoi."
    return Check("Partages", Mark.SEE, said, "Invitez à renouveler, ou synchronisez.")


def _unlock(ground: Ground) -> Check:
    last = f" Dernière ouverture : {said_moment(ground.unlocked)}." if ground.unlocked else ""
    return Check(
        "Ouvrir le coffre", Mark.READY, f"L’ouverture ne passe par aucun réseau : tout est sur ce poste.{last}"
    )


def _sheet(ground: Ground, back: date) -> Check:
    name = "Fiche de secours"
    if ground.sheet is None:
        return Check(name, Mark.YOURS, "Son état n’a pas pu être lu.")
    due = ground.sheet.due
    mark = Mark.READY if due is not None and due >= back else Mark.SEE
    advice = (
        ""
        if mark is Mark.READY
        else "Vérifiez-la dans les réglages. Ne l’emportez pas dans la même sacoche que le poste."
    )
    return Check(name, mark, said_sheet(ground.sheet, back), advice, None if mark is Mark.READY else Leads.VAULT)


def _copies(ground: Ground, day: date) -> Check:
    name = "Sauvegarde"
    if ground.copies is None:
        return Check(name, Mark.YOURS, "Les sauvegardes n’ont pas pu être lues.")
    last = ground.copies.last
    if last is None or (day - last.astimezone().date()).days > FRESH:
        return Check(name, Mark.SEE, said_last(ground.copies, day), "Faites-en une avant de partir.", Leads.COPIES)
    return Check(name, Mark.READY, said_last(ground.copies, day))


def _disk(ground: Ground) -> Check:
    name = "Place sur le disque"
    if ground.free is None or ground.size is None:
        return Check(name, Mark.YOURS, "La place libre n’a pas pu être lue.")
    needed = 2 * ground.size + SPARE
    said = f"{said_size(ground.free)} libres ; il en faut {said_size(needed)}, sauvegarde comprise."
    if ground.free < needed:
        return Check(name, Mark.SEE, said, "Libérez de la place : sans elle, vos écrits pourraient être refusés.")
    return Check(name, Mark.READY, said)


def _edition(ground: Ground) -> Check:
    name = "Référentiel des métiers"
    if ground.edition is None:
        return Check(name, Mark.YOURS, "Le référentiel n’a pas pu être lu.")
    said = f"ROME 4.0 version {ground.edition.version}, sur ce poste"
    if ground.edition.extract:
        return Check(name, Mark.SEE, f"{said} : un extrait de {ground.edition.occupations} métiers seulement.",
                     "Importez le kit officiel dans les réglages.", Leads.REFERENCE)  # fmt: skip
    return Check(name, Mark.READY, f"{said} : {counted(ground.edition.occupations, 'métier')}.")


def _printers(ground: Ground) -> Check:
    name = "Imprimante"
    if ground.printers is None:
        return Check(name, Mark.YOURS, "Les imprimantes n’ont pas été cherchées.", "", Leads.PRINTERS)
    if not ground.printers:
        return Check(name, Mark.SEE, "Ce poste ne connaît aucune imprimante.",
                     "Imprimez avant de partir, ou enregistrez les documents en PDF.")  # fmt: skip
    said = f"Ce poste connaît {counted(ground.printers, 'imprimante')}."
    return Check(name, Mark.YOURS, said, "Escale ne sait pas si elle est allumée, ni s’il reste du papier.")
