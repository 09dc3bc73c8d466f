"""What a word of the guardrail is: its category, why it is asked about, and a factual wording in its place.

How expressions are written: commas part them; ``é(e|es)`` stands for each ending, ``*`` for the endings s, e, es or
none, ``+`` for s or none, ``~`` for any ending, ``…`` for up to four words; an apostrophe or a hyphen is a blank.
Written by hand (docs/decisions/0025-guardrail.md).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType
from typing import Final


class Category(StrEnum):
    """What a word may say of somebody; the values are what is read."""

    HEALTH = "santé"
    BELIEF = "croyance ou opinion"
    ORIGIN = "origine"
    UNION = "syndicat"
    INTIMATE = "vie intime"
    OFFENCE = "infraction"
    JUDGEMENT = "jugement de valeur"
    NUMBER = "numéro ou mot de passe"


WHY: Final[Mapping[Category, str]] = MappingProxyType({
    Category.HEALTH: (
        "Une donnée de santé n’a pas sa place dans un dossier d’accompagnement (RGPD, article 9) : seul compte ce"
        " qu’elle change pour le travail."
    ),
    Category.BELIEF: (
        "Les croyances et les opinions sont protégées par la loi (RGPD, article 9) : un projet s’écrit sans elles."
    ),
    Category.ORIGIN: (
        "L’origine, vraie ou supposée, est protégée par la loi (RGPD, article 9) : une langue parlée ou un diplôme"
        " obtenu ailleurs se disent sans elle."
    ),
    Category.UNION: (
        "L’appartenance syndicale est protégée par la loi (RGPD, article 9) : ce que la personne sait faire se dit"
        " sans elle."
    ),
    Category.INTIMATE: (
        "La vie intime est protégée par la loi (RGPD, article 9) : elle ne sert pas à accompagner un projet."
    ),
    Category.OFFENCE: (
        "Les infractions et les condamnations ne se notent pas ici (RGPD, article 10) : seul compte ce qui est"
        " possible, et quand."
    ),
    Category.JUDGEMENT: (
        "La CNIL demande des commentaires objectifs, jamais excessifs : un fait, daté, que la personne peut lire et"
        " corriger."
    ),
    Category.NUMBER: (
        "Ce numéro ou ce mot de passe ne sert pas à l’accompagnement, et tout ce qui est écrit peut être volé (CNIL)."
    ),
})  # fmt: skip


@dataclass(frozen=True, slots=True)
class Group:
    """Terms of one category that the same wording may replace; ``unless`` are the innocent expressions that hold one.

    ``…`` in a wording is what the counsellor completes; "" when the word is best left out.
    """

    category: Category
    wording: str
    terms: str
    unless: str = ""
