"""What should be in a passport and is not: one diploma, job, training or engagement, and what is known about it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum
from types import MappingProxyType
from typing import Final

from desktop.models.certification import number_of
from desktop.models.passport import Fact, Passport, Section
from desktop.models.text import folded, matches

LONGEST: Final = 200  # characters of a name or a title
SHORTEST: Final = 3  # letters of a title from which a line is looked for
OBLIGED: Final = 2021  # since 1 July of that year, certifiers must transmit
EARLIEST: Final = 1900


class Thing(StrEnum):
    """What is looked for; a case is about one."""

    RECOGNITION = "recognition"
    EXPERIENCE = "experience"
    TRAINING = "training"
    ENGAGEMENT = "engagement"


class Answer(StrEnum):
    """What is known; "unknown" is an answer, and the first one of every question."""

    YES = "yes"
    NO = "no"
    UNKNOWN = "unknown"


class Question(StrEnum):
    """What is asked, in the order it is asked; each question concerns some things only."""

    EARLIER = "earlier"  # obtained before July 2021
    REGISTERED = "registered"  # in one of the two national registers
    HOUSEHOLD = "household"  # employed by an individual
    PUBLIC = "public"
    LAND_OR_SEA = "land_or_sea"
    SELF_EMPLOYED = "self_employed"
    FUNDED = "funded"  # with public money, or by the sector's fund
    COUNTED = "counted"  # in the account of engagements
    APPRENTICE = "apprentice"
    ABROAD = "abroad"
    RECENT = "recent"  # less than three months ago
    OTHER_NAME = "other_name"


SECTION_OF: Final[Mapping[Thing, Section]] = {
    Thing.RECOGNITION: Section.RECOGNITIONS,
    Thing.EXPERIENCE: Section.EXPERIENCES,
    Thing.TRAINING: Section.TRAININGS,
    Thing.ENGAGEMENT: Section.ENGAGEMENTS,
}
ASKED: Final[Mapping[Thing, tuple[Question, ...]]] = {
    Thing.RECOGNITION: (
        Question.EARLIER, Question.REGISTERED, Question.APPRENTICE, Question.ABROAD, Question.RECENT,
        Question.OTHER_NAME,
    ),
    Thing.EXPERIENCE: (
        Question.HOUSEHOLD, Question.PUBLIC, Question.LAND_OR_SEA, Question.SELF_EMPLOYED, Question.APPRENTICE,
        Question.ABROAD, Question.RECENT, Question.OTHER_NAME,
    ),
    Thing.TRAINING: (Question.FUNDED, Question.ABROAD, Question.RECENT, Question.OTHER_NAME),
    Thing.ENGAGEMENT: (Question.COUNTED, Question.RECENT, Question.OTHER_NAME),
}  # fmt: skip
NOTHING: Final[Mapping[Question, Answer]] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Case:
    """One thing, as it was typed; ``place`` is who issued it or employed, ``other_name`` a name it may be under.

    ``numbers`` are those of a diploma in the repertories: its own, then those of its former and later names.
    """

    thing: Thing = Thing.RECOGNITION
    title: str = ""
    place: str = ""
    year: str = ""
    other_name: str = ""
    answers: Mapping[Question, Answer] = field(default_factory=lambda: NOTHING)
    numbers: tuple[str, ...] = ()

    def answer(self, question: Question) -> Answer:
        """What was answered; unknown when nothing was, or when the question does not concern this thing."""
        asked = question in ASKED[self.thing]
        return self.answers.get(question, Answer.UNKNOWN) if asked else Answer.UNKNOWN

    @property
    def blank(self) -> bool:
        """Whether nothing was typed nor answered yet."""
        typed = any(text.strip() for text in (self.title, self.place, self.year, self.other_name))
        return not typed and all(answer is Answer.UNKNOWN for answer in self.answers.values())


def settled(case: Case, today: date) -> Case:
    """The case with what its year answers; an answer that was given is never changed."""
    typed = case.year.strip()
    if not (typed.isascii() and typed.isdigit() and EARLIEST <= int(typed) <= today.year):
        return case
    year = int(typed)
    known = {}
    if year != OBLIGED:
        known[Question.EARLIER] = Answer.YES if year < OBLIGED else Answer.NO
    if year < today.year - 1:
        known[Question.RECENT] = Answer.NO
    given = {question: answer for question, answer in case.answers.items() if answer is not Answer.UNKNOWN}
    return replace(case, answers={**known, **given})


def alike(case: Case, passport: Passport) -> Fact | None:
    """A line of the passport that may be the very thing: its number, or every word typed begins one of its words."""
    facts = passport.of(SECTION_OF[case.thing])
    numbered = (fact for fact in facts if number_of(fact.detail("code")) in case.numbers)
    named = (fact for fact in facts if len(folded(case.title)) >= SHORTEST and matches(case.title, folded(fact.title)))
    return next(numbered, None) or next(named, None)
