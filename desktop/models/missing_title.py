"""The official name of a diploma that is looked for, with the names it bore before and bears since."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date

from desktop.models.certification import Certification, validity_words
from desktop.models.missing_case import Answer, Case, Question


@dataclass(frozen=True, slots=True)
class Title:
    """A certification of the repertories, and those that it replaces or that replace it, known here."""

    one: Certification
    others: tuple[Certification, ...] = ()

    @property
    def words(self) -> str:
        """``CAP Cuisine (RNCP26650)``."""
        return f"{self.one.name} ({self.one.number})"


def related(found: Iterable[Certification]) -> tuple[str, ...]:
    """The numbers of what these certifications replace and of what replaces them, each once."""
    return tuple(dict.fromkeys(number for one in found for number in (*one.replaces, *one.replaced_by)))


def titles(found: Iterable[Certification], sheets: Mapping[str, Certification]) -> tuple[Title, ...]:
    """Each certification with the others that ``sheets`` knows by number."""
    return tuple(Title(one, tuple(sheets[other] for other in related((one,)) if other in sheets)) for one in found)


def named(case: Case, title: Title) -> Case:
    """The case under that official name; what was typed of the certifier stays."""
    one = title.one
    place = case.place if case.place.strip() or not one.certifiers else one.certifiers[0]
    answers = {**case.answers, Question.REGISTERED: Answer.YES}
    return replace(case, title=one.name, place=place, answers=answers, numbers=(one.number, *related((one,))))


def title_words(title: Title, today: date) -> str:
    """Number, certifier, other names, and until when it is registered."""
    one = title.one
    certifier = f", {', '.join(one.certifiers[:2])}" if one.certifiers else ""
    others = ", ".join(f"« {other.name} » ({other.number})" for other in title.others)
    also = f" Elle a aussi porté, ou porte maintenant, un autre nom : {others}." if others else ""
    return f"{one.number}{certifier}.{also} {validity_words(one, today)}"
