"""The impact assessment: the data map and the measures, generated from what the code declares."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Final

from desktop.documents.parts import Part, facts, heading, points, quiet, sheet, table, text
from desktop.documents.printing import paper as typeset_paper
from desktop.models.datamap import CATEGORIES, Category, where
from desktop.models.measures import MEASURES, NOT_COVERED, RISKS, TO_COMPLETE
from desktop.models.paper import Paper

NAME: Final = "aipd"
TITLE: Final = "Analyse d’impact : ce qu’Escale apporte"
LEAD: Final = (
    "Une base pour l’analyse d’impact (AIPD) que l’organisme doit mener. Elle est tirée des déclarations du logiciel,"
    " et des tests vérifient qu’elles disent vrai."
)
CONTEXT: Final = (
    "Escale est le bureau d’un conseiller en évolution professionnelle : il garde, chiffrés sur son poste, les"
    " Passeports de compétences que des personnes partagent avec lui, et ses notes. L’accompagnement social est"
    " l’un des traitements pour lesquels une AIPD est requise (CNIL, délibération 2018-327). L’article R. 6323-35 du"
    " Code du travail fixe qui peut recevoir les données du passeport, dans la limite de ce qui est nécessaire."
)
NEVER: Final = (
    "Jamais de numéro de sécurité sociale, de donnée de santé demandée, de note ou de classement d’une personne, de"
    " décision automatique ni de recherche au-delà des dossiers suivis."
)
DATA: Final = ("Quoi", "Pourquoi", "Durée", "Qui le voit", "Protection")
RISK: Final = ("Événement redouté", "Sources", "Conséquences", "Réponses")
UNFINISHED: Final = "À compléter par l’organisme"


def markdown() -> str:
    """The whole as Markdown, ending with a new line; ``docs/aipd.md`` is this text."""
    parts = (
        f"# {TITLE}\n\n{LEAD}",
        f"## Le traitement\n\n{CONTEXT}\n\n{NEVER}",
        "## Les données\n\n" + _rows(("Données", "Détail", *DATA[1:], "Base légale proposée", "Tables"),
                                     [(c.name, c.what, *_fate(c), c.basis, where(c)) for c in CATEGORIES]),
        "## Les risques\n\n" + _rows(RISK, [(r.name, r.sources, r.harm, r.answers) for r in RISKS]),
        "## Les mesures\n\n" + _rows(("Menace", "Mesure", "Dans le code", "Prouvé par"),
                                     [(m.threat, m.measure, _code(m.modules), _code(m.proofs)) for m in MEASURES]),
        "## Ce qui n’est pas couvert\n\n" + "\n".join(f"* {said}" for said in NOT_COVERED),
        f"## {UNFINISHED}\n\n" + "\n".join(f"* {said}" for said in TO_COMPLETE),
    )  # fmt: skip
    return "\n\n".join(parts) + "\n"


def values() -> dict[str, object]:
    """The same for the page; where in the code and which tests stay in the Markdown."""
    parts: list[Part] = [
        heading("Le traitement"),
        text(CONTEXT),
        text(NEVER),
        heading("Les données"),
        *(part for category in CATEGORIES for part in _category(category)),
        heading("Les risques"),
        table(RISK, (2, 3, 3, 3), [(r.name, r.sources, r.harm, r.answers) for r in RISKS]),
        heading("Les mesures"),
        table(("Menace", "Mesure"), (2, 5), [(m.threat, m.measure) for m in MEASURES]),
        quiet(
            "Le document docs/aipd.md du projet donne, pour chaque mesure, les modules et les tests qui la prouvent."
        ),
        heading("Ce qui n’est pas couvert"),
        points(NOT_COVERED),
        heading(UNFINISHED),
        points(TO_COMPLETE),
    ]
    return sheet(TITLE, LEAD, "Escale · base d’analyse d’impact", parts)


def paper(ppi: float = 0) -> Paper:
    """The assessment, ready to save or print."""
    return typeset_paper(NAME, "sheet", values(), ppi)


def _category(category: Category) -> tuple[Part, ...]:
    rows = zip(DATA, (category.what, *_fate(category)), strict=True)
    basis, place = ("Base légale proposée", category.basis), ("Tables", where(category))
    return heading(category.name, 3), facts((*rows, basis, place))


def _fate(category: Category) -> tuple[str, str, str, str]:
    return category.purpose, category.retention, category.recipients, str(category.sealing)


def _code(names: Sequence[str]) -> str:
    return "<br>".join(f"`{name}`" for name in names)


def _rows(columns: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    lines = [columns, ["---"] * len(columns), *rows]
    return "\n".join("| " + " | ".join(cell.replace("|", "\\|") for cell in line) + " |" for line in lines)


def main() -> None:
    """Write ``docs/aipd.md`` again, from the root of a checkout."""
    Path("docs", "aipd.md").write_text(markdown(), encoding="utf-8")


if __name__ == "__main__":
    main()
