"""Tout est rentré: each writing of the last days with what the gateway said of it, and what is still to come in.

The gateway acknowledges a writing by the number of its version, and may say when it received it, by its own clock; an
instant that it did not say is not made up.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Final

from desktop.models.file import Card
from desktop.models.note import Delivery, Item, Kind
from desktop.models.safekeeping import said_moment
from desktop.models.status import said_at, said_instant
from desktop.models.text import counted
from desktop.models.waiting import KIND_WORDS, said_delivery


class Group(StrEnum):
    """Where writings stand, what asks for something first."""

    SETTLE = "À régler"
    WAITING = "Pas encore rentré"
    IN = "Reçu par la plateforme"
    HERE = "Reste ici"


GROUPS: Final[Mapping[Delivery, Group]] = {
    Delivery.CONFLICT: Group.SETTLE, Delivery.REFUSED: Group.SETTLE, Delivery.WAITING: Group.WAITING,
    Delivery.DRAFT: Group.WAITING, Delivery.SENT: Group.IN, Delivery.PRIVATE: Group.HERE, Delivery.LOCAL: Group.HERE,
}  # fmt: skip
HOW: Final[Mapping[Delivery, str]] = {
    Delivery.CONFLICT: "Ouvrez le dossier : les deux textes y sont, vous choisissez.",
    Delivery.REFUSED: "Votre texte est gardé ici : ouvrez le dossier pour le reprendre.",
    Delivery.DRAFT: "Brouillon : il partira une fois enregistré.",
    Delivery.PRIVATE: "Note de travail : elle ne part jamais.",
    Delivery.LOCAL: "Dossier créé ici : il n’y a personne à qui l’envoyer.",
}


@dataclass(frozen=True, slots=True)
class Came:
    """One writing: its file and its kind, ``Note · Nadia B.``, what the gateway said, when it was written."""

    item: str
    person: str
    kind: Kind
    title: str
    said: str
    around: str


@dataclass(frozen=True, slots=True)
class Returned:
    """One sentence over the page, and the writings by group."""

    said: str
    groups: Mapping[Group, tuple[Came, ...]]


def returned(
    items: Iterable[Item], cards: Iterable[Card], day: date, sent: datetime | None, sealed: int = 0, drafts: int = 0
) -> Returned:
    """What came in; ``sent``: when the gateway last accepted something (UTC).

    ``sealed`` counts the writings of files that ended, ``drafts`` every draft about a shared file, listed or not.
    """
    names = {card.person: card.holder.short_name for card in cards}
    last_first = sorted(items, key=lambda item: (item.written, item.id), reverse=True)
    groups = {
        group: tuple(_came(item, names, day) for item in last_first if GROUPS[item.delivery] is group)
        for group in Group
    }
    listed = sum(1 for item in last_first if item.delivery is Delivery.DRAFT)
    return Returned(_said(groups, sent, sealed, max(0, drafts - listed)), groups)


def _said(groups: Mapping[Group, Sequence[Came]], sent: datetime | None, sealed: int, older: int) -> str:
    out = len(groups[Group.SETTLE]) + len(groups[Group.WAITING])
    parts = [f"{counted(out, 'écrit n’est pas rentré', 'écrits ne sont pas rentrés')}."] if out else []
    if sealed:
        verb = "scellé pour le serveur attend" if sealed < 2 else "scellés pour le serveur attendent"
        parts.append(f"{counted(sealed, 'écrit')} {verb} : leur dossier a été effacé.")
    if older:
        verb = "plus ancien reste" if older < 2 else "plus anciens restent"
        parts.append(f"{counted(older, 'brouillon')} {verb} à enregistrer.")
    last = [f"Dernier envoi accepté : {said_moment(sent)}."] if sent else []
    return " ".join((parts or [_all_in(len(groups[Group.IN]))]) + last)


def _all_in(came: int) -> str:
    if not came:
        return "Rien n’attend, et rien n’a été envoyé de ces jours-ci."
    return f"Tout est rentré : {counted(came, 'écrit reçu', 'écrits reçus')} par la plateforme."


def _came(item: Item, names: Mapping[str, str], day: date) -> Came:
    title = f"{KIND_WORDS[item.kind]} · {names.get(item.person, 'dossier retiré')}"
    around = f"Écrit : {said_instant(item.written, day)}"
    return Came(item.id, item.person, item.kind, title, _answer(item, day), around)


def _answer(item: Item, day: date) -> str:
    when = said_at(item.received, day) if item.received else ""
    if item.delivery is Delivery.SENT:
        received = f", reçue {when}" if when else ""
        return f"Accusé de réception de la plateforme : version {item.version}{received}."
    if item.delivery is Delivery.WAITING:
        received = f"a été reçue {when}" if when else "est reçue"
        before = f"La version {item.version} {received} ; ce que vous avez écrit depuis attend"
        return f"{before if item.version else 'Attend'} le prochain échange."
    said = said_delivery(item) if GROUPS[item.delivery] is Group.SETTLE else ""
    return f"{said} {HOW[item.delivery]}".strip()
