"""What may stand on a working CV, and what does: each line with its provenance, what left the passport told apart."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Final

from desktop.models.cv import Cv, Ref, sections
from desktop.models.evidence import STANDING_OF, source_words
from desktop.models.known import Known
from desktop.models.passport import Fact, Origin, Section
from desktop.models.skill import Held, Standing
from desktop.models.synthesis import COUNTED
from desktop.models.text import counted, folded, joined

NOBODY: Final[frozenset[str]] = frozenset()


@dataclass(frozen=True, slots=True)
class CvLine:
    """One thing that may be chosen; ``origin`` is a step's provenance, None for a skill, which has its standing alone.

    ``detail`` is what is read beside the title, ``proof`` what stands behind it; ``asked``: the target asks for it.
    """

    ref: Ref
    title: str
    detail: str
    proof: str
    standing: Standing
    origin: Origin | None = None
    asked: bool = False


@dataclass(frozen=True, slots=True)
class CvLines:
    """The lines of one CV, section by section, and what was chosen once and is in the passport no more."""

    groups: tuple[tuple[Section, tuple[CvLine, ...]], ...]
    gone: tuple[Ref, ...]

    @property
    def shown(self) -> tuple[CvLine, ...]:
        """Every line, in order."""
        return tuple(line for _, lines in self.groups for line in lines)


def candidates(known: Known, asked: Collection[str] = NOBODY) -> tuple[CvLine, ...]:
    """Everything that may be chosen, section by section: the newest steps first, skills last, those asked for first.

    ``asked`` are the codes of the skills that the target asks for.
    """
    steps = sorted((one for one in known.passport.facts if one.section in known.passport.sections), key=_oldest_last)
    skills = sorted((_skill(held, held.code in asked) for held in known.held.values()), key=_surest)
    return tuple(line for section in Section for line in (*map(_step, steps), *skills) if line.ref.section is section)


def cv_lines(cv: Cv, known: Known) -> CvLines:
    """What stands on a CV now; nothing that left the passport, or that was set aside since, is on it."""
    there = {line.ref: line for line in candidates(known)}
    kept = tuple(ref for ref in cv.chosen if ref in there)
    groups = tuple((section, tuple(there[ref] for ref in refs)) for section, refs in sections(kept))
    return CvLines(groups, tuple(ref for ref in cv.chosen if ref not in there))


def said_gone(gone: Iterable[Ref]) -> str:
    """``2 éléments choisis ne sont plus dans le passeport : 1 emploi et 1 compétence.``; "" when nothing left."""
    refs = tuple(gone)
    if not refs:
        return ""
    every = sections(refs)
    what = joined(tuple(counted(len(inside), *COUNTED[section]) for section, inside in every))
    if len(refs) == 1:
        return f"Un élément choisi n’est plus dans le dossier : {what}. Il n’est plus sur le CV."
    return f"{len(refs)} éléments choisis ne sont plus dans le dossier : {what}. Ils ne sont plus sur le CV."


def said_chosen(number: int) -> str:
    """``3 éléments choisis``, for a title."""
    return counted(number, "élément choisi", "éléments choisis") if number else "Rien n’est encore choisi"


def _step(fact: Fact) -> CvLine:
    detail = (fact.place, fact.when)
    return CvLine(
        Ref(fact.section, fact.id), fact.title, " · ".join(part for part in detail if part),
        source_words(fact.source) if fact.origin is Origin.GUARANTEED else "", STANDING_OF[fact.origin], fact.origin,
    )  # fmt: skip


def _skill(held: Held, asked: bool) -> CvLine:
    best = held.evidence[0]
    proof = best.title if best.fact else ""
    return CvLine(Ref(Section.SKILLS, held.code), held.label, "", proof, held.standing, None, asked)


def _surest(line: CvLine) -> tuple[bool, int, str]:
    return not line.asked, int(line.standing), folded(line.title)


def _oldest_last(fact: Fact) -> tuple[bool, int, int, str]:
    first, last = fact.start or fact.end, fact.end or fact.start
    end, start = (known.last() if known else date.min for known in (last, first))
    return not fact.ongoing, -end.toordinal(), -start.toordinal(), fact.id
