"""The distance between the skills a person holds and those an occupation asks for.

Plain functions over frozen values. The chart and the table beneath it are drawn from what ``gaps`` returns, so a reader
who cannot see the chart reads exactly the same rows.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from desktop.models.occupation import Importance, Occupation, Requirement, Skill, SkillKind, SkillPath
from desktop.models.skill import Evidence, Held, Standing
from desktop.models.text import counted, in_words

ORDER: Final[Mapping[Importance, int]] = {Importance.CORE: 0, Importance.EMERGING: 1, Importance.OTHER: 2}
SOFT_SKILLS: Final = "Savoir-être professionnels"
OTHER_DOING: Final = "Autres savoir-faire"
OTHER_KNOWLEDGE: Final = "Savoirs"
NOTHING_ASKED: Final = "Le référentiel ne dit pas quelles compétences ce métier demande."
NOTHING_NEAR: Final[Mapping[str, tuple[Held, ...]]] = {}


@dataclass(frozen=True, slots=True)
class Gap:
    """One row: what is asked, how much, under which heading, and what is known of it.

    ``near`` lists skills held of the same macro-compétence: a way to begin talking, never counted as held.
    """

    skill: Skill
    importance: Importance
    group: str
    standing: Standing
    evidence: tuple[Evidence, ...] = ()
    near: tuple[Held, ...] = ()


@dataclass(frozen=True, slots=True)
class GapGroup:
    """The rows of one enjeu, of one sort of knowledge, or of the savoir-être."""

    name: str
    kind: SkillKind
    rows: tuple[Gap, ...]


def gaps(
    held: Mapping[str, Held],
    occupation: Occupation,
    paths: Mapping[str, SkillPath],
    wished: Collection[str] = (),
    families: Mapping[str, tuple[Held, ...]] = NOTHING_NEAR,
) -> tuple[Gap, ...]:
    """Every skill the occupation asks for: core skills first, emerging ones next, then strengths before gaps.

    A skill nobody spoke about is "to explore"; "to acquire" exists only once counsellor and person have said so
    (``wished``, OGR codes). ``families`` is what ``families`` returns. Equal rows keep the occupation's own order.
    """
    rows = [_gap(asked, held.get(asked.skill.code), paths, wished, families) for asked in occupation.requirements]
    return tuple(sorted(rows, key=lambda row: (ORDER[row.importance], row.standing)))


def families(held: Mapping[str, Held], skills: Mapping[str, Skill]) -> dict[str, tuple[Held, ...]]:
    """The skills held by macro-compétence; ``skills`` are those that the referential knows. Savoir-être have none."""
    found: dict[str, list[Held]] = {}
    for code, one in held.items():
        skill = skills.get(code)
        if skill is not None and skill.macro and skill.kind is not SkillKind.SOFT:
            found.setdefault(skill.macro, []).append(one)
    return {macro: tuple(sorted(ones, key=lambda one: (one.standing, one.label))) for macro, ones in found.items()}


def groups(rows: Iterable[Gap]) -> tuple[GapGroup, ...]:
    """Rows by heading: savoir-faire by enjeu (most core skills first), savoirs, savoir-être; core rows lead each."""
    found: dict[tuple[int, str], list[Gap]] = {}
    for row in rows:
        found.setdefault((_rank(row.skill.kind), row.group), []).append(row)
    made = [
        GapGroup(
            name,
            ones[0].skill.kind,
            tuple(sorted(ones, key=lambda r: (r.importance is not Importance.CORE, r.standing))),
        )
        for (_, name), ones in sorted(found.items(), key=lambda entry: entry[0][0])
    ]
    return tuple(sorted(made, key=lambda group: (_rank(group.kind), -_core(group), -len(group.rows))))


def tally(rows: Iterable[Gap]) -> dict[Standing, int]:
    """How many rows have each standing, in the order of the legend; standings without rows count 0."""
    count = dict.fromkeys(Standing, 0)
    for row in rows:
        count[row.standing] += 1
    return count


def core_rows(rows: Iterable[Gap]) -> tuple[Gap, ...]:
    """The rows of the core of the occupation alone."""
    return tuple(row for row in rows if row.importance is Importance.CORE)


def finding(occupation: Occupation, rows: Sequence[Gap]) -> str:
    """The title of the gap: the occupation, and how much of it is known already."""
    sure = sum(row.standing <= Standing.SAID for row in rows)
    label = f"{occupation.label} ({occupation.code})"
    if sure:
        return f"{label} : {counted(sure, 'compétence')} sur {len(rows)} déjà là"
    deduced = sum(row.standing is Standing.DEDUCED for row in rows)
    if deduced:
        return f"{label} : {counted(deduced, 'compétence')} sur {len(rows)} à confirmer ensemble"
    return f"{label} : un métier à explorer ensemble"


def reading(rows: Sequence[Gap]) -> str:
    """What the chart shows, then how it is at the core; every number in it is a number of rows."""
    if not rows:
        return NOTHING_ASKED
    return f"{_whole(rows)}{_at_the_core(rows)}"


def _at_the_core(rows: Sequence[Gap]) -> str:
    core = core_rows(rows)
    held = sum(row.standing.held for row in core)
    if not core or len(core) == len(rows) or not held:
        return ""
    deduced = sum(row.standing is Standing.DEDUCED for row in core)
    confirm = f", dont {in_words(deduced, feminine=True)} à confirmer" if deduced else ""
    known = "est connue" if held < 2 else "sont connues"
    return f" Au cœur du métier, {in_words(held, feminine=True)} sur {len(core)} {known}{confirm}."


def _whole(rows: Sequence[Gap]) -> str:
    count = tally(rows)
    sure = count[Standing.PROVEN] + count[Standing.DECLARED] + count[Standing.SAID]
    verb = "est prouvée, déclarée ou dite" if sure < 2 else "sont prouvées, déclarées ou dites"
    verb = f"n’{verb}" if not sure else verb
    asked = counted(len(rows), "compétence demandée", "compétences demandées")
    if count[Standing.TO_EXPLORE] == len(rows):
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


def _gap(
    asked: Requirement,
    held: Held | None,
    paths: Mapping[str, SkillPath],
    wished: Collection[str],
    near: Mapping[str, tuple[Held, ...]],
) -> Gap:
    skill = asked.skill
    group = group_of(skill, paths)
    if held is not None:
        return Gap(skill, asked.importance, group, held.standing, held.evidence)
    standing = Standing.TO_ACQUIRE if skill.code in wished else Standing.TO_EXPLORE
    kin = near.get(skill.macro, ()) if skill.macro and skill.kind is not SkillKind.SOFT else ()
    return Gap(skill, asked.importance, group, standing, near=kin)


def group_of(skill: Skill, paths: Mapping[str, SkillPath]) -> str:
    """The heading a skill is read under: its enjeu in the ROME tree, or what sort of knowledge it is."""
    if skill.kind is SkillKind.KNOWLEDGE:
        return skill.category or OTHER_KNOWLEDGE
    if skill.kind is SkillKind.SOFT:
        return SOFT_SKILLS
    path = paths.get(skill.macro)
    return path.stake.label if path else OTHER_DOING


def _rank(kind: SkillKind) -> int:
    return {SkillKind.KNOWLEDGE: 1, SkillKind.SOFT: 2}.get(kind, 0)


def _core(group: GapGroup) -> int:
    return sum(row.importance is Importance.CORE for row in group.rows)
