"""From facts to skills: which are proven, declared, said in interview or deduced, by what and by which rule.

The rules are those of decision 0015. What rests on a section that the person did not share is not read at all, so that
it can neither help nor harm; what a human must confirm counts only once confirmed.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from desktop.models.correction import Answer, Word, confirmed_occupations, said_skills, shown_skills
from desktop.models.duration import first_day, last_day, said_duration
from desktop.models.note import Item
from desktop.models.occupation import Skill
from desktop.models.passport import Fact, HeldSkill, Origin, Passport, Section
from desktop.models.skill import Evidence, Held, Rule, Standing, surest_first
from desktop.models.text import counted
from desktop.models.when import said_day

STANDING_OF: Final[Mapping[Origin, Standing]] = {
    Origin.GUARANTEED: Standing.PROVEN,
    Origin.DECLARED: Standing.DECLARED,
    Origin.SAID: Standing.SAID,
}
RULE_OF: Final[Mapping[Origin, Rule]] = {
    Origin.GUARANTEED: Rule.GUARANTEED,
    Origin.DECLARED: Rule.DECLARED,
    Origin.SAID: Rule.SAID,
}
NOBODY: Final[Mapping[str, tuple[str, ...]]] = {}
Found = tuple[str, str, Evidence]  # OGR code, label, why


@dataclass(frozen=True, slots=True)
class Tie:
    """An occupation whose core skills may be deduced, and the facts (at least one) that lead to it."""

    occupation: str
    rule: Rule
    facts: tuple[Fact, ...]
    words: str


def ties(passport: Passport, items: Iterable[Item], prepared: Mapping[str, tuple[str, ...]] = NOBODY) -> list[Tie]:
    """What may be deduced from: recognitions with the occupations they prepare, experiences that a human confirmed.

    ``prepared`` adds, by fact id, the occupations that the certifications on this computer give to a recognition.
    Experiences of one occupation make one tie.
    """
    shared = _shared(passport)
    found = []
    for fact in shared:
        codes = (*fact.occupations, *prepared.get(fact.id, ())) if fact.section is Section.RECOGNITIONS else ()
        for code in dict.fromkeys(codes):
            found.append(Tie(code, Rule.RECOGNITION, (fact,), f"prépare au métier {code} (fiche RNCP ou RS)"))
    confirmed = confirmed_occupations(items)
    lived: dict[str, list[Fact]] = {}
    for fact in shared:
        if fact.section is Section.EXPERIENCES and fact.id in confirmed:
            lived.setdefault(confirmed[fact.id].code, []).append(fact)
    for code, facts in lived.items():
        label = max((confirmed[fact.id] for fact in facts), key=lambda one: one.item.written).label
        found.append(Tie(code, Rule.EXPERIENCE, tuple(facts), f"métier confirmé ensemble : {label}"))
    return found


def tied_occupations(
    passport: Passport, items: Iterable[Item], prepared: Mapping[str, tuple[str, ...]] = NOBODY
) -> tuple[str, ...]:
    """The ROME codes whose core skills may be deduced, in order, each once."""
    return tuple(dict.fromkeys(tie.occupation for tie in ties(passport, items, prepared)))


def held_skills(
    passport: Passport,
    items: Iterable[Item],
    core: Mapping[str, tuple[Skill, ...]],
    prepared: Mapping[str, tuple[str, ...]] = NOBODY,
) -> dict[str, Held]:
    """By OGR code; ``core`` gives the core skills of each of ``tied_occupations``. "To acquire" is not among them."""
    items = tuple(items)
    refused = {code for code, said in said_skills(items).items() if said.word is Word.NOT_HELD}
    found: dict[str, list[Evidence]] = {}
    labels: dict[str, str] = {}
    for code, label, evidence in (
        *_declared(passport),
        *_said(passport, items),
        *_deduced(passport, items, core, prepared),
    ):
        if evidence.standing is not Standing.DEDUCED or code not in refused:
            labels.setdefault(code, label)
            found.setdefault(code, []).append(evidence)
    return {code: Held(code, labels[code], _ordered(seen)) for code, seen in found.items()}


def _ordered(found: Iterable[Evidence]) -> tuple[Evidence, ...]:
    """The surest first; equal ones by the alphabet, so that a passport read in another order says the same."""
    return surest_first(sorted(found, key=lambda one: (one.title, one.detail, one.fact)))


def to_acquire(items: Iterable[Item]) -> frozenset[str]:
    """OGR codes that counsellor and person said are to be learned."""
    return frozenset(code for code, said in said_skills(items).items() if said.word is Word.TO_ACQUIRE)


def _shared(passport: Passport) -> tuple[Fact, ...]:
    return tuple(fact for fact in passport.facts if fact.section in passport.sections)


def _declared(passport: Passport) -> Iterator[Found]:
    if Section.SKILLS in passport.sections:
        for skill in passport.skills:
            yield skill.code, skill.label, _from_passport(passport, skill)


def _from_passport(passport: Passport, skill: HeldSkill) -> Evidence:
    fact = _proof(passport, skill)
    standing, rule = STANDING_OF[skill.origin], RULE_OF[skill.origin]
    if fact is None:
        return Evidence(standing, "Inscrite dans le passeport", source_words(skill.source), rule=rule)
    return Evidence(standing, fact.title, _about(fact), fact.id, rule, first_day((fact,)), last_day((fact,)))


def _proof(passport: Passport, skill: HeldSkill) -> Fact | None:
    """The fact a skill rests on, in the section it names and nowhere else; None when that section is not shared."""
    if skill.proof is None or skill.proof.section not in passport.sections:
        return None
    return next((one for one in passport.of(skill.proof.section) if one.id == skill.proof.fact), None)


def _said(passport: Passport, items: tuple[Item, ...]) -> Iterator[Found]:
    for said in said_skills(items).values():
        if said.word is Word.SAID:
            day = said.day
            yield (
                said.code,
                said.label,
                Evidence(Standing.SAID, "Dit en entretien", f"le {said_day(day)}", rule=Rule.SAID, since=day),
            )
    facts = {fact.id: fact for fact in _shared(passport)}
    for answered in shown_skills(items).values():
        fact = facts.get(answered.fact)
        if fact is not None and answered.answer is Answer.ACCEPTED:
            yield answered.code, answered.label, _shown(fact)


def _shown(fact: Fact) -> Evidence:
    """A badge shows as much as the badge is worth; anything else was only said to show the skill."""
    badge = fact.section is Section.BADGES
    standing = STANDING_OF[fact.origin] if badge else Standing.SAID
    detail = " · ".join(part for part in (_about(fact), "reconnu ensemble") if part)
    rule = Rule.BADGE if badge else Rule.ENGAGEMENT
    return Evidence(standing, fact.title, detail, fact.id, rule, first_day((fact,)), last_day((fact,)))


def _deduced(
    passport: Passport,
    items: tuple[Item, ...],
    core: Mapping[str, tuple[Skill, ...]],
    prepared: Mapping[str, tuple[str, ...]],
) -> Iterator[Found]:
    for tie in ties(passport, items, prepared):
        evidence = _from_tie(tie)
        for wanted in core.get(tie.occupation, ()):
            yield wanted.code, wanted.label, evidence


def _from_tie(tie: Tie) -> Evidence:
    latest = max(tie.facts, key=lambda fact: (fact.ongoing, str(fact.end or fact.start or ""), fact.id))
    many = counted(len(tie.facts), "emploi") if len(tie.facts) > 1 else ""
    lasted = said_duration(tie.facts) if tie.rule is Rule.EXPERIENCE else latest.when
    detail = " · ".join(part for part in (tie.words, many, lasted) if part)
    since, until = first_day(tie.facts), last_day(tie.facts)
    return Evidence(Standing.DEDUCED, latest.title, detail, latest.id, tie.rule, since, until)


def _about(fact: Fact) -> str:
    parts = (fact.place, fact.when, source_words(fact.source))
    return " · ".join(part for part in parts if part)


def source_words(source: str) -> str:
    """What a source is, in words a person understands; the acronym itself when it is not one of the passport's."""
    return {
        "DSN": "déclaration sociale de l’employeur (DSN)",
        "MSA": "Mutualité sociale agricole (MSA)",
        "ENIM": "régime des marins (Enim)",
        "URSSAF_TI": "Urssaf, travail indépendant",
        "CERTIFICATEUR": "transmis par le certificateur",
        "MINISTERE": "transmis par le ministère",
        "AGORA": "plateforme Agora des financeurs",
        "MCF": "Mon Compte Formation",
        "CEC": "compte d’engagement citoyen",
        "OPEN_BADGE": "badge numérique",
        "PERMIS": "fichier des permis de conduire",
        "TITULAIRE": "ajouté par la personne",
        "ENTRETIEN": "dit en entretien",
    }.get(source, source)
