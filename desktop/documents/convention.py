"""« Convention de partage »: what is shared, with whom, until when, and how to withdraw; nothing of its content."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Final

from desktop.documents.parts import Part, facts, fields, heading, panel, points, quiet, sheet, steps, text
from desktop.documents.printing import paper as typeset_paper
from desktop.errors import Refused
from desktop.models.access import Basis
from desktop.models.file import Card, Kept
from desktop.models.handout import Writer
from desktop.models.held import AWAITED, BY_HAND, COMPLAINT, GROUNDS, NEVER, said_until
from desktop.models.paper import Paper
from desktop.models.passport import Section
from desktop.models.sections import SECTION_WORDS
from desktop.models.sharing import not_shared
from desktop.models.text import begun
from desktop.models.when import said_day

NAME: Final = "convention-de-partage"
TITLE: Final = "Convention de partage"
LEAD: Final = "Ce que vous partagez, avec qui, jusqu’à quand, et comment arrêter."
HAND_TITLE: Final = "Ce que vous confiez à votre conseiller"
HAND_LEAD: Final = "Ce qui est écrit sur son ordinateur, jusqu’à quand, et comment le faire effacer."
USE: Final = "Ces informations servent à préparer et à mener avec vous votre accompagnement, et à rien d’autre."
STOPPING: Final[Mapping[Basis, tuple[str, ...]]] = {
    Basis.PUBLICATION: (
        "Ouvrez la page où vous avez choisi ce partage et connectez-vous. Vous n’avez pas à dire pourquoi.",
        "Arrêtez le partage, ou changez ce que vous partagez ou sa date de fin.",
        "Votre dossier est effacé de l’ordinateur de votre conseiller à son prochain échange. S’il reste sans réseau,"
        " le dossier se ferme de lui-même après quelques jours.",
        "Demandez le bordereau d’effacement : il dit ce qui a été effacé, et quand.",
    ),
    Basis.STATUTORY: (
        "Demandez à l’organisme de votre conseiller de ne plus consulter votre passeport, et dites pourquoi.",
        "Quand il retire ce dossier, il est effacé de l’ordinateur de votre conseiller.",
        "L’organisme peut aussi vous dire ce que la loi oblige à garder.",
    ),
}
BY_HAND_STEPS: Final = (
    "Dites-le à votre conseiller, de vive voix ou par écrit. Vous n’avez pas à dire pourquoi.",
    "Il efface votre dossier de son ordinateur, et vous remet si vous le voulez un bordereau d’effacement.",
    "Il vous dit ce que la loi oblige à garder, s’il y a lieu.",
)
FREE: Final = (
    "Vous êtes libre de partager ou non. Arrêter ne change rien à votre droit d’être accompagné. Signer cette feuille"
    " n’est pas obligatoire : elle dit ce qui a été lu ensemble."
)


def values(card: Card, writer: Writer, today: date) -> dict[str, object]:
    """What the pages say; Refused for a file that waits to be received again."""
    if card.kept is Kept.AWAITED:
        raise Refused(AWAITED, "Faites d’abord un échange avec le serveur de partage.")
    hand = card.kept is Kept.HAND
    parts = (*_between(card, writer, hand), *_covered(card, hand), *_stopping(card, hand), *_signed(writer))
    return sheet(
        HAND_TITLE if hand else TITLE, HAND_LEAD if hand else LEAD, f"Escale · partage au {said_day(today)}", parts
    )


def paper(card: Card, writer: Writer, today: date, ppi: float = 0) -> Paper:
    """The convention, ready to save or print."""
    return typeset_paper(NAME, "sheet", values(card, writer, today), ppi)


def _between(card: Card, writer: Writer, hand: bool) -> Iterator[Part]:
    with_whom = ", ".join(part for part in (writer.counsellor, writer.custodian.organisation) if part)
    yield facts((
        ("Vous", card.holder.name),
        ("Avec", with_whom or "votre conseiller"),
        ("Depuis", f"le {said_day(card.access.start)}"),
        ("Jusqu’à quand", BY_HAND if hand else said_until(card.access)),
    ))  # fmt: skip


def _covered(card: Card, hand: bool) -> Iterator[Part]:
    shared, missing = card.access.sections, not_shared(card.access.sections)
    yield heading("Ce qui est écrit" if hand else "Ce qui est partagé")
    who = "Votre nom, votre année de naissance" if card.holder.town else "Votre nom et votre année de naissance"
    yield points([f"{who} et votre commune" if card.holder.town else who, *map(_named, shared)])
    if missing and not hand:
        yield heading("Ce qui n’est pas partagé", 3)
        yield points(map(_named, missing))
    yield text(f"{GROUNDS[card.access.basis]} {USE}")
    yield quiet(NEVER)


def _stopping(card: Card, hand: bool) -> Iterator[Part]:
    yield heading("Comment faire effacer" if hand else "Comment arrêter ou changer")
    yield steps(BY_HAND_STEPS if hand else STOPPING.get(card.access.basis, BY_HAND_STEPS))


def _signed(writer: Writer) -> Iterator[Part]:
    officer = writer.custodian.officer
    yield panel(text(FREE), fields(("Lu ensemble le", "Signature de la personne", "Signature du conseiller")))
    yield quiet(f"Délégué à la protection des données : {officer}. {COMPLAINT}" if officer else COMPLAINT)


def _named(section: Section) -> str:
    return begun(SECTION_WORDS[section])
