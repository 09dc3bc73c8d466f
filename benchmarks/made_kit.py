"""A ROME kit made from nothing, whole and without orphans: to measure and test without the official one.

The same seed makes the same kit. Labels are invented: it is no referential to work with.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, MutableSet, Sequence
from dataclasses import dataclass, fields
from itertools import count
from random import Random
from typing import Final

Record = dict[str, str]
Kit = dict[str, list[Record]]  # by resource

TRADES: Final = (
    "Agent / Agente|Assembleur / Assembleuse|Chargé / Chargée|Conducteur / Conductrice|Conseiller / Conseillère"
    "|Élagueur / Élagueuse|Formateur / Formatrice|Gérant / Gérante|Œnologue|Opérateur / Opératrice"
    "|Préparateur / Préparatrice|Réparateur / Réparatrice|Technicien / Technicienne|Vérificateur / Vérificatrice"
)
THINGS: Final = (
    "d’accueil|d’atelier|de bâtiments|de bois|de cuirs|de données|d’élevage|d’engins|d’équipements|de façades|de forêts"
    "|d’hôtels|de jeux|de laboratoire|de lignes|de magasin|de maintenance|de métaux|de musées|d’œuvres d’art|de pêche"
    "|de pâtisserie|de réseaux|de sécurité|de soins|de spectacles|de textiles|de véhicules|de vignes|de voirie"
)
DEEDS: Final = "Accompagner|Assembler|Contrôler|Élaborer|Gérer|Nettoyer|Négocier|Préparer|Régler|Vérifier"
LETTERS: Final = "RIASEC"
DOMAINS: Final = "ABCDEFGHIJKLMN"
CORE: Final = ("Principale", "Émergente", "", "", "", "", "")


@dataclass(frozen=True, slots=True)
class Size:
    """How much a made-up kit holds; by default what the version 458 holds."""

    occupations: int = 1056
    titles: int = 11051  # besides the labels
    macros: int = 507
    detailed: int = 10839
    knowledge: int = 10233
    contexts: int = 150
    links: int = 65744

    def times(self, part: float) -> Size:
        """The same kit, that many times as big."""
        return Size(*(max(4, round(getattr(self, one.name) * part)) for one in fields(self)))


class Words:
    """Invented names, always the same for the same seed."""

    def __init__(self, random: Random) -> None:
        """``random`` decides."""
        self._random = random
        self._trades, self._things, self._deeds = (words.split("|") for words in (TRADES, THINGS, DEEDS))

    def trade(self) -> str:
        """A name of an occupation."""
        return f"{self._random.choice(self._trades)} {self._random.choice(self._things)}"

    def deed(self) -> str:
        """A skill."""
        return f"{self._random.choice(self._deeds)} le travail {self._random.choice(self._things)}"

    def thing(self) -> str:
        """A complement."""
        return self._random.choice(self._things)


class MadeKit:
    """One kit being made up."""

    def __init__(self, seed: int, size: Size) -> None:
        """Nothing is made before ``kit``."""
        self._random = Random(seed)  # noqa: S311 - nothing secret: always the same kit
        self._words = Words(self._random)
        self._size = size
        self._ogr = map(str, count(1000))

    def kit(self) -> Kit:
        """Every table that Escale reads."""
        numbers = range(self._size.occupations)
        codes = [f"{DOMAINS[n % 14]}1{1 + n // 14 % 8}{n // 112 + 1:02d}" for n in numbers]
        labels = {code: f"{self._words.trade()} n° {number}" for number, code in enumerate(codes)}
        skills, knowledge, contexts = self._skills(), self._knowledge(), self._contexts()
        items = [one["code_ogr"] for one in (*skills, *contexts)] + [one["code_ogr_savoir"] for one in knowledge]
        return {
            "referentiel_code_rome": [occupation(code, labels[code], code) for code in codes],
            "cr_gd_dp": [place(code, labels[code]) for code in codes],
            "referentiel_appellation": self._titles(labels),
            "referentiel_competence": skills,
            "referentiel_savoir": knowledge,
            "referentiel_contexte_travail": contexts,
            "coherence_item": list(self._links(codes, items)),
            "rubrique_mobilite": [mobility(code, codes[number - 1]) for number, code in enumerate(codes)],
            "texte": [text(code, labels[code]) for code in codes],
            "referentiel_code_rome_riasec": [letters(code, self._random.choice(LETTERS)) for code in codes],
            **self._guides(codes),
        }

    def _titles(self, labels: Mapping[str, str]) -> list[Record]:
        own = [title(next(self._ogr), label, code, "PRINCIPALE") for code, label in labels.items()]
        codes = self._random.choices(list(labels), k=self._size.titles)
        return own + [title(next(self._ogr), f"{self._words.trade()} bis n° {n}", code) for n, code in enumerate(codes)]

    def _skills(self) -> list[Record]:
        macros = []
        for number in range(self._size.macros):
            sort = "Savoir-être professionnel" if number % 32 == 3 else "Savoir-faire"
            code = f"{1 + number % 6}{'ABCDE'[number // 6 % 5]}{1 + number // 30 % 3}{number // 90 + 1:02d}"
            macros.append(skill(next(self._ogr), f"{self._words.deed()} n° {number}", "", code, sort))
        parents = [one["code_ogr"] for one in macros if one["cat_comp"] == "Savoir-faire"]
        return macros + [
            skill(next(self._ogr), f"{self._words.deed()} en détail n° {number}", self._random.choice(parents))
            for number in range(self._size.detailed)
        ]

    def _knowledge(self) -> list[Record]:
        numbers = range(self._size.knowledge)
        return [known(next(self._ogr), f"Connaissance {self._words.thing()} n° {number}") for number in numbers]

    def _contexts(self) -> list[Record]:
        return [context(next(self._ogr), f"Travail au lieu n° {number}") for number in range(self._size.contexts)]

    def _links(self, codes: Sequence[str], items: Sequence[str]) -> Iterator[Record]:
        for code, item in pairs(self._random, codes, items, self._size.links, set()):
            yield link(code, item, self._random.choice(CORE))

    def _guides(self, codes: Sequence[str]) -> Kit:
        interests = [str(number) for number in range(1, 31)]
        chosen = self._random.choices(interests, k=len(codes))
        sectors = self._random.choices(("1", "2"), k=len(codes))
        return {
            "centre_interet": [interest(one) for one in interests],
            "arborescence_centre_interet": list(map(interest_link, chosen, codes)),
            "secteur_activite": [
                {"code_sect_activite": one, "libelle_sect_activite": f"Secteur n° {one}"} for one in "12"
            ],
            "sous_secteur_activite": [
                {"code_ss_sect_activite": "11", "libelle_ss_sect_activite": "Une part", "code_sect_activite": "1"}
            ],
            "arborescence_secteur_activite": list(map(sector_link, sectors, codes)),
        }


def pairs(
    random: Random, codes: Sequence[str], items: Sequence[str], number: int, taken: MutableSet[tuple[str, str]]
) -> Iterator[tuple[str, str]]:
    """That many pairs (occupation, item) that are not taken yet; they are taken then."""
    left = number
    while left:
        pair = random.choice(codes), random.choice(items)
        if pair not in taken:
            taken.add(pair)
            left -= 1
            yield pair


def occupation(code: str, label: str, parent: str) -> Record:
    """A record of referentiel_code_rome."""
    return {"code_rome": code, "libelle_rome": label, "emploi_reglemente": "", "code_rome_parent": parent}


def place(code: str, label: str) -> Record:
    """A record of cr_gd_dp; its misspelt column names are those of the source."""
    return {
        "code_rome": code,
        "libelle_rome": label,
        "code_grand_domaine": code[0],
        "libelle_grand_domaine": f"Grand domaine {code[0]}",
        "code_domaine_professionel": code[:3],
        "libelle_domaine_professionel": f"Domaine {code[:3]}",
    }


def title(ogr: str, label: str, code: str, sort: str = "SYNONYME") -> Record:
    """A record of referentiel_appellation."""
    return {"code_ogr": ogr, "libelle_appellation_long": label, "code_rome": code, "classification": sort,
            "peu_usite": "N"}  # fmt: skip


def skill(ogr: str, label: str, parent: str, macro: str = "", sort: str = "Savoir-faire") -> Record:
    """A record of referentiel_competence."""
    nature = "Macro-compétence" if macro else "Compétence"
    return {"code_ogr": ogr, "nature": nature, "libelle_competence": label, "code_ogr_macro_comp": parent,
            "code_macro_comp": macro, "cat_comp": sort, "sous_cat_comp": "Technique"}  # fmt: skip


def known(ogr: str, label: str) -> Record:
    """A record of referentiel_savoir."""
    return {"code_ogr_savoir": ogr, "libelle_savoir": label, "categorie_savoir": "Domaines d’expertise",
            "sous_categorie_savoir": "Divers"}  # fmt: skip


def context(ogr: str, label: str) -> Record:
    """A record of referentiel_contexte_travail."""
    return {"code_ogr": ogr, "libelle_cont_travail": label, "libelle_type_cont_trav": "Lieux et déplacements"}


def link(code: str, ogr: str, core: str) -> Record:
    """A record of coherence_item."""
    return {"code_rome": code, "code_ogr": ogr, "coeur_metier": core}


def mobility(code: str, target: str) -> Record:
    """A record of rubrique_mobilite."""
    return {"code_rome": code, "code_rome_cible": target, "numero_ordre": "1"}


def text(code: str, label: str) -> Record:
    """A record of texte."""
    return {"code_rome": code, "code_compo_bloc": "3", "libelle_type_texte": "definition", "position_phrase": "1",
            "libelle_texte": f"Exerce le métier « {label} »."}  # fmt: skip


def letters(code: str, major: str) -> Record:
    """A record of referentiel_code_rome_riasec."""
    return {"code_rome": code, "riasec_majeur": major, "riasec_mineur": ""}


def interest(code: str) -> Record:
    """A record of centre_interet, on several lines as in the source."""
    definition = "Une phrase.\n\nUne autre."
    return {"code_centre_interet": code, "libelle_centre_interet": f"J’aime n° {code}",
            "definition_centre_interet": definition}  # fmt: skip


def interest_link(code: str, occupation: str) -> Record:
    """A record of arborescence_centre_interet."""
    return {"code_centre_interet": code, "code_rome": occupation, "principal": "oui"}


def sector_link(code: str, occupation: str) -> Record:
    """A record of arborescence_secteur_activite."""
    finer = "11" if code == "1" else ""
    return {"code_sect_activite": code, "code_ss_sect_activite": finer, "code_rome": occupation, "principal": "oui"}
