"""The distance between the skills a person holds and those an occupation asks for.

Plain functions over frozen values. The chart and the table beneath it are drawn from what ``gaps`` returns, so a reader
who cannot see the chart reads exactly the same rows.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from desktop.models.occupation import Importance, Occupation, Requirement, Skill, SkillKind, SkillPath
from desktop.models.skill import Evidence, Held, Standing
from desktop.models.text import counted, folded, in_words

ORDER = (Importance.CORE, Importance.EMERGING, Importance.OTHER)


@dataclass(frozen=True, slots=True)
class Gap:
    """One row: what is asked, how much, under which heading, and what is known of it."""

    skill: Skill
    importance: Importance
    group: str
    standing: Standing
    evidence: tuple[Evidence, ...] = ()


def gaps(
    held: Mapping[str, Held],
    occupation: Occupation,
    paths: Mapping[str, SkillPath],
    wished: Collection[str] = (),
) -> tuple[Gap, ...]:
    """Every skill the occupation asks for: core skills first, then strengths before gaps, then alphabetical.

    A skill nobody spoke about is "to explore"; "to acquire" exists only once counsellor and person have said so
    (``wished``, OGR codes).
    """
    rows = (_gap(asked, held.get(asked.skill.code), paths, wished) for asked in occupation.requirements)
    return tuple(sorted(rows, key=lambda g: (ORDER.index(g.importance), g.standing, folded(g.skill.label))))


def tally(rows: Sequence[Gap]) -> dict[Standing, int]:
    """How many rows have each standing, in the order of the legend; standings without rows count 0."""
    return {standing: sum(1 for row in rows if row.standing is standing) for standing in Standing}


def reading(rows: Sequence[Gap]) -> str:
    """The one sentence that says what the chart shows; every number in it is a number of rows."""
    count = tally(rows)
    sure = count[Standing.PROVEN] + count[Standing.DECLARED] + count[Standing.SAID]
    verb = "est prouvée, déclarée ou dite" if sure < 2 else "sont prouvées, déclarées ou dites"
    verb = f"n’{verb}" if not sure else verb
    asked = counted(len(rows), "compétence demandée", "compétences demandées")
    if rows and count[Standing.TO_EXPLORE] == len(rows):
        return f"{asked}. {'Elle est' if len(rows) < 2 else 'Toutes sont'} à explorer ensemble."
    text = f"Sur {asked}, {in_words(sure, feminine=True)} {verb}"
    if count[Standing.DEDUCED]:
        text += f", {in_words(count[Standing.DEDUCED], feminine=True)} à confirmer"
    return f"{text}. {_what_remains(count)}"


def _what_remains(count: Mapping[Standing, int]) -> str:
    explore, acquire = count[Standing.TO_EXPLORE], count[Standing.TO_ACQUIRE]
    parts = []
    if explore:
        parts.append(f"{in_words(explore, feminine=True)} {'reste' if explore < 2 else 'restent'} à explorer")
    if acquire:
        parts.append(f"{in_words(acquire, feminine=True)} {'est' if acquire < 2 else 'sont'} à acquérir")
    return (" et ".join(parts) or "tout a été exploré").capitalize() + "."


def _gap(asked: Requirement, held: Held | None, paths: Mapping[str, SkillPath], wished: Collection[str]) -> Gap:
    if held is not None:
        standing = held.standing
    else:
        standing = Standing.TO_ACQUIRE if asked.skill.code in wished else Standing.TO_EXPLORE
    return Gap(asked.skill, asked.importance, group_of(asked.skill, paths), standing, held.evidence if held else ())


def group_of(skill: Skill, paths: Mapping[str, SkillPath]) -> str:
    """The heading a skill is read under: its enjeu in the ROME tree, or what sort of knowledge it is."""
    if skill.kind is SkillKind.KNOWLEDGE:
        return skill.category or "Savoirs"
    if skill.kind is SkillKind.SOFT:
        return "Savoir-être professionnels"
    path = paths.get(skill.macro)
    return path.stake.label if path else "Autres savoir-faire"
