"""The vocabulary of the shared diagnostic: codes and labels of France Travail's « diagnostic argumenté », version 4.

What is left out on purpose, and why, is in docs/decisions/0024-diagnostic.md.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

Terms = tuple[tuple[str, str], ...]  # code, label

THEMES: Final[tuple[tuple[str, Terms], ...]] = (  # what a theme is called, the needs in it
    ("Choisir un métier", (
        ("1", "Identifier ses points forts et ses compétences"),
        ("2", "Connaître les opportunités d’emploi"),
        ("3", "Découvrir un métier ou un secteur d’activité"),
        ("4", "Confirmer son choix de métier"),
    )),
    ("Se former", (
        ("5", "Trouver sa formation"),
        ("6", "Monter son dossier de formation"),
    )),
    ("Être à l’aise avec le numérique", (("7", "Connaître et utiliser les services numériques"),)),
)  # fmt: skip
CONSTRAINTS: Final[Terms] = (
    ("23", "Développer sa mobilité"),
    ("24", "Surmonter ses contraintes familiales"),
    ("22", "Accéder au numérique et en maîtriser les fondamentaux"),
    ("26", "Développer ses capacités en lecture, écriture et calcul"),
    ("27", "Faire face à des difficultés de logement"),
    ("28", "Faire face à des difficultés financières"),
    ("29", "Faire face à des difficultés administratives ou juridiques"),
    ("25", "Prendre en compte son état de santé"),
)
HEALTH: Final = "25"  # only what it changes for work: never why
SITUATIONS: Final[Mapping[str, Terms]] = MappingProxyType({  # by code of the constraint
    "23": (
        ("6", "Aucun moyen de transport à disposition"),
        ("7", "Dépendant des transports en commun"),
        ("8", "Permis non valide"),
    ),
    "24": (
        ("10", "Contraintes horaires"),
        ("11", "Aidant familial (s’occuper d’un proche)"),
        ("13", "Enfant(s) de moins de 3 ans sans solution de garde"),
        ("12", "Autres contraintes familiales à prendre en compte"),
    ),
    "22": (
        ("43", "Dispose d’un ordinateur"),
        ("44", "Dispose d’un smartphone"),
        ("45", "Dispose d’une tablette"),
        ("42", "Absence d’équipement"),
        ("46", "Absence de maîtrise de l’équipement"),
        ("47", "Absence de connexion (zone blanche)"),
        ("48", "Absence de connexion (refus)"),
        ("49", "Absence de connexion (autre)"),
        ("50", "Absence d’adresse ou d’utilisation de la messagerie"),
        ("51", "Absence de mobilité pour accéder à un espace numérique"),
        ("52", "Difficulté à réaliser des démarches administratives en ligne"),
        ("53", "En difficulté sur le numérique (résultat Pix emploi inférieur à 50 %)"),
    ),
})  # fmt: skip
OBJECTIVES: Final[Mapping[str, Terms]] = MappingProxyType({
    "23": (
        ("4", "Faire un point complet sur sa mobilité"),
        ("29", "Accéder à un véhicule"),
        ("5", "Entretenir ou réparer son véhicule"),
        ("6", "Obtenir le permis de conduire (code, conduite)"),
        ("7", "Trouver une solution de transport (hors achat ou entretien d’un véhicule)"),
        ("30", "Travailler la mobilité psychologique"),
    ),
    "24": (
        ("8", "Faire face à la prise en charge d’une personne dépendante"),
        ("9", "Trouver des solutions de garde d’enfant"),
        ("10", "Surmonter des difficultés éducatives ou de parentalité"),
        ("11", "Faire face à un conflit familial ou à une séparation"),
        ("31", "Obtenir le statut d’aidant familial"),
        ("32", "Rompre l’isolement"),
    ),
    "22": (
        ("1", "Acquérir un équipement"),
        ("2", "Accéder à une connexion internet"),
        ("3", "Maîtriser les fondamentaux du numérique"),
    ),
})  # fmt: skip
UNCONSTRAINED: Final = ("7", "Dit n’avoir aucune contrainte")  # 7 is the code of the theme of constraints
CONFIDENCE: Final = ("pouvoirAgir", "A confiance dans sa capacité à agir")
