"""The vocabulary of démarches shared with France Travail: why (P01…) and what (Q01…). A choice, never an obligation."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from desktop.models.text import folded

THEMES: Final[Mapping[str, str]] = MappingProxyType({
    "P01": "Mon (nouveau) métier",
    "P02": "Ma formation professionnelle",
    "P03": "Mes candidatures",
    "P04": "Mes entretiens d’embauche",
    "P05": "Ma création ou reprise d’entreprise",
    "P06": "Mes entretiens avec un conseiller",
    "P07": "Mes contraintes personnelles",
})  # fmt: skip
STEPS: Final[Mapping[str, tuple[tuple[str, str], ...]]] = MappingProxyType({
    "P01": (
        ("Q01", "Repérer ses points forts et ses compétences"),
        ("Q02", "S’informer sur un métier ou un secteur"),
        ("Q03", "Observer un métier en entreprise"),
        ("Q04", "Faire une enquête métier"),
        ("Q05", "Aller à un salon ou un forum des métiers"),
    ),
    "P02": (
        ("Q06", "S’informer sur une formation ou une VAE"),
        ("Q07", "Monter un dossier d’inscription à une formation"),
        ("Q08", "Suivre une formation"),
        ("Q09", "Aller à un salon ou un forum de la formation"),
        ("Q10", "Faire une démarche de VAE"),
        ("Q37", "S’initier à l’informatique ou à Internet"),
    ),
    "P03": (
        ("Q11", "Préparer un CV, une lettre"),
        ("Q12", "Chercher des offres ou des entreprises"),
        ("Q14", "Répondre à des offres"),
        ("Q15", "Envoyer des candidatures spontanées"),
        ("Q16", "Suivre ses candidatures, relancer"),
        ("Q42", "Chercher une mission de service civique"),
    ),
    "P04": (
        ("Q17", "Préparer un entretien d’embauche"),
        ("Q18", "Passer un entretien d’embauche"),
        ("Q19", "Passer un test de recrutement, un concours"),
        ("Q20", "Relancer après un entretien d’embauche"),
        ("Q21", "Faire une mise en situation, une immersion en entreprise"),
    ),
    "P05": (
        ("Q22", "Chercher comment créer ou reprendre une entreprise"),
        ("Q23", "Étudier le marché"),
        ("Q24", "Aller à un salon de la création d’entreprise"),
        ("Q25", "Écrire un plan d’affaires"),
        ("Q26", "Rencontrer des organismes financiers"),
        ("Q27", "Faire les démarches juridiques de création"),
        ("Q28", "Faire connaître son entreprise"),
        ("Q29", "Chercher des clients"),
        ("Q30", "Trouver de nouveaux partenaires"),
        ("Q31", "Fidéliser ses clients"),
        ("Q32", "Organiser son activité de dirigeant"),
        ("Q33", "Proposer de nouveaux services ou produits"),
        ("Q34", "Recruter"),
        ("Q35", "Mener une autre action pour son entreprise"),
    ),
})  # fmt: skip


def theme_of(step: str) -> str:
    """The theme that a step belongs to; "" for a step that is not in the vocabulary."""
    return next((theme for theme, steps in STEPS.items() if step in dict(steps)), "")


def step_words(step: str) -> str:
    """The words of a step's code; "" for one that is not in the vocabulary."""
    return next((dict(steps)[step] for steps in STEPS.values() if step in dict(steps)), "")


def steps_for(theme: str) -> tuple[tuple[str, str], ...]:
    """The steps of a theme, in the order of the vocabulary; all of them for a theme that has none."""
    return STEPS.get(theme, tuple(step for steps in STEPS.values() for step in steps))


def theme_named(words: str) -> str:
    """The code of the theme that is called exactly that, accents and capitals apart; "" when none is."""
    wanted = folded(words)
    return next((code for code, said in THEMES.items() if folded(said) == wanted), "") if wanted else ""


def step_named(words: str) -> str:
    """The code of the step that is called exactly that, accents and capitals apart; "" when none is."""
    wanted = folded(words)
    found = (code for code, said in steps_for("") if folded(said) == wanted)
    return next(found, "") if wanted else ""
