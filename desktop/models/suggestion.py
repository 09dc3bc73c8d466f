"""Skills that an engagement, a mandate, a licence or a badge may show: questions to ask, never facts.

The tables are written by hand: a few macro-compétences of the ROME 4.0 for each kind of engagement of L5151-9, each
with its reason. A human answers; only a yes counts, and a no is not asked again.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from desktop.models.passport import Fact, Section

FIRST_AID = ("300045", "Prodiguer les gestes de premiers secours en cas d’urgence")
LISTENING = ("300412", "Être à l’écoute, faire preuve d’empathie")
TEAM = ("300465", "Travailler en équipe")
WELCOMING = ("300361", "Accueillir, orienter, renseigner un public")
KEEPING_WORD = ("300461", "Respecter ses engagements, assumer ses responsabilités")
CALM = ("300478", "Gérer son stress")
PROTECTING = ("300352", "Protéger des personnes et des biens")
RULES = ("300448", "Respecter des règles, des consignes, normes et procédures opérationnelles")
REACTING = ("300473", "Faire preuve de réactivité")
TEACHING = ("300021", "Transmettre une technique, un savoir-faire")
TELLING = ("300462", "Rendre compte de son activité")
MEETING = ("300469", "Préparer et animer une réunion, un groupe de travail, un atelier")
INITIATIVE = ("300467", "Prendre des initiatives et être force de proposition")
GUIDING = ("300017", "Accompagner une personne dans l’acquisition de connaissances")
ADAPTING = ("300479", "S’adapter aux changements")
NETWORK = ("300470", "Travailler en groupe, en réseau")
RAISING_AWARENESS = ("300028", "Sensibiliser un public")
DRIVING = ("300270", "Conduire un véhicule routier")
GOODS = ("300274", "Transporter des marchandises")
PASSENGERS = ("300275", "Transporter des passagers")
ACCOUNTS = ("300318", "Réaliser des opérations comptables")
BUDGET = ("300323", "Élaborer, suivre et piloter un budget")
SUPPORTING = ("300014", "Conseiller, accompagner une personne")

ENGAGEMENTS: Final[Mapping[str, tuple[tuple[tuple[str, str], str], ...]]] = {
    "MAITRE_APPRENTISSAGE": (
        (TEACHING, "Un maître d’apprentissage transmet son métier."),
        (GUIDING, "Il suit les progrès de l’apprenti."),
        (LISTENING, "Il accueille un débutant et l’écoute."),
        (TELLING, "Il fait le point avec le centre de formation."),
    ),
    "BENEVOLAT_ASSOCIATIF": (
        (NETWORK, "Une association avance à plusieurs."),
        (KEEPING_WORD, "Un bénévole est attendu : il tient parole."),
        (INITIATIVE, "Un bénévole propose et lance des actions."),
        (WELCOMING, "Beaucoup d’associations reçoivent du public."),
    ),
    "SERVICE_CIVIQUE": (
        (WELCOMING, "Une mission de service civique va vers les habitants."),
        (RAISING_AWARENESS, "Elle fait connaître un sujet à un public."),
        (TEAM, "Elle se fait au sein d’une équipe."),
        (ADAPTING, "C’est souvent une première mission, qui change."),
    ),
    "SAPEUR_POMPIER_VOLONTAIRE": (
        (FIRST_AID, "Un sapeur-pompier volontaire est formé au secours."),
        (CALM, "Il agit sous pression."),
        (TEAM, "Il intervient toujours en équipe."),
        (PROTECTING, "Il met à l’abri des personnes et des biens."),
    ),
    "RESERVE_MILITAIRE": (
        (RULES, "Un réserviste suit des consignes précises."),
        (TEAM, "Il agit en équipe."),
        (PROTECTING, "Il participe à la protection des personnes et des lieux."),
    ),
    "RESERVE_POLICE": (
        (RULES, "Un réserviste suit un cadre précis."),
        (PROTECTING, "Il participe à la sécurité des personnes et des biens."),
        (CALM, "Il garde son calme dans des situations tendues."),
    ),
    "RESERVE_CIVIQUE": (
        (TEAM, "Une mission de réserve se fait à plusieurs."),
        (REACTING, "Un réserviste répond vite à un appel."),
        (WELCOMING, "Il va souvent au contact du public."),
    ),
    "RESERVE_SANITAIRE": (
        (REACTING, "Un réserviste sanitaire est appelé en urgence."),
        (TEAM, "Il rejoint une équipe qu’il ne connaît pas."),
        (ADAPTING, "Il travaille dans un lieu nouveau."),
    ),
    "RESERVE_REINSERTION": (
        (SUPPORTING, "Un réserviste de la pénitentiaire aide à préparer un retour."),
        (LISTENING, "Il écoute sans juger."),
        (RULES, "Il respecte un cadre strict."),
    ),
    "VOLONTARIAT": (
        (ADAPTING, "Un volontaire découvre un autre cadre de vie ou de travail."),
        (TEAM, "Sa mission se fait en équipe."),
        (INITIATIVE, "Il prend des initiatives sur place."),
    ),
}
MANDATE: Final = (
    (MEETING, "Un mandat fait préparer et animer des réunions."),
    (KEEPING_WORD, "Un élu répond de ce qu’il a promis."),
    (LISTENING, "Il écoute ceux qu’il représente."),
)
LICENCES: Final[Mapping[str, tuple[tuple[tuple[str, str], str], ...]]] = {
    "B": ((DRIVING, "Le permis autorise à conduire. Conduire dans son travail se demande."),),
    "C": ((GOODS, "Ce permis est celui des camions. L’avoir fait dans son travail se demande."),),
    "D": ((PASSENGERS, "Ce permis est celui des cars et des bus. L’avoir fait dans son travail se demande."),),
}
TREASURER: Final = (
    (ACCOUNTS, "Une trésorière ou un trésorier tient les comptes."),
    (BUDGET, "Elle ou il prépare et suit le budget."),
)


CODED: Final = re.compile(r"(.+) \((\d{1,9})\)", re.ASCII)
ALIGNMENTS: Final[Mapping[str, str]] = {
    "alignementEsco": "ESCO", "alignementRome": "ROME", "alignementAutre": "autre référentiel",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Alignment:
    """A skill that a badge names in a framework, in the words of its issuer; ``code`` is an OGR code or ""."""

    framework: str
    label: str
    code: str = ""


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A skill that a fact may show (OGR code and label), and why somebody may think so."""

    code: str
    label: str
    reason: str


