"""What is said of nearby occupations: a finding, how to read the chart, which skills recur, and who is left out.

Every figure is the length of a list that the page shows.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from desktop.models.nearby import Nearby
from desktop.models.occupation import Edition, Skill
from desktop.models.text import begun, counted, in_words, joined

STEPS: Final = (30, 20, 15, 10, 5, 3, 2, 1)  # skills shared: round numbers that a title can name
ENOUGH: Final = 3  # occupations that make a finding
OFFICIAL: Final = "mobilité officielle du ROME"
REGULATED: Final = "métier réglementé"


def finding(nearest: Sequence[Nearby]) -> str:
    """The title of the chart: how many of these ask already for how many skills of the person."""
    sizes = sorted((len(near.shared) for near in nearest), reverse=True)
    if not sizes:
        return "Aucun métier proche pour l’instant"
    wanted = sizes[min(ENOUGH, len(sizes)) - 1]
    step = next((step for step in STEPS if step <= wanted), 1)
    count = sum(size >= step for size in sizes)
    skills = "une compétence" if step == 1 else f"{in_words(step, feminine=True)} compétences"
    verb = "métier proche demande" if count < 2 else "métiers proches demandent"
    return f"{begun(in_words(count))} {verb} déjà au moins {skills} de ce parcours"


def reading(nearest: Sequence[Nearby], drawn: int) -> str:
    """How the chart is read, with its first line as an example; ``drawn`` is its number of lines."""
    if not nearest:
        return ""
    first = nearest[0]
    shown = f"Les {in_words(drawn)} plus proches. " if drawn > 1 else ""
    return (
        f"{shown}À droite, les compétences partagées ; à gauche, celles qui restent à explorer ; en épais, le cœur du"
        f" métier. {first.occupation.label} : {first.words}."
    )


def unlocking_words(found: Sequence[tuple[Skill, int]], total: int) -> str:
    """Which core skills left would bring nearer to most of the ``total`` occupations; "" when none recurs."""
    if not found:
        return ""
    parts = tuple(
        f"« {skill.label} » ({f'au cœur de {count} métiers sur {total}' if not place else count})"
        for place, (skill, count) in enumerate(found)
    )
    one = len(found) == 1
    start = (
        "Une compétence rapprocherait"
        if one
        else f"{begun(in_words(len(found), feminine=True))} compétences rapprocheraient"
    )
    return f"{start} du plus grand nombre de ces métiers : {joined(parts)}."


def without_words(confirmed: Mapping[str, str], targets: Mapping[str, str]) -> str:
    """Which occupations are not proposed again, by label; "" when none is left out."""
    done = tuple(f"{label} (déjà exercé)" for label in confirmed.values())
    kept = tuple(f"{label} (déjà visé)" for code, label in targets.items() if code not in confirmed)
    return f"Ne sont pas proposés de nouveau : {joined((*done, *kept))}." if done or kept else ""


def extract_words(edition: Edition) -> str:
    """That only part of the referential is here; "" when it is whole."""
    if not edition.extract:
        return ""
    count = counted(edition.occupations, "métier seulement", "métiers seulement")
    return f"Ce poste n’a qu’un extrait du ROME : {count}. Beaucoup d’autres existent."


def marks(near: Nearby) -> tuple[str, ...]:
    """What is told of the occupation beside its figures."""
    told = ((OFFICIAL, near.official), (REGULATED, near.regulated))
    return tuple(words for words, is_so in told if is_so)
