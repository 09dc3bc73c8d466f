"""« Le conseil en évolution professionnelle »: what a person is told at the first interview (article D. 6111-6)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Final

from desktop.documents.parts import Part, facts, fields, heading, panel, points, quiet, sheet, text
from desktop.documents.printing import paper as typeset_paper
from desktop.models.held import ANSWER, COMPLAINT, Custodian
from desktop.models.paper import Paper
from desktop.models.text import begun
from desktop.models.when import said_day

NAME: Final = "votre-conseil-en-evolution-professionnelle"
TITLE: Final = "Le conseil en évolution professionnelle"
LEAD: Final = (
    "Un temps pour faire le point sur votre travail et préparer la suite, avec un conseiller. C’est gratuit, et ouvert"
    " à toute personne, tout au long de sa vie professionnelle."
)
LEVELS: Final = (
    ("D’abord, l’accueil", "Vous dites ce que vous cherchez. Vous recevez de premières informations sur les métiers,"
     " les formations et l’emploi près de chez vous. Cela peut suffire."),
    ("Puis, si vous voulez,\nl’accompagnement", "Vous faites le point sur vos compétences. Vous construisez votre"
     " projet, son financement et ses étapes."),
)  # fmt: skip
PROMISES: Final = (
    "Vous décidez. Votre conseiller informe, propose et explique ; il est neutre et ne vend rien.",
    "Il est tenu à la discrétion professionnelle : il ne transmet que ce que le Code du travail prévoit"
    " (article L. 6353-10). Si vous avez un emploi, votre employeur n’est pas prévenu.",
    "Les mots, les lieux et les horaires s’adaptent à vous, sur place ou à distance. Un handicap, une difficulté à lire"
    " ou à écrire ? Dites-le.",
)
NETWORKS: Final = (
    "France Travail, l’Apec, les Cap emploi, les missions locales et, dans chaque région, un opérateur désigné par"
    " France compétences."
)
KEPT: Final = (
    "Votre conseiller garde votre dossier, chiffré, sur son ordinateur, pour vous accompagner. Vous pouvez lui ouvrir"
    " votre Passeport de compétences, en entier, en partie, ou pas du tout : cela ne change rien à votre droit d’être"
    " accompagné."
)
RIGHTS: Final = (
    "Voir tout ce qui est écrit sur vous, notes comprises, et en recevoir une copie.",
    "Faire corriger ce qui est faux, ou faire noter votre désaccord.",
    "Faire effacer, limiter ce qui sert, ou arrêter un partage que vous avez choisi.",
)
LAW: Final = "Code du travail, articles L. 6111-6 et D. 6111-6 ; arrêté du 29 mars 2019."


def values(custodian: Custodian, counsellor: str, today: date) -> dict[str, object]:
    """What the notice says."""
    parts = (*_service(), *_records(custodian), *_contact(custodian, counsellor))
    return sheet(TITLE, LEAD, f"Escale · information remise au premier entretien, le {said_day(today)}", parts)


def paper(custodian: Custodian, counsellor: str, today: date, ppi: float = 0) -> Paper:
    """The notice, ready to save or print."""
    return typeset_paper(NAME, "sheet", values(custodian, counsellor, today), ppi)


def _service() -> Iterator[Part]:
    yield heading("Comment cela se passe")
    yield facts(LEVELS)
    yield heading("Ce que vous pouvez en attendre")
    yield points(PROMISES)
    yield heading("Qui le propose")
    yield text(NETWORKS)


def _records(custodian: Custodian) -> Iterator[Part]:
    yield heading("Ce qui est écrit sur vous")
    yield text(f"{KEPT} Vous pouvez, quand vous le voulez :")
    yield points(RIGHTS)
    yield text(f"{_asked(custodian)} {ANSWER}")
    yield quiet(COMPLAINT)


def _asked(custodian: Custodian) -> str:
    whom = f", ou au délégué à la protection des données : {custodian.officer}" if custodian.officer else ""
    return f"Demandez-le à votre conseiller{whom}."


def _contact(custodian: Custodian, counsellor: str) -> Iterator[Part]:
    organisation = begun(custodian.organisation)
    known = [("Votre conseiller", counsellor), ("Son organisme", organisation)]
    yield panel(
        heading("Pour continuer"),
        *([facts(told)] if (told := [row for row in known if row[1]]) else []),
        fields([*(word for word, said in known if not said), "Pour le joindre", "Prochain rendez-vous"]),
    )
    yield quiet(LAW)