def suggestions(fact: Fact) -> tuple[Suggestion, ...]:
    """What the tables suggest for an engagement, a mandate or a licence; () for any other fact."""
    return tuple(Suggestion(code, label, reason) for (code, label), reason in _table(fact))


def alignments(fact: Fact) -> tuple[Alignment, ...]:
    """The skills that a badge names, in its order; a ROME one may carry its code in brackets."""
    return tuple(_alignment(word, value) for word, value in fact.details if word in ALIGNMENTS and value)


def unanswered(found: Iterable[Suggestion], fact: Fact, answered: Iterable[tuple[str, str]]) -> tuple[Suggestion, ...]:
    """Those that nobody answered for that fact; ``answered`` holds (fact id, OGR code), whatever the answer."""
    known = set(answered)
    return tuple(one for one in found if (fact.id, one.code) not in known)


def _table(fact: Fact) -> tuple[tuple[tuple[str, str], str], ...]:
    if fact.section is Section.ENGAGEMENTS:
        treasurer = TREASURER if "trésori" in fact.title.casefold() else ()
        return (*treasurer, *ENGAGEMENTS.get(fact.detail("typeActivite"), ()))
    if fact.section is Section.MANDATES:
        return MANDATE
    if fact.section is Section.LICENCES:
        return LICENCES.get(fact.title.strip().upper()[:1], ())
    return ()


def _alignment(word: str, value: str) -> Alignment:
    coded = CODED.fullmatch(value) if word == "alignementRome" else None
    return Alignment(ALIGNMENTS[word], *(coded.groups() if coded else (value,)))
