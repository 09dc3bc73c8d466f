"""What deserves a look today: what is new, what ends soon, what was written but not sent, and how the vault is kept."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from enum import Enum
from itertools import groupby
from typing import Final

from desktop.models.access import Basis
from desktop.models.file import Card, Kept
from desktop.models.note import Delivery, Item
from desktop.models.safekeeping import OLD_COPY, Copies, Sheet, said_last, said_sheet
from desktop.models.sections import said_sections
from desktop.models.status import said_instant
from desktop.models.text import counted, folded
from desktop.models.when import said_day

SOON: Final = 14  # days before the end of a sharing from which it is worth a word
NEAR: Final = 3  # days before it from which the word is plainer
LEASE_SOON: Final = timedelta(days=2)  # before reading closes for want of an exchange
SHEET_SOON: Final = timedelta(days=14)  # before a rehearsal is due
SILENCE: Final = timedelta(days=365)  # without contact, after which a shared file is erased
SILENCE_SOON: Final = timedelta(days=30)  # before that


class Leads(Enum):
    """Where a notice leads."""

    FILE = "file"
    SHARING = "sharing"  # the tab of the file from which a renewal is asked
    ENDED = "ended"  # the same tab, where what became of the person is noted
    PLAN = "plan"  # the tab of the file where the action stands
    VAULT = "vault"
    COPIES = "copies"
    EXCHANGE = "exchange"
    REFERENCE = "reference"  # the first part of the settings
    PRINTERS = "printers"  # looked for on demand
    ACCREDITATION = "accreditation"  # the part of the settings that says by what right this counsellor works


@dataclass(frozen=True, slots=True)
class Notice:
    """One sentence about one file: who (short name), what, and what surrounds it ("" when nothing).

    A notice about the vault has no ``person``, and says in ``who`` what it is about.
    """

    person: str
    who: str
    said: str
    around: str = ""
    leads: Leads = Leads.FILE


@dataclass(frozen=True, slots=True)
class Standing:
    """How the vault is kept; None where it is not known. ``contacts`` is the last contact by person.

    ``reading_until`` is when passports close for want of an exchange (UTC); ``ended`` are those whose accompaniment is
    closed: nobody is told to have them renew anything.
    """

    sheet: Sheet | None = None
    copies: Copies | None = None
    reading_until: datetime | None = None
    contacts: Mapping[str, date] = field(default_factory=dict)
    ended: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Today:
    """Lists, the most pressing first, how many files stand on this desk, and what the vault asks for."""

    fresh: tuple[Notice, ...]
    watched: tuple[Notice, ...]
    writings: tuple[Notice, ...]
    files: int
    vault: tuple[Notice, ...] = ()


def today(cards: Iterable[Card], undelivered: Iterable[Item], day: date, standing: Standing | None = None) -> Today:
    """What these files, these writings and the vault say on that day; pure, for a few hundred of each."""
    by_person = {card.person: card for card in cards}
    known = standing or Standing()
    readable = [card for card in by_person.values() if card.kept is not Kept.AWAITED]
    return Today(
        _fresh(readable, day), _watched(readable, known, day), _writings(by_person, undelivered, day),
        len(by_person), _vault(known, len(by_person) - len(readable), day),
    )  # fmt: skip


def _fresh(cards: Iterable[Card], day: date) -> tuple[Notice, ...]:
    unread = sorted((card for card in cards if card.unread), key=lambda card: (card.changed, card.person), reverse=True)
    return tuple(Notice(card.person, card.holder.short_name, _news(card, day), _around(card, day)) for card in unread)


def said_fresh(card: Card, day: date) -> str:
    """What is new about a person since their file was last opened; "" when nothing is."""
    return _news(card, day) if card.unread else ""


def _news(card: Card, day: date) -> str:
    when = said_ago(card, day)
    if card.opened is None:
        return f"{'Partage' if _shared(card) else 'Dossier'} reçu {when} : {said_sections(card.access.sections)}."
    return f"Passeport mis à jour {when}, depuis votre dernière lecture."


def said_ago(card: Card, day: date) -> str:
    """When the passport last changed: ``aujourd’hui à 8 h 42``, ``hier``, ``il y a 3 jours``, ``le 4 mai 2026``."""
    local = card.changed.astimezone()
    days = (day - local.date()).days
    if days <= 0:
        return f"aujourd’hui à {local.hour} h {local.minute:02}"
    if days == 1:
        return "hier"
    return f"il y a {days} jours" if days < 7 else f"le {said_day(local.date(), local.year != day.year)}"


def _around(card: Card, day: date) -> str:
    end = card.access.end
    shared = f"{'Partagé' if _shared(card) else 'Ouvert'} jusqu’au {said_day(end, end.year != day.year)}" if end else ""
    return " · ".join(part for part in (card.holder.town, shared) if part)


def _watched(cards: Iterable[Card], known: Standing, day: date) -> tuple[Notice, ...]:
    every = sorted(cards, key=lambda card: folded(card.holder.name))
    going_on = [card for card in every if card.person not in known.ended or not _shared(card)]
    ending = [(left, card) for card in going_on if (left := card.access.days_left(day)) is not None and left <= SOON]
    ending.sort(key=lambda pair: pair[0])
    told = [
        _notice(card, _ending(card, left, day), Leads.SHARING if _shared(card) else Leads.FILE) for left, card in ending
    ]
    told += [_notice(card, said) for card in every if (said := _silence(card, known.contacts.get(card.person), day))]
    words = "La plateforme ne liste plus ce dossier, sans dire que le partage a pris fin."
    return (*told, *(_notice(card, words) for card in every if card.kept is Kept.ABSENT))


def _notice(card: Card, said: str, leads: Leads = Leads.FILE) -> Notice:
    return Notice(card.person, card.holder.short_name, said, leads=leads)


def _ending(card: Card, left: int, day: date) -> str:
    """Plainer and plainer as the end comes, and always with what to do."""
    end = card.access.end
    if end is None or left < 0:
        return "Le partage a pris fin." if _shared(card) else "L’accès à ce dossier a pris fin."
    if not _shared(card):
        return f"L’accès se termine {_when(left, end, day)} : ce dossier sera ensuite effacé."
    on = said_day(end, end.year != day.year)
    if left == 0:
        return "Le partage se termine ce soir : sans renouvellement, ce dossier sera effacé. Invitez à renouveler."
    if left == 1:
        return f"Le partage se termine demain, le {on}. Invitez à renouveler aujourd’hui."
    if left <= NEAR:
        return f"Plus que {left} jours : le partage se termine le {on}. Invitez à renouveler."
    return f"Le partage se termine le {on}, dans {left} jours. Pensez à inviter à renouveler."


def _shared(card: Card) -> bool:
    """Whether the person chose to share it, and may be invited to go on."""
    return card.access.basis is Basis.PUBLICATION


def _when(left: int, end: date, day: date) -> str:
    on = f"le {said_day(end, end.year != day.year)}"
    return {0: "ce soir", 1: f"demain, {on}"}.get(left, f"{on}, dans {left} jours")


def _silence(card: Card, contact: date | None, day: date) -> str:
    """What a long time without contact means for a file; "" while there is nothing to say."""
    if contact is None or day < contact + SILENCE - SILENCE_SOON:
        return ""
    since, until = said_day(contact), said_day(contact + SILENCE)
    if card.kept is not Kept.HAND:
        return f"Aucun contact depuis le {since} : ce dossier sera effacé le {until}. L’ouvrir suffit à le garder."
    if day < contact + SILENCE:
        return ""
    return f"Aucun contact depuis le {since}. Ce dossier a été créé ici : à vous de décider s’il reste ou s’efface."


def _vault(standing: Standing, awaited: int, day: date) -> tuple[Notice, ...]:
    """What reads closed or is lost comes before what only waits."""
    told = []
    if awaited:
        many = counted(awaited, "dossier est à recevoir", "dossiers sont à recevoir")
        told.append(
            Notice("", "À recevoir de nouveau", f"{many} de nouveau du serveur : synchronisez.", leads=Leads.EXCHANGE)
        )
    if said := _lease(standing.reading_until, day):
        told.append(Notice("", "Échanges", said, leads=Leads.EXCHANGE))
    if (copies := standing.copies) and (copies.last is None or day - copies.last.astimezone().date() > OLD_COPY):
        told.append(Notice("", "Sauvegardes", said_last(copies, day), leads=Leads.COPIES))
    if (sheet := standing.sheet) and (sheet.due is None or sheet.due - SHEET_SOON <= day):
        told.append(Notice("", "Fiche de secours", said_sheet(sheet, day), leads=Leads.VAULT))
    return tuple(told)


def _lease(until: datetime | None, day: date) -> str:
    """A word before reading closes for want of an exchange, and once it has."""
    if until is None or day < (last := until.astimezone().date()) - LEASE_SOON:
        return ""
    if day > last:
        return "Sans échange récent, les passeports sont fermés en lecture. Synchronisez : rien n’est perdu."
    when = {0: "aujourd’hui", 1: "demain"}.get((last - day).days, f"le {said_day(last, last.year != day.year)}")
    return f"Sans échange d’ici là, les passeports se fermeront en lecture {when}. Vos notes resteront ouvertes."


def _writings(cards: Mapping[str, Card], items: Iterable[Item], day: date) -> tuple[Notice, ...]:
    known = sorted((item for item in items if item.person in cards), key=lambda item: item.person)
    grouped = {person: tuple(found) for person, found in groupby(known, key=lambda item: item.person)}
    ranked = sorted(grouped.items(), key=lambda pair: (_calm(pair[1]), min(item.written for item in pair[1])))
    return tuple(Notice(person, cards[person].holder.short_name, _waiting(found, day)) for person, found in ranked)


def _calm(items: tuple[Item, ...]) -> bool:
    return all(item.delivery is Delivery.WAITING for item in items)


def _waiting(items: tuple[Item, ...], day: date) -> str:
    count = {kind: [item for item in items if item.delivery is kind] for kind in Delivery}
    parts = []
    if conflicts := count[Delivery.CONFLICT]:
        parts.append(f"{counted(len(conflicts), 'écrit')} en conflit : les deux textes sont à relire.")
    if refused := count[Delivery.REFUSED]:
        parts.append(f"{counted(len(refused), 'écrit refusé', 'écrits refusés')} par la plateforme.")
    if waiting := count[Delivery.WAITING]:
        since = said_instant(min(item.written for item in waiting), day)
        verb = "attend" if len(waiting) == 1 else "attendent"
        parts.append(f"{counted(len(waiting), 'écrit')} {verb} le réseau depuis {since}.")
    return " ".join(parts)
