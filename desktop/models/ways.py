"""Which certifications, and which of their blocs, would cover most of the skills left for an occupation.

All are proposals. A certification is said to cover a skill when the skill is at the core of an occupation that it
prepares: the one aimed at, the one it was part of before the ROME 4.0, or another one that shares it. A bloc is
suggested by its words, and says so: no public table ties blocs to skills.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from desktop.models.certification import Bloc, Certification, routes_words, validity_words
from desktop.models.occupation import Importance, Occupation, Requirement, Skill
from desktop.models.text import counted, folded

SHOWN: Final = 8
SHORTEST: Final = 4  # letters of a telling word
SAYS_LITTLE: Final = frozenset(
    "assurer avec dans effectuer faire leur leurs mettre oeuvre pour realiser selon sous utiliser".split()  # noqa: SIM905
)
PROPOSAL: Final = (
    "Ce sont des propositions à discuter : une certification prépare à un métier, et ces compétences sont au cœur "
    "de ce métier. Vérifiez sur place les conditions d’entrée, les dates et le financement."
)
BY_WORDS: Final = "Bloc suggéré par les mots qu’il partage avec ces compétences : à vérifier dans la fiche."


@dataclass(frozen=True, slots=True)
class BlocHint:
    """A bloc whose words are those of skills left; ``words`` are the ones they share, as folded."""

    bloc: Bloc
    skills: tuple[Skill, ...]
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Way:
    """A certification that one may enter, and the skills left that it covers: the figure is the length of that list.

    ``through`` are the occupations that it prepares and that led to it; ``wished`` the skills covered that were said to
    be acquired, ``blocs`` those suggested by their words, the most telling first.
    """

    certification: Certification
    skills: tuple[Requirement, ...]
    wished: tuple[Skill, ...]
    blocs: tuple[BlocHint, ...]
    through: tuple[str, ...]

    @property
    def core(self) -> tuple[Requirement, ...]:
        """The skills covered that are at the core of the occupation aimed at."""
        return tuple(one for one in self.skills if one.importance is Importance.CORE)

    def sentence(self) -> str:
        """How much of what is left it would cover."""
        text = counted(len(self.skills), "compétence restante couverte", "compétences restantes couvertes")
        parts = [counted(len(self.core), "au cœur du métier", "au cœur du métier")] if self.core else []
        parts += [counted(len(self.wished), "à acquérir", "à acquérir")] if self.wished else []
        return f"{text}, dont {' et '.join(parts)}." if parts else f"{text}."

    def conditions(self, today: date) -> str:
        """Until when it is registered, and how one enters it."""
        return " ".join(
            part for part in (validity_words(self.certification, today), routes_words(self.certification)) if part
        )


def ways(
    missing: tuple[Requirement, ...],
    candidates: Iterable[Certification],
    core_of: Mapping[str, tuple[Skill, ...]],
    target: Occupation,
    today: date,
    wished: Collection[str] = (),
    limit: int = SHOWN,
) -> tuple[Way, ...]:
    """The certifications in force that cover most, best first: by skills to acquire, core skills, level, then title.

    ``missing`` are the skills of ``target`` left to explore or to acquire (``wished``, OGR codes), ``core_of`` the core
    skills by occupation; those of the target are read from itself. What has ended is never proposed.
    """
    core = {code: frozenset(skill.code for skill in skills) for code, skills in core_of.items()}
    asked = (one.skill.code for one in target.requirements if one.importance is Importance.CORE)
    core[target.code] = core.get(target.code, frozenset()) | frozenset(asked)
    found = {
        one.number: made
        for one in candidates
        if one.in_force(today) and (made := _way(one, missing, core, target, wished)) is not None
    }
    return tuple(_with_hints(way) for way in sorted(found.values(), key=_rank)[:limit])


def occupations_to_ask(target: Occupation, neighbours: Iterable[str] = ()) -> tuple[str, ...]:
    """The occupations whose certifications are worth reading: the target, its historic parent, then its neighbours."""
    return tuple(dict.fromkeys(code for code in (target.code, target.parent, *neighbours) if code))


def _way(
    one: Certification,
    missing: tuple[Requirement, ...],
    core: Mapping[str, frozenset[str]],
    target: Occupation,
    wished: Collection[str],
) -> Way | None:
    leads = {code: core[code] for code in one.occupations if code in core}
    covered = tuple(asked for asked in missing if any(asked.skill.code in codes for codes in leads.values()))
    if not covered:
        return None
    codes = {asked.skill.code for asked in covered}
    first = (target.code, target.parent)
    through = sorted((code for code in leads if leads[code] & codes), key=lambda code: (code not in first, code))
    sought = tuple(asked.skill for asked in covered if asked.skill.code in wished)
    return Way(one, tuple(sorted(covered, key=_core_first)), sought, (), tuple(through))


def _with_hints(way: Way) -> Way:
    """The way with its blocs: many words to compare, so only for what is shown."""
    return replace(way, blocs=_hints(way.certification.blocs, tuple(asked.skill for asked in way.skills)))


def _hints(blocs: tuple[Bloc, ...], skills: tuple[Skill, ...]) -> tuple[BlocHint, ...]:
    telling = {skill.code: _telling(skill.label) for skill in skills}
    found = []
    for bloc in blocs:
        said = _telling(f"{bloc.label} {bloc.text}")
        near = tuple(skill for skill in skills if _shares(telling[skill.code], said))
        words = sorted({word for skill in near for word in telling[skill.code] & said})
        if near:
            found.append(BlocHint(bloc, near, tuple(words)))
    return tuple(sorted(found, key=lambda hint: (-len(hint.skills), hint.bloc.code)))


def _shares(wanted: frozenset[str], said: frozenset[str]) -> bool:
    """Two telling words in common, or the only one there is."""
    return bool(wanted) and len(wanted & said) >= min(2, len(wanted))


def _telling(text: str) -> frozenset[str]:
    """The words of a text that say something, without accents nor the mark of the plural."""
    words = (word.strip('.,;:()«»/*•…"') for word in folded(text).split())
    long = (word[:-1] if word[-1:] in ("s", "x") else word for word in words if len(word) >= SHORTEST)
    return frozenset(word for word in long if word not in SAYS_LITTLE)


def _core_first(asked: Requirement) -> tuple[bool, str]:
    return asked.importance is not Importance.CORE, folded(asked.skill.label)


def _rank(way: Way) -> tuple[int, int, int, str, str]:
    one = way.certification
    return -len(way.wished), -len(way.core), one.level, folded(one.title), one.number
