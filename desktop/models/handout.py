"""What a person takes away of their accompaniment: a value made of what may be shared, and of nothing else.

It has no private field, and no way to be given one: it is made from a ``Shareable``. What the documents for the person
say is read here, so that the PDF, the word file and the page of the plan say the same.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from desktop.errors import Refused
from desktop.models.access import Access
from desktop.models.correction import SaidSkill, said_skills
from desktop.models.file import Kept
from desktop.models.gap import Gap
from desktop.models.gaplines import listed
from desktop.models.held import AWAITED, Custodian
from desktop.models.known import Known
from desktop.models.markdown import Sort, shape
from desktop.models.meeting import Meeting, Status, meetings
from desktop.models.occupation import Edition
from desktop.models.passport import Fact, Holder, Section
from desktop.models.plan import Action, actions
from desktop.models.shareable import Shareable, SharedText
from desktop.models.skill import Held, Standing
from desktop.models.text import folded

ASKED: Final = re.compile(r"\bdemandes?\b")  # in the heading, folded, under which a note says what was asked


@dataclass(frozen=True, slots=True)
class Form:
    """How a document is laid out: in large letters, in plain words, or both."""

    large: bool = False
    plain: bool = False


USUAL: Final = Form()


@dataclass(frozen=True, slots=True)
class Asked:
    """What was asked, in the words that somebody wrote under that heading, and the day they were written."""

    words: str
    day: date


@dataclass(frozen=True, slots=True)
class Aim:
    """An occupation chosen, why, and every skill it asks for in the order of the list; no rows when nobody knows."""

    code: str
    label: str
    reason: str
    rows: tuple[Gap, ...]


@dataclass(frozen=True, slots=True)
class Writer:
    """Who hands the document over: the counsellor's name ("" when not known), and who answers for what is kept."""

    counsellor: str
    custodian: Custodian


@dataclass(frozen=True, slots=True)
class Handout:
    """Everything the documents say; skills and rows the surest first, facts by section and newest first."""

    holder: Holder
    made: date
    access: Access
    by_hand: bool
    writer: Writer
    asked: Asked | None
    path: tuple[Fact, ...]
    held: tuple[Held, ...]
    wished: tuple[str, ...]  # labels of the skills that both said are to be learned
    aims: tuple[Aim, ...]
    texts: tuple[SharedText, ...]
    plan: tuple[Action, ...]
    meetings: tuple[Meeting, ...]
    sections: tuple[Section, ...]  # of which nothing may be called "non partagé"
    edition: Edition


def handout(
    shared: Shareable,
    known: Known,
    aims: Iterable[Aim],
    writer: Writer,
    today: date,
    wanted: Collection[str] | None = None,
) -> Handout:
    """``known`` is read from the same ``shared``; ``wanted`` are the ids of the texts to give, None for the last one.

    Refused for a file that waits to be received again: it would be incomplete.
    """
    card = shared.file.card
    if card.kept is Kept.AWAITED:
        raise Refused(AWAITED, "Faites d’abord un échange avec le serveur de partage.")
    planned = (one for one in meetings(shared.items) if one.status is Status.PLANNED and one.start.date() >= today)
    return Handout(
        card.holder, today, card.access, card.kept is Kept.HAND, writer, asked(shared.texts),
        tuple(_in_order(known.passport.facts)),
        tuple(sorted(known.held.values(), key=lambda one: (one.standing, folded(one.label)))),
        _wished(said_skills(shared.items).values(), known), tuple(replace(one, rows=listed(one.rows)) for one in aims),
        given(shared.texts, wanted), tuple(replace(one, item=None) for one in actions(shared.items)),
        tuple(replace(one, item=None) for one in planned), known.sections, known.edition,
    )  # fmt: skip


def offered(texts: Iterable[SharedText]) -> tuple[SharedText, ...]:
    """The texts that say something, the last one first: those that may be ticked."""
    return tuple(one for one in reversed(tuple(texts)) if one.text.strip())


def given(texts: Iterable[SharedText], wanted: Collection[str] | None) -> tuple[SharedText, ...]:
    """Those to give, oldest first: the last one unless some are named."""
    found = offered(texts)
    kept = found[:1] if wanted is None else (one for one in found if one.id in wanted)
    return tuple(reversed(tuple(kept)))


def asked(texts: Iterable[SharedText]) -> Asked | None:
    """What stands under a heading that names the « demande », in the first text that has one with words under it."""
    for one in texts:
        if words := "\n".join(_asked(one.text)).strip():
            return Asked(words, one.header.day or one.written.astimezone().date())
    return None


def _asked(text: str) -> Iterator[str]:
    """The lines under the headings that name it; those under a « demandeur d’emploi » say something else."""
    inside = 0  # the level of the heading, 0 while under none
    for line in text.splitlines():
        found = shape(line)
        if found.sort is Sort.HEADING and (not inside or found.level <= inside):
            inside = found.level if ASKED.search(folded(line)) else 0
        elif inside:
            yield line


def _wished(said: Iterable[SaidSkill], known: Known) -> tuple[str, ...]:
    """What is to be learned, less what is held by now."""
    found = (one.label for one in said if one.standing is Standing.TO_ACQUIRE and one.code not in known.held)
    return tuple(sorted(found, key=folded))


def _in_order(facts: Iterable[Fact]) -> Iterator[Fact]:
    """By section as a passport lists them; in each, what lasts first, then what ended last."""
    every = tuple(facts)
    for section in Section:
        yield from sorted((one for one in every if one.section is section), key=_lately, reverse=True)


def _lately(fact: Fact) -> tuple[bool, date, date]:
    first, last = fact.start or fact.end, fact.end or fact.start
    return fact.ongoing, last.last() if last else date.min, first.first() if first else date.min
