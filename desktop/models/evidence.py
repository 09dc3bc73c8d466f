"""From facts to skills: which are proven, declared, said in interview or deduced, and by what.

Sources and standings follow one table: a skill that the passport marks *garantie* is proven; *déclarée* is declared;
what was said with the counsellor is said; core skills of the occupations tied to a recognition (RNCP sheet), or to an
experience whose occupation a human confirmed, are deduced.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from desktop.models.correction import confirmed_occupations, said_skills
from desktop.models.note import Item
from desktop.models.occupation import Skill
from desktop.models.passport import Fact, HeldSkill, Origin, Passport
from desktop.models.skill import Evidence, Held, Standing
from desktop.models.when import said_day, said_period

STANDING_OF: Final[Mapping[Origin, Standing]] = {
    Origin.GUARANTEED: Standing.PROVEN,
    Origin.DECLARED: Standing.DECLARED,
    Origin.SAID: Standing.SAID,
}


def tied_occupations(passport: Passport, items: Iterable[Item]) -> tuple[str, ...]:
    """The ROME codes whose core skills may be deduced, in order, each once."""
    return tuple(dict.fromkeys(code for _, code, _ in _ties(passport, items)))


def held_skills(passport: Passport, items: Iterable[Item], core: Mapping[str, tuple[Skill, ...]]) -> dict[str, Held]:
    """By OGR code; ``core`` gives the core skills of each of ``tied_occupations``. "To acquire" is not among them."""
    items = tuple(items)
    found: dict[str, list[Evidence]] = {}
    labels: dict[str, str] = {}
    for code, label, evidence in _every_evidence(passport, items, core):
        labels.setdefault(code, label)
        found.setdefault(code, []).append(evidence)
    return {
        code: Held(code, labels[code], tuple(sorted(seen, key=lambda e: e.standing))) for code, seen in found.items()
    }


def to_acquire(items: Iterable[Item]) -> frozenset[str]:
    """OGR codes that counsellor and person said are to be learned."""
    return frozenset(code for code, said in said_skills(items).items() if said.standing is Standing.TO_ACQUIRE)


def _every_evidence(
    passport: Passport, items: tuple[Item, ...], core: Mapping[str, tuple[Skill, ...]]
) -> Iterator[tuple[str, str, Evidence]]:
    for skill in passport.skills:
        yield skill.code, skill.label, _from_passport(passport, skill)
    for said in said_skills(items).values():
        if said.standing is Standing.SAID:
            yield (
                said.code,
                said.label,
                Evidence(Standing.SAID, "Dit en entretien", f"le {said_day(said.item.written.date())}"),
            )
    for fact, occupation, why in _ties(passport, items):
        for wanted in core.get(occupation, ()):
            yield wanted.code, wanted.label, Evidence(Standing.DEDUCED, fact.title, why, fact.id)


def _from_passport(passport: Passport, skill: HeldSkill) -> Evidence:
    fact = passport.fact(skill.proof.fact) if skill.proof else None
    standing = STANDING_OF[skill.origin]
    if fact is None:
        return Evidence(standing, "Inscrite dans le passeport", source_words(skill.source))
    parts = (fact.place, said_period(fact.start, fact.end, fact.ongoing), source_words(fact.source))
    return Evidence(standing, fact.title, " · ".join(part for part in parts if part), fact.id)


def _ties(passport: Passport, items: Iterable[Item]) -> Iterator[tuple[Fact, str, str]]:
    confirmed = confirmed_occupations(items)
    for fact in passport.facts:
        for code in fact.occupations:
            yield fact, code, f"prépare au métier {code} (fiche RNCP)"
        if fact.id in confirmed:
            code, label = confirmed[fact.id]
            yield fact, code, f"métier confirmé ensemble : {label}"


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
