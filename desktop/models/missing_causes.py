"""Why a thing may not be in a passport, and what can be done: the table that ``missing`` reads from top to bottom.

Every sentence holds whatever was answered: it says how the passport is filled, never what a person has or has not.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum, StrEnum
from types import MappingProxyType
from typing import Final

from desktop.models.missing_case import Answer, Question, Thing


class Certainty(Enum):
    """How sure a reason is, surest first; the values are read by people."""

    RULE = "c’est la règle"
    OFTEN = "c’est souvent le cas"
    POSSIBLE = "c’est possible"
    UNKNOWN = "nous ne savons pas"


class Why(StrEnum):
    """The name of a reason."""

    NOT_SHARED = "not_shared"
    TYPED = "typed"
    ABROAD = "abroad"
    UNREGISTERED = "unregistered"
    EARLIER = "earlier"
    RECENT = "recent"
    NAME = "name"
    LATE = "late"
    APPRENTICE = "apprentice"
    HOUSEHOLD = "household"
    LAND_OR_SEA = "land_or_sea"
    SELF_EMPLOYED = "self_employed"
    PUBLIC = "public"
    OTHER_TITLE = "other_title"
    UNFUNDED = "unfunded"
    FUNDER = "funder"
    UNCOUNTED = "uncounted"
    UNKNOWN = "unknown"


class Who(Enum):
    """Who does a step; the values are read by people."""

    PERSON = "La personne"
    CERTIFIER = "Le certificateur"
    EMPLOYER = "L’employeur"
    SERVICE = "Le service du passeport"
    MSA = "La MSA"
    ENIM = "L’Enim"
    FUNDER = "Le financeur"
    ASSOCIATION = "L’association"


class Letter(StrEnum):
    """A letter that the person may sign."""

    TRANSMIT = "transmit"  # to the certifier, who must
    ATTEST = "attest"  # to the certifier, whom nothing obliges to transmit
    EMPLOYER = "employer"
    SERVICE = "service"


@dataclass(frozen=True, slots=True)
class Step:
    """Something to do, and who does it; ``words`` goes on from "who"."""

    who: Who
    words: str


@dataclass(frozen=True, slots=True)
class Cause:
    """One line: whom it concerns, how sure it is by the answer to ``asks``, and what to do about it.

    It is passed over when one of ``unless`` was answered so. Without ``asks`` it is as sure as for "unknown".
    """

    why: Why
    things: tuple[Thing, ...]
    sentence: str
    source: str
    sure: Mapping[Answer, Certainty]
    asks: Question | None = None
    unless: tuple[tuple[Question, Answer], ...] = ()
    steps: tuple[Step, ...] = ()
    letters: tuple[Letter, ...] = field(default=())


def _yes(certainty: Certainty, unknown: Certainty | None = None) -> Mapping[Answer, Certainty]:
    return MappingProxyType({Answer.YES: certainty} | ({Answer.UNKNOWN: unknown} if unknown else {}))


def _no(certainty: Certainty, unknown: Certainty | None = None) -> Mapping[Answer, Certainty]:
    return MappingProxyType({Answer.NO: certainty} | ({Answer.UNKNOWN: unknown} if unknown else {}))


ABROAD_YES: Final = (Question.ABROAD, Answer.YES)
EARLIER_YES: Final = (Question.EARLIER, Answer.YES)
RECENT_YES: Final = (Question.RECENT, Answer.YES)
UNREGISTERED: Final = (Question.REGISTERED, Answer.NO)
HOUSEHOLD_YES: Final = (Question.HOUSEHOLD, Answer.YES)
SELF_EMPLOYED_YES: Final = (Question.SELF_EMPLOYED, Answer.YES)
COPY: Final = Step(Who.PERSON, "retrouve une copie du diplôme ou demande une attestation")
KEEP: Final = Step(Who.PERSON, "garde bulletins de paie, contrats et certificats de travail : ils prouvent l’emploi")
SENT_AGAIN: Final = Step(
    Who.CERTIFIER, "vérifie l’identité inscrite (nom de naissance, prénoms, date et commune), puis transmet de nouveau"
)
LOOKED_FOR: Final = Step(Who.SERVICE, "cherche une donnée arrivée sans avoir été rattachée à la personne")
REGISTERS: Final = "Code du travail, L. 6113-8"
SOURCES: Final = "Sources du passeport : arrêté du 29 août 2025, annexe 4-1"
MATCHING: Final = "Portail des certificateurs, rapprochement d’identité (SNGI, Cnav)"

RECOGNITIONS: Final = (
    Cause(
        Why.ABROAD, (Thing.RECOGNITION,),
        "Un diplôme étranger n’arrive pas tout seul : seuls transmettent les certificateurs dont les titres sont"
        " inscrits aux répertoires français. La personne peut le déclarer elle-même.",
        f"{REGISTERS} ; arrêté du 19 juillet 2021", _yes(Certainty.RULE), Question.ABROAD,
        steps=(
            COPY,
            Step(Who.PERSON, "peut demander une attestation de comparabilité au centre Enic-Naric France"),
        ),
    ),
    Cause(
        Why.UNREGISTERED, (Thing.RECOGNITION,),
        "L’obligation de transmettre ne concerne que ce qui est inscrit au RNCP ou au Répertoire spécifique.",
        REGISTERS, _no(Certainty.RULE), Question.REGISTERED, (ABROAD_YES,), (COPY,), (Letter.ATTEST,),
    ),
    Cause(
        Why.EARLIER, (Thing.RECOGNITION,),
        "Les certificateurs doivent transmettre depuis le 1er juillet 2021. Pour ce qui a été obtenu avant, l’envoi est"
        " seulement souhaité.",
        f"{REGISTERS} ; arrêté du 21 mai 2021", _yes(Certainty.RULE, Certainty.POSSIBLE), Question.EARLIER,
        (ABROAD_YES, UNREGISTERED), (COPY,), (Letter.ATTEST,),
    ),
    Cause(
        Why.RECENT, (Thing.RECOGNITION,),
        "Le certificateur a trois mois pour transmettre : le délai n’est peut-être pas fini.",
        "Code du travail, R. 6113-17-2", _yes(Certainty.RULE), Question.RECENT,
        (ABROAD_YES, UNREGISTERED, EARLIER_YES),
        (Step(Who.PERSON, "attend la fin des trois mois, puis envoie la lettre si rien n’est arrivé"),),
        (Letter.TRANSMIT,),
    ),
    Cause(
        Why.NAME, (Thing.RECOGNITION,),
        "Chaque envoi est rapproché de l’état civil : nom de naissance, prénom, sexe, date et commune. Avec un autre"
        " nom, une autre orthographe, une naissance à l’étranger ou un homonyme, l’envoi peut être rejeté.",
        MATCHING, _yes(Certainty.OFTEN, Certainty.POSSIBLE), Question.OTHER_NAME,
        (ABROAD_YES, UNREGISTERED), (SENT_AGAIN, LOOKED_FOR), (Letter.TRANSMIT, Letter.SERVICE),
    ),
    Cause(
        Why.LATE, (Thing.RECOGNITION,),
        "Le certificateur n’a peut-être pas encore transmis, ou son envoi a été rejeté et n’a pas été refait.",
        "Code du travail, L. 6113-8 et R. 6113-17-2", _no(Certainty.OFTEN, Certainty.POSSIBLE), Question.EARLIER,
        (ABROAD_YES, UNREGISTERED, EARLIER_YES, RECENT_YES),
        (Step(Who.CERTIFIER, "transmet à la Caisse des Dépôts, ou dit ce que son envoi est devenu"),),
        (Letter.TRANSMIT, Letter.SERVICE),
    ),
    Cause(
        Why.APPRENTICE, (Thing.RECOGNITION,),
        "Un diplôme préparé en apprentissage est transmis par le certificateur, pas par le CFA ni par l’entreprise.",
        REGISTERS, _yes(Certainty.OFTEN), Question.APPRENTICE,
        (ABROAD_YES, UNREGISTERED, EARLIER_YES),
        (Step(Who.PERSON, "trouve le nom du certificateur sur le diplôme ; le CFA peut aussi le dire"),),
        (Letter.TRANSMIT,),
    ),
)  # fmt: skip
JOBS: Final = (
    Cause(
        Why.HOUSEHOLD, (Thing.EXPERIENCE,),
        "Les emplois chez un particulier employeur (garde d’enfants, aide à domicile, ménage) ne font pas partie de ce"
        " qui alimente le passeport.",
        SOURCES, _yes(Certainty.RULE), Question.HOUSEHOLD, (ABROAD_YES,),
        (KEEP, Step(Who.EMPLOYER, "remet un certificat de travail, à la fin de tout contrat")), (Letter.EMPLOYER,),
    ),
    Cause(
        Why.ABROAD, (Thing.EXPERIENCE,),
        "Un emploi pour un employeur étranger n’est pas dans les déclarations sociales françaises, qui alimentent le"
        " passeport.",
        SOURCES, _yes(Certainty.RULE), Question.ABROAD, steps=(KEEP,),
    ),
    Cause(
        Why.LAND_OR_SEA, (Thing.EXPERIENCE,),
        "Les emplois agricoles viennent de la MSA, ceux des marins de l’Enim : ils suivent un autre chemin que les"
        " autres.",
        SOURCES, _yes(Certainty.OFTEN), Question.LAND_OR_SEA, (ABROAD_YES, HOUSEHOLD_YES),
        (
            Step(Who.MSA, "donne le relevé de carrière, pour un emploi agricole"),
            Step(Who.ENIM, "donne le relevé de services, pour un marin"),
        ),
        (Letter.SERVICE,),
    ),
    Cause(
        Why.SELF_EMPLOYED, (Thing.EXPERIENCE,),
        "Les sources du passeport décrivent surtout des emplois salariés : une activité à son compte n’y est pas"
        " toujours.",
        SOURCES, _yes(Certainty.OFTEN), Question.SELF_EMPLOYED, (ABROAD_YES,),
        (Step(Who.PERSON, "peut montrer l’avis de situation de l’Insee ou une attestation de l’Urssaf"),),
    ),
    Cause(
        Why.PUBLIC, (Thing.EXPERIENCE,),
        "Les employeurs publics sont passés à la déclaration mensuelle (DSN) entre 2020 et 2022. Ce qui est plus ancien"
        " vient d’autres déclarations, moins complètes.",
        "Décret 2018-1048 du 28 novembre 2018", _yes(Certainty.OFTEN), Question.PUBLIC,
        (ABROAD_YES, HOUSEHOLD_YES, SELF_EMPLOYED_YES),
        (Step(Who.EMPLOYER, "donne un état des services ou un certificat de travail"),),
        (Letter.EMPLOYER, Letter.SERVICE),
    ),
    Cause(
        Why.RECENT, (Thing.EXPERIENCE,),
        "L’employeur déclare chaque mois, après la paie. La ligne arrive plus tard dans le passeport.",
        "Code de la sécurité sociale, L. 133-5-3", _yes(Certainty.OFTEN), Question.RECENT,
        (ABROAD_YES, HOUSEHOLD_YES, SELF_EMPLOYED_YES),
        (Step(Who.PERSON, "regarde de nouveau dans un mois ou deux"),),
    ),
    Cause(
        Why.NAME, (Thing.EXPERIENCE,),
        "Une déclaration faite sous un autre nom, une autre orthographe ou une autre date de naissance se rattache mal"
        " à la personne.",
        "Rapprochement d’identité (SNGI, Cnav)", _yes(Certainty.OFTEN, Certainty.POSSIBLE), Question.OTHER_NAME,
        (ABROAD_YES, HOUSEHOLD_YES, SELF_EMPLOYED_YES),
        (Step(Who.EMPLOYER, "vérifie le nom et la date de naissance qu’il déclare"), LOOKED_FOR),
        (Letter.EMPLOYER, Letter.SERVICE),
    ),
    Cause(
        Why.APPRENTICE, (Thing.EXPERIENCE,),
        "Un contrat d’apprentissage est déclaré par l’employeur comme un emploi. Le diplôme, lui, vient du"
        " certificateur et se trouve à part.",
        "Code du travail, L. 6221-1", _yes(Certainty.POSSIBLE), Question.APPRENTICE,
        (ABROAD_YES, HOUSEHOLD_YES, SELF_EMPLOYED_YES), (KEEP,), (Letter.EMPLOYER,),
    ),
    Cause(
        Why.OTHER_TITLE, (Thing.EXPERIENCE,),
        "L’employeur écrit lui-même le métier et son nom. L’emploi peut être là sous un autre intitulé, au nom du siège"
        " ou de l’agence d’intérim.",
        "Arrêté du 29 août 2025, annexe 1", MappingProxyType({Answer.UNKNOWN: Certainty.POSSIBLE}),
        unless=(ABROAD_YES, HOUSEHOLD_YES, SELF_EMPLOYED_YES),
        steps=(Step(Who.PERSON, "cherche dans son passeport la même période sous un autre intitulé"), KEEP),
        letters=(Letter.EMPLOYER, Letter.SERVICE),
    ),
)  # fmt: skip
REST: Final = (
    Cause(
        Why.ABROAD, (Thing.TRAINING,),
        "Une formation suivie à l’étranger n’est pas connue des financeurs français, qui alimentent le passeport.",
        "Agora et Mon Compte Formation", _yes(Certainty.OFTEN), Question.ABROAD,
        steps=(Step(Who.PERSON, "retrouve une attestation de l’organisme de formation"),),
    ),
    Cause(
        Why.UNFUNDED, (Thing.TRAINING,),
        "Les formations viennent de Mon Compte Formation et des financeurs (Agora). Celle que paie la personne, ou son"
        " employeur seul, n’y passe pas.",
        "Agora et Mon Compte Formation", _no(Certainty.OFTEN, Certainty.POSSIBLE), Question.FUNDED, (ABROAD_YES,),
        (Step(Who.PERSON, "retrouve une attestation de l’organisme de formation"),),
    ),
    Cause(
        Why.RECENT, (Thing.TRAINING,),
        "Le financeur transmet une fois la formation finie et son dossier fermé.",
        "Agora et Mon Compte Formation", _yes(Certainty.OFTEN), Question.RECENT,
        (ABROAD_YES, (Question.FUNDED, Answer.NO)),
        (Step(Who.PERSON, "regarde de nouveau dans un mois ou deux"),),
    ),
    Cause(
        Why.FUNDER, (Thing.TRAINING,),
        "Le financeur n’a peut-être pas transmis, ou la formation est rangée avec les diplômes.",
        "Agora et Mon Compte Formation",
        MappingProxyType({Answer.YES: Certainty.POSSIBLE, Answer.UNKNOWN: Certainty.POSSIBLE}), Question.FUNDED,
        (ABROAD_YES,), (Step(Who.FUNDER, "dit s’il a transmis la formation, et sous quel nom"),), (Letter.SERVICE,),
    ),
    Cause(
        Why.UNCOUNTED, (Thing.ENGAGEMENT,),
        "Le passeport reprend les engagements du compte d’engagement citoyen. Le bénévolat n’y entre que si la personne"
        " le déclare et si l’association le confirme.",
        "Code du travail, L. 5151-9", _no(Certainty.RULE, Certainty.POSSIBLE), Question.COUNTED,
        steps=(
            Step(
                Who.PERSON,
                "déclare ses heures sur Le Compte Bénévole, avant le 30 juin de l’année suivante (200 heures par an, à"
                " diriger une association ou à encadrer des bénévoles)",
            ),
            Step(Who.ASSOCIATION, "confirme cette déclaration avant le 31 décembre"),
        ),
    ),
    Cause(
        Why.RECENT, (Thing.ENGAGEMENT,),
        "Une année de bénévolat se déclare l’année suivante, jusqu’au 30 juin ; l’association confirme jusqu’au 31"
        " décembre.",
        "Le Compte Bénévole, associations.gouv.fr", _yes(Certainty.OFTEN), Question.RECENT,
        steps=(Step(Who.PERSON, "regarde de nouveau après la confirmation de l’association"),),
    ),
    Cause(
        Why.NAME, (Thing.TRAINING, Thing.ENGAGEMENT),
        "Ce qui a été inscrit sous un autre nom, ou avec une autre orthographe, se rattache mal à la personne.",
        "Rapprochement d’identité (SNGI, Cnav)", _yes(Certainty.OFTEN, Certainty.POSSIBLE), Question.OTHER_NAME,
        (ABROAD_YES, (Question.FUNDED, Answer.NO), (Question.COUNTED, Answer.NO)), (LOOKED_FOR,), (Letter.SERVICE,),
    ),
)  # fmt: skip
CAUSES: Final = (*RECOGNITIONS, *JOBS, *REST)
