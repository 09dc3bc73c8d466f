"""What deserves a look today: what is new since the last time, what ends soon, and what was written but not sent."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Final

from desktop.models.file import Card, Kept
from desktop.models.note import Delivery, Item
from desktop.models.sections import said_sections
from desktop.models.status import said_instant
from desktop.models.text import counted, folded
from desktop.models.when import said_day

SOON: Final = 14  # days before the end of a sharing from which it is worth a word


@dataclass(frozen=True, slots=True)
class Notice:
    """One sentence about one file: who (short name), what, and what surrounds it ("" when nothing)."""

    person: str
    who: str
    said: str
    around: str = ""


@dataclass(frozen=True, slots=True)
class Today:
    """Three lists, the most pressing first, and how many files stand on this desk."""

    fresh: tuple[Notice, ...]
    watched: tuple[Notice, ...]
    writings: tuple[Notice, ...]
    files: int


def today(cards: Iterable[Card], undelivered: Iterable[Item], day: date) -> Today:
    """What these files and writings say on that day; pure, for a few hundred of each."""
    by_person = {card.person: card for card in cards}
    return Today(
        _fresh(by_person.values(), day), _watched(by_person.values(), day), _writings(by_person, undelivered, day),
        len(by_person),
    )  # fmt: skip


def _fresh(cards: Iterable[Card], day: date) -> tuple[Notice, ...]:
    unread = sorted((card for card in cards if card.unread), key=lambda card: (card.changed, card.person), reverse=True)
    return tuple(Notice(card.person, card.holder.short_name, _news(card, day), _around(card, day)) for card in unread)


def _news(card: Card, day: date) -> str:
    when = said_ago(card, day)
    if card.opened is None:
        return f"Partage reçu {when} : {said_sections(card.access.sections)}."
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
    shared = f"Partagé jusqu’au {said_day(end, end.year != day.year)}" if end else ""
    return " · ".join(part for part in (card.holder.town, shared) if part)


def _watched(cards: Iterable[Card], day: date) -> tuple[Notice, ...]:
    ending = [(left, card) for card in cards if (left := card.access.days_left(day)) is not None and left <= SOON]
    ending.sort(key=lambda pair: (pair[0], folded(pair[1].holder.name)))
    absent = sorted((card for card in cards if card.kept is Kept.ABSENT), key=lambda card: folded(card.holder.name))
    told = [Notice(card.person, card.holder.short_name, _ending(card, left, day)) for left, card in ending]
    words = "La plateforme ne liste plus ce dossier. Il reste lisible ici."
    return (*told, *(Notice(card.person, card.holder.short_name, words) for card in absent))


def _ending(card: Card, left: int, day: date) -> str:
    end = card.access.end
    if end is None or left < 0:
        return "Le partage a pris fin."
    if left == 0:
        return "Le partage se termine ce soir. Inviter à renouveler."
    near = " (demain)" if left == 1 else f", dans {left} jours"
    return f"Fin du partage le {said_day(end, end.year != day.year)}{near}. Inviter à renouveler."


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
