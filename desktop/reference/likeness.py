"""Skills of the ROME whose label looks like other words: those of an ESCO alignment, of a badge."""

from __future__ import annotations

from collections.abc import Mapping
from math import log
from typing import TYPE_CHECKING, Final

from rapidfuzz import fuzz

from desktop.models.occupation import Skill
from desktop.reference.wording import fold, terms

if TYPE_CHECKING:
    from desktop.reference.opened import Reference

LIKE: Final = 0.5  # of 1, the mean of the letters and of the words that two labels share
STEM: Final = 6  # letters that ``numérique`` and ``numériques`` share
WORDS: Final = 6
EACH: Final = 300  # labels looked at for each word


def alike_skills(reference: Reference, words: str, limit: int = 3) -> tuple[Skill, ...]:
    """The skills whose label looks most like ``words``, the closest first; () when none does. For the pool.

    A word that few labels have weighs more: ``trésorerie`` tells more than ``gérer``.
    """
    asked = [term for term in terms(words)[:WORDS] if len(term) > 3]
    found: dict[str, Skill] = {}
    rarity: dict[str, float] = {}
    for term in asked:
        having = reference.search_skills(term[: STEM + 1], EACH)
        rarity[term[:STEM]] = log(1 + EACH / (1 + len(having)))
        found |= {skill.code: skill for skill in having}
    found |= {skill.code: skill for skill in reference.search_skills(words, EACH)}
    scored = [(_likeness(words, skill.label, rarity), skill) for skill in found.values()]
    likely = sorted((one for one in scored if one[0] >= LIKE), key=lambda one: (-one[0], one[1].label))
    return tuple(skill for _, skill in likely[:limit])


def _likeness(asked: str, label: str, rarity: Mapping[str, float]) -> float:
    theirs = {term[:STEM] for term in terms(label)}
    shared = rarity.keys() & theirs
    if not shared:
        return 0.0
    covered = sum(rarity[stem] for stem in shared) / sum(rarity.values())
    filled = len(shared) / len(theirs)
    words = 2 * covered * filled / (covered + filled)
    return (words + fuzz.token_sort_ratio(fold(asked), fold(label)) / 100) / 2
