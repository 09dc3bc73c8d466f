"""The receipt of an erasure: what was destroyed, why, what is left elsewhere. It names nobody."""

from __future__ import annotations

from typing import Final

from desktop.documents.parts import Part, facts, fields, heading, panel, points, quiet, sheet, table, text
from desktop.documents.printing import paper as typeset_paper
from desktop.models.erasure import Erasure
from desktop.models.paper import Paper
from desktop.models.safekeeping import said_moment
from desktop.models.text import begun
from desktop.models.when import said_day

NAME: Final = "bordereau-d-effacement"
MOST: Final = 200
LEAD: Final = "Un dossier a été effacé de cet ordinateur. Ce bordereau dit lequel sans nommer personne."
WHOSE: Final = (
    "Le pseudonyme est calculé avec une clé de ce coffre : lui seul peut le rattacher à une personne, et seulement si"
    " elle lui est de nouveau confiée."
)
UNSCANNED: Final = "La recherche n’est pas encore terminée : refaites ce bordereau plus tard pour en avoir le résultat."


def values(erasure: Erasure) -> dict[str, object]:
    """What the receipt says."""
    day = said_day(erasure.at.astimezone().date())
    known = (("Pseudonyme", erasure.pseudonym), ("Effacé le", said_moment(erasure.at)), ("Pourquoi", erasure.why))
    parts: tuple[Part, ...] = (
        facts((*known, ("Bordereau", erasure.id))),
        heading("Ce qui a été détruit"),
        *_destroyed(erasure),
        heading("Ce qui reste ailleurs"),
        points(erasure.kept_elsewhere),
        heading("Ce que la recherche a trouvé"),
        text(erasure.scan or UNSCANNED),
        panel(fields(("Remis à", "Le", "Signature"))),
        quiet(WHOSE),
    )
    return sheet("Bordereau d’effacement", LEAD, f"Escale · bordereau d’effacement du {day}", parts)


def paper(erasure: Erasure, ppi: float = 0) -> Paper:
    """The receipt, ready to save or print."""
    return typeset_paper(NAME, "sheet", values(erasure), ppi)


def _destroyed(erasure: Erasure) -> tuple[Part, ...]:
    rows = [(begun(noun), str(count)) for noun, count in erasure.counts[:MOST] if count]
    if not rows:
        return (text("Il ne restait aucune ligne : les clés de ce dossier ont été détruites."),)
    keys = "Les clés qui ouvraient ce dossier ont été détruites en même temps que ses lignes."
    return table(("Quoi", "Lignes effacées"), (3, 1), rows), text(keys)
