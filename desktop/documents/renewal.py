"""The letter that invites a person to renew a sharing that ends, without any obligation."""

from __future__ import annotations

from datetime import date
from typing import Final

from desktop.documents.parts import fields, heading, panel, points, text
from desktop.documents.printing import paper as typeset_paper
from desktop.documents.sender import Sender
from desktop.errors import Refused
from desktop.models.access import Basis
from desktop.models.file import Card, Kept
from desktop.models.held import AWAITED
from desktop.models.paper import Paper
from desktop.models.passport import Section
from desktop.models.sections import SECTION_WORDS
from desktop.models.text import begun, counted
from desktop.models.when import said_day

NAME: Final = "renouveler-le-partage"
LONGEST: Final = 200
YES: Final = (
    "Ouvrez la page où vous avez choisi ce partage et connectez-vous.",
    "Choisissez une nouvelle date de fin. Vous pouvez aussi changer ce que vous partagez.",
)
HELP: Final = "Nous pouvons aussi le faire ensemble, au prochain rendez-vous."
FREE: Final = (
    "Vous êtes libre de dire oui ou non. Votre réponse ne change rien à votre droit d’être accompagné."
    " Vous pouvez aussi arrêter ce partage plus tôt, quand vous le voulez, sans dire pourquoi."
)


def values(card: Card, sender: Sender, today: date) -> dict[str, object]:
    """What the letter says; Refused for a file that its holder did not share online, or whose sharing ended."""
    if card.kept is Kept.HAND or card.access.end is None:
        raise Refused("Ce dossier n’a pas de date de fin de partage : il n’y a rien à renouveler.")
    if card.access.basis is not Basis.PUBLICATION:
        raise Refused(
            "Cette personne n’a pas choisi ce partage : il n’y a rien à lui faire renouveler.",
            "Votre organisme consulte ce dossier parce que la loi l’y habilite.",
        )
    if card.kept is Kept.AWAITED:
        raise Refused(AWAITED, "Faites d’abord un échange avec le serveur de partage.")
    if card.access.ended(today):
        raise Refused("Ce partage est déjà terminé.", "La personne peut en ouvrir un nouveau quand elle le veut.")
    end, name = said_day(card.access.end), card.holder.name[:LONGEST]
    return {
        "title": "Voulez-vous prolonger le partage de votre passeport ?",
        "sender": _lines(sender.name, sender.organisation, sender.contact),
        "reader": name,
        "dated": f"Le {said_day(today)}",
        "footer": f"Escale · invitation du {said_day(today)}",
        "parts": [text(f"Bonjour {name},"), *_body(card, end, today), *_signed(sender)],
    }


def paper(card: Card, sender: Sender, today: date, ppi: float = 0) -> Paper:
    """The letter, ready to save or print."""
    return typeset_paper(NAME, "letter", values(card, sender, today), ppi)


def _body(card: Card, end: str, today: date) -> tuple[object, ...]:
    left = card.access.days_left(today) or 0
    when = f"dans {counted(left, 'jour')}" if left > 1 else "demain" if left else "aujourd’hui"
    shared = [begun(SECTION_WORDS[section]) for section in Section if section in card.access.sections]
    return (
        text(
            f"Le {said_day(card.access.start)}, vous avez choisi de partager avec moi une partie de votre Passeport de"
            f" compétences. Ce partage se termine le {end}, {when}."
        ),
        heading("Ce que vous partagez"),
        points(shared or ["Rien d’autre que votre nom"]),
        heading("Si vous voulez continuer"),
        points(YES),
        text(HELP),
        heading("Si vous ne voulez pas"),
        text(
            f"Vous n’avez rien à faire. Après le {end}, votre passeport est effacé de mon ordinateur. Votre passeport à"
            " vous ne change pas."
        ),
        panel(text(FREE)),
    )


def _signed(sender: Sender) -> tuple[object, ...]:
    if sender.name:
        return (text(f"À bientôt,\n\n{sender.name[:LONGEST]}"),)
    return (text("À bientôt,"), fields(("Votre conseiller", "Pour me joindre")))


def _lines(*said: str) -> str:
    return "\n".join(line[:LONGEST] for text_ in said for line in text_.splitlines()[:4] if line.strip())
