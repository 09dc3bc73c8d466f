"""Why a row of the gap stands where it does: the rule, its proofs, the referential, and what would change it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from desktop.models.correction import SaidSkill, Word
from desktop.models.gap import Gap
from desktop.models.occupation import Edition, Importance, Occupation
from desktop.models.passport import Section
from desktop.models.sections import SECTION_WORDS
from desktop.models.skill import Evidence, Rule, Standing
from desktop.models.text import joined
from desktop.models.when import said_day

RULES: Final[Mapping[Rule, str]] = {
    Rule.GUARANTEED: "Le passeport la marque « garantie » : elle est prouvée.",
    Rule.DECLARED: "La personne l’a déclarée dans son passeport, ou sur un papier qu’elle a apporté.",
    Rule.BADGE: "Vous avez reconnu ensemble qu’un badge la montre ; elle vaut ce que vaut le badge.",
    Rule.SAID: "Elle a été dite en entretien.",
    Rule.ENGAGEMENT: "Une étape du parcours la suggérait, et vous l’avez reconnue ensemble.",
    Rule.RECOGNITION: "C’est le cœur d’un métier auquel prépare un diplôme ou un titre obtenu : elle est déduite.",
    Rule.EXPERIENCE: "C’est le cœur d’un métier déjà exercé, que vous avez confirmé ensemble : elle est déduite.",
}
CHANGES: Final[Mapping[Standing, str]] = {
    Standing.PROVEN: "Elle ne changera que si le passeport change, ou si le partage de cette rubrique prend fin.",
    Standing.DECLARED: "Un diplôme, un badge vérifié ou une donnée garantie la ferait passer à « prouvée ».",
    Standing.SAID: "L’ajouter au passeport la ferait passer à « déclarée » ; un diplôme ou un badge, à « prouvée ».",
    Standing.DEDUCED: "En parler suffit : oui, elle devient « dite en entretien » ; non, elle redevient à explorer.",
    Standing.TO_EXPLORE: "En parler suffit : elle sera « dite en entretien », ou « à acquérir » si vous le décidez.",
    Standing.TO_ACQUIRE: "Une formation, une immersion, un badge… ou revenir sur ce qui a été dit.",
}
SILENT: Final[Mapping[Standing, str]] = {
    Standing.TO_EXPLORE: "Personne n’en a encore parlé. Ce n’est pas un manque : c’est une question à poser.",
    Standing.TO_ACQUIRE: "La personne et vous avez dit qu’elle est à acquérir.",
}
SET_ASIDE: Final = "Elle se déduisait du parcours ; vous l’avez écartée ensemble le {day}."
IMPORTANCES: Final[Mapping[Importance, str]] = {
    Importance.CORE: "au cœur du métier",
    Importance.EMERGING: "compétence émergente du métier",
    Importance.OTHER: "demandée par le métier",
}


@dataclass(frozen=True, slots=True)
class Why:
    """What "Pourquoi ?" answers, ready to be read; ``near`` and ``unshared`` are sentences, "" when there is none."""

    rule: str
    evidence: tuple[Evidence, ...]
    change: str
    near: str
    unshared: str
    source: str


def why(
    row: Gap, occupation: Occupation, edition: Edition, sections: Iterable[Section], said: SaidSkill | None = None
) -> Why:
    """Everything behind one row; ``sections`` are those shared, ``said`` what was last said of the skill."""
    return Why(
        _rule(row, said),
        row.evidence,
        CHANGES[row.standing],
        _near(row),
        "" if row.standing is Standing.PROVEN else not_shared_words(sections),
        f"{IMPORTANCES[row.importance].capitalize()} {occupation.code}, {edition_words(edition)}",
    )


def not_shared_words(sections: Iterable[Section]) -> str:
    """``Non partagé : badges et formations…``; "" when everything is shared. It never says that nothing is there."""
    missing = tuple(words for section, words in SECTION_WORDS.items() if section not in set(sections))
    if not missing:
        return ""
    return (
        f"Non partagé : {joined(missing)}. Une preuve peut s’y trouver ; elle n’entre pas dans ce qui est montré ici."
    )


def edition_words(edition: Edition) -> str:
    """``ROME 4.0 version 458, 16 décembre 2024, France Travail``: what CRPA L322-1 asks to show of an extraction."""
    day = f"{said_day(date.fromisoformat(edition.published))}, " if edition.published else ""
    return f"ROME 4.0 version {edition.version}, {day}{edition.source.split(',')[0]}"


def _rule(row: Gap, said: SaidSkill | None) -> str:
    if row.evidence:
        return RULES[row.evidence[0].rule]
    if said is not None and said.word is Word.NOT_HELD:
        return SET_ASIDE.format(day=said_day(said.day))
    return SILENT[row.standing]


def _near(row: Gap) -> str:
    if not row.near:
        return ""
    labels = joined(tuple(f"« {one.label} »" for one in row.near[:3]))
    more = f", et {len(row.near) - 3} de plus" if len(row.near) > 3 else ""
    return f"Proche, dans la même famille : {labels}{more}. Un appui pour en parler ; ce n’est pas compté comme acquis."
