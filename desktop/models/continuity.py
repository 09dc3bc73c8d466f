"""What a person agrees to: that somebody else goes on with them, and may be given what they chose, by their own words.

One item an agreement, read by both: who recorded it, when, said or signed, for whom, and what may be passed on. Taken
back, it says on which day. The cahier des charges of the CEP (arrêté du 29 mars 2019) asks for discretion:
beside what the Code du travail itself exchanges between bodies (L. 6353-10), nothing is passed on without an agreement.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from hashlib import sha256
from itertools import zip_longest
from typing import Final

from desktop.errors import Refused
from desktop.models.interview import said_header
from desktop.models.note import Delivery, Item, Kind
from desktop.models.readable import among, day_in, left_over, written_over
from desktop.models.shareable import SharedText
from desktop.models.text import counted, joined
from desktop.models.when import said_day

ABOUT: Final = "continuity"  # what the content of an agreement says it is about
LONGEST_WORDS: Final = 2000
GIVEN, WITHDRAWN = "given", "withdrawn"


class Way(StrEnum):
    """How the person agreed."""

    SAID = "said"
    SIGNED = "signed"


class Piece(StrEnum):
    """What may be passed on; who the person is always goes with it."""

    TEXTS = "texts"
    PATH = "path"
    TARGETS = "targets"
    DIAGNOSTIC = "diagnostic"
    PLAN = "plan"
    TRIED = "tried"


WAY_WORDS: Final[Mapping[Way, str]] = {Way.SAID: "de vive voix", Way.SIGNED: "par écrit"}
PIECE_WORDS: Final[Mapping[Piece, str]] = {
    Piece.TEXTS: "des textes partagés, choisis un par un",
    Piece.PATH: "le parcours et les compétences",
    Piece.TARGETS: "les métiers visés, avec ce qu’ils demandent",
    Piece.DIAGNOSTIC: "ce qui a été exploré ensemble (diagnostic)",
    Piece.PLAN: "le plan d’action",
    Piece.TRIED: "ce qui a déjà été fait ou essayé",
}


@dataclass(frozen=True, slots=True)
class Agreement:
    """``to`` is a name and ``organisation`` theirs; ``by`` is who recorded it; ``withdrawn`` the day it ended.

    ``texts`` are the ids of the shared texts that were ticked: another one is never passed on. ``marks`` has one for
    each, of the words that the person agreed to (``mark_of``): other words are not passed on before they are asked.
    """

    id: str
    day: date
    to: str
    organisation: str
    words: str = ""
    way: Way = Way.SAID
    by: str = ""
    pieces: tuple[Piece, ...] = tuple(Piece)
    withdrawn: date | None = None
    texts: tuple[str, ...] = ()
    marks: tuple[str, ...] = ()
    item: Item | None = None

    @property
    def reader(self) -> str:
        """``Léa Morin, mission locale du Bocage``."""
        return ", ".join(part for part in (self.to, self.organisation) if part)


def agreements(items: Iterable[Item]) -> tuple[Agreement, ...]:
    """Every agreement that can be read, the last one first; those taken back too."""
    found = [one for item in items if item.delivery is not Delivery.DRAFT and (one := agreement_of(item))]
    return tuple(sorted(found, key=lambda one: (one.day, one.id), reverse=True))


def standing(items: Iterable[Item], agreement: str, texts: Iterable[SharedText]) -> Agreement:
    """The agreement of that id; Refused unless it stands: without it nothing is passed on.

    ``texts`` are those of the file: Refused too when one that was ticked says something else by now.
    """
    found = next((one for one in agreements(items) if one.id == agreement), None)
    if found is None:
        raise Refused("Cet accord n’est plus dans le dossier : rien n’a été préparé.")
    if found.withdrawn:
        raise Refused("La personne a repris cet accord : plus rien ne peut être transmis.")
    if found.item and found.item.delivery is Delivery.CONFLICT:
        raise Refused("Cet accord a aussi été changé ailleurs.", "Choisissez d’abord la version à garder.")
    if other := reworded(found, texts):
        raise Refused(said_reworded(len(other)), "Montrez-lui ces textes et demandez-lui de nouveau son accord.")
    return found


def mark_of(agreement: str, text: SharedText) -> str:
    """A short mark of the words of a text as a sheet says them, for the agreement of that id: other words, another."""
    said = "\n".join((agreement, text.id, said_header(text.header), text.text))
    return sha256(said.encode(errors="surrogatepass")).hexdigest()[:32]


def reworded(agreement: Agreement, texts: Iterable[SharedText]) -> tuple[SharedText, ...]:
    """Of these, the ticked ones whose words are not those that the person agreed to."""
    agreed = dict(zip_longest(agreement.texts, agreement.marks, fillvalue=""))
    return tuple(one for one in texts if one.id in agreement.texts and mark_of(agreement.id, one) != agreed[one.id])


def said_reworded(count: int) -> str:
    """Why nothing can be passed on with that agreement, so many texts having changed."""
    texts = counted(count, "texte choisi a changé", "textes choisis ont changé")
    return f"{texts} depuis cet accord : la personne n’a pas accepté ces mots-là."


def agreement_of(item: Item) -> Agreement | None:
    """One agreement; None when it is something else, or when its day or its reader cannot be read."""
    said = item.content
    day = day_in(said.get("day", ""))
    if item.kind is not Kind.CLOSING or said.get("about") != ABOUT or day is None:
        return None
    withdrawn = (day_in(said.get("withdrawn", "")) or day) if said.get("state") == WITHDRAWN else None
    listed = said.get("pieces", "").split()
    one = Agreement(
        said.get("id", "") or item.id, day, said.get("to", "").strip(), said.get("organisation", "").strip(),
        said.get("words", ""), among(Way, said.get("way", "")) or Way.SAID, said.get("by", ""),
        tuple(piece for piece in Piece if piece in listed), withdrawn, tuple(said.get("texts", "").split()),
        tuple(said.get("marks", "").split()), item,
    )  # fmt: skip
    return one if one.reader else None


def agreement_content(agreement: Agreement) -> dict[str, str]:
    """What to write for an agreement; of what was there before, only what changed is written anew."""
    now, former = _content(agreement), agreement_of(agreement.item) if agreement.item else None
    if agreement.item is None or former is None:
        return {"about": ABOUT, "id": agreement.id, **now}
    kept = {**agreement.item.content, "about": ABOUT, "id": agreement.id}
    return written_over(kept, _content(former), now)


def unread(item: Item) -> dict[str, str]:
    """What an agreement says that this Escale does not understand."""
    one = agreement_of(item)
    known = {"about": ABOUT, "id": item.id} | (_content(one) if one else {})
    return left_over(item.content, known)


def said_agreement(agreement: Agreement) -> str:
    """Who agreed to what, for whom, how and when, in sentences."""
    by = f", recueilli par {agreement.by}" if agreement.by else ""
    told = [f"Accord donné {WAY_WORDS[agreement.way]} le {said_day(agreement.day)} pour {agreement.reader}{by}."]
    if agreement.pieces:
        told.append(f"Peut être transmis : {joined(said_pieces(agreement))}.")
    if agreement.withdrawn:
        told.append(f"Repris le {said_day(agreement.withdrawn)} : plus rien ne peut être transmis.")
    return " ".join(told)


def said_pieces(agreement: Agreement) -> tuple[str, ...]:
    """What may be passed on, in words; the texts by their number."""
    texts = counted(len(agreement.texts), "texte partagé", "textes partagés")
    words = {**PIECE_WORDS, **({Piece.TEXTS: texts} if agreement.texts else {})}
    return tuple(words[piece] for piece in agreement.pieces)


def _content(agreement: Agreement) -> dict[str, str]:
    return {
        "state": WITHDRAWN if agreement.withdrawn else GIVEN,
        "day": agreement.day.isoformat(),
        "to": agreement.to,
        "organisation": agreement.organisation,
        "words": agreement.words,
        "way": str(agreement.way),
        "by": agreement.by,
        "pieces": " ".join(agreement.pieces),
        "withdrawn": agreement.withdrawn.isoformat() if agreement.withdrawn else "",
        "texts": " ".join(agreement.texts),
        "marks": " ".join(agreement.marks),
    }
