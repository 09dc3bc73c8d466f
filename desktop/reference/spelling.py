"""How job titles are spelt by those who declare them: abbreviations, words that say nothing of the trade, clauses."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

from desktop.reference.wording import MAX_TEXT, fold

SMALL: Final = frozenset(
    "a au aux d de des du en et l la le les ou par pour s sur un une dans chez avec sans".split()  # noqa: SIM905
)
# Said of the contract, the hours or the grade: they never tell the trade. Kept when nothing else is left.
IDLE: Final = frozenset(
    "apprenti apprentie apprentis stagiaire alternant alternante alternance saisonnier saisonniere saison hiver ete cdd"  # noqa: SIM905
    " cdi interim interimaire vacataire contractuel contractuelle remplacant remplacante remplacement renfort h f m x"
    " hf fh temps plein partiel complet nuit jour matin soir week end qualifie qualifiee confirme confirmee debutant"
    " debutante junior senior niveau echelon coefficient coef categorie agree agreee diplome diplomee faisant fonction"
    " mission contrat poste emploi metier equipe service adjointe".split()
)
SHORT: Final[Mapping[str, str]] = {
    "adm": "administratif", "admin": "administratif", "admi": "administratif", "aes": "accompagnant educatif social",
    "aesh": "accompagnant eleves situation handicap", "agt": "agent", "ag": "agent", "amp": "aide medico psychologique",
    "as": "aide soignant", "ash": "agent service hospitalier", "asst": "assistant", "assist": "assistant",
    "ass": "assistant", "aux": "auxiliaire", "avs": "auxiliaire vie sociale", "cial": "commercial",
    "cciale": "commercial", "ccial": "commercial", "chauff": "chauffeur", "cond": "conducteur",
    "compta": "comptable", "cpt": "comptable", "cuis": "cuisinier", "dir": "directeur", "dev": "developpeur",
    "elec": "electricien", "els": "employe libre service", "emp": "employe", "empl": "employe", "ens": "enseignant",
    "gest": "gestionnaire", "ide": "infirmier", "inf": "infirmier", "info": "informatique", "ing": "ingenieur",
    "log": "logistique", "mag": "magasinier", "maint": "maintenance", "manut": "manutentionnaire",
    "meca": "mecanicien", "op": "operateur", "ouv": "ouvrier", "pl": "poids lourd", "polyv": "polyvalent",
    "prep": "preparateur", "cdes": "commandes", "cde": "commandes", "prod": "production", "psy": "psychologue",
    "rh": "ressources humaines", "resp": "responsable", "sce": "service", "sec": "secretaire", "secr": "secretaire",
    "spl": "super poids lourd", "surv": "surveillant", "tech": "technicien", "vdr": "vendeur", "vend": "vendeur",
    "vl": "vehicule leger",
}  # fmt: skip
_PARTS = re.compile(r"[,;:()/+]| - | – |\bet\b", re.IGNORECASE)
_DIGITS = re.compile(r"\d")


def words(text: str) -> tuple[str, ...]:
    """The telling words of a title, folded, without final ``s``: abbreviations written out, idle words dropped."""
    found = [whole for word in fold(text[:MAX_TEXT]).split() for whole in SHORT.get(word, word).split()]
    telling = [word for word in found if word not in SMALL and not _DIGITS.search(word)]
    kept = [word for word in telling if word not in IDLE] or telling or found
    return tuple(dict.fromkeys(singular(word) for word in kept))


def singular(word: str) -> str:
    """Without the final ``s`` or ``x`` of a plural; ``bus`` and ``gaz`` are too short to have one."""
    return word[:-1] if len(word) > 4 and word[-1] in "sx" else word


def clauses(title: str) -> tuple[tuple[str, ...], ...]:
    """The words of the whole title, then of each of its parts (``Vendangeuse, porteuse``); never empty."""
    whole = words(title)
    parts = [words(part) for part in _PARTS.split(title)[:6] if part.strip()] if whole else []
    return tuple(dict.fromkeys((whole, *(part for part in parts if part))))
