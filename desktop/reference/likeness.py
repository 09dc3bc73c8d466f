"""Skills of the ROME whose label looks like other words: those of an ESCO alignment, of a badge."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from rapidfuzz import fuzz

from desktop.models.occupation import Skill
from desktop.reference.wording import fold, terms

if TYPE_CHECKING:
    from desktop.reference.opened import Reference

LIKE: Final = 0.55  # of 1, the mean of the letters and of the words that two labels share
STEM: Final = 6  # letters that ``numérique`` and ``numériques`` share
WORDS: Final = 6
EACH: Final = 60  # labels looked at for each word


def alike_skills(reference: Reference, words: str, limit: int = 3) -> tuple[Skill, ...]:
    """The skills whose label looks most like ``words``, the closest first; () when none does. For the pool."""
    queries = (words, *(term[:7] if len(term) > 7 else term for term in terms(words)[:WORDS] if len(term) > 3))
    found = {skill.code: skill for query in queries for skill in reference.search_skills(query, EACH)}
    scored = [(_likeness(words, skill.label), skill) for skill in found.values()]
    likely = sorted((one for one in scored if one[0] >= LIKE), key=lambda one: (-one[0], one[1].label))
    return tuple(skill for _, skill in likely[:limit])


def _likeness(asked: str, label: str) -> float:
    ours, theirs = ({term[:STEM] for term in terms(text)} for text in (asked, label))
    words = 2 * len(ours & theirs) / max(1, len(ours) + len(theirs))
    return (words + fuzz.token_sort_ratio(fold(asked), fold(label)) / 100) / 2
