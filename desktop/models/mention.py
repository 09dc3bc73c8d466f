"""What a person's file names in the referential, and with which version: what a newer one may change."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from desktop.models.correction import Answer, Word, chosen_occupations, confirmed_occupations, said_skills, shown_skills
from desktop.models.note import Item
from desktop.models.passport import Passport, Section


class Named(StrEnum):
    """In what part of a file a code stands."""

    TARGET = "target"  # a chosen occupation
    CONFIRMED = "confirmed"  # the occupation tied to an experience
    RECOGNITION = "recognition"  # an occupation that a recognition prepares, according to the passport
    SAID = "said"  # a skill said together, or recognised in a badge or an engagement
    PASSPORT = "passport"  # a skill of the passport


@dataclass(frozen=True, slots=True)
class Mention:
    """One code as it was written: an occupation's or a skill's, its label then, the appellation and version if known.

    ``about`` says what it is about: the title of an experience or of a recognition, "" for the rest.
    """

    named: Named
    code: str
    label: str
    title: str = ""
    edition: str = ""
    about: str = ""

    @property
    def of_occupation(self) -> bool:
        """Whether the code is an occupation's."""
        return self.named in (Named.TARGET, Named.CONFIRMED, Named.RECOGNITION)


def mentions(passport: Passport, items: Iterable[Item]) -> tuple[Mention, ...]:
    """Everything a file names, each once, targets first; what is not shared names nothing."""
    items = tuple(items)
    every = (*_targets(items), *_confirmed(passport, items), *_prepared(passport), *_said(items), *_written(passport))
    return tuple(dict.fromkeys(every))


def _targets(items: tuple[Item, ...]) -> Iterator[Mention]:
    for one in chosen_occupations(items):
        yield Mention(Named.TARGET, one.code, one.label, edition=one.edition)


def _confirmed(passport: Passport, items: tuple[Item, ...]) -> Iterator[Mention]:
    for one in confirmed_occupations(items).values():
        fact = passport.fact(one.fact)
        yield Mention(Named.CONFIRMED, one.code, one.label, one.title, one.edition, fact.title if fact else "")


def _prepared(passport: Passport) -> Iterator[Mention]:
    for fact in passport.of(Section.RECOGNITIONS) if Section.RECOGNITIONS in passport.sections else ():
        for code in fact.occupations:
            yield Mention(Named.RECOGNITION, code, "", about=fact.title)


def _said(items: tuple[Item, ...]) -> Iterator[Mention]:
    for said in said_skills(items).values():
        if said.word is not Word.NOTHING:
            yield Mention(Named.SAID, said.code, said.label, edition=said.item.content.get("edition", ""))
    for shown in shown_skills(items).values():
        if shown.answer is Answer.ACCEPTED:
            yield Mention(Named.SAID, shown.code, shown.label, edition=shown.item.content.get("edition", ""))


def _written(passport: Passport) -> Iterator[Mention]:
    for skill in passport.skills if Section.SKILLS in passport.sections else ():
        yield Mention(Named.PASSPORT, skill.code, skill.label)
