"""The words of a synthesis, usual and plain: the same things said twice, never a part left out.

Plain words follow the habits of easy reading: short sentences, no code, no acronym that is not said in full.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from desktop.models.access import Access, Basis
from desktop.models.agenda import said_hour, said_how
from desktop.models.evidence import source_words
from desktop.models.gap import Gap, reading
from desktop.models.held import BY_HAND, GROUNDS, said_until
from desktop.models.meeting import Meeting
from desktop.models.passport import Origin
from desktop.models.plan import Action, Owner, Status
from desktop.models.plan_groups import STATUS_WORDS
from desktop.models.skill import Evidence, Rule, Standing
from desktop.models.text import counted
from desktop.models.when import said_day, said_weekday

Columns = tuple[str, ...]
ORIGINS: Final[Mapping[Origin, str]] = {
    Origin.GUARANTEED: "Garantie",
    Origin.DECLARED: "Déclarée",
    Origin.SAID: "Dite en entretien",
}
SURE: Final[Mapping[Origin, str]] = {
    Origin.GUARANTEED: "Envoyé par un employeur, une école ou un service public",
    Origin.DECLARED: "Ajouté par vous",
    Origin.SAID: "Dit pendant un entretien",
}
GROUPS: Final[Mapping[Standing, tuple[str, str]]] = {
    Standing.PROVEN: ("Prouvées", "Votre passeport ou un badge les garantit."),
    Standing.DECLARED: (
        "Déclarées",
        "Vous les avez déclarées dans votre passeport, ou sur un papier remis.",
    ),
    Standing.SAID: ("Dites en entretien", "Vous en avez parlé avec votre conseiller."),
    Standing.DEDUCED: ("Déduites, à confirmer ensemble", "Un diplôme obtenu ou un métier exercé le laisse penser."),
    Standing.TO_EXPLORE: ("À explorer", "Personne n’en a encore parlé : ce n’est pas un manque."),
    Standing.TO_ACQUIRE: ("À acquérir", "Vous l’avez dit avec votre conseiller."),
}
PLAIN_GROUPS: Final[Mapping[Standing, tuple[str, str]]] = {
    Standing.PROVEN: ("Vous savez le faire, et c’est prouvé", "Un papier officiel le montre."),
    Standing.DECLARED: ("Vous avez écrit que vous savez le faire", "C’est dans votre passeport, ou sur vos papiers."),
    Standing.SAID: ("Vous avez dit que vous savez le faire", "Vous l’avez dit à votre conseiller."),
    Standing.DEDUCED: ("Vous savez sûrement le faire", "On le pense. Il faut en parler ensemble."),
    Standing.TO_EXPLORE: ("On n’en a pas encore parlé", "Vous le savez peut-être déjà. Parlez-en."),
    Standing.TO_ACQUIRE: ("Vous voulez l’apprendre", "Vous l’avez décidé avec votre conseiller."),
}
PLAIN_GROUNDS: Final[Mapping[Basis, str]] = {
    Basis.PUBLICATION: "Vous avez choisi de partager votre passeport avec lui. Vous pouvez arrêter quand vous voulez.",
    Basis.HANDED_OVER: "Vous lui avez donné des papiers. Il les a recopiés sur son ordinateur.",
    Basis.STATUTORY: "La loi permet à son service de lire votre passeport pour vous aider.",
    Basis.SAID: "Vous lui en avez parlé. Il l’a écrit sur son ordinateur.",
}


@dataclass(frozen=True, slots=True)
class Words:
    """The fixed words of a synthesis; ``table`` fields are the headers of columns."""

    title: str
    lead: str
    asked: str
    path: str
    no_path: str
    path_table: Columns
    skills: str
    no_skills: str
    skills_table: Columns
    aims: str
    no_aims: str
    unknown_aim: str
    why: str
    texts: str
    plan: str
    no_plan: str
    plan_table: Columns
    done: str
    contact: str
    reach: str
    next_one: str
    kept: str
    working: str
    more: str


USUAL: Final = Words(
    title="Synthèse de votre accompagnement",
    lead="Ce document est à vous : gardez-le, montrez-le ou non. Vous pouvez demander à le corriger.",
    asked="Ce que vous avez demandé",
    path="Votre parcours",
    no_path="Rien n’a encore été partagé ni raconté.",
    path_table=("Quoi", "Quand", "D’où cela vient"),
    skills="Vos compétences, et ce qui les montre",
    no_skills="Aucune compétence n’a encore été nommée : c’est à faire ensemble.",
    skills_table=("Compétence", "Ce qui la montre"),
    aims="Les métiers choisis",
    no_aims="Aucun métier n’a encore été choisi.",
    unknown_aim="Le référentiel de cet ordinateur ne dit pas ce que demande ce métier.",
    why="Pourquoi ce choix",
    texts="Ce qui a été écrit de nos échanges",
    plan="Votre plan d’action",
    no_plan="Aucune action n’a encore été décidée.",
    plan_table=("Quoi", "Qui", "Pour quand", "Où cela en est"),
    done="Déjà fait",
    contact="Qui contacter",
    reach="Pour le joindre",
    next_one="Prochain rendez-vous",
    kept="Ce qu’Escale garde sur vous, et jusqu’à quand",
    working="Votre conseiller peut aussi avoir écrit des notes de travail. Elles ne sont pas dans ce document ; vous"
    " pouvez demander à les lire, avec tout ce qui est gardé sur vous : c’est le rapport d’accès.",
    more="Pour voir, corriger ou faire effacer ce qui est gardé, demandez à votre conseiller",
)
PLAIN: Final = Words(
    title="Le point sur votre projet",
    lead="Cette feuille est à vous. Vous pouvez la garder. Vous pouvez la montrer, ou ne pas la montrer. S’il y a une"
    " erreur, dites-le : elle sera corrigée.",
    asked="Ce que vous avez demandé",
    path="Ce que vous avez fait",
    no_path="On n’en a pas encore parlé.",
    path_table=("Quoi", "Quand", "Qui le dit"),
    skills="Ce que vous savez faire",
    no_skills="On n’en a pas encore parlé. C’est à faire ensemble.",
    skills_table=("Ce que vous savez faire", "Ce qui le montre"),
    aims="Les métiers que vous avez choisis",
    no_aims="Vous n’avez pas encore choisi de métier.",
    unknown_aim="On ne sait pas encore ce que demande ce métier.",
    why="Pourquoi vous l’avez choisi",
    texts="Ce que nous nous sommes dit",
    plan="Ce qu’il faut faire",
    no_plan="Rien n’est encore décidé.",
    plan_table=("Quoi", "Qui le fait", "Pour quand", "Est-ce fait ?"),
    done="C’est déjà fait",
    contact="Qui peut vous aider",
    reach="Son téléphone ou son adresse",
    next_one="Votre prochain rendez-vous",
    kept="Ce qui est gardé sur vous, et jusqu’à quand",
    working="Votre conseiller peut aussi écrire des notes pour lui. Elles ne sont pas sur cette feuille. Vous pouvez"
    " demander à les lire.",
    more="Vous pouvez voir ce qui est gardé sur vous. Vous pouvez le faire corriger ou effacer. Demandez à votre"
    " conseiller",
)


def words_of(plain: bool) -> Words:
    """The fixed words, usual or plain."""
    return PLAIN if plain else USUAL


def said_group(standing: Standing, number: int, plain: bool) -> tuple[str, str]:
    """The heading of a list of that many skills, and what the standing means."""
    name, meaning = (PLAIN_GROUPS if plain else GROUPS)[standing]
    return f"{name} : {number}", meaning


def said_origin(origin: Origin, source: str, plain: bool) -> str:
    """Who stands behind a fact."""
    if plain:
        return SURE[origin]
    return ORIGINS[origin] if origin is Origin.SAID else f"{ORIGINS[origin]}\n{_to_you(source_words(source))}"


def said_proof(evidence: Sequence[Evidence], plain: bool) -> str:
    """Every reason to think that a skill is held, one a line; plain words keep what happened, without its codes."""
    if plain:
        told = (
            f"{one.title} {one.detail}" if one.rule is Rule.SAID and not one.fact else one.title for one in evidence
        )
    else:
        told = (" · ".join(part for part in (one.title, one.detail) if part) for one in evidence)
    return _to_you("\n".join(dict.fromkeys(line.strip() for line in told)))


def _to_you(said: str) -> str:
    """What pages say of the person, said to them."""
    return said.replace(source_words("TITULAIRE"), "ajouté par vous")


def said_aim(label: str, code: str, plain: bool) -> str:
    """The occupation; its code only in the usual words."""
    return label if plain else f"{label} ({code})"


def said_importances(plain: bool) -> tuple[str, str]:
    """What is said above the skills at the core of an occupation, and above the others."""
    return (
        ("Très important dans ce métier :", "Utile aussi :") if plain else ("Au cœur du métier :", "Demandées aussi :")
    )


def said_reading(rows: Sequence[Gap], plain: bool) -> str:
    """What the chart shows, in sentences whose every figure is the length of a list beneath."""
    if not plain:
        return reading(rows)
    held = sum(row.standing <= Standing.SAID for row in rows)
    deduced = sum(row.standing is Standing.DEDUCED for row in rows)
    wished = sum(row.standing is Standing.TO_ACQUIRE for row in rows)
    left = len(rows) - held - deduced - wished
    said = [f"Ce métier demande {counted(len(rows), 'chose à savoir', 'choses à savoir')}."]
    said += [f"Vous en savez déjà {held}."] if held else []
    said += [f"Vous en savez sûrement {deduced}{' de plus' if held else ''}."] if deduced else []
    said += [f"On n’a pas encore parlé de {left}."] if left else []
    said += [f"Vous voulez en apprendre {wished}."] if wished else []
    return " ".join(said)


def described(rows: Sequence[Gap], label: str, plain: bool) -> str:
    """What stands for the picture of the gap when nobody sees it."""
    return f"{label}. {said_reading(rows, plain)} La liste est juste après."


def said_owner(action: Action) -> str:
    """Who does it, told to the person."""
    return "Vous" if action.owner is Owner.PERSON else "Votre conseiller"


def said_status(status: Status, plain: bool) -> str:
    """Where an action stands."""
    said = {Status.TO_DO: "pas encore", Status.UNDER_WAY: "commencé"}.get(status, "") if plain else ""
    return said or STATUS_WORDS[status]


def said_meeting(meeting: Meeting) -> str:
    """``Jeudi 3 décembre 2026 à 11 h 00, 45 minutes, à l’extérieur, Mairie``: read another day, so never « demain »."""
    start = meeting.start
    told = (f"{said_weekday(start.date())} {start.year} à {said_hour(start)}", said_how(meeting), meeting.place)
    return ", ".join(part for part in told if part)


def said_ground(basis: Basis, plain: bool) -> str:
    """By what right the file is here."""
    if plain:
        return f"Votre conseiller a un dossier sur vous, sur son ordinateur. {PLAIN_GROUNDS[basis]}"
    return f"Votre conseiller garde ces informations, chiffrées, sur son ordinateur. {GROUNDS[basis]}"


def said_fate(access: Access, plain: bool) -> str:
    """How long what is kept stays."""
    if not plain and access.end is None:
        return "Il les garde jusqu’à ce qu’il les efface, ou que vous le demandiez."
    if not plain:
        return f"Il les garde {said_until(access)[:1].lower()}{said_until(access)[1:]}."
    if access.end is None:
        return f"{BY_HAND}."
    sooner = "si son service retire ce dossier" if access.basis is Basis.STATUTORY else "si vous arrêtez le partage"
    return f"Jusqu’au {said_day(access.end)}. Tout est effacé plus tôt {sooner}, ou après 12 mois sans se voir."
