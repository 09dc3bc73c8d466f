"""The sheet that opens the vault when the passphrase is forgotten: one page, to be printed and kept elsewhere."""

from __future__ import annotations

import re
from datetime import date
from typing import Final

from desktop.documents.parts import fields, heading, panel, points, sheet, steps, text
from desktop.documents.printing import paper as typeset_paper
from desktop.errors import Refused
from desktop.models.paper import Paper
from desktop.models.recovery import GROUPS
from desktop.models.when import said_day

NAME: Final = "fiche-de-secours"
LONGEST: Final = 90
LEAD: Final = "Elle ouvre votre coffre Escale si vous oubliez votre phrase de passe, ou si l’ordinateur est perdu."
READING: Final = (
    "Lisez de gauche à droite, du groupe 1 au groupe 9. Il n’y a jamais de lettre O, I, L ou U : lisez le chiffre 0 ou"
    " le chiffre 1. Le dernier groupe sert à repérer une erreur de copie."
)
KEEPING: Final = (
    "Loin de l’ordinateur : ni dans la même sacoche, ni dans le même tiroir.",
    "Sous clé : une armoire fermée, un coffre de votre service.",
    "Sur papier seulement : pas de photo, pas de courriel, pas de copie dans un fichier.",
)
OPENS: Final = (
    "Tout le coffre de cet ordinateur, et ses sauvegardes sur un autre. Vos notes et les dossiers créés ici reviennent"
    " tels quels ; les passeports partagés sont redemandés au serveur si cet ordinateur ne peut plus les lire."
    " Qui tient cette fiche et l’ordinateur peut tout lire : gardez-la comme une clé."
)
USING: Final = (
    "À l’ouverture d’Escale, choisissez la fiche de secours.",
    "Tapez les neuf groupes. Majuscules, tirets et espaces ne comptent pas.",
    "Choisissez une nouvelle phrase de passe.",
)
LOST: Final = (
    "Faites-en une autre dans les réglages, puis une nouvelle sauvegarde. L’ancienne clé n’ouvre plus le coffre,"
    " mais elle ouvre encore les sauvegardes faites avant : effacez-les."
)


def values(key: str, vault: str, made: date) -> dict[str, object]:
    """What the sheet says; Refused when ``key`` has not its nine groups of four."""
    groups = [group for group in re.split(r"[^0-9A-Za-z]+", key) if group]
    if len(groups) != GROUPS or any(len(group) != 4 for group in groups):
        raise Refused("La clé de secours n’est pas entière : la fiche n’a pas été faite.", "Demandez une nouvelle clé.")
    parts = (
        heading("Où la garder"),
        points(KEEPING),
        heading("Ce qu’elle ouvre"),
        text(OPENS),
        heading("Comment s’en servir"),
        steps(USING),
        heading("Si elle est perdue, ou si quelqu’un l’a vue"),
        text(LOST),
        panel(fields(("Gardée par", "À quel endroit", "Depuis le"))),
    )
    made_on = said_day(made)
    shown = sheet("Fiche de secours", LEAD, f"Escale · fiche de secours du {made_on}", parts)
    known = [["Coffre", vault[:LONGEST]], ["Faite le", made_on]]
    return {**shown, "facts": known, "groups": groups, "reading": READING}


def paper(key: str, vault: str, made: date, ppi: float = 0) -> Paper:
    """The sheet as PDF, and its page as a picture when ``ppi`` is given: better printed than kept as a file."""
    return typeset_paper(NAME, "recovery", values(key, vault, made), ppi)
